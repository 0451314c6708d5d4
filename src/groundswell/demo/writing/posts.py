"""Posts, replies and reactions, with all that is counted on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from groundswell.demo.member import Member
from groundswell.demo.talk import Said
from groundswell.demo.writing.bulk import insert
from groundswell.demo.writing.news import News
from groundswell.demo.writing.people import BATCH, Known
from groundswell.demo.writing.places import Streams
from groundswell.demo.writing.rendering import Text
from groundswell.foundation import ids
from groundswell.foundation.words import fold
from groundswell.network.posts.models import Mention, Placement, Post, PostTopic, PostVersion
from groundswell.network.reactions.models import Reaction
from groundswell.network.topics.models import Topic

PROCESS = 1  # whose ids these are: what serves the demo later mints in the present

# The columns of what is written without objects, in the order of the tuples below.
POST = (
    "id", "root_id", "parent_id", "author_id", "acted_by_id", "kind", "title", "source", "html",
    "language", "version", "published_at", "edited_at", "removed_at", "removed_by_id",
    "reply_count", "reaction_counts", "answered_at", "best_answer_id",
)  # fmt: skip
PLACEMENT = ("stream_id", "post_id", "pinned_at")
REACTION = ("post_id", "person_id", "name", "reacted_at")

type Texts = Mapping[str, Text]


class Posts:
    """Writes what was said."""

    def __init__(self, said: Sequence[Said], known: Known, streams: Streams, texts: Texts) -> None:
        mint = ids.Mint(PROCESS)
        self._said, self._known, self._streams, self._texts = said, known, streams, texts
        self._ids = {each: mint.mint_in_replay(each.at) for each in said}

    def write(self) -> None:
        """Write everything."""
        insert(Post, POST, map(self._post, self._said))
        threads = [each for each in self._said if each.thread is None]
        insert(Placement, PLACEMENT, map(self._placement, threads))
        insert(Reaction, REACTION, self._reactions())
        PostVersion.objects.bulk_create(self._versions())
        Mention.objects.bulk_create(self._mentions(), batch_size=BATCH)
        self._write_topics()

    def id_of(self, said: Said) -> int:
        """The id of what was said."""
        return self._ids[said]

    def news(self) -> Iterator[News]:
        """What happened to the posts, in no order."""
        for said in self._said:
            verb = "replied" if said.thread else "published"
            yield self._news(said, verb, said.author, said.at)
            for reacted in said.reactions.values():
                yield self._news(said, "reacted", reacted.by, reacted.at)
            for verb, at in (("edited", said.edited_at), ("removed", said.removed_at)):
                if at is not None:
                    yield self._news(said, verb, said.author, at)
            if said.best is not None:
                yield self._news(said.best, "chose", said.author, said.best.at)

    def _news(self, said: Said, verb: str, actor: Member, at: datetime) -> News:
        stream_id = self._streams.id_of(said.start)
        return News(self._known.id_of(actor), verb, "post", self._ids[said], at, stream_id)

    def _post(self, said: Said) -> tuple[Any, ...]:
        answers = [reply for reply in said.replies if reply.removed_at is None]
        others = [reply.at for reply in answers if reply.author is not said.author]
        author_id = self._known.id_of(said.author)
        return (
            self._ids[said],
            self._id_of(said.thread),
            self._id_of(said.parent),
            author_id,
            said.acted_by and self._known.id_of(said.acted_by),
            said.kind,
            said.title,
            said.source,
            self._texts[said.source].html,
            said.language,
            2 if said.edited_at or said.removed_at else 1,
            said.at,
            said.edited_at,
            said.removed_at,
            said.removed_at and author_id,
            len(answers),
            Counter(reacted.name for reacted in said.reactions.values()),
            min(others, default=None),
            self._id_of(said.best),
        )

    def _id_of(self, said: Said | None) -> int | None:
        return self._ids[said] if said else None

    def _placement(self, said: Said) -> tuple[Any, ...]:
        return self._streams.id_of(said), self._ids[said], said.pinned_at

    def _reactions(self) -> Iterator[tuple[Any, ...]]:
        for said in self._said:
            for reacted in said.reactions.values():
                yield self._ids[said], self._known.id_of(reacted.by), reacted.name, reacted.at

    def _versions(self) -> Iterator[PostVersion]:
        for said in self._said:
            if said.edited_at is not None:
                yield PostVersion(
                    post_id=self._ids[said],
                    title=said.title,
                    source=said.source_before,
                    html=self._texts[said.source_before].html,
                    said_at=said.at,
                    replaced_at=said.edited_at,
                    replaced_by_id=self._known.id_of(said.author),
                )

    def _mentions(self) -> Iterator[Mention]:
        for said in self._said:
            for account_id in dict.fromkeys(self._texts[said.source].mentions):
                yield Mention(account_id=account_id, post_id=self._ids[said])

    def _write_topics(self) -> None:
        under = [
            (fold(name), name, said)
            for said in self._said
            for name in self._texts[said.source].topics
        ]
        names = {folded: name for folded, name, _ in reversed(under)}
        topics = Topic.objects.bulk_create(
            Topic(name=name, name_folded=folded) for folded, name in names.items()
        )
        by_folded = {topic.name_folded: topic for topic in topics}
        PostTopic.objects.bulk_create(
            (
                PostTopic(topic=by_folded[folded], post_id=self._ids[said])
                for folded, _, said in under
            ),
            batch_size=BATCH,
        )

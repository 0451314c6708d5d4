"""Conversations with their people, and what is said in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from groundswell.demo.messages import Chat
from groundswell.demo.writing.bulk import insert
from groundswell.demo.writing.news import News
from groundswell.demo.writing.people import Known
from groundswell.demo.writing.rendering import Text
from groundswell.foundation import ids
from groundswell.network.messages.models import Conversation, Seat
from groundswell.network.posts.models import Placement, Post
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind

PROCESS = 2  # beside the posts' own
POST = ("id", "author_id", "source", "html", "published_at")


class Messages:
    """Writes what was said in private."""

    def __init__(self, chats: Sequence[Chat], known: Known, texts: Mapping[str, Text]) -> None:
        mint = ids.Mint(PROCESS)
        self._chats, self._known, self._texts = chats, known, texts
        self._ids = [[mint.mint_in_replay(line.at) for line in chat.said] for chat in chats]
        self._streams: Sequence[Stream] = ()

    def write(self) -> None:
        """Write everything."""
        self._streams = Stream.objects.bulk_create(
            Stream(kind=StreamKind.CONVERSATION, is_open=False, created_at=chat.said[0].at)
            for chat in self._chats
        )
        Conversation.objects.bulk_create(
            Conversation(stream=stream, name=chat.name, is_pair=len(chat.people) == 2)
            for stream, chat in zip(self._streams, self._chats, strict=True)
        )
        insert(Membership, ("person_id", "stream_id", "role", "since_at"), self._memberships())
        insert(Seat, ("person_id", "stream_id", "last_read"), self._seats())
        insert(Post, POST, self._posts())
        insert(Placement, ("stream_id", "post_id"), self._placements())

    def news(self) -> Iterator[News]:
        """What was said, in no order."""
        for stream, chat, post_ids in self._all():
            for line, post_id in zip(chat.said, post_ids, strict=True):
                who = self._known.id_of(line.author)
                yield News(who, "published", "post", post_id, line.at, stream.pk)

    def _all(self) -> Iterator[tuple[Stream, Chat, list[int]]]:
        return zip(self._streams, self._chats, self._ids, strict=True)

    def _memberships(self) -> Iterator[tuple[Any, ...]]:
        for stream, chat, _ in self._all():
            for person in chat.people:
                role = str(MemberRole.MEMBER)
                yield self._known.id_of(person), stream.pk, role, chat.said[0].at

    def _seats(self) -> Iterator[tuple[int, int, int]]:
        for stream, chat, post_ids in self._all():
            for person in chat.people:
                read = post_ids[:-1] if person is chat.unread_by else post_ids
                yield self._known.id_of(person), stream.pk, max(read, default=0)

    def _posts(self) -> Iterator[tuple[Any, ...]]:
        for _, chat, post_ids in self._all():
            for line, post_id in zip(chat.said, post_ids, strict=True):
                author_id, html = self._known.id_of(line.author), self._texts[line.source].html
                yield post_id, author_id, line.source, html, line.at

    def _placements(self) -> Iterator[tuple[int, int]]:
        for stream, _, post_ids in self._all():
            for post_id in post_ids:
                yield stream.pk, post_id

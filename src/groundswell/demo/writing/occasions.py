"""What polls and announcements are more than posts, and who answered them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from groundswell.demo.occasions import Occasion
from groundswell.demo.talk import Said
from groundswell.demo.writing.bulk import insert
from groundswell.demo.writing.news import News
from groundswell.demo.writing.people import Known
from groundswell.demo.writing.rendering import Text
from groundswell.foundation import clock
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.network.polls.models import Ballot, Poll, Vote
from groundswell.network.posts import text
from groundswell.network.posts.addressing import people_of
from groundswell.network.posts.calling import callable_by
from groundswell.network.posts.models import Mention
from groundswell.network.posts.writing import resolve
from groundswell.network.streams import queries as streams
from groundswell.people.persons.models import Person

REMINDED_AFTER = timedelta(days=5)
RANDOM_BITS = 63

type IdOf = Callable[[Said], int]


def texts(occasions: Sequence[Occasion]) -> dict[str, Text]:
    """Their texts, by source: they name groups too, which are there by now."""
    found = {}
    for occasion in occasions:
        rendered = text.render(occasion.said.source, resolve=resolve)
        mentions = [one.id for one in rendered.mentions]
        found[occasion.said.source] = Text(rendered.html, mentions, list(rendered.topics))
    return found


class Occasions:
    """Writes them, behind their posts."""

    def __init__(
        self,
        occasions: Sequence[Occasion],
        known: Known,
        id_of: IdOf,
        *,
        ends_at: datetime,
        dice: Random,
    ) -> None:
        self._known, self._id_of, self._ends_at, self._dice = known, id_of, ends_at, dice
        self._polls = [each for each in occasions if each.said.kind == "poll"]
        self._said = [each.said for each in occasions]
        self._told = [each for each in occasions if each.said.kind == "announcement"]
        self._stream = streams.organisation()

    def write(self) -> None:
        """Write everything."""
        asked = people_of([self._stream]).count()
        Poll.objects.bulk_create(self._poll(each, asked) for each in self._polls)
        insert(Vote, ("poll_id", "person_id", "choice", "voted_on"), self._votes())
        insert(Ballot, ("id", "poll_id", "choice", "key_hash"), self._ballots())
        Announcement.objects.bulk_create(map(self._announcement, self._told))
        self._call()
        insert(Acknowledgement, ("announcement_id", "person_id", "at"), self._acknowledgements())

    def news(self) -> Iterator[News]:
        """Who voted, who acknowledged, what ended and what was reminded of, in no order."""
        for each in (*self._polls, *self._told):
            verb = "voted" if each.said.kind == "poll" else "acknowledged"
            for answer in each.answers:
                yield self._news(each, verb, self._known.id_of(answer.by), answer.at)
        for each in filter(self._is_over, self._polls):
            yield self._news(each, "ended", None, each.ends_at)
        for each in self._told:
            if reminded_at := self._reminded_at(each):
                author_id = self._known.id_of(each.said.author)
                yield self._news(each, "reminded", author_id, reminded_at)

    def _call(self) -> None:
        """Whoever may call a group that they name has called it."""
        naming = Mention.objects.filter(post__in=map(self._id_of, self._said))
        for post_id, account_id, author_id in naming.values_list(
            "post_id", "account_id", "post__author_id"
        ):
            if callable_by(Person(pk=author_id), [account_id]):
                Mention.objects.filter(post=post_id, account=account_id).update(calls=True)

    def _news(self, each: Occasion, verb: str, actor_id: int | None, at: datetime) -> News:
        return News(actor_id, verb, "post", self._id_of(each.said), at, self._stream.pk)

    def _is_over(self, each: Occasion) -> bool:
        return each.ends_at < self._ends_at

    def _poll(self, each: Occasion, asked: int) -> Poll:
        chosen = Counter(answer.choice for answer in each.answers)
        options, is_over = each.asked["options"], self._is_over(each)
        is_anonymous = each.asked.get("is_anonymous", False)
        shows = is_over or not is_anonymous
        return Poll(
            post_id=self._id_of(each.said),
            options=options,
            counts=[chosen[number] if shows else 0 for number in range(len(options))],
            is_anonymous=is_anonymous,
            asked=asked,
            ends_at=each.ends_at,
            closed_at=each.ends_at if is_over else None,
        )

    def _votes(self) -> Iterator[tuple[int, int, int | None, date]]:
        for each in self._polls:
            is_named = not each.asked.get("is_anonymous", False)
            for answer in each.answers:
                choice = answer.choice if is_named else None
                by, on = self._known.id_of(answer.by), clock.day_of(answer.at)
                yield self._id_of(each.said), by, choice, on

    def _ballots(self) -> Iterator[tuple[int, int, int, str]]:
        """Of anonymous polls that run; their keys lie in nobody's browser."""
        for each in self._polls:
            if each.asked.get("is_anonymous") and not self._is_over(each):
                for answer in each.answers:
                    number = self._dice.getrandbits(RANDOM_BITS)
                    key = hashlib.sha256(f"demo {number}".encode()).hexdigest()
                    yield number, self._id_of(each.said), answer.choice, key

    def _announcement(self, each: Occasion) -> Announcement:
        return Announcement(
            post_id=self._id_of(each.said),
            site=each.asked.get("site", ""),
            asks_acknowledgement=each.asked.get("asks_acknowledgement", True),
            reminded_at=self._reminded_at(each),
        )

    def _reminded_at(self, each: Occasion) -> datetime | None:
        return each.said.at + REMINDED_AFTER if each.asked.get("reminds") else None

    def _acknowledgements(self) -> Iterator[tuple[int, int, datetime]]:
        for each in self._told:
            for answer in each.answers:
                yield self._id_of(each.said), self._known.id_of(answer.by), answer.at

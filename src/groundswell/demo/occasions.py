"""What is said to all on an occasion: announcements, polls, praise. It stands beside the talk.

The talk, and all that was planted in it, is what it would be without: these are said by people who
were writing anyway, and only such people react to them, so that nobody takes part because of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from groundswell.demo.days import Days
from groundswell.demo.member import Member
from groundswell.demo.rooms import ORGANISATION
from groundswell.demo.showing import Showing
from groundswell.demo.simulation import Company
from groundswell.demo.stories import STORIES
from groundswell.demo.talk import Reacted, Said
from groundswell.foundation import clock
from groundswell.foundation.words import handle_from

LIST = Path(__file__).parent / "lists" / "occasions.toml"
SORT = "occasion"
AFTERWARDS = timedelta(minutes=3)  # behind what they were writing anyway
RUNS = 7  # days, unless it is said
MINUTES = 9 * 60  # of a day, on which somebody looks in


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody voted (for which option), or acknowledged."""

    by: Member
    at: datetime
    choice: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was said, what its kind adds, and who answered it; the first first."""

    said: Said
    asked: Mapping[str, Any]
    answers: Sequence[Answer] = field(default_factory=tuple)

    @property
    def ends_at(self) -> datetime:
        """When a poll ends."""
        return self.said.at + timedelta(days=self.asked.get("days", RUNS))


def make(company: Company, there: Days) -> list[Occasion]:
    """All of them, in no order."""
    dice, showing = company.dice("occasions"), Showing()
    occasions = [_occasion(company, there, asked, dice) for asked in _list()]
    for occasion in occasions:
        if picture := occasion.asked.get("picture"):
            occasion.said.shown = showing.draw(picture)
    return occasions


@cache
def _list() -> Sequence[Mapping[str, Any]]:
    return tuple(tomllib.loads(LIST.read_text("utf-8"))["occasion"])


def _occasion(company: Company, there: Days, asked: Mapping[str, Any], dice: Random) -> Occasion:
    author = next(member for member in company.people if member.name == asked["by"])
    said = Said(
        author=author,
        at=_moment(company, author, asked["days_ago"]) + asked.get("after", 1) * AFTERWARDS,
        source=_named(company, asked["text"]),
        title=asked.get("title", ""),
        kind=asked["kind"],
        room=ORGANISATION,
        sort=SORT,
    )
    for reacted in _reactions(company, said, asked.get("reactions", 8), dice):
        said.reactions[reacted.by.number] = reacted
    answers = _answers(company, there, said, asked, dice) if "by_share" in asked else []
    return Occasion(said, asked, sorted(answers, key=lambda answer: answer.at))


def _moment(company: Company, author: Member, days_ago: int) -> datetime:
    """When the author wrote something by their own hand, so many days ago at the least."""
    end = company.hours.weeks[-1].ends_at - timedelta(days=days_ago)
    own = [
        said.at
        for said in company.talk.order
        if said.author is author and said.acted_by is None and said.at + AFTERWARDS < end
    ]
    newest_first = sorted(own, reverse=True)
    return next(at for at in newest_first if clock.day_of(at) == clock.day_of(at + AFTERWARDS))


def _named(company: Company, text: str) -> str:
    handles = {member.name: member.handle for member in company.people if member.named}
    return text.format_map(_Handles(handles))


class _Handles(dict[str, str]):
    """The handle of each person, and of what is no person: a group."""

    def __getitem__(self, name: str) -> str:
        return f"@{self.get(name) or handle_from(name)}"


def _reactions(company: Company, said: Said, most: int, dice: Random) -> Iterator[Reacted]:
    """Of people who said something within the next days, just after they did."""
    end = company.hours.weeks[-1].ends_at
    spoke = {
        other.author.number: other
        for other in company.talk.order
        if other.acted_by is None
        and other.author is not said.author
        and said.at < other.at < min(said.at + timedelta(days=4), end - AFTERWARDS)
        and clock.day_of(other.at) == clock.day_of(other.at + AFTERWARDS)
    }
    wanted = STORIES[said.kind].reactions
    for number in dice.sample(sorted(spoke), min(most, len(spoke))):
        name = dice.choices(list(wanted), list(wanted.values()))[0]
        yield Reacted(spoke[number].author, name, spoke[number].at + AFTERWARDS)


def _answers(
    company: Company, there: Days, said: Said, asked: Mapping[str, Any], dice: Random
) -> Iterator[Answer]:
    """Of those who look in while it can be answered, each on the first of their days."""
    weights = asked.get("weights", [1])
    end = min(company.hours.weeks[-1].ends_at, said.at + timedelta(days=asked.get("days", RUNS)))
    answered = {said.author.number}
    # A vote is a contribution: who takes part is planted, so those vote who write that day anyway.
    meanwhile = [
        pair
        for pair, has_written in there.days.items()
        if said.at.date() <= pair[1] <= end.date() and (has_written or said.kind != "poll")
    ]
    for number, day in sorted(meanwhile, key=lambda pair: (pair[1], pair[0])):
        at = clock.start_of(day) + timedelta(hours=7, seconds=dice.randrange(MINUTES * 60))
        member = company.people[number]
        is_asked = asked.get("site", member.place.site) == member.place.site
        if number in answered or not is_asked or not said.at < at < end:
            continue
        answered.add(number)
        if dice.random() < asked["by_share"] and member.left_on is None:
            yield Answer(member, at, dice.choices(range(len(weights)), weights)[0])

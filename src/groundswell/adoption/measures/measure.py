"""What every measure declares, and what it counts. Plain mathematics: nothing here knows Django."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

TOTAL, EVERYBODY = "total", "everybody"  # the row of the whole organisation: its `by` and `cell`
BREAKDOWNS = ("function", "site", "level")
PARTICIPATION_DAYS = 28  # whole days: four weeks, so that weekends weigh alike
STRUCTURE_DAYS = 90
LEADERS = "leaders"  # the breakdown into those who lead and the others
CAME = "came"  # no breakdown that is told: newcomers by the day on which they came


def later(text: str) -> str:
    """The text itself: found by the translator here, translated where it is shown."""
    return text


_lazy = later
WHO_COUNTS = _lazy(
    "Bots are left out. Posts by delegates count for nobody. People known only from an import stand"
    " in a row of their own, outside the denominator. Function, site and level are those of the"
    " last day."
)
NOTHING_SAMPLED = _lazy(
    "None from sampling: everybody is counted. Leavers and newcomers who are reported late change"
    " the headcount of past days."
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Employed people who share function, site and level, and how many of them took part.

    `came` is the day on which they came, and `shows` whether they agreed to show figures of their
    own, where that matters: see `books.Book.kinds`.
    """

    function: str
    site: str
    level: str
    employed: int
    active: int
    leads: bool = False
    came: str = ""
    shows: bool = False

    def cell(self, by: str) -> str:
        """Where they stand in one breakdown."""
        if by == LEADERS:
            return LEADERS if self.leads else ""
        return str(getattr(self, by))


@dataclass(frozen=True, slots=True)
class Count:
    """One figure before the privacy gate: so many of so many, in one cell of one breakdown."""

    by: str
    cell: str
    numerator: int
    denominator: int


type Counting = Callable[[Sequence[Alike], Collection[str]], list[Count]]


class Needs(StrEnum):
    """What a measure is given: see `figures` for the shapes."""

    ALIKE = "people who stand alike, and the functions that are Comms & Marketing"
    NEWCOMERS = "who came in a quarter, and whether they took part in their first days"
    PARTICIPATION = "who took part on which day, and how often"
    QUESTIONS = "what was asked, and how long it waited"
    TALK = "who turned to whom"
    VOICES = "who posted, where they stand, and how long they waited for an answer"
    STEPS = "how far everybody employed has come"
    BEGUN = "who began to take part in which week, where, and under whom"
    SAID = "what was said by its authors, and by delegates for them"
    STARTED = "who started when, and in which quarters they took part"
    GROUP = "what happened in one group"
    TOLD = "functions as the privacy gate lets them through"
    NETWORK = "who turned to whom how often, where each stands and under whom"
    SPOKEN = "who began how many threads, and how many nobody answered"
    CLIMBS = "who asked what was answered, and who answered first"
    ASKED_LEADERS = "what leaders who show their figures were asked"
    LEADERS_WORDS = "what was said under the names of leaders who show their figures"
    LED_TALK = "who turned to whom, and who of them are leaders who show their figures"
    VISITS = "what was contributed in which group and week, and when leaders spoke there"
    GATHERED = "who takes part in which open group, of which topics, and who has ties"
    TAKEN_UP = "which suggestions were taken up, and who turned to whom before and after"


class Topic(StrEnum):
    """What a measure is about, and so the page where it stands."""

    REACH = "reach"
    PARTICIPATION = "participation"
    ANSWERS = "answers"
    SILOS = "silos"
    COMMAND = "command"
    LEADERSHIP = "leadership"
    VOICES = "voices"
    SPREAD = "spread"
    GROUPS = "groups"


PURPOSES: Mapping[Topic, str] = {
    Topic.REACH: _lazy("To know whether the network reaches the whole organisation."),
    Topic.PARTICIPATION: _lazy("To know whether many have a say, or few speak for all."),
    Topic.ANSWERS: _lazy("To know whether whoever asks gets an answer, and how soon."),
    Topic.SILOS: _lazy(
        "To know where groups do not talk with each other, and to bring them together."
    ),
    Topic.COMMAND: _lazy("To know whether talk runs along the line of command alone."),
    Topic.LEADERSHIP: _lazy("To know whether leaders are there and answer."),
    Topic.VOICES: _lazy("To know who is not heard, so that somebody answers."),
    Topic.SPREAD: _lazy("To know how the network spreads, and what is likely to come."),
    Topic.GROUPS: _lazy("To let owners see how their groups are doing."),
}
# On what a measure is counted, for those who read no code.
ROWS: Mapping[Needs, str] = {
    Needs.ALIKE: _lazy("Whether somebody took part in 28 days; function, site, level, leading."),
    Needs.NEWCOMERS: _lazy("When somebody came, and whether they took part in their first days."),
    Needs.PARTICIPATION: _lazy(
        "On which days somebody posted, replied, reacted or voted, how often."
    ),
    Needs.QUESTIONS: _lazy(
        "Who asked a question and when, who answered and when first, whether an answer is marked as"
        " the best; whether a later thread links to it or somebody else bookmarked it, not who."
    ),
    Needs.VOICES: _lazy("Who posted, from where, and how long they waited for an answer."),
    Needs.STEPS: _lazy(
        "Whether somebody has an account, was here, took part, wrote, answered in 28 days."
    ),
    Needs.BEGUN: _lazy(
        "On which day somebody first contributed; since when and until when they are employed, "
        "their function, site, level and manager."
    ),
    Needs.SAID: _lazy("Who pressed the button for posts and replies of 28 days."),
    Needs.STARTED: _lazy("When somebody started and left, and in which quarters they took part."),
    Needs.GROUP: _lazy(
        "Who of a group’s members posted, reacted or voted there in four weeks; what began there, "
        "and when it was first answered."
    ),
    Needs.TOLD: _lazy("The shares of functions as they are told, and nothing else."),
    Needs.NETWORK: _lazy(
        "Who replied to, reacted to, mentioned or praised whom, how often; function, site, level"
        " and manager of both."
    ),
    Needs.SPOKEN: _lazy("Who began how many threads, and how many of them nobody answered."),
    Needs.CLIMBS: _lazy("Who asked an answered question, and who answered it first."),
    Needs.TALK: _lazy("Who replied to, reacted to, mentioned or praised whom, and when; not what."),
    Needs.ASKED_LEADERS: _lazy(
        "Of leaders who agreed: when a question named them, by whom, and when they answered."
    ),
    Needs.LEADERS_WORDS: _lazy(
        "Of leaders who agreed: when something was published under their name, and by whose hand."
    ),
    Needs.LED_TALK: _lazy(
        "Who replied to, reacted to, mentioned or praised whom; which of them are leaders who"
        " agreed, and how many people are under these."
    ),
    Needs.VISITS: _lazy(
        "How much somebody contributed in which group and week, and in which weeks leaders who"
        " agreed spoke there."
    ),
    Needs.GATHERED: _lazy(
        "Who took part in which open group, and under which topics (#) they wrote; who replied to,"
        " reacted to, mentioned or praised whom in what everybody may read."
    ),
    Needs.TAKEN_UP: _lazy(
        "For which two groups a suggestion was taken up, and when; who took part in which open"
        " group then; who turned to whom before and after, in what everybody may read."
    ),
}
EVERYBODY_SEES = _lazy(
    "Everybody, about the organisation as a whole; its parts analysts, readers of figures and the"
    " works council."
)
READERS_SEE = _lazy(
    "Analysts, readers of figures and the works council, and only about groups as large as the"
    " privacy threshold."
)


class Yardstick(StrEnum):
    """What stands beside a number as its `chance`, and so whose `low` and `high` are."""

    NOTHING = "nothing"
    CHANCE = "chance"
    OTHERS = "others"
    EXPECTED = "expected"


# What the columns `chance`, `low` and `high` of such a measure mean.
YARDSTICKS: Mapping[Yardstick, str] = {
    Yardstick.NOTHING: _lazy("Nothing. From low to high goes the interval of the figure itself."),
    Yardstick.CHANCE: _lazy(
        "What chance alone would give. From low to high lie 95 % of what chance gives; a figure"
        " beside which it does not stand has an interval of its own there."
    ),
    Yardstick.OTHERS: _lazy(
        "The same of all others. From low to high goes the interval of the figure itself."
    ),
    Yardstick.EXPECTED: _lazy(
        "What comparable pairs lead one to expect. From low to high goes the interval of the figure"
        " itself, which is how much more there is."
    ),
}


@dataclass(frozen=True, slots=True)
class Change:
    """On a day a definition became another."""

    on: date
    words: str


# Whoever counts these people changed with them: what is said once is in the log of all.
SHARED: Mapping[str, tuple[Change, ...]] = {
    WHO_COUNTS: (Change(date(2026, 11, 26), _lazy("Votes in polls count as contributions.")),)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How one figure is counted; page, command and definition follow from it.

    `count` takes what it `needs`. Of people who stand alike it makes counts for the gate to judge
    cell by cell; of anything else `Figures` about the whole organisation. `halves` names two of
    their numbers that together are the whole: who knows one knows the other. Each of the
    `nested` counts people of the one before. `changes` are its own, `log` has those it shares too.
    """

    name: str
    topic: Topic
    title: str
    definition: str
    formula: tuple[str, str]
    numerator: str
    denominator: str
    unit: str
    window_days: int
    population: str
    minimum_group: str
    uncertainty: str
    not_to_be_read_as: tuple[str, ...]
    source: str
    since: date
    count: Callable[..., Any]
    needs: Needs = Needs.ALIKE
    changes: tuple[Change, ...] = ()
    halves: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    purpose: str = ""  # where it is another than that of its topic
    seen_by: str = READERS_SEE
    without_denominator: str = ""  # why some of its numbers are told without one
    yardstick: Yardstick = Yardstick.NOTHING
    confidence: int = 95  # percent, of its intervals
    is_about: bool = False  # its counts are told to the nearest ten
    takes_long: bool = False  # of very much talk: it is counted in a process of its own

    @property
    def denominators(self) -> list[str]:
        """Its denominator, and why some of its numbers are told without one, if any are."""
        return [words for words in (self.denominator, self.without_denominator) if words]

    @property
    def log(self) -> tuple[Change, ...]:
        """All days on which it became another, by itself or with whom it counts, in their order."""
        shared = (one for one in SHARED.get(self.population, ()) if one.on > self.since)
        return tuple(sorted((*shared, *self.changes), key=lambda change: change.on))

    @property
    def defined_on(self) -> date:
        """Since when it is counted as it is now."""
        return self.log[-1].on if self.log else self.since

    @property
    def serves(self) -> str:
        """What it is for, in plain words."""
        return self.purpose or PURPOSES[self.topic]


def shares_by(people: Sequence[Alike], by: str) -> list[Count]:
    """People who took part of those employed, for each cell of a breakdown, by name."""
    cells: dict[str, tuple[int, int]] = {}
    for alike in people:
        active, employed = cells.get(alike.cell(by), (0, 0))
        cells[alike.cell(by)] = active + alike.active, employed + alike.employed
    return [Count(by, cell, *cells[cell]) for cell in sorted(cells)]

"""Unheard voices: whose posts wait longer for an answer than those of all others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from groundswell.adoption.measures.figures import Figures, Margins, Unit, Value, share
from groundswell.adoption.measures.given import Voice, Voices
from groundswell.adoption.measures.measure import Measure, Needs, Topic, Yardstick
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.rates import wilson
from groundswell.adoption.measures.watching import Table, first_over

FIRST_WEEK = date(2024, 1, 1)  # a Monday: weeks are numbered from here, whatever day is asked for
HALF_YEAR = 26  # weeks: so often a watch begins
WATCH = 2 * HALF_YEAR  # weeks that it lasts
FALSE_ALARMS = 0.05  # a year, at most: half of it for each of the two watches that begin in it
MOST_WATCHED = 250  # figures of a watch, the first that come
NEEDED = 2 * MOST_WATCHED / FALSE_ALARMS
# Working days within which an answer is looked for, and weeks after which all have had them.
HORIZONS = {1: 1, 7: 2}
QUARTER = 13  # weeks: shares are told for quarters that never overlap
EVERYBODY = "everybody"
FIRST, POST = (
    "first",
    "post",
)  # first posts; and of everybody one: told of a quarter, watched a half

# As commands say it; pages put the parts of the name into words.
_SAID = {
    "first_1": "First posts, 1 working day",
    "first_7": "First posts, 7 working days",
    "post_1": "Posts, 1 working day",
    "post_7": "Posts, 7 working days",
}

type Key = tuple[str, str]  # a breakdown and its cell


def week_of(day: date) -> int:
    """The number of a day's week."""
    return (day - FIRST_WEEK).days // 7


def watched_from(week: int) -> int:
    """The first week of the older of the two watches that run in a week."""
    return (week // HALF_YEAR - 1) * HALF_YEAR


def told_from(week: int) -> int:
    """The first week of the last quarter all of whose posts have had their working days."""
    return ((week + 1 - max(HORIZONS.values())) // QUARTER - 1) * QUARTER


def count(voices: Voices) -> Figures:
    """The share answered in time, of all and in each group, beside that of the others; alarms.

    Shares are those of the quarter that is told, whatever week it is; alarms are of this week.
    """
    first = told_from(voices.week)
    quarter = [voice for voice in voices.posts if first <= voice.week < first + QUARTER]
    alarms = _alarms(voices)
    values: list[Value] = []
    for sort in (FIRST, POST):
        rows = [voice for voice in quarter if (voice.is_first if sort == FIRST else voice.starts)]
        found = dict(_cells(rows, sort))
        for within in HORIZONS:
            of = f"{sort}_{within}"
            whole = _value(of, (EVERYBODY, EVERYBODY), rows, within)
            values.append(whole)
            for key in sorted({*found, *alarms[of]}):
                one = _value(of, key, found.get(key, []), within)
                # Who said nothing in the quarter is no part of it, and watched all the same.
                part_of = one.part_of if key in found else ""
                since, people = alarms[of].get(key, (None, 0))
                chance = _others(whole, one)
                values.append(
                    replace(one, part_of=part_of, chance=chance, alarmed_on=since, watched=people)
                )
            values.extend(_rests(of, rows, found, within))
    return Figures(values, margins=_margins(quarter))


def _alarms(voices: Voices) -> dict[str, dict[Key, tuple[str | None, int]]]:
    """Of each figure that is watched: since when it rings, if it does, and how many people post."""
    watches: dict[str, dict[Key, tuple[str | None, int]]] = {}
    watched: list[tuple[int, str, Key]] = []
    for sort, (within, settles) in product((FIRST, POST), HORIZONS.items()):
        rows = [
            voice
            for voice in voices.posts
            if (voice.is_first if sort == FIRST else voice.opens)
            and voice.week + settles <= voices.week
        ]
        of = watches.setdefault(f"{sort}_{within}", {})
        for key, cell in _cells(rows, sort):
            week = _alarm(cell, rows, within, voices.week)
            since = None if week is None else _sunday(week + settles)
            of[key] = since, len({row.author for row in cell})
            watched.append((min(row.week for row in cell), f"{sort}_{within}", key))
    for _, name, key in sorted(watched)[MOST_WATCHED:]:
        watches[name][key] = None, watches[name][key][1]
    return watches


def _margins(quarter: Sequence[Voice]) -> Margins:
    """How the groups of the quarter hang together: a first post is a post, in each breakdown."""
    places: dict[tuple[str, Key], int] = {}
    atoms: set[tuple[int, ...]] = set()
    for voice in quarter:
        sorts = [sort for sort, counts in ((FIRST, voice.is_first), (POST, voice.starts)) if counts]
        cells = [
            (sort, key) for sort in sorts for key in ((EVERYBODY, EVERYBODY), *_stands(voice, sort))
        ]
        if cells:
            atoms.add(tuple(sorted(places.setdefault(cell, len(places)) for cell in cells)))
    columns = [
        [f"{sort}_{within}.{by}.{cell}" for sort, (by, cell) in places] for within in HORIZONS
    ]
    return Margins(columns, [list(atom) for atom in sorted(atoms)])


def _cells(rows: Sequence[Voice], sort: str) -> Iterator[tuple[Key, list[Voice]]]:
    found: dict[Key, list[Voice]] = defaultdict(list)
    for row in rows:
        for key in _stands(row, sort):
            found[key].append(row)
    for key in sorted(found):
        yield key, found[key]


def _stands(row: Voice, sort: str) -> list[Key]:
    return [*row.stands.items(), *([("turn", FIRST)] if sort == POST and row.is_first else [])]


def _rests(
    of: str, rows: Sequence[Voice], found: Mapping[Key, Sequence[Voice]], within: int
) -> Iterator[Value]:
    """Of each breakdown those who stand in none of its groups: all others less the groups."""
    for by in dict.fromkeys(by for by, _ in found):
        stand = {id(row) for (one, _), cell in found.items() if one == by for row in cell}
        rest = [row for row in rows if id(row) not in stand]
        if rest:
            yield replace(_value(of, (by, ""), rest, within), is_rest=True)


def _value(of: str, key: Key, rows: Sequence[Voice], within: int) -> Value:
    answered = sum(is_heard(row, within) for row in rows)
    low, high = wilson(answered, len(rows)) if rows else (None, None)
    by, cell = key
    return Value(
        name=f"{of}.{by}.{cell}",
        title=f"{_SAID[of]}: {cell if by == EVERYBODY else f'{by} {cell}'}",
        unit=Unit.SHARE,
        value=share(answered, len(rows)),
        numerator=answered,
        denominator=len(rows),
        low=low,
        high=high,
        people=len({row.author for row in rows}),
        counts_people=True,
        part_of="" if by == EVERYBODY else f"{of}.{by}",
        of="" if by == EVERYBODY else f"{of}.{EVERYBODY}.{EVERYBODY}",
    )


def is_heard(row: Voice, within: int) -> bool:
    """Whether somebody else answered within so many working days."""
    return row.waited is not None and row.waited <= within


def _others(whole: Value, one: Value) -> float | None:
    answered = (whole.numerator or 0) - (one.numerator or 0)
    return share(answered, (whole.denominator or 0) - (one.denominator or 0))


def _alarm(cell: Sequence[Voice], rows: Sequence[Voice], within: int, now: int) -> int | None:
    """The week whose posts raised an alarm, in the first of the running watches that did."""
    of, all_of = (Counter(row.week for row in some) for some in (cell, rows))
    heard, all_heard = (
        Counter(row.week for row in some if is_heard(row, within)) for some in (cell, rows)
    )
    first = watched_from(now)
    found = [
        first_over(
            (
                (
                    week,
                    Table(
                        heard[week],
                        of[week],
                        all_heard[week] - heard[week],
                        all_of[week] - of[week],
                    ),
                )
                for week in sorted(of)
                if week >= begins
            ),
            NEEDED,
        )
        for begins in (first, first + HALF_YEAR)
    ]
    return min((week for week in found if week is not None), default=None)


def _sunday(week: int) -> str:
    return (FIRST_WEEK + timedelta(weeks=week, days=6)).isoformat()


MEASURE = Measure(
    name="unheard",
    topic=Topic.VOICES,
    title=_lazy("Unheard voices"),
    definition=_lazy(
        "The share of posts that somebody else answered within one working day, and within seven: "
        "of first posts, and of one post of everybody in a quarter; by site, level, language and "
        "time of writing, each beside all others. An alarm that looks each week says who waits."
    ),
    formula=(
        _lazy("posts with an answer by somebody else within the working days"),
        _lazy("posts whose working days are over"),
    ),
    numerator=_lazy(
        "Posts of the denominator that somebody other than the author, and no bot, answered within"
        " so many working days. A reaction is no answer; an answer that was removed does not count."
    ),
    denominator=_lazy(
        "Posts and questions that begin a thread in open groups, on storylines or to the whole "
        "organisation, by people of the list, those who have left since too. Each person counts at "
        "most once: with their first post of all, or with their first of the quarter; so nobody’s "
        "many posts stand for a group. Told for quarters of 13 weeks that never overlap, for the "
        "last one whose working days are over. The alarm looks at the 26 to 52 weeks of its watch, "
        "at one post of everybody in each half-year."
    ),
    unit=_lazy(
        "Share, 0 to 1. A working day ends at the same hour of the next working day of the "
        "settings, in the time zone of the author."
    ),
    window_days=7 * QUARTER,
    population=_lazy(
        "Bots are left out, and what delegates wrote. Site and level are those of the day of the "
        "post. People of a place that is not stated stand in no group."
    ),
    minimum_group=_lazy(
        "The privacy threshold of the settings: 10 people who posted, never under 5. Counts of 1 to"
        " 4 are withheld, and so much more that nothing withheld can be found by subtraction, over "
        "all breakdowns together. The alarm says a name and a day, no number, of groups of which as"
        " many people have posted in its watch."
    ),
    uncertainty=_lazy(
        "95 % interval by Wilson. The alarm says below all others, by evidence that may be looked "
        "at each week: all alarms of all groups together ring falsely in fewer than 5 of 100 years."
    ),
    not_to_be_read_as=(
        _lazy("Ill will: a question at night waits for the morning of those who could answer."),
        _lazy("All is well: where no alarm rings, it may be that too few have posted to tell."),
    ),
    source=_lazy(
        "The posts themselves. Each week’s answers are compared with those of the others of that "
        "week, by the likelihood ratio given the margins, averaged over how far below they may lie,"
        " multiplied over weeks (Ville 1939; Robbins 1970; Turner, Ly & Grünwald 2024). A watch of "
        "a year begins each half-year; each of at most 250 figures of it rings from 10,000 on."
    ),
    since=date(2026, 11, 26),
    count=count,
    yardstick=Yardstick.OTHERS,
    needs=Needs.VOICES,
)

"""What followed a suggestion: ties between the two groups, against pairs that were left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value
from groundswell.adoption.measures.gathered import AFTER_WEEKS, TakenUp, Ties, Trials
from groundswell.adoption.measures.measure import Change, Measure, Needs, Topic, Yardstick
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.rates import Z

if TYPE_CHECKING:
    from groundswell.adoption.measures.between import Between

MATCHED, FEWEST = 16, 5  # comparable pairs: at most, and at least
LEAST = 8.0  # ties a comparable pair has on average: whole numbers of fewer have no such interval
ALONE = 0.05  # how seldom chance may give as few ties as a comparable pair has
TOLD_WEEKS = 26  # for so long what followed is told
SMALL = 4  # ties: so few are not told
CHANCE = 1 / 4  # by which the root of a number scatters, whatever it is
STAYS = 3 / 8  # Anscombe (1948): roots of small numbers then scatter alike


@dataclass(frozen=True, slots=True)
class Followed:
    """How many more ties there were than comparable pairs lead one to expect, and its interval,
    unless ties are too few for one."""

    more: float
    low: float | None
    high: float | None
    expected: float


def count(rows: Trials) -> Figures:
    """The difference for each suggestion whose weeks are over."""
    cells = [_cell(trial) for trial in rows.trials]
    told = [cell for cell in cells if cell.value is not None]
    value = Value(
        name="tested",
        title=_lazy("Suggestions whose weeks are over and can be told"),
        unit=Unit.COUNT,
        value=len(told),
        numerator=len(told),
        denominator=len(cells),
        people=rows.people,
    )
    tables = [Table("more_ties", Unit.COUNT, Rule.APART, cells)] if cells else []
    return Figures([value], tables=tables)


def followed(before: int, after: int, others: Sequence[tuple[int, int]]) -> Followed | None:
    """What followed, against other pairs' ties before and after; None where these are too few.

    On the scale of roots all counts scatter alike, unless they are small. The interval is the one
    for one more of such pairs: were nothing done, 95 of 100 would lie in it. Of few ties there is
    none: hardly a whole number lies outside, so it would hold all but always.
    """
    from groundswell.adoption.forecast.quantiles import student_t  # noqa: PLC0415

    many = len(others)
    if many < FEWEST:
        return None
    changes = [_root(later) - _root(earlier) for earlier, later in others]
    middle = sum(changes) / many
    spread = sum((one - middle) ** 2 for one in changes) / (many - 1)
    # What is known to be chance needs no estimate: pairs alike by luck do not make it surer.
    apart = max(student_t(0.975, many - 1) * sqrt(spread), Z * sqrt(CHANCE))
    reach = apart * sqrt(1 + 1 / many)
    low, expected, high = (_count(_root(before) + middle + step) for step in (-reach, 0.0, reach))
    if sum(map(sum, others)) < LEAST * 2 * many:
        return Followed(after - expected, None, None, expected)
    return Followed(after - expected, after - high, after - low, expected)


def _root(number: float) -> float:
    return sqrt(number + STAYS)


def _count(root: float) -> float:
    return max(root, sqrt(STAYS)) ** 2 - STAYS


def _cell(trial: TakenUp) -> Cell:
    from groundswell.adoption.measures import between as ties  # noqa: PLC0415

    gathered = trial.gathered
    degree = ties.degrees(gathered)
    own = ties.between(gathered, trial.pair, degree)
    before, after = _counts(trial, own)
    found = followed(before, after, _others(trial, before))
    row, column = (str(gathered.groups[place]) for place in trial.pair)
    people = own.smaller
    # With the interval one could tell that it was one tie, two, three or four.
    if found is None or 1 <= after <= SMALL:
        return Cell(row=row, column=column, value=None, people=people, base=people)
    return Cell(
        row=row,
        column=column,
        value=round(found.more),
        people=people,
        base=people,
        low=None if found.low is None else round(found.low, 1),
        high=None if found.high is None else round(found.high, 1),
        chance=round(found.expected, 1),
    )


def _others(trial: TakenUp, before: int) -> list[tuple[int, int]]:
    """The comparable pairs nearest to it in ties before, with theirs before and after."""
    from groundswell.adoption.measures import between as ties  # noqa: PLC0415

    gathered = trial.gathered
    degree = ties.degrees(gathered)
    found = [
        (abs(_root(counts[0]) - _root(before)), pair, counts)
        for pair in ties.alike(gathered, trial.pair, degree)
        if pair not in trial.busy
        and (one := ties.between(gathered, pair, degree)).smaller >= gathered.fewest
        and one.are_few(ALONE)
        and (counts := _counts(trial, one))
    ]
    chosen: list[tuple[int, int]] = []
    used: set[int] = set()
    for _apart, pair, counts in sorted(found):
        # What a group does shows in all of its pairs: each counts once, or they seem too sure.
        if used.isdisjoint(pair) and len(chosen) < MATCHED:
            used.update(pair)
            chosen.append(counts)
    return chosen


def _counts(trial: TakenUp, found: Between) -> tuple[int, int]:
    from groundswell.adoption.measures.between import crossing  # noqa: PLC0415

    def joined(ties: Ties) -> int:
        return crossing(trial.gathered.people, found.one, found.other, ties)

    return joined(trial.before), joined(trial.after)


MEASURE = Measure(
    name="bridged",
    topic=Topic.SILOS,
    title=_lazy("What followed a suggestion"),
    definition=_lazy(
        "How many more ties join two groups in the eight weeks after a suggestion to bridge them"
        " was taken up than comparable pairs of groups lead one to expect."
    ),
    formula=(
        _lazy("ties in the eight weeks after"),
        _lazy("less: ties in the eight weeks before, changed as in comparable pairs"),
    ),
    numerator=_lazy(
        "Pairs of people, one who took part in the first group alone and one who took part in the"
        " second alone when it was taken up, of whom one turned to the other in the eight weeks"
        " from the Monday after, in what everybody may read."
    ),
    denominator=_lazy(
        "The same in the eight whole weeks before, changed as it changed on average in the up to 16"
        " comparable pairs nearest to it in these ties: open groups with as few two-way ties, about"
        " as many by chance, for which nothing was taken up. No group stands in two of these pairs,"
        " or what it does would count twice."
    ),
    without_denominator=_lazy(
        "Of two groups it is not told how many take part in either, so that nobody can tell who "
        "is in one alone."
    ),
    unit=_lazy("Ties more (or, with −, fewer) than expected."),
    window_days=7 * AFTER_WEEKS,
    population=_lazy(
        "Suggestions that were taken up and whose eight weeks ended in the last half-year."
    ),
    minimum_group=_lazy(
        "Told of pairs in which at least as many people as the privacy threshold (10, never under"
        " 5) take part in each group alone. Where 1 to 4 ties join them after, nothing is told."
    ),
    uncertainty=_lazy(
        "95 % interval, from how far comparable pairs changed apart from each other (Student’s t on"
        " roots). Looked at once, after eight weeks, and not before. Untold where fewer than five"
        " pairs can be compared. There is no interval where these have fewer than eight ties on"
        " average: of so few hardly any number would lie outside. Where nothing was done it leaves"
        " out zero in about 5 of 100 cases."
    ),
    not_to_be_read_as=(
        _lazy(
            "Proof: who takes a suggestion up may do so where something begins anyway. The"
            " comparison takes out what changed elsewhere too, nothing else."
        ),
        _lazy("What an event was worth: ties are a beginning."),
    ),
    source=_lazy(
        "The interactions and the suggestions that were taken up. Anscombe (1948), Biometrika 35,"
        " 246-254; Conley & Taber (2011), Review of Economics and Statistics 93, 113-125."
    ),
    since=date(2026, 11, 26),
    changes=(
        Change(
            date(2026, 11, 27),
            _lazy("Of few ties no interval is told: what stood there held all but always."),
        ),
    ),
    count=count,
    yardstick=Yardstick.EXPECTED,
    needs=Needs.TAKEN_UP,
)

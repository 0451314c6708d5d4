"""The gate for numbers about the whole organisation; `privacy` says what it keeps, and why.

No cell of people who stand alike follows from them. What is left is that few people stand behind
one, that parts add up to a whole, and that weeks hang together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from groundswell.adoption import margins, parts, rounding
from groundswell.adoption.measures.figures import Figures, Margins, Value
from groundswell.adoption.suppression import FEW, Withheld


@dataclass(frozen=True, slots=True)
class Told:
    """A number about the whole organisation as it may be seen; withheld, it is none."""

    value: Value
    withheld: Withheld | None


def told(
    figures: Figures,
    threshold: int,
    *,
    is_steady: bool,
    halves: Collection[str] = (),
    telling: Collection[str] = (),
) -> list[Told]:
    """Numbers about the whole organisation, as far as they may be seen.

    They hold whoever stands where, so no cell can be worked out from them; what is left is that
    few people stand behind one, and that weeks hang together: told only where the network is
    steady, none of the weeks before was one of few. Of `halves` both are told or none; of parts
    that add up to a whole so many that none can be found by subtraction; none of those that would
    be `telling` of others. What is never told is not listed as withheld: that would promise that
    nobody can know it.
    """
    values = [_with_its_alarm(one, threshold, is_steady=is_steady) for one in figures.values]
    found = [_whole(value, threshold, is_steady=is_steady) for value in values]
    found = [
        withhold(one.value, Withheld.SUBTRACTION)
        if one.value.name in telling and one.withheld is None
        else one
        for one in found
    ]
    found = _with_their_whole(beside(found, values, threshold))
    if figures.margins is not None:
        found = _hanging_together(found, values, figures.margins, threshold)
    found = [
        Told(rounding.number(one.value, one.value.unit), one.withheld)
        for one in found
        if not _is_never_told(one.value, threshold)
    ]
    if not any(one.withheld for one in found if one.value.name in halves):
        return found
    return [
        withhold(one.value, Withheld.SUBTRACTION)
        if one.value.name in halves and one.withheld is None
        else one
        for one in found
    ]


def _is_never_told(value: Value, threshold: int) -> bool:
    """Whatever is counted: it is a rest, or fewer people than two sides take.

    Five people of a cohort may stand in a function of which all took part, and one of which nobody
    did: so much those functions tell, and of such a handful nothing else need be said. So it is
    with newcomers, of whom a week in which all took part who did in its period tells besides.
    """
    of = value.denominator or 0
    has_too_few = value.has_two_sides and of < 2 * threshold
    return value.is_rest or has_too_few or (value.is_never_of_few and of < threshold)


def beside(told: Sequence[Told], values: Sequence[Value], threshold: int) -> list[Told]:
    """With what would give a withheld part away: the fewest people first, until two parts or more,
    of at least as many people as the threshold, are withheld of each whole, and each may be another
    number than it is. Where even all are not enough, none says that it is 1 to 4."""
    found = list(told)
    for whole in dict.fromkeys(one.part_of for one in values if one.part_of):
        places = [place for place, one in enumerate(values) if one.part_of == whole]
        hidden = [place for place in places if found[place].withheld]
        shown = sorted(
            (place for place in places if not found[place].withheld),
            # By nothing that changes from week to week: two choices would undo each other.
            key=lambda place: (values[place].people, values[place].name),
        )
        while hidden and not _is_enough(
            [(values[at], found[at].withheld) for at in hidden], threshold
        ):
            if not shown:
                for at in hidden:
                    if found[at].withheld is Withheld.SMALL:
                        found[at] = withhold(values[at], Withheld.SUBTRACTION)
                break
            hidden.append(shown.pop(0))
            found[hidden[-1]] = withhold(values[hidden[-1]], Withheld.SUBTRACTION)
    return found


def _hanging_together(
    told: Sequence[Told], values: Sequence[Value], hang: Margins, threshold: int
) -> list[Told]:
    """With what would give a withheld number away across breakdowns. None says that it is 1 to 4:
    that each could be all four would have to hold for all breakdowns at once."""
    found = [
        withhold(value, Withheld.SUBTRACTION) if one.withheld is Withheld.SMALL else one
        for one, value in zip(told, values, strict=True)
    ]
    hidden = {at for at, one in enumerate(found) if one.withheld}
    while (at := margins.further(values, hidden, hang)) is not None:
        found[at] = withhold(values[at], Withheld.SUBTRACTION)
        found = _with_their_whole(beside(found, values, threshold))
        hidden = {place for place, one in enumerate(found) if one.withheld}
    return found


def _is_enough(hidden: Sequence[tuple[Value, Withheld | None]], threshold: int) -> bool:
    labelled = [(value, label) for value, label in hidden if label]
    many = len(hidden) > 1 and sum(value.people for value, _ in hidden) >= threshold
    return many and parts.are_open(labelled, threshold)


def _with_their_whole(told: Sequence[Told]) -> list[Told]:
    """Without the parts of a withheld whole: beside the share of all others they would tell it."""
    hidden = {one.value.name for one in told if one.withheld and not one.value.part_of}
    return [
        withhold(one.value, Withheld.SUBTRACTION)
        if one.value.of in hidden and one.withheld is None
        else one
        for one in told
    ]


def _with_its_alarm(value: Value, threshold: int, *, is_steady: bool) -> Value:
    """An alarm says no number: it stands beside a withheld one, if enough people are watched."""
    rings = is_steady and value.watched >= threshold
    return replace(value, watched=0, alarmed_on=value.alarmed_on if rings else None)


def _whole(value: Value, threshold: int, *, is_steady: bool) -> Told:
    few = value.counts_people and value.numerator is not None and 1 <= value.numerator <= FEW
    if not is_steady or value.people < threshold:
        return withhold(value, Withheld.BASE)
    return withhold(value, Withheld.SMALL) if few else Told(value, None)


def withhold(value: Value, label: Withheld) -> Told:
    """A number that is withheld, and why."""
    keeps = value.denominator if value.counts_people and not value.part_of else None
    hidden = replace(
        value,
        value=None,
        numerator=None,
        denominator=keeps,
        low=None,
        high=None,
        chance=None,
    )
    return Told(hidden, label)

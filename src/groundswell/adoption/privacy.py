"""The gate: every figure about people passes here, or through `wholes`, before anybody sees it.

What is withheld, and why it is told so:

- `base`: fewer people than the threshold of the settings (10; never under 5).
- `small`: 1 to 4 people took part. It reads "1–4": the cell is told, neither count nor share.
- `subtraction`: by itself it could be shown, but with all the rest it would give another away.

Headcounts stay: who works where stands in the directory. Zero is shown, it names nobody; so is
everybody ("12 of 12"), and so is how few did *not* take part ("33 of 36"), as the programme's
pages do: saying nothing is no deed that somebody could be held to, and in an organisation of any
size it is what most do. What is protected is the few who spoke.

A withheld count could be another for somebody who knows all figures of its period (total, beyond
Comms & Marketing, function, site, level: margins of the same people) and, from the directory,
who works where since when; and each "1–4" could be each of the four. That is not guessed but shown:
for each a world is found that shows the same figures (`worlds`), and until it is found more is
withheld. So it is with what filters withhold, functions within a site and so on (`crossed`): it
must not follow from functions and sites alone. Where no safe way is found to tell "1–4", its
breakdown says "subtraction" instead.

Leaders who agreed to show what they did are known. Less these, what is told of everybody is told of
all others: so all is judged of these others, the total and the part outside, too (`Alike.shows`).

Which cells are withheld beside is drawn by a secret of the instance, larger ones less often: who
knows the rule but not the draw cannot conclude that a cell was passed over for its value.

Time gives nothing away. Counts of overlapping 28 days would: who left the count was in it, who just
came was not. So everything that counts people who took part is told for four weeks that follow one
another and never overlap (`days.period_end`), or for one week in them. In another world two people
who were there all the time, or came on the same day, have changed places in one period with all
that they did in it: totals, weeks, stickiness, concentration and activation stay as they are, for
they ask only of the whole who did something, and no other period knows of it. So what is shown for
one period holds for all that is ever told. It costs freshness: reach is up to four weeks old, and
the week's contributors, told each Sunday, are the news.

What is not promised: figures about acts (talk across functions, answers) are told for quarters that
do not overlap; they name no count of people, but where nearly all talk is one group's they hint at
whose. How many have ever begun ties periods together, so it is told only as closely as leaves room
for ten people to change places in one (`measures.adopters`).
Where nobody or everybody took part the total says so of each part, and each part does. A period
that is counted anew after something was removed may be told otherwise than before, and who kept
both can compare them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from groundswell.adoption import crossed
from groundswell.adoption.gated import GATED, others
from groundswell.adoption.measures.measure import LEADERS, Alike, Count
from groundswell.adoption.suppression import Suppression, Withheld, alone
from groundswell.adoption.worlds import Key

NEVER_UNDER = 5  # people, whatever the settings say
# Which gate this is. It rises whenever something else is withheld of the same people, here or in
# anything that the gate is made of: then all that is still counted is judged anew.
GATE = 1
# Which breakdowns are masked: more, where no safe way is found to tell "1–4" in all of them.
LADDER = (
    (),
    (LEADERS,),
    (LEADERS, "level"),
    (LEADERS, "site"),
    (LEADERS, "site", "level"),
    GATED,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it may be seen; withheld, it has neither numerator nor share.

    `denominator` is None only where it counts people who took part and may not be told itself.
    """

    by: str
    cell: str
    numerator: int | None
    denominator: int | None
    withheld: Withheld | None

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where it is withheld or nobody was counted."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is withheld of a period: the total, the part outside Comms & Marketing, each cell."""

    total: Withheld | None
    outside: Withheld | None
    cells: Mapping[Key, Withheld]


def let_through(count: Count, withheld: Withheld | None, *, tells_base: bool = True) -> Row:
    """A figure as it may be seen."""
    numerator = count.numerator if withheld is None else None
    denominator = count.denominator if tells_base else None
    return Row(count.by, count.cell, numerator, denominator, withheld)


def before_the_parts(people: Sequence[Alike], comms: Collection[str], threshold: int) -> Verdicts:
    """What is withheld of everybody and the part outside, were nothing else told.

    Raises:
        ValueError: the threshold is under 5.
    """
    if threshold < NEVER_UNDER:
        msg = f"a privacy threshold of {threshold} is under {NEVER_UNDER}"
        raise ValueError(msg)
    active, employed = _sums(people)
    total = alone(active, employed, threshold)
    if any(alike.shows for alike in people) and total is not Withheld.BASE:
        # Less those who show what they did it is told of all others.
        is_few = total or alone(*_sums(others(people)), threshold)
        total = Withheld.SUBTRACTION if is_few else None
    outside = Withheld.BASE if total is not None else _outside(people, comms, threshold)
    return Verdicts(total, outside, {})


def of_period(
    people: Sequence[Alike], comms: Collection[str], threshold: int, *, secret: str
) -> Verdicts:
    """What is withheld of all that is told of a period."""
    day = before_the_parts(people, comms, threshold)
    unknown = others(people)
    active, employed = _sums(unknown)
    if day.total is None and active not in {0, employed}:
        corners = crossed.few_of(
            unknown,
            lambda count: alone(count.numerator, count.denominator, threshold) is not None,
            crossed.corners_of(unknown),
        )
        for masked in LADDER:
            for outside in _choices(people, comms, day.outside):
                found = Suppression(
                    people, comms, threshold, masked=masked, outside=outside, corners=corners
                )
                if found.close(secret):
                    return Verdicts(None, outside, found.withheld)
    says_all = day.total is None and active in {0, employed}
    if says_all:
        # The total itself says of each part that nobody took part, or everybody: so do the parts.
        sums = _sums(people)
        return Verdicts(None, None if sums[0] in {0, sums[1]} else day.outside, {})
    # Is the total withheld, or no safe way found to tell a part, none is told.
    outside = _choices(people, comms, day.outside)[-1]
    found = Suppression(people, comms, threshold, masked=GATED, outside=outside)
    found.close_all()
    return Verdicts(day.total, outside, found.withheld)


def _choices(
    people: Sequence[Alike], comms: Collection[str], outside: Withheld | None
) -> list[Withheld | None]:
    """Whether the part outside is told: first as it may be alone, then withheld, if that helps."""
    is_split = len({alike.function in comms for alike in people if alike.employed}) > 1
    may_help = is_split and outside in {None, Withheld.SMALL}
    return [outside, Withheld.SUBTRACTION] if may_help else [outside]


def _outside(people: Sequence[Alike], comms: Collection[str], threshold: int) -> Withheld | None:
    """Why the part outside is withheld, itself or because the rest of the total is."""
    active, _ = _sums(people)
    inside, outside = ([a for a in people if (a.function in comms) is of] for of in (True, False))
    outside_active, outside_employed = _sums(outside)
    label = alone(outside_active, min(active, outside_employed), threshold)
    some_show = any(alike.shows for alike in outside)
    sides = [others(inside), *([others(outside)] if some_show else [])]
    is_few = any(side and alone(*_sums(side), threshold) for side in sides)
    if (label is None and is_few) or (label is Withheld.SMALL and some_show):
        return Withheld.SUBTRACTION
    return label


def _sums(people: Sequence[Alike]) -> tuple[int, int]:
    return sum(alike.active for alike in people), sum(alike.employed for alike in people)

"""How people began, week by week, and where that will end: or why it cannot be told yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.given import Begun
from groundswell.adoption.measures.measure import WHO_COUNTS, Change, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy

AHEAD = 26  # weeks that are forecast
WIDE = 50  # where tens would tie them
WEEKS = 4  # of a period
STEP = 10  # people: it is told in tens, so that it ties no two periods together
WHY = {
    "few weeks": _lazy("Too early to forecast: a curve needs five weeks. It mends itself."),
    "few people": _lazy("Too early to forecast: a curve needs 30 people. It mends itself."),
    "no launch": _lazy(
        "No forecast: most began in the first week, so what is kept begins in full swing. An import"
        " of what was said before would mend it."
    ),
    "thin": _lazy(
        "No forecast: too few weeks have newcomers to tell a curve from chance. More weeks mend it."
    ),
    "peak ahead": _lazy(
        "Too early to forecast: the peak may still lie ahead, and before it nobody can tell how "
        "many will take part in the end. Weeks past the peak mend it."
    ),
    "says nothing": _lazy(
        "No forecast: the interval is so wide that it says nothing. More weeks mend it."
    ),
    "many begin": _lazy(
        "Too early to forecast: in four weeks still begin more than an eighth of those of the best"
        " four. It mends itself once fewer do."
    ),
    "not foretold": _lazy(
        "No forecast: what earlier curves foretold did not come about, or is not eight weeks old."
        " Half a year that comes as foretold mends it."
    ),
}


def count(begun: Begun) -> Figures:
    """How many have begun so far, and with 90 % how many will have in the end."""
    weekly = [0] * begun.weeks
    for one in begun.people:
        if one.began >= 0:
            weekly[one.began] += 1
    step, free = _told(sum(weekly), begun.could_have[-1:])
    so_far = sum(weekly) // step * step
    there = sum(one.first < begun.weeks and one.last >= 0 for one in begun.people)
    # Where nearly all have begun, who takes part in a period would be who ever did.
    idle = sum(one.began < 0 and one.first < begun.weeks <= one.last for one in begun.people)
    people = min(so_far, idle, free) if free >= STEP else 0  # whatever the settings say
    values = [
        Value(
            name="begun",
            title=_lazy("Have taken part at least once"),
            unit=Unit.AT_LEAST,
            value=float(so_far),
            numerator=so_far,
            denominator=there,
            people=people,
        )
    ]
    told, series = _ahead(weekly, step, people)
    start = [[begun.starts_on.toordinal(), begun.weeks]] if begun.starts_on else []
    return Figures([*values, *told], {"begun": _points(weekly, begun), "start": start, **series})


def _told(total: int, could_have: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """In which steps it is told how many have begun, and how many can change places in a period
    beside that.

    Where nearly the same people take part in each, who is new in one would be known to be few.
    """
    told_in, free = STEP, total
    for _, fewest, most in could_have:
        for step in (WIDE, STEP):
            apart = _free(total, step, fewest, most)
            if apart >= STEP or step == WIDE:
                told_in, free = step, apart
    return told_in, free


def _free(total: int, step: int, fewest: int, most: int) -> int:
    so_far = total // step * step
    return min(so_far + step - 1 - fewest, most - so_far)


def _points(weekly: list[int], begun: Begun) -> list[list[int]]:
    """Week and people, where it is told: week by week in the first period, then at the ends."""
    first = begun.could_have[0][0] if begun.could_have else begun.weeks
    points = [point for point in steps(weekly) if point[0] <= first - WEEKS]
    for one in begun.could_have:
        total = sum(weekly[: one[0] + 1])
        step, free = _told(total, [one])
        so_far = total // step * step
        if free >= STEP and so_far > (points[-1][1] if points else 0):
            points.append([one[0], so_far])
    return points


def steps(weekly: list[int]) -> list[list[int]]:
    """How many had begun by the end of a week, told whenever it is ten more: week, people."""
    points: list[list[int]] = []
    so_far = 0
    for week, new in enumerate(weekly):
        so_far += new
        if so_far - (points[-1][1] if points else 0) >= STEP:
            points.append([week, so_far // STEP * STEP])
    return points


def _ahead(
    weekly: list[int], step: int, people: int
) -> tuple[list[Value], dict[str, list[list[float]]]]:
    from groundswell.adoption.forecast.ahead import ahead  # noqa: PLC0415 - the pages do without
    from groundswell.adoption.forecast.bass import ForecastIsRefused  # noqa: PLC0415

    try:
        end, rows = ahead(weekly, AHEAD)
    except ForecastIsRefused as refusal:
        title, behind = WHY[refusal.why], sum(weekly) // step * step
        return [Value(name="refused", title=title, unit=Unit.PEOPLE, value=None, people=behind)], {}
    low, middle, high = _as_told([end.low, end.value, end.high], step)
    told = Value(
        name="in_the_end",
        title=_lazy("Will have in the end, if nothing changes"),
        unit=Unit.PEOPLE,
        value=middle,
        low=low,
        high=high,
        people=people,
    )
    to_come = [[len(weekly) + n, *_as_told(row, step)] for n, row in enumerate(rows.tolist())]
    return [told], {"ahead": to_come}


def _as_told(ends: Sequence[float], step: int) -> list[float]:
    """Lower end, middle and upper end, outward in the steps of what has begun: none is closer."""
    low, middle, high = ends
    return [low // step * step, round(middle / step) * step, -(-high // step) * step]


MEASURE = Measure(
    name="adopters",
    topic=Topic.SPREAD,
    title=_lazy("How adoption spreads"),
    definition=_lazy(
        "How many people have posted, replied, reacted or voted at least once, week by week from "
        "the first contribution on, and how many will have, by a Bass curve."
    ),
    formula=(
        _lazy("people who have taken part at least once up to the week"),
        _lazy(
            "people who were on the list for a whole week since the first contribution, or took"
            " part"
        ),
    ),
    numerator=_lazy(
        "People of the list by the week of their first contribution, those who have left since "
        "too. It is told in tens, rounded down, so that no single beginner shows: so many or more"
        " have begun, and a week that is told in fifties may say fewer than the one before."
    ),
    denominator=_lazy(
        "Everybody of the people list who was employed for a whole week since then, or took part."
    ),
    without_denominator=_lazy(
        "A forecast is a number of people that nobody has counted yet: it is of none."
    ),
    unit=_lazy(
        "People. The curve N(t) = m (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t), t in weeks, is laid "
        "through the people who begin in each week by least squares."
    ),
    window_days=7,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "Told for the whole organisation only, for weeks that end on Sunday, and only where in each"
        " of the last five weeks at least as many people took part as the privacy threshold of the"
        " settings (10, never under 5). How many have begun is told only where as many have, and as"
        " many have not; in fifties, or not at all, where fewer than ten could have changed places"
        " in a period without another ten: else it would tell who takes part. So is what comes."
    ),
    uncertainty=_lazy(
        "90 % interval of how many will have begun by each week to come and in the end, under"
        " scatter in proportion to the curve, told in the same steps, its ends outward. It is"
        " refused with a reason while the peak may lie ahead; while more than an eighth of the best"
        " four weeks still begin in four; and unless the curves of the last half-year, of which one"
        " is eight weeks old, foretold within their intervals how many have begun by now."
        " Late, when few are left to come, it holds more often than 90 %."
    ),
    not_to_be_read_as=(
        _lazy("A promise: it says what comes if nothing changes, and much is meant to change."),
        _lazy("People who take part now: who began once may have stopped."),
    ),
    source=_lazy(
        "The contributions. Bass (1969), Management Science 15(5), 215-227; fit by Srinivasan & "
        "Mason (1986), Marketing Science 5(2), 169-178; held against what came after Dawid (1984),"
        " J. R. Stat. Soc. A 147, 278-292."
    ),
    since=date(2026, 11, 26),
    changes=(
        Change(
            date(2026, 11, 27),
            _lazy(
                "Words put right, nothing counted otherwise: who came within the last week counts"
                " once they were there for a whole one, or took part."
            ),
        ),
    ),
    count=count,
    confidence=90,
    needs=Needs.BEGUN,
)

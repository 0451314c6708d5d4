"""What followed a leader's presence: contributions in the group, against comparable groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.leader_answers import ANALYSTS_SEE
from groundswell.adoption.measures.led import LED, Visits
from groundswell.adoption.measures.measure import WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.event_study import Effects, Event, Panel

WEEKS = 30  # that are looked at: eight before the first coming, and 22 in which one may come
SILENT = 8  # weeks without words of these leaders there, after which one becomes present
FIRST_WEEKS, SPOKEN_IN = 4, 2  # and speaks in so many of the first weeks: no passing word

type Peopled = Mapping[Event, int]


def count(rows: Visits) -> Figures:
    """The ratio of all comings together, and that of each leader who came anywhere."""
    from groundswell.adoption.measures.event_study import effects  # noqa: PLC0415

    came = comings(rows)
    acts = _acts_in({event.unit for event in came}, rows)
    people = {event: _people(acts[event.unit], event) for event in came}
    told = [event for event, behind in people.items() if behind >= rows.fewest]
    found = effects(_panel(rows), told) if told else None
    if found is None:
        return Figures([together()], {LED: [[leader] for leader in rows.leaders]})
    ratio = found.together()
    fewest = min(people[one] for one in found.events)
    value = together(ratio.value, ratio.low, ratio.high, fewest, len(found.events))
    groups = len({event.unit for event in found.events})
    series: dict[str, Sequence[Sequence[float]]] = {
        LED: [_of_one(rows, place, found, people) for place in range(len(rows.leaders))],
        "size": [[len(found.events), groups, found.degrees + 1]],
    }
    return Figures([value], series)


def comings(rows: Visits) -> list[Event]:
    """Where and when a leader who shows their figures became present."""
    from groundswell.adoption.measures.event_study import Event  # noqa: PLC0415

    anybody, own = defaultdict(set), defaultdict(set)
    for group, week, leader in rows.spoken:
        anybody[group].add(week)
        own[group, leader].add(week)
    return [
        Event(group, week, leader)
        for (group, leader), weeks in sorted(own.items())
        for week in sorted(weeks)
        if week >= rows.since[leader] + SILENT
        and not anybody[group] & set(range(week - SILENT, week))
        and len(weeks & set(range(week, week + FIRST_WEEKS))) >= SPOKEN_IN
    ]


def _acts_in(groups: Collection[int], rows: Visits) -> Mapping[int, Sequence[tuple[int, int]]]:
    """Who contributed in which week in some groups."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    acts: dict[int, list[tuple[int, int]]] = {group: [] for group in groups}
    every = np.asarray(rows.acts, dtype=np.int64).reshape(-1, 4)
    for group, person, week, _ in every[np.isin(every[:, 0], [*groups])].tolist():
        acts[group].append((person, week))
    return acts


def _people(acts: Sequence[tuple[int, int]], event: Event) -> int:
    """How many people contributed before or after, whichever are fewer."""
    from groundswell.adoption.measures.event_study import AFTER, BEFORE  # noqa: PLC0415

    before: set[int] = set()
    after: set[int] = set()
    for person, week in acts:
        if event.week - BEFORE <= week < event.week + AFTER:
            (before if week < event.week else after).add(person)
    return min(len(before), len(after))


def _panel(rows: Visits) -> Panel:
    import numpy as np  # noqa: PLC0415

    from groundswell.adoption.measures.event_study import Panel  # noqa: PLC0415

    group, person, week, many = np.asarray(rows.acts, dtype=np.int64).T
    kind = np.array(rows.kind, dtype=np.int64)
    groups = 1 + max(group.max(), *(spoken[0] for spoken in rows.spoken), 0)
    by_kind = np.zeros((groups, int(kind.max()) + 1, rows.weeks))
    inside = group >= 0
    np.add.at(by_kind, (group[inside], kind[person[inside]], week[inside]), many[inside])
    # How many were active at all that week, less those who were in this group alone.
    someone, first, places = np.unique(
        person * rows.weeks + week, return_index=True, return_counts=True
    )
    at = kind[someone // rows.weeks], someone % rows.weeks
    active = np.zeros(by_kind.shape[1:])
    np.add.at(active, at, 1)
    only = np.zeros_like(by_kind)
    alone = (places == 1) & (group[first] >= 0)
    np.add.at(only, (group[first][alone], at[0][alone], at[1][alone]), 1)
    is_visited = np.zeros((groups, rows.weeks), dtype=bool)
    for visited, then, _ in rows.spoken:
        is_visited[visited, then] = True
    return Panel(by_kind.sum(axis=1), by_kind, active - only, is_visited)


def _of_one(rows: Visits, place: int, found: Effects, people: Peopled) -> list[Any]:
    """A leader's number, ratio with interval, groups come to, and the fewest people of one."""
    own = [number for number, event in enumerate(found.events) if event.mark == place]
    if not own:
        return [rows.leaders[place], None, None, None, 0, 0]
    ratio = found.together(own)
    events: Sequence[Event] = [found.events[number] for number in own]
    groups = len({event.unit for event in events})
    fewest = min(people[event] for event in events)
    return [rows.leaders[place], ratio.value, ratio.low, ratio.high, groups, fewest]


def together(
    ratio: float | None = None,
    low: float | None = None,
    high: float | None = None,
    people: int = 0,
    comings: int | None = None,
) -> Value:
    """The ratio of all comings together, with its interval; `people` stand behind each."""
    return Value(
        name="ratio",
        title=_lazy(
            "Contributions after a leader became present, times those in comparable groups"
        ),
        unit=Unit.TIMES,
        value=ratio,
        low=low,
        high=high,
        people=people,
        denominator=comings,
    )


MEASURE = Measure(
    name="leader_effect",
    topic=Topic.LEADERSHIP,
    title=_lazy("What followed a leader’s presence"),
    definition=_lazy(
        "How many times the contributions that comparable groups lead one to expect there were in"
        " a group in the eight weeks after a leader became present there."
    ),
    formula=(
        _lazy("contributions after, each group’s own growth elsewhere taken out"),
        _lazy("the same in the five most alike groups without a leader in these weeks"),
    ),
    numerator=_lazy(
        "Posts, replies and reactions in the group by people who do not lead, in the eight weeks"
        " (at least four) from the one in which the leader became present: wrote there themselves"
        " after eight weeks without words of a leader who shows their figures, and in two of the"
        " first four weeks. They are divided by what the eight weeks before would have become, had"
        " the people of each function done there as they did elsewhere."
    ),
    denominator=_lazy(
        "The same, from the same week, in the five groups that are most like it in how much was"
        " contributed in the eight weeks before and how that moved, among those without a word of"
        " such a leader from eight weeks before until eight after. Together, all comings weigh"
        " alike: the geometric mean."
    ),
    unit=_lazy("Ratio: 1 is no difference, 1.25 a quarter more."),
    window_days=7 * WEEKS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "Only leaders who were told and agreed; where they spoke before the four weeks in which"
        " they agreed is left out, so a coming is known from eight weeks after these began. Groups"
        " are left out in which fewer people than the privacy threshold (10 unless the settings say"
        " otherwise) contributed before or after; so are those in which there was nothing in the"
        " first two of the eight weeks before, because what has just begun grows by itself."
    ),
    uncertainty=_lazy(
        "95 % interval, by how far calm groups lie from their own five most alike; groups that"
        " stand in several comparisons are counted so. Untold where fewer than ten calm groups can"
        " be compared."
    ),
    not_to_be_read_as=(
        _lazy(
            "Proof that the leader caused it: a leader may come where something begins anyway. The"
            " comparison takes out what grew before and what grew elsewhere, nothing else."
        ),
        _lazy("One group’s figure: groups are not named here."),
    ),
    source=_lazy(
        "The posts and interactions. Callaway & Sant’Anna (2021), Journal of Econometrics 225,"
        " 200-230; Conley & Taber (2011), Review of Economics and Statistics 93, 113-125; Ferman &"
        " Pinto (2019), the same 101, 452-467."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.VISITS,
    seen_by=ANALYSTS_SEE,
)

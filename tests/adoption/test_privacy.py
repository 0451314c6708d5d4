"""The privacy gate, and somebody who tries to get behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groundswell.adoption import privacy, wholes
from groundswell.adoption.measures import leaders
from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.measure import BREAKDOWNS, LEADERS, Alike, shares_by
from groundswell.adoption.suppression import FEW, Suppression
from tests.adoption.attacker import Attacker, Kind, Told

COMMS = frozenset({"Comms"})


def desk(function: str, active: int, employed: int, level: str = "Desk") -> Alike:
    """People of one function who all stand at one site."""
    return Alike(function, "Halden", level, employed, active)


def functions(people: Iterable[Alike], *, threshold: int = 10, secret: str = "s") -> dict[str, str]:
    """Which functions are withheld, and why."""
    verdicts = privacy.of_period(list(people), COMMS, threshold, secret=secret)
    return {cell: str(why) for (by, cell), why in verdicts.cells.items() if by == "function"}


def published(people, verdicts, comms=COMMS) -> list[Told]:
    """All figures of the end of a week, as the gate lets them through."""
    active = sum(a.active for a in people)
    outside = sum(a.active for a in people if a.function not in comms)
    figures = [(("total", "everybody"), active, verdicts.total),
               (("outside", ""), outside, verdicts.outside)]  # fmt: skip
    figures += [
        ((by, count.cell), count.numerator, verdicts.cells.get((by, count.cell)))
        for by in BREAKDOWNS
        for count in shares_by(people, by)
    ]
    figures += [
        ((LEADERS, LEADERS), count.numerator, verdicts.cells.get((LEADERS, LEADERS)))
        for count in leaders.count(people)
        if count.denominator
    ]
    return [
        *(Told(what, None if label else number, label) for what, number, label in figures),
        *of_single_leaders(people, verdicts),
    ]


def of_single_leaders(people, verdicts) -> Iterator[Told]:
    """What those show who agreed; and that others who lead are hidden where all who lead are."""
    for one in people:
        if one.shows:
            yield Told(("shown", f"{one.function}|{one.site}|{one.level}"), one.active, None)
    if (LEADERS, LEADERS) in verdicts.cells and any(a.leads and not a.shows for a in people):
        yield Told(("other leaders", ""), None, "subtraction")


def tells_of_few_others(people, verdicts, threshold) -> bool:
    """Whether all who lead are told, and less those who show theirs these are few others."""
    others = [one for one in people if one.leads and not one.shows]
    some_show = any(one.shows for one in people)
    if not others or not some_show or (LEADERS, LEADERS) in verdicts.cells:
        return False
    active, employed = sum(a.active for a in others), sum(a.employed for a in others)
    return employed < threshold or 1 <= active <= FEW


def is_of_those_shown(figure: Told, people) -> bool:
    """Whether everybody whom it counts shows what they did, so that it hides nothing."""
    inside = [a for a in people if Kind.of(a).stands_in(figure.what, COMMS)]
    return bool(inside) and all(one.shows for one in inside)


@st.composite
def companies(draw):
    """Small companies with tiny functions, functions of one site alone, and empty corners."""
    functions = draw(st.integers(1, 5))
    sites, levels = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    kinds = draw(
        st.lists(
            st.tuples(
                st.integers(0, functions - 1), st.integers(0, sites - 1),
                st.integers(0, levels - 1), st.sampled_from(["", "leads", "shows"]),
                st.integers(1, 25), st.floats(0, 1),
            ),
            min_size=1, max_size=12, unique_by=lambda kind: kind[:4],
        )
    )  # fmt: skip
    zeal = draw(st.sampled_from([0.1, 0.3, 0.6, 1.0]))
    names = ("Comms", "", "Sales", "Legal", "Yard")
    return [
        Alike(
            names[f], f"site {s}", f"level {v}", size, round(size * share * zeal),
            leads=bool(who), shows=who == "shows",
        )
        for f, s, v, who, size, share in kinds
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(people=companies(), threshold=st.sampled_from([5, 10]), secret=st.text(max_size=3))
def test_nothing_withheld_comes_out_and_each_1_to_4_stays_open(people, threshold, secret):
    active, employed = sum(a.active for a in people), sum(a.employed for a in people)
    assume(active not in {0, employed})
    assume(not all(one.shows for one in people))
    verdicts = privacy.of_period(people, COMMS, threshold, secret=secret)
    told = published(people, verdicts)
    if len({a.function in COMMS for a in people}) == 1:
        # Everybody, or nobody, is of Comms: the part outside is the total under another name.
        told = [figure for figure in told if figure.what[0] != "outside"]
    told = [one for one in told if one.withheld is None or not is_of_those_shown(one, people)]

    assert not tells_of_few_others(people, verdicts, threshold)
    assert list(Attacker.of_one_window(people, COMMS, told).learned()) == []


def test_what_each_figure_alone_demands_is_not_enough():
    people = [desk("Comms", 30, 36), desk("Legal", 3, 14), desk("Yard", 71, 380)]
    naive = Suppression(people, COMMS, 10, masked=(), outside=None)

    told = published(people, privacy.Verdicts(None, None, naive.withheld))
    assert list(Attacker.of_one_window(people, COMMS, told).learned()) == [
        "('function', 'Legal') in weeks (0,) is none of [1, 2, 4]"
    ]


def test_two_that_hide_each_other_need_no_third():
    people = [desk("Yard", 71, 380), desk("Executive", 3, 14), desk("Legal", 2, 14)]

    assert functions(people) == {"Executive": "small", "Legal": "small"}


def test_two_that_are_told_by_their_sum_need_a_third():
    people = [desk("Yard", 71, 380), desk("Executive", 4, 14), desk("Legal", 4, 14)]

    assert functions(people) == {"Executive": "small", "Legal": "small", "Yard": "subtraction"}


def test_a_cell_with_too_little_room_is_not_enough():
    people = [desk("Yard", 6, 380), desk("Legal", 2, 14), desk("Sales", 29, 92)]

    assert functions(people) == {"Legal": "small", "Sales": "subtraction"}


def test_which_cell_is_withheld_beside_is_drawn_by_the_secret():
    people = [desk(name, 30, 60) for name in ("A", "B", "C", "D")] + [desk("Legal", 3, 14)]
    drawn = [set(functions(people, secret=str(number))) - {"Legal"} for number in range(20)]

    assert len(set(map(frozenset, drawn))) > 1
    assert functions(people, secret="1") == functions(people, secret="1")


def test_nobody_is_no_secret_unless_it_gives_a_few_away():
    people = [desk("Yard", 71, 380), desk("Sales", 0, 92)]

    assert functions(people) == {}


def test_of_nobody_or_everybody_each_part_is_told():
    for people in (
        [desk("Yard", 0, 38), desk("Comms", 0, 3)],
        [desk("Yard", 9, 9), desk("Comms", 3, 3)],
    ):
        assert functions(people) == {}
        assert privacy.of_period(people, COMMS, 10, secret="s").outside is None


def test_a_total_of_few_takes_all_cells_with_it():
    people = [desk("Yard", 3, 380), desk("Sales", 0, 92), desk("Comms", 0, 5)]
    verdicts = privacy.of_period(people, COMMS, 10, secret="s")

    assert (verdicts.total, verdicts.outside) == ("small", "base")
    assert functions(people) == {"Yard": "subtraction", "Sales": "subtraction", "Comms": "base"}


def test_what_is_few_in_comms_is_not_told_by_the_rest():
    people = [desk("Yard", 71, 380), desk("Comms", 3, 12), desk("Sales", 29, 92)]
    verdicts = privacy.of_period(people, COMMS, 10, secret="s")

    assert verdicts.outside == "subtraction"


def test_where_1_to_4_cannot_be_told_its_table_is_masked():
    people = [desk("Yard", 4, 10), desk("Sales", 4, 10)]

    assert functions(people) == {"Yard": "subtraction", "Sales": "subtraction"}


def test_a_threshold_under_5_is_a_mistake():
    with pytest.raises(ValueError, match="under 5"):
        privacy.before_the_parts([desk("Yard", 71, 380)], COMMS, 4)


def cell(by: str, name: str, people: int, block: str = "0") -> Value:
    where = {"by": by, "cell": name, "part_of": f"{by} {block}"}
    return Value(name=name, title=name, unit=Unit.HOURS, value=1.0, people=people, **where)


def hidden(*cells: Value) -> dict[str, str]:
    told = wholes.told(Figures(cells), 10, is_steady=True)
    return {one.value.name: str(one.withheld) for one in told if one.withheld}


def test_cells_of_few_askers_take_others_along_until_they_are_enough():
    people = {"A": 40, "B": 30, "C": 12, "D": 3}
    cells = [cell("function", name, count) for name, count in people.items()]

    assert hidden(*cells) == {"C": "subtraction", "D": "base"}
    assert hidden(*cells[:3]) == {}
    assert hidden(cells[0], cell("function", "E", 6), cells[3]) == {
        "A": "subtraction",
        "E": "base",
        "D": "base",
    }


def test_a_site_of_two_functions_does_not_give_the_smaller_away():
    # Nobody of A and B works elsewhere, nobody else in Busan: Busan less A would be B.
    busan = [
        cell("function", "A", 40, "1"),
        cell("function", "B", 3, "1"),
        cell("site", "Busan", 43, "1"),
    ]
    rest = [cell("function", "C", 30), cell("function", "D", 40), cell("site", "Halden", 70)]

    assert hidden(*busan, *rest) == {"A": "subtraction", "B": "base"}

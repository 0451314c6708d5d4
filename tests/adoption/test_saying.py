"""What stands beside a number, and whose interval it has, is said alike by every door."""

from __future__ import annotations

import inspect
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation

from groundswell.adoption import catalogue, comparing, lines, made_up, saying
from groundswell.adoption.comparing import Compared, Pair
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.figures import Cell, Unit, Value
from groundswell.adoption.measures.measure import YARDSTICKS, Yardstick
from groundswell.adoption.queries import Figure
from groundswell.adoption.reports import words
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.titles import titles_of
from groundswell.adoption.wholes import Told
from groundswell.operations import figures
from groundswell.web.insight import comparison, panel

SUNDAY = date(2026, 9, 27)
BUSAN = {"numerator": 16, "denominator": 34, "low": 0.31, "high": 0.63, "chance": 0.69}
OURS = re.compile(r"first_|post_|\b(shift|turn|everybody|leaders|level|site|day|weekend)\b")


def figure_of(measure: str, name: str, unit: Unit, value: float, **more: object) -> Figure:
    told = Told(Value(name=name, title="", unit=unit, value=value, people=99, **more), None)
    return Figure(catalogue.measure(measure), SUNDAY, values=[told])


def voices() -> Figure:
    return figure_of("unheard", "post_1.site.Busan", Unit.SHARE, 16 / 34, **BUSAN)


def bridged() -> Figure:
    cell = Cell(
        row="Pumps", column="Yard", value=24, people=52, base=52, low=-3, high=40, chance=14
    )
    table = ToldTable("more_ties", Unit.COUNT, [ToldCell(cell, None)])
    return Figure(catalogue.measure("bridged"), SUNDAY, tables=[table])


def side_by_side(figure: Figure) -> dict[str, comparison.Shown]:
    pairs = [Pair(line, None, None) for line in lines.lines([figure])]
    table = comparison.table(Compared(figure, None, pairs))
    return {name: now for name, _then, now, _difference in table.rows}


def said_everywhere(figure: Figure) -> list[str]:
    """What a number is made of, by each door that says it in words."""
    titles = titles_of(figure)
    (line,) = lines.lines([figure])
    (compared,) = side_by_side(figure).values()
    mailed = words._item(line, titles, None, ()).made_of
    ordered = figures.for_people([figure])
    return [mailed, compared.made_of, *([ordered] if translation.get_language() == "en" else [])]


@pytest.mark.parametrize(
    ("figure", "language", "beside"),
    [
        (voices(), "en", "16 of 34; all others 69 %; 95 % interval 31 % to 63 %"),
        (voices(), "de", "16 von 34; alle anderen 69 %; 95-%-Intervall 31 % bis 63 %"),
        (bridged(), "en", "expected 14; 95 % interval −3 to 40"),
        (bridged(), "de", "erwartet 14; 95-%-Intervall −3 bis 40"),
        (
            figure_of("across", "ei_ties", Unit.INDEX, 0.27, chance=0.69, low=0.66, high=0.72),
            "en",
            "by chance +0.69, 95 % between +0.66 and +0.72",
        ),
        (
            figure_of("leader_ties", "tied", Unit.SHARE, 0.5, chance=0.25),
            "de",
            "nach Zufall 25 %",
        ),
        (
            figure_of("adopters", "in_the_end", Unit.PEOPLE, 310, low=244, high=395),
            "en",
            "90 % interval 244 to 395",
        ),
    ],
)
def test_every_door_says_what_stands_beside_and_whose_interval_it_is(figure, language, beside):
    with translation.override(language):
        for said in said_everywhere(figure):
            assert beside in re.sub("\u00a0", " ", said)
        if figure.values:
            shown = panel.made_of(figure, figure.values[0])
            assert beside in re.sub("\u00a0", " ", shown)


def test_the_command_says_so_where_nothing_is_listed():
    said = figures.for_people([Figure(catalogue.measure("cohorts"), SUNDAY)])

    assert said.splitlines()[-1] == "  Of these days there is too little to tell."


def test_a_measure_says_what_stands_beside_where_anything_does():
    documented = Path("docs/adoption.md").read_text("utf-8")
    (listed,) = re.findall(r"\| measures \| `chance` .*?\n\n", documented, re.DOTALL)
    for measure in MEASURES.values():
        source = inspect.getsource(sys.modules[measure.count.__module__])
        has_any = re.search(r"\bchance=", source) is not None
        assert (measure.yardstick is not Yardstick.NOTHING) == has_any, measure.name
        assert (f"`{measure.name}`" in listed.replace("of `adopters`", "")) == has_any
        assert catalogue.in_full(measure)["beside"] == YARDSTICKS[measure.yardstick]


@pytest.mark.parametrize(
    ("measure", "unit", "value", "said"),
    [
        ("leader_effect", Unit.TIMES, 1.14, "×1.14"),
        ("contagion", Unit.TIMES, 1_000_000.0, "×1,000,000 or more"),
        ("contagion", Unit.TIMES, 21_460.2, "×21,460"),
        ("concentration", Unit.INDEX, 0.79, "0.79"),
        ("evenness", Unit.INDEX, 0.96, "0.96"),
        ("communities", Unit.INDEX, -0.02, "−0.02"),
        ("across", Unit.INDEX, 0.27, "+0.27"),
        ("inward", Unit.INDEX, -0.1, "−0.10"),
    ],
)
def test_numbers_have_the_sign_that_their_unit_has(measure, unit, value, said):
    figure = figure_of(measure, "x", unit, value)
    (line,) = lines.lines([figure])

    assert words._figure(line) == said
    assert panel.number(figure, figure.values[0]) == said
    assert [now.figure for now in side_by_side(figure).values()] == [said]
    assert f"{said:>7}" in figures.for_people([figure])


def test_no_index_leaves_without_its_chance_level():
    told = made_up.structure(SUNDAY).now
    for name in ("inward", "line"):
        shown = side_by_side(told[name])
        with_chance = [line for line in lines.lines([told[name]]) if line.chance is not None]
        titles, ordered = titles_of(told[name]), figures.for_people([told[name]])
        assert with_chance
        for line in with_chance:
            title = titles[line.by, line.cell]
            assert "by chance " in shown[title].made_of
            assert re.search(rf"\n  {re.escape(title)} .*by chance", ordered)


def specimens() -> list[Figure]:
    given = [(person, person % 28, 1 + 60 // (person + 1)) for person in range(439)]
    asked = [(hours % 90, hours / 4, hours / 8, 60.0, hours % 5 > 0) for hours in range(120)]
    ring = ([*range(40)], [(one + 1) % 40 for one in range(40)], [one // 10 for one in range(40)])
    rows = (
        ("concentration", 1200, given),
        ("evenness", (("Service", 60, 80), ("Legal", 5, 14)), (444, 1_200)),
        ("response", asked),
        ("across", *ring),
    )
    made = [made_up.specimen(name, SUNDAY, *some) for name, *some in rows]
    return [*made, *made_up.structure(SUNDAY).now.values()]


def test_a_number_says_of_how_many_it_is_or_its_definition_why_not():
    for figure in specimens():
        told = [one for one in lines.lines([figure]) if one.value is not None]
        assert told
        bare = [one for one in told if one.denominator is None]
        assert bool(figure.measure.without_denominator) == bool(bare), (figure.measure.name, bare)
    for name in ("contagion", "adopters", "bridging", "bridged"):
        assert MEASURES[name].without_denominator


def test_what_a_number_is_of_is_told_elsewhere_by_the_same_figure():
    figures = {figure.measure.name: figure for figure in specimens()}

    def said(measure: str, name: str) -> str:
        figure = figures[measure]
        (told,) = (one for one in figure.values if one.value.name == name)
        return saying.made_of(figure.measure, told.value)

    answered, index = said("response", "answered"), said("inward", "across_ties")
    assert said("response", "median").startswith(f"{answered.split(';')[0]}; 95 % interval")
    assert said("inward", "ei_two_way").startswith(f"of {index.split(';')[0].split(' of ')[1]};")
    assert said("concentration", "gini") == "of 1,200"
    assert said("evenness", "evenness") == "of 2"
    assert said("across", "ei_volume").startswith("of 40;")
    assert said("across", "ei_ties").startswith("by chance")


def test_shares_beside_all_others_have_an_interval_of_their_difference():
    (now,) = lines.lines([voices()])
    (then,) = lines.lines(
        [
            figure_of(
                "unheard", "post_1.site.Busan", Unit.SHARE, 0.7, low=0.48, high=0.85, chance=0.66
            )
        ]
    )
    pair = comparing._pair(now, then, is_same=True, has_moved=False)
    assert pair.low < pair.difference < pair.high

    capped = figure_of("contagion", "evidence", Unit.TIMES, 1e6)
    (most,) = lines.lines([capped])
    assert comparing._pair(most, most, is_same=True, has_moved=False).difference is None

    (index,) = lines.lines(
        [figure_of("across", "ei_ties", Unit.INDEX, 0.2, low=0.6, high=0.7, chance=0.65)]
    )
    assert comparing._interval(index, index) == (None, None)


def test_cells_are_named_in_the_language_that_is_read():
    cells = (
        "everybody.everybody", "site.Busan", "level.Desk staff", "language.ko", "shift.day",
        "shift.weekend", "turn.first",
    )  # fmt: skip
    values = [
        figure_of("unheard", f"{of}.{cell}", Unit.SHARE, 0.5, **BUSAN).values[0]
        for of in ("first_1", "first_7", "post_1", "post_7")
        for cell in cells
    ]
    figure = Figure(catalogue.measure("unheard"), SUNDAY, values=values)
    with translation.override("de"):
        german = list(titles_of(figure).values())
        compared = list(side_by_side(figure))

    assert german == compared
    assert len(set(german)) == len(values)
    assert "Erste Beiträge, innerhalb eines Arbeitstags beantwortet: Ebene Desk staff" in german
    assert not any(OURS.search(name) for name in german)


def test_a_comparison_says_of_which_days_each_figure_is():
    now, then = voices(), voices()
    then = Figure(then.measure, SUNDAY - timedelta(weeks=13), values=then.values)
    pairs = [
        Pair(line, before, None)
        for line, before in zip(lines.lines([now]), lines.lines([then]), strict=True)
    ]
    table = comparison.table(Compared(now, then, pairs))

    assert table.days == ("30 March 2026 to 28 June 2026", "29 June 2026 to 27 September 2026")
    assert saying.of_line(pairs[0].now) == "47\u00a0%"

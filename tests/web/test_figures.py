"""How figures are said and drawn: numbers, what is withheld, and what came before anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from groundswell.adoption import catalogue, made_up, saying
from groundswell.adoption.measures.figures import Cell, Unit
from groundswell.adoption.measures.waits import at_steps
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Breakdown, Figure
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.web import wording
from groundswell.web.charts import multiples, ratios, waiting
from groundswell.web.charts.marks import Dot
from groundswell.web.insight import command, inward, overview, panels, specimens, voices
from groundswell.web.insight.sheets import Sheet

ON, EARLIER_ON = date(2026, 11, 22), date(2026, 8, 23)


@pytest.mark.parametrize(
    ("of", "number", "said"),
    [
        ("evenness", 0.94, "0.94"),
        ("concentration", 0.8, "0.80"),
        ("across", 0.27, "+0.27"),
        ("inward", -0.1, "−0.10"),
        ("communities", -0.01, "−0.01"),
    ],
)
def test_only_what_goes_below_nothing_has_a_plus(of, number, said):
    assert saying.in_unit("index", number, of=of) == said


def test_per_cent_has_the_gap_that_texts_have_and_no_line_ends_in_it():
    assert wording.percent(0.364) == "36\u00a0%"


def test_what_is_rounded_to_nothing_has_no_sign_and_each_language_its_own_point():
    assert [wording.decimal(value, 2) for value in (-0.001, 0.0, 1234.5)] == [
        "0.00", "0.00", "1,234.50",
    ]  # fmt: skip
    with translation.override("de"):
        assert wording.decimal(1234.5, 2) == "1.234,50"


def by_site(*rows: tuple[Row, Row | None]) -> overview.Part:
    total = Row("total", "everybody", 50, 90, None)
    (part,) = overview.parts([Breakdown("site", ON, EARLIER_ON, total, rows)])
    return part


def of(site: str, numerator: int | None, withheld: Withheld | None = None) -> Row:
    return Row("site", site, numerator, 40, withheld)


def drawn(part: overview.Part) -> str:
    return "".join(drawing.svg() for drawing in part.drawings)


def test_no_ring_stands_for_a_time_before_anything_was_said():
    begun = by_site((of("Halden", 30), of("Halden", 0)), (of("Busan", 20), of("Busan", 1)))
    before = by_site((of("Halden", 30), of("Halden", 0)), (of("Busan", 20), of("Busan", 0)))

    assert begun.has_rings
    assert drawn(begun).count("hollow") == 4
    assert not before.has_rings
    assert "hollow" not in drawn(before)


def test_the_same_is_drawn_once_and_what_is_withheld_since_is_not_in_it():
    before = by_site((of("Halden", 31), None), (of("Busan", 20), None))
    again = by_site((of("Halden", 31), None), (of("Busan", 20), None))
    with translation.override("de"):
        german = by_site((of("Halden", 31), None), (of("Busan", 20), None))
    since = by_site((of("Halden", None, Withheld.SUBTRACTION), None), (of("Busan", 20), None))

    assert again.drawings is before.drawings
    assert "31 of 40" in drawn(before)
    assert "31 von 40" in drawn(german)
    assert "31 of 40" not in drawn(since)


def test_what_a_drawing_is_made_of_counts_by_its_name_too():
    of_everybody = [multiples.Small("Everybody", (of("", 1), of("", 2)))]
    ends = ("May", "June")
    plain = multiples.drawings("", of_everybody, ends)

    marked = multiples.drawings("", of_everybody, ends, sources=[(0.5, "Slack")])

    assert len(marked[0].marks) == len(plain[0].marks) + 1


def withheld(figure):
    """The same where nothing of it may be told."""
    values = [
        replace(one, value=replace(one.value, value=None, numerator=None), withheld=Withheld.BASE)
        for one in figure.values
    ]
    return replace(figure, values=values, series={})


def test_where_nothing_may_be_told_nothing_is_drawn():
    reach = by_site((of("Halden", None, Withheld.BASE), None), (of("B", None, Withheld.BASE), None))
    funnel = made_up.specimen("funnel", ON, 1200, 858, 702, 439, 300, 298, 700)
    tenure = made_up.specimen("tenure", ON, date(2026, 6, 29), specimens.starters())
    page = voices.page_of(withheld(made_up.unheard(ON)))

    told = panels.panels([withheld(funnel), withheld(tenure)])
    assert panels.steps(funnel).drawings
    assert not any(one.drawings for one in (reach, *told, *page.parts))
    assert all(one.reasons for one in (reach, *told, *page.parts))


def test_levels_stand_by_how_many_got_no_answer_and_withheld_ones_by_name():
    shares = {"Manager": None, "Team lead": 0.4, "Director": None, "Desk": 0.6}
    cells = [
        ToldCell(
            Cell(row=name, column="", value=share, people=20, base=20),
            None if share else Withheld.BASE,
        )
        for name, share in shares.items()
    ]

    in_order = [told.cell.row for told in command.in_order(cells)]
    assert in_order == ["Desk", "Team lead", "Director", "Manager"]


def test_who_took_part_in_an_imported_time_is_no_reader_of_it():
    figure = made_up.specimen("funnel", ON, 1200, 858, 702, 439, 300, 298, 700)
    imported = replace(
        figure, values=[one for one in figure.values if one.value.name not in {"joined", "here"}]
    )

    read, unknown = (str(panels.steps(one).table) for one in (figure, imported))
    assert "263 read and say nothing yet" in read
    assert "761 did not take part" in unknown
    assert "read" not in unknown


def test_a_scale_has_more_than_one_tick_on_phones_too():
    found = [ratios.Ratio("Together", 1.14, 1.04, 1.25, is_all=True)]

    for drawing in ratios.drawings("effects", "More", found):
        assert all(f"×{tick}" in drawing.svg() for tick in ("0.75", "1.00", "1.25", "1.50"))


def test_of_what_still_waits_the_table_has_each_point_that_is_drawn():
    rows = [(0.3, 0.8, 0.7, 0.9), (1.9, 0.5, 0.4, 0.6), (9.0, 0.2, 0.1, 0.3), (90.0, 0.1, 0, 0.2)]
    points = at_steps(rows)
    drawn = waiting.drawings("response", "", points, 1.9)[0]

    assert points[0] == [0, 1, 1, 1]
    assert points[1:3] == [[4, 0.5, 0.4, 0.6], [8, 0.5, 0.4, 0.6]]
    assert points[-1] == [40, 0.2, 0.1, 0.3]
    assert at_steps(points) == points
    assert sum(isinstance(mark, Dot) for mark in drawn.marks) == len(points) - 1 == 10
    assert at_steps([(0.1, 0.4, 0.3, 0.5)]) == [[0, 1, 1, 1], [0.125, 0.4, 0.3, 0.5]]


def test_questions_that_were_all_answered_outside_of_working_hours_are_drawn_too():
    points = at_steps([(0.0, 0.3, 0.2, 0.5)])

    assert points == at_steps(points) == [[0, 0.3, 0.2, 0.5], [0.125, 0.3, 0.2, 0.5]]
    assert "half by 0 h" in waiting.drawings("response", "", points, 0.0)[0].svg()


def test_evidence_that_is_not_told_apart_is_said_to_be_so_much_or_more():
    assert saying.in_unit("times", 1e6, of="contagion") == "×1,000,000 or more"
    assert saying.in_unit("times", 1.05, of="contagion") == "×1.05"


def bridged(**people: int | Withheld) -> list[ToldCell]:
    """How many people bridge pairs of functions, or why that is withheld."""
    return [
        ToldCell(
            Cell(row=name, column="Yard", value=None if isinstance(count, str) else count,
                 people=20, base=20),
            count if isinstance(count, Withheld) else None,
        )
        for name, count in people.items()
    ]  # fmt: skip


def sheet_of(cells: list[ToldCell]) -> Sheet:
    figure = Figure(
        catalogue.measure("inward"), ON, tables=[ToldTable("bridges", Unit.PEOPLE, cells)]
    )
    (sheet,) = inward.bridges(figure, None)
    return sheet


def test_who_is_withheld_for_others_is_not_said_to_be_one_to_four():
    some = bridged(Pumps=9, Crane=Withheld.SUBTRACTION, Port=Withheld.SMALL, Quay=0)

    assert [row[:2] for row in sheet_of(some).rows] == [
        ["Pumps – Yard", "9"],
        ["Port – Yard", "1–4"],
        ["Quay – Yard", "0"],
        ["Crane – Yard", "not shown"],
    ]
    assert sheet_of(some).finding == "Nobody bridges Quay and Yard"
    assert sheet_of(some[:3]).finding == "1 to 4 people bridge Port and Yard"
    assert sheet_of(some[:2]).finding == "Fewest bridge Pumps and Yard: 9 people"
    none = sheet_of(some[1:2])
    assert none.finding == "Who bridges two functions: not shown"
    assert not none.drawings
    assert none.reasons

"""The page of silos and bridges: what stands in its drawings stands in its tables."""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from groundswell.adoption import queries, switching
from groundswell.adoption.bridges.models import OwnBridge
from groundswell.adoption.consents import actions as consents
from groundswell.adoption.consents.models import What
from groundswell.adoption.looks import noting
from groundswell.adoption.looks.models import Look
from groundswell.adoption.viewing import Operator
from groundswell.foundation import clock
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import employ, turn
from tests.adoption.test_structures import company
from tests.web.reading import only_drawn

SUNDAY = date(2026, 3, 29)


@pytest.fixture
def analyst(world):
    """Otto, who may see adoption in full, on 1 April 2026."""
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        people = company()
        few = employ("Legal", 14, email=None)
        for name, staff in people.items():
            turn([(one, other) for one in few for other in staff[:11]], SUNDAY)
            count = 4 if name == "Yard" else 12
            turn([(other, one) for one in few for other in staff[:count]], SUNDAY)
        roles.grant(person=world.otto, role=Role.ANALYST)
        yield world.client(world.otto)


def test_a_sentence_that_is_switched_off_is_not_said_to_lack_people(analyst, world):
    switching.switch_off(name="inward", by=world.mira, reason="Not agreed")

    page = analyst.get("/adoption/silos/?on=2026-03-31").content.decode()

    assert "This figure is switched off." in page
    assert "Too few people talked" not in page
    assert "matrix-function" in page


def figures(client) -> dict[str, str]:
    """The figures of the page by the id of their heading."""
    answer = client.get("/adoption/silos/?on=2026-03-31")
    assert answer.status_code == 200
    found = re.findall(r"<figure.*?</figure>", answer.content.decode(), re.DOTALL)
    return {re.search(r'id="figure-([\w-]+)"', one)[1]: one for one in found}


def words(drawing: str, classes: str = "") -> list[str]:
    found = re.findall(rf'<text[^>]*class="t [^"]*{classes}[^"]*"[^>]*>(.*?)</text>', drawing)
    return [unescape(one) for one in found]


def cells(figure: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", figure[figure.index("<tbody>") :], re.DOTALL)
    return [[unescape(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_every_number_of_the_matrix_stands_in_its_table(analyst):
    figure = figures(analyst)["matrix-function"]
    in_table = [value for row in cells(figure) for value in row[1:]]

    told = [value for value in in_table if value != "not shown"]
    wide, phone = re.findall(r"<svg.*?</svg>", figure, re.DOTALL)
    assert words(wide, "cell-text") == words(phone, "cell-text") == told
    assert phone.count('class="hidden"') - 1 == in_table.count("not shown") > 0
    (finding,) = re.findall(r"<h2[^>]*>(.*?)</h2>", figure)
    # Which cells are withheld beside is drawn: the silo itself may be one.
    assert finding.endswith("volume would give")


def test_what_the_other_drawings_say_stands_in_their_tables(analyst):
    told = figures(analyst)

    observed = cells(told["ei-chance"])[0][1]
    assert f"{observed} observed" in words(told["ei-chance"])
    assert all(re.search(r"Definition of 2[67] November 2026", one) for one in told.values())
    for name in ("ei-functions", "bridges"):
        numbers = {value for row in cells(told[name]) for value in row[1:]}
        drawn = set(words(told[name], "num"))
        assert drawn - {"0", "nobody", "1–4"} <= numbers
    assert all("Definition of " in figure for figure in told.values())
    communities = {value for row in cells(told["communities"]) for value in row[1:]}
    assert set(words(told["communities"], "num")) <= communities


def test_no_drawing_says_a_number_that_its_table_does_not(analyst):
    drawn = only_drawn(analyst.get("/adoption/silos/?on=2026-03-31"))

    assert len(drawn) > 5
    assert {title: numbers for title, numbers in drawn.items() if numbers} == {}


def test_the_claim_has_its_figure_its_denominator_and_chance(analyst):
    page = unescape(analyst.get("/adoption/silos/").content.decode())
    ties = queries.figure(Operator.AT_THE_SERVER, "inward", SUNDAY)[0].values[1].value

    assert f"{ties.denominator} two-way ties; {ties.numerator} of them cross functions." in page
    # Nobody here has a manager: what cannot be told is said to be withheld, not left out.
    assert "Up, down and across the line: not shown" in page
    assert f"By chance {round(100 * ties.chance)}" in page.replace("\u00a0", " ")
    assert re.search(r"The widest gaps: \w+ and \w+", page)


def test_the_csv_holds_every_cell_as_it_is_told(analyst):
    answer = analyst.get("/adoption/figures/crossings.csv?on=2026-03-29")
    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    (told,) = queries.figure(Operator.AT_THE_SERVER, "crossings", SUNDAY)

    in_file = [(row["by"], row["cell"], row["value"], row["withheld"]) for row in rows[1:]]
    assert in_file == [
        (table.name, f"{one.cell.row} > {one.cell.column}",
         "" if one.cell.value is None else str(one.cell.value), one.withheld or "")
        for table in told.tables for one in table.cells
    ]  # fmt: skip


def test_without_talk_the_page_says_so(world):
    roles.grant(person=world.otto, role=Role.ANALYST)
    page = world.client(world.otto).get("/adoption/silos/").content.decode()

    assert "to show a figure" in page or "There is no figure to show" in page


def test_who_agreed_is_named_with_their_figures_until_they_take_it_back(analyst, world):
    figures = {"constraint": 0.25, "effective_size": 4.5, "betweenness": 12, "less_bound_than": 0.4}
    for person in (world.mira, world.joan):
        OwnBridge.objects.create(person=person, on=SUNDAY, ties=6, functions=2, **figures)
    consents.agree(person=world.mira, what=What.BRIDGE)
    consents.agree(person=world.joan, what=What.CHAMPION)

    page = unescape(analyst.get("/adoption/silos/").content.decode())
    section = page[page.index('id="brokers"') :].partition("</section>")[0]
    assert "Mira Lindqvist" in section
    assert "<td>0.25</td><td>4.5</td><td>12</td>" in section
    assert "Joan Whitfield" not in page
    noting.write()
    assert set(Look.objects.exclude(about=None).values_list("about__name", "report")) == {
        ("Mira Lindqvist", "silos")
    }

    consents.withdraw(person=world.mira, what=What.BRIDGE)
    section = analyst.get("/adoption/silos/").content.decode().partition('id="brokers"')[2]
    assert "Mira Lindqvist" not in section.partition("</section>")[0]

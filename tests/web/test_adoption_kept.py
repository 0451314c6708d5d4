"""Figures that leave: pages that stay, two weeks side by side, files; all say the same numbers."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.adoption import catalogue, counted, lines, queries, switching, weekly
from groundswell.adoption.comparing import Compared, Pair
from groundswell.adoption.days import QUARTER, quarter_end
from groundswell.adoption.measures.figures import Cell
from groundswell.adoption.queries import Figure
from groundswell.adoption.reports import words
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.told import actions as told
from groundswell.adoption.viewing import Operator
from groundswell.exchange.batches.models import BatchState, ImportBatch, SourceId
from groundswell.foundation import clock, ids
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web.insight import comparison
from tests.adoption.company import employ, take_part
from tests.web.test_adoption import text

SUNDAY = date(2026, 3, 29)
WEEK = timedelta(weeks=1)
BEFORE = SUNDAY - 4 * WEEK


@pytest.fixture(autouse=True)
def in_april():
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def analyst(world):
    """Otto, who may see adoption in full, of a company of which two weeks are kept."""
    roles.grant(person=world.otto, role=Role.ANALYST)
    take_part(employ("Comms & Marketing", 12)[:10], SUNDAY)
    service = employ("Service", 60) + employ("=Yard", 18, site="Busan")
    for week in range(10):
        take_part(service[: 50 - 3 * week], SUNDAY - timedelta(weeks=week))
    for week in (BEFORE, SUNDAY):
        weekly.seal(week)
        told.keep(week)
    return world.client(world.otto)


def test_the_address_of_a_page_shows_the_same_later_and_says_what_became_of_it(analyst):
    page = analyst.get("/adoption/?on=2026-03-31").content.decode()
    assert "/adoption/at/2026-03-29/overview/?defined=2026-11-27" in page
    kept = text(analyst.get("/adoption/at/2026-03-29/overview/?defined=2026-11-27"))
    assert "60 of 93" in kept or "60 of" in kept
    assert "Definition of 26 November 2026" in kept
    assert "revised" not in kept.lower()
    html = analyst.get("/adoption/at/2026-03-29/overview/").content.decode()
    assert html.index('id="reach"') < html.index('id="by-function"') < html.index('id="leadership"')
    # The line of command stands on the page of silos, so in its file.
    assert "\nline," in analyst.get("/adoption/pages/silos.csv").content.decode()
    saturday = analyst.get("/adoption/at/2026-03-28/overview/")
    assert saturday.status_code == 422
    assert "28 March 2026 is none. Try 22 March 2026." in saturday.content.decode()
    assert analyst.get("/adoption/at/2026-02-01/overview/").status_code == 422
    assert analyst.get("/adoption/at/2026-03-29/gossip/").status_code == 404

    employ("Service", 10)
    assert text(analyst.get("/adoption/at/2026-03-29/overview/?defined=2026-11-27")) == kept
    told.keep(SUNDAY)
    revised = text(analyst.get("/adoption/at/2026-03-29/overview/"))
    assert "Revised on 1 April 2026: what was counted was removed, or became known late." in revised


def test_the_address_shows_what_stood_on_the_page_beside_its_figures(analyst):
    for back in (1, 4, 8, 12):
        weekly.seal(SUNDAY - back * WEEK)
        told.keep(SUNDAY - back * WEEK)
    page = text(analyst.get("/adoption/?on=2026-03-31"))
    kept = text(analyst.get("/adoption/at/2026-03-29/overview/"))
    changed = page[page.index("What changed in the week to 29 March 2026") :]
    changed = changed[: changed.index("How this is counted")]
    assert "More people took part" in changed
    assert changed in kept
    curves = page[page.index("Share of those employed who took part in the 28 days") :]
    assert curves[: curves.index("How this is counted")] in kept
    assert "Outside Comms & Marketing," in kept


def bring(until: date) -> None:
    """Up to a day people talked in Slack."""
    batch = ImportBatch.objects.create(
        system="slack",
        fingerprint="f",
        state=BatchState.DONE,
        started_at=clock.now(),
        finished_at=clock.start_of(until),
    )
    for day in (until - 60 * WEEK, until):
        SourceId.objects.create(
            batch=batch, system="slack", noun="post", source_id=str(day),
            noun_id=ids.floor(clock.start_of(day)),
        )  # fmt: skip


@pytest.fixture
def moved(analyst):
    """The same of half a year; up to three weeks before the last Sunday people talked in Slack."""
    take_part(employ("Sales", 60)[:30], *(SUNDAY - back * WEEK for back in range(17)))
    for back in (0, 1, 4, 8, 12):
        weekly.seal(SUNDAY - back * WEEK)
        told.keep(SUNDAY - back * WEEK)
    bring(SUNDAY - 3 * WEEK)
    return analyst


@pytest.mark.parametrize(
    "address", ["/adoption/?on=2026-03-29", "/adoption/at/2026-03-29/overview/"]
)
def test_nothing_is_called_more_or_less_across_another_source(moved, address):
    html = moved.get(address).content.decode()
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    assert "Slack until 8 March 2026: weeks before and after that day are not" in page
    assert "four weeks earlier" not in page
    # Within one source a week stands beside the week before it, as ever.
    assert "1 figure was looked at" in page
    assert "a quarter earlier, 4 January 2026. Slack until 8 March 2026: what stands" in page
    assert "larger share takes part than a quarter ago" not in page
    for name in ("spark", "multiples-chart--wide", "multiples-chart--narrow"):
        drawing = html[html.index(f'id="chart-{name}"') :]
        assert 'class="source"' in drawing[: drawing.index("</svg>")]


@pytest.mark.parametrize("name", ["overview", "silos", "answers", "voices", "leadership", "spread"])
def test_every_page_says_that_a_source_ended_within_its_days(analyst, name):
    weekly.seal(quarter_end(SUNDAY))
    bring(quarter_end(SUNDAY) - 3 * WEEK)
    place = "" if name == "overview" else f"{name}/"
    page = text(analyst.get(f"/adoption/{place}?on=2026-03-29"))
    assert "what is counted was said in Slack and imported with its own dates" in page


def test_the_letter_compares_nothing_across_another_source(moved, world):
    told_of = words.report(world.otto, SUNDAY)
    reach = next(one for one in told_of.groups if one.title == "Reach")
    assert reach.items[0].before == ("to 1 March 2026: not comparable; Slack until 8 March 2026")
    assert any("not compared" in sentence for sentence in told_of.changed)


def test_silos_keep_their_sentence_and_leaders_say_what_is_not_kept(analyst):
    quarter = quarter_end(SUNDAY)
    weekly.seal(quarter)
    told.keep(quarter)
    page = text(analyst.get(f"/adoption/silos/?on={quarter}"))
    claim = "Too few people talked to each other in these 90 days to show a figure."
    assert claim in page
    assert claim in text(analyst.get(f"/adoption/at/{quarter}/silos/"))
    assert "What single leaders agreed to show is not kept here" in text(
        analyst.get("/adoption/at/2026-03-29/leadership/")
    )


def test_pages_of_what_was_told_ask_little_and_count_nothing(analyst, monkeypatch):
    for back in (QUARTER, catalogue.QUARTER):
        weekly.seal(SUNDAY - back)
        told.keep(SUNDAY - back)
    analyst.get("/adoption/")
    monkeypatch.setattr(weekly, "count", None)
    monkeypatch.setattr(counted, "of_week", None)
    monkeypatch.setattr(counted, "reach", None)
    for address, most in (
        # One of them asks which imports brought what is counted.
        ("/adoption/", 6),
        ("/adoption/silos/", 8),
        ("/adoption/voices/", 7),
        ("/adoption/answers/", 8),  # and by which clocks people live
        ("/adoption/spread/", 8),
        # Five more than the page of today: leaders’ figures, twice who of them agrees at this
        # moment, what was taken up, and what stood beside it.
        ("/adoption/at/2026-03-29/overview/", 11),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert analyst.get(address).status_code == 200
        assert len(asked) <= most, address


def test_other_settings_switches_and_rights_hold_at_once_for_what_was_told(
    analyst, world, settings
):
    page = text(analyst.get("/adoption/"))
    assert "50 of 60 who take part are from outside" in page
    assert "More people took part in the week" in page
    settings.OPTIONS = replace(settings.OPTIONS, privacy_threshold=19)
    assert "50 of 60 who" not in text(analyst.get("/adoption/"))
    settings.OPTIONS = replace(settings.OPTIONS, privacy_threshold=10)

    switching.switch_off(name="weekly", by=world.mira, reason="Not agreed")
    page = text(analyst.get("/adoption/"))
    assert "50 of 60 who take part are from outside" in page
    assert "More people took part in the week" not in page
    switching.switch_off(name="reach", by=world.mira, reason="Not agreed")
    page = text(analyst.get("/adoption/"))
    assert "switched off since" in page
    assert "60 of 91 people employed" not in page

    roles.revoke(person=world.otto, role=Role.ANALYST)
    assert "Keep this page" not in text(analyst.get("/adoption/"))
    assert analyst.get("/adoption/silos/").status_code == 404


def test_two_weeks_stand_side_by_side(analyst):
    answer = analyst.get("/adoption/compare/?on=2026-03-29&with=2026-03-01")
    page = text(answer)

    heads = ("2 February 2026 to 1 March 2026", "2 March 2026 to 29 March 2026")
    heads_of_reach = "".join(f'<th scope="col">{days}</th>' for days in heads)
    assert heads_of_reach in answer.content.decode()
    now, then = (queries.of_week(Operator.AT_THE_SERVER, on)[0].rows[0] for on in (SUNDAY, BEFORE))
    assert f"{then.numerator} of {then.denominator}" in page
    assert f"{now.numerator} of {now.denominator}" in page
    assert "points" in page
    assert analyst.get("/adoption/compare/?on=2026-03-29&with=soon").status_code == 422


def test_a_page_of_which_nothing_is_told_in_either_week_compares_nothing(analyst, world):
    switching.switch_off(name="unheard", by=world.mira, reason="Not agreed")

    answer = analyst.get("/adoption/compare/?page=voices&on=2026-03-29&with=2026-03-01")

    assert answer.status_code == 200
    assert "<table" not in answer.content.decode()


def test_numbers_of_the_same_two_groups_are_told_apart_in_a_comparison():
    pair = [ToldCell(Cell(row="Pumps", column="Yard", value=52.0, people=52, base=52), None)]
    tables = [ToldTable("people_in_both", "people", pair), ToldTable("ties", "count", pair)]
    figure = Figure(catalogue.measure("bridging"), SUNDAY, tables=tables)
    pairs = [Pair(line, None, None) for line in lines.lines([figure])]
    rows = comparison.table(Compared(figure, None, pairs)).rows

    assert [(name, now.figure) for name, _then, now, _difference in rows] == [
        ("People in both: Pumps – Yard", "52"),
        ("Two-way ties: Pumps – Yard", "52"),
    ]


def test_files_hold_the_numbers_of_the_page_with_their_types(analyst):
    from arro3.io import read_parquet

    page = queries.everything(Operator.AT_THE_SERVER, SUNDAY)
    expected = lines.with_drawn(page)
    written = list(
        csv.DictReader(
            analyst.get("/adoption/pages/overview.csv?on=2026-03-29").content.decode().splitlines()
        )
    )
    answer = analyst.get("/adoption/pages/overview.parquet?on=2026-03-29").content
    read = read_parquet(io.BytesIO(answer)).read_all()

    for name in lines.Line.__slots__:
        facts = [getattr(line, name) for line in expected]
        assert read[name].to_pylist() == facts
        shown = ["" if fact is None else str(fact) for fact in facts]
        assert [row[name].lstrip("'") for row in written] == shown
    assert {row["cell"] for row in written if row["cell"].endswith("Yard")} == {"'=Yard"}
    told_of = json.loads(read.schema.metadata[b"groundswell"])
    assert told_of["reach"]["definition"] == catalogue.measure("reach").definition


def test_a_span_of_days_gives_each_week_as_it_was_told(analyst):
    address = "/adoption/figures/stickiness.csv?from=2026-01-01&to=2026-03-31"
    rows = list(csv.DictReader(analyst.get(address).content.decode().splitlines()))

    assert [row["on"] for row in rows] == ["2026-03-01", "2026-03-29"]
    assert (
        analyst.get("/adoption/figures/reach.csv?from=2026-03-29&to=2026-03-01").status_code == 422
    )


def test_what_a_long_page_says_that_it_holds_stands_on_it(analyst):
    for address in (
        "/adoption/at/2026-03-29/overview/",
        "/adoption/compare/?on=2026-03-29&with=2026-03-01",
        "/adoption/annex/",
    ):
        page = analyst.get(address).content.decode()
        contents = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)[0]
        places = re.findall(r'href="#([\w-]+)"', contents)
        assert len(places) > 5
        assert all(page.count(f'id="{place}"') == 1 for place in places)

"""The adoption pages: what everybody sees, what analysts see, and that both are what is told."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import islice
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.adoption import actions, catalogue, inside, made_up, queries
from groundswell.adoption.looks import noting
from groundswell.adoption.looks.models import Look
from groundswell.adoption.measures.given import Voice
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure, Overview
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.told.facts import facts_of
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.told.rules import judged_by
from groundswell.exchange.batches.models import BatchState, ImportBatch, SourceId
from groundswell.foundation import clock, ids
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web import wording
from groundswell.web.insight import overview, panel, voices
from groundswell.web.insight import specimens as figure_specimens
from tests.adoption.company import OPERATOR, employ, take_part
from tests.web.reading import only_drawn

SUNDAY = date(2026, 3, 29)
TUESDAY = date(2026, 3, 31)

pytestmark = pytest.mark.usefixtures("in_april")


@pytest.fixture
def in_april():
    """It is Wednesday, 1 April 2026."""
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def analyst(world):
    """Otto, who may see adoption in full."""
    roles.grant(person=world.otto, role=Role.ANALYST)
    world.otto.__class__.objects.filter(pk=world.otto.pk).update(is_listed=False)
    return world.client(world.otto)


def company() -> None:
    """100 people in four functions; Legal so few that they are not told."""
    take_part(employ("Comms & Marketing", 12)[:10], SUNDAY)
    service = employ("Service", 40, site="Busan", level="Field")
    take_part(service[:30], SUNDAY, SUNDAY - timedelta(weeks=12))
    take_part(employ("Engineering", 30)[:9], SUNDAY)
    take_part(employ("Legal", 18)[:3], SUNDAY)


def text(answer) -> str:
    """The words of a page, one space between them."""
    assert answer.status_code == 200
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(words)).replace("\u00a0", " ")


def test_everybody_sees_the_claim_and_the_total_and_no_more(world):
    company()
    page = text(world.client(world.joan).get("/adoption/"))

    assert "More than a third of the people outside Comms & Marketing take part: 42 of 89" in page
    assert "52 of 101 people employed take part." in page
    assert "42 of 52 who take part are from outside Comms & Marketing." in page
    assert "28 days to 29 March 2026" in page
    assert "Engineering" not in page


def test_analysts_see_the_breakdowns_with_what_is_withheld(analyst):
    company()
    page = text(analyst.get("/adoption/?on=2026-03-31"))

    assert "28 days to 29 March 2026" in page
    assert "in the 28 days to Sunday, 29 March 2026" in page
    assert "1–4 of 18" in page
    assert "So few are not shown closer, or colleagues could tell who they were." in page
    assert "withheld because it would give another figure away by subtraction" in page


def test_the_page_and_the_command_tell_the_same(analyst):
    company()
    answer = analyst.get("/adoption/?on=2026-03-31")
    tables = re.findall(r'<table class="figures">.*?</table>', answer.content.decode(), re.DOTALL)
    in_page = {}
    for table in tables:
        if "Took part</th>" not in table:
            continue
        by = re.search(r'<th scope="col">(\w+)</th>', table)[1].lower()
        for row in re.findall(r"<tbody>.*</tbody>", table, re.DOTALL)[0].split("</tr>")[:-1]:
            name, count, of, share = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)[:4]
            in_page[by, unescape(name)] = (count.strip(), of, share.replace("\u00a0", " "))

    told = {}
    for row in queries.figures(OPERATOR, TUESDAY)[0].rows[2:]:
        words = {"small": "1–4, not shown closer", None: str(row.numerator)}
        share = "–" if row.share is None else f"{round(100 * row.share)} %"
        name = row.cell or f"No {row.by} stated"
        told[row.by, name] = (
            words.get(row.withheld, "not shown"), str(row.denominator), share,
        )  # fmt: skip
    assert in_page == told


def test_the_drawing_says_what_its_table_says(analyst):
    company()
    page = analyst.get("/adoption/?on=2026-03-31").content.decode()
    drawing = re.search(r'aria-labelledby="by-function".*?</svg>', page, re.DOTALL)[0]

    words = [unescape(w) for w in re.findall(r"<text[^>]*>(.*?)</text>", drawing)]
    assert "10 of 12" in words
    assert "1–4 of 18" in words
    assert drawing.count('class="hidden"') == 2 + ("of 1" in words)
    assert "style=" not in page


def test_what_is_withheld_stands_behind_what_is_shown(analyst):
    company()
    page = analyst.get("/adoption/?on=2026-03-31").content.decode()
    first = re.search(r'aria-labelledby="by-function".*?</tbody>', page, re.DOTALL)[0]

    shares = [s == "–" for s in re.findall(r"<td>([^<]*)</td><td>[^<]*</td></tr>", first)]
    assert shares == sorted(shares)


def test_people_of_an_import_are_named_apart(world):
    company()
    take_part(employ("", 20, is_listed=False)[:8], SUNDAY)
    page = text(world.client(world.joan).get("/adoption/"))

    assert "Besides, 8 of 20 people who are known only from an import took part." in page


def test_without_a_people_list_the_page_says_why(world, analyst):
    world.otto.__class__.objects.update(is_listed=False)
    page = text(analyst.get("/adoption/"))

    assert "There is no people list" in page
    assert text(analyst.get("/adoption/definitions/reach/"))


@pytest.mark.parametrize("typed", ["2026-04-01", "2026-13-01", "soon", "1066-10-14"])
def test_a_day_that_cannot_be_told_is_refused_in_a_sentence(world, typed):
    assert world.client(world.joan).get(f"/adoption/?on={typed}").status_code == 422


def test_each_measure_has_its_definition(world):
    company()
    client = world.client(world.joan)

    page = text(client.get("/adoption/definitions/reach/"))
    assert "posted, replied, reacted or voted at least once in 28 days" in page
    assert "26 November 2026: Votes in polls count as contributions." in page
    assert "counted so since 26 November 2026" in page
    assert "In the 28 days to 29 March 2026: 52 of 101 (51 %)" in page
    assert "Private messages do not count" in page
    assert "42 of 52 (81 %)" in text(client.get("/adoption/definitions/beyond_comms/"))
    assert client.get("/adoption/definitions/engagement/").status_code == 404


def steady() -> None:
    """120 people, of whom 40 took part in each of the last weeks, some more often."""
    people = employ("Service", 60, email=None) + employ("Yard", 60, site="Busan", email=None)
    for week in range(6):
        for ago in range(week + 1):
            take_part(people[ago : 40 + ago : ago + 1], SUNDAY - timedelta(weeks=week, days=ago))


def test_analysts_see_what_holds_for_the_whole_organisation(analyst, world):
    steady()
    page = analyst.get("/adoption/").content.decode()

    assert "Weekly contributors: 33 %" in text(analyst.get("/adoption/"))
    # The busiest 1 % of 120 are two people: nothing is drawn of them.
    assert "Concentration: 0." in unescape(page)
    assert "chart-concentration" not in page
    assert "Weekly contributors" not in text(world.client(world.joan).get("/adoption/"))


def test_the_curves_end_where_their_table_ends():
    drawn = figure_specimens.curves()
    wide = [mark.words for mark in drawn.drawings[0].marks if mark.kind == "text"]
    hidden = [mark for mark in drawn.drawings[0].marks if "hidden" in getattr(mark, "classes", "")]

    for name, shares in drawn.rows:
        assert wide[wide.index(name) + 1 :].count(shares[-1].partition(" (")[0]) >= 1
    assert len(hidden) == 5 + 2
    assert {"83\u00a0%", "81\u00a0%"} <= {
        mark.words for mark in drawn.spark.marks if mark.kind == "text"
    }


def test_curves_are_drawn_of_what_was_kept_and_nothing_is_counted(analyst):
    company()
    assert "How each function got here" not in text(analyst.get("/adoption/?on=2026-03-31"))

    actions.seal_due()
    page = text(analyst.get("/adoption/?on=2026-03-31"))
    assert "functions a larger share takes part than a quarter ago" in page
    assert "and 48 % do now; inside it 83 %" in page


def test_the_drawings_say_what_their_tables_say():
    shown = {
        panel.name: [
            mark.words
            for drawing in panel.drawings
            for mark in drawing.marks
            if mark.kind == "text"
        ]
        for panel in figure_specimens.panels()
    }
    tables = {panel.name: panel.table for panel in figure_specimens.panels()}

    for name, share, made_of in tables["funnel"]:
        count, *lost = made_of.split("; ")
        wanted = {name, "not shown"} if share == "not shown" else {name, share, *lost}
        assert wanted <= set(shown["funnel"])
        assert share == "not shown" or count.split(" ")[0] in shown["funnel"]
    busiest = next(words for words in shown["concentration"] if "people gave" in words)
    assert busiest.split(" ")[-1] == tables["concentration"][1][1]
    half = next(words for words in shown["response"] if words.startswith("half by"))
    assert half.split(" ")[2] == tables["response"][0][1].split(" ")[0]
    (crossing,) = (one for one in figure_specimens.panels() if one.name == "across")
    assert re.search(r"by chance (\d+)", crossing.finding)[1] in crossing.table[0][2]
    for _, index, beside in tables["across"][1:]:
        chance = re.search(r"by chance (\S+),", beside)[1]
        assert {index, f"by chance {chance}"} <= set(shown["across"])


def test_no_drawing_says_a_number_that_its_table_does_not(world):
    drawn = only_drawn(world.client(world.mira).get("/components/"))

    assert len(drawn) > 23
    assert any("of talk crosses branches" in title for title in drawn)
    assert {title: numbers for title, numbers in drawn.items() if numbers} == {}


def test_the_waits_of_cells_are_drawn_as_their_table_says():
    (panel,) = (one for one in figure_specimens.panels() if one.name == "asked_from")
    words = {mark.words for mark in panel.drawings[0].marks if mark.kind == "text"}

    for name, hours, made_of in panel.table:
        assert name.split(": ")[1] in words
        said = f"{hours.split(' ')[0]} h · {made_of.split(';')[0]}"
        assert (said if made_of != "not shown" else made_of) in words
    assert "No site stated" in words


def test_the_page_of_answers_is_for_analysts(analyst, world):
    steady()
    page = text(analyst.get("/adoption/answers/?on=2026-03-31"))

    assert "Who gets an answer?" in page
    assert "Best answers: not shown" in page
    assert "to Sunday, 29 March 2026" in page
    assert world.client(world.joan).get("/adoption/answers/").status_code == 404


def test_the_table_of_a_measure_is_what_is_told_elsewhere(analyst):
    steady()
    company()
    answer = analyst.get("/adoption/figures/stickiness.csv")
    (row,) = csv.DictReader(answer.content.decode().splitlines())
    (told,) = queries.figure(OPERATOR, "stickiness")[0].values

    assert row["on"] == "2026-03-29"
    assert (int(row["numerator"]), float(row["value"])) == (told.value.numerator, told.value.value)
    rows = list(
        csv.DictReader(analyst.get("/adoption/figures/reach.csv").content.decode().splitlines())
    )
    assert [one["withheld"] for one in rows if one["cell"] == "Legal"] == ["small"]
    assert [one["numerator"] for one in rows if one["cell"] == "Legal"] == [""]


def test_every_measure_stands_in_the_documentation_and_has_its_page(analyst):
    documented = Path("docs/adoption.md").read_text("utf-8")
    listed = text(analyst.get("/adoption/definitions/"))
    for name, measure in catalogue.measures().items():
        assert f"| `{name}` |" in documented
        assert measure.title in listed
        page = text(analyst.get(f"/adoption/definitions/{name}/"))
        assert measure.definition in page
        assert " ".join(measure.denominators) in page
        assert catalogue.beside(measure) in page
        assert f"counted so since {wording.day(measure.defined_on, 'en')}" in page


def test_the_page_of_unheard_voices_draws_what_its_table_says():
    weeks = [
        (week, place, number)
        for week in range(104, 124)
        for place in range(2)
        for number in range(6)
    ]
    posts = [
        Voice(
            author=20 * week + 10 * place + number,
            week=week,
            is_first=True,
            opens=True,
            waited=0.5 if place or number == 0 else None,
            stands={"site": ("Busan", "Halden")[place], "language": "ko" if week < 105 else "no"},
            starts=True,
        )
        for week, place, number in weeks
    ]
    told = voices.page_of(made_up.specimen("unheard", date(2026, 5, 31), 125, posts))

    assert "Busan" in told.claim
    # An alarm says no number: beside that of the week before it would tell of one post.
    assert any(alarm.startswith("Busan: first posts are answered") for alarm in told.alarms)
    assert not any(char.isdigit() for alarm in told.alarms for char in alarm.split("since")[0])
    for part in told.parts:
        groups = {group.name: group.soon for _, some in part.blocks for group in some}
        for drawing in part.drawings:
            words = [mark.words for mark in drawing.marks if mark.kind == "text"]
            for name, one in groups.items():
                said = words[words.index(name) + 1 :]
                share = wording.percent(one.value.value) if one.value.value is not None else "–"
                assert said[:2] == [share, voices.counted(one)]


def test_the_page_of_unheard_voices_is_for_analysts(analyst, world):
    company()
    assert "No group’s posts wait" in text(analyst.get("/adoption/voices/"))
    assert world.client(world.mira).get("/adoption/voices/").status_code == 404


def test_a_kept_page_of_unheard_voices_says_where_the_alarm_rang(analyst):
    figure, now = made_up.unheard(SUNDAY), clock.now()
    named = {"measure": "unheard", "defined_on": figure.defined_on}
    ToldFigure.objects.create(
        on=SUNDAY,
        **named,
        facts=facts_of(figure),
        judged_by=judged_by(),
        told_at=now,
        looked_at=now,
    )

    page = text(analyst.get(f"/adoption/at/{SUNDAY}/voices/"))
    assert "Busan: first posts are answered within one working day less often" in page


def launch(*, ago: int = 0) -> None:
    """120 people who begin in fives and tens, the peak behind them, and ten who never do.

    The last of them so many weeks ago.
    """
    people = employ("Service", 130)
    begin = iter(people)
    for week, new in enumerate((5, 8, 12, 18, 22, 18, 12, 8, 5, 3, 2, 1)):
        monday = SUNDAY - timedelta(weeks=ago + 11 - week, days=6)
        take_part(islice(begin, new), monday)
    take_part(people[:12], *(SUNDAY - timedelta(weeks=week) for week in range(6)))


def test_the_curve_of_beginners_is_drawn_as_its_table_says(analyst):
    launch(ago=10)
    page = analyst.get("/adoption/spread/?on=2026-03-31").content.decode()
    drawing = re.search(r'<svg class="chart chart--wide".*?</svg>', page, re.DOTALL)[0]
    curve, *_ = queries.of_topic(OPERATOR, "spread")
    figures = {told.value.name: told.value for told in curve.values}

    # More began than are told: it is told in tens.
    assert "110 or more" in re.findall(r"<text[^>]*>(.*?)</text>", drawing)
    assert "110 or more of 130 have taken part; in the end 110 to 120" in page
    assert figures["begun"].numerator == 110
    assert (figures["in_the_end"].low, figures["in_the_end"].high) == (110, 120)
    low, high = (wording.number(round(curve.series["ahead"][-1][end])) for end in (1, 3))
    assert f"{low} to {high} in half a year" in drawing
    assert f"90 % interval {low} to {high}" in text(analyst.get("/adoption/spread/"))
    assert page.count(">forecast to ") == len(curve.series["ahead"])
    assert page.count(">up to ") == len(curve.series["begun"])
    assert "No better than a plain curve: knowing whose colleagues take part" in page
    assert 'class="band"' in drawing and 'class="hidden"' not in drawing


def test_where_figures_came_from_an_import_is_marked(analyst):
    launch()
    batch = ImportBatch.objects.create(
        system="slack", fingerprint="f", state=BatchState.DONE, started_at=clock.now()
    )
    for day in (SUNDAY - timedelta(days=80), SUNDAY - timedelta(days=27)):
        SourceId.objects.create(
            batch=batch, system="slack", noun="post", source_id=str(day),
            noun_id=ids.floor(clock.start_of(day)),
        )  # fmt: skip
    page = analyst.get("/adoption/spread/?on=2026-03-31").content.decode()

    assert 'class="source"' in page
    assert "Slack until 2 March 2026" in page
    assert "Up to 2 March 2026 the figures come from Slack" in text(
        analyst.get("/adoption/spread/")
    )


def test_answers_name_a_site_that_is_counted_by_the_clock_of_others(analyst, settings):
    take_part(employ("Service", 40, site="Busan", time_zone="Asia/Seoul"), SUNDAY)
    page = text(analyst.get("/adoption/answers/"))
    assert "In Busan most people live by the clock of Asia/Seoul" in page
    assert "site_calendars" in page
    settings.OPTIONS = replace(settings.OPTIONS, site_calendars=["Busan=Asia/Seoul"])
    assert "In Busan most people" not in text(analyst.get("/adoption/answers/"))


def test_a_filter_in_the_address_shows_the_other_breakdowns_within_a_part(analyst):
    take_part(employ("Service", 40)[:20], SUNDAY)
    company()
    empty = text(analyst.get("/adoption/?function=Service"))
    assert "Nothing is told of this part yet" in empty

    actions.seal_due()
    page = text(analyst.get("/adoption/?function=Service"))
    assert "Shown is Service alone; the figures above are about everybody. Show everybody" in page
    assert "Busan" in page
    assert "Weekly contributors" not in page
    assert "Service: 62 %" in page and "of everybody" not in page
    assert analyst.get("/adoption/?function=Gossip").status_code == 404
    told = inside.page(OPERATOR, "function", "Service", SUNDAY).within
    assert [one.by for one in told] == ["site", "level"]
    assert all(row.denominator for one in told for row, _ in one.rows)


def test_a_page_that_looks_into_a_part_leads_to_files_of_that_part(analyst):
    take_part(employ("R&D | Lab", 40, level="Desk")[:20], SUNDAY)
    company()
    actions.seal_due()
    page = unescape(analyst.get("/adoption/?function=R%26D+|+Lab").content.decode())
    (address,) = re.findall(r'href="(/adoption/pages/overview.csv[^"]+)"', page)

    rows = list(csv.DictReader(analyst.get(address).content.decode().splitlines()))

    assert "Keep everybody’s page" in page
    assert "Compare everybody with a quarter earlier" in page
    assert [(row["by"], row["cell"], row["numerator"]) for row in rows] == [
        ("function", "R&D | Lab", "20"),
        ("function|level", r"R&D \| Lab|Desk", "20"),
        ("function|site", r"R&D \| Lab|Halden", "20"),
    ]
    assert analyst.get(address.replace(".csv", ".parquet")).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?gossip=1", "“gossip” cannot be chosen here"),
        ("?function=Service&site=Busan", "Choose one part at a time"),
        ("?function=+", "The name of a function is blank."),
        ("figures/reach.csv?site=+", "The name of a site is blank."),
        ("figures/reach.csv?gossip=1", "What can be chosen: on, from, function, site, level."),
        ("figures/reach.csv?from=2026-01-01&on=2026-03-29", "from, to, function, site, level."),
        ("figures/response.parquet?from=2026-01-01&function=Service", "can be chosen: from, to."),
        ("figures/reach.csv?to=2026-03-29", "“to” cannot"),
        ("figures/response.csv?function=Service", "What can be chosen: on, from."),
        ("pages/overview.csv?function=Service&site=Busan", "Choose one part at a time"),
        ("pages/silos.csv?function=Service", "“function” cannot"),
        ("compare/?page=overview&function=Service", "What can be chosen: page, on, with."),
        ("at/2026-03-29/overview/?function=Service", "What can be chosen: defined."),
        ("silos/?function=Service", "“function” cannot"),
        ("leadership/?site=Busan", "“site” cannot"),
        ("voices/?site=Busan", "“site” cannot"),
        ("answers/?level=Field", "“level” cannot"),
    ],
)
def test_what_cannot_be_chosen_is_refused_and_not_passed_over(analyst, address, said):
    company()

    answer = analyst.get(f"/adoption/{address}")

    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())


def test_who_sees_no_parts_is_not_told_of_everybody_instead(world):
    answer = world.client(world.mira).get("/adoption/?function=Service")

    assert answer.status_code == 422
    assert "What can be chosen: on." in unescape(answer.content.decode())


def test_what_is_drawn_asks_no_more_of_the_database_once_it_is_kept(analyst):
    steady()
    actions.seal_due()
    analyst.get("/adoption/")
    with CaptureQueriesContext(connection) as few:
        analyst.get("/adoption/")

    company()
    actions.seal_due()
    with CaptureQueriesContext(connection) as many:
        analyst.get("/adoption/")
    assert len(many) == len(few) <= 40


def test_the_claim_says_why_not_even_the_total_is_told_beside_leaders_who_show_theirs():
    on, total = date(2026, 3, 29), Row("total", "all", None, 60, Withheld.SUBTRACTION)
    beyond = Row("total", "all", None, None, Withheld.BASE)
    told = Overview(on, on + timedelta(days=28), total, beyond, 40, beyond)

    assert "what leaders show of themselves" in overview.claim(told).before


def test_a_figure_of_which_nothing_is_listed_says_so():
    found = panel.plain(Figure(catalogue.measure("activation"), SUNDAY))

    assert found.finding == "Activation within 14 days: too few people to tell"
    assert found.table == []


def test_the_log_of_looks_is_the_same_whoever_of_few_took_part(analyst):
    """Whoever reads it, or counts its rows, learns nothing of who did."""
    company()
    few = employ("Research", 12)

    def logged() -> list[tuple[object, ...]]:
        actions.seal_due()
        for address in ("", "?function=Research", "leadership/", "silos/", "figures/reach.csv"):
            analyst.get(f"/adoption/{address}")
        noting.write()
        rows = list(Look.objects.order_by("report", "pk").values_list("report", "times", "asked"))
        Look.objects.all().delete()
        return rows

    take_part(few[:2], SUNDAY)
    first = logged()
    take_part(few[2:4], SUNDAY)

    assert first
    assert logged() == first

"""Two groups worth bridging: found, taken up, compared later; others never named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.adoption import gathering, queries, structures, taking_up, weekly
from groundswell.adoption.interactions.models import Interaction, Kind
from groundswell.adoption.measures import bridged
from groundswell.adoption.suggestions.models import Suggestion
from groundswell.adoption.told import actions as told
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.viewing import Operator
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.posts import actions as posts
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
TAKEN = date(2025, 12, 17)
NAMES = ("Pumps", "Yard", *(f"Hall {number}" for number in range(10)))
STAFF = 10  # people of each group, who keep to themselves
OPERATOR = Operator.AT_THE_SERVER
PAGE = "/adoption/silos/"


def turn(pairs, on, stream_id):
    """The first of each pair reacted to the second there, on a day."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    Interaction.objects.bulk_create(
        Interaction(from_id=one.pk, to_id=other.pk, kind=Kind.REACTION, is_delegated=False,
                    stream_id=stream_id, thread_id=1, post_id=1, on=on, at=at)
        for one, other in pairs
    )  # fmt: skip


def both_ways(people):
    return [pair for one, other in combinations(people, 2) for pair in ((one, other), (other, one))]


@pytest.fixture
def company(world):
    """Twelve open groups of ten; people of Pumps and Yard write of the same and never meet."""
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        roles.grant(person=world.otto, role=Role.ANALYST)
        found = {}
        for name in NAMES:
            group = groups.found(founder=world.mira, name=name, visibility=Visibility.OPEN)
            staff = employ("Halden", STAFF, email=None)
            for on in (TAKEN - timedelta(days=20), SUNDAY - timedelta(days=20)):
                turn(both_ways(staff), on, group.stream_id)
            take_part(staff, *(SUNDAY - timedelta(weeks=week) for week in range(5)))
            found[name] = group, staff
        with clock.frozen(datetime(2026, 3, 10, 9, tzinfo=UTC)):
            for name in ("Pumps", "Yard"):
                group, staff = found[name]
                groups.let_in(staff[0], group)
                posts.publish(
                    author=staff[0], stream_ids=[group.stream_id], source="#impellers and #seals"
                )
        yield found


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def pair_of(company) -> dict[str, str]:
    one, other = (str(company[name][0].pk) for name in ("Pumps", "Yard"))
    return {"one": one, "other": other, "kind": "event"}


def test_the_pair_is_shown_with_what_both_speak_of_and_a_proposal(world, company):
    page = text(world.client(world.otto).get(PAGE))
    section = page[page.index('id="bridging"') :].partition("</section>")[0]

    assert "Two groups worth bringing together" in section
    for words in (
        ">Pumps</a>", ">Yard</a>", "2 shared topics in 90 days", "#impellers",
        "nobody takes part in both", "no two-way tie joins the others", "host from each side",
    ):  # fmt: skip
        assert words in section
    (figure,) = queries.figure(OPERATOR, "bridging", SUNDAY)
    by_chance = figure.tables[3].cells[0].cell.value
    assert f"<td>{by_chance}</td>" in section
    lines = text(world.client(world.otto).get(f"/adoption/figures/bridging.csv?on={SUNDAY}"))
    assert f"ties_by_chance,Pumps > Yard,count,{by_chance}" in lines


def test_what_was_taken_up_of_all_pairs_is_asked_at_once(world, company):
    hall, staff = company["Hall 0"]
    with clock.frozen(datetime(2026, 3, 10, 9, tzinfo=UTC)):
        groups.let_in(staff[0], hall)
        posts.publish(author=staff[0], stream_ids=[hall.stream_id], source="#impellers and #seals")
    (pumps, _), (yard, _) = company["Pumps"], company["Yard"]
    for taken_on in (TAKEN, TAKEN + timedelta(days=90)):
        Suggestion.objects.create(one=pumps, other=yard, kind="event", taken_on=taken_on)
    weekly.seal(SUNDAY)
    told.keep(SUNDAY)
    with CaptureQueriesContext(connection) as asked:
        page = text(world.client(world.otto).get(PAGE))

    section = page[page.index('id="bridging"') :].partition("</section>")[0]
    assert section.count("2 shared topics in 90 days") == 3
    assert "Taken up on 17 March 2026" in section
    of_suggestions = [one for one in asked if 'FROM "adoption_suggestion"' in one["sql"]]
    assert len(of_suggestions) == 2  # of these pairs, and of all whose weeks may be over


@pytest.mark.parametrize("change", [{"visibility": "secret"}, {"visibility": "closed"}])
def test_a_group_that_is_not_open_any_more_is_named_nowhere(world, company, change):
    weekly.seal(SUNDAY)
    told.keep(SUNDAY)
    assert ToldFigure.objects.filter(measure="bridging").exists()
    assert "Pumps" not in str(ToldFigure.objects.get(measure="bridging").facts)
    otto = world.client(world.otto)
    files = (
        f"/adoption/figures/bridging.csv?on={SUNDAY}",
        f"/adoption/pages/silos.csv?on={SUNDAY}",
        f"/adoption/figures/bridging.csv?from={SUNDAY}&to={SUNDAY}",
    )
    assert all("Pumps" in text(otto.get(file)) for file in files)

    Group.objects.filter(pk=company["Pumps"][0].pk).update(**change)
    assert not any("Pumps" in text(otto.get(file)) for file in files)
    assert "Pumps" not in text(otto.get(PAGE))
    refused = otto.post("/adoption/silos/taken/", pair_of(company))
    assert refused.status_code == 422
    assert not Suggestion.objects.exists()


def test_an_analyst_takes_it_up_once_and_nobody_else_can(world, company):
    otto = world.client(world.otto)
    assert world.client(world.mira).post(PAGE + "taken/", pair_of(company)).status_code == 404
    with pytest.raises(NotFound):
        taking_up.take_up(viewer=world.joan, one_id=1, other_id=2, kind=Kind.REACTION)
    assert otto.post(PAGE + "taken/", pair_of(company) | {"kind": "party"}).status_code == 404

    assert otto.post(PAGE + "taken/", pair_of(company)).status_code == 303
    taken = Suggestion.objects.get()
    assert (taken.kind, taken.taken_by, taken.taken_on) == ("event", world.otto, date(2026, 4, 1))
    assert AuditEntry.objects.filter(verb="took up a suggestion").exists()
    page = text(otto.get(PAGE))
    assert "Too early to tell what followed" in page
    assert "Taken up on" in page
    again = otto.post(PAGE + "taken/", pair_of(company))
    assert again.status_code == 422
    assert "its weeks are over on" in unescape(again.content.decode())


def tied_after_a_suggestion(company) -> None:
    (pumps, ours), (yard, theirs) = company["Pumps"], company["Yard"]
    Suggestion.objects.create(one=pumps, other=yard, kind="event", taken_on=TAKEN)
    turn([(one, theirs[place]) for place, one in enumerate(ours)], TAKEN + timedelta(days=20),
         pumps.stream_id)  # fmt: skip


def test_where_comparable_pairs_have_few_ties_there_is_no_interval(world, company):
    tied_after_a_suggestion(company)

    page = text(world.client(world.otto).get(PAGE))
    assert "+10 ties after the last suggestion, too few for an interval" in page
    assert "<td>+10</td><td>–</td><td>too few ties for an interval</td>" in page
    assert ">+10<" not in page.replace("<td>+10</td>", "")
    line = text(world.client(world.otto).get(f"/adoption/figures/bridged.csv?on={SUNDAY}"))
    assert ",10,,,," in line


def test_what_followed_is_told_against_pairs_left_alone(world, company, monkeypatch):
    monkeypatch.setattr(bridged, "LEAST", 0.0)
    tied_after_a_suggestion(company)

    (trial,) = gathering.trials(SUNDAY, None).trials
    assert len(trial.after.low) == STAFF
    (figure,) = queries.figure(OPERATOR, "bridged", SUNDAY)
    (cell,) = figure.tables[0].cells
    assert (cell.cell.row, cell.cell.column, cell.cell.value) == ("Pumps", "Yard", STAFF)
    assert 0 < cell.cell.low <= STAFF <= cell.cell.high
    page = text(world.client(world.otto).get(PAGE))
    assert "+10 ties after the last suggestion" in page
    drawing = page[page.index('id="figure-bridged"') :].partition("</svg>")[0]
    assert 'class="t strong ink num" text-anchor="start">+10<' in drawing
    assert "<td>+10</td>" in page
    assert not gathering.trials(SUNDAY, TAKEN - timedelta(days=30)).trials
    assert structures.structure(OPERATOR, SUNDAY).now["bridged"].values[0].value.numerator == 1

"""What measures are for, and that one that is switched off is neither counted nor told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps

from groundswell.adoption import actions as adoption
from groundswell.adoption import changes, queries, weekly
from groundswell.adoption import switching as actions
from groundswell.adoption.annex import annex
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import PURPOSES, Topic
from groundswell.adoption.register import lines
from groundswell.adoption.register import queries as register
from groundswell.adoption.register.queries import MeasureIsOff
from groundswell.adoption.reports.models import Subscription
from groundswell.adoption.sealed.models import SealedFigure
from groundswell.adoption.told import actions as telling
from groundswell.adoption.told import queries as told_queries
from groundswell.adoption.told.models import ToldFigure
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)

pytestmark = pytest.mark.usefixtures("db", "news")


@pytest.fixture
def otto(cast):
    """Otto of the works council, who may see all figures as well."""
    for role in (Role.WORKS_COUNCIL, Role.ANALYST):
        roles.grant(person=cast.otto, role=role)
    return cast.otto


@pytest.fixture
def sealed(db, monkeypatch, settings):
    """It is Wednesday, and the figures of the last week are kept."""
    settings.OPTIONS = replace(settings.OPTIONS, comms_functions=("Comms",))
    monkeypatch.setattr(weekly, "BACK", 1)
    weeks = [date(2026, 3, day) for day in (1, 8, 15, 22, 29)]
    take_part(employ("Service", 30, email=None), *weeks)
    take_part(employ("Comms", 14, email=None), *weeks)
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        adoption.seal_due()
        yield


def kept() -> set[str]:
    return set(SealedFigure.objects.values_list("measure", flat=True))


@pytest.mark.usefixtures("sealed")
def test_what_is_switched_off_is_neither_told_nor_counted_nor_kept(otto):
    assert "concentration" in kept()
    actions.switch_off(name="concentration", by=otto, reason="Not agreed yet")

    assert "concentration" not in kept()
    assert not ToldFigure.objects.filter(measure="concentration").exists()
    told = queries.analysis(otto).figures
    assert told
    assert "concentration" not in [one.measure.name for one in told]
    with pytest.raises(MeasureIsOff, match="switched off since 1 April 2026"):
        queries.figure(otto, "concentration")
    of_topic = queries.of_topic(otto, Topic.PARTICIPATION)
    assert "concentration" not in [one.measure.name for one in of_topic]
    assert list(weekly.due()) == []
    weekly.seal(SUNDAY)
    telling.keep(SUNDAY)
    assert "concentration" not in kept()
    page = told_queries.page(otto, "overview", SUNDAY)
    assert "concentration" not in [one.measure.name for one in page.figures]
    with pytest.raises(MeasureIsOff):
        told_queries.series(otto, ["concentration"], SUNDAY, SUNDAY)


@pytest.mark.usefixtures("sealed")
def test_switched_on_again_it_is_counted_from_the_rows_that_are_kept(otto):
    actions.switch_off(name="concentration", by=otto, reason="Not agreed yet")
    actions.switch_on(name="concentration", by=otto)

    assert list(weekly.due()) == [SUNDAY]
    adoption.seal_due()
    assert "concentration" in kept()
    assert queries.figure(otto, "concentration")


@pytest.mark.usefixtures("sealed")
def test_without_reach_there_is_no_overview_and_without_the_part_outside_the_total_alone(otto):
    actions.switch_off(name="beyond_comms", by=otto, reason="Not agreed yet")
    overview = queries.overview(otto)
    assert overview.beyond.withheld == "off"
    assert overview.total.numerator == 44
    assert {one.measure.name for one in queries.figures(otto)} == {"reach"}

    actions.switch_off(name="reach", by=otto, reason="Not agreed yet")
    of_week = {one.measure.name for one in queries.of_week(otto, SUNDAY)}
    assert {"leaders", "concentration"} <= of_week
    assert not of_week & {"reach", "beyond_comms"}
    for ask in (queries.overview, queries.figures, queries.analysis):
        with pytest.raises(MeasureIsOff, match="Reach"):
            ask(otto)


@pytest.mark.usefixtures("sealed")
def test_what_is_made_of_reach_goes_with_it(otto):
    made = {"beyond_comms", "evenness", "tipping_candidates", "funnel", "stickiness"}
    assert made <= {*ToldFigure.objects.values_list("measure", flat=True)}
    actions.switch_off(name="reach", by=otto, reason="Not agreed yet")

    page = told_queries.page(otto, "overview", SUNDAY)
    assert not made & {one.measure.name for one in page.figures}
    assert told_queries.series(otto, ["reach", *made], SUNDAY, SUNDAY) == []
    for name in made:
        with pytest.raises(MeasureIsOff):
            queries.figure(otto, name)
    assert not made & {*ToldFigure.objects.values_list("measure", flat=True)}
    assert lines.line("funnel").off_with == "Reach"
    assert "Stickiness" in lines.line("reach").takes
    state = [row for part in annex().sections for row in part.table if row[0] == "Stickiness"]
    assert state[0][-1] == "Off since 1 April 2026 with “Reach”: Not agreed yet"


@pytest.mark.parametrize(("whole", "part"), [("across", "crossings"), ("response", "asked_from")])
def test_nothing_tells_a_figure_under_another_name(otto, whole, part):
    actions.switch_off(name=whole, by=otto, reason="Not agreed yet")
    assert {whole, part} <= {*register.off()}
    assert not {whole, part} & {one.name for one in weekly.measured()}

    actions.switch_on(name=whole, by=otto)
    assert register.off() == {}


@pytest.mark.usefixtures("sealed")
def test_without_the_week_the_rest_of_what_changed_is_told(otto):
    actions.switch_off(name="weekly", by=otto, reason="Not agreed yet")
    assert changes.changes(otto, SUNDAY) is None


@pytest.mark.usefixtures("sealed")
def test_what_a_night_kept_while_it_was_switched_off_is_removed_the_next_night(otto):
    rows = list(SealedFigure.objects.filter(measure="concentration"))
    actions.switch_off(name="concentration", by=otto, reason="Not agreed yet")
    SealedFigure.objects.bulk_create(rows)
    adoption.seal_due()

    assert "concentration" not in kept()


def test_what_the_works_council_stopped_the_works_council_starts(cast, otto):
    roles.grant(person=cast.mira, role=Role.ADMINISTRATOR)
    actions.switch_off(name="across", by=otto, reason="Not agreed yet")
    with pytest.raises(actions.OnlyTheWorksCouncilSwitchesItOn):
        actions.switch_on(name="across", by=cast.mira)
    actions.switch_off(name="across", by=cast.mira, reason="Taken over")
    with pytest.raises(actions.OnlyTheWorksCouncilSwitchesItOn):
        actions.switch_on(name="across", by=cast.mira)
    actions.switch_on(name="across", by=otto)
    actions.switch_off(name="across", by=cast.mira, reason="A mistake")
    actions.switch_on(name="across", by=cast.mira)

    said = AuditEntry.objects.filter(noun="measure").values_list("verb", "facts")
    assert [verb.split()[-1] for verb, _ in said.order_by("pk")] == [
        "off",
        "off",
        "on",
        "off",
        "on",
    ]
    assert all(facts == {"measure": "across"} for _, facts in said)


def test_a_switch_needs_a_reason_and_a_measure(otto):
    with pytest.raises(actions.SayWhy):
        actions.switch_off(name="reach", by=otto, reason="  ")
    for deed in (
        lambda: actions.switch_off(name="engagement", by=otto, reason="Why"),
        lambda: actions.switch_on(name="engagement", by=otto),
        lambda: actions.base_on(name="engagement", by=otto, basis="§ 4"),
    ):
        with pytest.raises(NotFound):
            deed()


def test_the_register_has_a_line_for_each_measure_in_plain_words(otto):
    actions.base_on(name="reach", by=otto, basis="Works agreement, § 4")
    found = {line.name: line for chapter in lines.chapters() for line in chapter.lines}

    assert MEASURES.keys() | {"read_marks", "suggested", "missed"} <= found.keys()
    assert found["reach"].basis == "Works agreement, § 4"
    assert all(line.purpose and line.rows and line.seen_by and line.kept for line in found.values())
    assert set(PURPOSES) == set(lines.TITLES) == set(Topic)


def test_sums_of_personas_that_were_kept_go_and_nobody_gets_more_mail_than_they_ordered(cast):
    now = clock.now()
    kept = {"on": date(2026, 3, 29), "measure": "personas", "facts": {}}
    SealedFigure.objects.create(**kept, defined_on=kept["on"], sealed_at=now)
    ordered = {cast.otto: ["personas"], cast.mira: ["personas", "weekly"], cast.joan: []}
    for person, measures in ordered.items():
        Subscription.objects.create(person=person, measures=measures, created_at=now)

    import_module("groundswell.adoption.migrations.0019_personas_for_oneself").forget(apps, None)

    assert not SealedFigure.objects.exists()
    held = Subscription.objects.values_list("person", "measures")
    assert dict(held) == {cast.mira.pk: ["weekly"], cast.joan.pk: []}

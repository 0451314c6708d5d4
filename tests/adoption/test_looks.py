"""Who looked at which figures: noted in the process, written beside, read by those who may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.adoption import actions, weekly
from groundswell.adoption.looks import noting, queries
from groundswell.adoption.looks.models import Look
from groundswell.exchange.erasing import actions as erasing
from groundswell.exchange.merging import actions as merging
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web.insight import looks

NINE = datetime(2026, 3, 31, 9, 5, tzinfo=UTC)


def look(person, report="overview", **more) -> None:
    noting.note(person.pk, report, **more)


def test_looks_of_an_hour_are_one_row_with_what_was_chosen(cast):
    with clock.frozen(NINE):
        look(cast.mira, asked="on=2026-03-29")
        look(cast.mira, asked="on=2026-03-29")
        assert Look.objects.count() == 0
        noting.write()
    with clock.frozen(NINE + timedelta(minutes=50)):
        look(cast.mira, asked="on=2026-03-22")
        look(cast.mira, "csv")
        noting.write()
    with clock.frozen(NINE + timedelta(hours=1)):
        look(cast.mira)
        noting.write()

    rows = Look.objects.order_by("hour", "report").values_list("report", "times", "asked")
    assert list(rows) == [
        ("csv", 1, []),
        ("overview", 3, ["on=2026-03-29", "on=2026-03-22"]),
        ("overview", 1, []),
    ]


def test_every_choice_of_an_hour_is_kept_and_one_that_was_cut_says_so(cast):
    for number in range(30):
        look(cast.mira, asked=f"on=2026-03-29, function={number}")
    look(cast.mira, asked="function=" + "x" * 500)
    noting.write()

    row = Look.objects.get()
    assert (row.times, len(row.asked)) == (31, 31)
    assert row.asked[-1].endswith("x…")
    shown = looks.shown(row)
    assert "up to 29 March 2026, Function: 19" in shown.asked
    assert len(shown.more) == 11


@pytest.mark.parametrize(
    ("report", "asked", "words"),
    [
        ("comparison", "page=reach, on=2026-03-29, with=2025-12-28",
         "Reach, up to 29 March 2026, beside 28 December 2025"),
        ("csv", "from=2026-01-04, to=2026-03-29, name=weekly",
         "from 4 January 2026 on, until 29 March 2026, Weekly contributors"),
        ("permalink", "on=2026-03-29, name=leadership", "up to 29 March 2026, Leadership"),
        ("overview", "site=Halden, Pier 3", "Site: Halden, Pier 3"),
        ("group_health", "group_id=12", "group 12"),
        ("api", "on=yesterday, colour=blue", "on=yesterday, colour=blue"),
    ],
)  # fmt: skip
def test_what_was_chosen_is_said_as_the_page_says_it(report, asked, words):
    row = Look(report=report, asked=[asked], hour=NINE, times=1)
    assert looks.shown(row).asked == words


def test_whose_own_figures_were_seen_sees_by_whom(cast):
    look(cast.mira, "leadership", about=[cast.joan.pk, cast.mira.pk])
    noting.write()

    (seen,) = queries.at_own_figures(cast.joan)
    assert (seen.person, seen.report) == (cast.mira, "leadership")
    assert list(queries.at_own_figures(cast.mira)) == []


def test_only_the_works_council_and_legal_read_all_looks(cast):
    look(cast.mira)
    noting.write()
    for role, may in ((Role.WORKS_COUNCIL, True), (Role.LEGAL, True), (Role.ANALYST, False),
                      (Role.ADMINISTRATOR, False)):  # fmt: skip
        roles.grant(person=cast.otto, role=role)
        if may:
            assert queries.looks(cast.otto).count() == 1
        else:
            with pytest.raises(NotFound):
                queries.looks(cast.otto)
        roles.revoke(person=cast.otto, role=role)


def test_a_look_stays_when_either_is_erased_or_merged(cast):
    look(cast.mira, "leadership", about=[cast.joan.pk])
    noting.write()
    erasing.erase(person_id=cast.mira.pk, erased_by=None)
    merging.merge(gone_id=cast.joan.pk, kept_id=cast.otto.pk, merged_by=None)

    (row,) = Look.objects.all()
    assert (row.person_id, row.about_id) == (cast.mira.pk, cast.otto.pk)


def test_what_was_noted_is_not_lost_when_it_cannot_be_written(cast, monkeypatch):
    look(cast.mira)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(noting, "_write", lambda taken: 1 / 0)
        noting.write()
    look(cast.mira)
    noting.write()

    assert Look.objects.get().times == 2


def test_looks_are_forgotten_after_thirteen_months(cast, monkeypatch):
    monkeypatch.setattr(weekly, "BACK", 1)
    with clock.frozen(NINE):
        look(cast.mira)
        noting.write()
    with clock.frozen(NINE + timedelta(days=390)):
        actions.seal_due()
        assert Look.objects.exists()
    with clock.frozen(NINE + timedelta(days=397)):
        actions.seal_due()
    assert not Look.objects.exists()

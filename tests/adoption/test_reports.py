"""The report by mail: when it comes, to whom, what it says, and how it ends."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.activity import outbox
from groundswell.activity.models import Outbox
from groundswell.adoption import weekly
from groundswell.adoption.looks.models import Look
from groundswell.adoption.reports import actions, mailing, queries
from groundswell.adoption.reports.models import Subscription
from groundswell.adoption.reports.words import report
from groundswell.adoption.told import actions as told
from groundswell.foundation import clock
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin.models import Doors
from tests.adoption.company import employ, take_part
from tests.letterbox import letterbox_of, said

SUNDAY = date(2026, 3, 29)
WEDNESDAY = datetime(2026, 4, 1, 9, tzinfo=UTC)
WEEKLY = {"cadence": "weekly", "weekday": 2, "hour": 8, "language": "en", "measures": []}


@pytest.fixture
def box(settings):
    """Where the mails arrive."""
    with letterbox_of(settings) as box:
        yield box


@pytest.fixture
def otto(cast, box):
    """An analyst who wants the report on Wednesdays at eight."""
    roles.grant(person=cast.otto, role=Role.ANALYST)
    Person.objects.filter(pk=cast.otto.pk).update(email="otto@halden.example", time_zone="UTC")
    cast.otto.refresh_from_db()
    Doors.objects.create(opened_at=WEDNESDAY)
    with clock.frozen(WEDNESDAY):
        actions.subscribe(person=cast.otto, **WEEKLY)
        yield cast.otto


def company() -> None:
    people = employ("Service", 60, email=None) + employ("Legal", 4, email=None)
    for week in range(8):
        take_part(people[: 50 - 3 * week], SUNDAY - timedelta(weeks=week))
    for on in (SUNDAY - timedelta(weeks=4), SUNDAY - timedelta(weeks=1), SUNDAY):
        weekly.seal(on)
        told.keep(on)


def send() -> str:
    """Send what is due; what became of it."""
    mailing.owe_due()
    outbox.work_off()
    return Outbox.objects.filter(kind=mailing.KIND).latest("pk").last_error


def test_a_report_is_owed_once_on_its_day_when_its_hour_has_come(otto):
    assert mailing.owe_due() == 1
    assert mailing.owe_due() == 0
    assert Outbox.objects.get(kind=mailing.KIND).facts["on"] == "2026-03-29"
    with clock.frozen(WEDNESDAY + timedelta(days=1)):
        assert mailing.owe_due() == 0
    with clock.frozen(WEDNESDAY + timedelta(days=7, hours=-2)):
        assert mailing.owe_due() == 0
    with clock.frozen(WEDNESDAY + timedelta(days=7)):
        assert mailing.owe_due() == 1


def test_a_monthly_one_comes_in_the_first_week_of_the_month(otto):
    actions.subscribe(person=otto, **{**WEEKLY, "cadence": "monthly"})
    held = queries.subscription(otto)

    due = [on for on in range(1, 31) if queries.is_time(held, datetime(2026, 4, on, 9, tzinfo=UTC))]
    assert due == [1]


def test_the_letter_says_the_figures_as_they_were_told(otto, box):
    company()
    assert send() == ""
    (letter,) = box.letters

    assert letter["Subject"] == "Halden Marine Systems: Adoption, week to 29 March 2026"
    for body in (said(letter), said(letter, "html")):
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))
        assert "50 of 65" in words
        assert "to 1 March 2026: " in words
        assert "to 22 March 2026: " in words
        assert "2 March 2026 to 29 March 2026" in words
        assert "Definition of 26 November 2026" in words
        assert "/adoption/at/2026-03-29/overview/?defined=" in body
    assert "Legal" not in said(letter)
    text = said(letter).replace("\r", "")
    heads = re.findall(r"^(\w.*)\n  ", text, re.MULTILINE)[:3]
    assert heads == [
        "What changed in the week to 29 March 2026", "Reach", "Beyond Comms & Marketing",
    ]  # fmt: skip
    # Of a quarter no figure stands beside itself, though it is told each week.
    assert "29 September 2025 to 28 December 2025" in said(letter)
    assert "to 28 December 2025:" not in said(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Look.objects.filter(report="report by mail").count() == 1


def test_a_letter_reads_of_earlier_weeks_what_stands_beside_a_figure_alone(otto):
    company()
    with CaptureQueriesContext(connection) as few:
        before = report(otto, SUNDAY)
    for weeks in (8, 12, 16):
        told.keep(SUNDAY - timedelta(weeks=weeks))

    with CaptureQueriesContext(connection) as many:
        assert report(otto, SUNDAY).groups == before.groups
    assert len(many) == len(few)


def test_the_letter_says_what_changed_in_the_figures_that_were_chosen(otto, box):
    people = employ("Service", 200, email=None)
    take_part(people[:20], *(SUNDAY - timedelta(weeks=back) for back in range(1, 8)))
    take_part(people[:90], SUNDAY)
    for on in (SUNDAY - timedelta(weeks=1), SUNDAY):
        weekly.seal(on)
        told.keep(on)
    actions.subscribe(person=otto, **{**WEEKLY, "language": "de"})
    assert send() == ""
    for body in (said(box.letters[0], "plain"), said(box.letters[0], "html")):
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))
        assert "Was sich in der Woche bis 29. März 2026 geändert hat" in words
        assert "90 von 201" in words

    assert "geändert hat" not in mailing.text_of(report(otto, SUNDAY, ["stickiness"]))


def test_it_is_in_the_language_that_was_asked_for_with_the_figures_that_were(otto, box):
    company()
    actions.subscribe(person=otto, **{**WEEKLY, "language": "de", "measures": ["stickiness"]})
    assert send() == ""

    assert "Woche bis 29. März 2026" in box.letters[0]["Subject"]
    assert said(box.letters[0]).count("Definition vom") == 1


def test_it_waits_for_the_week_to_be_kept(otto, box):
    assert "nothing is kept" in send()
    company()
    with clock.frozen(WEDNESDAY + timedelta(hours=1)):
        outbox.work_off()

    assert len(box.letters) == 1


@pytest.mark.parametrize(("instead", "chosen"), [(None, []), (Role.READER, ["leader_words"])])
def test_whoever_may_see_none_of_it_any_more_hears_that_it_ends(otto, box, instead, chosen):
    actions.subscribe(person=otto, **{**WEEKLY, "measures": chosen, "language": "de"})
    mailing.owe_due()
    roles.revoke(person=otto, role=Role.ANALYST)
    if instead:
        roles.grant(person=otto, role=instead)

    assert send() == ""
    (letter,) = box.letters
    assert "endet" in letter["Subject"]
    assert "Wer Rollen vergibt" in said(letter, "plain")
    assert not Subscription.objects.exists()
    assert not Look.objects.exists()


def test_a_reader_keeps_a_report_of_which_they_see_a_part(otto, box):
    company()
    actions.subscribe(person=otto, **{**WEEKLY, "measures": ["leader_words", "weekly"]})
    roles.revoke(person=otto, role=Role.ANALYST)
    roles.grant(person=otto, role=Role.READER)

    assert send() == ""
    assert Subscription.objects.exists()
    assert "Weekly contributors" in said(box.letters[0], "plain")


def test_one_click_ends_it(otto):
    address = actions.address(otto.pk)
    client = Client(enforce_csrf_checks=True)

    assert client.get(address).status_code == 200
    assert Subscription.objects.exists()
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert client.post("/unsubscribe/report/made-up/").status_code == 404
    assert mailing.owe_due() == 0


@pytest.mark.parametrize(
    "wrong", [{"cadence": "hourly"}, {"weekday": 7}, {"hour": 24}, {"language": "xx"}]
)
def test_what_the_form_does_not_offer_is_refused(otto, wrong):
    with pytest.raises(actions.ThatIsNoTimeForAReport):
        actions.subscribe(person=otto, **{**WEEKLY, **wrong})

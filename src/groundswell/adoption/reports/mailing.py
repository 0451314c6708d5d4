"""The report by mail: planned when its hour comes, sent to whoever holds the right then."""

from __future__ import annotations

from datetime import date
from functools import cache

import jinja2
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from groundswell.activity.models import Outbox
from groundswell.activity.outbox import NotNeededAnyMore, NotNow, Owed
from groundswell.adoption.days import DAY, week_end
from groundswell.adoption.looks import noting
from groundswell.adoption.reports import actions, queries, words
from groundswell.adoption.reports.models import Cadence, Subscription
from groundswell.adoption.reports.words import Report
from groundswell.adoption.told.queries import NothingWasKeptThen
from groundswell.foundation import clock, lettering, locales, mail
from groundswell.foundation.mail import Letter
from groundswell.network.notifications import letters, mailing, preferring
from groundswell.people.signin.queries import doors_are_open

KIND = "adoption_report"
HEADERS = {"X-Auto-Response-Suppress": "All"}


def owe_due() -> int:
    """Owe a report to everybody whose day and hour have come; how many."""
    if not (mail.can_send() and doors_are_open()):
        return 0
    held = Subscription.objects.select_related("person")
    return sum(_owe(one) for one in held.iterator())


def _owe(held: Subscription) -> bool:
    local = clock.now().astimezone(preferring.zone_of(held.person))
    if held.decided_on == local.date() or not queries.is_time(held, local):
        return False
    now = clock.now()
    with transaction.atomic():
        # Two processes may see the same; the one whose update finds it undecided owes it.
        undecided = Subscription.objects.filter(pk=held.pk, decided_on=held.decided_on)
        if not undecided.update(decided_on=local.date()):
            return False
        Outbox.objects.bulk_create(
            [
                Outbox(
                    key=f"adoption-report:{held.pk}:{local.date()}",
                    kind=KIND,
                    facts={"person_id": held.pk, "on": week_end(clock.today() - DAY).isoformat()},
                    owed_at=now,
                    next_try_at=now,
                )
            ],
            ignore_conflicts=True,
        )
    return True


def send(owed: Owed) -> None:
    """Send one report; whoever may see none of its figures any more hears that it ends.

    Raises:
        NotNeededAnyMore: nobody to write to, or they want none.
        NotNow: the week is not counted yet, or the mail server did not take it.
    """
    held = Subscription.objects.select_related("person").filter(pk=owed.facts["person_id"]).first()
    if held is None or not mailing.may_get_mail(held.person):
        raise NotNeededAnyMore("nobody to write to")
    if not queries.sees_any(held):
        _end(held, owed.key)
        return
    with translation.override(held.language or held.person.language or settings.LANGUAGE_CODE):
        letter = letter_of(held, date.fromisoformat(owed.facts["on"]), key=owed.key)
        mailing.hand_over(letter)
    noting.note(held.pk, "report by mail", asked=f"on={owed.facts['on']}")
    noting.write()


def _end(held: Subscription, key: str) -> None:
    with translation.override(held.language or held.person.language or settings.LANGUAGE_CODE):
        facts = {
            "person": held.person,
            "title": _("Your report on adoption ends"),
            "words": _(
                "Your report on adoption ends: you may not see the figures any more that you"
                " ordered. Whoever gives roles can tell you why."
            ),
        }
        letter = Letter(
            key=key,
            to=str(held.person.email),
            name=held.person.name,
            subject=f"{settings.OPTIONS.organisation}: {facts['title']}",
            text=_drawn("ended.txt.jinja", **facts),
            html=_drawn("ended.html.jinja", **facts),
            headers=HEADERS,
        )
        mailing.hand_over(letter)
    actions.end(person_id=held.pk)


def letter_of(held: Subscription, on: date, *, key: str) -> Letter:
    """The letter with the figures of a week, in the language that is active.

    Raises:
        NotNow: nothing is kept of the week yet.
    """
    is_monthly = held.cadence == Cadence.MONTHLY
    try:
        told = words.report(held.person, on, held.measures, is_monthly=is_monthly)
    except NothingWasKeptThen as reason:
        raise NotNow(str(reason)) from reason
    stop = letters.absolute(actions.address(held.pk))
    facts = {
        "person": held.person,
        "settings_address": letters.absolute("/adoption/report/"),
        "stop_address": stop,
        "cadence": held.cadence,
    }
    return Letter(
        key=key,
        to=str(held.person.email),
        name=held.person.name,
        subject=f"{settings.OPTIONS.organisation}: {told.title}",
        text=_drawn("report.txt.jinja", told=told, **facts),
        html=_drawn("report.html.jinja", told=told, **facts),
        headers={
            **HEADERS,
            "List-Id": f"<reports.{settings.OPTIONS.host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def text_of(told: Report) -> str:
    """The report as plain text, for nobody in particular."""
    return _drawn("figures.txt.jinja", told=told)


def _drawn(template: str, **facts: object) -> str:
    common = {
        "organisation": settings.OPTIONS.organisation,
        "language": translation.get_language(),
    }
    return str(_environment().get_template(template).render(**common, **facts))


@cache
def _environment() -> jinja2.Environment:
    jinja = lettering.environment(str(__package__))
    jinja.globals["absolute"] = letters.absolute
    jinja.filters["day"] = locales.day
    return jinja

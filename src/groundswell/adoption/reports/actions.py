"""Ordering the figures by mail, and ending that."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.adoption import catalogue
from groundswell.adoption.reports.models import Cadence, Subscription
from groundswell.adoption.viewing import ask_to_see_all
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.persons.models import Person

SALT = "adoption report"


class ThatIsNoTimeForAReport(Refused):
    """What the form does not offer."""

    message = _lazy(
        "Choose weekly or monthly, a weekday, an hour from 0 to 23, and a language of these pages."
    )


@transaction.atomic
def subscribe(
    *,
    person: Person,
    cadence: str,
    weekday: int,
    hour: int,
    language: str,
    measures: Collection[str] = (),
) -> None:
    """Let the report come, or come otherwise; today's comes at once if its hour is past.

    Raises:
        NotFound: the person may not see adoption in full, or there is no such measure.
        ThatIsNoTimeForAReport: it cannot come so.
    """
    ask_to_see_all(person)
    wanted = [catalogue.measure(name).name for name in dict.fromkeys(measures)]
    languages = {"", *(code for code, _ in settings.LANGUAGES)}
    is_possible = cadence in Cadence.values and weekday in range(7) and hour in range(24)
    if not is_possible or language not in languages:
        raise ThatIsNoTimeForAReport
    Subscription.objects.update_or_create(
        person=person,
        defaults={
            "cadence": cadence,
            "weekday": weekday,
            "hour": hour,
            "language": language,
            "measures": wanted,
        },
        create_defaults={
            "cadence": cadence,
            "weekday": weekday,
            "hour": hour,
            "language": language,
            "measures": wanted,
            "created_at": clock.now(),
        },
    )
    log.record(actor_id=person.pk, verb="subscribed", noun="report", noun_id=person.pk)


@transaction.atomic
def stop(*, person_id: int) -> None:
    """Let no report come any more; doing it twice changes nothing."""
    _end(person_id, actor_id=person_id)


@transaction.atomic
def end(*, person_id: int) -> None:
    """Let no report come any more to who sees none of its figures."""
    _end(person_id, actor_id=None)


def _end(person_id: int, *, actor_id: int | None) -> None:
    gone, _ = Subscription.objects.filter(person_id=person_id).delete()
    if gone:
        log.record(actor_id=actor_id, verb="unsubscribed", noun="report", noun_id=person_id)


def address(person_id: int) -> str:
    """Where the report is stopped from within a mail, without signing in (RFC 8058)."""
    return f"/unsubscribe/report/{signing.dumps(person_id, salt=SALT)}/"


def whose(token: str) -> int:
    """Whose report an address stops.

    Raises:
        NotFound: we did not sign it.
    """
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None

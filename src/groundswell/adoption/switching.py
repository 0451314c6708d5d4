"""Switching measures off and on, and saying on what their use is based. Each is audited."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.bridges.models import MADE_OF, OwnBridge
from groundswell.adoption.measures.group_health import MEASURE as GROUP_HEALTH
from groundswell.adoption.register import queries
from groundswell.adoption.register.models import RegisterEntry
from groundswell.adoption.sealed import marking
from groundswell.adoption.sealed.models import SealedFigure, SealedGroup
from groundswell.adoption.told.models import ToldFigure
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import roles_of

KEPT = (SealedFigure, ToldFigure)


class SayWhy(Refused):
    """Everybody reads the reason."""

    message = _lazy("Say why it is switched off: everybody reads it in the register.")


class OnlyTheWorksCouncilSwitchesItOn(Refused):
    """What the works council stopped starts again with its consent alone."""

    message = _lazy(
        "The works council switched it off, so only the works council switches it on again."
    )


@transaction.atomic
def switch_off(*, name: str, by: Person, reason: str) -> None:
    """Count and show a measure no more; what was kept of its figures is removed at once.

    Raises:
        NotFound: there is no such measure.
        SayWhy: there is no reason.
    """
    entry = _locked(name)
    if not reason.strip():
        raise SayWhy
    entry.off_at = entry.off_at or clock.now()
    entry.off_by, entry.reason = by, reason.strip()
    entry.is_off_for_council = entry.is_off_for_council or Role.WORKS_COUNCIL in roles_of(by)
    entry.save()
    _forget([name, *queries.MADE_OF.get(name, ())])
    audit.record(by, "switched measure off", "measure", None, measure=name)


@transaction.atomic
def switch_on(*, name: str, by: Person) -> None:
    """Count and show a measure again, from the rows that are kept.

    Raises:
        NotFound: there is no such measure.
        OnlyTheWorksCouncilSwitchesItOn: they switched it off.
    """
    entry = _locked(name)
    if entry.off_at is None:
        return
    if entry.is_off_for_council and Role.WORKS_COUNCIL not in roles_of(by):
        raise OnlyTheWorksCouncilSwitchesItOn
    entry.off_at, entry.off_by, entry.reason, entry.is_off_for_council = None, None, "", False
    entry.save()
    audit.record(by, "switched measure on", "measure", None, measure=name)


@transaction.atomic
def base_on(*, name: str, by: Person, basis: str) -> None:
    """Say on what the use of a measure is based: a paragraph of the works agreement, a law.

    Raises:
        NotFound: there is no such measure.
    """
    entry = _locked(name)
    entry.basis = basis.strip()
    entry.save()
    audit.record(by, "based measure", "measure", None, measure=name)


@transaction.atomic
def sweep() -> int:
    """Remove what was kept of a figure by a night's work that began before it was switched off."""
    return _forget(queries.off())


def _forget(names: Collection[str]) -> int:
    marking.hold()  # whoever marks weeks as stale writes the same rows
    gone = sum(kept.objects.filter(measure__in=names).delete()[0] for kept in KEPT)
    gone += SealedGroup.objects.all().delete()[0] if GROUP_HEALTH.name in names else 0
    return gone + (OwnBridge.objects.all().delete()[0] if MADE_OF in names else 0)


def _locked(name: str) -> RegisterEntry:
    queries.entry(name)
    RegisterEntry.objects.get_or_create(measure=name)
    return RegisterEntry.objects.select_for_update().get(pk=name)

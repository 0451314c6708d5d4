"""The areas of administration at a glance: how each stands, for those who may go there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.config import options, wellbeing
from groundswell.config.jobs import jobs
from groundswell.config.storage import database_bytes
from groundswell.exchange.tasks import queries as tasks
from groundswell.exchange.tasks.models import State
from groundswell.network.groups import ownership
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles.queries import Permission
from groundswell.web import task_words, wording
from groundswell.web.answers import may, viewer_of


@dataclass(frozen=True, slots=True)
class Card:
    """One area: how it stands, and the way there."""

    title: str
    state: str
    address: str
    icon: str
    words: str
    needs_you: bool = False


def cards(request: HttpRequest) -> list[Card]:
    """Those of the areas that the viewer's roles open."""
    return [
        card(request)
        for permission, permitted in CARDS.items()
        if may(request, permission)
        for card in permitted
    ]


def _groups(request: HttpRequest) -> Card:
    count = ownership.orphans(viewer_of(request)).count()
    words = ngettext("%(count)s has no owner.", "%(count)s have no owner.", count)
    state = words % {"count": wording.number(count)} if count else _("Each has an owner.")
    words = _("Groups without an owner")
    return Card(_("Groups"), state, "/administration/groups/", "groups", words, count > 0)


def _leaders(request: HttpRequest) -> Card:
    del request
    state = _("Figures of a single leader are shown once the leader was told and agreed.")
    return Card(_("Leaders"), state, "/administration/leaders/", "leadership", _("Tell leaders"))


def _notices(request: HttpRequest) -> Card:
    state = _("Mails, digests and quiet hours of everybody who has chosen nothing.")
    words = _("Notices for newcomers")
    return Card(_("Notices"), state, "/administration/notices/", "bell", words)


def _settings(request: HttpRequest) -> Card:
    count = len(options.chosen(Path(settings.DIRECTORY)))
    words = ngettext("%(count)s is chosen here.", "%(count)s are chosen here.", count)
    state = words % {"count": count} if count else _("All as the file and the defaults say.")
    words = _("Settings of the instance")
    return Card(_("Settings"), state, "/administration/settings/", "sliders", words)


def _branding(request: HttpRequest) -> Card:
    chosen = settings.OPTIONS.branding
    is_own = chosen.accent_light or chosen.accent_dark or chosen.logo
    state = _("Your own mark or colours.") if is_own else _("Groundswell’s own mark and colours.")
    return Card(_("Branding"), state, "/administration/branding/", "image", _("Mark and colours"))


def _imports(request: HttpRequest) -> Card:
    task = tasks.at_work()
    state = _("Bring a Slack export in, watch it, take it back.")
    if task is not None:
        state = f"{task_words.KINDS[task.kind]}: {task_words.STATES[State(task.state)]}"
    return Card(_("Imports"), state, "/administration/imports/", "upload", _("Imports"))


def _jobs(request: HttpRequest) -> Card:
    count = jobs().troubles
    words = ngettext("%(count)s needs you.", "%(count)s need you.", count)
    state = words % {"count": count} if count else _("All get on.")
    return Card(_("Jobs"), state, "/administration/jobs/", "list", _("Look at them"), count > 0)


def _health(request: HttpRequest) -> Card:
    is_well = wellbeing.examine()["status"] == "ok"
    state = _("All is well.") if is_well else _("Something is wrong.")
    words = _("Look closer")
    return Card(_("Health"), state, "/administration/health/", "shield", words, not is_well)


def _storage(request: HttpRequest) -> Card:
    words = _("The database takes %(size)s.")
    state = words % {"size": wording.size(database_bytes())}
    return Card(_("Storage"), state, "/administration/storage/", "database", _("What takes room"))


def _audit(request: HttpRequest) -> Card:
    count = AuditEntry.objects.count()
    words = ngettext("%(count)s entry.", "%(count)s entries.", count)
    state = words % {"count": wording.number(count)}
    return Card(_("Audit log"), state, "/administration/audit/", "eye", _("Read it"))


CARDS: Mapping[Permission, tuple[Callable[[HttpRequest], Card], ...]] = {
    Permission.MANAGE_PEOPLE: (_groups, _leaders),
    Permission.MANAGE_ROLES: (_notices,),
    Permission.CHANGE_SETTINGS: (_settings, _branding),
    Permission.IMPORT: (_imports,),
    Permission.LOOK_AFTER: (_jobs, _health, _storage),
    Permission.SEE_AUDIT: (_audit,),
}

"""The audit log: who did what with power over others, and its way out of the house."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from groundswell.foundation import clock, paging
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import queries
from groundswell.people.audit.models import AuditEntry
from groundswell.people.audit.queries import Wanted
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_permission, page, viewer_of
from groundswell.web.audit_words import DEEDS, NOUNS

PAGE = 50
COLUMNS = ("id", "at", "actor_id", "verb", "noun", "noun_id", "facts", "previous_hash", "hash")
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


class ThatIsNoDay(Refused):
    """Days are chosen in a calendar, and may be typed."""

    message = _lazy("“%(typed)s” is no day. Write it like 2026-03-31.")


class NobodyIsNamedSo(Refused):
    """A person is looked for by all of their name, or their handle."""

    message = _lazy("Nobody is called “%(typed)s”, or several are. Type the handle.")


@require_safe
@for_permission(Permission.SEE_AUDIT)
def index(request: HttpRequest) -> HttpResponse:
    """The newest deeds, narrowed by person, deed and day."""
    viewer = viewer_of(request)
    chosen = {key: request.GET.get(key, "")[:120] for key in ("person", "verb", "first", "last")}
    refused, shown, older = "", [], None
    try:
        below = paging.cursor(request.GET.get("older_than"))
        found = queries.entries(_wanted(viewer, chosen), below=below)
        listed = paging.page(list(found[: PAGE + 1]), PAGE, lambda entry: entry.pk)
        shown, older = list(listed.lines), listed.older_than
    except Refused as refusal:
        refused = str(refusal)
    return page(
        request,
        "audit.jinja",
        status=422 if refused else 200,
        entries=shown,
        names=queries.names(viewer, shown),
        deeds=DEEDS,
        nouns=NOUNS,
        deed_choices=_deed_choices(),
        chosen=chosen,
        older_than=older,
        refused=refused,
    )


@require_safe
@for_permission(Permission.SEE_AUDIT)
def export(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """All the deeds that the same choice names, oldest first, with their hashes."""
    if form not in TYPES:
        raise NotFound
    chosen = {key: request.GET.get(key, "")[:120] for key in ("person", "verb", "first", "last")}
    found = queries.exported(_wanted(viewer_of(request), chosen))
    name = f"audit-{clock.today():%Y-%m-%d}.{form}"
    lines = _csv(found) if form == "csv" else (_json(entry) for entry in found)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type=TYPES[form], headers=headers)


def _deed_choices() -> list[tuple[str, str]]:
    known = ((verb, str(DEEDS.get(verb, verb))) for verb in queries.verbs())
    return [("", _("All deeds")), *sorted(known, key=lambda choice: choice[1])]


def _wanted(viewer: Person, chosen: dict[str, str]) -> Wanted:
    person_id = _person_id(viewer, chosen["person"]) if chosen["person"] else None
    return Wanted(person_id, chosen["verb"], _day(chosen["first"]), _day(chosen["last"]))


def _person_id(viewer: Person, typed: str) -> int:
    handle = typed.strip().lstrip("@").lower()
    named = persons.named(viewer, typed)
    found = list(named.filter(account__handle=handle)) or list(named[:2])
    if len(found) != 1:
        raise NobodyIsNamedSo(typed=typed)
    return int(found[0].pk)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise ThatIsNoDay(typed=typed) from None


def _values(entry: AuditEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in COLUMNS} | {
        "at": entry.at.isoformat(timespec="microseconds")
    }


def _json(entry: AuditEntry) -> str:
    return json.dumps(_values(entry), ensure_ascii=False) + "\n"


def _csv(found: Iterator[AuditEntry]) -> Iterator[str]:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for entry in found:
        values = _values(entry) | {"facts": json.dumps(entry.facts, ensure_ascii=False)}
        writer.writerow(values.values())
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()

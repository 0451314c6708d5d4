"""Before a post tells many at once: what that costs, and a quieter way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from groundswell.foundation import clock
from groundswell.network.announcements import queries as announcements
from groundswell.network.announcements.audience import COLUMNS, within
from groundswell.network.announcements.models import Announcement
from groundswell.network.notifications import calling, interrupting, preferring
from groundswell.network.notifications.interrupting import Cost
from groundswell.network.posts.calling import callable_by
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.writing import write
from groundswell.network.streams import queries as readable
from groundswell.people.persons.models import Person
from groundswell.web import composing
from groundswell.web.answers import page, viewer_of
from groundswell.web.forms.posts import CARRIED, PostForm

BEGIN = 9  # o'clock, when most have begun to work


def question(request: HttpRequest, form: PostForm) -> HttpResponse | None:
    """The page that asks first, with all that was typed; nothing where few are told, or it did ask.

    Raises:
        Refused: the text is empty or too long, or nobody is where it is announced to.
    """
    author, typed = viewer_of(request), form.cleaned_data
    if typed["kind"] == "announcement":
        typed |= within(**{column: typed[column] for column in COLUMNS})
    if typed["confirmed"] or typed["later"]:
        return None
    named = write(typed["source"], title=typed["title"]).mentioned_ids
    if not named and typed["kind"] != "announcement":
        return None
    called = _called(author, typed, named)
    cost = _cost(author, typed, {*named}, called)
    if not cost.is_high:
        return None
    kind = KINDS[typed["kind"] or "post"]
    sent = [(name, request.POST[name]) for name in CARRIED if name in request.POST]
    files = [("kept_files", str(file_id)) for file_id in composing.stored_files(author, form)]
    return page(
        request,
        "interruption.jinja",
        cost=cost,
        sent=[*sent, *files],
        is_announcement=kind.name == "announcement",
        morning=morning(author).isoformat(timespec="minutes") if kind.may_wait else "",
        quieter=_quieter(kind.name, may_wait=kind.may_wait, calls=bool(called)),
    )


def _cost(
    author: Person, typed: Mapping[str, Any], told: set[int], called: Collection[int]
) -> Cost:
    streams = readable.streams(author, [typed["stream"]])
    is_announced = typed["kind"] == "announcement" and streams
    if is_announced and announcements.may_announce(author, streams):
        audience = {column: typed[column] for column in COLUMNS}
        people = announcements.addressed(Announcement(**audience), streams)
        told.update(people.values_list("pk", flat=True))
    told.update(calling.called(called, streams))
    return interrupting.cost(author, told)


def _called(author: Person, typed: Mapping[str, Any], named: Sequence[int]) -> list[int]:
    """The groups whose members a post calls; what is posted for somebody else calls none."""
    if typed["writes_for"] not in {None, author.pk}:
        return []
    return callable_by(author, named)


def _quieter(kind: str, *, may_wait: bool, calls: bool) -> str:
    if kind == "announcement":
        return _(
            "A quieter way: as a plain post it stands in everybody's feed, and nobody is called."
        )
    if calls:
        return _(
            "A quieter way: post it in the group without naming it; its members find it there."
        )
    if may_wait:
        return _("A quieter way: let it wait until the morning, or name fewer people in the text.")
    return _("A quieter way: name fewer people in the text.")


def morning(author: Person) -> datetime:
    """The next morning on which the author works, as their clock shows it."""
    local = clock.now().astimezone(preferring.zone_of(author)).replace(tzinfo=None)
    begin = local.replace(hour=BEGIN, minute=0, second=0, microsecond=0)
    days = preferring.working_days(preferring.preferences(author))
    while begin <= local or begin.weekday() not in days:
        begin += timedelta(days=1)
    return begin

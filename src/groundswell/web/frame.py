"""What stands around every page: who is signed in, their groups, what waits to be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest

from groundswell.network.groups import queries as groups
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn

NAV_GROUPS = 8
NOW = {"/": "home", "/unanswered/": "home"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page; `person_id` is 0 for those not signed in."""

    person_id: int
    name: str
    handle: str
    photo: str
    permissions: frozenset[Permission]
    groups: Sequence[tuple[int, str]]
    here: str
    toast: str
    is_demo: bool


def frame(request: HttpRequest, signed_in: SignedIn | None) -> Frame:
    """One query, for the groups in the navigation; none for those not signed in."""
    here = NOW.get(request.path, request.path.split("/")[1] or "home")
    toast = unquote(request.COOKIES.get("toast", ""))
    is_demo = settings.IS_DEMO
    if signed_in is None:
        return Frame(0, "", "", "", frozenset(), (), here, toast, is_demo)
    person = signed_in.viewer
    return Frame(
        person_id=person.pk,
        name=person.name,
        handle=signed_in.handle,
        photo=person.photo,
        permissions=signed_in.permissions,
        groups=groups.in_navigation(person, limit=NAV_GROUPS),
        here=here,
        toast=toast,
        is_demo=is_demo,
    )

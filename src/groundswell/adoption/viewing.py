"""Who may see the figures: everybody the total, analysts all of them.

Used by `queries`, which is the way out.
"""

from __future__ import annotations

from enum import Enum

from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions, roles_of
from groundswell.people.signin.queries import SignedIn


class Operator(Enum):
    """Whoever runs commands on the server; the database is theirs to read."""

    AT_THE_SERVER = "at the server"


type Viewer = Person | SignedIn | Operator


def may_see_all(viewer: Viewer) -> bool:
    """Whether somebody may see adoption in full."""
    if isinstance(viewer, Operator):
        return True
    if isinstance(viewer, SignedIn):
        return Permission.SEE_ADOPTION in viewer.permissions  # asked for with their session
    return Permission.SEE_ADOPTION in permissions(roles_of(viewer))


def ask_to_see_all(viewer: Viewer) -> None:
    """Go on only for who may see adoption in full.

    Raises:
        NotFound: the viewer may not; for them there is nothing.
    """
    if not may_see_all(viewer):
        raise NotFound

"""Who may see which figures, in one place.

Everybody sees the total. Whoever may see adoption sees every figure that has passed the gate: those
who read the figures (the board, HR), the works council, analysts. What single people agreed to show
(leaders their figures, others their names) they agreed to show to analysts; figures made of a few
leaders would tell of each, so they are for nobody else either.

Used by `queries`, which is the way out.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from groundswell.adoption.measures.measure import Measure
from groundswell.adoption.weekly import LEADING
from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions, roles_of
from groundswell.people.signin.queries import SignedIn


class Operator(Enum):
    """Whoever runs commands on the server; the database is theirs to read."""

    AT_THE_SERVER = "at the server"


type Viewer = Person | SignedIn | Operator


def may_see_all(viewer: Viewer) -> bool:
    """Whether somebody may see all figures that have passed the gate."""
    return _may(viewer, Permission.SEE_ADOPTION)


def may_see_agreed(viewer: Viewer) -> bool:
    """Whether somebody may see what single people agreed to show of themselves."""
    return _may(viewer, Permission.SEE_AGREED)


def ask_to_see_all(viewer: Viewer) -> None:
    """Go on only for who may see all figures.

    Raises:
        NotFound: the viewer may not; for them there is nothing.
    """
    ask(viewer, Permission.SEE_ADOPTION)


def ask(viewer: Viewer, permission: Permission) -> None:
    """Go on only for whom a permission was given.

    Raises:
        NotFound: the viewer may not; for them there is nothing.
    """
    if not _may(viewer, permission):
        raise NotFound


def seen(viewer: Viewer, measures: Iterable[Measure]) -> list[Measure]:
    """Those of some measures whose figures somebody sees who sees adoption."""
    sees_leaders = may_see_agreed(viewer)
    return [one for one in measures if sees_leaders or one.needs not in LEADING]


def _may(viewer: Viewer, permission: Permission) -> bool:
    if isinstance(viewer, Operator):
        return True
    if isinstance(viewer, SignedIn):
        return permission in viewer.permissions  # asked for with their session
    return permission in permissions(roles_of(viewer))

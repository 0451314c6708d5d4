"""Where the viewer stands between others. Nobody reads anybody else's."""

from __future__ import annotations

from groundswell.adoption.bridges.models import MADE_OF, OwnBridge
from groundswell.adoption.register import queries as register
from groundswell.people.persons.models import Person


def own_bridge(viewer: Person) -> OwnBridge | None:
    """The viewer's own, at the end of the last week that was kept.

    None without a tie, and where it is switched off.
    """
    found = OwnBridge.objects.filter(person=viewer).first()
    return found if found and MADE_OF not in register.off() else None

"""Where the viewer stands between others. Nobody reads anybody else's."""

from __future__ import annotations

from groundswell.adoption.bridges.models import OwnBridge
from groundswell.people.persons.models import Person


def own_bridge(viewer: Person) -> OwnBridge | None:
    """The viewer's own, at the end of the last week that was kept; None without a tie."""
    return OwnBridge.objects.filter(person=viewer).first()

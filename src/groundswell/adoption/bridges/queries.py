"""Where people stand between others: one's own, and of those who agreed to be named.

Of nobody else anything is read.
"""

from __future__ import annotations

from groundswell.adoption.bridges.models import MADE_OF, OwnBridge
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.consents.models import What
from groundswell.adoption.register import queries as register
from groundswell.adoption.viewing import Viewer, ask
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission


def own_bridge(viewer: Person) -> OwnBridge | None:
    """The viewer's own, at the end of the last week that was kept.

    None without a tie, and where it is switched off.
    """
    found = OwnBridge.objects.filter(person=viewer).first()
    return found if found and MADE_OF not in register.off() else None


def named(viewer: Viewer) -> list[OwnBridge]:
    """Those of people who agree to be named now, by name: it is no ranking.

    Empty where it is switched off. Who takes it back is gone from the next look on.

    Raises:
        NotFound: they did not agree to be named to the viewer.
    """
    ask(viewer, Permission.SEE_AGREED)
    agreed = consents.everybody(What.BRIDGE)
    if not agreed or MADE_OF in register.off():
        return []
    found = OwnBridge.objects.filter(person_id__in=agreed)
    return list(found.select_related("person").order_by("person__name_folded", "pk"))

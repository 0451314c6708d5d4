"""What stands around every page: who is signed in, where they may post, what waits for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest

from groundswell.network.groups.queries import PlaceToPost
from groundswell.network.notifications import around
from groundswell.network.notifications.around import Surroundings, Voice
from groundswell.people.persons.queries import zone_of
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn

NAV_GROUPS = 8
NOW = {
    "/": "home",
    "/newest/": "home",
    "/for-you/": "home",
    "/unanswered/": "home",
    "/topics/": "home",
}
SCHEMES = ("light", "dark")
TOAST = "toast"


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page; `person_id` is 0 for those not signed in."""

    person_id: int
    name: str
    handle: str
    photo: str
    may_administer: bool
    may_see_audit: bool
    may_moderate: bool
    sees_adoption: bool
    places: tuple[PlaceToPost, ...]
    here: str
    scheme: str
    is_demo: bool
    unsent: int = 0
    zone: str = ""
    voices: tuple[Voice, ...] = ()
    # Filled into slots of what is drawn and kept, so they are no part of what is kept by.
    unread: int = field(default=0, compare=False)
    unread_messages: int = field(default=0, compare=False)

    @property
    def groups(self) -> list[PlaceToPost]:
        """The viewer's first groups, for the navigation."""
        return [place for place in self.places if place.group_id][:NAV_GROUPS]


def frame(
    request: HttpRequest, signed_in: SignedIn | None, known: Surroundings | None = None
) -> Frame:
    """One query, for what the frame shows; none when that is known, or nobody signed in."""
    here = NOW.get(request.path, request.path.split("/")[1] or "home")
    chosen = request.COOKIES.get("scheme", "")
    scheme = chosen if chosen in SCHEMES else ""
    is_demo = settings.IS_DEMO
    if signed_in is None:
        return Frame(0, "", "", "", False, False, False, False, (), here, scheme, is_demo)
    person = signed_in.viewer
    known = known or around.surroundings(person)
    return Frame(
        person_id=person.pk,
        name=person.name,
        handle=signed_in.handle,
        photo=person.photo,
        may_administer=Permission.MANAGE_PEOPLE in signed_in.permissions,
        may_see_audit=Permission.SEE_AUDIT in signed_in.permissions,
        may_moderate=Permission.MODERATE in signed_in.permissions,
        sees_adoption=Permission.SEE_ADOPTION in signed_in.permissions,
        places=known.places,
        here=here,
        scheme=scheme,
        is_demo=is_demo,
        unsent=person.unsent,
        zone=str(zone_of(person)),
        voices=known.voices,
        unread=known.unread,
        unread_messages=known.unread_messages,
    )

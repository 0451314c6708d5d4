"""Who is it: from the token in the browser to the person, in one query."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from groundswell.foundation import clock, sql
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions
from groundswell.people.signin.models import Doors, OneTimeLink, Passkey, Session

QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session and its person, with what the frame of every page shows of them."""

    session_id: int
    viewer: Person
    handle: str
    roles: frozenset[str]

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the roles of the person permit."""
        return permissions(self.roles)


def hash_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(token: str) -> SignedIn | None:
    """The session of a token, unless it ended or its person may not sign in any more."""
    rows = QUERIES.tuples("session", token_hash=hash_of(token), now=clock.now())
    if not rows:
        return None
    session_id, person_id, name, title, photo, state, language, zone, handle, roles = rows[0][:10]
    joined_at, welcome_put_away_at, unsent, reads_only_until, home_feed = rows[0][10:]
    viewer = Person(
        account_id=person_id,
        name=name,
        title=title,
        photo=photo,
        state=state,
        language=language,
        time_zone=zone,
        joined_at=joined_at,
        welcome_put_away_at=welcome_put_away_at,
        unsent=unsent,
        reads_only_until=reads_only_until,
        home_feed=home_feed,
    )
    return SignedIn(session_id, viewer, handle, frozenset((roles or "").split(",")) - {""})


def sessions(viewer: Person) -> QuerySet[Session]:
    """The viewer's own signed-in devices, the last seen first."""
    return Session.objects.filter(person=viewer, expires_at__gt=clock.now()).order_by(
        "-last_seen_at"
    )


def is_of_company(viewer: Person, session_id: int) -> bool:
    """Whether a session of the viewer began at the company's own sign-in, where it is still on."""
    own = Session.objects.filter(pk=session_id, person=viewer)
    return own.filter(identity__issuer=settings.OPTIONS.oidc.issuer).exists()


def passkeys(viewer: Person) -> QuerySet[Passkey]:
    """The viewer's own passkeys, the newest first."""
    return Passkey.objects.filter(person=viewer).order_by("-pk")


def to_write_to(viewer: Person, *, limit: int) -> list[Person]:
    """Those who get a letter, whoever holds no PIN that works before all others, by name.

    People with roles get theirs one by one, from somebody who may do as much.
    """
    pins = OneTimeLink.objects.filter(
        person=OuterRef("pk"), is_pin=True, used_at=None, expires_at__gt=clock.now()
    )
    waiting = (
        persons.invited_by_letter(viewer).filter(role_grants=None).annotate(has_pin=Exists(pins))
    )
    return list(waiting.order_by("has_pin", "name_folded", "pk")[:limit])


def doors_are_open() -> bool:
    """Whether invitations may leave the house."""
    return Doors.objects.filter(opened_at__isnull=False).exists()


def living(session_ids: Collection[int]) -> frozenset[int]:
    """Those of some sessions that still open the door: not ended, their person not shut out."""
    rows = QUERIES.tuples("living", sessions=sorted(session_ids), now=clock.now())
    return frozenset(session_id for (session_id,) in rows)

"""Who is it: from the token in the browser to the person, in one query."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from groundswell.foundation import clock, sql
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session and its person, with what the frame of every page shows of them."""

    session_id: int
    viewer: Person
    handle: str
    roles: frozenset[str]


def hash_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(token: str) -> SignedIn | None:
    """The session of a token, unless it ended or its person may not sign in any more."""
    rows = QUERIES.tuples("session", token_hash=hash_of(token), now=clock.now())
    if not rows:
        return None
    session_id, person_id, name, title, photo, state, language, zone, handle, roles = rows[0]
    viewer = Person(
        account_id=person_id,
        name=name,
        title=title,
        photo=photo,
        state=state,
        language=language,
        time_zone=zone,
    )
    return SignedIn(session_id, viewer, handle, frozenset((roles or "").split(",")) - {""})

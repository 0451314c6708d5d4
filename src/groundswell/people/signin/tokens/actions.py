"""Making a token for a program, and taking it away."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import permissions, roles_of
from groundswell.people.signin.queries import hash_of
from groundswell.people.signin.tokens.models import AccessToken
from groundswell.people.signin.tokens.queries import NEEDS, Scope

PREFIX = "groundswell_"  # so that whoever finds one in a file knows what it opens
LIVES = (30, 90, 365)  # days
MOST = 20


class TheTokenNeedsAName(Refused):
    """Without one nobody knows later what it is for."""

    message = _lazy(
        "Give the token a name of 1 to 80 letters, so that you know later what it is for."
    )


class ThatIsNoLifeOfAToken(Refused):
    """Tokens end by themselves."""

    message = _lazy("A token lives 30, 90 or 365 days. Choose one of them.")


class YouHaveTooManyTokens(Refused):
    """So many are in nobody's mind."""

    message = _lazy("You have %(most)s tokens. Take one away that nobody uses any more.")


def make(*, person: Person, name: str, scope: Scope, days: int) -> str:
    """A new token; it is returned once, and nobody can read it again.

    Raises:
        NotFound: what it would be for is not open to the person.
        TheTokenNeedsAName, ThatIsNoLifeOfAToken, YouHaveTooManyTokens: it is not made.
    """
    if NEEDS[scope] not in permissions(roles_of(person)):
        raise NotFound
    said = " ".join(name.split())
    if not 1 <= len(said) <= 80:
        raise TheTokenNeedsAName
    if days not in LIVES:
        raise ThatIsNoLifeOfAToken
    token, now = PREFIX + secrets.token_urlsafe(32), clock.now()
    with transaction.atomic():
        if AccessToken.objects.filter(person=person).count() >= MOST:
            raise YouHaveTooManyTokens(most=MOST)
        made = AccessToken.objects.create(
            token_hash=hash_of(token),
            person=person,
            name=said,
            scope=scope,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        log.record(actor_id=person.pk, verb="made", noun="token", noun_id=made.pk)
        audit.record(person, "made token", "person", person.pk, scope=str(scope), days=days)
    return token


@transaction.atomic
def revoke(*, person: Person, token_id: int) -> None:
    """Take one of the own tokens away; it opens nothing from now on.

    Raises:
        NotFound: no such token of this person.
    """
    gone, _ = AccessToken.objects.filter(pk=token_id, person=person).delete()
    if not gone:
        raise NotFound
    log.record(actor_id=person.pk, verb="revoked", noun="token", noun_id=token_id)
    audit.record(person, "revoked token", "person", person.pk)

"""Who came in by the company's own sign-in: found by subject, linked once by a verified e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.actions import fold_email
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import roles_of
from groundswell.people.signin.actions import open_session
from groundswell.people.signin.models import Identity, Session

type Claims = Mapping[str, Any]


class NotOnThePeopleList(Refused):
    """The company knows them, and we do not: a person comes from the people list alone."""

    message = _lazy(
        "Your account was accepted, but nobody here has its verified e-mail address. Ask an"
        " administrator to put you on the people list with that address."
    )


class MayNotSignIn(Refused):
    """Suspended here, or left, whatever the company's sign-in says."""

    message = _lazy("Your account here is closed. Ask an administrator.")


@transaction.atomic
def sign_in(*, claims: Claims, device: str, address: str) -> str:
    """A new session's token for whom the provider's claims name.

    Roles follow the person's groups, as the options pair them.

    Raises:
        NotOnThePeopleList: no person is known by this subject or by this verified e-mail.
        MayNotSignIn: the person is suspended or has left.
    """
    identity = _identity(claims)
    if not identity.person.may_sign_in:
        raise MayNotSignIn
    _follow_groups(identity.person, claims)
    return open_session(
        person=identity.person,
        device=device,
        address=address,
        identity=identity,
        provider_session=str(claims.get("sid") or ""),
    )


@transaction.atomic
def sign_out(*, claims: Claims) -> int:
    """How many sessions ended because the provider said that theirs is over."""
    ended = Session.objects.filter(identity__issuer=settings.OPTIONS.oidc.issuer)
    if subject := claims.get("sub"):
        ended = ended.filter(identity__subject=subject)
    if named := claims.get("sid"):
        ended = ended.filter(provider_session=named)
    gone = list(ended.values_list("pk", "person_id"))
    Session.objects.filter(pk__in=[session_id for session_id, _ in gone]).delete()
    for session_id, person_id in gone:
        log.record(actor_id=person_id, verb="signed_out", noun="session", noun_id=session_id)
    return len(gone)


def _identity(claims: Claims) -> Identity:
    """The identity of the subject, made when its verified e-mail is somebody's who has none yet."""
    key = {"issuer": settings.OPTIONS.oidc.issuer, "subject": str(claims["sub"])}
    identity = Identity.objects.select_related("person").filter(**key).first()
    if identity:
        return identity
    email = _believed_email(claims)
    person = Person.objects.filter(email_folded=email, is_bot=False).first() if email else None
    # An address that passes to somebody new must not open the account of who had it before.
    taken = person and Identity.objects.filter(person=person, issuer=key["issuer"]).exists()
    if person is None or taken:
        raise NotOnThePeopleList
    identity = Identity.objects.create(person=person, created_at=clock.now(), **key)
    audit.record(person, "linked company account", "person", person.pk)
    return identity


def _believed_email(claims: Claims) -> str:
    email = claims.get("email")
    if settings.OPTIONS.oidc.trusts_email:
        email = email or claims.get("preferred_username")
    elif claims.get("email_verified") is not True:
        return ""
    return fold_email(email) or "" if isinstance(email, str) and "@" in email else ""


def _follow_groups(person: Person, claims: Claims) -> None:
    options = settings.OPTIONS.oidc
    # With very many groups Entra ID names where they can be read instead: then nothing is known.
    if not options.roles or options.groups_claim in (claims.get("_claim_names") or {}):
        return
    groups = _texts(claims.get(options.groups_claim))
    pairs = [pair.rpartition("=") for pair in options.roles]
    paired = {Role(role) for _, _, role in pairs}
    wanted = {Role(role) for group, _, role in pairs if group in groups}
    has = roles_of(person)
    for role in sorted(wanted - has):
        roles.grant(person=person, role=role)
    for role in sorted((paired & has) - wanted):
        roles.revoke(person=person, role=Role(role))


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {str(item) for item in value} if isinstance(value, Iterable) else set()

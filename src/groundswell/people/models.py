"""Gathers the models of this floor's rooms."""

from groundswell.people.audit.models import AuditEntry
from groundswell.people.delegates.models import Delegation, Rostered
from groundswell.people.erasure.models import Erasure
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person, Presence
from groundswell.people.roles.models import RoleGrant
from groundswell.people.signin.models import Doors, OneTimeLink, Session, SignInFailure
from groundswell.people.signin.tokens.models import AccessToken

__all__ = [
    "AccessToken",
    "Account",
    "Assignment",
    "AuditEntry",
    "Delegation",
    "Doors",
    "Erasure",
    "OneTimeLink",
    "Person",
    "Presence",
    "RoleGrant",
    "Rostered",
    "Session",
    "SignInFailure",
]

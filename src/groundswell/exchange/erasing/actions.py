"""Erasing a person: what makes them somebody is gone; what others rely on stays without it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.activity.models import Outbox
from groundswell.exchange.erasing import belongings, journal, texts
from groundswell.exchange.merging import texts as mentions
from groundswell.foundation import blobs, clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts.models import Post
from groundswell.people.audit import actions as audit
from groundswell.people.erasure.marks import marks_of
from groundswell.people.erasure.models import Erasure
from groundswell.people.org.models import Assignment
from groundswell.people.persons.actions import fold_name
from groundswell.people.persons.models import Account, Person, State
from groundswell.people.roles.models import RoleGrant
from groundswell.people.roles.queries import may_act_for
from groundswell.people.signin.links import TheyMayMoreThanYou

# Columns of a person that are not emptied; every other one gets its default, those to come too.
KEPT = frozenset({"account", "created_at", "is_bot"})


class NobodyErasesThemselves(Refused):
    """Somebody else shall look at it too."""

    message = _lazy("You cannot erase yourself. Ask another administrator.")


class TakeTheirRolesBeforeErasing(Refused):
    """Whoever has power over others is not erased by the way."""

    message = _lazy("%(name)s has roles. Take them away first, then erase.")


class ThatIsAnotherHandle(Refused):
    """What cannot be undone is said twice."""

    message = _lazy("That is not their handle. Type @%(handle)s to erase them.")


class TheyAreErasedAlready(Refused):
    """Once is enough."""

    message = _lazy("That person is erased already.")


@transaction.atomic
def erase(*, person_id: int, erased_by: Person | None, with_posts: bool = False) -> Erasure:
    """Make somebody an erased person, for good.

    Name, handle, e-mail, ids, photo, profile, password, sessions, roles in groups, feed, places in
    the organisation and days of presence are gone, and what else is only theirs. Their posts stay
    under the erased name, or are blanked `with_posts`. Nothing in audit and activity changes: they
    hold ids alone.

    Raises:
        NotFound: no such person.
        NobodyErasesThemselves, TheyMayMoreThanYou, TakeTheirRolesBeforeErasing
        TheyAreErasedAlready: it was done before.
    """
    person = _person(person_id, erased_by)
    marks = marks_of(email=person.email, external_id=person.external_id)
    erasure = Erasure.objects.create(
        person_id=person.pk, person_created_at=person.created_at, erased_at=clock.now(),
        with_posts=with_posts, marks=marks,
    )  # fmt: skip
    posts = _forget(person, erasure.erased_at, with_posts=with_posts)
    actor_id = erased_by.pk if erased_by else None
    log.record(actor_id=actor_id, verb="erased", noun="person", noun_id=person.pk)
    audit.record(erased_by, "erased", "person", person.pk, with_posts=with_posts, posts=posts)
    transaction.on_commit(journal.keep)
    return erasure


def _person(person_id: int, erased_by: Person | None) -> Person:
    found = Person.objects.filter(pk=person_id).select_for_update().first()
    if found is None:
        raise NotFound
    if found.erased_at is not None:
        raise TheyAreErasedAlready
    if erased_by and erased_by.pk == person_id:
        raise NobodyErasesThemselves
    if erased_by and not may_act_for(erased_by, found):
        raise TheyMayMoreThanYou(name=found.name)
    if erased_by and RoleGrant.objects.filter(person=found).exists():
        raise TakeTheirRolesBeforeErasing(name=found.name)
    return found


def _forget(person: Person, at: datetime, *, with_posts: bool) -> int:
    """Everything in the database; how many posts were blanked."""
    _raise_versions(person)
    keys = {person.photo} - {""}
    erased = Person(account=Account(pk=person.pk, handle=f"erased_{person.pk}"), **_empty(person))
    erased.name, erased.state, erased.erased_at = _name(), State.LEFT, at
    erased.name_folded, erased.is_listed = fold_name(erased.name), False
    mentions.rename(person, erased)
    posts = texts.blank(person) if with_posts else 0
    belongings.let_go(person)
    Assignment.objects.filter(manager=person).update(manager=None)
    Outbox.objects.filter(facts__person_id=person.pk).delete()
    if person.email:  # a mail server that refused an address has named it
        Outbox.objects.filter(last_error__icontains=person.email).update(last_error="")
    keys |= belongings.drop_files(person)
    Account.objects.filter(pk=person.pk).update(handle=erased.account.handle)
    erased.save(force_update=True)
    transaction.on_commit(lambda: _drop(keys))
    return posts


def _empty(person: Person) -> dict[str, Any]:
    values = {}
    for field in person._meta.concrete_fields:
        if field.name in KEPT:
            if field.name != "account":
                values[field.name] = getattr(person, field.name)
        else:
            values[field.attname] = None if field.null else _default(field)
    return values


def _default(field: models.Field[Any, Any]) -> Any:
    return field.get_default()


def _name() -> str:
    # Stored once, and so in the organisation's language: it stands in fragments and in the index.
    with translation.override(settings.LANGUAGE_CODE):
        return _("Erased person")


def _raise_versions(person: Person) -> None:
    shown = Q(author=person) | Q(acted_by=person)
    shown |= Q(best_answer__author=person) | Q(best_answer__acted_by=person)
    Post.objects.filter(shown).update(version=F("version") + 1)


def _drop(keys: set[str]) -> None:
    for key in belongings.named_by_nobody(keys):
        blobs.drop(key)

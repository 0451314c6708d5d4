"""Making one person of two: all that is the one's becomes the other's, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.exchange.batches.models import SourceId
from groundswell.exchange.merging import belongings, texts
from groundswell.foundation import clock, ids
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts.models import Post
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Membership, StreamKind, Subscription
from groundswell.network.unsent import flags as unsent
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Account, Person, State
from groundswell.people.roles.models import RoleGrant
from groundswell.people.roles.queries import may_act_for
from groundswell.people.signin import actions as signin
from groundswell.people.signin.links import TheyMayMoreThanYou

# What the kept person gets from the other where it has nothing.
FILLED = (
    "email", "email_folded", "external_id", "title", "photo", "time_zone", "language",
    "started_on", "skills", "ask_me_about", "languages", "joined_at",
)  # fmt: skip


class ThatIsOnePersonAlready(Refused):
    """Two are needed."""

    message = _lazy("That is one person already. Choose somebody else to merge them with.")


class NobodyMergesThemselves(Refused):
    """Somebody else shall look at it too."""

    message = _lazy("You cannot merge yourself with anybody. Ask another administrator.")


class TakeTheirRolesFirst(Refused):
    """Merging must not hand power on."""

    message = _lazy("%(name)s has roles. Take them away first, then merge.")


class TheListedOneIsKept(Refused):
    """Whoever stands on the people list is who they really are."""

    message = _lazy("%(gone)s is on the people list and %(kept)s is not. Keep %(gone)s instead.")


@transaction.atomic
def merge(*, kept_id: int, gone_id: int, merged_by: Person | None) -> Person:
    """Move all that is one person's to another; the kept one is returned.

    Posts, reactions, mentions, memberships, feed, files, presence and what imports knew move.
    The other's sessions end, and their password is forgotten.

    Raises:
        NotFound: one of them is not there.
        ThatIsOnePersonAlready, NobodyMergesThemselves, TakeTheirRolesFirst, TheListedOneIsKept
    """
    kept, gone = _two(kept_id, gone_id, merged_by)
    texts.rename(gone, kept)
    shown = Q(author=gone) | Q(acted_by=gone)
    shown |= Q(best_answer__author=gone) | Q(best_answer__acted_by=gone)
    Post.objects.filter(shown).update(version=F("version") + 1)
    new_here = _groups_without_feed(gone, kept)
    moved = belongings.move(gone, kept)
    sources = SourceId.objects.filter(noun="person", noun_id=gone.pk)
    sources.update(noun_id=kept.pk, was_here=True)
    signin.end_all_sessions(gone.pk)
    _fill(kept, gone)
    # All is moved by now: what the deletion still took with it would be lost without a word.
    Person.objects.filter(pk=gone.pk).delete()
    Account.objects.filter(pk=gone.pk).delete()
    kept.save(update_fields=[*FILLED, "state"])
    _feed(kept, new_here)
    unsent.refresh(kept.pk)
    actor_id = merged_by.pk if merged_by else None
    log.record(actor_id=actor_id, verb="removed", noun="person", noun_id=gone_id)
    log.record(actor_id=actor_id, verb="merged", noun="person", noun_id=kept.pk)
    audit.record(merged_by, "merged", "person", kept.pk, gone=gone_id, **moved)
    return kept


def _two(kept_id: int, gone_id: int, merged_by: Person | None) -> tuple[Person, Person]:
    if kept_id == gone_id:
        raise ThatIsOnePersonAlready
    # Ascending ids: two merges of the same people cannot deadlock.
    found = Person.objects.filter(pk__in=[kept_id, gone_id]).order_by("pk").select_for_update()
    people = {person.pk: person for person in found}
    if len(people) < 2:
        raise NotFound
    kept, gone = people[kept_id], people[gone_id]
    if merged_by and merged_by.pk in people:
        raise NobodyMergesThemselves
    if merged_by and not may_act_for(merged_by, kept):
        raise TheyMayMoreThanYou(name=kept.name)
    if RoleGrant.objects.filter(person=gone).exists():
        raise TakeTheirRolesFirst(name=gone.name)
    if gone.is_listed and not kept.is_listed:
        raise TheListedOneIsKept(kept=kept.name, gone=gone.name)
    return kept, gone


def _groups_without_feed(gone: Person, kept: Person) -> list[int]:
    """The groups that only the other one was in, if an import knew them and gave them no feed."""
    if Subscription.objects.filter(person=gone).exists():
        return []
    theirs = Membership.objects.filter(person=gone, stream__kind=StreamKind.GROUP)
    own = Membership.objects.filter(person=kept).values("stream_id")
    return list(theirs.exclude(stream_id__in=own).values_list("stream_id", flat=True))


def _feed(kept: Person, stream_ids: Sequence[int]) -> None:
    if not kept.may_sign_in:
        streams.silence(kept.pk)
    elif Subscription.objects.filter(person=kept).exists():
        for stream_id in stream_ids:
            streams.subscribe([kept.pk], stream_id, last_read=ids.floor(clock.now()))


def _fill(kept: Person, gone: Person) -> None:
    """Give the kept person what only the other one had; `kept` is saved when the other is gone."""
    for column in FILLED:
        if not getattr(kept, column) and getattr(gone, column):
            setattr(kept, column, getattr(gone, column))
    if not kept.is_listed and kept.state == State.LEFT and gone.state != State.LEFT:
        kept.state = State.INVITED

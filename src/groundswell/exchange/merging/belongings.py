"""What belongs to a person, table by table, and how it becomes another's.

A house test holds these lists against all that points to a person: a new table must say here
whether it moves, or the test names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef

from groundswell.adoption.consents import actions as consents
from groundswell.network.groups.models import Group
from groundswell.network.polls.models import Poll
from groundswell.network.posts.models import Placement, Post
from groundswell.network.streams.models import MemberRole, Membership, Stream, Subscription
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person, Presence

# Rows that name a person beside other things, any number of times.
PLAIN = (
    "network.Post.author", "network.Post.acted_by", "network.Post.removed_by",
    "network.PostVersion.replaced_by", "network.File.uploader", "network.Group.created_by",
    "network.Invitation.invited_by", "people.RoleGrant.granted_by", "people.Doors.opened_by",
    "people.Assignment.manager", "exchange.ImportBatch.started_by", "exchange.Task.asked_by",
    "network.Scheduled.author",
    "network.Scheduled.acted_by",
    "network.Renewal.author", "people.Identity.person",
    "network.Case.author", "network.Case.decided_by", "network.Act.person", "network.Held.author",
    "network.Held.acted_by",
    "network.WatchWord.created_by",
    "network.Handed.leader", "network.Handed.writer",
    "adoption.Look.person", "adoption.Look.about", "adoption.RegisterEntry.off_by",
    "adoption.RosterPlace.told_by", "adoption.Suggestion.taken_by",
    "adoption.ShownBefore.leader",
)  # fmt: skip
# Rows that a person can have once beside what follows the colon.
ONCE = (
    "people.Presence.person:on", "network.Membership.person:stream",
    "network.Subscription.person:stream", "network.JoinRequest.person:group",
    "network.Invitation.person:group", "network.Reaction.person:post,name",
    "network.Mention.account:post", "network.Notice.person:kind,subject_id",
    "network.Attention.person:thread", "network.GroupLevel.person:stream",
    "network.Seat.person:stream",
    "network.Bookmark.person:post", "network.TopicFollow.person:topic",
    "network.Draft.person:place",
    "network.Vote.person:poll", "network.Acknowledgement.person:announcement",
    "network.Report.person:case",
)  # fmt: skip
# Rows with a rule of their own, below.
OWN = ("network.Stream.person", "people.Assignment.person")
# Rows that end with the person: nobody signs in, and nobody has a role, by being merged.
# A group that was offered to them is offered to the next.
ENDED = (
    "people.Session.person", "people.OneTimeLink.person", "people.RoleGrant.person",
    "network.OwnershipOffer.person", "network.Preferences.person", "network.Digested.person",
    "network.WithoutReadMarks.person", "people.Passkey.person",
    "people.AccessToken.person", "adoption.Subscription.person",
    "people.Delegation.leader", "people.Delegation.delegate", "people.Rostered.leader",
    "network.PushDevice.person", "adoption.OwnBridge.person",
    "adoption.Consent.person", "adoption.RosterPlace.leader",
)  # fmt: skip


def move(gone: Person, kept: Person) -> dict[str, int]:
    """Make everything of one person another's; how many rows of each table moved."""
    consents.keep_refusals(of=gone, by=kept)
    _forget_doubles(gone, kept)
    _join_storylines(gone, kept)
    _keep_one_place(gone, kept)
    moved = {}
    for told in (*PLAIN, *ONCE):
        model, column = _model_and_column(told.partition(":")[0])
        rows = model._default_manager.filter(**{column: gone.pk})
        if count := rows.update(**{column: kept.pk}):
            moved[told.partition(":")[0]] = count
    return moved


def pointing() -> Iterator[str]:
    """All columns that point to a person or to its account, as `app.Model.field`."""
    for owner in (Person, Account):
        for relation in owner._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ForeignObjectRel):
                model = relation.related_model
                yield f"{model._meta.app_label}.{model.__name__}.{relation.field.name}"


def _forget_doubles(gone: Person, kept: Person) -> None:
    _join_memberships(gone, kept)
    _join_feeds(gone, kept)
    _join_days(gone, kept)
    _uncount_reactions(gone, kept)
    _uncount_votes(gone, kept)
    # A key that both used is the kept one's; of the other's request nothing comes back any more.
    same = Post.objects.filter(author=kept, request_key=OuterRef("request_key"))
    Post.objects.filter(Exists(same), author=gone).update(request_key=None)
    for told in ONCE:
        _doubles(told, gone, kept).delete()


def _doubles(told: str, gone: Person, kept: Person) -> models.QuerySet[Any]:
    """Rows of the one person for which the other has the same."""
    name, _, beside = told.partition(":")
    model, column = _model_and_column(name)
    same = {key: OuterRef(key) for key in beside.split(",")}
    others = model._default_manager.filter(**{column: kept.pk}, **same)
    return model._default_manager.filter(Exists(others), **{column: gone.pk})


def _join_memberships(gone: Person, kept: Person) -> None:
    doubles = _doubles("network.Membership.person:stream", gone, kept)
    for double in doubles:
        own = Membership.objects.filter(person=kept, stream_id=double.stream_id)
        own.filter(since_at__gt=double.since_at).update(since_at=double.since_at)
        if double.role == MemberRole.OWNER:
            own.update(role=MemberRole.OWNER)
        Group.objects.filter(stream_id=double.stream_id).update(member_count=F("member_count") - 1)


def _join_feeds(gone: Person, kept: Person) -> None:
    for double in _doubles("network.Subscription.person:stream", gone, kept):
        own = Subscription.objects.filter(person=kept, stream_id=double.stream_id)
        own.filter(last_read__lt=double.last_read).update(last_read=double.last_read)


def _join_days(gone: Person, kept: Person) -> None:
    for double in _doubles("people.Presence.person:on", gone, kept):
        own = Presence.objects.filter(person=kept, on=double.on)
        flags = {flag: True for flag in ("has_read", "has_written") if getattr(double, flag)}
        if flags:
            own.update(**flags)


def _uncount_reactions(gone: Person, kept: Person) -> None:
    lost: dict[int, list[str]] = {}
    doubles = _doubles("network.Reaction.person:post,name", gone, kept)
    for post_id, name in doubles.values_list("post_id", "name"):
        lost.setdefault(post_id, []).append(name)
    for post in Post.objects.filter(pk__in=lost).select_for_update():
        counts = Counter(post.reaction_counts)
        counts.subtract(lost[post.pk])
        post.reaction_counts = {name: count for name, count in counts.items() if count > 0}
        post.version += 1
        post.save(update_fields=["reaction_counts", "version"])


def _uncount_votes(gone: Person, kept: Person) -> None:
    # Of two anonymous votes nobody knows which they are; both are counted.
    doubles = _doubles("network.Vote.person:poll", gone, kept).exclude(choice=None)
    for poll_id, choice in doubles.values_list("poll_id", "choice"):
        poll = Poll.objects.get(pk=poll_id)
        poll.counts[choice] -= 1
        poll.save(update_fields=["counts"])
        Post.objects.filter(pk=poll_id).update(version=F("version") + 1)


def _join_storylines(gone: Person, kept: Person) -> None:
    theirs = Stream.objects.filter(person=gone).first()
    own = Stream.objects.filter(person=kept).first()
    if theirs is None or own is None:
        Stream.objects.filter(person=gone).update(person=kept)
        return
    for model, beside in ((Placement, "post_id"), (Subscription, "person_id")):
        rows = model._default_manager.filter(stream=theirs)
        here = model._default_manager.filter(stream=own).values(beside)
        rows.filter(**{f"{beside}__in": here}).delete()
        rows.update(stream_id=own.pk)
    # Nobody follows themselves twice: the other's own place in it went with the doubles.
    Subscription.objects.filter(person=gone, stream=own).delete()
    theirs.delete()


def _keep_one_place(gone: Person, kept: Person) -> None:
    """Where somebody stands is what the list says of the one who is on it."""
    pair = [gone.pk, kept.pk]
    Assignment.objects.filter(person__in=pair, manager__in=pair).update(manager=None)
    theirs = Assignment.objects.filter(person=gone)
    if Assignment.objects.filter(person=kept).exists():
        theirs.delete()
    else:
        theirs.update(person=kept)


def _model_and_column(told: str) -> tuple[type[models.Model], str]:
    name, _, column = told.rpartition(".")
    return apps.get_model(name), column

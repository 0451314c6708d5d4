"""Digests: once a day or week, at an hour of one's own, what waits and what one missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from groundswell.activity.models import Outbox
from groundswell.activity.outbox import NotNeededAnyMore, Owed
from groundswell.foundation import clock, ids, mail
from groundswell.foundation.words import fold
from groundswell.network.notifications import letters, mailing, preferring, queries
from groundswell.network.notifications.models import Digest, Digested, Preferences
from groundswell.network.posts import text
from groundswell.network.posts.models import Post
from groundswell.network.streams.models import StreamKind, Subscription
from groundswell.people.persons.models import Person, State
from groundswell.people.signin.queries import doors_are_open

MOST = 5  # of each part
SPAN = {Digest.DAILY: timedelta(days=1), Digest.WEEKLY: timedelta(days=7)}
WAITING = timedelta(days=30)  # an older question waits for nobody any more
TITLE = 110  # letters


def owe_due() -> int:
    """Owe a digest to everybody whose hour has come; how many."""
    if not (mail.can_send() and doors_are_open()):
        return 0
    people = Person.objects.filter(state=State.ACTIVE, email__isnull=False)
    zones = set(people.order_by().values_list("time_zone", flat=True).distinct())
    return sum(_owe_in(people.filter(time_zone=zone), zone) for zone in zones)


def _owe_in(people: Iterable[Person], zone: str) -> int:
    now = clock.now()
    local = now.astimezone(ZoneInfo(zone) if zone else clock.zone())
    undecided = people.exclude(digested__on__gte=local.date())  # type: ignore[attr-defined]
    is_time = Q(preferences__digest_hour__lte=local.hour)
    if preferring.preset().digest_hour <= local.hour:
        is_time |= Q(preferences=None)
    ids_ = list(undecided.filter(is_time).values_list("pk", flat=True))
    chosen = preferring.of_all(ids_)
    due = [person_id for person_id in ids_ if _is_day(chosen[person_id], local)]
    if ids_:
        _decide(ids_, due, local)
    return len(due)


def _is_day(chosen: Preferences, local: datetime) -> bool:
    if chosen.digest == Digest.WEEKLY:
        return local.weekday() == chosen.digest_weekday
    return chosen.digest == Digest.DAILY and local.weekday() in preferring.working_days(chosen)


@transaction.atomic
def _decide(person_ids: Sequence[int], due: Sequence[int], local: datetime) -> None:
    # Each is decided about once a day, whoever gets none too.
    now, wanted = clock.now(), set(due)
    before = dict(Digested.objects.filter(person_id__in=wanted).values_list("person_id", "at"))
    Digested.objects.bulk_create(
        (Digested(person_id=pk, on=local.date(), at=now) for pk in person_ids if pk in wanted),
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["on", "at"],
    )
    Digested.objects.bulk_create(
        (Digested(person_id=pk, on=local.date(), at=now) for pk in person_ids if pk not in wanted),
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["on"],
    )
    owed = [
        Outbox(
            key=f"digest:{person_id}:{local.date()}",
            kind="digest",
            facts={"person_id": person_id, "since": _text(before.get(person_id))},
            owed_at=now,
            next_try_at=now,
        )
        for person_id in due
    ]
    Outbox.objects.bulk_create(owed, ignore_conflicts=True, batch_size=500)


def _text(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def send(owed: Owed) -> None:
    """Send the digest, unless there is nothing to tell.

    Raises:
        NotNeededAnyMore: there is nothing, or nobody to write to.
        NotNow: the mail server did not take it.
    """
    person = Person.objects.filter(pk=owed.facts["person_id"]).first()
    if person is None or not mailing.may_get_mail(person):
        raise NotNeededAnyMore("nobody to write to")
    chosen = preferring.preferences(person)
    if chosen.digest == Digest.NEVER:
        raise NotNeededAnyMore("they want none any more")
    earliest = owed.owed_at - SPAN[Digest(chosen.digest)]
    since = max(earliest, datetime.fromisoformat(owed.facts["since"] or earliest.isoformat()))
    inbox = queries.inbox(person)
    missed = inbox.unread
    waiting = queries.unread_count(person) if inbox.waiting_before else len(missed)
    told = {bundle.thread_id for bundle in missed}
    questions = [post for post in waiting_in_field(person) if post.pk not in told]
    told |= {post.pk for post in questions}
    posts = [post for post in by_people(person, since=since) if post.pk not in told]
    count = waiting + len(questions) + len(posts)
    if not count:
        raise NotNeededAnyMore("there is nothing to tell")
    with letters.in_language_of(person):
        letter = letters.digest(
            person,
            key=owed.key,
            count=count,
            missed=missed[:MOST],
            more=max(0, waiting - MOST),
            questions=[(post, title_of(post)) for post in questions],
            posts=[(post, title_of(post)) for post in posts],
        )
        mailing.hand_over(letter)


def waiting_in_field(viewer: Person) -> list[Post]:
    """Questions without an answer in the viewer's groups, or under a topic that they know."""
    known = [fold(word).replace(" ", "") for word in (*viewer.skills, *viewer.ask_me_about)]
    groups = Subscription.objects.filter(person=viewer, stream__kind=StreamKind.GROUP)
    in_field = Q(placements__stream__in=groups.values("stream_id"))
    if known:
        in_field |= Q(post_topics__topic__name_folded__in=known)
    questions = Post.objects.visible_to(viewer).threads().filter(in_field, kind="question")
    waiting = questions.filter(
        answered_at=None, removed_at=None, pk__gte=ids.floor(clock.now() - WAITING)
    )
    return list(
        waiting.exclude(author=viewer)
        .select_related("author", "acted_by")
        .distinct()
        .order_by("-pk")[:MOST]
    )


def by_people(viewer: Person, *, since: datetime) -> list[Post]:
    """What those whom the viewer follows wrote since then."""
    followed = Subscription.objects.filter(person=viewer, stream__kind=StreamKind.STORYLINE)
    posts = (
        Post.objects.visible_to(viewer)
        .threads()
        .filter(
            author__in=followed.exclude(stream__person=viewer).values("stream__person"),
            removed_at=None,
            pk__gte=ids.floor(since),
        )
    )
    return list(posts.select_related("author", "acted_by").order_by("-pk")[:MOST])


def title_of(post: Post) -> str:
    """What a post is called in a list."""
    return post.title or text.excerpt(text.plain_text(post.html), TITLE)

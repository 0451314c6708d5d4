"""Starting conversations, who takes part, and how far they have read.

What is said is published like any post (`posts.actions`), with a conversation for its stream.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock, ids
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.messages import queries
from groundswell.network.messages.models import (
    Conversation,
    Pulse,
    PulseKind,
    Seat,
    WithoutReadMarks,
)
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Placement, Post
from groundswell.network.posts.writing import write
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Membership, Stream, StreamKind
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Person

MOST_PEOPLE = 50  # in one conversation: more are a group
PULSE_LIVES = timedelta(seconds=10)


class NobodyIsNamed(Refused):
    """A conversation is with somebody."""

    message = _lazy("Say to whom you write: type a name and choose from the list.")


class CannotBeWrittenTo(Refused):
    """Who has left, is suspended or is a machine reads nothing."""

    message = _lazy("%(name)s reads no messages here any more. Choose somebody else.")


class TooManyForAConversation(Refused):
    """Many people are a group."""

    message = _lazy("A conversation has at most %(most)s people. For more, found a group.")


class TwoStayTwo(Refused):
    """What two people said to each other stays between them."""

    message = _lazy(
        "This conversation is between two people, for good."
        " To talk with more, start another; to be left in peace by this one, mute it."
    )


def start(
    *,
    author: Person,
    person_ids: Collection[int],
    source: str,
    file_ids: Sequence[int] = (),
    request_key: str | None = None,
) -> int:
    """Write to one or several people; the conversation is returned.

    Two people have one conversation; several begin a new one each time. A repeated request comes
    to the first one.

    Raises:
        NobodyIsNamed, CannotBeWrittenTo, TooManyForAConversation: nothing was sent.
        Refused: the text is empty or too long.
    """
    ask_to_write(author)
    write(source)  # Refused before anything is locked; it is rendered once more when it is stored.
    with transaction.atomic():
        # Everybody is locked in one order: two who write to each other at once find one another.
        people = _readers({*person_ids, author.pk} if person_ids else ())
        others = [person for person in people if person.pk != author.pk]
        if not others:
            raise NobodyIsNamed
        _refuse_too_many(len(people))
        if first := _sent_before(author, request_key):
            return first
        conversation_id = _open(author, others)
        posts.publish(
            author=author,
            stream_ids=[conversation_id],
            source=source,
            file_ids=file_ids,
            request_key=request_key,
        )
    return conversation_id


@transaction.atomic
def add(*, adder: Person, conversation_id: int, person_ids: Collection[int]) -> None:
    """Let more people into a conversation of several; they read all that was said before.

    Raises:
        NotFound: no such conversation for this person.
        TwoStayTwo, NobodyIsNamed, CannotBeWrittenTo, TooManyForAConversation: nobody came in.
    """
    ask_to_write(adder)
    streams.lock(conversation_id)
    talk = queries.conversation(adder, conversation_id)
    if talk.is_pair:
        raise TwoStayTwo
    known = {adder.pk, *(person.id for person in talk.others)}
    new = [person.pk for person in _readers(set(person_ids) - known)]
    if not person_ids:
        raise NobodyIsNamed
    _refuse_too_many(len(known) + len(new))
    for person_id in new:
        streams.add_member(conversation_id, person_id, is_followed=False)
    _seat(conversation_id, new, last_read=_newest(conversation_id))
    _record("widened", adder, conversation_id)


@transaction.atomic
def leave(*, person: Person, conversation_id: int) -> None:
    """End somebody's own part in a conversation of several; what they said stays.

    Raises:
        NotFound: no such conversation for this person.
        TwoStayTwo: it is one of two.
    """
    if queries.conversation(person, conversation_id).is_pair:
        raise TwoStayTwo
    streams.remove_member(conversation_id, person.pk)
    Seat.objects.filter(person=person, stream_id=conversation_id).delete()
    _record("left", person, conversation_id)


@transaction.atomic
def name(*, person: Person, conversation_id: int, name: str) -> None:
    """Call a conversation of several something, or by its people again.

    Raises:
        NotFound: no such conversation for this person.
        TwoStayTwo: one of two is called by the other's name.
    """
    ask_to_write(person)
    if queries.conversation(person, conversation_id).is_pair:
        raise TwoStayTwo
    called = " ".join(name.split())[:80]
    Conversation.objects.filter(pk=conversation_id).update(name=called)
    _record("named", person, conversation_id)


@transaction.atomic
def mute(*, person: Person, conversation_id: int, is_muted: bool = True) -> None:
    """Let a conversation not call somebody any more, or again; nobody else learns of it.

    Raises:
        NotFound: no such conversation for this person.
    """
    queries.conversation(person, conversation_id)
    Seat.objects.filter(person=person, stream_id=conversation_id).update(is_muted=is_muted)


@transaction.atomic
def mark_read(*, reader: Person, conversation_id: int, message_id: int) -> None:
    """Move the mark up to which somebody has read; it never moves back.

    Raises:
        NotFound: no such conversation for this reader.
    """
    queries.conversation(reader, conversation_id)
    up_to = min(message_id, _newest(conversation_id))
    seats = Seat.objects.filter(person=reader, stream_id=conversation_id)
    moved = seats.filter(last_read__lt=up_to).update(last_read=up_to)
    if moved and queries.shows_read_marks(reader):
        _pulse(PulseKind.READ, reader, conversation_id)


@transaction.atomic
def show_typing(*, person: Person, conversation_id: int) -> None:
    """Tell those who look at the conversation just now that somebody types.

    Raises:
        NotFound: no such conversation for this person.
    """
    queries.conversation(person, conversation_id)
    _pulse(PulseKind.TYPING, person, conversation_id)


@transaction.atomic
def show_read_marks(*, person: Person, is_shown: bool) -> None:
    """Show others how far one has read and see it of them, or neither."""
    own = WithoutReadMarks.objects.filter(person=person)
    if is_shown:
        own.delete()
    elif not own.exists():
        WithoutReadMarks.objects.create(person=person)


@transaction.atomic
def take_up(stream_ids: Iterable[int]) -> None:
    """Make ordinary conversations of streams that an import filled; all in them counts as read."""
    ours = Stream.objects.filter(pk__in=list(stream_ids), kind=StreamKind.CONVERSATION)
    people: dict[int, list[int]] = {
        stream_id: [] for stream_id in ours.values_list("pk", flat=True)
    }
    members = Membership.objects.filter(stream_id__in=people)
    for stream_id, person_id in members.values_list("stream_id", "person_id"):
        people[stream_id].append(person_id)
    Conversation.objects.bulk_create(
        (
            Conversation(stream_id=stream_id, is_pair=len(members) == 2)
            for stream_id, members in people.items()
        ),
        ignore_conflicts=True,
    )
    now = ids.floor(clock.now())
    for stream_id, person_ids in people.items():
        _seat(stream_id, person_ids, last_read=now)


def _open(author: Person, others: Sequence[Person]) -> int:
    if len(others) == 1 and (known := queries.of_two(author, others[0].pk)):
        return known
    everybody = [author.pk, *(person.pk for person in others)]
    stream = streams.open_conversation(everybody)
    Conversation.objects.create(stream=stream, is_pair=len(others) == 1)
    _seat(stream.pk, everybody)
    _record("started", author, stream.pk)
    return stream.pk


def _readers(person_ids: Collection[int]) -> list[Person]:
    wanted = Person.objects.select_for_update(no_key=True).filter(pk__in=list(person_ids))
    people = list(wanted.order_by("pk"))
    if len(people) < len(person_ids):
        raise NotFound
    for person in people:
        if not person.may_sign_in:
            raise CannotBeWrittenTo(name=person.name)
    return people


def _refuse_too_many(count: int) -> None:
    if count > MOST_PEOPLE:
        raise TooManyForAConversation(most=MOST_PEOPLE)


def _sent_before(author: Person, request_key: str | None) -> int | None:
    if not request_key:
        return None
    same = Post.objects.filter(author=author, request_key=request_key)
    places = Placement.objects.filter(post__in=same, stream__kind=StreamKind.CONVERSATION)
    return places.values_list("stream_id", flat=True).first()


def _seat(stream_id: int, person_ids: Iterable[int], *, last_read: int = 0) -> None:
    Seat.objects.bulk_create(
        (
            Seat(person_id=person_id, stream_id=stream_id, last_read=last_read)
            for person_id in person_ids
        ),
        ignore_conflicts=True,
    )


def _newest(conversation_id: int) -> int:
    places = Placement.objects.filter(stream_id=conversation_id).order_by("-post_id")
    return places.values_list("post_id", flat=True).first() or 0


def _pulse(kind: PulseKind, person: Person, conversation_id: int) -> None:
    now = clock.now()
    Pulse.objects.filter(felt_at__lt=now - PULSE_LIVES).delete()
    Pulse.objects.create(stream_id=conversation_id, person_id=person.pk, kind=kind, felt_at=now)


def _record(verb: str, actor: Person, conversation_id: int) -> None:
    log.record(
        actor_id=actor.pk,
        verb=verb,
        noun="conversation",
        noun_id=conversation_id,
        stream_id=conversation_id,
    )

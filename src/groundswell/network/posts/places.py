"""Where somebody may begin a thread, and where they may answer one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups import actions as groups
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Membership, Stream, StreamKind
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Person, State


class OnlyMembersMayPost(Refused):
    """In a group its members talk."""

    message = _lazy("Only members may post in “%(name)s”. Join it first.")


class ThatIsSomebodyElsesStoryline(Refused):
    """On a storyline its person speaks."""

    message = _lazy("Only %(name)s can post there. Reply to one of their posts, or mention them.")


class NobodyReadsThis(Refused):
    """Who has left or is suspended is not written to."""

    message = _lazy(
        "Nobody else in this conversation is here any more, so nobody would read it."
        " Write to somebody else."
    )


def to_post_in(author: Person, stream_id: int) -> Stream:
    """The stream, when its rules let the author begin a thread there.

    Raises:
        NotFound: no such stream for this author: we do not say which.
        Refused: it takes no posts from this author.
    """
    ask_to_write(author)
    found = Stream.objects.visible_to(author).select_related("group")
    stream = found.filter(pk=stream_id).first()
    if stream is None:
        raise NotFound
    if stream.kind == StreamKind.STORYLINE and stream.person_id != author.pk:
        raise ThatIsSomebodyElsesStoryline(name=Person.objects.get(pk=stream.person_id).name)
    if stream.kind == StreamKind.GROUP:
        if stream.group.is_archived:
            raise groups.GroupIsArchived(name=stream.group.name)
        if not Membership.objects.filter(stream=stream, person=author).exists():
            raise OnlyMembersMayPost(name=stream.group.name)
        groups.wake(stream.group)
    _refuse_deserted(stream, author)
    return stream


def of_thread(person: Person, thread_id: int) -> list[Stream]:
    """Where a thread stands, as far as somebody who may write reads it; groups come along.

    Raises:
        NotFound: no such thread for this person.
        Refused: a moderator took writing from them.
    """
    ask_to_write(person)
    placed = Stream.objects.visible_to(person).filter(placements__post_id=thread_id)
    found = list(placed.select_related("group").order_by("pk"))
    if not found:
        raise NotFound
    return found


def to_reply_in(author: Person, found: Sequence[Stream]) -> Stream:
    """The first of these streams that is no archived group.

    Raises:
        GroupIsArchived: there is none.
        NobodyReadsThis: it was said in a conversation, and the others are gone.
    """
    stream = living(found)
    if stream.kind == StreamKind.GROUP:
        groups.wake(stream.group)
    _refuse_deserted(stream, author)
    return stream


def living_place(person: Person, thread_id: int) -> Stream:
    """The same of a thread, for whoever only changes what is there: it wakes no sleeping group.

    Raises:
        NotFound: no such thread for this person.
        GroupIsArchived: it stands in nothing else.
    """
    return living(of_thread(person, thread_id))


def living(found: Sequence[Stream]) -> Stream:
    """The first that is no archived group.

    Raises:
        GroupIsArchived: there is none.
    """
    for stream in found:
        if stream.kind != StreamKind.GROUP or not stream.group.is_archived:
            return stream
    raise groups.GroupIsArchived(name=found[0].group.name)


def _refuse_deserted(stream: Stream, author: Person) -> None:
    if stream.kind != StreamKind.CONVERSATION:
        return
    # Locked: ids of messages grow in the order of commit, so that no reader's mark skips one.
    streams.lock(stream.pk)
    others = Membership.objects.filter(stream=stream).exclude(person=author)
    here = others.filter(person__state__in=(State.INVITED, State.ACTIVE), person__is_bot=False)
    if not here.exists():
        raise NobodyReadsThis

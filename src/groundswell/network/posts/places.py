"""Where somebody may begin a thread, and where they may answer one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups.actions import GroupIsArchived
from groundswell.network.groups.models import Group
from groundswell.network.streams.models import Membership, Stream, StreamKind
from groundswell.people.persons.models import Person


class OnlyMembersMayPost(Refused):
    """In a group its members talk."""

    message = _lazy("Only members may post in “%(name)s”. Join it first.")


class ThatIsSomebodyElsesStoryline(Refused):
    """On a storyline its person speaks."""

    message = _lazy("Only %(name)s can post there. Reply to one of their posts, or mention them.")


def to_post_in(author: Person, stream_id: int) -> Stream:
    """The stream, when its rules let the author begin a thread there.

    Raises:
        NotFound: no such stream for this author: we do not say which.
        Refused: it takes no posts from this author.
    """
    stream = Stream.objects.visible_to(author).filter(pk=stream_id).first()
    if stream is None:
        raise NotFound
    if stream.kind == StreamKind.STORYLINE and stream.person_id != author.pk:
        raise ThatIsSomebodyElsesStoryline(name=Person.objects.get(pk=stream.person_id).name)
    if stream.kind == StreamKind.GROUP:
        _refuse_archived(stream)
        if not Membership.objects.filter(stream=stream, person=author).exists():
            raise OnlyMembersMayPost(name=stream.group.name)
    return stream


def to_reply_in(author: Person, thread_id: int) -> Stream:
    """The first stream of a thread that the author may read.

    Raises:
        NotFound: no such thread for this author.
        GroupIsArchived: it is kept for reading.
    """
    streams = Stream.objects.visible_to(author).filter(placements__post_id=thread_id)
    stream = streams.order_by("pk").first()
    if stream is None:
        raise NotFound
    if stream.kind == StreamKind.GROUP:
        _refuse_archived(stream)
    return stream


def _refuse_archived(stream: Stream) -> None:
    group = Group.objects.get(stream=stream)
    if group.is_archived:
        raise GroupIsArchived(name=group.name)

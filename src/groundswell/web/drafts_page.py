"""What the viewer wrote and did not send, with where it was meant to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.foundation.errors import NotFound
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group
from groundswell.network.messages import queries as messages
from groundswell.network.posts import queries as posts
from groundswell.network.posts import text
from groundswell.network.posts.models import Post
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.network.unsent import queries
from groundswell.network.unsent.models import Draft, Handed, Scheduled
from groundswell.people.persons.models import Person
from groundswell.web import talking, wording

SHOWN = 160  # characters


@dataclass(frozen=True, slots=True)
class Unsent:
    """One line: what was written, for where; `address` is empty when that is not there."""

    id: int
    place: str
    where: str
    address: str
    title: str
    words: str
    when: str
    refusal: str = ""
    writer: str = ""


def drafts(viewer: Person) -> list[Unsent]:
    """The viewer's drafts, the last changed first."""
    found = list(queries.drafts(viewer))
    numbers = [_number(draft) for draft in found if draft.place != "home"]
    standing = groups.of_streams(viewer, numbers), posts.standing(viewer, numbers)
    talks = _talks(viewer, found)
    lines = []
    for draft in found:
        where, address = _box(draft, *standing, talks)
        when = wording.local(viewer, draft.changed_at)
        lines.append(
            Unsent(draft.pk, draft.place, where, address, draft.title, _words(draft), when)
        )
    return lines


def scheduled(viewer: Person) -> list[Unsent]:
    """The viewer's posts that wait for their time."""
    found = list(queries.scheduled(viewer))
    places = _places(viewer, [one.stream_id for one in found])
    return [
        Unsent(
            one.pk,
            "",
            places.get(one.stream_id, _gone()),
            f"/scheduled/{one.pk}/",
            one.title,
            _words(one),
            wording.local(viewer, one.due_at),
            one.refusal,
            writer=_other(viewer, one),
        )
        for one in found
    ]


def _other(viewer: Person, one: Scheduled) -> str:
    """Who wrote it for the viewer, or for whom the viewer wrote it; nobody: it is their own."""
    if one.acted_by is None:
        return ""
    names = {"hand": one.acted_by.name, "name": one.author.name}
    return _("%(hand)s for %(name)s") % names


def handed(viewer: Person) -> list[Unsent]:
    """What delegates wrote for the viewer, the newest first."""
    return [handed_line(viewer, draft) for draft in queries.handed(viewer)]


def handed_line(viewer: Person, draft: Handed) -> Unsent:
    """One of these, with where it is meant to go."""
    return Unsent(
        draft.pk,
        "",
        _meant(viewer, draft),
        f"/handed/{draft.pk}/",
        draft.title,
        _words(draft),
        wording.local(viewer, draft.written_at),
        writer=draft.writer.name,
    )


def _meant(viewer: Person, draft: Handed) -> str:
    if draft.reply_to_id is not None:
        post = posts.standing(viewer, [draft.reply_to_id]).get(draft.reply_to_id)
        if post is not None:
            return _("Reply to %(name)s") % {"name": post.author.name}
        return _gone()
    stream_id = draft.stream_id or 0
    return _places(viewer, [stream_id]).get(stream_id, _gone())


def _words(unsent: Draft | Handed | Scheduled) -> str:
    return text.excerpt(unsent.source, SHOWN)


def _number(draft: Draft) -> int:
    return int(draft.place.partition("-")[2])


def _talks(viewer: Person, found: Sequence[Draft]) -> dict[int, str]:
    """What the conversations are called in which something was being written."""
    titles = {}
    for draft in found:
        if draft.place.startswith("talk-"):
            with suppress(NotFound):
                talk = messages.conversation(viewer, _number(draft))
                titles[talk.id] = talking.title(talk.name, talk.others)
    return titles


def _box(
    draft: Draft, named: Mapping[int, Group], said: Mapping[int, Post], talks: Mapping[int, str]
) -> tuple[str, str]:
    if draft.place == "home":
        return _("On the home page"), "/#composer"
    number = _number(draft)
    if draft.place.startswith("group-") and (group := named.get(number)):
        return group.name, f"/groups/{group.pk}/#composer"
    if draft.place.startswith("reply-") and (post := said.get(number)):
        where = _("Reply to %(name)s") % {"name": post.author.name}
        return where, f"/posts/{post.thread_id}/?reply_to={post.pk}#reply"
    if draft.place.startswith("talk-") and (title := talks.get(number)):
        return _("To %(name)s") % {"name": title}, f"/messages/{number}/#write"
    return _("For a place that is not there for you any more"), ""


def _places(viewer: Person, stream_ids: Sequence[int]) -> dict[int, str]:
    """What those of the streams are called that are there for the viewer."""
    named = groups.of_streams(viewer, stream_ids)
    return {
        stream.pk: named[stream.pk].name if stream.pk in named else _called(stream)
        for stream in streams.streams(viewer, stream_ids)
    }


def _called(stream: Stream) -> str:
    return _("Your storyline") if stream.kind == StreamKind.STORYLINE else _("Everybody")


def _gone() -> str:
    return _("A place that is not there for you any more")

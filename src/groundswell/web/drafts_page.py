"""What the viewer wrote and did not send, with where it was meant to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.network.groups.models import Group
from groundswell.network.posts import text
from groundswell.network.posts.models import Post
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.network.unsent import queries
from groundswell.network.unsent.models import Draft, Handed, Scheduled
from groundswell.people.persons.models import Person
from groundswell.web import wording

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
    groups = _groups(viewer, [_number(draft) for draft in found if draft.place != "home"])
    posts = _posts(viewer, [_number(draft) for draft in found if draft.place != "home"])
    lines = []
    for draft in found:
        where, address = _box(draft, groups, posts)
        when = wording.local(viewer, draft.changed_at)
        lines.append(
            Unsent(draft.pk, draft.place, where, address, draft.title, _words(draft), when)
        )
    return lines


def scheduled(viewer: Person) -> list[Unsent]:
    """The viewer's posts that wait for their time."""
    found = list(queries.scheduled(viewer))
    streams = Stream.objects.visible_to(viewer).filter(pk__in={one.stream_id for one in found})
    kinds = dict(streams.values_list("pk", "kind"))
    groups = _groups(viewer, list(kinds))
    return [
        Unsent(
            one.pk,
            "",
            _place(one.stream_id, kinds, groups),
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
        post = _posts(viewer, [draft.reply_to_id]).get(draft.reply_to_id)
        if post is not None:
            return _("Reply to %(name)s") % {"name": post.author.name}
        return _("A place that is not there for you any more")
    stream_id = draft.stream_id or 0
    streams = Stream.objects.visible_to(viewer).filter(pk=stream_id)
    kinds = dict(streams.values_list("pk", "kind"))
    return _place(stream_id, kinds, _groups(viewer, list(kinds)))


def _words(unsent: Draft | Handed | Scheduled) -> str:
    return text.excerpt(unsent.source, SHOWN)


def _number(draft: Draft) -> int:
    return int(draft.place.partition("-")[2])


def _groups(viewer: Person, stream_ids: Sequence[int]) -> dict[int, Group]:
    readable = Stream.objects.visible_to(viewer).filter(pk__in=stream_ids)
    return {group.stream_id: group for group in Group.objects.filter(stream__in=readable)}


def _posts(viewer: Person, post_ids: Sequence[int]) -> dict[int, Post]:
    readable = Post.objects.visible_to(viewer).filter(pk__in=post_ids, removed_at=None)
    return {post.pk: post for post in readable.select_related("author")}


def _box(draft: Draft, groups: dict[int, Group], posts: dict[int, Post]) -> tuple[str, str]:
    if draft.place == "home":
        return _("On the home page"), "/#composer"
    number = _number(draft)
    if draft.place.startswith("group-") and (group := groups.get(number)):
        return group.name, f"/groups/{group.pk}/#composer"
    if draft.place.startswith("reply-") and (post := posts.get(number)):
        where = _("Reply to %(name)s") % {"name": post.author.name}
        return where, f"/posts/{post.thread_id}/?reply_to={post.pk}#reply"
    return _("For a place that is not there for you any more"), ""


def _place(stream_id: int, kinds: dict[int, str], groups: dict[int, Group]) -> str:
    if group := groups.get(stream_id):
        return group.name
    if kinds.get(stream_id) == StreamKind.ORGANISATION:
        return _("Everybody")
    if kinds.get(stream_id) == StreamKind.STORYLINE:
        return _("Your storyline")
    return _("A place that is not there for you any more")

"""The box in which people write: where they may post, and what stands in it after a refusal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from groundswell.network.files import actions as files
from groundswell.network.groups import queries as groups
from groundswell.network.streams import queries as streams
from groundswell.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class Destination:
    """A stream to post in: its id, its name and how it reads as a hint."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Composer:
    """The box: its destinations, what was typed, why it was refused, and the key of the request."""

    destinations: Sequence[Destination]
    stream_id: int
    kind: str
    title: str
    source: str
    errors: Sequence[str]
    request_key: str
    prompt: str


def composer(
    viewer: Person, *, form: Form | None = None, stream_id: int = 0, prompt: str = ""
) -> Composer:
    """An empty box, or the one that was refused with all that was typed."""
    typed = form.data if form is not None else {}
    chosen = destinations(viewer)
    wanted = str(typed.get("stream", stream_id or chosen[0].id))
    return Composer(
        destinations=chosen,
        stream_id=int(wanted) if wanted.isascii() and wanted.isdigit() else chosen[0].id,
        kind=typed.get("kind") or "post",
        title=typed.get("title", ""),
        source=typed.get("source", ""),
        errors=errors_of(form),
        request_key=secrets.token_urlsafe(12),
        prompt=prompt or _("What do you know, need or wonder about?"),
    )


def destinations(viewer: Person) -> list[Destination]:
    """Where somebody may post: their storyline, their groups, the whole organisation."""
    storyline = streams.storyline_of(viewer.pk)
    own = [Destination(storyline.pk, _("Your storyline"))] if storyline else []
    mine = [Destination(group.stream_id, group.name) for group in groups.mine(viewer)]
    return [*own, *mine, Destination(streams.organisation().pk, _("Everybody"))]


def errors_of(form: Form | None) -> list[str]:
    """What was refused, each in a sentence."""
    if form is None:
        return []
    return [str(error) for errors in form.errors.values() for error in errors]


def stored_files(uploader: Person, form: Form) -> list[int]:
    """Keep the files of a form; their ids.

    Raises:
        Refused: one of them is too large, empty or a broken picture.
    """
    return [
        files.store(uploader=uploader, name=chosen.name or "", content=chosen.read()).pk
        for chosen in form.cleaned_data["files"]
    ]

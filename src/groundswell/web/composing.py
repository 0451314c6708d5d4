"""The box in which people write, and what stands in it after a refusal."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.forms import Form
from django.utils.translation import gettext as _

from groundswell.foundation.kept import Kept
from groundswell.network.announcements.audience import COLUMNS
from groundswell.network.feeds.cards import AttachedFile
from groundswell.network.files import actions as files
from groundswell.network.posts.kinds import KINDS
from groundswell.network.unsent import queries
from groundswell.network.unsent.models import Draft
from groundswell.people.org import queries as org
from groundswell.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class PollBox:
    """What is asked in a poll, as it was typed."""

    options: str = ""
    is_anonymous: bool = False
    days: str = "7"


@dataclass(frozen=True, slots=True)
class AnnouncementBox:
    """Whom an announcement addresses, as it was typed."""

    function: str = ""
    site: str = ""
    level: str = ""
    asks_acknowledgement: bool = True


type Places = tuple[tuple[str, tuple[str, ...]], ...]  # by column: whom one may announce to

FRESH_SECONDS = 60
_places = Kept[tuple[str, int], Places](4)


@dataclass(frozen=True, slots=True)
class Composer:
    """The box: where it posts, what was typed, and why it was refused.

    `stream_id` 0 leaves the choice to whoever writes; the frame knows their places.
    """

    stream_id: int
    kind: str
    title: str
    source: str
    errors: tuple[str, ...]
    prompt: str
    answerers: str = ""
    later: str = ""
    request_key: str = ""
    poll: PollBox = PollBox()
    announcement: AnnouncementBox = AnnouncementBox()
    places: Places = ()
    may_announce: bool = False
    writes_for: int = 0
    described: str = ""


def leader_of(form: Form | None) -> int:
    """For whom it was to be written, as it was typed; 0 for oneself."""
    wanted = str(form.data.get("writes_for", "")) if form is not None else ""
    return int(wanted) if wanted.isascii() and wanted.isdigit() else 0


def draft_in(viewer: Person, place: str) -> Draft | None:
    """What the viewer was writing in a box; no query for those who have nothing unsent."""
    return queries.draft(viewer, place) if viewer.unsent else None


def composer(
    *,
    form: Form | None = None,
    stream_id: int = 0,
    prompt: str = "",
    kind: str = "",
    draft: Draft | None = None,
    may_announce: bool = False,
) -> Composer:
    """An empty box, the one that was refused with all that was typed, or the draft in it."""
    typed = form.data if form is not None else _typed(draft)
    wanted = str(typed.get("stream", ""))
    kind = str(typed.get("kind", kind))
    return Composer(
        stream_id=int(wanted) if wanted.isascii() and wanted.isdigit() else stream_id,
        kind=kind if kind in KINDS else "post",
        title=typed.get("title", ""),
        source=typed.get("source", ""),
        errors=tuple(errors_of(form)),
        answerers=str(typed.get("answerers", "")),
        later=str(typed.get("later", "")),
        request_key=str(typed.get("request_key", "")),
        poll=_poll(typed),
        announcement=_announcement(typed, is_typed=form is not None),
        may_announce=may_announce or kind == "announcement",
        places=places() if may_announce or kind == "announcement" else (),
        writes_for=leader_of(form),
        described=described(form),
        prompt=prompt or _("What do you know, need or wonder about?"),
    )


def places() -> Places:
    """The functions, sites and levels of the directory, asked for once a minute."""
    key = str(connection.settings_dict["NAME"]), int(time.monotonic() // FRESH_SECONDS)
    found = _places.get(key)
    if found is None:
        found = tuple((column, tuple(org.values(column))) for column in COLUMNS)
        _places.put(key, found)
    return found


def _poll(typed: Mapping[str, Any]) -> PollBox:
    return PollBox(
        options=str(typed.get("options", "")),
        is_anonymous=bool(typed.get("is_anonymous", "")),
        days=str(typed.get("days", PollBox().days)),
    )


def _announcement(typed: Mapping[str, Any], *, is_typed: bool) -> AnnouncementBox:
    audience = {name: str(typed.get(name, "")) for name in ("function", "site", "level")}
    # An unticked box sends nothing; nothing typed yet asks for it.
    asks = bool(typed.get("asks_acknowledgement", not is_typed))
    return AnnouncementBox(**audience, asks_acknowledgement=asks)


def _typed(draft: Draft | None) -> Mapping[str, Any]:
    if draft is None:
        return {}
    return {
        "source": draft.source,
        "title": draft.title,
        "kind": draft.kind,
        "stream": draft.stream_id or "",
        "answerers": draft.answerers,
        **draft.parts,
        "request_key": draft.request_key,
    }


def errors_of(form: Form | None) -> list[str]:
    """What was refused, each in a sentence."""
    if form is None:
        return []
    return [str(error) for errors in form.errors.values() for error in errors]


def stored_files(uploader: Person, form: Form) -> list[int]:
    """Keep the files of a form; their ids.

    Raises:
        Refused: one of them is too large, empty or a broken picture, or too much is said of it.
    """
    chosen = form.cleaned_data["files"]
    lines = form.cleaned_data["descriptions"].replace("\r\n", "\n").split("\n")
    said = [" ".join(lines)] if len(chosen) == 1 else lines + [""] * len(chosen)
    return [
        files.store(
            uploader=uploader, name=one.name or "", content=one.read(), description=words
        ).pk
        for one, words in zip(chosen, said, strict=False)
    ]


def described(form: Form | None) -> str:
    """What was typed of what the chosen files show, a line for each; browsers forget the files."""
    return str(form.data.get("descriptions", "")) if form is not None else ""


def descriptions(typed: Mapping[str, Any], attached: Sequence[AttachedFile]) -> dict[int, str]:
    """What was typed of what pictures show that hang on a post already, by their ids."""
    fields = {file.id: f"description-{file.id}" for file in attached if file.is_image}
    return {file_id: str(typed[name]) for file_id, name in fields.items() if name in typed}

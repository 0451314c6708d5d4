"""A post is rendered once for everybody, and filled in for each viewer.

A fragment holds nothing of its viewer or the clock. It is kept in the process by (post id,
version, language, place); every change that shows raises the version, so nothing is invalidated.
Which fragments a person gets is decided by the permission-checked query, never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from django.utils import translation
from django.utils.translation import gettext
from markupsafe import escape

from groundswell.network.feeds import cards
from groundswell.network.feeds.cards import Card, Marks, Place
from groundswell.network.feeds.queries import FeedLine
from groundswell.network.reactions.names import OWN
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn
from groundswell.web import jinja
from groundswell.web.kept import Kept

NOTHING: Mapping[str, str] = MappingProxyType({})
NOT_REACTED = {f"reacted-{name}": "false" for name in OWN}
KEPT = 20_000  # fragments, of about 5 kB: the feeds of a company's week


@dataclass(frozen=True, slots=True)
class Fragment:
    """A post's HTML, cut at its slots: text, slot, text, slot, …, text."""

    card: Card
    pieces: Sequence[str]


_kept: Kept[tuple[int, int, str, str], Fragment] = Kept(KEPT)


def in_feed(signed_in: SignedIn, lines: Sequence[FeedLine]) -> list[str]:
    """The posts of one page of a feed, filled in for the viewer; one query when all are kept."""
    fragments = _fragments(lines)
    marks = cards.marks(signed_in.viewer, [line.id for line in lines])
    may_moderate = Permission.MODERATE in signed_in.permissions
    return [
        fill(fragments[line.id], marks[line.id], signed_in.viewer.pk, may_moderate=may_moderate)
        for line in lines
        if line.id in fragments
    ]


def _fragments(lines: Sequence[FeedLine]) -> dict[int, Fragment]:
    language = translation.get_language() or ""
    keys = {line.id: (line.id, line.version, language, "feed") for line in lines}
    found = {id_: warm for id_, key in keys.items() if (warm := _kept.get(key)) is not None}
    missing = [line.id for line in lines if line.id not in found]
    for post_id, card in cards.cards(missing).items():
        # Kept under the version that was hydrated: it may be newer than the feed's line.
        found[post_id] = kept(card, "feed", _feed_card)
    return found


def kept(card: Card, place: str, draw: Callable[[Card], str]) -> Fragment:
    """The fragment of a hydrated post in a place other than a feed, kept like those."""
    key = (card.id, card.version, translation.get_language() or "", place)
    found = _kept.get(key)
    if found is None:
        found = Fragment(card, draw(card).split("\x00"))
        _kept.put(key, found)
    return found


def fill(
    fragment: Fragment,
    marks: Marks,
    viewer_id: int,
    *,
    may_moderate: bool,
    more: Mapping[str, str] = NOTHING,
) -> str:
    """The HTML of a fragment for one viewer."""
    slots = reacted(marks.reactions)
    slots["places"] = _places(marks.places, translation.get_language())
    slots["tools"] = _tools(fragment.card, marks, viewer_id, may_moderate=may_moderate)
    slots.update(more)
    return jinja.filled(fragment.pieces, slots)


def reacted(mine: Iterable[str]) -> dict[str, str]:
    """The slots of a reaction bar: which reactions are the viewer's."""
    return NOT_REACTED | {f"reacted-{name}": "true" for name in mine}


def _tools(card: Card, marks: Marks, viewer_id: int, *, may_moderate: bool) -> str:
    if card.is_removed:
        return ""
    is_own = card.author.id == viewer_id
    is_owner = any(place.is_owned for place in marks.places)
    may_remove = is_own or is_owner or may_moderate
    is_edited = card.edited_at is not None
    menu = (card.id, card.root_id, is_edited, is_own, may_remove, is_owner)
    return jinja.drawn("components/post/card.jinja", "tools", *menu)[0]


@lru_cache(maxsize=4096)
def _places(places: tuple[Place, ...], _language: str | None) -> str:
    return "".join(f"{_place(place)} · " for place in places)


def _place(place: Place) -> str:
    if place.kind == "group":
        return f'<a href="/groups/{place.id}/">{escape(place.name)}</a>'
    if place.kind == "storyline":
        return gettext("Storyline")
    if place.kind == "conversation":
        return gettext("Conversation")
    return gettext("Everybody")


def _feed_card(card: Card) -> str:
    return jinja.macro("components/post/card.jinja", "card", card)

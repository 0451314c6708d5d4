"""A post is rendered once for everybody, and filled in for each viewer.

A fragment holds nothing of its viewer or the clock. It is kept in the process by (post id,
version, language, place); every change that shows raises the version, so nothing is invalidated.
Which fragments a person gets is decided by the permission-checked query, never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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

NOTHING: Mapping[str, str] = {}
NOT_REACTED = {f"reacted-{name}": "false" for name in OWN}
KEPT = 20_000  # fragments, of about 5 kB: the feeds of a company's week


@dataclass(frozen=True, slots=True)
class Fragment:
    """A post's HTML, cut at its slots: text, slot, text, slot, …, text."""

    card: Card
    language: str
    pieces: Sequence[str]
    unreacted: Sequence[str]  # the same for whoever has not reacted: most readers of most posts
    menus: dict[tuple[bool, bool, bool], str] = field(default_factory=dict)

    def menu(self, may: tuple[bool, bool, bool]) -> str:
        """The menu of somebody who may edit, remove, pin; drawn when first asked for."""
        if may not in self.menus:
            known = (self.card.id, self.card.root_id, self.card.edited_at is not None)
            self.menus[may] = jinja.macro("components/post/card.jinja", "tools", *known, *may)
        return self.menus[may]


_kept: Kept[tuple[int, int, str, str], Fragment] = Kept(KEPT)


def in_feed(signed_in: SignedIn, lines: Sequence[FeedLine]) -> list[str]:
    """The posts of one page of a feed, filled in for the viewer; one query when all are kept."""
    fragments = _fragments(lines)
    marks = cards.marks(signed_in.viewer, [line.id for line in lines])
    may_moderate = Permission.MODERATE in signed_in.permissions
    viewer_id = signed_in.viewer.pk
    return [
        fill(fragments[line.id], marks[line.id], viewer_id, may_moderate=may_moderate)
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
    language = translation.get_language() or ""
    key = (card.id, card.version, language, place)
    found = _kept.get(key)
    if found is None:
        pieces = draw(card).split("\x00")
        found = Fragment(card, language, pieces, jinja.partly_filled(pieces, NOT_REACTED))
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
    slots = {
        "places": _places(marks.places, fragment.language),
        "tools": _menu(fragment, marks, viewer_id, may_moderate=may_moderate),
        **more,
    }
    if not marks.reactions:
        return jinja.filled(fragment.unreacted, slots)
    return jinja.filled(fragment.pieces, slots | reacted(marks.reactions))


def reacted(mine: Iterable[str]) -> dict[str, str]:
    """The slots of a reaction bar: which reactions are the viewer's."""
    return NOT_REACTED | {f"reacted-{name}": "true" for name in mine}


def _menu(fragment: Fragment, marks: Marks, viewer_id: int, *, may_moderate: bool) -> str:
    if fragment.card.is_removed:
        return ""
    is_own = fragment.card.author.id == viewer_id
    is_owner = any(place.is_owned for place in marks.places)
    return fragment.menu((is_own, is_own or is_owner or may_moderate, is_owner))


@lru_cache(maxsize=4096)
def _places(places: tuple[Place, ...], _language: str | None) -> str:
    return "".join(f"{_place(place)} · " for place in places)


def _place(place: Place) -> str:
    if place.kind == "group":
        return f'<a href="/groups/{place.id}/">{escape(place.name)}</a>'
    if place.kind == "storyline":
        return f"<span>{gettext('Storyline')}</span>"
    if place.kind == "conversation":
        return f"<span>{gettext('Conversation')}</span>"
    return f"<span>{gettext('Everybody')}</span>"


def _feed_card(card: Card) -> str:
    return jinja.macro("components/post/card.jinja", "card", card)

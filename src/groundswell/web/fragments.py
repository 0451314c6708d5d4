"""A post is rendered once for everybody, and filled in for each viewer.

A fragment holds nothing of its viewer or the clock. It is kept in the process by (post id,
version, language, place); every change that shows raises the version, so nothing is invalidated.
Which fragments a person gets is decided by the permission-checked query, never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext
from markupsafe import escape

from groundswell.foundation.kept import Kept
from groundswell.network.feeds import cards
from groundswell.network.feeds.cards import Card
from groundswell.network.feeds.marks import Marks, Place
from groundswell.network.feeds.queries import FeedLine
from groundswell.network.feeds.threads import ThreadLine
from groundswell.network.reactions.names import OWN
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn
from groundswell.web import jinja

NOT_REACTED = {f"reacted-{name}": "false" for name in OWN}
KEPT = 20_000  # fragments, of about 5 kB: the feeds of a company's week
MOST_WHOLES = 8  # of one fragment
OWN_SLOT = "own-"


type More = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a post is drawn in a place: the place's name, and what draws it."""

    place: str
    draw: Callable[[Card], str]


class May(NamedTuple):
    """What somebody may do with a post, and whether they keep it."""

    edit: bool
    remove: bool
    pin: bool
    lock: bool
    is_saved: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """A post's HTML, cut at its slots: text, slot, text, slot, …, text.

    `wholes` are it filled in for those who have not reacted, most readers of most posts: by the
    places they see it in, what they may do, and what else stands in its slots.
    """

    card: Card
    language: str
    pieces: Sequence[str]
    menus: dict[May, str] = field(default_factory=dict)
    wholes: dict[tuple[tuple[Place, ...], May, More], bytes] = field(default_factory=dict)

    def menu(self, may: May) -> str:
        """The menu of somebody who may do so much; drawn when first asked for."""
        if may not in self.menus:
            self.menus[may] = jinja.macro("components/post/card.jinja", "tools", self.card, may)
        return self.menus[may]


_kept: Kept[tuple[int, int, str, str], Fragment] = Kept(KEPT)


def in_feed(
    signed_in: SignedIn, lines: Sequence[FeedLine], mine: Mapping[int, Marks]
) -> dict[int, bytes]:
    """The posts of one page of a feed by id, in its order, filled in with the viewer's marks.

    No query when all are kept.
    """
    fragments = of(lines, lambda _: FEED)
    may_moderate = Permission.MODERATE in signed_in.permissions
    viewer_id = signed_in.viewer.pk
    return {
        line.id: fill(fragments[line.id], mine[line.id], viewer_id, may_moderate=may_moderate)
        for line in lines
        if line.id in fragments
    }


def of(
    lines: Sequence[FeedLine | ThreadLine], drawing: Callable[[int], Drawing]
) -> dict[int, Fragment]:
    """The fragments of posts, by id; two queries for those that are not kept yet."""
    language = translation.get_language() or ""
    found: dict[int, Fragment] = {}
    missing: list[int] = []
    for line in lines:
        warm = _kept.get((line.id, line.version, language, drawing(line.id).place))
        if warm is None:
            missing.append(line.id)
        else:
            found[line.id] = warm
    for post_id, card in cards.cards(missing).items():
        how = drawing(post_id)
        fragment = Fragment(card, language, how.draw(card).split("\x00"))
        # Kept under the version that was hydrated: it may be newer than the line's.
        _kept.put((post_id, card.version, language, how.place), fragment)
        found[post_id] = fragment
    return found


def fill(
    fragment: Fragment,
    marks: Marks,
    viewer_id: int,
    *,
    may_moderate: bool,
    more: More = (),
) -> bytes:
    """The HTML of a fragment for one viewer."""
    may = _may(fragment.card, marks, viewer_id, may_moderate=may_moderate)
    key = (marks.places, may, more)
    is_plain = not marks.reactions and not marks.own
    if is_plain and key in fragment.wholes:
        return fragment.wholes[key]
    slots = {
        "places": _places(marks.places, fragment.language),
        "tools": "" if fragment.card.is_removed else fragment.menu(may),
        **dict(more),
        **reacted(marks.reactions),
        **_own(fragment, marks, is_author=may[0]),
    }
    whole = jinja.filled(fragment.pieces, slots).encode()
    if is_plain and len(fragment.wholes) < MOST_WHOLES:
        fragment.wholes[key] = whole
    return whole


def reacted(mine: Iterable[str]) -> dict[str, str]:
    """The slots of a reaction bar: which reactions are the viewer's."""
    return NOT_REACTED | {f"reacted-{name}": "true" for name in mine}


def _own(fragment: Fragment, marks: Marks, *, is_author: bool) -> dict[str, str]:
    """The slots of what a kind of post has of its viewer: how they voted, whether they asked."""
    mine = {*marks.own, "author"} if is_author else {*marks.own}
    if "addressed" in mine and not mine & {"author", "acknowledged"}:
        mine.add("unacknowledged")
    names = (name for name in fragment.pieces[1::2] if name.startswith(OWN_SLOT))
    return {name: "true" if name.removeprefix(OWN_SLOT) in mine else "false" for name in names}


def _may(card: Card, marks: Marks, viewer_id: int, *, may_moderate: bool) -> May:
    is_own = card.author.id == viewer_id
    is_owner = any(place.is_owned for place in marks.places)
    tidies = is_owner or may_moderate
    return May(is_own, is_own or tidies, is_owner, lock=tidies, is_saved=marks.is_saved)


@lru_cache(maxsize=4096)
def _places(places: tuple[Place, ...], _language: str | None) -> str:
    return "".join(f"{_place(place)} · " for place in places)


def _place(place: Place) -> str:
    if place.kind == "group":
        return f'<a href="/groups/{place.id}/">{escape(place.name)}</a>'
    if place.kind == "storyline":
        return f"<span>{gettext('Storyline')}</span>"
    if place.kind == "conversation":
        return f'<a href="/messages/{place.id}/">{gettext("Conversation")}</a>'
    return f"<span>{gettext('Everybody')}</span>"


def _feed_card(card: Card) -> str:
    return jinja.macro("components/post/card.jinja", "card", card)


FEED = Drawing("feed", _feed_card)

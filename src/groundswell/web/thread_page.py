"""A thread as it is drawn: its start, the replies in two levels, and what the viewer may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards, queries
from groundswell.network.feeds.cards import Byline, Card, Place
from groundswell.network.posts.kinds import KINDS
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn
from groundswell.web import fragments, jinja

ORDERS = ("best", "oldest", "newest")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer's HTML and the answers to it."""

    id: int
    html: str
    is_best: bool
    is_removed: bool
    inner: Sequence[Reply]


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread's start, cut where the replies stand, and the replies."""

    card: Card
    head: str
    tail: str
    replies: Sequence[Reply]
    authors: Sequence[Byline]
    places: tuple[Place, ...]
    order: str
    newest: int


def thread(signed_in: SignedIn, thread_id: int, *, order: str = "best") -> Thread:
    """A thread with its replies, filled in for the viewer.

    Raises:
        NotFound: no such thread for this viewer.
    """
    lines = queries.thread(signed_in.viewer, thread_id)
    ids = [line.id for line in lines]
    # Hydrated whole: what the page may offer (best answer, history) hangs on every card of it.
    shown = cards.cards(ids)
    marks = cards.marks(signed_in.viewer, ids)
    root = shown.get(thread_id)
    if root is None:
        raise NotFound
    places = marks[thread_id].places
    filled = _Filling(signed_in, root, places)
    head, _, tail = filled.root(marks[thread_id]).partition("\x00")
    inner: dict[int, list[Reply]] = defaultdict(list)
    outer: list[Reply] = []
    for line in reversed(lines[1:]):
        card = shown[line.id]
        html = filled.reply(card, marks[line.id])
        is_best = root.best is not None and root.best.id == card.id
        reply = Reply(card.id, html, is_best, card.is_removed, tuple(reversed(inner[card.id])))
        (inner[line.parent_id] if line.parent_id else outer).append(reply)
    authors = [shown[line.id].author for line in lines[1:] if not shown[line.id].is_removed]
    return Thread(root, head, tail, _ordered(outer, order), authors, places, order, lines[-1].id)


def _ordered(newest_first: list[Reply], order: str) -> list[Reply]:
    if order == "newest":
        return newest_first
    oldest_first = newest_first[::-1]
    if order == "oldest":
        return oldest_first
    return sorted(oldest_first, key=lambda reply: not reply.is_best)


@dataclass(frozen=True, slots=True)
class _Filling:
    signed_in: SignedIn
    card: Card
    places: tuple[Place, ...]

    def root(self, marks: cards.Marks) -> str:
        fragment = fragments.kept(self.card, "thread", _draw_root)
        return self._fill(fragment, marks, {"replies": "\x00"})

    def reply(self, card: Card, marks: cards.Marks) -> str:
        is_best = self.card.best is not None and self.card.best.id == card.id
        place = "best reply" if is_best else "reply"
        fragment = fragments.kept(card, place, _draw_best_reply if is_best else _draw_reply)
        best = ""
        if self._may_choose() and not card.is_removed:
            best = jinja.drawn("components/reply.jinja", "best_deed", card.id, is_best)[0]
        owned = cards.Marks(marks.reactions, self.places)
        return self._fill(fragment, owned, {"best": best})

    def _may_choose(self) -> bool:
        is_asker = self.card.author.id == self.signed_in.viewer.pk
        is_owner = any(place.is_owned for place in self.places)
        return KINDS[self.card.kind].wants_answers and (is_asker or is_owner)

    def _fill(self, fragment: fragments.Fragment, marks: cards.Marks, more: dict[str, str]) -> str:
        return fragments.fill(
            fragment,
            marks,
            self.signed_in.viewer.pk,
            may_moderate=Permission.MODERATE in self.signed_in.permissions,
            more=more,
        )


def _draw_root(card: Card) -> str:
    return jinja.macro("components/post/card.jinja", "card", card, True)


def _draw_reply(card: Card) -> str:
    return jinja.macro("components/reply.jinja", "reply", card)


def _draw_best_reply(card: Card) -> str:
    return jinja.macro("components/reply.jinja", "reply", card, True)

"""A thread as it is drawn: its start, the replies in two levels, and what the viewer may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from groundswell.foundation import paging
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import marks, threads
from groundswell.network.feeds import queries as feeds
from groundswell.network.feeds.cards import Byline, Card
from groundswell.network.feeds.marks import Marks, Place
from groundswell.network.feeds.queries import FeedLine
from groundswell.network.feeds.threads import Lines, Window
from groundswell.network.posts.kinds import KINDS
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn
from groundswell.web import fragments, jinja, renewing
from groundswell.web.fragments import Drawing, Fragment

ORDERS = ("best", "oldest", "newest")
COMPONENT = "components/reply.jinja"
REPLIES: fragments.More = (("replies", "\x00"),)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, whose HTML stands in a slot, and the answers to it."""

    id: int
    is_best: bool
    inner: Sequence[Reply]

    @property
    def slot(self) -> Markup:
        """The slot for its HTML."""
        return jinja.slot(_name(self.id))


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread: the cards of its start and of all in it, its replies, and what fills the slots.

    The slots are `head` and `tail`, its start cut where the replies stand, and one a reply.
    """

    card: Card
    cards: Mapping[int, Card]
    replies: Sequence[Reply]
    places: tuple[Place, ...]
    order: str
    window: Lines
    slots: Mapping[str, bytes]

    @property
    def newest(self) -> int:
        """The last of its replies, whether it is shown here or not."""
        return self.window.newest

    @property
    def earlier(self) -> str:
        """The address of the replies before these; empty where there are none."""
        return f"?order={self.order}&until={found}" if (found := self.window.earlier) else ""

    @property
    def later(self) -> str:
        """The address of the replies after these; empty where there are none."""
        return f"?order={self.order}&from={found}" if (found := self.window.later) else ""

    @property
    def is_kept(self) -> bool:
        """Whether it is kept for reading: it stands in archived groups alone."""
        return all(place.is_archived for place in self.places)

    @property
    def authors(self) -> list[Byline]:
        """Who said what still stands here, in the order of their first word."""
        said = [card.author for card in self.cards.values() if not card.is_removed]
        return list({author.id: author for author in said}.values())

    def reply_card(self, post_id: int) -> Card | None:
        """One of its replies."""
        return self.cards.get(post_id) if post_id != self.card.id else None


def thread(
    signed_in: SignedIn, thread_id: int, *, order: str = "best", window: Window | None = None
) -> Thread:
    """A thread with its replies, or a window of them, filled in for the viewer.

    Raises:
        NotFound: no such thread for this viewer.
    """
    window = window or (threads.ending() if order == "newest" else threads.BEGINNING)
    found = threads.thread(signed_in.viewer, thread_id, window, best_first=order == "best")
    lines = found.lines
    shown = fragments.of(lines, lambda post_id: ROOT if post_id == thread_id else REPLY)
    mine = marks.of(signed_in.viewer, [line.id for line in lines])
    if thread_id not in shown:
        raise NotFound
    root = shown[thread_id].card
    places = mine[thread_id].places
    filled = _Filling(signed_in, root, places)
    head, _, tail = filled.fill(shown[thread_id], mine[thread_id], REPLIES).partition(b"\x00")
    slots = {"head": head, "tail": tail}
    inner: dict[int, list[Reply]] = defaultdict(list)
    outer: list[Reply] = []
    for line in reversed(lines[1:]):
        slots[_name(line.id)] = filled.reply(shown[line.id], mine[line.id])
        reply = Reply(line.id, filled.is_best(line.id), tuple(reversed(inner[line.id])))
        (inner[line.parent_id] if line.parent_id else outer).append(reply)
    by_id = {line.id: shown[line.id].card for line in lines}
    return Thread(root, by_id, _ordered(outer, order), places, order, found, slots)


def changed(signed_in: SignedIn, thread_id: int, known: Mapping[int, int]) -> str:
    """What of a thread has changed since a page drew it, as a script puts it in its place."""
    versions = feeds.versions(signed_in.viewer, [thread_id, *known])
    stale = [id_ for id_ in known if versions.get(id_, known[id_]) != known[id_]]
    if not stale:
        return ""
    lines = [FeedLine(id_, versions[id_]) for id_ in {thread_id, *stale}]
    shown = fragments.of(lines, lambda post_id: ROOT if post_id == thread_id else REPLY)
    mine = marks.of(signed_in.viewer, shown)
    filled = _Filling(signed_in, shown[thread_id].card, mine[thread_id].places)
    start = filled.fill(shown[thread_id], mine[thread_id], (("replies", ""),))
    drawn = {
        id_: start if id_ == thread_id else filled.reply(shown[id_], mine[id_])
        for id_ in stale
        if shown[id_].card.root_id in {None, thread_id}
    }
    return renewing.part(drawn)


def window_of(asked: Mapping[str, str], reply_to: int) -> Window | None:
    """The part of a long thread that an address asks for; None where it says nothing of it."""
    if until := paging.cursor(asked.get("until")):
        return threads.ending(until)
    if first := paging.cursor(asked.get("from")):
        return Window(first)
    shown = paging.cursor(asked.get("at")) or reply_to
    return threads.around(shown) if shown else None


def _ordered(newest_first: list[Reply], order: str) -> list[Reply]:
    if order == "newest":
        return newest_first
    oldest_first = newest_first[::-1]
    if order == "oldest":
        return oldest_first
    return sorted(oldest_first, key=lambda reply: not reply.is_best)


def _name(post_id: int) -> str:
    return f"reply-{post_id}"


@dataclass(frozen=True, slots=True)
class _Filling:
    signed_in: SignedIn
    card: Card
    places: tuple[Place, ...]

    def is_best(self, post_id: int) -> bool:
        return self.card.best is not None and self.card.best.id == post_id

    def reply(self, fragment: Fragment, marks: Marks) -> bytes:
        is_best = self.is_best(fragment.card.id)
        mark = jinja.drawn(COMPONENT, "best_mark")[0] if is_best else ""
        deed = ""
        if self._may_choose() and not fragment.card.is_removed:
            deed = jinja.drawn(COMPONENT, "best_deed", fragment.card.id, is_best)[0]
        owned = Marks(marks.reactions, self.places)
        return self.fill(fragment, owned, (("mark", mark), ("best", deed)))

    def _may_choose(self) -> bool:
        is_asker = self.card.author.id == self.signed_in.viewer.pk
        is_owner = any(place.is_owned for place in self.places)
        is_living = not all(place.is_archived for place in self.places)
        return KINDS[self.card.kind].wants_answers and (is_asker or is_owner) and is_living

    def fill(self, fragment: Fragment, marks: Marks, more: fragments.More) -> bytes:
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
    return jinja.macro(COMPONENT, "reply", card)


ROOT, REPLY = Drawing("thread", _draw_root), Drawing("reply", _draw_reply)

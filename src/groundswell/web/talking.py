"""A conversation as it is drawn: its messages in order, with days, own ones apart, who saw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.foundation import clock
from groundswell.network.feeds import marks
from groundswell.network.feeds.cards import Byline, Card
from groundswell.network.feeds.queries import FeedLine
from groundswell.network.messages.queries import Entries, Messages, Participant, Talk
from groundswell.network.posts import text
from groundswell.people.signin.queries import SignedIn
from groundswell.web import fragments, jinja
from groundswell.web.fragments import Drawing

IN_ONE_BREATH = timedelta(minutes=5)
NAMED = 3  # people in the title of a conversation without a name
LAST_WORDS = 70


@dataclass(frozen=True, slots=True)
class Message:
    """One message: what is drawn once for all, filled in, and how it stands among the others."""

    id: int
    version: int
    html: str
    author: Byline
    day: date
    time: str
    at: str
    is_own: bool
    is_next: bool
    begins_day: bool
    is_first_unread: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The messages of one page, the way to older and newer ones, and who has read the last."""

    messages: Sequence[Message]
    older_than: int | None
    newer_from: int | None
    newest: int
    has_unread: bool
    seen_by: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in the list."""

    id: int
    title: str
    people: Sequence[Participant]
    last: str
    said_at: object
    is_unread: bool
    is_muted: bool


def flow(signed_in: SignedIn, talk: Talk, page: Messages) -> Flow:
    """A page of messages, filled in for the viewer; one query when all are kept."""
    viewer_id = signed_in.viewer.pk
    ids = [line.id for line in page.lines]
    shown = fragments.of([FeedLine(*line) for line in page.lines], lambda _: MESSAGE)
    mine = marks.of(signed_in.viewer, ids)
    messages: list[Message] = []
    before: Card | None = None
    is_unread_shown = False
    for id_ in ids:
        card = shown[id_].card
        is_own = card.author.id == viewer_id
        is_unread = card.id > talk.last_read and not is_own
        filled = fragments.fill(shown[id_], mine[id_], viewer_id, may_moderate=False).decode()
        is_new = is_unread and not is_unread_shown
        messages.append(message(card, filled, before, is_own=is_own, is_new=is_new))
        is_unread_shown, before = is_unread_shown or is_unread, card
    newest = ids[-1] if ids else 0
    seen = _seen_by(talk, before) if page.newer_from is None else []
    return Flow(messages, page.older_than, page.newer_from, newest, is_unread_shown, seen)


def message(card: Card, html: str, before: Card | None, *, is_own: bool, is_new: bool) -> Message:
    """One message behind another; `is_new` when it is the first that is unread."""
    day = clock.day_of(card.published_at)
    begins_day = before is None or clock.day_of(before.published_at) != day
    is_next = (
        before is not None
        and not begins_day
        and not is_new
        and before.author.id == card.author.id
        and card.published_at - before.published_at < IN_ONE_BREATH
    )
    return Message(
        id=card.id,
        version=card.version,
        html=html,
        author=card.author,
        day=day,
        time=f"{card.published_at.astimezone(clock.zone()):%H:%M}",
        at=card.published_at.isoformat(),
        is_own=is_own,
        is_next=is_next,
        begins_day=begins_day,
        is_first_unread=is_new,
    )


def _seen_by(talk: Talk, last: Card | None) -> list[str]:
    if last is None:
        return []
    return [
        person.name
        for person in talk.others
        if person.read_up_to >= last.id and person.id != last.author.id
    ]


def title(name: str, people: Sequence[Participant]) -> str:
    """What a conversation is called: by its name, or by who takes part beside the viewer."""
    if name:
        return name
    if not people:
        return _("Only you")
    shown = ", ".join(person.name for person in people[:NAMED])
    more = len(people) - NAMED
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(more)d other", "%(names)s and %(more)d others", more) % {
        "names": shown,
        "more": more,
    }


def rows(viewer_id: int, page: Entries) -> list[Row]:
    """The conversations of one page of the list, with their last words."""
    return [
        Row(
            id=entry.id,
            title=title(entry.name, entry.others),
            people=entry.others,
            last=_last_words(viewer_id, entry.author_id, entry.html, entry.others),
            said_at=entry.said_at,
            is_unread=entry.is_unread,
            is_muted=entry.is_muted,
        )
        for entry in page.entries
    ]


def _last_words(
    viewer_id: int, author_id: int | None, html: str, others: Sequence[Participant]
) -> str:
    if not html:
        return ""
    words = text.excerpt(text.plain_text(html), LAST_WORDS)
    if author_id == viewer_id:
        return _("You: %(words)s") % {"words": words}
    if len(others) > 1:
        names = {person.id: person.name.split(maxsplit=1)[0] for person in others}
        return f"{names[author_id]}: {words}" if author_id in names else words
    return words


def days(flow: Flow) -> dict[date, str]:
    """The days over the messages of a page, as people call them."""
    return {one.day: _in_words(one.day) for one in flow.messages}


def _in_words(day: date) -> str:
    passed = (clock.today() - day).days
    return {0: _("Today"), 1: _("Yesterday")}.get(passed) or jinja.day(day)


def _draw(card: Card) -> str:
    return jinja.macro("components/message.jinja", "bubble", card)


MESSAGE = Drawing("message", _draw)

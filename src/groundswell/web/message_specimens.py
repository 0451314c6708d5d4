"""Made-up conversations in every state, for the gallery."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from groundswell.network.feeds.cards import Card
from groundswell.network.feeds.marks import Marks
from groundswell.network.messages.queries import Participant, Talk
from groundswell.web import fragments, specimens, talking
from groundswell.web.fragments import Fragment
from groundswell.web.specimens import MIRA, SEO_YEON, THEN
from groundswell.web.talking import MESSAGE, Flow, Message, Row

PARK = Participant(
    5, "Park Seo-yeon", "Propulsion diagnostics lead", "", is_here=True, read_up_to=0
)
EWA = Participant(8, "Ewa Nowak", "Shift lead", "", is_here=True, read_up_to=0)
TALK = Talk(1, "", is_pair=True, is_muted=False, last_read=0, others=(PARK,))


def flow() -> Flow:
    """What two say to each other: something new, edited, with a reaction, with a file, seen."""
    plain = specimens.card(id=701, author=SEO_YEON, html="<p>When do you come to Busan?</p>")
    file = specimens.posts_file()
    cards = [
        plain,
        replace(plain, id=702, html="<p>So: when?</p>", edited_at=THEN),
        replace(plain, id=703, author=MIRA, reaction_counts={"cheer": 1}, files=(file,)),
    ]
    before: Card | None = None
    messages: list[Message] = []
    for number, card in enumerate(cards):
        shown = replace(card, published_at=THEN + timedelta(minutes=number))
        is_own = card.author is MIRA
        html = _filled(shown)
        messages.append(talking.message(shown, html, before, is_own=is_own, is_new=number == 0))
        before = shown
    return Flow(messages, 1, None, 703, has_unread=False, seen_by=("Park Seo-yeon",))


def rows() -> list[Row]:
    """Conversations in the list: unread, of several, muted."""
    unread = Row(1, "Park Seo-yeon", (PARK,), "So: when?", THEN, is_unread=True, is_muted=False)
    several = replace(unread, id=2, title="Walk-round Gdynia", people=(PARK, EWA), is_unread=False)
    return [
        unread,
        several,
        replace(several, id=3, title="Ewa Nowak", people=(EWA,), is_muted=True),
    ]


def _filled(card: Card) -> str:
    fragment = Fragment(card, "", MESSAGE.draw(card).split("\x00"))
    marks = Marks(frozenset(), ())
    return fragments.fill(fragment, marks, MIRA.id, may_moderate=False).decode()

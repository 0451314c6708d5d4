"""How the product is asked for what it shows: whole feeds, threads with their windows, searches."""

from __future__ import annotations

import re

from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards, marks, threads
from groundswell.network.messages import queries as messages
from groundswell.network.posts.text import plain_text
from groundswell.network.search import queries as search
from tests.network.plain.sights import Shown
from tests.web.reading import text

OWN = {"voted", "voted--1", "voted-0", "voted-1", "addressed", "acknowledged"}
BADGE = r'class="badge badge--needs">(\d+)<'
BY_NUMBER = {"decision", "outcome", "held", "verdict", "delegation"}  # of what, not of a group


def whole(feed, viewer, *more):
    """All pages of a feed, one after the other; each thread once."""
    seen, older_than = [], None
    while True:
        page = feed(viewer, *more, older_than=older_than)
        seen += [line.id for line in page.lines]
        older_than = page.older_than
        if older_than is None:
            assert len(seen) == len(set(seen))
            return seen


def all_messages(viewer, talk_id):
    """All that was said in a conversation, page by page."""
    seen, older_than = [], None
    while True:
        page = messages.newest(viewer, talk_id, older_than=older_than, limit=2)
        seen = [line.id for line in page.lines] + seen
        older_than = page.older_than
        if older_than is None:
            return seen


def everything_found(viewer, question):
    seen, place = [], search.Place()
    while place:
        page = search.posts(viewer, question, place)
        seen += [hit.id for hit in page.lines]
        place = page.older
    return seen


def about(bundle):
    return bundle.subject_id if bundle.kind in BY_NUMBER else 0


def all_windows(viewer, thread_id):
    """A thread from its beginning to its end, and back from its end, a window each time."""
    there = [threads.thread(viewer, thread_id)]
    while there[-1].later:
        there.append(threads.thread(viewer, thread_id, threads.Window(there[-1].later)))
    back = [threads.thread(viewer, thread_id, threads.ending())]
    while back[-1].earlier:
        back.append(threads.thread(viewer, thread_id, threads.ending(back[-1].earlier)))
    lines = {line.id: line for window in there for line in window.lines}
    assert lines == {line.id: line for window in back for line in window.lines}
    assert there[0].newest == max(lines)
    return [lines[id_] for id_ in sorted(lines)]


def news_of(viewer, thread_id):
    """Its replies, as an open page asks for them."""
    return threads.newer(viewer, thread_id, thread_id)


def found(look, *arguments):
    try:
        return look(*arguments)
    except NotFound:
        return None


def shown(viewer, thread_id):
    """A thread as its page shows it; None where there is no page."""
    lines, news = found(all_windows, viewer, thread_id), found(news_of, viewer, thread_id)
    assert news == (lines and [line.id for line in lines[1:]])
    if lines is None:
        return None
    drawn = cards.cards([line.id for line in lines])
    mine = marks.of(viewer, [line.id for line in lines])
    return [shown_post(line, drawn[line.id], mine[line.id]) for line in lines]


def shown_post(line, card, mine):
    return Shown(
        id=line.id,
        parent_id=line.parent_id,
        text=plain_text(card.html) if card.html else None,
        replies=card.reply_count,
        reactions=card.reaction_counts,
        is_answered=card.answered_at is not None,
        best_id=card.best.id if card.best else None,
        result=result_of(card),
        asked=card.poll.asked if card.poll else 0,
        hand=card.acted_by,
        best_hand=card.best.acted_by if card.best else "",
        own=mine.own & OWN,
        own_reactions=mine.reactions,
        places=frozenset(p.name for p in mine.places if p.kind == "group"),
    )


def result_of(card):
    result = card.poll and card.poll.result
    return tuple(str(count) for count in result.counts) if result else None


def badges_of(answer):
    """How much waits, as the frame of a page says: of notices, of messages."""
    return {int(number) for number in re.findall(BADGE, text(answer))}

"""One page of a feed, as it is drawn: the posts' HTML, the way to older ones, the wait for new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from markupsafe import escape

from groundswell.foundation import paging
from groundswell.network.feeds import marks, places
from groundswell.network.feeds.queries import PAGE, FeedPage
from groundswell.network.feeds.ranking import RankedPage
from groundswell.web import fragments, jinja, renewing
from groundswell.web.answers import part, signed_in_of, viewer_of

FEED = "components/feed.jinja"
FOR_YOU = "/for-you/"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as templates know it: whether there are posts, older ones, and news to wait for.

    What these are stands in `slots`, so that a page is drawn once for all that differ in nothing
    else: the posts' HTML, and the addresses of the older page and of news.
    """

    has_posts: bool
    has_older: bool
    has_news: bool
    slots: Mapping[str, bytes] = field(compare=False)
    ends: bool = False  # with a way to Newest

    @property
    def posts(self) -> str:
        """The slot for the posts; empty when there are none."""
        return jinja.slot("posts") if self.has_posts else ""

    @property
    def older(self) -> str:
        """The slot for the address of the older page; empty on the last."""
        return jinja.slot("older") if self.has_older else ""

    @property
    def news(self) -> str:
        """The slot for the address of news; empty where none is waited for."""
        return jinja.slot("news") if self.has_news else ""


def feed(request: HttpRequest, found: FeedPage, path: str = "") -> Feed:
    """A page of the feed at `path` (that of the request), filled in for its viewer."""
    path = path or request.path
    newest = found.lines[0].id if found.lines else 0
    html = fragments.in_feed(signed_in_of(request), found.lines, found.marks)
    slots = {
        "posts": b"".join(html.values()),
        "older": escape(f"{path}?older_than={found.older_than}").encode(),
        "news": escape(f"{path}?newer_than={newest}").encode(),
    }
    # Above an older page stand newer posts in any case; that is no news.
    return Feed(bool(html), bool(found.older_than), "older_than" not in request.GET, slots)


def ranked(request: HttpRequest, found: RankedPage, *, is_first: bool) -> Feed:
    """A page of For you, each post under its reason, filled in for its viewer."""
    lines = [one.line for one in found.lines]
    mine = marks.of(viewer_of(request), [line.id for line in lines])
    html = fragments.in_feed(signed_in_of(request), lines, mine)
    shown = [
        jinja.encoded(jinja.drawn(FEED, "why", one.reason, one.elsewhere), {}) + html[one.line.id]
        for one in found.lines
        if one.line.id in html
    ]
    slots = {
        "posts": b"".join(shown),
        "older": escape(f"{FOR_YOU}?after={places.place(found.rest)}").encode()
        if found.rest
        else b"",
        "news": escape(f"{FOR_YOU}?newer_than={found.newest}").encode(),
    }
    # Whoever has seen all of it finds older posts in the order of time.
    return Feed(bool(shown), bool(found.rest), is_first, slots, ends=not found.rest)


def part_with(request: HttpRequest, shown: Feed) -> HttpResponse:
    """The posts of a feed and the way to older ones, for a script."""
    pieces = jinja.drawn(FEED, "posts", shown.posts, shown.older, shown.ends)
    return part(request, jinja.encoded(pieces, shown.slots))


def part_of(request: HttpRequest, found: FeedPage, *, is_ranked: bool = False) -> HttpResponse:
    """What a script asks of a feed: its older posts, or whether there are newer ones.

    `is_ranked`: it shows its posts in another order than `found` has them.
    """
    newer_than = request.GET.get("newer_than")
    if newer_than is None:
        return part_with(request, feed(request, found))
    known = paging.cursor(newer_than) or 0
    shown = set() if is_ranked else renewing.shown(request).keys()
    count = sum(_is_new(line.id, known, shown) for line in found.lines)
    news = jinja.macro(FEED, "news", count, count == PAGE, request.path) if count else ""
    return part(request, news + renewing.of_feed(request))


def _is_new(post_id: int, known: int, shown: Collection[int]) -> bool:
    """Whether a page does not show a post yet, of which `known` is the newest that it does.

    On PostgreSQL two are written at once, and the later may be there for all before the earlier.
    """
    was_passed = known in shown and post_id not in shown and post_id > min(shown)
    return post_id > known or was_passed

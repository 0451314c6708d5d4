"""One page of a feed, as it is drawn: the posts' HTML, the way to older ones, the wait for new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup, escape

from groundswell.foundation import paging
from groundswell.network.feeds.queries import PAGE, FeedPage
from groundswell.web import fragments, jinja
from groundswell.web.answers import part, signed_in_of

FEED = "components/feed.jinja"
POSTS = "posts"


@dataclass(frozen=True, slots=True)
class Feed:
    """The posts' HTML; the addresses of the older page ("" on the last) and of news about it.

    Templates put a slot where the posts stand: HTML of a hundred kilobytes is copied once, not by
    each macro and block around it.
    """

    html: bytes
    older: str
    news: str

    @property
    def posts(self) -> Markup:
        """The slot for the posts; empty when there are none."""
        return jinja.slot(POSTS) if self.html else Markup()

    @property
    def slots(self) -> Mapping[str, bytes]:
        """What stands in the slot."""
        return {POSTS: self.html}


def feed(request: HttpRequest, found: FeedPage, path: str = "") -> Feed:
    """A page of the feed at `path` (that of the request), filled in for its viewer."""
    path = path or request.path
    older = f"{path}?older_than={found.older_than}" if found.older_than else ""
    newest = found.lines[0].id if found.lines else 0
    # Above an older page stand newer posts in any case; that is no news.
    news = "" if "older_than" in request.GET else f"{path}?newer_than={newest}"
    return Feed(b"".join(fragments.in_feed(signed_in_of(request), found.lines)), older, news)


def part_of(request: HttpRequest, found: FeedPage) -> HttpResponse:
    """What a script asks of a feed: its older posts, or whether there are newer ones."""
    newer_than = request.GET.get("newer_than")
    if newer_than is None:
        shown = feed(request, found)
        older = jinja.slot("older") if shown.older else ""
        slots = {**shown.slots, "older": escape(shown.older).encode()}
        return part(request, jinja.encoded(jinja.drawn(FEED, "posts", shown.posts, older), slots))
    known = paging.cursor(newer_than) or 0
    count = sum(line.id > known for line in found.lines)
    news = jinja.macro(FEED, "news", count, count == PAGE, request.path) if count else ""
    return part(request, news)

"""One page of a feed, as it is drawn: the posts' HTML and the way to older ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from groundswell.network.feeds.queries import FeedPage
from groundswell.people.signin.queries import SignedIn
from groundswell.web import fragments, jinja
from groundswell.web.answers import part, signed_in_of


@dataclass(frozen=True, slots=True)
class Feed:
    """The posts' HTML, and the address of the older page ("" on the last)."""

    posts: Sequence[str]
    older: str


def feed(signed_in: SignedIn, found: FeedPage, path: str) -> Feed:
    """A page of a feed, filled in for its viewer."""
    older = f"{path}?older_than={found.older_than}" if found.older_than else ""
    return Feed(fragments.in_feed(signed_in, found.lines), older)


def more(request: HttpRequest, found: FeedPage) -> HttpResponse:
    """The same without a page around it, for the script that appends older posts."""
    shown = feed(signed_in_of(request), found, request.path)
    module = jinja.environment().get_template("components/feed.jinja").module
    return part(request, str(module.posts(shown)))  # type: ignore[attr-defined]

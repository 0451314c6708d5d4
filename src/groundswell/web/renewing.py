"""What a page that stays open shows of posts, where it has become another than it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from groundswell.foundation import ids
from groundswell.network.feeds import marks
from groundswell.network.feeds import queries as feeds
from groundswell.network.feeds.queries import FeedLine
from groundswell.web import fragments
from groundswell.web.answers import signed_in_of

SHOWN = re.compile(r"(\d{1,19})\.(\d{1,9})", re.ASCII)
MOST = 100  # posts that a page asks about at once


def shown(request: HttpRequest) -> dict[int, int]:
    """The posts that the page shows, each with the version that it has of it."""
    pairs = SHOWN.findall(request.GET.get("shown", ""))[:MOST]
    return {int(id_): int(version) for id_, version in pairs if int(id_) <= ids.MAX}


def of_feed(request: HttpRequest) -> str:
    """The threads of a feed that have changed, and which are not there any more."""
    known = shown(request)
    if not known:
        return ""
    signed_in = signed_in_of(request)
    there = feeds.versions(signed_in.viewer, known)
    lines = [FeedLine(*pair) for pair in there.items() if pair[1] != known[pair[0]]]
    mine = marks.of(signed_in.viewer, [line.id for line in lines])
    drawn = fragments.in_feed(signed_in, lines, mine)
    return part(drawn, gone=known.keys() - there.keys())


def part(drawn: Mapping[int, bytes], gone: Iterable[int] = ()) -> str:
    """What a script puts in the place of what it has; nothing where all is as it was."""
    pieces = [html.decode() for html in drawn.values()]
    pieces += [f'<i data-gone="post-{post_id}"></i>' for post_id in gone]
    return f"<template>{''.join(pieces)}</template>" if pieces else ""

"""Where what is counted was said: here, or in another product before an import brought it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from groundswell.foundation import clock, ids
from groundswell.network.posts.models import Origin, Post


class Source(StrEnum):
    HERE = "here"
    IMPORT = "import"
    BOTH = "both"
    NOTHING = "nothing"


def source(first: date, last: date) -> Source:
    """Where the posts of a span of days were written."""
    starts, ends = clock.bounds(first, last)
    posts = Post.objects.filter(pk__gte=ids.floor(starts), pk__lt=ids.floor(ends))
    brought = posts.filter(origin=Origin.IMPORT).exists()
    written = posts.exclude(origin=Origin.IMPORT).exists()
    if brought and written:
        return Source.BOTH
    if brought:
        return Source.IMPORT
    return Source.HERE if written else Source.NOTHING

"""Where authors stood when they wrote: the facts of `site:` and `function:`.

A post keeps the place of its day, as figures do: whoever moves takes nothing along. What is older
than the first place that is known has that one; who is known from an import alone has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from groundswell.foundation import clock
from groundswell.foundation.words import fold
from groundswell.network.posts.models import Post
from groundswell.people.org.models import Assignment

LETTERS = {"site": "=o", "function": "=f"}


@lru_cache(maxsize=4096)
def fact(column: str, name: str) -> str:
    """The token under which the posts of a site or function are found."""
    return LETTERS[column] + sha256(fold(name).encode()).hexdigest()[:16]


def names(column: str) -> list[str]:
    """The sites or functions in which anybody stands or ever stood."""
    found = Assignment.objects.exclude(**{column: ""}).values_list(column, flat=True)
    return sorted(found.distinct())


def facts(place: Assignment) -> list[str]:
    """Both tokens of a place, as far as it names them."""
    named = {"site": place.site, "function": place.function}
    return [fact(column, name) for column, name in named.items() if name]


def then(post_ids: Sequence[int]) -> dict[int, Assignment]:
    """The place of each post's author on its day, by post."""
    rows = Post.objects.filter(pk__in=post_ids).values_list("pk", "author_id", "published_at")
    posts = list(rows)
    history = _history({author_id for _, author_id, _ in posts})
    found: dict[int, Assignment] = {}
    for post_id, author_id, published_at in posts:
        if places := history.get(author_id):
            day = clock.day_of(published_at)
            found[post_id] = next((place for place in places if place.from_on <= day), places[-1])
    return found


def _history(person_ids: Iterable[int]) -> dict[int, list[Assignment]]:
    """The places of people, the latest first."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    places = Assignment.objects.filter(person_id__in=list(person_ids))
    for place in places.only("person_id", "site", "function", "from_on").order_by("-from_on"):
        found[place.person_id].append(place)
    return found

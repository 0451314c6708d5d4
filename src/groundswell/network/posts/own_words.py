"""How much of what stands under a leader's name they published themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from groundswell.foundation import clock, ids
from groundswell.network.posts.models import Origin, Placement, Post
from groundswell.network.streams.models import StreamKind
from groundswell.people.persons.models import Person

MONTH, QUARTER = timedelta(days=28), timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Said:
    """Posts and replies: those of one's own, out of all."""

    own: int
    total: int

    @property
    def share(self) -> int:
        """The share of own ones in percent; of nothing there is none."""
        return round(100 * self.own / self.total)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Over the last 28 days, and over the last 13 weeks."""

    month: Said
    quarter: Said


def of(leader: Person) -> OwnWords:
    """Counted now, from the posts themselves; one query. Who may see it, the roster says.

    What an import or a delegate's draft brought counts as own: see the definition beside it.
    """
    now = clock.now()
    own = Q(acted_by=None) | Q(acted_by=F("author")) | Q(origin=Origin.IMPORT)
    lately = Q(published_at__gte=now - MONTH)
    thread = Coalesce(OuterRef("root_id"), OuterRef("pk"))
    private = Placement.objects.filter(post=thread, stream__kind=StreamKind.CONVERSATION)
    # Ids grow with the time of their post, so that the index finds these alone.
    said = Post.objects.filter(
        ~Exists(private), author=leader, removed_at=None, pk__gte=ids.floor(now - QUARTER)
    )
    found = said.aggregate(
        month=Count("pk", filter=lately),
        own_month=Count("pk", filter=lately & own),
        quarter=Count("pk"),
        own_quarter=Count("pk", filter=own),
    )
    return OwnWords(
        Said(found["own_month"], found["month"]), Said(found["own_quarter"], found["quarter"])
    )

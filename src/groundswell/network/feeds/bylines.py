"""A reader of the log: whose name, face or place changed is shown so over their older posts too."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q

from groundswell.activity.log import Entry
from groundswell.network.posts.models import Post

# What a card shows of a person comes with one of these.
VERBS = frozenset({"changed", "moved", "merged", "erased"})


def follow(entries: Sequence[Entry]) -> None:
    """Raise the version of every post that shows one of these people, so that it is drawn anew."""
    people = {entry.noun_id for entry in entries if entry.noun == "person" and entry.verb in VERBS}
    if people:
        shown = Q(author__in=people) | Q(acted_by__in=people)
        Post.objects.filter(shown).update(version=F("version") + 1)
        answered = Post.objects.filter(shown, root__isnull=False)
        best = Post.objects.filter(best_answer__in=answered.values("pk"))
        best.update(version=F("version") + 1)

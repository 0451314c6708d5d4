"""Whom announcements concern: all they address, and in the end those who are missing."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.network.announcements import queries
from groundswell.network.announcements.models import Announcement


def addressed(post_ids: Sequence[int]) -> dict[int, list[int]]:
    """Who is addressed by those of the posts that are announcements."""
    return {
        announced.pk: list(queries.addressed(announced).values_list("pk", flat=True))
        for announced in _among(post_ids)
    }


def missing(post_ids: Sequence[int]) -> dict[int, list[int]]:
    """Who has not acknowledged them."""
    return {
        announced.pk: list(queries.missing(announced).values_list("pk", flat=True))
        for announced in _among(post_ids)
    }


def _among(post_ids: Sequence[int]) -> list[Announcement]:
    found = Announcement.objects.select_related("post").filter(
        pk__in=post_ids, post__removed_at=None
    )
    return list(found) if post_ids else []

"""Who is to be told of what: from activities to notices that are not opened yet.

A kind of notice has its function in one of the files here, its line below, its part in `facts.sql`
and in `hollow.sql`, and its sentence in `wording.py`. One event tells a person once, by the kind
that concerns them most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from groundswell.activity.log import Entry
from groundswell.network.notifications.telling import (
    announcements,
    delegates,
    group_life,
    groups,
    moderation,
    posts,
    reactions,
)
from groundswell.network.notifications.telling.told import Told

TELLERS: tuple[Callable[[Sequence[Entry]], Iterator[Told]], ...] = (
    posts.about_posts,
    reactions.about_best_answers,
    reactions.about_reactions,
    groups.about_follows,
    groups.about_invitations,
    groups.about_requests,
    group_life.about_groups,
    group_life.about_members,
    moderation.about_reports,
    moderation.about_decisions,
    moderation.about_outcomes,
    moderation.about_held,
    announcements.about_reminders,
    delegates.about_delegations,
    delegates.about_handed,
    delegates.about_rosters,
    delegates.about_figures,
    delegates.about_consents,
)


def told(entries: Sequence[Entry]) -> list[Told]:
    """All that these activities tell, oldest first within a kind."""
    return [one for tell in TELLERS for one in tell(entries)]

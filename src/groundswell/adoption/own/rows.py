"""All rows that are kept about one person to measure adoption, for that person alone.

`SOURCES` names them table by table; a test holds it against every table of adoption that points to
a person, and against those of the network that measures read. What somebody wrote and reacted to
stands in the network itself. Where others stand in a row beside the viewer, they are named only
where the viewer may read the place in which it happened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from groundswell.activity.models import Activity
from groundswell.adoption import roster
from groundswell.adoption.bridges.models import OwnBridge
from groundswell.adoption.consents.models import Consent, RosterPlace, ShownBefore
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.interactions.models import Interaction
from groundswell.adoption.looks.models import Look
from groundswell.adoption.reports.models import Subscription
from groundswell.adoption.suggestions.models import Suggestion
from groundswell.foundation import clock
from groundswell.network.announcements.models import Acknowledgement
from groundswell.network.bookmarks.models import Bookmark
from groundswell.network.polls.models import Vote
from groundswell.network.streams.models import Membership, Stream, StreamKind
from groundswell.people.delegates.models import Rostered
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, Presence

LEADING = "your figures on the roster of leaders, as they are kept"
HIDDEN = "in a place that you may not read"
AT_ONCE = 2_000

type Row = dict[str, Any]
type Asked = Callable[[Person], QuerySet[Any]]

# What it is, its rows, and the columns of it that are told.
SOURCES: dict[str, tuple[Asked, tuple[str, ...]]] = {
    "days on which you contributed": (
        lambda me: ContributionDay.objects.filter(person_id=me.pk).order_by("on"),
        ("on", "posts", "replies", "reactions", "votes"),
    ),
    "times that you turned to somebody, and others to you": (
        lambda me: Interaction.objects.filter(Q(from_id=me.pk) | Q(to_id=me.pk)).order_by("pk"),
        ("at", "kind", "from_id", "to_id", "is_delegated", "stream_id", "thread_id", "post_id"),
    ),
    "days on which you were here": (
        lambda me: Presence.objects.filter(person=me).order_by("on"),
        ("on", "has_read", "has_written"),
    ),
    "where you stand and stood": (
        lambda me: Assignment.objects.filter(person=me).order_by("from_on"),
        ("from_on", "to_on", "function", "site", "level", "manager_id"),
    ),
    "what your account and the people list say of you": (
        lambda me: Person.objects.filter(pk=me.pk),
        ("state", "is_listed", "started_on", "left_on", "created_at", "joined_at", "time_zone"),
    ),
    "groups that you are a member of": (
        lambda me: Membership.objects.filter(person=me, stream__kind=StreamKind.GROUP),
        ("stream_id", "since_at"),
    ),
    "polls in which you voted": (
        lambda me: Vote.objects.filter(person=me).order_by("poll_id"),
        ("poll_id", "voted_on"),
    ),
    "threads that you keep": (
        lambda me: Bookmark.objects.filter(person=me).order_by("post_id"),
        ("post_id", "saved_at"),
    ),
    "announcements that you acknowledged": (
        lambda me: Acknowledgement.objects.filter(person=me).order_by("announcement_id"),
        ("announcement_id", "at"),
    ),
    "your own words on your profile": (
        lambda me: Rostered.objects.filter(leader=me),
        ("told_at", "answer"),
    ),
    "what you agreed to": (
        lambda me: Consent.objects.filter(person=me).order_by("pk"),
        ("what", "given_at", "withdrawn_at"),
    ),
    "your place on the roster of leaders": (
        lambda me: RosterPlace.objects.filter(leader=me),
        ("told_at", "told_by_id", "agreed_at", "withdrawn_at"),
    ),
    "when your figures stood on it before": (
        lambda me: ShownBefore.objects.filter(leader=me).order_by("pk"),
        ("agreed_at", "withdrawn_at"),
    ),
    "how you join others": (
        lambda me: OwnBridge.objects.filter(person=me),
        (
            "on",
            "ties",
            "functions",
            "constraint",
            "effective_size",
            "betweenness",
            "less_bound_than",
        ),
    ),
    "the report that you get by mail": (
        lambda me: Subscription.objects.filter(person=me),
        ("cadence", "weekday", "hour", "language", "measures", "created_at", "decided_on"),
    ),
    "suggestions that you took up": (
        lambda me: Suggestion.objects.filter(taken_by=me).order_by("pk"),
        ("taken_on", "kind", "one_id", "other_id"),
    ),
    "who looked at your own figures": (
        lambda me: Look.objects.filter(about=me).order_by("pk"),
        ("hour", "person_id", "report", "times", "asked"),
    ),
    "what you looked at": (
        lambda me: Look.objects.filter(person=me).order_by("pk"),
        ("hour", "report", "about_id", "times", "asked"),
    ),
    "what the log says that you did": (
        lambda me: Activity.objects.filter(actor_id=me.pk).order_by("pk"),
        ("happened_at", "verb", "noun", "noun_id", "stream_id"),
    ),
}


def written(viewer: Person) -> Iterator[str]:
    """All of it as JSON, piece by piece, so that a long history holds no memory."""
    readable = set(Stream.objects.visible_to(viewer).values_list("pk", flat=True))
    head = {"person": viewer.pk, "name": viewer.name, "written_at": clock.now().isoformat()}
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    for title, (asked, columns) in SOURCES.items():
        yield f",\n {json.dumps(title)}: ["
        start = "\n  "
        for values in asked(viewer).values_list(*columns).iterator(chunk_size=AT_ONCE):
            row = _shown(dict(zip(columns, values, strict=True)), viewer, readable)
            yield start + json.dumps(row, ensure_ascii=False, default=str)
            start = ",\n  "
        yield "]"
    mine = json.dumps(roster.kept_of(viewer), ensure_ascii=False, default=str)
    yield f",\n {json.dumps(LEADING)}: {mine}\n}}\n"


def _shown(row: Row, viewer: Person, readable: set[int]) -> Row:
    if row.get("stream_id") is None or row["stream_id"] in readable:
        return row
    others = {"from_id", "to_id"} & row.keys()
    places = {"stream_id", "thread_id", "post_id", "noun_id"} & row.keys()
    hidden = {column for column in others if row[column] != viewer.pk} | places
    return {column: HIDDEN if column in hidden else value for column, value in row.items()}

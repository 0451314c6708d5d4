"""People: the directory, one person, the organisation, and the chooser of mentions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from groundswell.adoption.register import queries as register
from groundswell.foundation import clock, paging
from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import queries as groups
from groundswell.network.posts import calling, own_words
from groundswell.network.posts import queries as posts
from groundswell.network.streams import actions as stream_actions
from groundswell.network.streams import queries as streams
from groundswell.people.delegates import queries as delegates
from groundswell.people.delegates.models import Rostered
from groundswell.people.org import queries as org
from groundswell.people.persons import queries as persons
from groundswell.people.roles import queries as roles
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import Permission
from groundswell.web import feeding, jinja, listing
from groundswell.web.answers import (
    for_members,
    go,
    may,
    page,
    part,
    safe_address,
    viewer_of,
    wants_part,
)
from groundswell.web.people_words import ROLES

PAGE = 40
REPORTS = 8  # on a profile
PRAISE = 5  # on a profile, the newest
TEAM = 60  # boxes under one in the tree
COLUMNS = ("function", "site", "level")
OWN_WORDS = "own_words"  # the measure of the same for everybody


@require_safe
@for_members
def directory(request: HttpRequest) -> HttpResponse:
    """Who works here, narrowed by name, function, site and level."""
    viewer = viewer_of(request)
    chosen = {key: request.GET.get(key, "")[:120] for key in ("name", *COLUMNS)}
    found = persons.directory(viewer, **chosen)
    count = found.count()
    start = min(paging.cursor(request.GET.get("from")) or 0, count)
    people = list(found[start : start + PAGE])
    return page(
        request,
        "people.jinja",
        people=people,
        places=org.present(person.pk for person in people),
        chosen=chosen,
        values={column: org.values(column) for column in COLUMNS},
        count=count,
        next_from=start + PAGE if start + PAGE < count else 0,
    )


@require_safe
@for_members
def profile(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: where they stand, what to ask them, what they wrote."""
    viewer = viewer_of(request)
    person = persons.person(viewer, person_id)
    older_than = paging.cursor(request.GET.get("older_than"))
    found = feeds.of_person(viewer, person_id, older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    storyline = streams.storyline_of(person_id)
    reports = org.boxes(org.reports_of(viewer, person_id)[:REPORTS])
    told = delegates.rostered(person)
    return page(
        request,
        "person.jinja",
        person=person,
        place=org.present([person_id]).get(person_id),
        line=org.line_of(viewer, person),
        reports=reports,
        words=own_words.of(person) if told and _is_shown(told) else None,
        may_roster=bool(reports) and told is None and may(request, Permission.MANAGE_PEOPLE),
        roles=[str(ROLES[Role(role)]) for role in sorted(roles.roles_of(person))],
        feed=feeding.feed(request, found),
        praise=posts.praise_of(viewer, person_id)[:PRAISE],
        storyline=storyline,
        is_followed=storyline is not None and streams.is_followed(viewer, storyline.pk),
    )


def _is_shown(told: Rostered) -> bool:
    """Whether everybody sees a leader's share of own words: not while the measure is off."""
    return told.is_public(clock.now()) and OWN_WORDS not in register.off()


@require_POST
@for_members
def follow(request: HttpRequest, person_id: int) -> HttpResponse:
    """Put somebody's storyline into the viewer's feed, or take it out."""
    viewer = viewer_of(request)
    person = persons.person(viewer, person_id)
    stream_id = stream_actions.open_storyline(person.pk).pk
    if "no" in request.GET:
        stream_actions.unfollow(follower=viewer, stream_id=stream_id)
    else:
        stream_actions.follow(follower=viewer, stream_id=stream_id)
    return go(safe_address(request.GET.get("back", ""), f"/people/{person_id}/"))


@require_safe
@for_members
def organisation(request: HttpRequest, person_id: int = 0) -> HttpResponse:
    """The tree of the organisation: a person, the line above them, and who reports to them."""
    viewer = viewer_of(request)
    if person_id:
        here = persons.person(viewer, person_id)
        below = listing.part(request, org.reports_of(viewer, person_id), TEAM)
        line = org.line_of(viewer, here)
    else:
        heads = org.heads(viewer)
        here, line, below = None, [], listing.part(request, heads, TEAM)
        if below.count == 1:
            return go(f"/organisation/{heads[0].person_id}/")
    return page(
        request,
        "organisation.jinja",
        here=here,
        line=line,
        reports=org.boxes(below.rows),
        below=below,
    )


@require_safe
@for_members
def mentions(request: HttpRequest) -> HttpResponse:
    """People and groups whose name begins so, for the chooser of mentions."""
    viewer = viewer_of(request)
    typed = request.GET.get("q", "")[:40]
    people = list(persons.starting_with(viewer, typed)) if typed else []
    places = org.present(person.pk for person in people)
    is_wide = typed and request.GET.get("only") != "people"
    named = list(groups.starting_with(viewer, typed, limit=3)) if is_wide else []
    called = calling.callable_by(viewer, [group.pk for group in named]) if named else []
    chooser = ("components/mention_list.jinja", "mention_list")
    return part(request, jinja.macro(*chooser, people, places, named, called))

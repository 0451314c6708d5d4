"""The first five minutes of somebody new: profile, people, groups, a question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.network.newcomers import queries
from groundswell.people.persons import actions as persons
from groundswell.people.persons import queries as people
from groundswell.web import composing
from groundswell.web.answers import for_members, go, page, viewer_of
from groundswell.web.forms.settings import FirstForm

SUGGESTED = 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def first_steps(request: HttpRequest) -> HttpResponse:
    """What to begin with, and why; and the first words about oneself."""
    viewer = viewer_of(request)
    is_sent = request.method == "POST"
    form = FirstForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        persons.change_profile(person=viewer, **form.cleaned_data)
        return go("/first-steps/#people", toast=_("Your profile says so now."))
    person = people.person(viewer, viewer.pk)
    now = {key: ", ".join(getattr(person, key)) for key in ("ask_me_about", "skills")}
    return page(
        request,
        "first_steps.jinja",
        status=422 if is_sent else 200,
        progress=queries.progress(viewer),
        people=queries.people_to_follow(viewer, limit=SUGGESTED),
        groups=queries.groups_to_begin_with(viewer, limit=SUGGESTED),
        composer=composing.composer(
            kind="question", prompt=_("What would you like to know from the others?")
        ),
        typed=form.data if is_sent else now,
        errors=form.errors if is_sent else {},
    )


@require_POST
@for_members
def put_away(request: HttpRequest) -> HttpResponse:
    """Take the first steps off the home page."""
    persons.put_welcome_away(person=viewer_of(request))
    return go("/", toast=_("Put away. You find groups and people in the navigation."))

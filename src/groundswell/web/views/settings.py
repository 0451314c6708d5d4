"""What people change about themselves, and where they are signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.messages import actions as talks
from groundswell.network.messages import queries as conversations
from groundswell.people.persons import actions as persons
from groundswell.people.persons import queries
from groundswell.people.persons.models import Person
from groundswell.people.signin import actions as signin
from groundswell.people.signin import queries as sessions
from groundswell.people.signin.passkeys import actions as passkeys
from groundswell.people.signin.tokens import queries as tokens
from groundswell.web.answers import for_members, go, page, signed_in_of, viewer_of
from groundswell.web.doors import address_of, device_of, with_session
from groundswell.web.forms.settings import ProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def profile(request: HttpRequest) -> HttpResponse:
    """The own profile, and the devices that are signed in."""
    viewer = viewer_of(request)
    person = queries.person(viewer, viewer.pk)
    is_sent = request.method == "POST"
    form = ProfileForm(request.POST, request.FILES) if is_sent else ProfileForm()
    if is_sent and form.is_valid():
        typed = dict(form.cleaned_data)
        photo, no_photo = typed.pop("photo"), typed.pop("no_photo")
        try:
            if photo:
                typed["photo"] = persons.draw_photo(photo.name, photo.read())
            elif no_photo:
                typed["photo"] = ""
            persons.change_profile(person=person, **typed)
            return go("/settings/", toast=_("Your profile says so now."))
        except Refused as refusal:
            form.add_error("photo", str(refusal))
    return page(
        request,
        "settings.jinja",
        status=422 if is_sent else 200,
        person=person,
        typed=form.data if is_sent else _now(person),
        errors=form.errors if is_sent else {},
        sessions=sessions.sessions(viewer),
        tokens=list(tokens.tokens(viewer)),
        makes_tokens=tokens.may_make(viewer),
        now=clock.now(),
        session_id=signed_in_of(request).session_id,
        shows_read_marks=conversations.shows_read_marks(viewer),
        passkeys=sessions.passkeys(viewer) if passkeys.are_possible() else None,
        zones=form.fields["time_zone"].choices,  # type: ignore[attr-defined]
    )


def _now(person: Person) -> dict[str, str]:
    return {
        "title": person.title,
        "ask_me_about": ", ".join(person.ask_me_about),
        "skills": ", ".join(person.skills),
        "languages": ", ".join(person.languages),
        "time_zone": person.time_zone,
        "language": person.language,
    }


@require_POST
@for_members
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; every other device is signed out."""
    token = signin.change_password(
        person=queries.person(viewer_of(request), viewer_of(request).pk),
        old=request.POST.get("old", ""),
        new=request.POST.get("new", ""),
        device=device_of(request),
        address=address_of(request),
    )
    toast = _("Changed. Every other device is signed out.")
    return with_session(request, go("/settings/", toast=toast), token)


@require_POST
@for_members
def messages(request: HttpRequest) -> HttpResponse:
    """Show others how far one has read their messages, or not."""
    is_shown = request.POST.get("read_marks") == "1"
    talks.show_read_marks(person=viewer_of(request), is_shown=is_shown)
    toast = _("Read marks are shown.") if is_shown else _("Read marks are not shown any more.")
    return go("/settings/#messages", toast=toast)


@require_POST
@for_members
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign one of the own devices out."""
    signin.end_session(person=viewer_of(request), session_id=session_id)
    return go("/settings/#devices", toast=_("That device is signed out."))

"""For administrators: who is here, how they come in, what they may do."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.config import dangers
from groundswell.exchange.people import states
from groundswell.foundation.errors import NotFound
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles import queries as granted
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import Permission
from groundswell.people.signin import doors as letting_in
from groundswell.people.signin import queries as sessions
from groundswell.people.signin.links import issue_pin, welcome_address
from groundswell.people.signin.models import Purpose
from groundswell.web import administration_cards, people_words
from groundswell.web.answers import for_permission, go, may, page, viewer_of

LETTERS_AT_ONCE = 200


@require_safe
@for_permission(Permission.MANAGE_PEOPLE)
def index(request: HttpRequest) -> HttpResponse:
    """How many are in which state, and what there is to do."""
    return page(
        request,
        "administration.jinja",
        counts=persons.counts(viewer_of(request)),
        cards=administration_cards.cards(request),
        doors_are_open=sessions.doors_are_open(),
        found=list(_found(request)),
        typed=request.GET.get("name", "")[:120],
        grants=granted.grants(),
        role_names=people_words.ROLES,
        may_manage_roles=may(request, Permission.MANAGE_ROLES),
        may_open_doors=may(request, Permission.OPEN_DOORS),
        may_erase=may(request, Permission.ERASE_PEOPLE),
    )


def _found(request: HttpRequest) -> list[Person]:
    typed = request.GET.get("name", "")[:120]
    return list(persons.named(viewer_of(request), typed)[:20]) if typed else []


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.OPEN_DOORS)
def doors(request: HttpRequest) -> HttpResponse:
    """Say what opening the doors does; then do it."""
    if request.method == "POST":
        count = letting_in.open_doors(opened_by=viewer_of(request))
        toast = _("The doors are open: %(count)s invitations go out.") % {"count": count}
        return go("/administration/", toast=toast)
    return page(
        request,
        "doors.jinja",
        counts=persons.counts(viewer_of(request)),
        are_open=sessions.doors_are_open(),
        hindrances=_hindrances(),
    )


def _hindrances() -> list[str]:
    """Why invitations would not arrive, or not lead here: said before they go."""
    chosen = settings.OPTIONS
    said: list[str] = []
    if not chosen.mail.host:
        text = _(
            "No mail server is set (mail.host): invitations wait until there is one."
            " Until then everybody invited can get a letter, or a one-time link."
        )
        said.append(text)
    if chosen.host in dangers.LOOPBACK:
        text = _(
            "Their links begin with %(address)s, which opens on this machine alone."
            " Let the operator set public_address first."
        )
        said.append(text % {"address": chosen.public_address})
    return said


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def letters(request: HttpRequest) -> HttpResponse:
    """PINs on paper, a page each, for those whom no mail reaches; older PINs stop working."""
    viewer = viewer_of(request)
    people = sessions.to_write_to(viewer, limit=LETTERS_AT_ONCE)
    pins = [(person, issue_pin(person=person, issued_by=viewer)) for person in people]
    return page(request, "letters.jinja", pins=pins, address=welcome_address(""))


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def link(request: HttpRequest, person_id: int) -> HttpResponse:
    """A one-time link for one person, shown once."""
    viewer = viewer_of(request)
    person = persons.person(viewer, person_id)
    purpose = Purpose.RESET if person.password else Purpose.INVITATION
    secret = states.ask_in(person=person, purpose=purpose, issued_by=viewer)
    return page(request, "link.jinja", person=person, address=welcome_address(secret))


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def state(request: HttpRequest, person_id: int) -> HttpResponse:
    """Suspend somebody, or let them in again."""
    viewer = viewer_of(request)
    person = persons.person(viewer, person_id)
    if person.state == State.SUSPENDED:
        states.reinstate(person=person, reinstated_by=viewer)
    else:
        states.suspend(person=person, suspended_by=viewer)
    return go("/administration/", toast=_("Done."))


@require_POST
@for_permission(Permission.MANAGE_ROLES)
def role(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a role, or take it away."""
    viewer = viewer_of(request)
    person = persons.person(viewer, person_id)
    wanted = request.POST.get("role") or request.GET.get("role", "")
    if wanted not in Role.values:
        raise NotFound
    if "no" in request.GET:
        roles.revoke(person=person, role=Role(wanted), revoked_by=viewer)
    else:
        roles.grant(person=person, role=Role(wanted), granted_by=viewer)
    return go("/administration/", toast=_("Done."))

"""What may be read of people. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet

from groundswell.foundation import clock, mail
from groundswell.foundation.errors import NotFound
from groundswell.foundation.words import fold
from groundswell.people.persons.models import Person, State


def people(viewer: Person) -> QuerySet[Person]:
    """Everybody whom the viewer may see, with where they stand now, by name."""
    return Person.objects.visible_to(viewer).select_related("account").order_by("name_folded", "pk")


def person(viewer: Person, person_id: int) -> Person:
    """One person.

    Raises:
        NotFound: no such person for this viewer.
    """
    found = people(viewer).filter(pk=person_id).first()
    if found is None:
        raise NotFound
    return found


def directory(
    viewer: Person, *, name: str = "", function: str = "", site: str = "", level: str = ""
) -> QuerySet[Person]:
    """Those who work here now, narrowed by a part of the name and by where they stand."""
    found = people(viewer).filter(is_listed=True, is_bot=False)
    found = found.exclude(state=State.LEFT)
    for word in fold(name).split():
        found = found.filter(name_folded__contains=word)
    place = {"function": function, "site": site, "level": level}
    wanted = {f"assignments__{key}": value for key, value in place.items() if value}
    if wanted:
        found = found.filter(assignments__to_on=None, **wanted)
    return found


def starting_with(viewer: Person, typed: str, *, limit: int = 8) -> QuerySet[Person]:
    """People whose handle or a word of whose name starts so, for the chooser of mentions."""
    folded = fold(typed)
    living = people(viewer).exclude(state=State.LEFT).filter(is_bot=False)
    hits = living.filter(account__handle__startswith=folded) | living.filter(
        name_folded__startswith=folded
    )
    hits = hits | living.filter(name_folded__contains=f" {folded}")
    return hits.annotate(handle=F("account__handle"))[:limit]


def named(viewer: Person, name: str) -> QuerySet[Person]:
    """Everybody with these words in their name or handle, those who left too."""
    found = people(viewer).filter(is_bot=False)
    for word in fold(name.replace("@", " ")).split():
        found = found.filter(Q(name_folded__contains=word) | Q(account__handle=word))
    return found


def invited_by_letter(viewer: Person) -> QuerySet[Person]:
    """The invited whom no mail reaches: those without an address, or all where no mail is sent."""
    invited = people(viewer).filter(state=State.INVITED, is_listed=True, is_bot=False)
    return invited.filter(email=None) if mail.can_send() else invited


def counts(viewer: Person) -> dict[str, int]:
    """How many people of the list are in each state, and of the invited without mail or e-mail."""
    listed = people(viewer).filter(is_listed=True, is_bot=False).order_by()
    by_state = dict(listed.values_list("state").annotate(Count("pk")))
    found = {str(state): by_state.get(state, 0) for state in State}
    by_letter = invited_by_letter(viewer)
    without_email = by_letter.filter(email=None).count()
    return {**found, "by_letter": by_letter.count(), "without_email": without_email}


def count_without_language() -> int:
    """How many who are in or invited have chosen no language of their own."""
    living = Person.objects.filter(state__in=(State.ACTIVE, State.INVITED), is_bot=False)
    return living.filter(language="").count()


def zone_of(person: Person) -> ZoneInfo:
    """The time zone that a person lives in; that of the organisation when they named none."""
    return ZoneInfo(person.time_zone) if person.time_zone else clock.zone()


def by_external_id(external_ids: Iterable[str]) -> dict[str, Person]:
    """People by what another system calls them; for the demo alone."""
    found = Person.objects.filter(external_id__in=list(external_ids))
    return {str(person.external_id): person for person in found}

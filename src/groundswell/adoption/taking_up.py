"""Taking up a suggestion to bridge two groups, from which day on it is compared. It is audited."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.adoption import pairs, structures
from groundswell.adoption.suggestions import queries
from groundswell.adoption.suggestions.models import Kind, Suggestion
from groundswell.adoption.viewing import ask
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.groups.models import Group
from groundswell.people.audit import actions as audit
from groundswell.people.persons import limits
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission


class ThisPairIsSuggestedNoMore(Refused):
    """What is compared later is a suggestion that was made, not a pair that somebody picked."""

    message = _lazy(
        "These two groups are not suggested now, so nothing was taken up. Open “Silos and bridges”"
        " again and choose one of the pairs that stand there."
    )


class ItIsTakenUpAlready(Refused):
    """One at a time, or nobody could say what followed which."""

    message = _lazy(
        "A suggestion for %(one)s and %(other)s was taken up on %(on)s; its weeks are over on"
        " %(until)s. Take it up again after that."
    )


def take_up(*, viewer: Person, one_id: int, other_id: int, kind: Kind) -> Suggestion:
    """Keep that somebody means to bridge two groups from today on.

    Raises:
        NotFound: it is not for the viewer to take one up.
        ThisPairIsSuggestedNoMore: the page does not show it now.
        ItIsTakenUpAlready: its weeks are not over.
    """
    ask(viewer, Permission.WORK_ON_ADOPTION)
    limits.ask_to_write(viewer)
    shown = pairs.pairs(structures.structure(viewer).now.get("bridging"))
    ids = sorted((one_id, other_id))
    if ids not in [sorted((pair.one.pk, pair.other.pk)) for pair in shown]:
        raise ThisPairIsSuggestedNoMore
    return _take_up(viewer, ids, kind)


@transaction.atomic
def _take_up(viewer: Person, ids: list[int], kind: Kind) -> Suggestion:
    groups = list(Group.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if len(groups) < len(ids):  # its import was undone meanwhile
        raise ThisPairIsSuggestedNoMore
    one, other = groups
    today = clock.today()
    pair = one.pk, other.pk
    last = queries.last_of_pairs({pair}).get(pair)
    if last is not None and last.is_over_on >= today:
        raise ItIsTakenUpAlready(
            one=one.name, other=other.name, on=last.taken_on, until=last.is_over_on
        )
    taken = Suggestion.objects.create(
        one=one, other=other, kind=kind, taken_on=today, taken_by=viewer
    )
    audit.record(viewer, "took up a suggestion", "suggestion", taken.pk)
    log.record(actor_id=viewer.pk, verb="took up", noun="suggestion", noun_id=taken.pk)
    return taken

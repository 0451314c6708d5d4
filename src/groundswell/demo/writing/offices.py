"""Whose office writes for them, and who agreed to be shown or named; what was taken up."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.delegates import HALF, Delegates
from groundswell.demo.member import Member, key_of
from groundswell.demo.writing import bridging, consents
from groundswell.demo.writing.people import Known
from groundswell.foundation import clock
from groundswell.network.streams import queries as streams
from groundswell.network.unsent.models import Handed
from groundswell.people.delegates.models import TIME_TO_OBJECT, Answer, Delegation, Right, Rostered
from groundswell.people.persons.models import Person, Unsent

DRAFTED = (
    "Tomorrow I am at the night shift. I bring no slides. I would like to hear what you would"
    " change first if it were yours to change."
)


def write(people: Sequence[Member], known: Known) -> None:
    """Write it down, in the caller's transaction."""
    consents.write(people, known)
    bridging.write()
    now = clock.now()
    for name, member in Delegates(people).pairs.items():
        leader = Person.objects.filter(external_id=key_of(name)).first()
        if leader is None:
            continue
        hand_id = known.id_of(member)
        since = now - 4 * TIME_TO_OBJECT
        Delegation.objects.create(
            leader=leader, delegate_id=hand_id, right=Right.POST, granted_at=since
        )
        Rostered.objects.create(leader=leader, told_at=since, answer=Answer.ACCEPTED)
        if name == HALF:
            Handed.objects.create(
                leader=leader, writer_id=hand_id, stream_id=streams.organisation().pk,
                source=DRAFTED, request_key="demo", written_at=now,
            )  # fmt: skip
            Person.objects.filter(pk=leader.pk).update(unsent=Unsent.SOME)

"""What happens to a group, or to somebody in it: renewals, sleep, owners, and who is let in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from groundswell.activity.log import Entry
from groundswell.foundation import ids
from groundswell.network.groups.models import Group
from groundswell.network.notifications.models import GroupLevel, Kind, Level
from groundswell.network.notifications.telling.told import Told
from groundswell.network.streams.models import MemberRole, Membership

TO_OWNERS = {"renewal_due": Kind.RENEWAL}
TO_THE_GROUP = {"sleep_noticed": Kind.SLEEP, "archived": Kind.ARCHIVED}
TO_ONE = {
    "offered_to_own": Kind.OFFER,
    "appointed": Kind.OWNER,
    "demoted": Kind.MEMBER,
    "welcomed": Kind.WELCOMED,
    "turned_away": Kind.TURNED_AWAY,
    "dismissed": Kind.DISMISSED,
}


def about_groups(entries: Sequence[Entry]) -> Iterator[Told]:
    """The owners of a group hear of it, and those of its members who want to hear all of it."""
    about = TO_OWNERS | TO_THE_GROUP
    happened = [e for e in entries if e.noun == "group" and e.verb in about]
    groups = _groups(happened)
    for entry in happened:
        stream_id = entry.stream_id or 0
        people = _owners(stream_id)
        if entry.verb in TO_THE_GROUP:
            people |= _hearing(stream_id)
        yield from _each(about[entry.verb], people - {entry.actor_id}, entry, groups)


def about_members(entries: Sequence[Entry]) -> Iterator[Told]:
    """Somebody hears what was done to them in a group; the group, that it has an owner again."""
    happened = [e for e in entries if e.noun == "person" and e.verb in TO_ONE]
    groups = _groups(happened)
    for entry in happened:
        person_id = entry.noun_id
        if entry.actor_id != person_id:
            yield from _each(TO_ONE[entry.verb], {person_id}, entry, groups)
        elif entry.verb == "appointed":
            # They took it on themselves, because it had no owner.
            others = _hearing(entry.stream_id or 0) - {person_id}
            yield from _each(Kind.FOUND, others, entry, groups)


def _each(
    kind: Kind, people: Iterable[int], entry: Entry, groups: Mapping[int, int]
) -> Iterator[Told]:
    group_id = groups.get(entry.stream_id or 0)
    at = entry.happened_at
    for person_id in sorted(people) if group_id is not None else ():
        yield Told(person_id, kind, group_id or 0, None, ids.floor(at), at)


def _groups(entries: Sequence[Entry]) -> dict[int, int]:
    """The groups of the streams in which something happened."""
    found = Group.objects.filter(stream_id__in={entry.stream_id for entry in entries})
    return dict(found.values_list("stream_id", "pk")) if entries else {}


def _owners(stream_id: int) -> set[int]:
    owners = Membership.objects.filter(stream_id=stream_id, role=MemberRole.OWNER)
    return set(owners.values_list("person_id", flat=True))


def _hearing(stream_id: int) -> set[int]:
    hearing = GroupLevel.objects.filter(stream_id=stream_id, level=Level.ALL)
    return set(hearing.values_list("person_id", flat=True))

"""Groups live: two owners, a yearly renewal, an owner for orphans, rest for those that sleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions, ownership, queries, tending
from groundswell.network.groups.models import Group
from groundswell.network.posts import actions as posts
from groundswell.network.streams.models import MemberRole
from groundswell.people.persons.models import Person, State

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def days(count):
    return clock.frozen(START + timedelta(days=count))


def fresh(group):
    return Group.objects.get(pk=group.pk)


def verbs(group):
    rows = Activity.objects.filter(stream_id=group.stream_id, actor_id=None)
    return list(rows.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def pilots(cast):
    """The group, founded in the morning of the first day."""
    with days(0):
        return cast.pilots


def write(author, group, at):
    with days(at):
        return posts.publish(author=author, stream_ids=[group.stream_id], source="Here")


def tend(at):
    with days(at):
        tending.tend()


def keep_awake(cast, group, until):
    for at in range(0, until, 90):
        write(cast.mira, group, at)


def test_after_a_year_owners_are_asked_once_and_say_that_it_still_holds(cast, pilots):
    keep_awake(cast, pilots, 800)
    tend(364)
    assert not fresh(pilots).is_to_renew

    tend(366)
    tend(367)
    assert verbs(pilots) == ["renewal_due"]
    assert [group.pk for group in ownership.to_renew(cast.mira)] == [pilots.pk]
    assert not ownership.to_renew(cast.otto).exists()
    for who in (cast.otto, cast.joan):
        with pytest.raises(actions.OnlyOwnersMayDoThis):
            actions.renew(owner=who, group_id=pilots.pk)
    with days(370):
        actions.renew(owner=cast.mira, group_id=pilots.pk)

    assert not ownership.to_renew(cast.mira).exists()
    tend(730)
    assert not fresh(pilots).is_to_renew
    tend(736)
    assert fresh(pilots).is_to_renew


def test_what_nobody_renews_is_shown_as_unrenewed_after_thirty_days(cast, pilots):
    keep_awake(cast, pilots, 400)
    tend(366)

    assert not fresh(pilots).is_unrenewed(START + timedelta(days=395))
    assert fresh(pilots).is_unrenewed(START + timedelta(days=396))


def test_a_group_that_sleeps_is_told_so_and_archived_thirty_days_later(cast, pilots):
    write(cast.otto, pilots, 10)
    tend(189)
    assert fresh(pilots).sleeps_from is None

    tend(191)
    tend(192)
    assert fresh(pilots).sleeps_from == START + timedelta(days=221)
    tend(220)
    assert not fresh(pilots).is_archived
    tend(222)
    tend(223)

    assert fresh(pilots).fell_asleep
    assert verbs(pilots) == ["sleep_noticed", "archived"]


def test_a_reply_wakes_a_group_at_once_and_an_owner_keeps_it(cast, pilots):
    thread = write(cast.otto, pilots, 1)
    tend(182)
    assert fresh(pilots).sleep_noticed_at

    with days(183):
        posts.reply(author=cast.joan, to_id=thread.pk, source="Still here")
    assert fresh(pilots).sleep_noticed_at is None

    tend(365)
    assert fresh(pilots).sleep_noticed_at
    with days(366):
        actions.renew(owner=cast.mira, group_id=pilots.pk)
    tend(400)
    assert fresh(pilots).sleep_noticed_at is None
    assert not fresh(pilots).is_archived


def test_a_notice_goes_when_the_group_is_found_awake(cast, pilots):
    tend(182)
    Group.objects.filter(pk=pilots.pk).update(renewed_at=START + timedelta(days=183))

    tend(184)

    assert fresh(pilots).sleep_noticed_at is None


def test_what_fell_asleep_any_member_brings_back_and_what_was_archived_its_owners(cast, pilots):
    tend(182)
    tend(213)
    with pytest.raises(actions.OnlyOwnersMayDoThis):
        actions.reopen(person=cast.joan, group_id=pilots.pk)
    with days(214):
        actions.reopen(person=cast.otto, group_id=pilots.pk)
        assert not fresh(pilots).is_archived
        tending.tend()
        assert fresh(pilots).sleep_noticed_at is None

        actions.archive(owner=cast.mira, group_id=pilots.pk)
        with pytest.raises(actions.OnlyOwnersMayDoThis):
            actions.reopen(person=cast.otto, group_id=pilots.pk)
        with pytest.raises(actions.GroupIsArchived):
            actions.renew(owner=cast.mira, group_id=pilots.pk)
        actions.reopen(person=cast.mira, group_id=pilots.pk)
    assert not fresh(pilots).is_archived


def test_where_nobody_wants_it_no_group_is_archived(cast, pilots, settings):
    from dataclasses import replace

    settings.OPTIONS = replace(settings.OPTIONS, group_sleep_days=0)

    tend(300)

    assert fresh(pilots).sleep_noticed_at is None


@pytest.fixture
def orphan(cast, pilots):
    """Pilots after Mira has left: Otto wrote twice, Joan once, Ines reads."""
    for name in ("Joan Whitfield", "Ines Outside"):
        person = cast.joan if name.startswith("Joan") else cast.person(name)
        actions.join(person=person, group_id=pilots.pk)
    thread = write(cast.otto, pilots, 80)
    with days(81):
        posts.reply(author=cast.joan, to_id=thread.pk, source="Yes")
        posts.reply(author=cast.otto, to_id=thread.pk, source="Thanks")
    Person.objects.filter(pk=cast.mira.pk).update(state=State.LEFT)
    tend(89)
    return pilots


def offered(person):
    return [group.pk for group in ownership.offered(person)]


def test_an_orphan_is_offered_to_the_most_active_and_taken_on(cast, orphan):
    tend(89.9)
    assert offered(cast.otto) == []
    tend(90)
    tend(91)
    assert offered(cast.otto) == [orphan.pk]
    assert offered(cast.joan) == []
    assert verbs(orphan) == ["offered_to_own"]
    with pytest.raises(NotFound):
        actions.answer_offer(person=cast.joan, group_id=orphan.pk, is_willing=True)

    actions.answer_offer(person=cast.otto, group_id=orphan.pk, is_willing=True)

    assert queries.is_owner(cast.otto, orphan)
    assert offered(cast.otto) == []
    assert not ownership.orphans(cast.joan).exists()


def test_who_declines_or_says_nothing_lets_the_next_be_asked_and_then_nobody(cast, orphan):
    tend(90)
    with days(91):
        actions.answer_offer(person=cast.otto, group_id=orphan.pk, is_willing=False)
    assert offered(cast.otto) == []
    assert offered(cast.joan) == [orphan.pk]

    tend(97)
    assert offered(cast.joan) == [orphan.pk]
    tend(99)
    assert offered(cast.joan) == offered(cast.otto) == []
    assert [found.asked_at for found in ownership.orphans(cast.joan)] == [None]

    # A season later whoever writes then is asked again.
    write(cast.otto, orphan, 185)
    tend(190)
    assert offered(cast.otto) == [orphan.pk]


def test_an_offer_ends_with_membership_and_when_an_owner_comes_back(cast, orphan):
    tend(90)
    actions.leave(person=cast.otto, group_id=orphan.pk)
    assert offered(cast.otto) == []
    tend(91)
    assert offered(cast.joan) == [orphan.pk]

    Person.objects.filter(pk=cast.mira.pk).update(state=State.ACTIVE)
    tend(92)

    assert offered(cast.joan) == []
    assert fresh(orphan).orphaned_at is None


def test_a_secret_orphan_is_cared_for_and_listed_for_nobody_outside(cast):
    with days(0):
        group = cast.merger
    write(cast.otto, group, 1)
    Person.objects.filter(pk=cast.mira.pk).update(state=State.LEFT)

    tend(2)
    tend(3)

    assert offered(cast.otto) == [group.pk]
    assert not ownership.orphans(cast.joan).exists()
    assert [found.pk for found in ownership.orphans(cast.otto)] == [group.pk]


def test_a_second_owner_is_sought_among_those_who_write(cast, pilots):
    write(cast.otto, pilots, 1)
    with days(2):
        active = ownership.most_active(pilots, limit=3)
        assert [(who.id, who.written) for who in active] == [(cast.otto.pk, 1)]

        actions.appoint(
            owner=cast.mira, group_id=pilots.pk, person_id=cast.otto.pk, role=MemberRole.OWNER
        )
        assert ownership.most_active(pilots, limit=3) == []


def test_tending_stops_when_the_server_does_and_goes_on_later(cast, pilots):
    with days(366):
        tending.tend(lambda: True)
        assert verbs(pilots) == []
        tending.tend()
        assert verbs(pilots) == ["renewal_due", "sleep_noticed"]

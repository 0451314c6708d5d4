"""Founding groups, coming in and going out; what of them exists for whom."""

from __future__ import annotations

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions, queries
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.posts import actions as posts
from groundswell.network.posts import writing
from groundswell.network.streams.models import MemberRole, Membership, Subscription
from groundswell.people.audit.models import AuditEntry
from groundswell.people.persons.models import Person, State

OPEN, CLOSED, SECRET = Visibility.OPEN, Visibility.CLOSED, Visibility.SECRET


def names(groups):
    return [group.name for group in groups]


def members(group):
    rows = Membership.objects.filter(stream_id=group.stream_id)
    return set(rows.values_list("person__name", flat=True))


def change(group, visibility, **more):
    asked = {"name": group.name, "purpose": group.purpose} | more
    return actions.change(
        owner=Person.objects.get(name="Mira Lindqvist"),
        group_id=group.pk,
        visibility=visibility,
        **asked,
    )


def count_is_right(group):
    return Group.objects.get(pk=group.pk).member_count == len(members(group))


def test_who_founds_a_group_owns_it_and_has_it_in_their_feed(cast):
    group = actions.found(founder=cast.mira, name="Thruster service", purpose="Ask here")

    assert queries.is_owner(cast.mira, group)
    assert group.account.handle == "thruster_service"
    assert Subscription.objects.filter(person=cast.mira, stream=group.stream).exists()
    assert count_is_right(group)


def test_listed_groups_have_names_of_their_own_and_secret_ones_need_not(cast):
    cast.pilots  # noqa: B018 - it is made when asked for
    for visibility in (OPEN, CLOSED):
        with pytest.raises(actions.GroupNameIsTaken, match="a group “PILOTS” already"):
            actions.found(founder=cast.joan, name="PILOTS", visibility=visibility)

    secret = actions.found(founder=cast.joan, name="Pilots", visibility=SECRET)

    assert secret.account.handle == f"g{secret.pk}"
    with pytest.raises(actions.GroupNameIsTaken):
        actions.change(
            owner=cast.joan, group_id=secret.pk, name="Pilots", purpose="", visibility=OPEN
        )


def test_a_secret_group_exists_for_its_members_alone(cast):
    assert names(queries.groups(cast.otto)) == []
    groups = [cast.pilots, cast.board, cast.merger]

    assert names(queries.groups(cast.otto)) == ["Board", "Merger", "Pilots"]
    assert names(queries.groups(cast.joan)) == ["Board", "Pilots"]
    assert queries.group(cast.otto, cast.merger.pk) == cast.merger
    for ask in (queries.group, lambda who, pk: actions.join(person=who, group_id=pk)):
        with pytest.raises(NotFound):
            ask(cast.joan, cast.merger.pk)
    assert all(count_is_right(group) for group in groups)


def test_a_group_that_turns_secret_keeps_no_handle_that_tells_its_name(cast):
    assert cast.board.account.handle == "board"

    change(cast.board, SECRET)
    assert Group.objects.get(pk=cast.board.pk).account.handle == f"g{cast.board.pk}"
    assert writing.resolve(["board", f"g{cast.board.pk}"]) == {}

    change(cast.board, CLOSED)
    assert Group.objects.get(pk=cast.board.pk).account.handle == "board"
    assert list(writing.resolve(["board"])) == ["board"]


def test_anybody_joins_an_open_group_once(cast):
    assert actions.join(person=cast.joan, group_id=cast.pilots.pk)
    assert actions.join(person=cast.joan, group_id=cast.pilots.pk)

    assert members(cast.pilots) == {"Mira Lindqvist", "Otto Berg", "Joan Whitfield"}
    assert count_is_right(cast.pilots)
    assert Activity.objects.filter(verb="joined", actor_id=cast.joan.pk, noun="group").count() == 1


def test_a_closed_group_is_asked_and_its_owners_answer(cast):
    assert not actions.join(person=cast.joan, group_id=cast.board.pk)
    assert not actions.join(person=cast.joan, group_id=cast.board.pk)
    assert queries.heading(cast.joan, cast.board) == queries.Heading("", True, [])
    assert list(queries.join_requests(cast.otto, cast.board)) == []
    assert [row.person for row in queries.join_requests(cast.mira, cast.board)] == [cast.joan]
    answer = {"group_id": cast.board.pk, "person_id": cast.joan.pk}
    with pytest.raises(actions.OnlyOwnersMayDoThis):
        actions.answer_request(owner=cast.otto, is_welcome=True, **answer)

    actions.answer_request(owner=cast.mira, is_welcome=False, **answer)
    assert "Joan Whitfield" not in members(cast.board)
    with pytest.raises(NotFound):
        actions.answer_request(owner=cast.mira, is_welcome=True, **answer)

    actions.join(person=cast.joan, group_id=cast.board.pk)
    actions.answer_request(owner=cast.mira, is_welcome=True, **answer)
    assert "Joan Whitfield" in members(cast.board)
    head = queries.heading(cast.joan, cast.board)
    assert (head.role, head.has_asked) == ("member", False)
    assert [owner.name for owner in head.owners] == ["Mira Lindqvist"]
    assert count_is_right(cast.board)


@pytest.mark.parametrize("state", [State.SUSPENDED, State.LEFT])
def test_who_is_shut_out_when_let_in_has_nothing_in_their_feed(cast, state):
    actions.join(person=cast.joan, group_id=cast.board.pk)
    Person.objects.filter(pk=cast.joan.pk).update(state=state)

    actions.answer_request(
        owner=cast.mira, group_id=cast.board.pk, person_id=cast.joan.pk, is_welcome=True
    )

    feed = Subscription.objects.filter(person=cast.joan, stream_id=cast.board.stream_id)
    assert not feed.exists()


def test_who_is_asked_in_may_come_in_or_not(cast):
    for group in (cast.merger, cast.board):
        actions.invite(member=cast.mira, group_id=group.pk, person_id=cast.joan.pk)
    assert {invited.group for invited in queries.invitations(cast.joan)} == {
        cast.merger, cast.board
    }  # fmt: skip
    with pytest.raises(NotFound):
        queries.group(cast.joan, cast.merger.pk)

    assert actions.join(person=cast.joan, group_id=cast.merger.pk)
    actions.decline(person=cast.joan, group_id=cast.board.pk)

    assert "Joan Whitfield" in members(cast.merger)
    assert "Joan Whitfield" not in members(cast.board)
    assert list(queries.invitations(cast.joan)) == []
    with pytest.raises(NotFound):
        actions.decline(person=cast.joan, group_id=cast.board.pk)
    assert not actions.join(person=cast.joan, group_id=cast.board.pk)


def test_members_ask_into_open_groups_and_owners_into_the_others(cast):
    actions.invite(member=cast.otto, group_id=cast.pilots.pk, person_id=cast.joan.pk)
    for group in (cast.board, cast.merger):
        with pytest.raises(actions.OnlyOwnersMayDoThis):
            actions.invite(member=cast.otto, group_id=group.pk, person_id=cast.joan.pk)
    for group, person_id in ((cast.pilots, cast.mira.pk), (cast.merger, cast.mira.pk)):
        with pytest.raises(NotFound):
            actions.invite(member=cast.joan, group_id=group.pk, person_id=person_id)
    with pytest.raises(NotFound):
        actions.invite(member=cast.mira, group_id=cast.pilots.pk, person_id=77_777)


def test_leaving_ends_reading_of_a_group_that_is_not_open(cast):
    post = posts.publish(author=cast.mira, stream_ids=[cast.board.stream_id], source="Here")

    actions.leave(person=cast.otto, group_id=cast.board.pk)
    actions.leave(person=cast.otto, group_id=cast.board.pk)

    assert not type(post).objects.visible_to(cast.otto).filter(pk=post.pk).exists()
    assert not Subscription.objects.filter(
        person=cast.otto, stream_id=cast.board.stream_id
    ).exists()
    assert count_is_right(cast.board)


def test_a_group_keeps_an_owner(cast):
    with pytest.raises(actions.LastOwnerMayNotLeave):
        actions.leave(person=cast.mira, group_id=cast.board.pk)
    step_down = {"group_id": cast.board.pk, "person_id": cast.mira.pk, "role": MemberRole.MEMBER}
    with pytest.raises(actions.LastOwnerMayNotLeave):
        actions.appoint(owner=cast.mira, **step_down)

    actions.appoint(
        owner=cast.mira, group_id=cast.board.pk, person_id=cast.otto.pk, role=MemberRole.OWNER
    )
    actions.appoint(owner=cast.otto, **step_down)
    actions.leave(person=cast.mira, group_id=cast.board.pk)

    assert queries.is_owner(cast.otto, cast.board)
    with pytest.raises(NotFound):
        actions.appoint(owner=cast.otto, **step_down)


def test_only_owners_change_a_group(cast):
    for deed in (
        lambda who: actions.archive(owner=who, group_id=cast.pilots.pk),
        lambda who: actions.change(
            owner=who, group_id=cast.pilots.pk, name="Mine", purpose="", visibility=OPEN
        ),
        lambda who: actions.appoint(
            owner=who, group_id=cast.pilots.pk, person_id=who.pk, role=MemberRole.OWNER
        ),
    ):
        for who in (cast.otto, cast.joan):
            with pytest.raises(actions.OnlyOwnersMayDoThis):
                deed(who)


def test_closing_ends_what_others_followed_and_opening_lets_them_read(cast):
    Subscription.objects.create(
        person=cast.joan, stream_id=cast.pilots.stream_id, since_at=cast.pilots.created_at
    )
    post = posts.publish(author=cast.mira, stream_ids=[cast.pilots.stream_id], source="Here")

    def may_read():
        return type(post).objects.visible_to(cast.joan).filter(pk=post.pk).exists()

    change(cast.pilots, CLOSED)
    assert not may_read()
    assert not Subscription.objects.filter(
        person=cast.joan, stream_id=cast.pilots.stream_id
    ).exists()
    assert Subscription.objects.filter(person=cast.otto, stream_id=cast.pilots.stream_id).exists()

    change(cast.pilots, OPEN)
    assert may_read()


def test_an_archived_group_is_read_and_nobody_joins_it(cast):
    actions.archive(owner=cast.mira, group_id=cast.pilots.pk)
    with pytest.raises(actions.GroupIsArchived):
        actions.join(person=cast.joan, group_id=cast.pilots.pk)
    assert names(queries.mine(cast.otto)) == []

    actions.reopen(person=cast.mira, group_id=cast.pilots.pk)
    assert actions.join(person=cast.joan, group_id=cast.pilots.pk)


def test_members_of_a_closed_group_are_for_members(cast):
    assert {row.person for row in queries.members(cast.otto, cast.board)} == {cast.mira, cast.otto}
    assert list(queries.members(cast.joan, cast.board)) == []
    assert queries.members(cast.joan, cast.pilots).count() == 2
    assert queries.members(cast.joan, cast.pilots)[0].person == cast.mira


def test_the_chooser_and_suggestions_know_listed_groups(cast):
    thruster = actions.found(founder=cast.mira, name="The thruster service")
    cast.merger  # noqa: B018

    def chosen(viewer, typed):
        return names(queries.starting_with(viewer, typed, limit=5))

    assert chosen(cast.joan, "thru") == chosen(cast.joan, "THE_T") == [thruster.name]
    assert chosen(cast.mira, "mer") == chosen(cast.mira, "g") == chosen(cast.mira, "%") == []
    assert names(queries.to_join(cast.joan, limit=5)) == [thruster.name]
    assert names(queries.to_join(cast.mira, limit=5)) == []


def deeds(group):
    rows = Activity.objects.filter(stream_id=group.stream_id).order_by("pk")
    return [(row.verb, row.noun, row.noun_id) for row in rows]


def test_an_owner_sends_a_member_away_and_the_feed_goes_at_once(cast):
    post = posts.publish(author=cast.otto, stream_ids=[cast.board.stream_id], source="Here")

    actions.dismiss(owner=cast.mira, group_id=cast.board.pk, person_id=cast.otto.pk)

    assert members(cast.board) == {"Mira Lindqvist"}
    assert not Subscription.objects.filter(
        person=cast.otto, stream_id=cast.board.stream_id
    ).exists()
    assert not type(post).objects.visible_to(cast.otto).filter(pk=post.pk).exists()
    assert type(post).objects.visible_to(cast.mira).filter(pk=post.pk).exists()
    assert count_is_right(cast.board)
    assert deeds(cast.board)[-1] == ("dismissed", "person", cast.otto.pk)
    entry = AuditEntry.objects.get(verb="dismissed member", noun_id=cast.board.pk)
    assert entry.facts == {"person_id": cast.otto.pk}


def test_nobody_is_sent_away_by_others_and_the_last_owner_not_at_all(cast):
    away = {"group_id": cast.pilots.pk, "person_id": cast.otto.pk}
    for who in (cast.otto, cast.joan):
        with pytest.raises(actions.OnlyOwnersMayDoThis):
            actions.dismiss(owner=who, **away)
    with pytest.raises(NotFound):
        actions.dismiss(owner=cast.joan, **(away | {"group_id": cast.merger.pk}))
    with pytest.raises(NotFound):
        actions.dismiss(owner=cast.mira, **(away | {"person_id": cast.joan.pk}))
    with pytest.raises(actions.LastOwnerMayNotLeave):
        actions.dismiss(owner=cast.mira, **(away | {"person_id": cast.mira.pk}))

    actions.appoint(owner=cast.mira, role=MemberRole.OWNER, **away)
    actions.dismiss(owner=cast.otto, group_id=cast.pilots.pk, person_id=cast.mira.pk)

    assert members(cast.pilots) == {"Otto Berg"}


def test_an_owner_who_cannot_sign_in_does_not_count_as_one(cast):
    both = {"group_id": cast.pilots.pk, "person_id": cast.otto.pk}
    actions.appoint(owner=cast.mira, role=MemberRole.OWNER, **both)
    Person.objects.filter(pk=cast.otto.pk).update(state=State.LEFT)

    with pytest.raises(actions.LastOwnerMayNotLeave):
        actions.leave(person=cast.mira, group_id=cast.pilots.pk)
    actions.appoint(owner=cast.mira, role=MemberRole.MEMBER, **both)
    with pytest.raises(actions.TheyCannotSignIn, match="Otto Berg"):
        actions.appoint(owner=cast.mira, role=MemberRole.OWNER, **both)


def test_what_is_done_about_somebody_leaves_a_trace_that_names_them(cast):
    group, about = cast.board, {"group_id": cast.board.pk, "person_id": cast.joan.pk}
    actions.join(person=cast.joan, group_id=group.pk)
    actions.answer_request(owner=cast.mira, is_welcome=False, **about)
    actions.invite(member=cast.mira, **about)
    actions.decline(person=cast.joan, group_id=group.pk)
    actions.join(person=cast.joan, group_id=group.pk)
    actions.answer_request(owner=cast.mira, is_welcome=True, **about)
    actions.appoint(owner=cast.mira, role=MemberRole.OWNER, **about)
    actions.appoint(owner=cast.mira, role=MemberRole.MEMBER, **about)

    group_too = ("asked_to_join", "declined", "joined")
    assert deeds(group)[2:] == [
        (verb, "group" if verb in group_too else "person",
         group.pk if verb in group_too else cast.joan.pk)
        for verb in ("asked_to_join", "turned_away", "invited", "declined", "asked_to_join",
                     "joined", "welcomed", "appointed", "demoted")
    ]  # fmt: skip
    powers = AuditEntry.objects.filter(noun_id=group.pk).order_by("pk")
    assert list(powers.values_list("verb", flat=True)) == ["appointed owner", "demoted owner"]


def test_into_an_archived_group_nobody_is_let_or_asked(cast):
    actions.join(person=cast.joan, group_id=cast.board.pk)
    actions.archive(owner=cast.mira, group_id=cast.board.pk)
    about = {"group_id": cast.board.pk, "person_id": cast.joan.pk}

    with pytest.raises(actions.GroupIsArchived):
        actions.answer_request(owner=cast.mira, is_welcome=True, **about)
    with pytest.raises(actions.GroupIsArchived):
        actions.invite(member=cast.mira, **about)


def test_a_list_of_groups_or_members_is_narrowed_by_name(cast):
    _ = cast.pilots, cast.merger
    assert names(queries.listed(cast.joan, name="PIL")) == ["Pilots"]
    assert names(queries.listed(cast.joan, name="mer")) == []
    assert names(queries.listed(cast.joan, is_mine=True)) == []
    assert names(queries.listed(cast.otto, is_mine=True)) == ["Merger", "Pilots"]
    found = queries.members(cast.otto, cast.pilots, name="berg otto")
    assert [row.person for row in found] == [cast.otto]


def test_a_page_of_a_large_group_holds_whom_one_of_a_small_group_does(cast, monkeypatch):
    for name in ("Zoe Last", "Ada First", "Mid Dle", "Anna First"):
        actions.join(person=cast.person(name), group_id=cast.pilots.pk)
    pilots = queries.group(cast.mira, cast.pilots.pk)
    pages = [(0, 2), (1, 3), (3, 9), (9, 2)]
    small = [queries.some_members(cast.mira, pilots, *page) for page in pages]

    monkeypatch.setattr(queries, "MANY_MEMBERS", 1)

    large = [queries.some_members(cast.mira, pilots, *page) for page in pages]
    assert large == small
    assert [len(page) for page in large] == [2, 3, pilots.member_count - 3, 0]


def test_of_a_large_closed_group_whoever_is_outside_learns_of_no_member(cast, monkeypatch):
    actions.let_in(cast.otto, cast.board)
    monkeypatch.setattr(queries, "MANY_MEMBERS", 1)
    board = queries.group(cast.joan, cast.board.pk)
    assert len(queries.some_members(cast.mira, board, 0, 9)) == board.member_count
    assert queries.some_members(cast.joan, board, 0, 9) == []

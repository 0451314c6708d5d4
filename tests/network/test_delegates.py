"""Whoever writes for a leader: asked each time, named to everybody, counted apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.activity import readers
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards
from groundswell.network.files import actions as files
from groundswell.network.files import cleaning
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group
from groundswell.network.messages import actions as messages
from groundswell.network.moderation import approving
from groundswell.network.notifications import bundles, queries
from groundswell.network.notifications.around import surroundings
from groundswell.network.notifications.models import Notice
from groundswell.network.posts import actions as posts
from groundswell.network.posts import attachments, changing, delegating, own_words
from groundswell.network.posts.models import Attachment, Placement, Post
from groundswell.network.rules import holding
from groundswell.network.streams.models import Membership
from groundswell.network.unsent import handing, publishing, scheduling
from groundswell.network.unsent import queries as unsent
from groundswell.people.audit.models import AuditEntry
from groundswell.people.delegates import actions
from groundswell.people.delegates import queries as delegates
from groundswell.people.delegates.models import Answer, Right, Rostered
from groundswell.people.org.models import Assignment
from groundswell.people.persons import limits
from groundswell.people.persons.models import Person, State, Unsent
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


@pytest.fixture
def leader(cast: Cast) -> Person:
    """Mira, to whom Joan reports."""
    today = clock.day_of(clock.now())
    Assignment.objects.create(person=cast.joan, manager=cast.mira, from_on=today)
    return cast.mira


@pytest.fixture
def read():
    """Lets the reader of the log catch up."""
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    return lambda: readers.catch_up(reader)


@pytest.fixture
def later(cast, leader):
    """Lets a post of the leader wait, by somebody's hand."""

    def schedule(hand, **more):
        return scheduling.schedule(
            author=leader,
            acted_by=hand,
            stream_id=cast.organisation.pk,
            source="We move in May",
            due_at=clock.now() + timedelta(hours=1),
            **more,
        )

    return schedule


def name(leader, delegate, right=Right.POST):
    return actions.name_delegate(leader=leader, delegate_id=delegate.pk, right=right)


def say(cast, leader, hand, stream=None, **more):
    stream_id = (stream or cast.organisation).pk
    return posts.publish(
        author=leader, acted_by=hand, stream_ids=[stream_id], source="We move in May", **more
    )


def kept(verb):
    return list(AuditEntry.objects.filter(verb=verb).values_list("actor_id", "noun_id"))


def test_only_a_leader_names_delegates_and_not_themselves(cast, leader, settings):
    with pytest.raises(actions.OnlyLeadersNameDelegates):
        name(cast.otto, cast.joan)
    with pytest.raises(actions.NobodyIsTheirOwnDelegate):
        name(leader, leader)
    with pytest.raises(NotFound):
        actions.name_delegate(leader=leader, delegate_id=1 << 40, right=Right.POST)
    Person.objects.filter(pk=cast.otto.pk).update(state=State.SUSPENDED)
    with pytest.raises(actions.TheyCannotSignIn):
        name(leader, cast.otto)
    Person.objects.filter(pk=cast.joan.pk).update(state=State.LEFT)
    assert not delegates.leads(leader)
    Assignment.objects.create(person=cast.otto, level="Board", from_on=clock.day_of(clock.now()))
    settings.LEADER_LEVELS = ["Board"]
    assert delegates.leads(cast.otto)


def test_a_voice_is_shared_by_few(cast, leader, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    name(leader, cast.otto)

    with pytest.raises(actions.TooManyDelegates):
        name(leader, cast.joan)
    assert name(leader, cast.otto, Right.DRAFT).right == Right.DRAFT


def test_a_delegate_posts_and_everybody_sees_who_did(cast, leader):
    name(leader, cast.otto)
    post = say(cast, leader, cast.otto)
    reply = posts.reply(author=leader, acted_by=cast.otto, to_id=post.pk, source="In June")

    shown = cards.cards([post.pk, reply.pk])
    assert {card.acted_by for card in shown.values()} == {"Otto Berg"}
    assert {card.author.name for card in shown.values()} == {"Mira Lindqvist"}
    assert kept("posted for") == [(cast.otto.pk, leader.pk)] * 2
    assert kept("named delegate") == [(leader.pk, cast.otto.pk)]


def test_who_may_draft_may_not_post_and_who_was_taken_back_neither(cast, leader):
    delegation = name(leader, cast.otto, Right.DRAFT)
    with pytest.raises(delegating.YouMayOnlyDraftForThem):
        say(cast, leader, cast.otto)
    name(leader, cast.otto)
    say(cast, leader, cast.otto)
    with pytest.raises(NotFound):
        actions.take_back(leader=cast.joan, delegation_id=delegation.pk)
    actions.take_back(leader=leader, delegation_id=delegation.pk)
    assert kept("took delegate back") == [(leader.pk, cast.otto.pk)]
    with pytest.raises(delegating.YouDoNotWriteForThem):
        say(cast, leader, cast.otto)
    with pytest.raises(NotFound):
        actions.take_back(leader=leader, delegation_id=delegation.pk)


@pytest.mark.parametrize("who", ["mira", "otto"])
@pytest.mark.parametrize("state", [State.SUSPENDED, State.LEFT])
def test_whoever_is_shut_out_ends_it_at_once(cast, leader, who, state):
    name(leader, cast.otto)
    Person.objects.filter(pk=getattr(cast, who).pk).update(state=state)

    with pytest.raises(delegating.YouDoNotWriteForThem):
        say(cast, leader, cast.otto)


def test_a_place_is_asked_about_both(cast, leader):
    name(leader, cast.joan)
    with pytest.raises(NotFound):
        say(cast, leader, cast.joan, cast.merger.stream)
    name(leader, cast.otto)
    assert say(cast, leader, cast.otto, cast.merger.stream)
    Membership.objects.filter(person=leader, stream=cast.merger.stream).delete()
    with pytest.raises(delegating.TheyDoNotWriteThere):
        say(cast, leader, cast.otto, cast.merger.stream)


def test_a_delegate_answers_only_in_threads_that_they_read(cast, leader):
    name(leader, cast.joan)
    hidden = say(cast, leader, None, cast.merger.stream)

    with pytest.raises(NotFound):
        posts.reply(author=leader, acted_by=cast.joan, to_id=hidden.pk, source="In June")


def test_messages_have_no_delegates_and_who_only_reads_writes_through_nobody(cast, leader):
    name(leader, cast.otto)
    talk = messages.start(author=leader, person_ids=[cast.otto.pk], source="Between us")
    said = Placement.objects.get(stream_id=talk).post_id
    with pytest.raises(delegating.MessagesHaveNoDelegates):
        posts.reply(author=leader, acted_by=cast.otto, to_id=said, source="In her name")
    limits.limit(leader.pk, clock.now() + timedelta(days=1))
    with pytest.raises(delegating.TheyCannotWriteNow):
        say(cast, leader, cast.otto)
    limits.limit(leader.pk, None)
    limits.limit(cast.otto.pk, clock.now() + timedelta(days=1))
    cast.otto.refresh_from_db()
    with pytest.raises(limits.YouMayOnlyRead):
        say(cast, leader, cast.otto)


def test_a_draft_is_the_leaders_to_publish_or_throw_away(cast, leader):
    name(leader, cast.otto, Right.DRAFT)
    draft = handing.hand(
        writer=cast.otto, leader=leader, stream_id=cast.organisation.pk, source="We move"
    )

    assert [one.pk for one in unsent.handed(leader)] == [draft.pk]
    assert list(unsent.handed(cast.otto)) == []
    assert Person.objects.get(pk=leader.pk).unsent
    with pytest.raises(NotFound):
        handing.publish(leader=cast.otto, draft_id=draft.pk, source="Mine")
    handing.change(leader=leader, draft_id=draft.pk, source="We move soon")
    post = handing.publish(leader=leader, draft_id=draft.pk, source="We move in May")
    assert (post.author_id, post.acted_by_id, post.source) == (leader.pk, None, "We move in May")
    assert not Person.objects.get(pk=leader.pk).unsent
    second = handing.hand(writer=cast.otto, leader=leader, reply_to_id=post.pk, source="And")
    handing.throw_away(leader=leader, draft_id=second.pk)
    assert list(unsent.handed(leader)) == []
    assert kept("drafted for") == [(cast.otto.pk, leader.pk)] * 2


def test_what_hangs_on_a_draft_is_the_leaders_to_open_and_to_say(cast, leader):
    name(leader, cast.otto, Right.DRAFT)
    plan = files.store(uploader=cast.otto, name="plan.csv", content=b"1,2")
    draft = handing.hand(
        writer=cast.otto,
        leader=leader,
        stream_id=cast.organisation.pk,
        source="We move",
        file_ids=[plan.pk],
    )

    assert cleaning.drop([plan.pk]) == 0
    assert attachments.file(leader, plan.pk) == plan
    post = handing.publish(leader=leader, draft_id=draft.pk, source="We move")
    assert Attachment.objects.get().post == post


def test_a_delegate_lets_a_post_wait_and_both_may_call_it_off(cast, leader, later):
    right = name(leader, cast.otto)
    plan = files.store(uploader=cast.otto, name="plan.csv", content=b"1,2")
    waits = later(cast.otto, file_ids=[plan.pk])
    assert [list(unsent.scheduled(who)) for who in (leader, cast.otto, cast.joan)] == [
        [waits], [waits], [],
    ]  # fmt: skip

    with clock.frozen(waits.due_at):
        publishing.publish_due()
    post = Post.objects.get()
    assert (post.author, post.acted_by, Attachment.objects.get().post) == (leader, cast.otto, post)
    scheduling.cancel(writer=leader, scheduled_id=later(cast.otto).pk)
    waits = later(cast.otto)
    actions.take_back(leader=leader, delegation_id=right.pk)
    with clock.frozen(waits.due_at):
        assert publishing.publish_due() == 0
    waits.refresh_from_db()
    assert "may not write for" in waits.refusal
    assert Person.objects.get(pk=cast.otto.pk).unsent == Unsent.REFUSED


def test_who_may_draft_lets_nothing_wait(cast, leader, later):
    name(leader, cast.otto, Right.DRAFT)
    with pytest.raises(delegating.YouMayOnlyDraftForThem):
        later(cast.otto)


def test_what_a_delegate_writes_waits_for_owners_under_both_names(cast, leader):
    head = cast.joan
    today = clock.day_of(clock.now())
    Assignment.objects.create(person=cast.person("Nils Aas"), manager=head, from_on=today)
    groups.join(person=head, group_id=cast.pilots.pk)
    Group.objects.filter(pk=cast.pilots.pk).update(asks_approval=True)
    right = name(head, cast.otto)
    with pytest.raises(holding.WaitsForApproval):
        say(cast, head, cast.otto, cast.pilots.stream)
    with pytest.raises(holding.WaitsForApproval):
        say(cast, head, cast.otto, cast.pilots.stream)
    first, second = approving.to_decide(cast.mira)

    assert list(approving.own(cast.otto)) == list(approving.own(head)) == [second, first]
    post = approving.approve(decider=cast.mira, held_id=first.pk)
    assert (post.author, post.acted_by) == (head, cast.otto)
    actions.take_back(leader=head, delegation_id=right.pk)
    with pytest.raises(approving.ItsWriterMayNotAnyMore):
        approving.approve(decider=cast.mira, held_id=second.pk)


def test_the_frame_knows_for_whom_one_writes_as_the_query_does(cast, leader):
    name(leader, cast.otto)
    for state in State:
        Person.objects.filter(pk=leader.pk).update(state=state)
        shown = [voice.leader_id for voice in surroundings(cast.otto).voices]
        assert shown == [found.leader_id for found in delegates.for_whom(cast.otto)]


def test_own_words_are_counted_apart_from_those_of_delegates(cast, leader):
    name(leader, cast.otto)
    own = posts.publish(author=leader, stream_ids=[cast.organisation.pk], source="Mine")
    say(cast, leader, cast.otto)
    posts.reply(author=leader, acted_by=cast.otto, to_id=own.pk, source="Hers")
    messages.start(author=leader, person_ids=[cast.otto.pk], source="Between us")
    taken = posts.publish(author=leader, stream_ids=[cast.organisation.pk], source="Never mind")
    changing.remove(remover=leader, post_id=taken.pk)
    for days in (40, 100):
        with clock.frozen(clock.now() - timedelta(days=days)):
            posts.publish(author=leader, stream_ids=[cast.organisation.pk], source="Before")

    words = own_words.of(leader)
    assert (words.month.own, words.month.total, words.month.share) == (1, 3, 33)
    assert (words.quarter.own, words.quarter.total) == (2, 4)
    actions.take_back(leader=leader, delegation_id=delegates.delegates(leader)[0].pk)
    assert own_words.of(leader) == words


def test_a_leader_is_told_before_the_figure_is_public_and_may_object(cast, leader):
    with pytest.raises(actions.OnlyLeadersAreRostered):
        actions.roster(leader=cast.otto, told_by=cast.joan)
    actions.roster(leader=leader, told_by=cast.joan)
    now = clock.now()

    told = delegates.rostered(leader)
    assert told is not None
    assert (told.is_public(now), told.is_public(told.public_from)) == (False, True)
    actions.answer(leader=leader, answer=Answer.OBJECTED)
    assert not Rostered.objects.get().is_public(told.public_from)
    with pytest.raises(actions.TheyObjected):
        actions.roster(leader=leader, told_by=cast.joan)
    actions.answer(leader=leader, answer=Answer.ACCEPTED)
    assert Rostered.objects.get().is_public(now)
    assert kept("rostered") == [(cast.joan.pk, leader.pk)]
    with pytest.raises(NotFound):
        actions.answer(leader=cast.otto, answer=Answer.ACCEPTED)


def test_notices_name_both_and_answers_reach_both(cast, leader, read):
    name(leader, cast.otto, Right.DRAFT)
    handing.hand(writer=cast.otto, leader=leader, stream_id=cast.organisation.pk, source="We move")
    actions.roster(leader=leader, told_by=cast.joan)
    read()
    assert [b.kind for b in queries.inbox(cast.otto).unread] == ["delegation"]
    assert {b.kind for b in queries.inbox(leader).unread} == {"draft", "roster"}

    name(leader, cast.otto)
    post = say(cast, leader, cast.otto, title="Do we?", kind="question")
    posts.reply(author=cast.joan, to_id=post.pk, source=f"Yes @{cast.otto.account.handle}")
    posts.reply(author=cast.joan, to_id=post.pk, source="We do")
    read()
    assert {b.kind for b in queries.inbox(cast.otto).unread} >= {"answer", "mention"}
    posts.reply(
        author=leader, acted_by=cast.otto, to_id=post.pk, source=f"Hi @{cast.joan.account.handle}"
    )
    read()
    joan = [(b.kind, b.actors[0].name) for b in queries.inbox(cast.joan).unread]
    assert joan == [("mention", "Otto Berg for Mira Lindqvist")]
    assert "answer" in {b.kind for b in queries.inbox(leader).unread}
    for person in (leader, cast.otto, cast.joan):
        assert surroundings(person).unread == len(queries.inbox(person).unread)
    told = set(Notice.objects.values_list("pk", flat=True))
    assert {fact.notice_id for fact in bundles.facts(told)} == told


def test_what_is_over_is_in_no_inbox(cast, leader, read):
    delegation = name(leader, cast.otto)
    read()
    actions.take_back(leader=leader, delegation_id=delegation.pk)

    assert queries.inbox(cast.otto).unread == []
    assert surroundings(cast.otto).unread == 0

"""What two people do at the same moment: nothing is lost, and nobody reads what they may not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connections, transaction

from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.posts.answering import PostIsRemoved
from groundswell.network.posts.models import Post
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import MemberRole, Membership, Subscription
from tests.cast import Cast

CAUGHT_UP = 0.5  # seconds in which the other would be done, if nothing held it back


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[list[BaseException]]:
    """Begin `act` in a thread before what is done inside is committed; what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - the test looks at it
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield raised
        thread.start()
        thread.join(CAUGHT_UP)
    thread.join()


at_once = [pytest.mark.only("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three():
    """Mira and Otto, who own an open group, and Joan, who is in none."""
    cast = Cast()
    _ = (cast.mira, cast.joan, cast.otto)
    Membership.objects.filter(person=cast.otto, stream=cast.pilots.stream).update(role="owner")
    return cast


def close(group, owner):
    groups.change(
        owner=owner,
        group_id=group.pk,
        name=group.name,
        purpose=group.purpose,
        visibility=Visibility.CLOSED,
    )


class TestOnPostgres:
    pytestmark = at_once

    def test_nobody_follows_a_group_that_is_being_closed(self, transactional_db, three):
        stream_id = three.pilots.stream_id

        with meanwhile(lambda: streams.follow(follower=three.joan, stream_id=stream_id)) as raised:
            close(three.pilots, three.mira)

        assert [type(error) for error in raised] == [NotFound]
        assert not Subscription.objects.filter(person=three.joan, stream_id=stream_id).exists()

    def test_two_last_owners_cannot_both_leave(self, transactional_db, three):
        group_id = three.pilots.pk

        with meanwhile(lambda: groups.leave(person=three.otto, group_id=group_id)) as raised:
            groups.leave(person=three.mira, group_id=group_id)

        assert [type(error) for error in raised] == [groups.LastOwnerMayNotLeave]
        owners = Membership.objects.filter(stream=three.pilots.stream, role=MemberRole.OWNER)
        assert owners.count() == 1

    def test_of_two_groups_founded_under_one_name_the_later_is_refused(
        self, transactional_db, three
    ):
        with meanwhile(lambda: groups.found(founder=three.joan, name="Seals")) as raised:
            groups.found(founder=three.mira, name="Seals")

        assert [type(error) for error in raised] == [groups.GroupNameIsTaken]
        assert Group.objects.filter(name="Seals").count() == 1

    def test_a_reply_is_refused_or_stands_somewhere(self, transactional_db, three):
        where = [three.pilots.stream_id]
        thread = posts.publish(author=three.mira, stream_ids=where, source="Who knows?")

        def answer():
            posts.reply(author=three.otto, to_id=thread.pk, source="I do.")

        with meanwhile(answer) as raised:
            changing.remove(remover=three.mira, post_id=thread.pk)

        assert [type(error) for error in raised] == [PostIsRemoved]
        assert not Post.objects.filter(root=thread).exists()


def just_before_the_transaction(monkeypatch, act):
    """Do something between what an action looks at first and its transaction."""
    asked = posts.queries.post

    def post(viewer, post_id):
        found = asked(viewer, post_id)
        act()
        return found

    monkeypatch.setattr(posts.queries, "post", post)


def test_nobody_answers_a_thread_that_was_removed_just_now(cast, monkeypatch):
    where = [cast.pilots.stream_id]
    thread = posts.publish(author=cast.mira, stream_ids=where, source="Who knows?")
    posts.reply(author=cast.otto, to_id=thread.pk, source="I do.")
    just_before_the_transaction(
        monkeypatch, lambda: changing.remove(remover=cast.mira, post_id=thread.pk)
    )

    with pytest.raises(PostIsRemoved):
        posts.reply(author=cast.otto, to_id=thread.pk, source="And once more.")


def test_an_answer_that_was_removed_just_now_is_not_shown_as_the_best(cast, monkeypatch):
    from groundswell.network.feeds import cards

    question = posts.publish(
        author=cast.mira,
        stream_ids=[cast.pilots.stream_id],
        kind="question",
        title="Who?",
        source="Who knows?",
    )
    answer = posts.reply(author=cast.otto, to_id=question.pk, source="The secret is 42.")
    tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk)
    Post.objects.filter(pk=answer.pk).update(removed_at="2026-01-01T00:00Z")

    assert cards.cards([question.pk])[question.pk].best is None


def test_what_breaks_while_publishing_is_not_taken_for_a_repetition(cast, monkeypatch):
    from django.db import IntegrityError

    def break_off(*_arguments):
        raise IntegrityError("no such account")

    where = [cast.pilots.stream_id]
    thread = posts.publish(author=cast.mira, stream_ids=where, source="Who knows?")
    monkeypatch.setattr(posts, "store_links", break_off)

    with pytest.raises(IntegrityError, match="no such account"):
        posts.publish(author=cast.mira, stream_ids=where, source="Hello", request_key="a")
    with pytest.raises(IntegrityError, match="no such account"):
        posts.reply(author=cast.mira, to_id=thread.pk, source="Hello")


def test_an_invitation_of_a_member_ends_when_the_group_closes(cast):
    groups.invite(member=cast.otto, group_id=cast.pilots.pk, person_id=cast.joan.pk)

    close(cast.pilots, cast.mira)

    groups.join(person=cast.joan, group_id=cast.pilots.pk)
    assert not Membership.objects.filter(person=cast.joan, stream=cast.pilots.stream).exists()


def test_an_invitation_of_an_owner_outlives_the_closing(cast):
    groups.invite(member=cast.mira, group_id=cast.pilots.pk, person_id=cast.joan.pk)

    close(cast.pilots, cast.mira)

    assert groups.join(person=cast.joan, group_id=cast.pilots.pk)


def test_a_name_whose_letters_unfold_is_kept(cast):
    group = groups.found(founder=cast.mira, name="ﷺ" * 80)

    with pytest.raises(groups.GroupNameIsTaken):
        groups.found(founder=cast.joan, name="ﷺ" * 80)
    assert len(group.name_folded) <= 120


def test_no_group_takes_the_handle_of_a_secret_one_away(cast):
    first = groups.found(founder=cast.joan, name="Anything")
    for number in range(first.pk + 1, first.pk + 6):
        groups.found(founder=cast.joan, name=f"g{number + 5}")

    secret = groups.found(founder=cast.mira, name="Merger", visibility=Visibility.SECRET)

    assert secret.account.handle.startswith(f"g{secret.pk}")

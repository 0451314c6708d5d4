"""Drafts, kept for oneself alone; and posts that wait, published once or refused with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.files import actions as files
from groundswell.network.groups import actions as groups
from groundswell.network.posts import actions as posts
from groundswell.network.posts import text
from groundswell.network.posts.models import Post
from groundswell.network.unsent import drafts, publishing, queries, scheduling
from groundswell.network.unsent.drafts import Typed
from groundswell.network.unsent.models import Scheduled
from groundswell.people.persons.models import Person, Unsent

SOON = timedelta(hours=2)


def keep(person, source, place="home", **more):
    drafts.keep(person=person, place=place, typed=Typed(source=source, **more))


def mark_of(person):
    return Person.objects.get(pk=person.pk).unsent


def texts(person):
    return [draft.source for draft in queries.drafts(person)]


def test_a_box_keeps_one_draft_for_its_writer_alone(cast):
    keep(cast.otto, "Half")
    keep(cast.otto, "Half a text")
    keep(cast.otto, "An answer", "reply-7")

    assert sorted(texts(cast.otto)) == ["An answer", "Half a text"]
    assert (texts(cast.mira), queries.draft(cast.mira, "home")) == ([], None)
    assert (mark_of(cast.otto), mark_of(cast.mira)) == (Unsent.SOME, Unsent.NOTHING)
    keep(cast.otto, " ")
    drafts.forget(person=cast.otto, place="reply-7")
    assert (texts(cast.otto), mark_of(cast.otto)) == ([], Unsent.NOTHING)


def test_what_was_sent_is_no_draft_any_more_and_does_not_come_back(cast):
    keep(cast.otto, "Said", request_key="one")
    posts.publish(
        author=cast.otto, stream_ids=[cast.organisation.pk], source="Said", request_key="one"
    )
    assert texts(cast.otto) == []

    keep(cast.otto, "Said", request_key="one")

    assert mark_of(cast.otto) == Unsent.NOTHING
    keep(cast.otto, "Something else", request_key="two")
    assert texts(cast.otto) == ["Something else"]


@pytest.mark.parametrize("place", ["", "Home", "group-", "group-x", "../home", "reply-1/2"])
def test_there_are_no_other_boxes(cast, place):
    with pytest.raises(NotFound):
        keep(cast.otto, "Half", place)


def test_drafts_have_their_limits(cast, monkeypatch):
    with pytest.raises(drafts.DraftIsTooLong):
        keep(cast.otto, "x" * (drafts.LONGEST + 1))
    monkeypatch.setattr(drafts, "MOST", 2)
    keep(cast.otto, "a", "reply-1")
    keep(cast.otto, "b", "reply-2")
    with pytest.raises(drafts.TooManyDrafts):
        keep(cast.otto, "c", "reply-3")
    keep(cast.otto, "b again", "reply-2")


def wait(author, stream, source="We start", after=SOON, **more):
    return scheduling.schedule(
        author=author, stream_id=stream.pk, source=source, due_at=clock.now() + after, **more
    )


def later(after=SOON):
    return clock.frozen(clock.now() + after + timedelta(minutes=1))


def test_a_post_waits_and_is_published_once_at_its_time(cast):
    file = files.store(uploader=cast.otto, name="plan.txt", content=b"plain words")
    wait(cast.otto, cast.organisation, file_ids=[file.pk], answerers="nobody")
    assert publishing.publish_due() == 0
    assert not Post.objects.exists()

    with later():
        assert (publishing.publish_due(), publishing.publish_due()) == (1, 0)
        post = Post.objects.get()
        assert abs((post.published_at - clock.now()).total_seconds()) < 60

    assert (post.source, post.answerers, post.author_id) == ("We start", "nobody", cast.otto.pk)
    assert [hung.file_id for hung in post.attachments.all()] == [file.pk]
    assert not Scheduled.objects.exists()
    assert mark_of(cast.otto) == Unsent.NOTHING


def test_whoever_was_killed_after_publishing_leaves_one_post(cast):
    waiting = wait(cast.otto, cast.pilots.stream)
    with later():
        claimed = publishing._claim(waiting.pk)
        publishing._say(claimed)
        assert publishing.publish_due() == 0
    groups.archive(owner=cast.mira, group_id=cast.pilots.pk)

    with later(SOON + publishing.CLAIM):
        assert publishing.publish_due() == 1

    assert Post.objects.count() == 1
    assert not Scheduled.objects.exists()
    assert Activity.objects.filter(verb="published").count() == 1


def test_the_author_is_told_when_the_place_vanished_and_may_try_again(cast):
    waiting = wait(cast.otto, cast.merger.stream)
    groups.leave(person=cast.otto, group_id=cast.merger.pk)

    with later():
        assert publishing.publish_due() == 0
        assert publishing.publish_due() == 0

    refused = queries.scheduled_post(cast.otto, waiting.pk)
    assert "not there for you any more" in refused.refusal
    assert mark_of(cast.otto) == Unsent.REFUSED
    with pytest.raises(NotFound):
        scheduling.change(
            writer=cast.otto,
            scheduled_id=waiting.pk,
            source="Again",
            due_at=clock.now() + 2 * SOON,
        )
    scheduling.cancel(writer=cast.otto, scheduled_id=waiting.pk)
    assert mark_of(cast.otto) == Unsent.NOTHING
    assert not Post.objects.exists()


def test_nobody_speaks_who_may_not_come_in(cast):
    waiting = wait(cast.otto, cast.organisation)
    Person.objects.filter(pk=cast.otto.pk).update(state="suspended")

    with later():
        publishing.publish_due()

    assert not Post.objects.exists()
    assert Scheduled.objects.get(pk=waiting.pk).refusal


def test_text_and_time_are_changed_by_the_author_alone(cast):
    waiting = wait(cast.otto, cast.organisation)
    due_at = clock.now() + 2 * SOON

    with pytest.raises(NotFound):
        scheduling.cancel(writer=cast.mira, scheduled_id=waiting.pk)
    scheduling.change(
        writer=cast.otto, scheduled_id=waiting.pk, source="We start later", due_at=due_at
    )

    with later():
        assert publishing.publish_due() == 0
    with later(2 * SOON):
        assert publishing.publish_due() == 1
    assert Post.objects.get().source == "We start later"


def test_what_is_being_published_is_not_called_off(cast):
    waiting = wait(cast.otto, cast.organisation)
    with later():
        publishing._claim(waiting.pk)

    with pytest.raises(scheduling.ItIsBeingPublished):
        scheduling.cancel(writer=cast.otto, scheduled_id=waiting.pk)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"after": timedelta(minutes=-1)}, scheduling.ThatTimeIsOver),
        ({"after": timedelta(days=400)}, scheduling.ThatIsTooFarAway),
        ({"source": " "}, text.TextIsEmpty),
        ({"kind": "question"}, posts.AQuestionNeedsATitle),
    ],
)
def test_what_could_not_be_published_cannot_wait(cast, more, refusal):
    with pytest.raises(refusal):
        wait(cast.otto, cast.organisation, **more)


def test_nobody_schedules_where_they_may_not_post(cast):
    with pytest.raises(NotFound):
        wait(cast.joan, cast.merger.stream)
    with pytest.raises(posts.places.OnlyMembersMayPost):
        wait(cast.joan, cast.pilots.stream)


def test_what_waits_is_no_draft_any_more_and_does_not_come_back(cast):
    wait(cast.otto, cast.organisation, request_key="one")

    keep(cast.otto, "We start", request_key="one")

    assert texts(cast.otto) == []


def test_a_request_sent_twice_waits_once(cast):
    first, again = (wait(cast.otto, cast.organisation, request_key="one") for _ in range(2))

    assert first.pk == again.pk

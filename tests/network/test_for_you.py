"""For you: what stands in front has a reason, questions of one's field are never hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold
from groundswell.network.feeds import knowing, places, ranking, weights
from groundswell.network.feeds.places import Place
from groundswell.network.feeds.weighing import Reason
from groundswell.network.feeds.weights import Why
from groundswell.network.feeds.wording import sentence
from groundswell.network.groups import actions as groups
from groundswell.network.notifications.models import Attention, GroupLevel, Level
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions import actions as reactions
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Stream
from groundswell.network.topics import actions as topics
from groundswell.network.topics.models import TopicFollow
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from tests.network.random_world import RandomWorld, taken_back

TEXTS = ("Hello", "About #noise", "More #Noise and #paint", "The #shift-handover")
SUBJECTS = ("Noise", "paint", "Shift handover")


def whole(viewer):
    """All that For you holds, page by page; each thread once."""
    page = ranking.for_you(viewer)
    shown = list(page.lines)
    while page.rest:
        page = ranking.continued(viewer, places.place_of(places.place(page.rest)))
        shown += page.lines
    seen = [one.line.id for one in shown]
    assert len(seen) == len(set(seen))
    return shown


def reason_of(viewer, thread):
    return {one.line.id: one.reason for one in whole(viewer)}[thread.pk]


def ids_of(viewer):
    return [one.line.id for one in whole(viewer)]


def ask(cast, text, **more):
    asked = {"author": cast.otto, "stream_ids": [cast.organisation.pk], "kind": "question"}
    return posts.publish(**{**asked, "title": text, "source": "Who can say?", **more})


def tell(author, stream_id, text="Hello"):
    return posts.publish(author=author, stream_ids=[stream_id], source=text)


def knows(person, **columns):
    Person.objects.filter(pk=person.pk).update(**columns)


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(dice=st.randoms(use_true_random=False))
def test_for_you_hides_no_question_of_ones_field_and_shows_nothing_unreadable(
    db, monkeypatch, dice
):
    monkeypatch.setattr(ranking, "PAGE", 3)
    with taken_back():
        world = RandomWorld(dice, steps=40, texts=TEXTS)
        for person in world.people:
            knows(person, ask_me_about=dice.sample(SUBJECTS, 1))
            silence(dice, person, world)
        follow_a_topic(dice, world.people[0])
        with clock.frozen(world.now + timedelta(hours=1)):
            for viewer in world.people:
                holds_what_is_near_and_of_the_field(viewer, world.now)


def silence(dice, person, world):
    group = dice.choice(world.groups)
    GroupLevel.objects.create(person=person, stream=group.stream, level=Level.NONE)
    thread = Post.objects.threads().order_by("pk").first()
    if thread and dice.random() < 0.5:
        Attention.objects.update_or_create(
            thread=thread, person=person, defaults={"is_muted": True}
        )


def follow_a_topic(dice, person):
    if Post.objects.filter(source__contains="#paint").exists():
        topics.follow(follower=person, name="paint")


def holds_what_is_near_and_of_the_field(viewer, now):
    silent = GroupLevel.objects.filter(person=viewer, level=Level.NONE).values("stream")
    heard = Placement.objects.filter(
        stream__in=Stream.objects.visible_to(viewer).exclude(pk__in=silent)
    )
    muted = Attention.objects.filter(person=viewer, is_muted=True).values("thread")
    may = Post.objects.visible_to(viewer).threads().filter(pk__in=heard.values("post"))
    may = may.filter(removed_at=None).exclude(pk__in=muted)
    near = Placement.objects.filter(stream__subscriptions__person=viewer).values("post")
    field = {
        question.pk
        for question in may.filter(kind="question", answered_at=None).exclude(author=viewer)
        if question.published_at > now + timedelta(hours=1) - weights.FIELD_SPAN
        and speaks_of(question) & field_words(viewer)
    }

    shown = whole(viewer)

    seen = [one.line.id for one in shown]
    assert set(seen) == set(may.filter(pk__in=near).values_list("pk", flat=True)) | field
    # Every second place at least, until none is left: so they stand on the first pages.
    places_of_field = [at for at, id_ in enumerate(seen) if id_ in field]
    assert all(at <= 2 * number + 1 for number, at in enumerate(places_of_field))
    assert all(one.is_of_field for one in shown if one.line.id in field)
    assert all(sentence(one.reason) for one in shown)


def topics_of(post):
    return set(post.post_topics.values_list("topic__name_folded", flat=True))


def speaks_of(question):
    said = f"{question.title} {question.source}".lower()
    return {topic for topic in ("noise", "paint", "shift-handover") if f"#{topic}" in said}


def field_words(viewer):
    said = Person.objects.get(pk=viewer.pk).ask_me_about
    names = {fold(word).replace(" ", "-") for word in said}
    names |= set(
        TopicFollow.objects.filter(person=viewer).values_list("topic__name_folded", flat=True)
    )
    for reply in Post.objects.filter(author=viewer, root__kind="question", removed_at=None):
        if reply.root.author_id != viewer.pk:
            names |= topics_of(reply.root)
    return names


def test_every_kind_of_field_is_told_in_a_sentence(cast):
    helped = ask(cast, "Which grease?", source="For the #crane")
    posts.reply(author=cast.joan, to_id=helped.pk, source="The blue one")
    knows(cast.joan, ask_me_about=["Welding"], skills=["Blade pitch"])
    asked = ask(cast, "Who has done underwater welding?")
    skill = ask(cast, "What pitch?", source="The blade-pitch is off")
    before = ask(cast, "Where is the key?", source="Of the #crane")
    unmarked = ask(cast, "Where is the other key?", source="Of the crane")

    told = [sentence(reason_of(cast.joan, thread)) for thread in (asked, skill, before)]

    assert told == [
        "Unanswered question about Welding, which you are asked about",
        "Unanswered question about Blade pitch, one of your skills",
        "Unanswered question about #crane, as you answered before",
    ]
    assert reason_of(cast.joan, unmarked).why == Why.WAITING
    topics.follow(follower=cast.joan, name="crane")
    assert reason_of(cast.joan, before) == Reason(Why.TOPIC, "crane")


def test_an_answered_locked_or_old_question_is_no_question_of_ones_field(cast):
    knows(cast.joan, ask_me_about=["Welding"])
    with clock.frozen(clock.now() - timedelta(days=15)):
        old = ask(cast, "Welding?")
    answered = ask(cast, "Welding today?")
    posts.reply(author=cast.mira, to_id=answered.pk, source="Yes")

    assert reason_of(cast.joan, old).why == Why.WAITING
    assert reason_of(cast.joan, answered).why == Why.TALK


def test_only_what_one_answers_most_is_ones_field_by_answering(cast, monkeypatch):
    monkeypatch.setattr(knowing, "MOST_ANSWERED", 1)
    for subject in ("crane", "paint", "crane", "noise"):
        helped = ask(cast, "Which one?", source=f"About the #{subject}")
        posts.reply(author=cast.joan, to_id=helped.pk, source="The blue one")
    most, last = (ask(cast, "And now?", source=f"The #{one}") for one in ("crane", "noise"))

    assert reason_of(cast.joan, most) == Reason(Why.ANSWERED, "crane")
    assert reason_of(cast.joan, last).why == Why.WAITING


def test_questions_beyond_what_is_ranked_follow_in_the_order_of_time(cast, monkeypatch):
    monkeypatch.setattr(ranking, "PAGE", 2)
    for bound, number in (("NEWEST", 3), ("MOST_ELSEWHERE", 1), ("MOST_WAITING", 2)):
        monkeypatch.setattr(weights, bound, number)
    knows(cast.joan, ask_me_about=["Welding"])
    here = [ask(cast, f"Which one, {number}?").pk for number in range(4)]
    welding = [
        ask(cast, f"Welding {number}?", stream_ids=[cast.pilots.stream_id]).pk
        for number in range(3)
    ]
    told = {tell(cast.mira, cast.organisation.pk, f"{number}").pk for number in range(3)}
    Attention.objects.create(person=cast.joan, thread_id=here[2], is_muted=True)

    first, *others = ids_of(cast.joan)

    assert first == welding[2]
    assert set(others[:3]) == told
    assert others[3:] == [welding[1], welding[0], here[3], here[1], here[0]]


def test_those_near_are_named(cast):
    for person, manager in ((cast.joan, cast.mira), (cast.otto, cast.mira)):
        Assignment.objects.create(
            person=person, manager=manager, site="Halden", from_on="2020-01-01"
        )
    ines = cast.person("Ines Storm")
    streams.follow(follower=cast.joan, stream_id=ines.storyline.pk)
    by_manager = tell(cast.mira, cast.organisation.pk)
    by_colleague = tell(cast.otto, cast.organisation.pk)
    by_followed = tell(ines, cast.organisation.pk)

    joan = {thread: sentence(reason_of(cast.joan, thread)) for thread in
            (by_manager, by_colleague, by_followed)}  # fmt: skip

    assert joan == {
        by_manager: "Your manager wrote it",
        by_colleague: "Otto Berg is in your team",
        by_followed: "You follow Ines Storm",
    }
    assert sentence(reason_of(cast.mira, by_colleague)) == "Otto Berg reports to you"
    assert ids_of(cast.joan)[0] == by_manager.pk


def test_what_one_s_site_reacts_to_rises(cast):
    threads = [tell(cast.mira, cast.organisation.pk, f"{number}") for number in range(5)]
    for person in (cast.otto, cast.joan):
        Assignment.objects.create(person=person, site="Halden", from_on="2020-01-01")
    assert whole(cast.joan)[0].reason.why == Why.EVERYBODY
    reactions.react(person=cast.joan, post_id=threads[0].pk, name="agree")
    assert whole(cast.joan)[0].reason.why == Why.EVERYBODY
    reactions.react(person=cast.otto, post_id=threads[0].pk, name="thanks")

    first = whole(cast.joan)[0]

    assert first.line.id == threads[0].pk
    assert sentence(first.reason) == "1 person of your site (Halden) reacted since yesterday"


def test_what_was_muted_or_silenced_is_gone(cast):
    groups.join(person=cast.joan, group_id=cast.pilots.pk)
    thread = tell(cast.mira, cast.pilots.stream_id)
    other = tell(cast.mira, cast.organisation.pk)
    assert set(ids_of(cast.joan)) == {thread.pk, other.pk}

    GroupLevel.objects.create(person=cast.joan, stream=cast.pilots.stream, level=Level.NONE)
    assert ids_of(cast.joan) == [other.pk]

    Attention.objects.create(person=cast.joan, thread=other, is_muted=True)
    assert ids_of(cast.joan) == []


def test_pages_neither_repeat_nor_skip_while_all_changes(cast, monkeypatch):
    monkeypatch.setattr(ranking, "PAGE", 3)
    there = [tell(cast.mira, cast.organisation.pk, f"{number}").pk for number in range(10)]
    page = ranking.for_you(cast.joan)
    seen = [one.line.id for one in page.lines]
    while page.rest:
        tell(cast.mira, cast.organisation.pk, "Meanwhile")
        reactions.react(person=cast.otto, post_id=page.rest.ids[-1], name="thanks")
        page = ranking.continued(cast.joan, page.rest)
        seen += [one.line.id for one in page.lines]

    assert sorted(seen) == there


def test_whoever_loses_a_group_while_reading_sees_no_more_of_it(cast, monkeypatch):
    monkeypatch.setattr(ranking, "PAGE", 1)
    for number in range(3):
        tell(cast.mira, cast.board.stream_id, f"{number}")
    page = ranking.for_you(cast.otto)
    groups.leave(person=cast.otto, group_id=cast.board.pk)

    assert ranking.continued(cast.otto, page.rest).lines == []


def test_a_place_that_nobody_gave_is_refused():
    forged = places.place(Place((1, 2)))[:-1]

    for text in (forged, "", "1", "ä:ö"):
        with pytest.raises(Refused):
            places.place_of(text)
    far = Place((1, 2**62), near_floor=2**61, field_floor=3, before=4)
    assert places.place_of(places.place(far)) == far


def test_for_you_takes_three_queries_and_two_when_it_was_seen(cast, django_assert_num_queries):
    knows(cast.joan, ask_me_about=["Welding"])
    for number in range(25):
        ask(cast, f"Welding {number}?")
        tell(cast.mira, cast.organisation.pk, f"{number}")

    with django_assert_num_queries(3):
        ranking.for_you(cast.joan)
    with django_assert_num_queries(2):
        page = ranking.for_you(cast.joan)
    with django_assert_num_queries(2):
        ranking.continued(cast.joan, page.rest)

"""Counting who contributed on which day, as the log is read."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from groundswell.activity import log, readers
from groundswell.adoption.contributions import actions
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.contributions.reading import recount
from groundswell.foundation import clock, ids
from groundswell.network.polls import actions as polls
from groundswell.network.polls.models import Vote
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.models import Origin, Placement, Post
from groundswell.network.reactions import actions as reactions
from groundswell.network.reactions.models import Reaction
from groundswell.network.streams.models import Stream, StreamKind

READER = readers.register("contributions", recount)
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("news")


def counted() -> dict[tuple[int, date], tuple[int, int, int]]:
    """What the reader keeps, after it has read all; counting everything anew changes nothing."""
    readers.catch_up(READER)
    while actions.sweep_on():
        pass
    kept = _kept()
    actions.rebuild()
    assert _kept() == kept
    return kept


def _kept() -> dict[tuple[int, date], tuple[int, int, int]]:
    return {
        (day.person_id, day.on): (day.posts, day.replies, day.reactions + day.votes)
        for day in ContributionDay.objects.all()
    }


def from_scratch() -> dict[tuple[int, date], tuple[int, int, int]]:
    """The same by looking at each row; what is private or delegated is not in these tests."""
    days: Counter[tuple[int, date, int]] = Counter()
    for post in Post.objects.filter(removed_at=None):
        days[post.author_id, clock.day_of(post.published_at), int(post.root_id is not None)] += 1
    standing = set(Placement.objects.values_list("post_id", flat=True))
    for reaction in Reaction.objects.select_related("post"):
        if reaction.post.thread_id not in standing:
            continue
        days[reaction.person_id, clock.day_of(reaction.reacted_at), 2] += 1
    return {
        (person_id, on): tuple(days[person_id, on, column] for column in range(3))
        for person_id, on, _ in days
    }


def say(cast, author, text="Hello", **more) -> Post:
    return posts.publish(author=author, stream_ids=[cast.organisation.pk], source=text, **more)


def imported(cast, author, at, root=None, **more) -> Post:
    """A post as an import writes it, with its activity."""
    post = Post.objects.create(
        id=ids.imported(at, Post.objects.count()), author=author, root=root, source="-", html="-",
        published_at=at, origin=Origin.IMPORT, **more,
    )  # fmt: skip
    if root is None:
        Placement.objects.create(stream=cast.organisation, post=post)
    verb = "replied" if root else "published"
    log.record(actor_id=author.pk, verb=verb, noun="post", noun_id=post.pk, happened_at=at)
    return post


def test_posts_replies_and_reactions_count_on_their_day(cast):
    with clock.frozen(MONDAY):
        post = say(cast, cast.mira)
        posts.reply(author=cast.otto, to_id=post.pk, source="Yes")
    with clock.frozen(MONDAY + timedelta(days=1)):
        posts.reply(author=cast.mira, to_id=post.pk, source="Good")
        reactions.react(person=cast.otto, post_id=post.pk, name="thanks")

    assert counted() == {
        (cast.mira.pk, date(2026, 3, 2)): (1, 0, 0),
        (cast.otto.pk, date(2026, 3, 2)): (0, 1, 0),
        (cast.mira.pk, date(2026, 3, 3)): (0, 1, 0),
        (cast.otto.pk, date(2026, 3, 3)): (0, 0, 1),
    }


def test_a_day_ends_at_the_organisations_midnight(cast, settings):
    settings.TIME_ZONE = "Asia/Seoul"
    with clock.frozen(datetime(2026, 3, 2, 15, 30, tzinfo=UTC)):
        say(cast, cast.mira)

    assert list(counted()) == [(cast.mira.pk, date(2026, 3, 3))]


def test_what_is_removed_no_longer_counts(cast):
    with clock.frozen(MONDAY):
        gone, kept = say(cast, cast.mira), say(cast, cast.mira)
    assert counted() == {(cast.mira.pk, date(2026, 3, 2)): (2, 0, 0)}

    changing.remove(remover=cast.mira, post_id=gone.pk)
    assert counted() == {(cast.mira.pk, date(2026, 3, 2)): (1, 0, 0)}

    changing.remove(remover=cast.mira, post_id=kept.pk)
    assert counted() == {}


def test_a_reaction_changed_or_taken_back_later_leaves_its_first_day(cast):
    with clock.frozen(MONDAY):
        post = say(cast, cast.mira)
        reactions.react(person=cast.otto, post_id=post.pk, name="thanks")
    counted()

    with clock.frozen(MONDAY + timedelta(days=9)):
        reactions.react(person=cast.otto, post_id=post.pk, name="agree")
    assert counted() == {
        (cast.mira.pk, date(2026, 3, 2)): (1, 0, 0),
        (cast.otto.pk, date(2026, 3, 11)): (0, 0, 1),
    }

    with clock.frozen(MONDAY + timedelta(days=20)):
        reactions.react(person=cast.otto, post_id=post.pk, name="agree")
    assert counted() == {(cast.mira.pk, date(2026, 3, 2)): (1, 0, 0)}


def test_what_a_delegate_posted_counts_for_nobody_and_an_import_for_its_author(cast):
    with clock.frozen(MONDAY):
        delegated = say(cast, cast.joan)
    Post.objects.filter(pk=delegated.pk).update(acted_by=cast.otto)
    imported(cast, cast.mira, MONDAY, acted_by=cast.otto)

    assert counted() == {(cast.mira.pk, date(2026, 3, 2)): (1, 0, 0)}


def test_a_vote_counts_on_the_day_it_was_cast(cast):
    with clock.frozen(MONDAY):
        poll = polls.ask(author=cast.mira, stream_ids=[cast.organisation.pk], options="Yes\nNo",
                         title="Shall we?", source="Say.")  # fmt: skip
    for days, choice in ((1, 0), (2, 1)):
        with clock.frozen(MONDAY + timedelta(days=days)):
            polls.vote(voter=cast.otto, post_id=poll.pk, choice=choice)
    assert counted() == {
        (cast.mira.pk, date(2026, 3, 2)): (1, 0, 0),
        (cast.otto.pk, date(2026, 3, 3)): (0, 0, 1),
    }

    Vote.objects.update(voted_on=None)  # as it was kept before days were
    ContributionDay.objects.all().delete()
    recount(log.after(log.Position(), limit=100))
    assert counted()[cast.otto.pk, date(2026, 3, 2)] == (0, 0, 1)

    changing.remove(remover=cast.mira, post_id=poll.pk)
    assert counted() == {}


def test_private_messages_are_not_looked_at(cast):
    private = Stream.objects.create(kind=StreamKind.CONVERSATION, is_open=False, created_at=MONDAY)
    post = imported(cast, cast.mira, MONDAY)
    Placement.objects.filter(post=post).update(stream=private)
    imported(cast, cast.otto, MONDAY, root=post)
    Reaction.objects.create(post=post, person=cast.joan, name="+1", reacted_at=MONDAY)
    log.record(
        actor_id=cast.joan.pk, verb="reacted", noun="post", noun_id=post.pk, happened_at=MONDAY
    )

    assert counted() == {}

    # A message that is removed stands nowhere any more, and is private still.
    Post.objects.update(removed_at=MONDAY)
    Placement.objects.all().delete()
    log.record(actor_id=cast.mira.pk, verb="removed", noun="post", noun_id=post.pk)
    assert counted() == {}


def test_an_import_counts_by_its_own_dates_and_taken_back_counts_no_more(cast):
    with clock.frozen(MONDAY):
        say(cast, cast.mira)
    old = imported(cast, cast.mira, datetime(2019, 5, 1, tzinfo=UTC))
    Reaction.objects.create(post=old, person=cast.otto, name="tada", reacted_at=MONDAY)
    log.record(
        actor_id=cast.otto.pk, verb="reacted", noun="post", noun_id=old.pk, happened_at=MONDAY
    )
    assert counted() == {
        (cast.mira.pk, date(2019, 5, 1)): (1, 0, 0),
        (cast.otto.pk, date(2026, 3, 2)): (0, 0, 1),
        (cast.mira.pk, date(2026, 3, 2)): (1, 0, 0),
    }

    old.delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)
    assert counted() == {(cast.mira.pk, date(2026, 3, 2)): (1, 0, 0)}


def test_people_who_are_merged_count_as_one(cast):
    imported(cast, cast.mira, MONDAY)
    imported(cast, cast.joan, MONDAY)
    counted()

    Post.objects.filter(author=cast.joan).update(author=cast.mira)
    log.record(actor_id=None, verb="removed", noun="person", noun_id=cast.joan.pk)
    log.record(actor_id=None, verb="merged", noun="person", noun_id=cast.mira.pk)

    assert counted() == {(cast.mira.pk, date(2026, 3, 2)): (2, 0, 0)}


def test_days_are_counted_anew_in_small_steps_that_can_be_stopped(cast, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    people = (cast.mira, cast.otto)
    said = [
        imported(cast, person, MONDAY + timedelta(days=day))
        for day in range(5)
        for person in people
    ]
    counted()
    for post in said[:6]:
        post.delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)
    readers.catch_up(READER)

    steps = 0
    while actions.sweep_on():
        steps += 1
        if steps == 2:  # while it is under way, another import is taken back
            said[6].delete()
            log.record(actor_id=None, verb="undone", noun="batch", noun_id=2)
            readers.catch_up(READER)

    assert steps >= 4
    assert _kept() == from_scratch()
    assert not actions.is_sweeping()


def test_instants_that_no_id_can_tell_are_counted_on_their_own_day(cast):
    imported(cast, cast.mira, datetime(1999, 12, 30, tzinfo=UTC))
    imported(cast, cast.mira, datetime(1970, 1, 1, tzinfo=UTC))
    imported(cast, cast.mira, datetime(2106, 2, 7, tzinfo=UTC))

    assert counted() == from_scratch() != {}


@pytest.mark.parametrize("seed", [0, 3])
def test_reading_ends_where_a_count_from_scratch_does(cast, seed, monkeypatch, settings):
    settings.TIME_ZONE = "America/St_Johns"
    monkeypatch.setattr(readers, "BATCH", 7)
    chance = Random(seed)
    people = [cast.mira, cast.otto, cast.joan]
    old = [imported(cast, chance.choice(people), MONDAY - timedelta(hours=h)) for h in range(40)]
    for step in range(60):
        with clock.frozen(MONDAY + timedelta(hours=7 * step)):
            _anything(cast, chance, people)
        if chance.random() < 0.2:
            readers.run_once(READER)
    for post in chance.sample(old, 15):
        Post.objects.filter(pk=post.pk).delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)
    with clock.frozen(MONDAY + timedelta(hours=7 * 61)):
        _anything(cast, chance, people)

    assert counted() == from_scratch()
    recount(log.after(log.Position(), limit=10_000))
    assert counted() == from_scratch()


def _anything(cast, chance: Random, people) -> None:
    """One of all that people do."""
    who = chance.choice(people)
    standing = list(Post.objects.filter(removed_at=None).select_related("root"))
    what = chance.choice(["say", "reply", "react", "react", "react", "remove"])
    if what == "say" or not standing:
        say(cast, who)
    elif what == "reply":
        open_still = [post for post in standing if not (post.root and post.root.removed_at)]
        posts.reply(author=who, to_id=chance.choice(open_still).pk, source="Well")
    elif what == "react":
        name = chance.choice(["thanks", "agree"])
        reactions.react(person=who, post_id=chance.choice(standing).pk, name=name)
    else:
        gone = chance.choice(standing)
        changing.remove(remover=gone.author, post_id=gone.pk)

"""Finding who turned to whom, as the log is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from groundswell.activity import log, readers
from groundswell.adoption.interactions import actions, reading
from groundswell.adoption.interactions.models import Interaction
from groundswell.exchange.erasing import actions as erasing
from groundswell.exchange.merging import actions as merging
from groundswell.foundation import clock
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions import actions as reactions
from groundswell.network.reactions.models import Reaction
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.people.persons.models import Person
from tests.adoption.test_contributions import imported, say

READER = readers.register(reading.NAME, reading.recount)
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
ON = date(2026, 3, 2)

pytestmark = pytest.mark.usefixtures("news")


def found() -> list[tuple[int, int, str, date]]:
    """What the reader keeps, after it has read all; finding everything anew changes nothing."""
    readers.catch_up(READER)
    while actions.sweep_on():
        pass
    kept = _kept()
    actions.rebuild()
    assert _kept() == kept
    return [row[:4] for row in kept]


def _kept() -> list[tuple]:
    columns = ("from_id", "to_id", "kind", "on", "is_delegated", "stream_id", "thread_id",
               "post_id", "at")  # fmt: skip
    return sorted(Interaction.objects.values_list(*columns))


def at(person: Person) -> str:
    """How a text names somebody."""
    return f"@{person.account.handle}"


def test_it_is_of_the_organisations_day(cast, settings):
    settings.TIME_ZONE = "Asia/Seoul"
    with clock.frozen(datetime(2026, 3, 2, 15, 30, tzinfo=UTC)):
        post = say(cast, cast.mira)
        posts.reply(author=cast.otto, to_id=post.pk, source="Good night")

    assert [on for *_, on in found()] == [date(2026, 3, 3)]


@pytest.fixture
def at_noon():
    with clock.frozen(MONDAY):
        yield


@pytest.mark.usefixtures("at_noon")
def test_answers_mentions_and_reactions_turn_to_somebody(cast):
    post = say(cast, cast.mira, f"What do you think, {at(cast.otto)}?")
    first = posts.reply(author=cast.otto, to_id=post.pk, source=f"Good, {at(cast.mira)}")
    posts.reply(author=cast.joan, to_id=first.pk, source="Mira and Otto are right")
    posts.reply(author=cast.mira, to_id=post.pk, source="I meant the other one")
    reactions.react(person=cast.joan, post_id=post.pk, name="thanks")
    reactions.react(person=cast.mira, post_id=post.pk, name="thanks")

    assert found() == sorted(
        [
            (cast.mira.pk, cast.otto.pk, "mention", ON),
            (cast.otto.pk, cast.mira.pk, "reply", ON),
            (cast.joan.pk, cast.otto.pk, "reply", ON),
            (cast.joan.pk, cast.mira.pk, "reaction", ON),
        ]
    )


@pytest.mark.usefixtures("at_noon")
def test_praise_and_the_best_answer_turn_to_somebody(cast):
    say(cast, cast.mira, f"{at(cast.otto)} mended it", kind="praise")
    question = say(cast, cast.joan, "Who?", kind="question", title="Who knows?")
    answer = posts.reply(author=cast.otto, to_id=question.pk, source="I do")
    tending.mark_best_answer(marker=cast.joan, reply_id=answer.pk)

    assert found() == sorted(
        [
            (cast.mira.pk, cast.otto.pk, "praise", ON),
            (cast.otto.pk, cast.joan.pk, "reply", ON),
            (cast.joan.pk, cast.otto.pk, "best", ON),
        ]
    )

    changing.remove(remover=cast.otto, post_id=answer.pk)
    assert found() == [(cast.mira.pk, cast.otto.pk, "praise", ON)]


@pytest.mark.usefixtures("at_noon")
def test_bots_and_messages_are_nobodys_and_a_delegates_words_stand_apart(cast):
    post = say(cast, cast.mira)
    posts.reply(author=cast.otto, to_id=post.pk, source="Yes")
    answer = posts.reply(author=cast.joan, to_id=post.pk, source="Yes")
    Post.objects.filter(pk=answer.pk).update(acted_by=cast.otto)
    Person.objects.filter(pk=cast.otto.pk).update(is_bot=True)
    private = Stream.objects.create(kind=StreamKind.CONVERSATION, is_open=False, created_at=MONDAY)
    told = imported(cast, cast.mira, MONDAY)
    Placement.objects.filter(post=told).update(stream=private)
    imported(cast, cast.joan, MONDAY, root=told)
    Reaction.objects.create(post=told, person=cast.joan, name="+1", reacted_at=MONDAY)

    assert found() == [(cast.joan.pk, cast.mira.pk, "reply", ON)]
    assert Interaction.objects.get().is_delegated


@pytest.mark.usefixtures("at_noon")
def test_people_who_are_merged_or_erased_keep_one_history(cast):
    post = say(cast, cast.mira)
    answer = imported(cast, cast.joan, MONDAY, root=post)
    reactions.react(person=cast.otto, post_id=answer.pk, name="thanks")
    found()
    Person.objects.filter(pk=cast.joan.pk).update(is_listed=False)
    erasing.erase(person_id=cast.otto.pk, erased_by=None)
    assert found() == sorted(
        [(cast.joan.pk, cast.mira.pk, "reply", ON), (cast.otto.pk, cast.joan.pk, "reaction", ON)]
    )

    merging.merge(kept_id=cast.mira.pk, gone_id=cast.joan.pk, merged_by=None)
    assert found() == [(cast.otto.pk, cast.mira.pk, "reaction", ON)]


def test_what_is_blanked_with_its_person_counts_no_more(cast):
    with clock.frozen(MONDAY):
        post = say(cast, cast.mira)
        answer = posts.reply(author=cast.otto, to_id=post.pk, source="Yes")
        reactions.react(person=cast.joan, post_id=answer.pk, name="thanks")
        posts.reply(author=cast.joan, to_id=post.pk, source="Yes")
    found()
    erasing.erase(person_id=cast.otto.pk, erased_by=None, with_posts=True)

    assert found() == [(cast.joan.pk, cast.mira.pk, "reply", ON)]


def test_an_orphan_that_finds_its_thread_takes_its_answers_along(cast):
    thread = imported(cast, cast.mira, MONDAY)
    orphan = imported(cast, cast.otto, MONDAY + timedelta(hours=1), is_orphan=True)
    below = imported(cast, cast.joan, MONDAY + timedelta(hours=2), root=orphan)
    assert found() == [(cast.joan.pk, cast.otto.pk, "reply", ON)]

    Post.objects.filter(pk__in=[orphan.pk, below.pk]).update(root=thread)
    Placement.objects.filter(post=orphan).delete()
    log.record(actor_id=None, verb="moved", noun="post", noun_id=orphan.pk)
    assert found() == sorted(
        [(cast.joan.pk, cast.mira.pk, "reply", ON), (cast.otto.pk, cast.mira.pk, "reply", ON)]
    )


@pytest.mark.parametrize("seed", [0, 2])
def test_reading_ends_where_finding_from_scratch_does(cast, seed, monkeypatch, settings):
    settings.TIME_ZONE = "America/St_Johns"
    monkeypatch.setattr(readers, "BATCH", 7)
    monkeypatch.setattr(actions, "AT_ONCE", 9)
    chance = Random(seed)
    people = [cast.mira, cast.otto, cast.joan]
    old = [imported(cast, chance.choice(people), MONDAY - timedelta(hours=h)) for h in range(20)]
    for step in range(60):
        with clock.frozen(MONDAY + timedelta(hours=7 * step)):
            _anything(cast, chance, people)
        if chance.random() < 0.2:
            readers.run_once(READER)
    for post in chance.sample(old, 10):
        Post.objects.filter(pk=post.pk).delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)
    with clock.frozen(MONDAY + timedelta(hours=7 * 61)):
        _anything(cast, chance, people)

    assert found()
    reading.recount(log.after(log.Position(), limit=10_000))
    found()


def _anything(cast, chance: Random, people) -> None:
    """One of all that people do."""
    who = chance.choice(people)
    standing = list(Post.objects.filter(removed_at=None).select_related("root"))
    open_still = [post for post in standing if not (post.root and post.root.removed_at)]
    text = chance.choice(["Well", f"{at(cast.otto)} says so", f"Ask {at(cast.joan)}"])
    what = chance.choice(["say", "reply", "reply", "react", "react", "remove", "edit"])
    one = chance.choice(open_still)
    if what == "say":
        say(cast, who, text, kind="question", title="Why?")
    elif what == "reply":
        posts.reply(author=who, to_id=one.pk, source=text)
    elif what == "react":
        reactions.react(person=who, post_id=one.pk, name=chance.choice(["thanks", "agree"]))
    elif what == "remove":
        changing.remove(remover=one.author, post_id=one.pk)
    elif one.root_id and one.root.kind == "question":
        tending.mark_best_answer(marker=one.root.author, reply_id=one.pk)
    else:
        changing.edit(editor=one.author, post_id=one.pk, source=text)

"""Words that moderators watch for: found as words, never slowly, and tried before they work."""

from __future__ import annotations

import pytest

from groundswell.network.files import actions as files
from groundswell.network.groups.models import Group
from groundswell.network.messages import actions as messages
from groundswell.network.moderation import approving, trying
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.models import Post
from groundswell.network.rules import actions, matching
from groundswell.network.rules.asking import AWatchedWordStandsInIt
from groundswell.network.rules.holding import WaitsForAModerator
from groundswell.network.rules.models import WatchWord
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.web.world import picture

pytestmark = pytest.mark.django_db
STRIKE = "We strike"


@pytest.fixture
def watch(cast):
    """Adds a word and switches it on."""

    def add(pattern, **more):
        word = actions.add(moderator=cast.mira, pattern=pattern, **{"is_regex": False} | more)
        return actions.switch(moderator=cast.mira, word_id=word.pk, is_on=True)

    return add


def say(cast, source, **more):
    return posts.publish(author=cast.otto, stream_ids=[cast.organisation.pk], source=source, **more)


def test_a_watched_word_is_refused_wherever_it_would_be_published(cast, watch):
    shown = files.store(uploader=cast.otto, name="a.png", content=picture())
    worse = files.store(uploader=cast.otto, name="b.png", content=picture(), description="An idiot")
    kept = say(cast, "Good morning", file_ids=[shown.pk])
    watch("idiot", advice="Say what you mean.")
    writes = [
        lambda: say(cast, "You **IDI**OT!"),
        lambda: say(cast, "Well", kind="question", title="Which idiot?"),
        lambda: posts.reply(author=cast.joan, to_id=kept.pk, source="idiot"),
        lambda: changing.edit(editor=cast.otto, post_id=kept.pk, source="an idiot"),
        lambda: changing.edit(
            editor=cast.otto, post_id=kept.pk, source="a", descriptions={shown.pk: "an idiot"}
        ),
        lambda: say(cast, "See", file_ids=[worse.pk]),
    ]

    for write in writes:
        with pytest.raises(AWatchedWordStandsInIt, match=r"(?i)“idiot” .* Say what you mean."):
            write()
    assert Post.objects.get() == kept


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("ass", "an ass", True),
        ("ass", "class, passé, assä", False),
        ("Öl", "öl!", True),
        ("c++ (old)", "in C++ (old) style", True),
        ("c++ (old)", "in c (old)", False),
        ("torque wrench", "the torque\n wrench", True),
        ("torque wrench", "a torque\u00a0wrench", True),
        ("torque wrench", "a torquewrench", False),
    ],
)
def test_a_word_is_found_as_a_whole_word_in_any_case(word, text, is_found):
    assert bool(matching.found(WatchWord(pattern=word), text)) is is_found


def test_a_word_is_off_until_it_is_switched_on_and_after_it_is_removed(cast):
    word = actions.add(moderator=cast.mira, pattern="fool", is_regex=False)
    say(cast, "a fool")
    actions.switch(moderator=cast.mira, word_id=word.pk, is_on=True)
    actions.remove(moderator=cast.mira, word_id=word.pk)
    say(cast, "a fool again")

    verbs = AuditEntry.objects.filter(noun="watch word").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "watch word added", "watch word switched on", "watch word removed",
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){20}", "(x+x+)+y", r"(\w+\s?)+$!"])
def test_a_pattern_that_hangs_others_takes_no_time(pattern):
    text = "a" * 20_000 + "! " + "x" * 20_000

    # Going back in the text, these would take longer than the world is old.
    assert matching.found(WatchWord(pattern=pattern, is_regex=True), text) in {"", text[:20_000]}


@pytest.mark.parametrize("pattern", ["(", r"(a)\1", "(?=a)", "a{2000}", "(((a{100}){100}){100})"])
def test_what_cannot_be_searched_safely_is_refused_when_it_is_typed(cast, pattern):
    with pytest.raises(matching.ThatPatternCannotBeRead):
        actions.add(moderator=cast.mira, pattern=pattern, is_regex=True)


@pytest.mark.parametrize("pattern", [".*", "a?", " "])
def test_a_pattern_that_fits_everything_is_refused(cast, pattern):
    with pytest.raises(actions.ThatWouldBeInEverything):
        actions.add(moderator=cast.mira, pattern=pattern, is_regex=True)


def test_private_messages_are_left_alone(cast, watch):
    watch("idiot")

    messages.start(author=cast.otto, person_ids=[cast.joan.pk], source="What an idiot I was")


def test_a_word_is_tried_on_what_the_viewer_may_read_alone(cast):
    say(cast, "A crane is free")
    posts.publish(author=cast.otto, stream_ids=[cast.merger.stream_id], source="No crane")
    word = actions.add(moderator=cast.mira, pattern="crane", is_regex=False)

    assert [hit.word for hit in trying.trial(cast.joan, word).hits] == ["crane"]
    assert trying.trial(cast.mira, word).count == 2


@pytest.fixture
def moda(cast):
    """A moderator who is in no group."""
    person = cast.person("Moda Rand")
    roles.grant(person=person, role=Role.MODERATOR)
    return person


def test_what_a_moderator_is_to_read_first_waits_for_them_wherever_it_was_meant(cast, watch, moda):
    kept = say(cast, "Good morning")
    watch("strike", holds=True)
    writes = [
        lambda: posts.publish(author=cast.otto, stream_ids=[cast.merger.stream_id], source=STRIKE),
        lambda: posts.reply(author=cast.joan, to_id=kept.pk, source=STRIKE),
        lambda: changing.edit(editor=cast.otto, post_id=kept.pk, source=STRIKE),
    ]

    for write in writes:
        with pytest.raises(WaitsForAModerator, match="“strike” stands in it"):
            write()
    queue = list(approving.to_decide(moda))
    assert [held.may_open for held in queue] == [False, True, True]
    assert list(approving.to_decide(cast.mira)) == []
    assert Post.objects.get().source == "Good morning"
    for held in queue:
        approving.approve(decider=moda, held_id=held.pk)
    assert list(Post.objects.values_list("source", flat=True)) == [STRIKE] * 3


def test_who_moderates_does_not_wait_and_what_cannot_wait_is_refused(cast, watch, moda):
    watch("strike", holds=True)

    posts.publish(author=moda, stream_ids=[cast.organisation.pk], source=STRIKE)
    with pytest.raises(AWatchedWordStandsInIt):
        polls.ask(
            author=cast.otto,
            options="Strike\nWork",
            stream_ids=[cast.organisation.pk],
            source="Well",
            title="Well?",
        )


def test_after_a_moderator_an_owner_sees_it_where_owners_are_asked(cast, watch, moda):
    watch("strike", holds=True)
    Group.objects.filter(pk=cast.pilots.pk).update(asks_approval=True)
    with pytest.raises(WaitsForAModerator):
        posts.publish(author=cast.otto, stream_ids=[cast.pilots.stream_id], source=STRIKE)
    held = approving.to_decide(moda).get()

    assert approving.approve(decider=moda, held_id=held.pk) is None
    assert list(approving.to_decide(moda)) == []
    assert approving.approve(decider=cast.mira, held_id=held.pk).author == cast.otto

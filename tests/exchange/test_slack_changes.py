"""A later export brings edits and reactions of messages that are here, and nothing twice."""

from __future__ import annotations

import pytest

from groundswell.exchange.batches.undo import undo
from groundswell.exchange.slack import actions
from groundswell.exchange.slack.running import Choices
from groundswell.network.models import Post, PostVersion, Reaction
from groundswell.network.posts import changing
from groundswell.network.reactions import actions as reactions
from groundswell.people.models import Person
from tests.exchange.slack_exports import files, reply, said, ts, zipped

pytestmark = pytest.mark.django_db

NOTHING = {"texts": 0, "reactions_added": 0, "reactions_removed": 0}


def given(name, *users):
    return {"name": name, "count": len(users), "users": list(users)}


def edited(at):
    return {"user": "U1", "ts": ts(at)}


@pytest.fixture
def take(tmp_path):
    def taken(messages, **choices):
        export = zipped(tmp_path / "export.zip", files(messages))
        return actions.take(export, Choices(**choices))

    return taken


BEFORE = [
    said(1, "one #old", reactions=[given("+1", "U2"), given("fire", "U3")]),
    reply(2, 1, "two"),
]
AFTER = [
    said(
        1,
        "*one*, at last #new",
        edited=edited(90),
        reactions=[given("+1", "U2", "U3"), given("heart", "U1")],
    ),
    reply(2, 1, "two", reactions=[given("tada", "U1")]),
]


def state():
    """What is here of each post, without its version."""
    return {
        post.pk: (
            post.source,
            post.html,
            post.edited_at,
            post.reaction_counts,
            sorted(Reaction.objects.filter(post=post).values_list("name", "person__name")),
            sorted(post.post_topics.values_list("topic__name", flat=True)),
        )
        for post in Post.objects.all()
    }


def test_the_difference_is_brought_and_told_and_nothing_is_doubled(take):
    take(BEFORE)
    dry = take(AFTER, is_dry_run=True)
    before = state()
    report = take(AFTER)

    thread = Post.objects.get(root=None)
    assert thread.source.startswith("**one**, at last")
    assert thread.reaction_counts == {"agree": 2, "heart": 1}
    assert list(thread.post_topics.values_list("topic__name", flat=True)) == ["new"]
    assert PostVersion.objects.get().source.startswith("one")
    assert report.changed == {"texts": 1, "reactions_added": 3, "reactions_removed": 1}
    assert dry.changed == report.changed
    assert not any(report.new.values())
    assert before != state()
    after = state()
    again = take(AFTER)
    assert (again.changed, state()) == (NOTHING, after)
    assert PostVersion.objects.count() == 1


def test_taking_the_later_one_back_leaves_what_the_first_brought(take):
    take(BEFORE)
    before = state()
    report = take(AFTER)

    undone = undo(report.batch)

    assert state() == before
    assert undone.changes == 5
    assert not PostVersion.objects.exists()
    assert take(AFTER).changed == report.changed


def test_taking_the_first_one_back_takes_changed_messages_too(take):
    first = take(BEFORE)
    take(AFTER)

    undone = undo(first.batch)

    assert (undone.posts, undone.kept["threads"]) == (1, 0)
    assert not Post.objects.exists()
    assert take(AFTER).new["posts"] == 1


def test_what_people_did_here_stays(take):
    take(BEFORE)
    otto = Person.objects.get(name="Otto B")
    answer = Post.objects.order_by("pk")[1]
    changing.edit(editor=otto, post_id=answer.pk, source="Said better here")
    reactions.react(person=otto, post_id=answer.pk, name="idea")

    report = take(
        [BEFORE[0], reply(2, 1, "older edit", edited=edited(50), reactions=[given("+1", "U2")])]
    )

    answer.refresh_from_db()
    assert (answer.source, answer.reaction_counts) == ("Said better here", {"idea": 1})
    assert report.changed == NOTHING


def test_a_removed_message_stays_removed(take):
    take(BEFORE)
    thread = Post.objects.get(root=None)
    changing.remove(remover=thread.author, post_id=thread.pk)

    assert take(AFTER).changed == {**NOTHING, "reactions_added": 1}

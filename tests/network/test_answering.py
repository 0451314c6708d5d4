"""Who may answer: a thread is locked with a reason, or its author asks some alone."""

from __future__ import annotations

import pytest

from groundswell.foundation.errors import NotFound
from groundswell.network.posts import actions, answering, changing, tending
from groundswell.network.posts.models import Post


def publish(cast, source="Hear", **more):
    return actions.publish(
        author=cast.otto, stream_ids=[cast.pilots.stream_id], source=source, **more
    )


def answer(author, post):
    return actions.reply(author=author, to_id=post.pk, source="I do")


def test_nobody_answers_a_locked_thread_and_everybody_reads_why(cast):
    post = publish(cast)
    below = answer(cast.mira, post)
    tending.lock(locker=cast.mira, post_id=post.pk, reason=" Solved. See the manual. ")

    for author, to in ((cast.joan, post), (cast.mira, below), (cast.otto, post)):
        with pytest.raises(answering.ThreadIsLocked, match=r"locked: Solved\. See the manual\."):
            answer(author, to)
    tending.lock(locker=cast.mira, post_id=post.pk, is_locked=False)
    assert answer(cast.joan, post).root_id == post.pk


def test_owners_and_moderators_lock_and_always_with_a_reason(cast):
    post = publish(cast)

    with pytest.raises(tending.OnlyOwnersLock):
        tending.lock(locker=cast.otto, post_id=post.pk, reason="Mine")
    with pytest.raises(tending.ALockNeedsAReason):
        tending.lock(locker=cast.mira, post_id=post.pk, reason=" ")
    tending.lock(locker=cast.joan, post_id=post.pk, reason="Enough", is_moderator=True)

    assert Post.objects.get(pk=post.pk).lock_reason == "Enough"


def test_what_one_cannot_read_one_cannot_lock(cast):
    secret = actions.publish(author=cast.otto, stream_ids=[cast.merger.stream_id], source="Hush")

    with pytest.raises(NotFound):
        tending.lock(locker=cast.joan, post_id=secret.pk, reason="Enough", is_moderator=True)


@pytest.mark.parametrize(
    ("answerers", "source", "who"),
    [
        ("", "Hear", {"otto", "mira", "joan"}),
        ("members", "Hear", {"otto", "mira"}),
        ("mentioned", "Hear, @joan_whitfield", {"otto", "joan"}),
        ("nobody", "Hear", {"otto"}),
    ],
)
def test_its_author_says_who_may_answer(cast, answerers, source, who):
    people = {"otto": cast.otto, "mira": cast.mira, "joan": cast.joan}
    post = publish(cast, source, answerers=answerers)

    may = {name for name, person in people.items() if not answering.why_not(person, post)}

    assert may == who
    for name, person in people.items():
        if name in who:
            assert answer(person, post).root_id == post.pk
        else:
            with pytest.raises(answering.Refused):
                answer(person, post)


def test_only_a_group_has_members_to_ask(cast):
    everybody = [cast.organisation.pk]

    with pytest.raises(answering.OnlyGroupsHaveMembers):
        actions.publish(author=cast.otto, stream_ids=everybody, source="Hear", answerers="members")
    post = actions.publish(author=cast.otto, stream_ids=everybody, source="Hear")
    with pytest.raises(answering.OnlyGroupsHaveMembers):
        changing.edit(editor=cast.otto, post_id=post.pk, source="Hear", answerers="members")


def test_an_edit_changes_who_may_answer_and_otherwise_leaves_it(cast):
    post = publish(cast, answerers="nobody")
    changing.edit(editor=cast.otto, post_id=post.pk, source="Hear me")
    kept = Post.objects.get(pk=post.pk).answerers
    changing.edit(editor=cast.otto, post_id=post.pk, source="Hear me", answerers="")

    assert (kept, Post.objects.get(pk=post.pk).answerers) == ("nobody", "")

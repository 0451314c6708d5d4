"""Taking an import back, and what stays because somebody needs it."""

from __future__ import annotations

import pytest
from django.apps import apps

from groundswell.activity.models import Activity
from groundswell.exchange.batches.models import ImportBatch, SourceId
from groundswell.exchange.batches.undo import BatchIsUndone, NoSuchBatch, undo
from groundswell.exchange.slack import actions
from groundswell.exchange.slack.running import Choices
from groundswell.foundation import blobs
from groundswell.network.files import actions as file_actions
from groundswell.network.groups import actions as groups
from groundswell.network.models import File, Group, Post, Topic
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.people.models import AuditEntry, Person
from groundswell.people.persons import actions as persons
from tests.exchange.slack_exports import channel, files, reply, said, zipped

LOGS = {Activity, AuditEntry, ImportBatch}

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(tmp_path):
    def taken(content, **choices):
        return actions.take(zipped(tmp_path / "export.zip", content), Choices(**choices))

    return taken


def counts():
    return {m: m._default_manager.count() for m in apps.get_models() if m not in LOGS}


def two_threads():
    content = files({"pilots": [said(1, "one #crane"), reply(2, 1)], "kitchen": [said(3, "soup")]})
    return {**content, "__uploads/F1/a.txt": b"hello"}


def test_undone_it_is_as_if_it_had_never_been(cast, take):
    assert cast.mira
    before = counts()
    report = take(two_threads())

    undone = undo(report.batch, undone_by=cast.mira)

    assert counts() == before
    assert (undone.posts, undone.replies, undone.groups, undone.people) == (2, 1, 2, 3)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.verb, entry.facts["posts"]) == (cast.mira.pk, "undid import", 2)
    told = Activity.objects.get(verb="undone")
    assert (told.noun, told.noun_id) == ("batch", report.batch)


def test_a_thread_that_somebody_answered_here_stays_whole_with_its_group_and_people(cast, take):
    report = take(two_threads())
    thread = Post.objects.get(source="one #crane")
    answer = posts.reply(author=cast.joan, to_id=thread.pk, source="Mine")

    undone = undo(report.batch)

    assert {p.source for p in Post.objects.all()} == {"one #crane", "yes", "Mine"}
    assert Post.objects.get(pk=answer.pk).root_id == thread.pk
    assert [group.name for group in Group.objects.all()] == ["pilots"]
    assert {p.name for p in Person.objects.filter(is_listed=False)} == {"Mira L", "Otto B"}
    assert Topic.objects.get().name == "crane"
    assert undone.kept == {"threads": 1, "groups": 1, "people": 2}
    assert (undone.posts, undone.replies) == (1, 0)

    again = take(two_threads())
    assert (again.new["posts"], again.new["replies"]) == (1, 0)
    undo(again.batch)

    changing.remove(remover=cast.joan, post_id=answer.pk)
    undo(report.batch)
    assert not Post.objects.exists()
    assert not Group.objects.exists()


def test_a_text_that_was_edited_here_stays(cast, take):
    Person.objects.filter(pk=cast.mira.pk).update(email_folded="mira@x.example")
    report = take(two_threads())
    changing.edit(
        editor=cast.mira, post_id=Post.objects.get(source="soup").pk, source="Soup at noon"
    )

    undo(report.batch)

    assert [post.source for post in Post.objects.all()] == ["Soup at noon"]


def test_what_is_posted_here_into_its_group_stays_and_so_does_the_group(cast, take):
    report = take(two_threads())
    kitchen = Group.objects.get(name="kitchen")
    groups.join(person=cast.joan, group_id=kitchen.pk)
    posts.publish(author=cast.joan, stream_ids=[kitchen.stream_id], source="Coffee is out")

    undone = undo(report.batch)

    assert [post.source for post in Post.objects.all()] == ["Coffee is out"]
    assert [group.name for group in Group.objects.all()] == ["kitchen"]
    assert undone.kept["groups"] == 1


def test_only_the_later_of_two_imports_is_taken_back(take):
    first = take(two_threads())
    before = counts()
    later = files(
        [said(9, "new"), reply(8, 1, "late", user="U4")],
        lists={"channels.json": [channel("pilots", members=("U1", "U2", "U4"))]},
    )
    second = take(later)

    undone = undo(second.batch)

    assert counts() == before
    assert (undone.posts, undone.replies, undone.groups, undone.people) == (1, 1, 0, 1)
    assert Post.objects.get(source="one #crane").reply_count == 1
    assert Group.objects.get(name="pilots").member_count == 2
    assert first.batch != second.batch


def test_the_earlier_of_two_imports_keeps_what_the_later_answers(take):
    first = take(two_threads())
    take(files([reply(8, 1, "late")]))

    undone = undo(first.batch)

    assert {post.source for post in Post.objects.all()} == {"one #crane", "yes", "late"}
    assert undone.kept["threads"] == 1


def test_whom_the_list_has_taken_up_since_stays(take):
    report = take(two_threads())
    Person.objects.filter(name="Otto B").update(is_listed=True)

    undone = undo(report.batch)

    assert list(Person.objects.values_list("name", flat=True)) == ["Otto B"]
    assert undone.kept["people"] == 1


def test_bytes_go_with_the_last_file_that_holds_them(
    cast, take, django_capture_on_commit_callbacks
):
    listed = [{"id": "F1", "name": "a.txt"}, {"id": "F2", "name": "b.txt"}]
    content = files([said(1, "x", files=listed)])
    content |= {"__uploads/F1/a.txt": b"shared", "__uploads/F2/b.txt": b"alone"}
    own = file_actions.store(uploader=cast.mira, name="own.txt", content=b"shared")
    report = take(content)
    alone = File.objects.get(name="b.txt").key

    with django_capture_on_commit_callbacks(execute=True):
        undo(report.batch)

    assert [file.name for file in File.objects.all()] == ["own.txt"]
    assert blobs.path_of(own.key).exists()
    assert not blobs.path_of(alone).exists()


def test_who_was_found_here_stays_and_is_found_again(take):
    known = persons.add(persons.NewPerson(name="Mira Lindqvist", email="mira@x.example"))
    report = take(two_threads())

    undo(report.batch)

    assert list(Person.objects.all()) == [known]
    assert not SourceId.objects.exists()


def test_undoing_twice_or_nothing_is_said_so(take):
    report = take(two_threads())
    undo(report.batch)

    with pytest.raises(BatchIsUndone, match="was taken back on"):
        undo(report.batch)
    with pytest.raises(NoSuchBatch, match="There is no import 99"):
        undo(99)


def test_a_post_that_is_taken_again_is_not_mistaken_for_what_was_kept_of_it(take):
    content = files({"pilots": [said(1, "one")]})
    first = take(content)
    before = Post.objects.get()
    undo(first.batch)

    take(content)

    again = Post.objects.get()
    assert again.pk == before.pk
    assert again.version != before.version

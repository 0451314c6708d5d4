"""Every real archive: its sums equal its README, twice it changes nothing, undone it is gone."""

from __future__ import annotations

import shutil
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction

from groundswell.activity.models import Activity
from groundswell.exchange.batches.models import ImportBatch, SourceId
from groundswell.exchange.batches.undo import undo
from groundswell.exchange.slack import actions
from groundswell.exchange.slack.running import Choices
from groundswell.network.models import (
    Attachment,
    File,
    Group,
    Membership,
    Mention,
    Placement,
    Post,
    Reaction,
    Stream,
)
from groundswell.people.models import AuditEntry, Person

pytestmark = pytest.mark.django_db

LOGS = {Activity, AuditEntry, ImportBatch}


def counts():
    """How many rows each table has, but for the logs."""
    return {m: m._default_manager.count() for m in apps.get_models() if m not in LOGS}


@pytest.fixture(scope="module")
def slack(samples):
    return samples / "imports" / "slack"


def all_in_order():
    """What every import must leave behind."""
    threads = Post.objects.filter(root=None)
    assert Placement.objects.count() == threads.count()
    for post in threads.exclude(reply_count=0):
        assert post.reply_count == post.replies.count()
    assert sum(sum(p.reaction_counts.values()) for p in Post.objects.all()) == (
        Reaction.objects.count()
    )
    groups = Group.objects.all()
    assert all(group.member_count == group.stream.memberships.count() for group in groups)
    assert not Post.objects.filter(html="", attachments=None, removed_at=None).exists()
    assert SourceId.objects.filter(noun="post").count() == Post.objects.count()


EXPECTED = {
    "houstondatavis/houstondatavis-slack-export.zip": {
        "people": 71, "bots": 0, "groups": 16, "messages": 1382, "posts": 1031, "replies": 0,
        "reactions": 199, "files": 67,
        "left_out": {
            "channel_join": 320, "channel_leave": 3, "channel_purpose": 13, "channel_topic": 2,
            "channel_name": 2, "channel_archive": 9, "bot_add": 1, "pinned_item": 1,
        },
    },
    "slack-export-viewer/testarchive.zip": {
        "people": 4, "bots": 3, "groups": 2, "messages": 158, "posts": 147, "replies": 0,
        "reactions": 1, "files": 4, "left_out": {"channel_join": 8, "bot_add": 3},
    },
    "slackdump/slackdump-export.zip": {
        "people": 10, "bots": 0, "groups": 1, "messages": 16, "posts": 11, "replies": 4,
        "reactions": 0, "files": 2, "left_out": {"channel_join": 1},
    },
    "slackdump/export-folder": {
        "people": 10, "bots": 0, "groups": 1, "messages": 16, "posts": 11, "replies": 4,
        "reactions": 0, "files": 2, "left_out": {"channel_join": 1},
    },
    "slackdump/export-with-dms": {
        "people": 8, "bots": 0, "groups": 2, "conversations": 10, "messages": 0, "posts": 0,
    },
    "mattermost-fixtures/Fake_Team_Import.zip": {
        "people": 2, "bots": 0, "groups": 2, "messages": 8, "posts": 4, "replies": 0,
        "reactions": 0, "files": 1, "left_out": {"channel_join": 3, "channel_purpose": 1},
    },
}  # fmt: skip


@pytest.mark.parametrize("file", EXPECTED)
def test_an_archive_holds_what_its_readme_says_and_can_be_repeated_and_undone(slack, file):
    before = counts()
    choices = Choices(with_direct_messages=True)

    report = actions.take(slack / file, choices)

    told = report.as_json()
    assert {key: told[key] for key in EXPECTED[file]} == EXPECTED[file]
    assert report.adds_up
    all_in_order()
    now = {model: model._default_manager.count() for model in apps.get_models()}
    assert set(actions.take(slack / file, choices).new.values()) == {0}
    assert {model: model._default_manager.count() for model in apps.get_models()} == now
    undo(report.batch)
    assert counts() == before


def test_houston_keeps_its_archived_channels_its_pin_and_who_left(slack):
    actions.take(slack / "houstondatavis/houstondatavis-slack-export.zip", Choices())

    assert Group.objects.exclude(archived_at=None).count() == 9
    assert Placement.objects.exclude(pinned_at=None).count() == 1
    assert Person.objects.filter(state="left").count() == 1
    assert Post.objects.filter(source__contains="uploaded a file").count() == 0
    comment = Post.objects.get(source__startswith="Did you type this up here")
    assert comment.author.account.handle == "eloy"
    assert comment.attachments.get().file.name == "01_11_2016_Meetup"


def test_mattermosts_fixtures_have_every_kind_of_conversation(slack, tmp_path):
    names = {
        "channels": "channels", "direct-messages": "dms", "private-channels": "groups",
        "group-direct-messages": "mpims", "users": "users",
    }  # fmt: skip
    folder = slack / "mattermost-fixtures"
    for theirs, ours in names.items():
        shutil.copyfile(folder / f"slack-import-test-{theirs}.json", tmp_path / f"{ours}.json")
    (tmp_path / "general").mkdir()
    posts = tmp_path / "general" / "2016-09-03.json"
    shutil.copyfile(folder / "slack-import-test-posts.json", posts)

    report = actions.take(tmp_path, Choices(with_direct_messages=True))

    assert (report.messages, report.groups, report.conversations) == (9, 7, 7)
    assert report.adds_up
    assert not report.problems
    assert Group.objects.filter(visibility="secret").count() == 1
    assert Stream.objects.filter(kind="conversation").count() == 7
    assert Membership.objects.filter(stream__kind="conversation").count() == 18
    all_in_order()


@pytest.fixture(scope="module")
def community(slack, django_db_setup, django_db_blocker):
    """The whole of dd2030, once: before, the report, and what it wrote.

    It stands there until the module ends, so the tests about it come last.
    """

    @contextmanager
    def everything_undone():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    with everything_undone():
        before = counts()
        report = actions.take(slack / "dd2030/dd2030-slack-export.zip", Choices())
        yield before, report


def test_dd2030_holds_what_its_readme_says(community):
    _, report = community

    assert (report.people, report.bots, report.groups) == (263, 7, 56)
    assert (report.messages, report.posts, report.replies) == (9578, 3242, 5874)
    # Of 5,912 replies 39 have no beginning, in 38 threads: as many became threads themselves.
    assert report.replies + 38 == 5912
    assert (report.reactions, report.files) == (10679, 812)
    assert report.left_out == {
        "channel_join": 362, "channel_name": 33, "channel_topic": 2, "channel_purpose": 5,
        "channel_canvas_updated": 5, "tabbed_canvas_updated": 21, "bot_add": 1, "bot_remove": 3,
        "reminder_add": 30,
    }  # fmt: skip
    assert not report.problems
    assert report.adds_up


def test_dd2030_stands_here_to_the_unit(community):
    _, report = community

    assert Post.objects.filter(root=None).count() == 3242
    assert Post.objects.exclude(root=None).count() == 5874
    assert Post.objects.filter(is_orphan=True).count() == 38
    # Nine of the 1,121 edited messages are reminders and canvases, and left out.
    assert Post.objects.exclude(edited_at=None).count() == 1112
    assert Post.objects.exclude(removed_at=None).count() == 3
    assert (Attachment.objects.count(), File.objects.count()) == (812, 812)
    # 45 of the 10,679 greet those who joined; messages of joining are left out.
    assert Reaction.objects.count() == report.new["reactions"] == 10634
    assert Person.objects.filter(is_listed=False).count() == 270
    assert Mention.objects.count() > 1000
    # 209 write, of whom 33 did no more than join; two are bots.
    authors = Post.objects.filter(author__is_bot=False, removed_at=None)
    assert authors.values("author").distinct().count() == 174
    all_in_order()


def test_dd2030_again_changes_nothing(community, slack):
    now = {model: model._default_manager.count() for model in apps.get_models()}

    again = actions.take(slack / "dd2030/dd2030-slack-export.zip", Choices())

    assert set(again.new.values()) == {0}
    assert {model: model._default_manager.count() for model in apps.get_models()} == now


def test_dd2030_undone_is_as_before(community):
    before, report = community

    undone = undo(report.batch)

    assert counts() == before
    assert (undone.posts, undone.replies, undone.people) == (3242, 5874, 270)
    assert set(undone.kept.values()) == {0}
    assert Activity.objects.filter(verb="undone", noun="batch", noun_id=report.batch).count() == 1

"""What a Slack export becomes here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps

from groundswell.activity.models import Activity
from groundswell.exchange.slack import actions
from groundswell.exchange.slack.actions import ExportHasProblems
from groundswell.exchange.slack.running import Choices
from groundswell.foundation import blobs, clock
from groundswell.network.feeds import cards
from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import actions as groups
from groundswell.network.groups import queries as group_queries
from groundswell.network.groups import tending
from groundswell.network.messages import queries as conversations
from groundswell.network.models import (
    File,
    Group,
    Membership,
    Placement,
    Post,
    Reaction,
    Stream,
    Subscription,
)
from groundswell.network.streams.models import MemberRole, StreamKind
from groundswell.people.models import Person
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import State
from tests.exchange.slack_exports import USERS, channel, files, reply, said, ts, unpacked, zipped
from tests.web.world import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(tmp_path):
    """Imports an export of these files."""

    def taken(content, **choices):
        return actions.take(zipped(tmp_path / "export.zip", content), Choices(**choices))

    return taken


def rows():
    """How many rows each table has."""
    return {model: model._default_manager.count() for model in apps.get_models()}


def group(name):
    return Group.objects.get(name=name)


def at(second):
    return datetime.fromtimestamp(1704700800 + second, UTC).replace(microsecond=100)


def test_author_time_and_thread_stay_true(take):
    report = take(files([said(1, "*One*"), reply(2, 1, "two"), reply(3, 1, "three", user="U1")]))

    thread = Post.objects.get(root=None)
    assert (thread.author.name, thread.published_at, thread.source) == ("Mira L", at(1), "**One**")
    assert [(p.author.name, p.published_at) for p in thread.replies.order_by("pk")] == [
        ("Otto B", at(2)),
        ("Mira L", at(3)),
    ]
    assert (thread.reply_count, thread.answered_at) == (2, at(2))
    assert (thread.origin, thread.acted_by) == ("import", None)
    assert (report.posts, report.replies) == (1, 2)


def test_what_happened_stands_in_the_log_at_the_time_of_the_source(take):
    hand = {"name": "+1", "count": 1, "users": ["U2"]}
    take(files([said(1, "a", reactions=[hand]), reply(2, 1)]))

    entries = Activity.objects.filter(noun="post").values_list("verb", "actor_id", "happened_at")
    mira, otto = (Person.objects.get(name=name).pk for name in ("Mira L", "Otto B"))
    assert sorted(entries) == [
        ("published", mira, at(1)),
        ("reacted", otto, at(1)),
        ("replied", otto, at(2)),
    ]


def test_again_it_writes_nothing(take):
    content = files([said(1, "a", files=[{"id": "F1", "name": "x"}]), reply(2, 1), reply(9, 7)])
    first = take(content)
    before = rows()

    again = take(content)

    assert rows() == before
    assert set(again.new.values()) == {0}
    assert (again.posts, again.replies) == (first.posts, first.replies) == (2, 1)
    assert again.batch == first.batch


def test_a_dry_run_tells_what_would_come_and_writes_nothing(take):
    content = files([said(1, "a"), reply(2, 1)])
    before = rows()

    report = take(content, is_dry_run=True)

    assert rows() == before
    assert report.batch is None
    assert report.new == take(content).new
    assert report.new["posts"] == 1


def everything():
    """What is here, without ids."""
    posts = Post.objects.order_by("pk").select_related("author", "root")
    return [
        (
            post.source,
            post.author.name,
            post.root.source if post.root else None,
            post.reply_count,
            post.is_orphan,
            post.answered_at,
            sorted(post.placements.values_list("stream__group__name", flat=True)),
        )
        for post in posts
    ]


HISTORY = (
    said(1, "first"), reply(2, 1, "second"), reply(3, 1, "third", user="U1"),
    said(100_000, "next day"), reply(100_001, 1, "late"), reply(100_002, 100_000, "of two"),
    reply(100_003, 50, "lost"), reply(100_004, 50, "lost too"),
)  # fmt: skip


@pytest.mark.parametrize("half", [HISTORY[:3], HISTORY[3:], HISTORY[2:6], HISTORY[7:]])
def test_half_and_then_the_whole_is_the_whole(take, half):
    whole = files(list(HISTORY))
    first = take(whole)
    expected = everything()
    from groundswell.exchange.batches.undo import undo

    undo(first.batch)
    take(files(list(half)))

    report = take(whole)

    assert everything() == expected
    assert (report.posts, report.replies) == (first.posts, first.replies)


def test_the_earliest_of_lost_replies_is_marked_and_the_later_answer_it(take):
    take(files([reply(5, 1, "lost", user="U1"), reply(7, 1, "lost too"), said(9, "else")]))

    orphan = Post.objects.get(is_orphan=True)
    assert orphan.source == "lost"
    assert [answer.source for answer in orphan.replies.all()] == ["lost too"]
    assert Placement.objects.count() == 2
    assert cards.cards([orphan.pk])[orphan.pk].is_orphan


def test_a_later_export_answers_threads_of_an_earlier_one(take):
    take(files([said(1, "old")]))

    report = take(files([reply(100_000, 1, "new")]))

    assert Post.objects.get(source="new").root.source == "old"
    assert (report.posts, report.replies, report.new["replies"]) == (0, 1, 1)


def test_a_deleted_message_stays_as_removed_while_it_has_replies(take):
    gone = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    report = take(
        files([{**said(1), **gone}, reply(2, 1, "why?"), {**said(5), **gone}, said(6, "on")])
    )

    grave = Post.objects.exclude(removed_at=None).get()
    assert (grave.source, grave.html, grave.reply_count) == ("", "", 1)
    assert report.left_out == {"tombstone": 1}


def test_messages_of_machines_about_the_channel_are_left_out(take):
    joins = [
        said(n, "x", subtype=f"channel_{n_}") for n, n_ in enumerate(("join", "topic", "name"))
    ]
    report = take(files([*joins, said(8, subtype="bot_add"), said(9, "hello"), said(9, "again")]))

    assert report.left_out == {
        "channel_join": 1, "channel_topic": 1, "channel_name": 1, "bot_add": 1, "repeated": 1,
    }  # fmt: skip
    assert report.adds_up
    assert [post.source for post in Post.objects.all()] == ["hello"]


def test_a_channel_becomes_a_group_with_its_members_purpose_archive_and_pins(take):
    pilots = channel(
        "pilots",
        purpose={"value": "Blade &amp; shaft"},
        is_archived=True,
        pins=[{"type": "C", "id": ts(5), "created": 1704709999}],
    )
    joined = said(2, "joined", user="U2", subtype="channel_join")
    closed = said(90, "closed", subtype="channel_archive")
    take(files([joined, said(5, "pin me"), closed], lists={"channels.json": [pilots]}))

    made = group("pilots")
    assert (made.purpose, made.visibility, made.member_count) == ("Blade & shaft", "open", 2)
    assert made.archived_at == at(90)
    assert made.account.handle == "pilots"
    memberships = {m.person.name: m for m in Membership.objects.select_related("person")}
    assert memberships["Otto B"].since_at == at(2)
    assert memberships["Mira L"].role == MemberRole.OWNER
    assert Placement.objects.get().pinned_at == datetime.fromtimestamp(1704709999, UTC)
    assert Activity.objects.filter(verb="joined", noun="group").count() == 2


def test_a_listed_name_that_is_taken_gets_another_behind_it(cast, take):
    _ = cast.pilots

    take(files({"pilots": [said(1)], "Pilots!": [said(2)]}, lists={
        "channels.json": [channel("pilots"), {**channel("x"), "name": "Pilots"}],
    }))  # fmt: skip

    assert sorted(Group.objects.values_list("name", flat=True)) == [
        "Pilots",
        "Pilots (Slack 2)",
        "pilots (Slack)",
    ]


def test_nobody_outside_sees_anything_of_a_private_channel(cast, take):
    lists = {"channels.json": [channel("pilots")], "groups.json": [channel("merger-2024")]}
    users = [*USERS, {"id": "U7", "name": "lindqvist", "profile": {"email": "mira@halden.example"}}]
    lists["groups.json"][0]["members"] = ["U7", "U2"]
    assert cast.mira and cast.joan
    take(
        files(
            {
                "merger-2024": [said(1, "we buy them"), reply(2, 1, "hush")],
                "pilots": [said(3, "see <#CMERGER2024|merger-2024>")],
            },
            users=users,
            lists=lists,
        )
    )

    secret = group("merger-2024")
    inside = Post.objects.visible_to(cast.mira).filter(origin="import")
    outside = Post.objects.visible_to(cast.joan).filter(origin="import")
    assert secret.account.handle == f"g{secret.pk}"
    assert [g.name for g in group_queries.groups(cast.joan)] == ["pilots"]
    assert feeds.of_stream(cast.joan, secret.stream_id).lines == []
    assert [post.source for post in outside] == ["see another channel"]
    assert {post.source for post in inside} == {"see another channel", "we buy them", "hush"}
    assert [line.id for line in feeds.newest(cast.mira).lines] == [
        Post.objects.get(source="we buy them").pk
    ]


def test_a_channel_that_became_private_since_takes_its_group_out_of_sight(cast, take):
    take(files([said(1, "open")]))
    made = group("pilots")
    groups.join(person=cast.joan, group_id=made.pk)

    take(files([said(9, "closed")], lists={"groups.json": [channel("pilots")]}))

    made.refresh_from_db()
    assert (made.visibility, made.stream.is_open, made.member_count) == ("secret", False, 2)
    assert not Post.objects.visible_to(cast.joan).exists()
    take(files([said(11, "and back")]))
    assert not Post.objects.visible_to(cast.joan).exists()


def direct():
    lists = {
        "channels.json": [channel("pilots")],
        "dms.json": [{"id": "D1", "created": 1704700000, "members": ["U1", "U2"]}],
        "mpims.json": [{**channel("mpdm-a--b-1"), "members": ["U1", "U2", "U3"]}],
    }
    return files(
        {"pilots": [said(1, "all")], "D1": [said(2, "two")], "mpdm-a--b-1": [said(3, "three")]},
        lists=lists,
    )


def test_direct_messages_come_only_when_they_are_asked_for(take):
    report = take(direct())
    assert (report.left_out, report.conversations) == ({"direct_message": 2}, 0)
    assert [post.source for post in Post.objects.all()] == ["all"]

    report = take(direct(), with_direct_messages=True)
    assert (report.new["posts"], report.conversations) == (2, 2)
    stream = Stream.objects.get(kind=StreamKind.CONVERSATION, placements__post__source="two")
    assert not stream.is_open
    assert stream.memberships.count() == 2
    joan = Person.objects.get(name="Joan W")
    joan.state = State.ACTIVE
    assert {post.source for post in Post.objects.visible_to(joan)} == {"all", "three"}
    assert [entry.is_unread for entry in conversations.conversations(joan).entries] == [False]


def test_people_match_by_email_and_the_rest_stands_apart(cast, take):
    mira = cast.mira
    Person.objects.filter(pk=mira.pk).update(email="Mira@x.example", email_folded="mira@x.example")

    report = take(files([said(1, "hi"), said(2, "ho", user="U2"), said(3, "he", user="U3")]))

    assert Post.objects.get(source="hi").author == mira
    assert (report.people, report.people_matched, report.new["people"]) == (3, 1, 2)
    otto, joan = (Person.objects.get(name=name) for name in ("Otto B", "Joan W"))
    assert not otto.is_listed
    assert (otto.state, joan.state) == (State.INVITED, State.LEFT)
    assert list(Subscription.objects.filter(stream=group("pilots").stream)) == [
        Subscription.objects.get(person=mira, stream=group("pilots").stream)
    ]


@pytest.mark.parametrize(
    ("match", "external_id"), [("id", "u2"), ("name", "otto"), ("real_name", "Otto B")]
)
def test_people_match_by_the_field_that_equals_their_external_id(take, match, external_id):
    known = persons.add(persons.NewPerson(name="Somebody", external_id=external_id))

    take(files([said(1, "hi", user="U2")]), match=match)

    assert Post.objects.get().author == known


def test_who_is_known_from_an_import_cannot_come_in_by_asking_for_a_mail(take):
    from groundswell.activity.models import Outbox
    from groundswell.people.signin import doors

    take(files([said(1)]))

    doors.owe_reset(name="mira@x.example")

    assert not Outbox.objects.exists()


def test_who_gets_onto_the_list_later_has_the_groups_in_their_feed(take):
    from groundswell.exchange.people import actions as people
    from groundswell.exchange.people.actions import Choices as ListChoices

    take(files([said(1, "hi")]))
    people.take("p.csv", b"Name,Email\nMira Lindqvist,mira@x.example", ListChoices(columns={}))

    mira = Person.objects.get(email_folded="mira@x.example")
    assert (mira.name, mira.is_listed) == ("Mira Lindqvist", True)
    subscription = Subscription.objects.get(person=mira, stream=group("pilots").stream)
    assert subscription.last_read > Post.objects.get().pk
    assert [line.id for line in feeds.newest(mira).lines] == [Post.objects.get().pk]


def test_a_group_is_as_old_as_its_import_for_those_who_look_after_groups(take):
    take(files([said(1, "a")]))
    told = Activity.objects.filter(noun="group", actor_id=None)

    tending.tend()

    assert not told.exists()
    with clock.frozen(clock.now() + timedelta(days=370)):
        tending.tend()
    assert set(told.values_list("verb", flat=True)) == {"renewal_due", "sleep_noticed"}


def test_bots_stand_apart_from_people(take):
    users = [*USERS, {"id": "U8", "name": "devin", "is_bot": True, "profile": {"bot_id": "B8"}}]
    bot = {"subtype": "bot_message", "user": None}
    report = take(
        files(
            [
                {**said(1, "own"), **bot, "bot_id": "B8"},
                {**said(2, "as"), **bot, "bot_id": "B8", "username": "Deploys"},
                {**said(3, "hook"), **bot, "bot_id": "B9"},
                said(4, "a <https://x.slack.com/services/B9|github>", subtype="bot_add"),
                {**said(5, "user"), "user": "U8", "bot_id": "B8"},
            ],
            users=users,
        )
    )

    authors = dict(Post.objects.values_list("source", "author__name"))
    assert authors == {"own": "devin", "as": "Deploys", "hook": "github", "user": "devin"}
    assert Person.objects.filter(is_bot=True).count() == 3
    assert (report.people, report.bots, report.new["people"], report.new["bots"]) == (4, 2, 4, 2)


def test_somebody_known_by_id_alone_is_made_too(take):
    profile = {"real_name": "Nora N"}
    message = said(1, "hi <@U55|kim> <@u1>", user="U44", user_profile=profile)
    hand = {"name": "+1", "users": ["U66"], "count": 1}
    report = take(files([{**message, "reactions": [hand]}]))

    assert Post.objects.get().author.name == "Nora N"
    assert {"kim", "U66"} <= set(Person.objects.values_list("name", flat=True))
    assert {m.account.person.name for m in Post.objects.get().mentions.all()} == {"kim", "Mira L"}
    assert report.people == 6


def test_reactions_are_ours_where_we_have_them_and_theirs_elsewhere(take):
    given = [
        {"name": "+1", "users": ["U1", "U2"]}, {"name": "thumbsup", "users": ["U1"]},
        {"name": "clap", "users": ["U1"]}, {"name": "tada", "users": ["U1", "U3"]},
        {"name": "agree", "users": ["U2"]}, {"name": "our_parrot", "users": ["U1", "U1"]},
        {"name": "+1::skin-tone-2", "users": ["U3"]},
    ]  # fmt: skip
    joined = said(2, subtype="channel_join", reactions=given)
    report = take(files([said(1, "x", reactions=given), joined]))

    post = Post.objects.get()
    assert post.reaction_counts == {
        "agree": 2, "+1": 1, "thumbsup": 1, "cheer": 2, "tada": 1, "our_parrot": 1,
        "+1::skin-tone-2": 1,
    }  # fmt: skip
    assert Reaction.objects.count() == sum(post.reaction_counts.values()) == 9
    assert (report.reactions, report.new["reactions"]) == (20, 9)


def test_edits_keep_their_time(take):
    take(files([said(1, "x", edited={"user": "U1", "ts": ts(60)})]))

    assert Post.objects.get().edited_at == at(60)


def test_files_in_the_archive_are_kept_and_others_are_links(take):
    secret = "https://files.slack.com/f.pdf?t=xoxe-1-2"
    listed = [
        {"id": "F1", "name": "../a\u202egnp.txt", "mimetype": "text/html"},
        {"id": "F2", "name": "dot.png", "mimetype": "image/png", "alt_txt": "A dot,\nalone"},
        {"id": "F3", "name": "plan.pdf", "mimetype": "application/pdf", "size": 9,
         "url_private": secret},
        {"id": "F4", "name": "doc", "mode": "external", "url_private": "https://docs.example/d",
         "permalink": "https://x.slack.com/d"},
        {"id": "F5", "name": "evil", "permalink": "javascript:alert(1)"},
        {"id": "F6", "mode": "tombstone"},
    ]  # fmt: skip
    content = files([said(1, "", files=listed)])
    content |= {"__uploads/F1/a.txt": b"hello", "pilots/attachments/F2-dot.png": picture((1, 1))}

    report = take(content)

    one, two, three, four, five, six = File.objects.order_by("pk")
    assert (one.name, one.media_type, one.size_bytes) == ("agnp.txt", "application/octet-stream", 5)
    assert blobs.path_of(one.key).read_bytes() == b"hello"
    assert (two.media_type, two.width) == ("image/webp", 1)
    assert (two.description, one.description) == ("A dot, alone", "")
    assert (three.link, three.size_bytes, three.key) == ("https://files.slack.com/f.pdf", 9, "")
    assert four.link == "https://docs.example/d"
    assert (five.link, five.size_bytes) == ("", 0)
    assert six.name == "F6"
    assert Post.objects.get().html == ""
    assert (report.files, report.new["files"]) == (6, 6)


def test_bad_records_are_listed_with_their_place_and_the_rest_is_kept(take):
    content = files([said(1, "good"), {**said(2, "bad"), "user": "?"}])
    content["pilots/2024-01-09.json"] = b"[{]"
    content["pilots/2024-01-10.json"] = [said(200_000, "also good"), "no object"]
    content["users.json"] = [*USERS, {"name": "nobody"}]

    report = take(content)

    told = [(p.file, str(p.position), p.noun) for p in report.problems]
    assert told == [
        ("users.json", "record 4", "user"),
        ("pilots/2024-01-08.json", "record 2", "message"),
        ("pilots/2024-01-09.json", "line 1, column 3", "file"),
        ("pilots/2024-01-10.json", "record 2", "message"),
    ]
    assert {post.source for post in Post.objects.all()} == {"good", "also good"}
    assert report.messages == 4
    assert report.adds_up


def test_strict_refuses_the_whole_at_one_bad_record(take):
    before = rows()

    with pytest.raises(ExportHasProblems, match=r"2024-01-08.json, record 2: its user holds no id"):
        take(files([said(1, "good"), {**said(2), "user": "?"}]), is_strict=True)
    assert rows() == before


def test_a_folder_that_no_list_names_is_left_out(take):
    content = files({"pilots": [said(1, "x")], "ghost": [said(2, "who may read this?")]})
    content["channels.json"] = [channel("pilots")]

    report = take(content)

    assert report.left_out == {"folder_not_listed": 1}
    assert Post.objects.count() == 1


def test_a_channel_that_a_grid_shares_is_one_group_and_never_wider(tmp_path):
    shared = channel("shared", members=["U1"])
    content = {
        "org_users.json": list(USERS),
        "teams/a/channels.json": [shared],
        "teams/b/groups.json": [{**shared, "members": ["U2"]}],
        "shared/2024-01-08.json": [said(1, "x")],
    }

    report = actions.take(unpacked(tmp_path / "grid", content), Choices())

    made = group("shared")
    assert (made.visibility, made.member_count, report.groups, report.posts) == ("secret", 2, 1, 1)


def test_two_imports_do_not_run_at_once(take):
    from groundswell.exchange.batches.alone import AnotherImportRuns, alone

    with alone(), pytest.raises(AnotherImportRuns):
        take(files([said(1)]))

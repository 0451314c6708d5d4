"""Making one person of two."""

from __future__ import annotations

import pytest

from groundswell.activity.models import Activity
from groundswell.exchange.merging import actions, belongings, queries
from groundswell.exchange.merging.actions import (
    NobodyMergesThemselves,
    TakeTheirRolesFirst,
    ThatIsOnePersonAlready,
    TheListedOneIsKept,
)
from groundswell.exchange.slack import actions as slack
from groundswell.exchange.slack.running import Choices
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards
from groundswell.network.feeds import queries as feeds
from groundswell.network.files import actions as files
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.models import (
    File,
    Group,
    Membership,
    Mention,
    Placement,
    Post,
    Reaction,
    Stream,
    Subscription,
)
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.reactions import actions as reactions
from groundswell.network.streams import actions as streams
from groundswell.people.models import Assignment, AuditEntry, Person, Presence, Session
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions as signin
from tests.exchange.slack_exports import files as export
from tests.exchange.slack_exports import said, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(cast):
    return cast.person("Ada Admin")


def merge(kept, gone, by):
    return actions.merge(kept_id=kept.pk, gone_id=gone.pk, merged_by=by)


def test_every_table_that_points_to_a_person_says_what_becomes_of_it():
    lists = (belongings.PLAIN, belongings.ONCE, belongings.OWN, belongings.ENDED)
    told = [name.partition(":")[0] for one in lists for name in one]

    theirs = set(belongings.pointing()) - {"people.Person.account", "network.Group.account"}
    assert sorted(theirs) == sorted(told)


def test_posts_files_and_what_was_edited_are_the_others_afterwards(cast, ada):
    everywhere = [cast.organisation.pk]
    file = files.store(uploader=cast.joan, name="a.txt", content=b"a")
    thread = posts.publish(
        author=cast.joan, stream_ids=everywhere, source="one", file_ids=[file.pk], request_key="k"
    )
    posts.publish(author=cast.otto, stream_ids=everywhere, source="two", request_key="k2")
    changing.edit(editor=cast.joan, post_id=thread.pk, source="changed")
    version = Post.objects.get(pk=thread.pk).version

    merge(cast.otto, cast.joan, ada)

    assert set(Post.objects.values_list("author__name", flat=True)) == {"Otto Berg"}
    assert File.objects.get().uploader == cast.otto
    assert Post.objects.get(pk=thread.pk).version > version
    assert not Person.objects.filter(name="Joan Whitfield").exists()
    assert cards.cards([thread.pk])[thread.pk].author.name == "Otto Berg"


def test_a_request_key_that_both_used_does_not_stand_in_the_way(cast, ada):
    for person in (cast.joan, cast.otto):
        posts.publish(
            author=person, stream_ids=[cast.organisation.pk], source="x", request_key="same"
        )

    merge(cast.otto, cast.joan, ada)

    assert Post.objects.filter(author=cast.otto).count() == 2


def test_a_reaction_that_both_gave_is_one_afterwards(cast, ada):
    post = posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="x")
    for person, name in ((cast.joan, "heart"), (cast.otto, "heart"), (cast.mira, "agree")):
        reactions.react(person=person, post_id=post.pk, name=name)

    merge(cast.otto, cast.joan, ada)

    assert Post.objects.get().reaction_counts == {"heart": 1, "agree": 1}
    assert Reaction.objects.filter(person=cast.otto).count() == 1
    assert Reaction.objects.count() == 2


def test_groups_and_feed_move_and_are_counted_once(cast, ada):
    groups.join(person=cast.joan, group_id=cast.pilots.pk)
    own = groups.found(founder=cast.joan, name="Quiet", visibility=Visibility.SECRET)
    Subscription.objects.filter(person=cast.joan).update(last_read=77)
    post = posts.publish(author=cast.joan, stream_ids=[own.stream_id], source="hush")

    merge(cast.otto, cast.joan, ada)

    pilots = Group.objects.get(pk=cast.pilots.pk)
    assert pilots.member_count == pilots.stream.memberships.count() == 2
    assert Membership.objects.get(person=cast.otto, stream=own.stream).role == "owner"
    assert Subscription.objects.get(person=cast.otto, stream=pilots.stream).last_read == 77
    assert post.pk in [line.id for line in feeds.newest(cast.otto).lines]
    assert Group.objects.get(pk=own.pk).created_by == cast.otto


def test_mentions_name_the_other_one_with_handle_name_and_address(cast, ada):
    everywhere = [cast.organisation.pk]
    assert cast.joan and cast.otto
    post = posts.publish(
        author=cast.mira, stream_ids=everywhere, source="Ask @joan_whitfield, not @joan_whitfield_2"
    )
    both = posts.publish(
        author=cast.mira, stream_ids=everywhere, source="@joan_whitfield and @otto_berg"
    )

    merge(cast.otto, cast.joan, ada)

    post.refresh_from_db()
    assert post.source == "Ask @otto_berg, not @joan_whitfield_2"
    assert f'<a href="/people/{cast.otto.pk}/" class="mention"' in post.html
    assert "@Otto Berg</a>, not @joan_whitfield_2" in post.html
    assert [m.account_id for m in Mention.objects.filter(post=both)] == [cast.otto.pk]
    assert "joan" not in Post.objects.get(pk=both.pk).html


def test_storylines_become_one(cast, ada):
    assert cast.joan and cast.otto
    theirs, own = (Stream.objects.get(person=person) for person in (cast.joan, cast.otto))
    streams.follow(follower=cast.mira, stream_id=theirs.pk)
    streams.follow(follower=cast.mira, stream_id=own.pk)
    told = posts.publish(author=cast.joan, stream_ids=[theirs.pk], source="mine")

    merge(cast.otto, cast.joan, ada)

    assert [place.stream_id for place in Placement.objects.filter(post=told)] == [own.pk]
    assert Subscription.objects.filter(person=cast.mira, stream=own).count() == 1
    assert not Stream.objects.filter(pk=theirs.pk).exists()


def test_the_place_of_the_listed_one_stays_and_managers_are_never_themselves(cast, ada):
    for person, manager in ((cast.otto, cast.joan), (cast.joan, cast.mira), (cast.mira, cast.joan)):
        Assignment.objects.create(person=person, manager=manager, from_on="2024-01-01")

    merge(cast.otto, cast.joan, ada)

    places = {place.person.name: place.manager for place in Assignment.objects.all()}
    assert places == {"Otto Berg": None, "Mira Lindqvist": cast.otto}


def test_days_of_presence_are_joined(cast, ada):
    Presence.objects.create(person=cast.joan, on="2024-01-01", has_read=True, has_written=True)
    Presence.objects.create(person=cast.joan, on="2024-01-02", has_read=True)
    Presence.objects.create(person=cast.otto, on="2024-01-01", has_read=True)

    merge(cast.otto, cast.joan, ada)

    assert list(Presence.objects.order_by("on").values_list("has_read", "has_written")) == [
        (True, True),
        (True, False),
    ]


def test_sessions_end_and_it_is_told(cast, ada):
    signin.open_session(person=cast.joan, device="x", address="y")
    gone_id = cast.joan.pk

    merge(cast.otto, cast.joan, ada)

    assert not Session.objects.exists()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.verb, entry.noun_id) == (ada.pk, "merged", cast.otto.pk)
    assert entry.facts["gone"] == gone_id
    assert list(Activity.objects.order_by("-pk").values_list("verb", "noun", "noun_id")[:2]) == [
        ("merged", "person", cast.otto.pk),
        ("removed", "person", gone_id),
    ]


def test_whom_an_import_brought_writes_as_the_other_from_then_on(cast, ada, tmp_path):
    take = [zipped(tmp_path / f"{n}.zip", export([said(n, str(n), user="U2")])) for n in (1, 2)]
    slack.take(take[0], Choices())
    stranger = Person.objects.get(name="Otto B")
    assert queries.alike(ada, cast.otto, "") == []
    assert queries.alike(ada, cast.otto, "otto") == [stranger]
    assert queries.holdings(ada, stranger.pk).posts == 1

    merge(cast.otto, stranger, ada)
    report = slack.take(take[1], Choices())

    assert set(Post.objects.values_list("author__name", flat=True)) == {"Otto Berg"}
    assert report.new["people"] == 0


def test_the_kept_one_gets_what_only_the_other_had(cast, ada):
    Person.objects.filter(pk=cast.otto.pk).update(email=None, email_folded=None, is_listed=False)
    Person.objects.filter(pk=cast.joan.pk).update(title="Welder", is_listed=False)

    kept = merge(cast.otto, cast.joan, ada)

    assert (kept.email, kept.email_folded, kept.title, kept.name) == (
        "joan@halden.example", "joan@halden.example", "Welder", "Otto Berg",
    )  # fmt: skip


def test_what_must_not_be_merged_is_refused(cast, ada):
    roles.grant(person=cast.mira, role=Role.MODERATOR)
    Person.objects.filter(pk=cast.otto.pk).update(is_listed=False)

    with pytest.raises(ThatIsOnePersonAlready):
        merge(cast.joan, cast.joan, ada)
    with pytest.raises(NobodyMergesThemselves):
        merge(cast.joan, ada, ada)
    with pytest.raises(TakeTheirRolesFirst, match="Mira Lindqvist has roles"):
        merge(cast.joan, cast.mira, ada)
    with pytest.raises(TheListedOneIsKept, match="Keep Joan Whitfield instead"):
        merge(cast.otto, cast.joan, ada)
    with pytest.raises(NotFound):
        actions.merge(kept_id=cast.joan.pk, gone_id=987_654, merged_by=ada)


def test_groups_of_whom_an_import_brought_come_into_the_feed(cast, ada):
    Subscription.objects.filter(person=cast.joan).delete()
    streams.add_member(cast.merger.stream_id, cast.joan.pk, is_followed=False)
    old = posts.publish(author=cast.mira, stream_ids=[cast.merger.stream_id], source="Old")
    lea = cast.person("Lea Left")

    merge(lea, cast.joan, ada)

    assert old.pk in [line.id for line in feeds.newest(lea).lines]
    assert Subscription.objects.get(person=lea, stream=cast.merger.stream).last_read > old.pk


def test_who_may_not_sign_in_gets_no_feed_by_merging(cast, ada):
    groups.join(person=cast.joan, group_id=cast.pilots.pk)
    lea = cast.person("Lea Left")
    Person.objects.filter(pk=lea.pk).update(state="left")

    merge(lea, cast.joan, ada)

    assert Membership.objects.filter(person=lea, stream=cast.pilots.stream).exists()
    assert not Subscription.objects.filter(person=lea).exists()

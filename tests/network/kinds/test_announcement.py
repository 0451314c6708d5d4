"""The announcement: those entitled speak to an audience, who say that they have read it."""

from __future__ import annotations

import pytest

from groundswell.activity import readers
from groundswell.activity.models import Activity
from groundswell.foundation.errors import NotFound
from groundswell.network.announcements import actions, queries
from groundswell.network.announcements.actions import (
    NobodyIsAddressed,
    OnlyItsAuthorReminds,
    OnlyThoseEntitledAnnounce,
    TheyWereReminded,
    ThisAsksNothingOfYou,
)
from groundswell.network.announcements.audience import TheDirectoryHasNone
from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.network.feeds import cards, marks
from groundswell.network.notifications import actions as notices
from groundswell.network.notifications.queries import inbox
from groundswell.network.posts import changing
from groundswell.network.streams.models import Stream
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role


def announce(author, stream_id, **more):
    told = {"title": "The quay closes", "source": "On Friday."} | more
    return actions.announce(author=author, stream_ids=[stream_id], **told)


def told(person) -> list[int]:
    unread = inbox(person).unread
    return [bundle.thread_id for bundle in unread if bundle.kind == "announcement"]


@pytest.fixture
def read_news(news):
    """Lets the reader of the log catch up."""
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    return lambda: readers.catch_up(reader)


@pytest.fixture
def to_all(cast):
    _ = cast.joan, cast.otto
    roles.grant(person=cast.mira, role=Role.ANNOUNCER)
    return announce(cast.mira, cast.organisation.pk)


def test_owners_announce_in_their_group_and_announcers_to_all(cast):
    _ = cast.joan
    announce(cast.mira, cast.board.stream_id)

    assert list(queries.missing(Announcement.objects.get())) == [cast.otto]
    Person.objects.filter(pk=cast.otto.pk).update(state=State.LEFT)
    assert not queries.missing(Announcement.objects.get())
    with pytest.raises(OnlyThoseEntitledAnnounce):
        announce(cast.otto, cast.board.stream_id)
    with pytest.raises(OnlyThoseEntitledAnnounce):
        announce(cast.mira, cast.organisation.pk)
    both = [cast.board.stream_id, cast.organisation.pk]
    with pytest.raises(OnlyThoseEntitledAnnounce):
        actions.announce(author=cast.mira, stream_ids=both, title="Both", source="At once.")
    roles.grant(person=cast.mira, role=Role.ANNOUNCER)
    announce(cast.mira, cast.organisation.pk)
    with pytest.raises(OnlyThoseEntitledAnnounce):
        announce(cast.mira, Stream.objects.get(person=cast.mira).pk)


def test_the_role_opens_no_group(cast):
    roles.grant(person=cast.joan, role=Role.ANNOUNCER)

    with pytest.raises(NotFound):
        announce(cast.joan, cast.merger.stream_id)


def test_an_audience_is_addressed_by_function_site_and_level(cast):
    roles.grant(person=cast.mira, role=Role.ANNOUNCER)
    lead = cast.person("Nils Ny")
    places = ((cast.otto, "Gdynia", "field"), (cast.joan, "Busan", "field"), (lead, "Gdynia", ""))
    for person, site, level in places:
        Assignment.objects.create(
            person=person, function="Service", site=site, level=level, from_on="2020-01-01"
        )
    Assignment.objects.create(
        person=cast.joan, function="Service", site="Gdynia", level="field",
        from_on="2019-01-01", to_on="2019-12-31",
    )  # fmt: skip
    audience = {"function": "Service", "site": "Gdynia", "level": "field"}
    post = announce(cast.mira, cast.organisation.pk, **audience)

    assert list(queries.missing(Announcement.objects.get())) == [cast.otto]
    assert cards.cards([post.pk])[post.pk].announcement.audience == tuple(audience.values())
    assert "addressed" in marks.of(cast.otto, [post.pk])[post.pk].own
    assert not marks.of(cast.joan, [post.pk])[post.pk].own
    with pytest.raises(ThisAsksNothingOfYou):
        actions.acknowledge(person=cast.joan, post_id=post.pk)


def test_an_audience_that_nobody_is_in_is_refused_with_what_there_is(cast):
    roles.grant(person=cast.mira, role=Role.ANNOUNCER)
    for person, site in ((cast.otto, "Gdynia"), (cast.joan, "Busan")):
        Assignment.objects.create(
            person=person, function=f"Service {site}", site=site, from_on="2020-01-01"
        )

    with pytest.raises(TheDirectoryHasNone, match="There is: Busan, Gdynia"):
        announce(cast.mira, cast.organisation.pk, site="Gdansk")
    with pytest.raises(NobodyIsAddressed, match="Service Busan, Gdynia"):
        announce(cast.mira, cast.organisation.pk, function="Service Busan", site="Gdynia")
    Assignment.objects.create(person=cast.mira, level="board", from_on="2020-01-01")
    with pytest.raises(NobodyIsAddressed, match="board"):
        announce(cast.mira, cast.organisation.pk, level="board")
    announce(cast.mira, cast.organisation.pk, site=" gdynia ")
    assert Announcement.objects.get().site == "Gdynia"


def test_who_acknowledged_it_sees_so_and_is_counted_once(cast, to_all):
    actions.acknowledge(person=cast.otto, post_id=to_all.pk)
    actions.acknowledge(person=cast.otto, post_id=to_all.pk)

    assert Acknowledgement.objects.count() == 1
    assert "acknowledged" in marks.of(cast.otto, [to_all.pk])[to_all.pk].own
    assert list(queries.missing(Announcement.objects.get())) == [cast.joan]
    assert Activity.objects.filter(verb="acknowledged").count() == 1
    with pytest.raises(ThisAsksNothingOfYou):
        actions.acknowledge(person=cast.mira, post_id=to_all.pk)


def test_what_asks_for_nothing_is_neither_acknowledged_nor_reminded_of(cast):
    post = announce(cast.mira, cast.board.stream_id, asks_acknowledgement=False)

    with pytest.raises(ThisAsksNothingOfYou):
        actions.acknowledge(person=cast.otto, post_id=post.pk)
    with pytest.raises(ThisAsksNothingOfYou):
        actions.remind(author=cast.mira, post_id=post.pk)


def test_those_addressed_are_told_and_the_missing_once_more(cast, to_all, read_news):
    read_news()
    assert (told(cast.otto), told(cast.joan), told(cast.mira)) == ([to_all.pk], [to_all.pk], [])
    actions.acknowledge(person=cast.otto, post_id=to_all.pk)
    for person in (cast.otto, cast.joan):
        notices.mark_all_read(reader=person)

    with pytest.raises(OnlyItsAuthorReminds):
        actions.remind(author=cast.otto, post_id=to_all.pk)
    assert actions.remind(author=cast.mira, post_id=to_all.pk) == 1
    read_news()

    assert (told(cast.otto), told(cast.joan)) == ([], [to_all.pk])
    with pytest.raises(TheyWereReminded):
        actions.remind(author=cast.mira, post_id=to_all.pk)


def test_what_was_removed_waits_for_nobody(cast, to_all, read_news):
    read_news()
    changing.remove(remover=cast.mira, post_id=to_all.pk)
    read_news()

    assert told(cast.joan) == []
    with pytest.raises(NotFound):
        actions.acknowledge(person=cast.joan, post_id=to_all.pk)
    with pytest.raises(NotFound):
        actions.remind(author=cast.mira, post_id=to_all.pk)

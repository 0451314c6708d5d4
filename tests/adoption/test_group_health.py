"""How a group does, as its owners see it: counted, through the gate, beside groups of like size."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.adoption import group_counts, group_health, switching
from groundswell.adoption.interactions import actions as interactions
from groundswell.adoption.looks import noting
from groundswell.adoption.looks.models import Look
from groundswell.adoption.measures.group_health import Begun, Talk, count
from groundswell.adoption.register.queries import MeasureIsOff
from groundswell.adoption.sealed.models import SealedGroup
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.network.reactions import actions as reactions
from groundswell.network.streams.models import Membership
from groundswell.people.signin import actions as signin
from tests.adoption.company import employ

SUNDAY = date(2026, 3, 29)  # the end of a period
ASKED = datetime(2026, 3, 9, 10, tzinfo=UTC)
LATER = datetime(2026, 4, 6, 10, tzinfo=UTC)


def night() -> None:
    for on in list(group_counts.due()):
        group_counts.keep(on)


def by_name(told):
    return {one.value.name: one for one in told}


@pytest.fixture
def busy(cast):
    """Pilots: 12 of 14 members take part, five ask, four of them are answered."""
    with clock.frozen(ASKED - timedelta(days=1)):
        pilots = cast.pilots
        people = employ("Service", 12)
        for person in people:
            groups.let_in(person, pilots)
    stream = [pilots.stream_id]
    with clock.frozen(ASKED):
        asked = [
            posts.publish(
                author=person, stream_ids=stream, source="?", kind="question", title="Who knows?"
            )
            for person in people[:5]
        ]
    with clock.frozen(ASKED + timedelta(hours=2)):
        for question in asked[:4]:
            posts.reply(author=cast.otto, to_id=question.pk, source="I do")
        for person in people[5:11]:
            posts.reply(author=person, to_id=asked[0].pk, source="I too")
    return pilots


@pytest.mark.usefixtures("news")
def test_an_owner_sees_who_took_part_and_what_was_answered(cast, busy):
    with clock.frozen(LATER):
        night()
        told = group_health.health(cast.mira, Group.objects.get(pk=busy.pk))
        with pytest.raises(NotFound):
            group_health.health(cast.otto, busy)
    assert told.on == SUNDAY
    now, before = by_name(told.now), by_name(told.before)
    assert (now["took_part"].value.numerator, now["took_part"].value.denominator) == (12, 14)
    assert now["answered"].withheld == "small"
    assert now["answered"].value.denominator == 5
    assert now["first_posts"].withheld == "small"
    assert now["median"].value.value is not None
    assert now["busiest"].withheld == "base"
    assert all(one.withheld == "base" and one.value.value is None for one in before.values())
    assert told.alike == {}


@pytest.mark.usefixtures("news")
def test_who_leaves_or_joins_or_is_gone_later_is_found_by_no_difference(cast, busy):
    with clock.frozen(LATER):
        night()
        before = group_health.health(cast.mira, busy)
        groups.leave(person=cast.otto, group_id=busy.pk)
        Post.objects.filter(kind="question").update(removed_at=LATER)
        for person in employ("Sales", 3):
            groups.let_in(person, busy)
        night()
        after = group_health.health(cast.mira, Group.objects.get(pk=busy.pk))
    assert (after.now, after.before) == (before.now, before.before)

    with clock.frozen(LATER + timedelta(weeks=4)):
        waiting = group_health.health(cast.mira, busy)
        assert not waiting.is_counted
        assert all(one.withheld for one in waiting.now)
        assert waiting.before == before.now
        night()
        assert group_health.health(cast.mira, busy).is_counted
        assert SealedGroup.objects.filter(on__lt=SUNDAY).count() == 0


@pytest.mark.usefixtures("news")
def test_the_middle_is_of_five_groups_that_are_told_themselves(cast, busy, monkeypatch):
    monkeypatch.setattr(group_health, "LEAST_GROUPS", 1)
    with clock.frozen(ASKED):
        other = groups.found(founder=cast.mira, name="Drivers", visibility=Visibility.OPEN)
        for person in employ("Sales", 9):
            groups.let_in(person, other)
    with clock.frozen(LATER):
        night()
        here, there = (
            group_health.health(cast.mira, Group.objects.get(pk=one.pk)) for one in (busy, other)
        )
        Group.objects.filter(pk=busy.pk).update(visibility=Visibility.SECRET)
        alone = group_health.health(cast.mira, Group.objects.get(pk=other.pk))
    assert here.alike == {}  # nobody took part in the other: it is not told
    assert there.alike == {"took_part": (0.86, 1), "median": (2, 1)}
    middle = [one for one in group_health.lines_of(there) if one.by == group_health.ALIKE]
    assert {one.cell: (one.value, one.denominator) for one in middle} == there.alike
    assert all(one.numerator is one.withheld is one.low is None for one in middle)
    assert alone.alike == {}


@pytest.mark.usefixtures("news")
def test_reactions_count_as_taking_part(cast):
    with clock.frozen(ASKED):
        post = posts.publish(author=cast.mira, stream_ids=[cast.pilots.stream_id], source="Hello")
        reactions.react(person=cast.otto, post_id=post.pk, name="thanks")
        interactions.rebuild()
    rows = group_counts.counted([cast.pilots.stream_id], SUNDAY)[cast.pilots.stream_id]
    assert sorted(rows.posts) == [0, 1]


@pytest.mark.usefixtures("news")
def test_who_voted_anonymously_is_not_what_the_owner_does_not_see_of_those_who_took_part(cast):
    stream = cast.pilots.stream_id
    Membership.objects.update(since_at=ASKED)
    asked = {"author": cast.mira, "stream_ids": [stream], "title": "Which?", "source": "?"}
    took_part = []
    for is_anonymous in (True, False):
        with clock.frozen(ASKED):
            poll = polls.ask(options="This\nThat", is_anonymous=is_anonymous, **asked)
            polls.vote(voter=cast.otto, post_id=poll.pk, choice=0)
        took_part.append(sorted(group_counts.counted([stream], SUNDAY)[stream].posts))

    assert took_part == [[1], [0, 2]]


def test_the_busiest_tenth_is_told_of_ten_people():
    few = by_name_of(count(Talk(200, [9, *[1] * 89], [])))
    many = by_name_of(count(Talk(200, [9, *[1] * 99], [])))
    assert few["busiest"].people == 9
    assert (many["busiest"].people, many["busiest"].numerator) == (10, 18)


def test_of_a_few_questions_not_even_their_number_is_told():
    figures = by_name_of(count(Talk(20, [1] * 15, [Begun(True, False, True, 2.0)] * 3)))
    assert figures["answered"].denominator is None
    assert figures["answered"].people == 0
    assert figures["median"].people == 0


def by_name_of(figures):
    return {one.name: one for one in figures.values}


@pytest.mark.usefixtures("news")
def test_switched_off_it_is_seen_by_nobody(cast, busy):
    with clock.frozen(LATER):
        night()
        assert SealedGroup.objects.exists()
        switching.switch_off(name="group_health", by=cast.mira, reason="Not agreed")
        assert not SealedGroup.objects.exists()
        assert list(group_counts.due()) == []
    with pytest.raises(MeasureIsOff):
        group_health.health(cast.mira, busy)


@pytest.mark.usefixtures("news")
def test_a_look_is_noted_and_the_page_says_the_figures(cast, busy, client):
    with clock.frozen(LATER):
        night()
        token = signin.open_session(person=cast.mira, device="Firefox", address="127.0.0.1")
        client.cookies["groundswell"] = token
        answer = client.get(f"/groups/{busy.pk}/health/")
        noting.write()
        told = group_health.lines_of(group_health.health(cast.mira, busy))
        file = client.get(f"/groups/{busy.pk}/health.csv").content.decode()
        columns = client.get(f"/groups/{busy.pk}/health.parquet")
    text = answer.content.decode()
    assert "12 of 14" in text
    assert "1–4 of 5" in text
    assert Look.objects.get(report="group_health").person_id == cast.mira.pk
    rows = list(csv.DictReader(file.splitlines()))
    number = {(row["on"], row["cell"]): row for row in rows}
    took_part, answered = number["2026-03-29", "took_part"], number["2026-03-29", "answered"]
    assert (took_part["numerator"], took_part["denominator"]) == ("12", "14")
    assert (answered["numerator"], answered["denominator"]) == ("", "5")
    assert (answered["value"], answered["withheld"]) == ("", "small")
    assert number["2026-03-01", "took_part"]["withheld"] == "base"
    assert len(rows) == len(told) == 10
    assert columns.headers["Content-Type"] == "application/vnd.apache.parquet"

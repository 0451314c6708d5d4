"""What somebody new could begin with, why, and how far they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation import clock
from groundswell.network.groups import actions as groups
from groundswell.network.newcomers import queries
from groundswell.network.posts import actions as posts
from groundswell.network.streams import actions as streams
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State


def place(person, manager=None, function="Service", site="Gdynia"):
    Assignment.objects.create(
        person=person, manager=manager, function=function, site=site, from_on=date(2020, 1, 1)
    )


def ask(author, topic, streams, answered_by=None):
    question = posts.publish(
        author=author, stream_ids=streams, kind="question", title="Who?", source=f"About #{topic}"
    )
    if answered_by:
        posts.reply(author=answered_by, to_id=question.pk, source="I know.")
    return question


@pytest.fixture
def tuva(cast):
    """New in Service at Gdynia, under Mira."""
    person = cast.person("Tuva Moen")
    place(cast.mira, function="Board", site="Halden")
    place(person, cast.mira)
    Person.objects.filter(pk=person.pk).update(joined_at=clock.now())
    return Person.objects.get(pk=person.pk)


def whys(viewer, limit=9):
    return {
        who.name: (who.why, who.topic)
        for who in queries.people_to_follow(viewer, limit=limit)
    }  # fmt: skip


def test_whoever_came_lately_is_new_until_they_put_it_away(tuva):
    assert queries.is_new(tuva)

    persons.put_welcome_away(person=tuva)
    persons.put_welcome_away(person=tuva)

    assert not queries.is_new(Person.objects.get(pk=tuva.pk))
    assert Activity.objects.filter(verb="settled", noun_id=tuva.pk).count() == 1


def test_nobody_is_new_for_ever(cast, tuva):
    tuva.joined_at = clock.now() - timedelta(days=61)
    assert not queries.is_new(tuva)
    assert not queries.is_new(cast.joan)


def test_progress_counts_what_was_done(cast, tuva):
    assert queries.progress(tuva) == queries.Progress(
        has_profile=False, follows=0, groups=0, has_asked=False
    )
    persons.change_profile(person=tuva, skills=["Welding"])
    for person in (cast.mira, cast.joan, cast.otto):
        streams.follow(follower=tuva, stream_id=streams.open_storyline(person.pk).pk)
    for group in (cast.pilots, groups.found(founder=cast.mira, name="Welders")):
        groups.join(person=tuva, group_id=group.pk)
    assert queries.progress(tuva).steps == (True, True, True, False)

    ask(tuva, "welding", [cast.organisation.pk])

    assert queries.progress(tuva).is_complete


def test_people_are_suggested_with_the_reason(cast, tuva):
    place(cast.otto, cast.mira, function="Sales", site="Busan")
    place(cast.joan, None)
    place(cast.person("Far Away"), None, site="Busan")

    assert whys(tuva) == {
        "Mira Lindqvist": ("manager", ""),
        "Otto Berg": ("team", ""),
        "Joan Whitfield": ("place", ""),
    }
    streams.follow(follower=tuva, stream_id=streams.open_storyline(cast.joan.pk).pk)
    Person.objects.filter(pk=cast.otto.pk).update(state=State.INVITED)
    assert list(whys(tuva)) == ["Mira Lindqvist"]


def test_whoever_answers_what_ones_function_asks_is_suggested_with_the_topic(cast, tuva):
    ines = cast.person("Ines Welder")
    place(cast.joan, None)
    for _ in range(2):
        ask(cast.joan, "welding", [cast.organisation.pk], answered_by=ines)
    ask(cast.joan, "blades", [cast.organisation.pk], answered_by=ines)
    place(cast.otto, None, function="Sales", site="Busan")
    ask(cast.otto, "prices", [cast.organisation.pk], answered_by=cast.person("Per Price"))

    assert whys(tuva)["Ines Welder"] == ("answers", "welding")
    assert "Per Price" not in whys(tuva)

    persons.change_profile(person=tuva, ask_me_about=["Prices"])
    assert whys(tuva)["Per Price"] == ("answers", "prices")


def test_what_is_said_behind_closed_doors_suggests_nobody(cast, tuva):
    place(cast.otto, None)
    ines = cast.person("Ines Welder")
    groups.let_in(ines, cast.merger)
    ask(cast.otto, "merging", [cast.merger.stream_id], answered_by=ines)

    assert "Ines Welder" not in whys(tuva)


def test_open_groups_are_suggested_by_how_many_colleagues_are_in(cast, tuva):
    place(cast.otto, cast.mira, site="Busan")
    place(cast.joan, None)
    sauna = groups.found(founder=cast.joan, name="Sauna")
    empty = groups.found(founder=cast.person("Far Away"), name="Empty")
    _ = cast.pilots, cast.board, cast.merger

    found = queries.groups_to_begin_with(tuva, limit=9)

    assert [(group.name, group.team, group.place) for group in found] == [
        ("Pilots", 2, 0), ("Sauna", 0, 1), ("Empty", 0, 0)
    ]  # fmt: skip
    groups.join(person=tuva, group_id=sauna.pk)
    groups.archive(owner=empty.created_by, group_id=empty.pk)
    assert [group.name for group in queries.groups_to_begin_with(tuva, limit=9)] == ["Pilots"]


def test_without_a_people_list_there_are_still_groups(cast):
    _ = cast.pilots

    assert queries.people_to_follow(cast.joan, limit=9) == []
    assert [group.name for group in queries.groups_to_begin_with(cast.joan, limit=9)] == ["Pilots"]

"""People and their handles: added, changed, found."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from groundswell.activity.models import Activity
from groundswell.foundation import blobs, images
from groundswell.foundation.errors import NotFound
from groundswell.people.org import queries as org
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions, photos, queries
from groundswell.people.persons.models import Account, Person, State


def add(name="Mira Lindqvist", **more):
    return actions.add(actions.NewPerson(name=name, **more))


def names(people):
    return [person.name for person in people]


def stand(person, **place):
    Assignment.objects.create(person=person, from_on=date(2020, 1, 1), **place)


@pytest.mark.django_db
def test_a_person_gets_a_handle_of_their_own_from_their_name():
    people = actions.add_many(
        [
            actions.NewPerson(name=name)
            for name in ("Åse Øy", "Ase Oy", "ase oy", "최민준", "최민준")
        ]
    )

    handles = [person.account.handle for person in people]
    assert handles == ["ase_oy", "ase_oy_2", "ase_oy_3", "person", "person_2"]
    assert add("Ase Oy").account.handle == "ase_oy_4"
    assert Activity.objects.filter(verb="joined", noun="person").count() == 6


@pytest.mark.django_db
def test_many_people_of_one_name_get_different_handles():
    people = actions.add_many([actions.NewPerson(name="Ann Berg") for _ in range(120)])

    assert len({person.account.handle for person in people}) == 120


@pytest.mark.django_db
@pytest.mark.parametrize("length", [24, 30, 40])
def test_a_handle_never_outgrows_its_column(length):
    longest = Account._meta.get_field("handle").max_length

    people = [add("Ann", handle="a" * length) for _ in range(12)]

    handles = [person.account.handle for person in people]
    assert len(set(handles)) == 12
    assert max(map(len, handles)) <= longest


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["mira@halden.example", " MIRA@halden.EXAMPLE "])
def test_two_people_never_share_an_address(email):
    add(email="Mira@Halden.example")

    with pytest.raises(actions.EmailIsTaken, match="belongs to somebody else"):
        add("Otto Berg", email=email)
    with pytest.raises(actions.EmailIsTaken):
        actions.add_many([actions.NewPerson(name=name, email="o@h.example") for name in "ab"])
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_many_people_may_have_no_address_and_no_number():
    for _ in range(2):
        person = add(email="", external_id="")
        assert (person.email, person.email_folded, person.external_id) == (None, None, None)


@pytest.mark.django_db
def test_a_profile_says_what_its_person_may_say():
    mira = add()

    actions.change_profile(person=mira, title="Social lead", skills=["listening"])

    again = Person.objects.get(pk=mira.pk)
    assert (again.title, again.skills) == ("Social lead", ["listening"])
    assert Activity.objects.filter(verb="changed", noun="person", noun_id=mira.pk).exists()
    for column in ("state", "email", "name", "password"):
        with pytest.raises(ValueError, match=f"a profile has no {column}"):
            actions.change_profile(person=mira, **{column: "x"})


@pytest.mark.django_db
def test_a_photo_is_drawn_small_and_shown_while_somebody_wears_it():
    mira = add(state=State.ACTIVE)
    held = io.BytesIO()
    Image.new("RGB", (2000, 1000)).save(held, "JPEG")

    key = actions.draw_photo("me.jpg", held.getvalue())

    with Image.open(blobs.path_of(key)) as drawn:
        assert (drawn.format, max(drawn.size)) == ("WEBP", 320)
    with pytest.raises(NotFound):
        photos.photo(mira, key)
    actions.change_profile(person=mira, photo=key)
    assert photos.photo(mira, key) == key
    with pytest.raises(images.ImageIsBroken):
        actions.draw_photo("me.jpg", held.getvalue()[:400])


def test_a_line_ends_above_who_left_and_before_it_goes_in_a_circle(cast):
    chief, gone = add("Astrid", state=State.ACTIVE), add("Lea", state=State.LEFT)
    stand(cast.mira, manager=cast.otto)
    stand(cast.otto, manager=cast.joan)
    stand(cast.joan, manager=gone)
    stand(gone, manager=chief)

    def line():
        return names(box.person for box in org.line_of(cast.mira, cast.mira))

    assert line() == [cast.joan.name, cast.otto.name]
    Assignment.objects.filter(person=cast.joan).update(manager=cast.otto)
    assert set(line()) == {cast.joan.name, cast.otto.name}
    assert len(line()) == org.LONGEST_LINE


def test_the_directory_knows_who_works_here_and_narrows_by_place(cast):
    stand(cast.mira, function="Comms", site="Halden", level="Lead")
    stand(cast.otto, function="Service", site="Halden", level="Lead")
    Assignment.objects.create(
        person=cast.joan,
        function="Service",
        from_on=date(2019, 1, 1),
        to_on=date(2020, 1, 1),
    )
    stand(cast.joan, function="Legal", site="Gdynia", level="Lead")
    for name, more in (
        ("Lea Left", {"state": State.LEFT}),
        ("Im Port", {"is_listed": False}),
        ("Bo Bot", {"is_bot": True}),
    ):
        add(name, **{"state": State.ACTIVE} | more)

    def found(**asked):
        return names(queries.directory(cast.mira, **asked))

    assert found() == ["Joan Whitfield", "Mira Lindqvist", "Otto Berg"]
    assert found(name="BERG") == found(name="otto be") == found(name="berg otto") == ["Otto Berg"]
    assert found(function="Service") == ["Otto Berg"]
    assert found(site="Halden", level="Lead") == ["Mira Lindqvist", "Otto Berg"]
    assert found(site="Halden", function="Legal") == []
    assert found(name="%") == found(name="_") == []


def test_the_chooser_finds_by_the_beginning_of_any_name_or_handle(cast):
    bjorn = cast.person("Oskar Bjørnstad")
    cast.joan  # noqa: B018 - she is made when asked for
    Person.objects.filter(pk=cast.otto.pk).update(state=State.LEFT)

    def found(typed):
        return names(queries.starting_with(cast.mira, typed))

    assert found("bjo") == found("Bjø") == found("oskar_b") == found("osk") == [bjorn.name]
    assert found("otto") == found("jornstad") == []


def test_who_is_shut_out_sees_nobody(cast):
    cast.joan  # noqa: B018
    for state in (State.SUSPENDED, State.LEFT):
        Person.objects.filter(pk=cast.mira.pk).update(state=state)
        mira = Person.objects.get(pk=cast.mira.pk)

        assert list(queries.people(mira)) == []
        with pytest.raises(NotFound):
            queries.person(mira, cast.joan.pk)


def test_counts_tell_who_is_in_each_state_and_who_needs_a_letter(cast):
    cast.mira, cast.otto  # noqa: B018
    add("New One", email="new@halden.example")
    add("Paper Only")
    add("Im Port", is_listed=False)
    add("Gone", state=State.LEFT)

    assert queries.counts(cast.mira) == {
        "invited": 2, "active": 2, "suspended": 0, "left": 1, "without_email": 1,
        "by_letter": 2,
    }  # fmt: skip
    by_letter = queries.invited_by_letter(cast.mira)
    assert names(by_letter.filter(email=None)) == ["Paper Only"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lindqvist", ["Mira Lindqvist"]),
        ("mira lind", ["Mira Lindqvist"]),
        ("@mira_lindqvist", ["Mira Lindqvist"]),
        ("@mira", ["Mira Lindqvist"]),
        ("nobody", []),
    ],
)
def test_everybody_of_a_name_is_found_those_who_left_too(cast, typed, found):
    Person.objects.filter(pk=cast.mira.pk).update(state=State.LEFT)

    assert names(queries.named(cast.otto, typed)) == found

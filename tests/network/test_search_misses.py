"""Searches that found nothing: counted, and nobody is kept with them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest

from groundswell.foundation import clock
from groundswell.network.search import asking, misses
from groundswell.network.search.models import Missed, MissedDay


@pytest.fixture(autouse=True)
def fresh():
    for kept in (misses._typing, misses._counted, misses._noted, misses._counted_on):
        kept.clear()


def search(person_id, typed, *, is_found=False, seconds=0.0, viewer=None):
    """Somebody searches so many seconds from now."""
    with clock.frozen(clock.now() + timedelta(seconds=seconds)):
        misses.note(person_id, asking.ask(viewer, typed), is_found=is_found)


def write(seconds=60.0):
    with clock.frozen(clock.now() + timedelta(seconds=seconds)):
        return misses.write()


def until_shown(typed):
    """How many people had to ask until the words were kept."""
    for people in count(1):
        search(people, typed)
        write()
        if Missed.objects.exclude(words="").exists():
            break
    return people


def test_words_are_kept_when_three_people_asked_and_nothing_before(db):
    search(1, "Jørgen Cavitaton")
    search(2, "jorgen cavitaton")
    write()

    [missed] = Missed.objects.all()
    assert missed.words == ""
    assert "cavitaton" not in str(
        list(Missed.objects.values_list()) + list(MissedDay.objects.values_list())
    )
    assert misses.most_asked() == []

    people = until_shown("jorgen cavitaton")

    [missed] = Missed.objects.all()
    assert people >= misses.PEOPLE
    assert (missed.words, missed.marks) == ("jorgen cavitaton", 0)
    [miss] = misses.most_asked()
    assert (miss.words, miss.days) == ("jorgen cavitaton", 1)
    assert miss.asked >= 3


def test_one_person_is_never_three_however_often_they_ask(db):
    today = clock.now()
    for day in range(40):
        with clock.frozen(today + timedelta(days=day)):
            search(7, "the same words")
            search(7, "the same words", seconds=15)
            write()

    [missed] = Missed.objects.all()
    assert missed.words == ""
    assert missed.marks.bit_count() == 1
    assert {day.asked for day in MissedDay.objects.all()} == {1}


def test_who_is_still_typing_is_not_counted(db):
    for number, typed in enumerate(("cav", "cavit", "cavitaton")):
        search(1, typed, seconds=number)
    search(2, "cavitaton")
    search(2, "cavitation", is_found=True, seconds=3)

    assert write(5) == 0
    assert write(60) == 1
    assert MissedDay.objects.get().asked == 1


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("Wellenschäden", "wellenschaden"),
        ("HT-900", "ht 900"),
        ('"blade pitch" -ferry', "blade pitch"),
        ("振動", "振動"),
        ("kind:question cavitation", ""),
        ("call 0047 12345", ""),
        ("otto@halden.example", ""),
        ("one two three four five six seven", ""),
        ("colour:red", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_may_name_somebody_is_not_counted(db, cast, typed, counted):
    assert misses.countable(asking.ask(cast.joan, typed)) == counted


def test_what_nobody_asks_any_more_is_forgotten(db):
    search(1, "cavitaton")
    write()
    MissedDay.objects.update(on=clock.today() - timedelta(days=91))

    misses.forget_old()

    assert not Missed.objects.exists()

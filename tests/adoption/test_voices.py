"""Which posts count as voices, how long they waited, and what the gate lets through of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from groundswell.adoption import wholes
from groundswell.adoption.books import Book
from groundswell.adoption.hours import WorkingDays
from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.measure import Alike
from groundswell.adoption.posters import unaccounted
from groundswell.adoption.privacy import Verdicts
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.voices import voices
from groundswell.foundation import clock
from groundswell.network.posts import actions as posts
from groundswell.people.persons.models import Person
from tests.adoption.company import employ
from tests.adoption.test_contributions import say

MONDAY = datetime(2026, 3, 2, 23, tzinfo=UTC)
SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.usefixtures("news")
def test_everybodys_first_post_counts_where_its_author_stood_and_wrote(cast):
    asker, other, left = employ("Service", 3, site="Busan", level="Desk")
    Person.objects.filter(pk=asker.pk).update(time_zone="Asia/Seoul")
    with clock.frozen(MONDAY):
        first = say(cast, asker, "Hello")
        say(cast, left, "Goodbye")
    with clock.frozen(MONDAY + timedelta(days=1)):
        posts.reply(author=asker, to_id=first.pk, source="Anybody?")
        posts.reply(author=other, to_id=first.pk, source="Welcome")
        say(cast, asker, "Once more")

    found = voices(date(2026, 3, 8))
    # Whoever has left since counts as well: without them two Sundays would tell of them.
    voice, farewell = sorted(found.posts, key=lambda one: one.author)
    assert (voice.author, farewell.author) == (asker.pk, left.pk)
    assert voice.is_first
    assert voice.opens
    assert voice.week == found.week
    assert voice.waited == pytest.approx(1)
    assert voice.stands == {"site": "Busan", "level": "Desk", "shift": "day"}  # Tuesday, 8:00

    with clock.frozen(MONDAY + timedelta(weeks=30)):
        say(cast, asker, "Still here")
    later = [one for one in voices(date(2026, 10, 4)).posts if one.author == asker.pk]
    assert sorted((one.is_first, one.opens) for one in later) == [(False, True), (True, True)]
    told = [one for one in voices(date(2026, 4, 19)).posts if one.author == asker.pk]
    assert [(one.is_first, one.starts) for one in told] == [(True, True)]


@pytest.mark.usefixtures("news")
def test_what_not_everybody_may_read_is_not_counted(cast):
    with clock.frozen(MONDAY):
        posts.publish(author=cast.mira, stream_ids=[cast.board.stream_id], source="Among us")
    assert voices(date(2026, 3, 8)).posts == []


def test_working_days_leave_the_days_off_out():
    days = WorkingDays()
    friday = datetime(2026, 3, 6, 15, tzinfo=SEOUL)
    assert days.between(friday, friday + timedelta(days=3), SEOUL) == pytest.approx(1)
    saturday = friday + timedelta(days=1)
    assert days.between(saturday, saturday + timedelta(days=1), SEOUL) == 0


@pytest.mark.django_db
def test_more_who_posted_than_reach_tells_of_would_tell_of_a_few():
    ends = [date(2026, 3, 29) - timedelta(weeks=weeks) for weeks in (0, 4, 8)]
    people = [Alike("Service", "Busan", "Desk", 60, 4), Alike("Service", "Oslo", "Desk", 60, 30)]
    hides = Verdicts(None, None, {("site", "Busan"): Withheld.SMALL})
    book = Book(frozenset(), 10, {}, dict.fromkeys(ends, people), judged=dict.fromkeys(ends, hides))
    sites = [replace(part(site, 14, 6), by="site", cell=site) for site in ("Busan", "Oslo")]
    with clock.frozen(datetime(2026, 4, 20, 9, tzinfo=UTC)):
        telling = unaccounted(book, sites, date(2025, 12, 29), ends[0])
        book.judged[ends[1]] = Verdicts(None, None, {})
        book.looked_up[ends[1]] = [replace(people[0], active=14), people[1]]
        accounted = unaccounted(book, sites, date(2025, 12, 29), ends[0])
    book.judged |= {ends[0]: Verdicts(None, None, {}), ends[1]: hides}
    with clock.frozen(datetime(2026, 9, 10, 9, tzinfo=UTC)):
        # Of these periods the last alone is still counted, and tells of 4 in this office.
        later = unaccounted(book, sites, date(2025, 12, 29), ends[0])

    # 14 in three periods of 1 to 4 each: none of these would be 1.
    assert telling == {"Busan"}
    assert accounted == set()
    assert later == {"Busan"}
    told = wholes.told(Figures(sites), 10, is_steady=True, telling=telling)
    assert {one.value.name for one in told if one.withheld} == {"Busan", "Oslo"}


def part(name: str, people: int, numerator: int) -> Value:
    return Value(
        name=name, title=name, unit=Unit.SHARE, value=numerator / people, numerator=numerator,
        denominator=people, people=people, counts_people=True, part_of="site",
        alarmed_on="2026-03-08",
    )  # fmt: skip


def test_of_parts_of_a_whole_so_many_are_withheld_that_none_can_be_subtracted():
    sites = [part("Busan", 7, 6), part("Gdynia", 30, 20), part("Halden", 90, 70)]
    told = wholes.told(Figures(sites), 10, is_steady=True)
    assert [one.withheld for one in told] == ["base", "subtraction", None]
    assert told[1].value.denominator is None
    assert told[1].value.alarmed_on is None

    small = [part("Busan", 20, 2), part("Gdynia", 30, 20)]
    told = wholes.told(Figures(small), 10, is_steady=True)
    assert [one.withheld for one in told] == ["small", "subtraction"]


def reasons(*parts: Value) -> list[str | None]:
    told = wholes.told(Figures(parts), 10, is_steady=True)
    return [one.withheld and str(one.withheld) for one in told]


def test_each_1_to_4_of_parts_keeps_all_four_values():
    # All others less Halden are 3: were Gdynia none of 1 to 4 beside it, Busan had them all.
    three = [part("Busan", 20, 3), part("Gdynia", 15, 0), part("Halden", 90, 70)]
    assert reasons(*three) == ["small", "subtraction", "subtraction"]
    # Two of one each, told by their sum, would be no secret.
    two = [part("Busan", 20, 1), part("Gdynia", 15, 1), part("Halden", 90, 70)]
    assert reasons(*two) == ["small", "small", "subtraction"]
    # Where nothing is left to be withheld beside, none says that it is 1 to 4.
    assert reasons(*two[:2]) == ["subtraction", "subtraction"]


def test_those_who_stand_in_no_part_are_not_told_by_the_rest():
    sites = [part("Busan", 40, 30), part("Halden", 90, 70)]
    few = replace(part("", 3, 1), is_rest=True)
    assert reasons(*sites, few) == ["subtraction", None]
    many = replace(part("", 30, 20), is_rest=True)
    assert reasons(*sites, many) == [None, None]


def test_a_whole_of_few_takes_its_parts_along():
    # Of all others 3 of 80 are answered: beside a part it would tell the whole.
    whole = replace(part("all", 120, 3), part_of="")
    sites = [replace(part(*one), of="all") for one in (("A", 40, 0), ("B", 50, 3), ("C", 30, 0))]
    assert reasons(whole, *sites) == ["small", "subtraction", "subtraction", "subtraction"]

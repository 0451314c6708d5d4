"""A site whose people live by another clock is named while no calendar says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.adoption import sites
from groundswell.adoption.hours import WorkingHours
from groundswell.adoption.sites import Elsewhere
from groundswell.demo import world as demo
from groundswell.foundation.errors import NotFound
from tests.adoption.company import OPERATOR, employ

pytestmark = pytest.mark.django_db
BUSAN = Elsewhere("Busan", "Asia/Seoul")


@pytest.fixture(autouse=True)
def in_oslo(settings):
    settings.OPTIONS = replace(settings.OPTIONS, time_zone="Europe/Oslo")
    settings.TIME_ZONE = "Europe/Oslo"


@pytest.fixture
def busan():
    employ("Service", 9, site="Busan")
    return employ("Service", 11, site="Busan", time_zone="Asia/Seoul")


@pytest.mark.parametrize(
    ("calendar", "named"),
    [
        ([], [BUSAN]),
        (["Busan=Asia/Seoul"], []),
        (["Busan=09:00-18:00"], [BUSAN]),
        (["Houston=America/Chicago"], [BUSAN]),
    ],
)
def test_it_is_named_until_its_clock_is_set(busan, settings, calendar, named):
    settings.OPTIONS = replace(settings.OPTIONS, site_calendars=calendar)
    assert sites.elsewhere(OPERATOR) == named


@pytest.mark.parametrize(
    ("zones", "why"),
    [
        ({"Europe/Warsaw": 20}, "the same clock by another name"),
        ({"Asia/Seoul": 9}, "so few that it would be said where somebody lives"),
        ({"Asia/Seoul": 10, "Europe/Oslo": 10}, "no more than half"),
        ({"": 20}, "nothing is known"),
    ],
)
def test_others_are_not(db, zones, why):
    for zone, count in zones.items():
        employ("Service", count, site="There", time_zone=zone)
    assert sites.elsewhere(OPERATOR) == [], why


def test_it_takes_one_query_and_is_for_who_sees_figures(busan, cast):
    with CaptureQueriesContext(connection) as asked:
        sites.elsewhere(OPERATOR)
    assert len(asked) == 1
    with pytest.raises(NotFound):
        sites.elsewhere(cast.joan)


@pytest.mark.parametrize("site", demo.SITES)
def test_each_site_of_the_demo_works_by_its_own_clock(settings, site):
    calendars = demo.OPTIONS["site_calendars"]
    settings.OPTIONS = replace(settings.OPTIONS, site_calendars=calendars)
    assert str(WorkingHours(site).zone) == demo.ZONES[site]

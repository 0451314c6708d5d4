"""Beyond Comms & Marketing: how many of those who take part come from elsewhere."""

from __future__ import annotations

from groundswell.adoption.measures.beyond_comms import count
from groundswell.adoption.measures.measure import Alike, Count

PEOPLE = [
    Alike("Comms", "Halden", "Desk", employed=8, active=6),
    Alike("Marketing", "Halden", "Desk", employed=4, active=1),
    Alike("Service", "Busan", "Field", employed=10, active=4),
    Alike("", "Halden", "Desk", employed=2, active=1),
]


def test_who_takes_part_from_outside_of_all_who_take_part():
    assert count(PEOPLE, {"Comms", "Marketing"}) == [Count("total", "everybody", 5, 12)]
    assert count(PEOPLE, {"Comms"}) == [Count("total", "everybody", 6, 12)]


def test_where_the_settings_name_no_function_of_the_house_all_are_outside():
    assert count(PEOPLE, {"Öffentlichkeitsarbeit"}) == [Count("total", "everybody", 12, 12)]

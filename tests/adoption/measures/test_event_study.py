"""What followed events: intervals that keep their promise, and what the comparison takes out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.presence import FIRST, LAST, World, held
from groundswell.adoption.measures.event_study import Event, Panel, effects

WORLD = World(45, 12, 1.25)
RUNS = 60  # the full one, with 1,000 runs, is `python -m bench.presence`


def test_intervals_hold_the_truth_as_often_as_they_say():
    told, together, single, found = held(WORLD, RUNS, seed=1)

    assert told == 1
    assert together >= 0.9
    assert 0.92 <= single <= 0.98
    assert found > 0.7


def test_where_nothing_followed_nothing_is_found():
    _, together, single, found = held(replace(WORLD, times=1.0), RUNS, seed=2)

    assert together >= 0.9
    assert 0.92 <= single <= 0.98
    assert found <= 0.1


def test_growth_that_people_have_everywhere_is_not_taken_for_an_effect():
    rng = np.random.default_rng(3)
    people = np.array([np.full(30, 50.0), np.linspace(20, 90, 30)])
    mix = np.zeros((40, 2, 30))
    mix[np.arange(40), (np.arange(40) < 6).astype(int)] = 1  # six groups of the kind that grows
    by_kind = rng.poisson(mix * people).astype(float)
    elsewhere = np.broadcast_to(people, mix.shape).copy()
    visited = np.zeros((40, 30), dtype=bool)
    events = [Event(group, 12 + group) for group in range(6)]
    for event in events:
        visited[event.unit, event.week :] = True

    found = effects(Panel(by_kind.sum(axis=1), by_kind, elsewhere, visited), events)
    ratio = found.together()
    assert ratio.low < 1 < ratio.high
    assert ratio.value == pytest.approx(1, abs=0.1)
    blind = np.ones_like(elsewhere)
    naive = effects(Panel(by_kind.sum(axis=1), by_kind, blind, visited), events).together()
    assert naive.value > 1.1


def test_groups_with_too_little_before_or_after_are_left_out_and_few_groups_tell_nothing():
    panel, events = WORLD.drawn(np.random.default_rng(4))
    late = Event(events[0].unit, LAST + 2)
    early = Event(events[0].unit, FIRST - 1)
    assert effects(panel, [late, early]) is None
    few = Panel(panel.acts[:9], panel.by_kind[:9], panel.elsewhere[:9], panel.is_visited[:9])
    assert effects(few, [Event(0, 12)]) is None


def test_one_event_told_twice_is_no_surer_than_once():
    panel, events = WORLD.drawn(np.random.default_rng(5))
    once, twice = effects(panel, events[:1]), effects(panel, [events[0], events[0]])
    assert twice.together().low == pytest.approx(once.together().low)
    assert twice.together().high == pytest.approx(once.together().high)


def test_a_group_that_has_just_begun_is_not_taken_for_one_that_grows():
    panel, events = WORLD.drawn(np.random.default_rng(6))
    event = next(one for one in events if one.week >= 12)
    panel.by_kind[event.unit, :, : event.week - 5] = 0
    young = replace(panel, acts=panel.by_kind.sum(axis=1))

    assert effects(panel, [event]) is not None
    assert effects(young, [event]) is None

"""Seeds in a real institution (email-eu-core), held against published and computed figures."""

from __future__ import annotations

import json
from math import hypot

import numpy as np
import pytest

from groundswell.adoption.tipping import model, seeds
from groundswell.adoption.tipping.simulation import reached
from groundswell.adoption.tipping.thresholds import contagious, needed, tipped
from groundswell.adoption.tipping.wishes import Wishes

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked

PEOPLE = 1005


@pytest.fixture(scope="module")
def reference(samples):
    text = (samples / "networks" / "reference.json").read_text("utf-8")
    return json.loads(text)["email-eu-core"]


def table(samples, name):
    path = samples / "networks" / "email-eu-core" / name
    return np.loadtxt(path, np.int64, delimiter=",", skiprows=1)


@pytest.fixture(scope="module")
def arcs(samples):
    return table(samples, "edges.csv").T


@pytest.fixture(scope="module")
def institution(arcs):
    return model.weighted_cascade(PEOPLE, *arcs)


@pytest.fixture(scope="module")
def kept(institution):
    samples, _ = seeds.near_optimal(institution, 42, seed=1, seen=seeds.SEEN_WELL)
    return samples


def agrees(found, spread, error):
    """Within four combined standard errors."""
    return abs(found.mean - spread) <= 4 * hypot(found.standard_error, error)


@pytest.mark.parametrize("place", range(5))
def test_seeds_reach_as_many_as_the_reference(institution, reference, place):
    given = reference["weighted_cascade"]["value"][place]

    samples, choice = seeds.near_optimal(institution, given["k"], seed=1, seen=seeds.SEEN_WELL)
    found = reached(institution, choice.people, seed=2)

    assert agrees(found, given["spread"], given["se"])
    assert choice.at_least <= given["spread"] <= choice.best_at_most
    assert abs(choice.spread - found.mean) <= 4 * hypot(choice.standard_error, found.standard_error)
    assert (np.diff(samples.judged_by.ends) > 0).all()  # who hears nobody is a set of one


def test_the_given_seeds_reach_what_is_given(institution, reference):
    given = reference["weighted_cascade"]["value"][2]

    assert agrees(reached(institution, given["seeds"], seed=5), given["spread"], given["se"])


def test_one_for_each_department_and_its_price(samples, institution, reference, kept):
    given = reference["one_per_department"]["value"]
    department = np.zeros(PEOPLE, np.int64)
    who, where = table(samples, "departments.csv").T
    department[who] = where

    free = kept.choice(Wishes(k=42))
    for wish in ({"at_most": 1}, {"at_least": 1}):
        each = kept.choice(Wishes(k=42, groups=department, **wish))
        price = kept.price(free, each)
        played = reached(institution, each.people, seed=3)

        assert sorted(department[list(each.people)]) == list(range(42))
        assert agrees(played, given["one_each_spread"], given["one_each_se"])
        assert price.share == pytest.approx(given["price_of_fairness"], abs=0.015)
    assert agrees(reached(institution, free.people, seed=4), given["free_spread"], given["free_se"])
    there = len(set(department[list(free.people)]))
    assert abs(there - given["free_departments"]) <= 1


def test_the_busiest_and_chance_are_as_in_the_reference(institution, arcs, reference, kept):
    given = reference["compare_k10"]["value"]
    writes = np.bincount(institution.sources, minlength=PEOPLE)

    busiest = reached(institution, np.argsort(-writes, kind="stable")[:10], seed=6)

    assert abs(busiest.mean - given["top_out_degree"]) <= 4 * hypot(0.5, busiest.standard_error)
    assert kept.by_chance(10, seed=1).mean == pytest.approx(given["random_mean_of_50_sets"], abs=9)


def test_above_the_percolation_point_the_number_of_seeds_hardly_matters(arcs, reference):
    once = np.unique(arcs[:, arcs[0] != arcs[1]], axis=1)
    even = model.cascade(PEOPLE, *once, np.full(once.shape[1], 0.1))

    for k, spread in reference["uniform_p_0.1"]["value"].items():
        seeds_given = reference["weighted_cascade"]["value"][{"1": 0, "10": 2}[k]]["seeds"]
        found = reached(even, seeds_given, seed=7, cascades=2_000)
        assert found.mean == pytest.approx(spread, abs=0.01 * PEOPLE)


def test_a_quarter_of_the_neighbours_moves_as_many_as_in_the_reference(arcs, reference):
    both = np.concatenate((arcs, arcs[::-1]), axis=1)
    ties = model.cascade(PEOPLE, *both, np.ones(both.shape[1]))
    needs = needed(ties, 0.25)
    neighbours = np.bincount(ties.sources, minlength=PEOPLE)
    most = np.argsort(-neighbours, kind="stable")

    for given in reference["threshold_model"]["value"]:
        assert tipped(ties, needs, most[: given["k"]].tolist()) == given["reached"]
    assert contagious(ties, needs, 10).reached > 65

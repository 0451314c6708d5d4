"""Seeds in a real institution (email-eu-core), held against published and computed figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import hypot

import numpy as np
import pytest

from groundswell.adoption.tipping import model, seeds
from groundswell.adoption.tipping.nearness import near
from groundswell.adoption.tipping.simulation import reached
from groundswell.adoption.tipping.thresholds import contagious, needed, tipped
from groundswell.adoption.tipping.wishes import Wishes

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked

PEOPLE = 1005
CASCADES = 4_000


@dataclass(frozen=True)
class File:
    """Where a set's rows are, and who counts where not everybody does."""

    name: str
    delimiter: str = ","
    roster: str = ""


FILES = {
    "email-eu-core": File("edges.csv"),
    "collegemsg": File("messages.csv.gz"),
    "manufacturing-email": File("communication.csv.gz", ";", "reportsto.csv"),
}
GIVEN = {"email-eu-core": 5, "collegemsg": 5, "manufacturing-email": 3}  # choices of each
SOUGHT = [(name, place) for name, count in GIVEN.items() for place in range(count)]


@pytest.fixture(scope="module")
def networks(samples):
    return samples / "networks"


@pytest.fixture(scope="module")
def references(networks):
    return json.loads((networks / "reference.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def reference(references):
    return references["email-eu-core"]


def table(path, delimiter=",", columns=(0, 1)):
    return np.loadtxt(path, np.int64, delimiter=delimiter, skiprows=1, usecols=columns)


@pytest.fixture(scope="module")
def arcs(networks):
    return table(networks / "email-eu-core" / "edges.csv").T


@pytest.fixture(scope="module")
def institution(arcs):
    return model.weighted_cascade(PEOPLE, *arcs)


@pytest.fixture(scope="module")
def rows(networks):
    """Who turned to whom in each set, by name."""
    found = {}
    for name, file in FILES.items():
        rows = table(networks / name / file.name, file.delimiter)
        if file.roster:
            lines = (networks / name / file.roster).read_text("utf-8").splitlines()[1:]
            known = [int(line.split(",")[0]) for line in lines]
            rows = rows[np.isin(rows, known).all(axis=1)]
        found[name] = rows
    return found


@pytest.fixture(scope="module")
def people(rows):
    """Who there is in each set, by name."""
    return {name: np.unique(some) for name, some in rows.items()}


@pytest.fixture(scope="module")
def worlds(rows):
    """The weighted cascade of each set, by name."""
    return {
        name: model.weighted_cascade(int(some.max()) + 1, *some.T) for name, some in rows.items()
    }


@pytest.fixture(scope="module")
def kept(institution):
    samples, _ = seeds.near_optimal(institution, 42, seed=1, seen=seeds.SEEN_WELL)
    return samples


def agrees(found, spread, error):
    """Within four combined standard errors."""
    return abs(found.mean - spread) <= 4 * hypot(found.standard_error, error)


@pytest.mark.parametrize(("name", "place"), SOUGHT)
def test_seeds_reach_as_many_as_the_reference(worlds, references, name, place):
    world, given = worlds[name], references[name]["weighted_cascade"]["value"][place]

    _, choice = seeds.near_optimal(world, given["k"], seed=1, seen=seeds.SEEN_WELL)
    found = reached(world, choice.people, seed=2, cascades=CASCADES)

    assert len(world.sources) == references[name]["weighted_cascade"]["arcs"]
    assert agrees(found, given["spread"], given["se"])
    assert choice.at_least <= given["spread"] <= choice.best_at_most
    assert abs(choice.spread - found.mean) <= 4 * hypot(choice.standard_error, found.standard_error)


def test_the_given_seeds_reach_what_is_given(institution, reference):
    given = reference["weighted_cascade"]["value"][2]

    assert agrees(
        reached(institution, given["seeds"], seed=5, cascades=CASCADES),
        given["spread"],
        given["se"],
    )


def test_one_for_each_department_and_its_price(networks, institution, reference, kept):
    given = reference["one_per_department"]["value"]
    department = np.zeros(PEOPLE, np.int64)
    who, where = table(networks / "email-eu-core" / "departments.csv").T
    department[who] = where

    free = kept.choice(Wishes(k=42))
    for wish in ({"at_most": 1}, {"at_least": 1}):
        each = kept.choice(Wishes(k=42, groups=department, **wish))
        price = kept.price(free, each)
        played = reached(institution, each.people, seed=3, cascades=CASCADES)

        assert sorted(department[list(each.people)]) == list(range(42))
        assert agrees(played, given["one_each_spread"], given["one_each_se"])
        assert price.share == pytest.approx(given["price_of_fairness"], abs=0.015)
    played = reached(institution, free.people, seed=4, cascades=CASCADES)
    assert agrees(played, given["free_spread"], given["free_se"])
    there = len(set(department[list(free.people)]))
    assert abs(there - given["free_departments"]) <= 1


@pytest.mark.parametrize("name", FILES)
def test_the_busiest_and_chance_are_as_in_the_reference(worlds, people, references, name):
    world, given = worlds[name], references[name]["compare_k10"]["value"]
    writes = np.bincount(world.sources, minlength=world.people)
    samples, _ = seeds.near_optimal(world, 10, seed=1)

    busiest = reached(world, np.argsort(-writes, kind="stable")[:10], seed=6, cascades=CASCADES)

    assert abs(busiest.mean - given["top_out_degree"]) <= 4 * hypot(1, busiest.standard_error)
    # The reference has drawn fifty choices, whose own mean is told by chance alone.
    draw, drawn = np.random.default_rng(3), given["random_mean_of_50_sets"]
    choices = [draw.choice(people[name], 10, replace=False) for _ in range(50)]
    assert samples.met_by(choices).mean() * world.people == pytest.approx(drawn, abs=5)
    error = given["random_sd_between_sets"] / 50**0.5
    assert abs(samples.by_chance(10, seed=1).mean - drawn) <= 3 * error


@pytest.mark.parametrize("name", FILES)
def test_above_the_percolation_point_the_number_of_seeds_hardly_matters(worlds, references, name):
    world = worlds[name]
    even = model.cascade(
        world.people, world.sources, world.targets, np.full(len(world.sources), 0.1)
    )

    chosen = {str(one["k"]): one["seeds"] for one in references[name]["weighted_cascade"]["value"]}
    for k, spread in references[name]["uniform_p_0.1"]["value"].items():
        found = reached(even, chosen[k], seed=7, cascades=500)
        assert found.mean == pytest.approx(spread, abs=0.01 * world.people)


def test_a_quarter_of_the_neighbours_moves_as_many_as_in_the_reference(arcs, reference):
    both = np.concatenate((arcs, arcs[::-1]), axis=1)
    ties = model.cascade(PEOPLE, *both, np.ones(both.shape[1]))
    needs = needed(ties, 0.25)
    neighbours = np.bincount(ties.sources, minlength=PEOPLE)
    most = np.argsort(-neighbours, kind="stable")

    for given in reference["threshold_model"]["value"]:
        assert tipped(ties, needs, most[: given["k"]].tolist()) == given["reached"]
    assert contagious(ties, needs, 10).reached > 65


def test_a_few_are_next_to_most_on_any_dense_log(institution, reference):
    few, share = near(institution, 0.03)

    assert len(few) == 31
    assert share == pytest.approx(reference["one_hop_coverage_3pct"]["value"], abs=0.003)

"""Sites, levels and languages count the same posts: what one hides none of the others tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from groundswell.adoption import wholes
from groundswell.adoption.measures import unheard
from groundswell.adoption.measures.given import Voice, Voices
from groundswell.adoption.wholes import Told

NOW = 150  # a week; the quarter that is told has the weeks 130 to 142
SITES = {"Halden": 60, "Gdynia": 24, "Busan": 14, "Mobile": 7}


def told(posts: list[Voice]) -> dict[str, Told]:
    found = unheard.count(Voices(NOW, posts))
    return {one.value.name: one for one in wholes.told(found, 10, is_steady=True)}


def said(number: int, waited: float | None, **stands: str) -> Voice:
    return Voice(number, 130 + number % 13, number % 3 == 0, True, waited, stands, starts=True)


def test_a_level_whose_people_are_those_of_a_withheld_site_is_withheld_with_it():
    places = [(site, n) for site, people in SITES.items() for n in range(people)]
    posts = [
        said(number, 0.5 if number % 4 else None, site=site,
             level="Crew" if site == "Busan" else "Desk" if n % 2 else "Field")
        for number, (site, n) in enumerate(places)
    ]  # fmt: skip
    found = told(posts)

    assert found["post_7.site.Mobile"].withheld == "base"
    assert found["post_7.site.Busan"].withheld == "subtraction"
    # Else Mobile were all posts less Halden, Gdynia and Crew.
    assert found["post_7.level.Crew"].withheld == "subtraction"
    assert found["post_7.site.Halden"].withheld is None


def test_no_voice_is_told_as_1_to_4_and_what_is_withheld_within_a_day_is_within_seven():
    posts = [
        said(number, 0.5 if number in {1, 2} or site == "Halden" else 3, site=site)
        for number, site in enumerate([*["Busan"] * 20, *["Gdynia"] * 30, *["Halden"] * 60])
    ]
    found = told(posts)

    assert {one.withheld for one in found.values()} <= {None, "base", "subtraction"}
    assert (
        found["post_1.site.Busan"].withheld == found["post_7.site.Busan"].withheld == "subtraction"
    )


def test_an_alarm_rings_beside_a_withheld_share_and_of_few_not_at_all():
    busan = [said(number, None, site="Busan") for number in range(8)]
    posts = [*busan, *(said(100 + n, 0.5, site="Halden") for n in range(80))]
    found = unheard.count(Voices(NOW, posts))
    rings = [
        replace(one, alarmed_on="2026-10-04", watched=watched)
        for one, watched in zip(found.values, (12, 9) * len(found.values), strict=False)
        if one.name.endswith("site.Busan")
    ]
    shown = wholes.told(replace(found, values=rings, margins=None), 10, is_steady=True)

    assert {one.withheld for one in shown} == {"base"}
    assert {one.value.watched for one in shown} == {0}
    names = {one.value.name for one in shown if one.value.alarmed_on}
    assert names == {one.name for one in rings if one.watched >= 10}
    assert not any(one.value.alarmed_on for one in wholes.told(found, 10, is_steady=False))


def company(chance: Random) -> list[Voice]:
    """Posts of people whose level and language go with their site, more or less."""
    posts, likeness = [], chance.choice([0.8, 1])
    for site, people in {"A": 70, "B": 25, "C": 12, "D": chance.randrange(3, 12)}.items():
        for _ in range(people):
            level = site if chance.random() < likeness else chance.choice("ABCD")
            language = "ko" if site in "CD" and chance.random() < 0.9 else "no"
            waited = chance.choice([None, 0.5, 0.5, 3]) if site != "C" else chance.choice([None, 3])
            posts.append(said(len(posts), waited, site=site, level=level, language=language))
    return posts


@pytest.mark.parametrize("seed", range(4))
def test_whoever_knows_who_posted_where_and_all_that_is_told_finds_no_withheld_number(seed):
    posts = company(Random(seed))
    found = told(posts)
    assert any(one.withheld for one in found.values())

    for within in (1, 7):
        hidden = [name for name, one in found.items() if one.withheld and f"_{within}." in name]
        for name in hidden:
            least, most = spread(posts, found, within, name)
            assert least < most, name


def counts_in(name: str, voice: Voice) -> bool:
    sort, (by, cell) = name.partition("_")[0], name.split(".", 2)[1:]
    if sort == "first" and not voice.is_first:
        return False
    stands = {**voice.stands, "everybody": "everybody", "turn": "first" if voice.is_first else ""}
    return stands.get(by) == cell


def spread(posts: list[Voice], found: dict[str, Told], within: int, name: str) -> tuple[int, int]:
    """The least and the most that a number can be, if each post may have been answered or not."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # not where nobody attacks

    alike = Counter((one.is_first, *sorted(one.stands.items())) for one in posts)
    kinds = {(one.is_first, *sorted(one.stands.items())): one for one in posts}
    names = [one for one in found if f"_{within}." in one]
    rows = {one: np.array([float(counts_in(one, kinds[k])) for k in alike]) for one in names}
    known = [one for one in names if found[one].withheld is None]
    counts = [found[one].value.numerator for one in known]
    answers = [
        milp(
            sign * rows[name],
            constraints=LinearConstraint(np.array([rows[one] for one in known]), counts, counts),
            bounds=Bounds(0, list(alike.values())),
            integrality=np.ones(len(alike)),
        )
        for sign in (1, -1)
    ]
    assert all(one.status == 0 for one in answers)
    return round(answers[0].fun), round(-answers[1].fun)

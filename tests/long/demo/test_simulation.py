"""The planted truths can be found again in what the company says."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from math import sqrt
from random import Random
from statistics import mean

import numpy as np
import pytest
from scipy.stats import binomtest

from groundswell.adoption.hours import WorkingDays
from groundswell.adoption.measures import adopters, contagion, unheard
from groundswell.adoption.measures.contagion import BEYOND_CHANCE
from groundswell.adoption.measures.given import Beginner, Begun, Voice, Voices
from groundswell.adoption.measures.structure.boundary import observed_over_expected
from groundswell.demo import adoption, counting, simulation, truth, world
from groundswell.demo.acts import QUIET
from groundswell.demo.rooms import Room
from groundswell.demo.scenes_file import Spec
from groundswell.foundation import clock
from tests.long.demo.conftest import LAST_DAY

SIZES = {name: sum(function.sites) for name, function in world.FUNCTIONS.items()}


def by_name(company, name):
    return next(member for member in company.people if member.name == name)


def test_twelve_hundred_are_employed_as_the_world_says(company):
    employed = [member for member in company.people if member.works_on(company.ends_on)]

    assert len(employed) == world.PEOPLE
    for name, function in world.FUNCTIONS.items():
        there = [member.place for member in employed if member.place.function == name]
        assert [sum(p.site == site for p in there) for site in world.SITES] == list(function.sites)
        levels = [sum(p.level == level for p in there) for level in world.LEVELS]
        assert levels == list(function.levels)


@pytest.mark.parametrize("week", [adoption.LAST, adoption.QUARTER_AGO])
def test_participants_are_within_chance_of_the_world(company, week):
    made = counting.participants(company, week)

    for name, function in world.FUNCTIONS.items():
        aim = function.now if week == adoption.LAST else function.a_quarter_ago
        chance = 3 * sqrt(aim * (1 - aim / SIZES[name])) * 0.6 + 1
        assert abs(made[name] - aim) <= chance, name
    assert abs(sum(made.values()) - (439 if week == adoption.LAST else 284)) < 25


def test_sales_falls_for_six_weeks(company):
    weeks = range(adoption.LAST - world.FALL_WEEKS, adoption.LAST + 1, 2)
    counts = [counting.participants(company, week)["Sales"] for week in weeks]

    assert counts == sorted(counts, reverse=True)
    assert counts[0] - counts[-1] > 8


def test_whoever_takes_part_in_a_week_contributes_in_it_and_nobody_else(company):
    for week, active in enumerate(company.spread.active):
        spoke = {who for who, count in company.talk.by_person[week].items() if count}
        assert spoke == set(active), week


def test_adoption_weeks_are_those_of_first_contributions(company):
    first = {}
    for week in range(world.WEEKS):
        for number, count in company.talk.by_person[week].items():
            if count:
                first.setdefault(number, week)

    assert first == dict(company.spread.began)
    told = {row["id"]: row["week"] for row in truth.of(company)["adoption"]}
    assert told == {company.people[number].key: week for number, week in first.items()}


def colleagues(company, spread) -> Begun:
    """What a measure would be given of how people began."""
    first = adoption.first_day(0, company.ends_on)

    def week(day, otherwise):
        return otherwise if day is None else (day - first).days // 7

    people = [
        Beginner(
            began=spread.began.get(member.number, -1),
            first=max(0, week(member.started_on, 0) + 1),
            last=week(member.left_on, world.WEEKS) - 1,
            where=(member.place.function, member.place.site, member.place.level),
            manager=-1 if member.manager is None else member.manager,
        )
        for member in company.people
    ]
    return Begun(first, world.WEEKS, people)


def test_acquaintances_draw_each_other_along_and_without_them_nothing_is_found(
    company, monkeypatch
):
    planted = drawn_along(colleagues(company, company.spread))
    monkeypatch.setattr(adoption, "ALOOF", 1e6)
    alone = adoption.make(company.people, company.ties, Random(1), ends_on=company.ends_on)
    without = drawn_along(colleagues(company, alone))

    assert planted["threshold"].value > 1
    assert planted["evidence"].value > 1000
    assert planted["factor"].low > 1.5
    assert without["evidence"].value < BEYOND_CHANCE


def drawn_along(begun):
    return {value.name: value for value in contagion.count(begun).values}


def test_while_ever_more_begin_no_end_is_foretold(company):
    told = {one.name: one for one in adopters.count(colleagues(company, company.spread)).values}

    assert company.spread.began and len(company.spread.began) - told["begun"].numerator < 10
    assert "before it nobody can tell" in told["refused"].title


def test_nobody_is_not_there_when_they_speak(company):
    for said in company.talk.order:
        assert said.author.works_on(said.at.date()), said.author.name
        assert said.author.number not in company.spread.not_invited
        for reacted in said.reactions.values():
            assert reacted.by.works_on(reacted.at.date())
            assert reacted.at > said.at


def test_answers_come_after_what_they_answer_and_nothing_after_the_last_day(company):
    end = company.hours.weeks[-1].ends_at
    for said in company.talk.order:
        assert said.at < end
        if said.thread is not None:
            assert said.at > said.thread.at
            assert said.parent is None or (said.at > said.parent.at and said.parent.parent is None)


def test_silos_talk_far_less_than_chance_and_neighbours_do_not(company):
    for one, other in world.SILOS:
        observed, expected = counting.across(company, one, other)
        assert observed / expected < 0.5
    observed, expected = counting.across(company, "Engineering", "Service")
    assert observed / expected > 0.8


@pytest.mark.parametrize(("silo", "least", "most"), [(world.SILO, 0.4, 0.7), (1.0, 0.8, 1.25)])
def test_silos_are_found_where_rooms_are_everybodys_and_gone_with_the_plant(
    library, monkeypatch, silo, least, most
):
    # In the demo itself most of what parts two functions is that each has rooms and roles.
    fits, concerns = Spec.fits, Room.concerns
    monkeypatch.setattr(Spec, "fits", lambda spec, who: fits(replace(spec, function=""), who))
    monkeypatch.setattr(
        Room, "concerns", lambda room, who: concerns(replace(room, functions=()), who)
    )
    monkeypatch.setattr(world, "SILO", silo)
    made = simulation.make(library, seed=world.SEED, ends_on=LAST_DAY)

    names = sorted(world.FUNCTIONS)
    volume = np.zeros((len(names), len(names)))
    for actor, towards in counting.acts(made):
        volume[names.index(actor.place.function), names.index(towards.place.function)] += 1
    ratios = observed_over_expected(volume)
    for pair in world.SILOS:
        one, other = map(names.index, pair)
        assert least < (ratios[one, other] + ratios[other, one]) / 2 < most


def test_a_leaders_presence_raises_contributions_by_a_quarter(company):
    ratios = [each["ratio"] for each in truth.leaders(company) if each["is_filled"]]

    assert len(ratios) >= 7
    assert all(1.1 < ratio < 1.5 for ratio in ratios)
    assert abs(mean(ratios) - world.PRESENCE) < 0.08


def test_first_posts_of_busan_wait_longest(company):
    waits = counting.first_waits(company)

    others = [found.median_hours for site, found in waits.items() if site != world.UNHEARD_SITE]
    assert waits[world.UNHEARD_SITE].median_hours > 1.5 * max(others)


def test_an_office_posts_for_one_leader_and_half_for_another(company):
    denise = [said for said in company.talk.order if said.author.name == "Denise Carter"]
    threads = [said for said in company.talk.threads if said.author.name == "Astrid Halvorsen"]

    assert denise and all(said.acted_by for said in denise)
    by_office = sum(said.acted_by is not None for said in threads)
    assert abs(by_office - len(threads) / 2) <= 1
    assert len({said.acted_by for said in denise}) == 1


def test_busan_answers_gdynia_in_nineteen_minutes_on_the_last_working_day(company):
    asked = max(
        (said for said in company.talk.threads if said.author.name == "Tomasz Wilk" and said.title),
        key=lambda said: said.at,
    )
    answer = next(said for said in asked.replies if said.author.name == "Park Seo-yeon")

    assert asked.at.date() == company.ends_on
    assert round((answer.at - asked.at).total_seconds() / 60) == 19
    assert asked.best in {answer, None}


def test_the_newcomers_first_question_waits_three_hours(company):
    tuva = [
        said
        for said in company.talk.threads
        if said.author.name == "Tuva Moen" and said.kind == "question"
    ]
    first = min(tuva, key=lambda said: said.at)

    assert first.room == "Apprentices"
    assert round((min(said.at for said in first.replies) - first.at).total_seconds() / 60) == 184


def test_some_questions_wait_and_broadcasts_have_no_answer(company):
    questions = [said for said in company.talk.threads if said.kind == "question"]
    waiting = [said for said in questions if not said.replies]

    assert 0.1 < len(waiting) / len(questions) < 0.35
    assert all(not said.replies for said in company.talk.threads if said.sort == "broadcast")


def test_the_same_seed_gives_the_same_company_in_any_process(company):
    made = subprocess.run(
        (
            sys.executable,
            "-c",
            "import django; django.setup()\n"
            "from groundswell.demo import counting, scenes_file, simulation, world\n"
            "from tests.long.demo.conftest import LAST_DAY\n"
            "company = simulation.make(scenes_file.load(), seed=world.SEED, ends_on=LAST_DAY)\n"
            "print(counting.fingerprint(company))",
        ),
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout.strip() == counting.fingerprint(company)
    assert len(made.stdout.strip()) == hashlib.sha256().digest_size * 2


def test_newcomers_take_part_at_the_rate_that_was_planted(company):
    came = adoption.new_since_opening(company.people, company.ends_on)
    began = company.spread.began
    soon = [
        member.number
        for member in came
        if member.number in began
        and 0 <= (adoption.first_day(began[member.number], LAST_DAY) - member.started_on).days < 8
    ]

    low, high = binomtest(len(soon), len(came)).proportion_ci()
    assert low < world.NEWCOMERS < high
    assert company.spread.newcomers <= {*soon}
    # Where nothing is planted, hardly anybody comes so soon.
    assert adoption.newcomers(company.people, Random(1), ends_on=LAST_DAY, rate=0) == frozenset()
    assert len({*soon} - company.spread.newcomers) <= 2


def first_posts(company) -> Voices:
    now = unheard.week_of(LAST_DAY) - 1
    days = WorkingDays()
    found = []
    for number, thread in enumerate(company.talk.threads):
        week = unheard.week_of(clock.day_of(thread.at))
        answers = [said.at for said in thread.replies if said.author is not thread.author]
        if thread.is_first and thread.sort not in QUIET and week >= unheard.watched_from(now):
            place = thread.author.place
            found.append(
                Voice(
                    author=number,
                    week=week,
                    is_first=True,
                    opens=False,
                    waited=days.between(thread.at, min(answers), clock.zone()) if answers else None,
                    stands={"site": place.site, "level": world.LEVELS[place.level]},
                )
            )
    return Voices(now, found)


def alarms(voices: Voices) -> set[str]:
    return {value.name for value in unheard.count(voices).values if value.alarmed_on}


def test_the_alarm_finds_the_unheard_site_and_no_other_group(company):
    assert alarms(first_posts(company)) == {f"first_1.site.{world.UNHEARD_SITE}"}


def test_where_sites_are_dealt_anew_to_the_same_posts_no_alarm_rings(company):
    voices = first_posts(company)
    sites = [voice.stands["site"] for voice in voices.posts]
    Random(1).shuffle(sites)
    dealt = [
        Voice(
            voice.author, voice.week, voice.is_first, voice.opens, voice.waited,
            {**voice.stands, "site": site},
        )
        for voice, site in zip(voices.posts, sites, strict=True)
    ]  # fmt: skip
    assert alarms(Voices(voices.week, dealt)) == set()

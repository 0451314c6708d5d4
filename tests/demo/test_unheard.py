"""The alarm about unheard voices finds the planted site, and nothing once the effect is gone."""

from __future__ import annotations

from random import Random

from groundswell.adoption.hours import WorkingDays
from groundswell.adoption.measures import unheard
from groundswell.adoption.measures.figures import Voice, Voices
from groundswell.demo import world
from groundswell.demo.acts import QUIET
from groundswell.foundation import clock
from tests.demo.conftest import LAST_DAY


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

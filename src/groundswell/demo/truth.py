"""The planted truths of the demo, in a file beside its data: later measures must find them again.

The file is also the sign that a data directory holds a demo, and a whole one: it is written last.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from groundswell.demo import adoption, counting, world
from groundswell.demo.delegates import ALWAYS, HALF
from groundswell.demo.member import Member
from groundswell.demo.rooms import Room, Window, rooms
from groundswell.demo.simulation import Company

FILE = "demo-truth.json"
VERSION = 1


def write(directory: Path, truth: dict[str, Any]) -> None:
    """Write the file whole or not at all."""
    draft = directory / f".{FILE}.draft"
    draft.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
    draft.replace(directory / FILE)


def read(directory: Path) -> dict[str, Any] | None:
    """What a directory's demo holds, or None where none is whole."""
    file = directory / FILE
    if not file.exists():
        return None
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def of(company: Company) -> dict[str, Any]:
    """All that was planted, and what came of it as counted."""
    quarter_ago = adoption.QUARTER_AGO
    return {
        "version": VERSION,
        "organisation": world.ORGANISATION,
        "seed": company.seed,
        "first_day": _day(adoption.first_day(0, company.ends_on)),
        "last_day": _day(company.ends_on),
        "opened_on": _day(adoption.first_day(adoption.OPENED, company.ends_on)),
        "people": _people(company),
        "participants": {
            "window_days": 7 * world.WINDOW,
            "now": _participants(company, adoption.LAST),
            "a_quarter_ago": _participants(company, quarter_ago),
        },
        "adoption": _adoption(company),
        "silos": [_silo(company, one, other) for one, other in world.SILOS],
        "leaders": leaders(company),
        "offices": _offices(company),
        "fall": _fall(company),
        "newcomers": _newcomers(company),
        "unheard_site": _unheard(company),
        "said": _said(company),
    }


def leaders(company: Company) -> list[dict[str, Any]]:
    """Each leader's weeks in a room, and what came of their presence."""
    return [
        _presence(company, room, window) for room in rooms().values() for window in room.windows
    ]


def _people(company: Company) -> dict[str, int]:
    employed = [member for member in company.people if member.works_on(company.ends_on)]
    return {
        "employed": len(employed),
        "not_invited": len(company.spread.not_invited),
        "left": sum(member.left_on is not None for member in company.people),
        "moved": sum(member.moved_on is not None for member in company.people),
    }


def _participants(company: Company, week: int) -> dict[str, Any]:
    by_function = counting.participants(company, week)
    last = adoption.first_day(week, company.ends_on) + timedelta(days=6)
    aims = {name: round(adoption.target(name, week)) for name in world.FUNCTIONS}
    return {
        "on": _day(last),
        "all": sum(by_function.values()),
        "by_function": by_function,
        "aimed_at": aims,
    }


def _adoption(company: Company) -> list[dict[str, Any]]:
    """Who began when, and who of those they know had begun before."""
    spread = company.spread
    return [
        {
            **_named(company.people[number]),
            "week": week,
            "week_begins": _day(adoption.first_day(week, company.ends_on)),
            "through": [company.people[other].key for other in spread.through[number]],
        }
        for number, week in sorted(spread.began.items(), key=lambda pair: (pair[1], pair[0]))
    ]


def _named(member: Member) -> dict[str, Any]:
    place = member.place
    return {
        "id": member.key,
        "name": member.name,
        "function": place.function,
        "site": place.site,
        "level": world.LEVELS[place.level],
    }


def _silo(company: Company, one: str, other: str) -> dict[str, Any]:
    observed, expected = counting.across(company, one, other)
    return {
        "functions": [one, other],
        "planted": world.SILO,
        "acts": observed,
        "expected": round(expected, 1),
        "ratio": round(observed / expected, 3),
    }


def _presence(company: Company, room: Room, window: Window) -> dict[str, Any]:
    """A leader's weeks in a room; `is_filled`: the talk came up to what the room asked for."""
    inside, outside = counting.sides(company, room, window)
    is_filled = all(side.contributions > 0.85 * side.wanted > 0 for side in (inside, outside))
    return {
        "leader": window.leader,
        "group": room.name,
        "from": _day(adoption.first_day(window.first, company.ends_on)),
        "until": _day(adoption.first_day(window.last, company.ends_on)),
        "planted": world.PRESENCE,
        "each_with": round(inside.each, 4),
        "each_without": round(outside.each, 4),
        "ratio": round(inside.each / outside.each, 3) if outside.each else None,
        "is_filled": is_filled,
    }


def _offices(company: Company) -> list[dict[str, Any]]:
    found = []
    for name in (ALWAYS, HALF):
        threads = [said for said in company.talk.threads if said.author.name == name]
        hands = {said.acted_by.key for said in threads if said.acted_by}
        found.append(
            {
                "leader": name,
                "office": sorted(hands),
                "threads": len(threads),
                "by_office": sum(said.acted_by is not None for said in threads),
            }
        )
    return found


def _fall(company: Company) -> dict[str, Any]:
    peak = adoption.LAST - world.FALL_WEEKS
    last = adoption.first_day(peak, company.ends_on) + timedelta(days=6)
    return {
        "function": "Sales",
        "weeks": world.FALL_WEEKS,
        "from": _day(last),
        "participants_then": counting.participants(company, peak)["Sales"],
        "participants_now": counting.participants(company, adoption.LAST)["Sales"],
    }


def _newcomers(company: Company) -> dict[str, Any]:
    came = adoption.new_since_opening(company.people, company.ends_on)
    return {
        "from": _day(adoption.first_day(adoption.OPENED, company.ends_on)),
        "not_in": adoption.FALLING,
        "planted": world.NEWCOMERS,
        "came": len(came),
        "planted_for": [company.people[number].key for number in sorted(company.spread.newcomers)],
    }


def _unheard(company: Company) -> dict[str, Any]:
    waits = counting.first_waits(company)
    return {
        "site": world.UNHEARD_SITE,
        "first_threads": {
            site: {
                "threads": found.threads,
                "answered": found.answered,
                "median_hours": round(found.median_hours, 1),
            }
            for site, found in waits.items()
        },
    }


def _said(company: Company) -> dict[str, Any]:
    talk = company.talk
    return {
        "threads": len(talk.threads),
        "replies": len(talk.order) - len(talk.threads),
        "reactions": sum(len(said.reactions) for said in talk.order),
        "sorts": dict(sorted(Counter(said.sort for said in talk.order).items())),
        "sha256": counting.fingerprint(company),
    }


def _day(day: date) -> str:
    return day.isoformat()

"""A Slack export: how long it takes to import, against only parsing its JSON."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bench.timing import Work

CHANNELS, PEOPLE = 12, 60


def make(file: Path, *, messages: int, seed: int = 1) -> None:
    """Write an export of so many messages, a third of them replies, with reactions."""
    dice = Random(seed)  # noqa: S311 - the same export each time
    users = [
        {"id": f"U{n:04}", "name": f"user{n}", "profile": {"real_name": f"User {n}"}}
        for n in range(PEOPLE)
    ]
    channels = [
        {"id": f"C{n:03}", "name": f"channel-{n}", "members": [user["id"] for user in users]}
        for n in range(CHANNELS)
    ]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps(users))
        archive.writestr("channels.json", json.dumps(channels))
        for channel in channels:
            for day, said in _days(messages // CHANNELS, dice):
                archive.writestr(f"{channel['name']}/{day}.json", json.dumps(said))


def parse(file: Path) -> int:
    """Only parse all JSON of an export; how many values stand at the top."""
    with zipfile.ZipFile(file) as archive:
        return sum(len(json.loads(archive.read(name))) for name in archive.namelist())


def works(file: Path, run: Work) -> dict[str, Work]:
    """What is compared, by name."""
    return {"parse the export": lambda: parse(file), "import the export": run}


def _days(count: int, dice: Random) -> list[tuple[str, list[dict[str, object]]]]:
    days: dict[str, list[dict[str, object]]] = {}
    thread = ""
    for number in range(count):
        at = datetime(2024, 1, 1, 8, tzinfo=UTC) + timedelta(minutes=17 * number)
        ts = f"{at.timestamp():.0f}.{number % 1_000_000:06}"
        message: dict[str, object] = {
            "type": "message",
            "ts": ts,
            "user": f"U{dice.randrange(PEOPLE):04}",
            "text": f"Number {number}: *bold*, `code`, <https://example.com/{number}|a link>"
            f" and <@U{dice.randrange(PEOPLE):04}> " + "word " * dice.randrange(30),
        }
        if dice.random() < 1 / 3 and thread:
            message["thread_ts"] = thread
        else:
            thread = ts
        if dice.random() < 0.3:
            who = [f"U{dice.randrange(PEOPLE):04}"]
            message["reactions"] = [{"name": "+1", "count": 1, "users": who}]
        days.setdefault(f"{at:%Y-%m-%d}", []).append(message)
    return list(days.items())

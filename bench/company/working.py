"""What the night reads besides what pages do: who leads, who came when, who turned to whom.

The company of the pages has no line of command, and reactions to its newest posts alone. Everything
is counted from its newest post, as a company that was kept may be old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from bench import bulk
from bench.company.size import Size
from groundswell.activity.models import Activity
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.measures.measure import STRUCTURE_DAYS
from groundswell.foundation import ids
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN

REPORTS = 8  # of everybody who leads
LEVELS = ("Executive", "Director", "Manager", "Lead", "Senior", "Junior")
LEADERS = range(2, REPORTS)  # they report to the first, and show their figures
TURNED = 21  # times that everybody turned to somebody in 90 days: 1,000,000 arcs of 50,000 people
LATELY, LONG = 730, 7_300  # days since somebody came: a quarter lately
DAY = timedelta(days=1)


def employ(size: Size) -> None:
    """A line of command, levels, and since when everybody is there."""
    dice, today = Random(2), newest().date()  # noqa: S311 - the same company each time
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE people_assignment SET manager_id = %s, level = %s WHERE person_id = %s",
            [(n // REPORTS or None, _level(n), n) for n in range(1, size.people + 1)],
        )
        cursor.executemany(
            "UPDATE people_person SET started_on = %s WHERE id = %s",
            [(_came(today, dice), n) for n in range(2, size.people + 1)],
        )
    shown = dict.fromkeys(("told_at", "agreed_at"), newest() - timedelta(days=LATELY))
    RosterPlace.objects.bulk_create(RosterPlace(leader_id=n, **shown) for n in LEADERS)


def newest() -> datetime:
    """When the newest post was published."""
    return Post.objects.latest("pk").published_at


def _level(number: int) -> str:
    depth = 0
    while number >= REPORTS:
        number, depth = number // REPORTS, depth + 1
    return LEVELS[min(depth, len(LEVELS) - 1)]


def _came(today: date, dice: Random) -> str:
    most = LONG if dice.randrange(4) else LATELY
    return (today - (1 + dice.randrange(most)) * DAY).isoformat()


def react(size: Size) -> None:
    """Reactions to what was said in 90 days, until everybody turned to others often enough."""
    dice, since = Random(3), ids.floor(newest() - STRUCTURE_DAYS * DAY)  # noqa: S311
    said = Post.objects.filter(pk__gte=since)
    given = Reaction.objects.filter(post__gte=since).count()
    wanted = TURNED * size.people - given - said.filter(root__isnull=False).count()
    none_yet = said.filter(~Exists(Reaction.objects.filter(post=OuterRef("pk"))))
    posts = list(none_yet.order_by("pk").values_list("pk", "published_at"))
    names = list(OWN)
    bulk.write(
        Reaction,
        ["post_id", "person_id", "name", "reacted_at"],
        (
            (post_id, person, names[person % len(names)], at)
            for post_id, at in posts
            for person in _some(size, dice, wanted / len(posts))
        ),
    )


def _some(size: Size, dice: Random, wanted: float) -> set[int]:
    count = int(wanted) + (dice.random() < wanted % 1)
    return {1 + dice.randrange(size.people) for _ in range(count)}


def go_on(size: Size, on: date) -> int:
    """One day more: as many posts and reactions as on others, and the log of them; how many."""
    dice = Random(on.toordinal())  # noqa: S311
    count = size.posts // 700
    begins, step = datetime.combine(on, time(), UTC), DAY / count
    earlier = list(
        Post.objects.filter(root=None).order_by("-pk").values_list("pk", flat=True)[:200]
    )
    streams = dict(Placement.objects.filter(post__in=earlier).values_list("post_id", "stream_id"))
    rows = list(_said(size, dice, [(begins + step * n, n) for n in range(count)], earlier))
    bulk.write(Post, ["id", "root_id", "author_id", "source", "html", "published_at"], rows)
    threads = [(streams[dice.choice(earlier)], row[0]) for row in rows if row[1] is None]
    bulk.write(Placement, ["stream_id", "post_id"], threads)
    reacted = [
        (row[0], person, next(iter(OWN)), row[5])
        for row in rows
        for person in _some(size, dice, TURNED * size.people / STRUCTURE_DAYS / count - 0.7)
    ]
    bulk.write(Reaction, ["post_id", "person_id", "name", "reacted_at"], reacted)
    told = [(row[2], "published", "post", row[0], row[5], row[5]) for row in rows]
    told += [(person, "reacted", "post", post_id, at, at) for post_id, person, _, at in reacted]
    columns = ["actor_id", "verb", "noun", "noun_id", "happened_at", "recorded_at"]
    return bulk.write(Activity, columns, told)


def _said(
    size: Size, dice: Random, moments: Sequence[tuple[datetime, int]], threads: list[int]
) -> Iterator[tuple[int, int | None, int, str, str, datetime]]:
    for at, number in moments:
        post_id = ids.imported(at, number % ids.SEQUENCES)
        root = dice.choice(threads) if dice.random() < 0.7 else None
        author = 1 + int(size.people * dice.random() ** 2)
        yield post_id, root, author, "On we go", "<p>On we go</p>", at

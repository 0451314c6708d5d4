"""Who turned to whom in 90 days, read as arrays: no Python between the rows and the mathematics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from groundswell.adoption import arrays
from groundswell.adoption.measures.given import Climbs, Network, Places, Spoken
from groundswell.adoption.measures.measure import STRUCTURE_DAYS
from groundswell.foundation import clock, ids, sql

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)
WEEK_OF_IDS = sql.Fixed(7 * 86_400_000 << ids.TIME_SHIFT)


type Employed = tuple[int, str, str, str, int]  # function, site, level, manager; 0: none


def employed(on: date) -> list[Employed]:
    """Everybody employed on a day, where they stood then and under whom."""
    return FOLDER.tuples("employed", last=on)


class Networks:
    """What one day's 90 days tell of the network; nothing is read twice."""

    def __init__(self, on: date, people: Sequence[Employed]) -> None:
        self.on, self.first = on, on - (STRUCTURE_DAYS - 1) * DAY
        self.ids = _column(people, 0)
        found = FOLDER.tuples("often", first=self.first, last=on)
        sources, targets, weight = arrays.columns(found, 3)
        source, is_source = arrays.places(self.ids, sources)
        target, is_target = arrays.places(self.ids, targets)
        both = is_source & is_target
        manager, has_manager = arrays.places(self.ids, _column(people, 4))
        manager[~has_manager] = -1
        self.network = Network(
            source=source[both],
            target=target[both],
            weight=weight[both],
            function=_groups([row[1] for row in people]),
            site=_groups([row[2] for row in people]),
            level=_groups([row[3] for row in people]),
            manager=manager,
        )

    def spoken(self) -> Spoken:
        """Threads that are seven days old: a younger one may be answered yet."""
        import numpy as np  # noqa: PLC0415 - the pages do without

        starts, ends = clock.bounds(self.first, self.on - 7 * DAY)
        found = FOLDER.tuples(
            "spoken", low=ids.floor(starts - DAY), starts=starts, ends=ends, week=WEEK_OF_IDS
        )
        authors, begun, unanswered = arrays.columns(found, 3)
        author, is_employed = arrays.places(self.ids, authors)
        threads, silent = (np.zeros(len(self.ids), dtype=np.int64) for _ in range(2))
        threads[author[is_employed]] = begun[is_employed]
        silent[author[is_employed]] = unanswered[is_employed]
        return Spoken(self.network, threads, silent)

    def climbs(self) -> Climbs:
        """Questions with a first answer, both by people who are employed."""
        starts, ends = clock.bounds(self.first, self.on)
        found = FOLDER.tuples("climbs", low=ids.floor(starts - DAY), starts=starts, ends=ends)
        askers, answerers = arrays.columns(found, 2)
        asker, is_asker = arrays.places(self.ids, askers)
        answerer, is_answerer = arrays.places(self.ids, answerers)
        both = is_asker & is_answerer
        return Climbs(self.network, asker[both], answerer[both])


def _column(rows: Sequence[Employed], number: int) -> Ints:
    import numpy as np  # noqa: PLC0415

    return np.fromiter((row[number] for row in rows), dtype=np.int64, count=len(rows))


def _groups(names: Sequence[str]) -> Places:
    import numpy as np  # noqa: PLC0415

    known = sorted({*names} - {""})
    numbers = {name: number for number, name in enumerate(known)} | {"": -1}
    return Places(known, np.array([numbers[name] for name in names], dtype=np.int64))

"""Figures for the gallery: shown, withheld in each way, and with a drawing and its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from groundswell.adoption import catalogue, made_up, queries
from groundswell.adoption.changes import Change, Changes, Sort
from groundswell.adoption.lines import lines
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Breakdown
from groundswell.adoption.sources import Imported
from groundswell.adoption.suppression import Withheld
from groundswell.web.insight import changed, overview, sources, voices
from groundswell.web.insight import panels as shown
from groundswell.web.insight.changed import Said
from groundswell.web.insight.curves import Curves, Week, drawn
from groundswell.web.insight.overview import Part
from groundswell.web.insight.panel import Panel

SEATS = (("Service", "Busan"), ("Sales", "Gdynia"), ("HR", "Gdynia"), ("IT", ""), ("IT", "Busan"))
ON, EARLIER_ON = date(2026, 11, 22), date(2026, 8, 23)
IMPORT = Imported("slack", date(2025, 1, 6), date(2026, 9, 9))
TOTAL = Row("total", "all", 439, 1200, None)


def facts() -> list[tuple[str, Row]]:
    """A number, 1 to 4, none."""
    return [
        ("Took part", TOTAL),
        ("Of a small site", Row("site", "Busan", None, 40, Withheld.SMALL)),
        ("Of a few people", Row("site", "Houston", None, 6, Withheld.BASE)),
    ]


def parts() -> list[Part]:
    """By site, with cells of each sort."""
    rows = (
        (Row("site", "Gdynia", 86, 170, None), Row("site", "Gdynia", 41, 165, None)),
        (Row("site", "Halden", 230, 610, None), None),
        (
            Row("site", "Busan", None, 40, Withheld.SMALL),
            Row("site", "Busan", None, 38, Withheld.BASE),
        ),
        (Row("site", "Houston", None, 60, Withheld.SUBTRACTION), None),
    )
    return overview.parts([Breakdown("site", ON, EARLIER_ON, TOTAL, rows)])


def changes() -> Said:
    """A sentence of each sort, and one that says that nothing changed."""
    figure = queries.Figure(
        catalogue.measure("reach"), ON, [Row("function", "Service", 86, 170, None)]
    )
    (now,) = lines([figure])
    (before,) = lines(
        [replace(figure, on=EARLIER_ON, rows=[Row("function", "Service", 41, 165, None)])]
    )
    found = [Change(sort, now, before, 4) for sort in Sort if sort is not Sort.UNHEARD]
    alarm = replace(now, by="total", cell="first_1.site.Busan", chance=0.84)
    return changed.said(Changes(ON, 37, [*found, Change(Sort.UNHEARD, alarm)], [IMPORT]))


def sources_that_ended() -> list[str]:
    """Of an import."""
    return sources.notes([IMPORT])


def no_change() -> Said:
    """That nothing changed."""
    return changed.said(Changes(ON, 37, []))


def panels() -> list[Panel]:
    """About the whole organisation: drawn in each way, plain, and withheld."""
    given = [(person, person % 28, 1 + 60 // (person + 1)) for person in range(439)]
    asked = [(hours % 90, hours / 4, hours / 8, 60.0, hours % 5 > 0) for hours in range(120)]
    ring = [(person, (person + 1) % 40) for person in range(40)]
    functions = [person // 10 for person in range(40)]
    employed = (("Service", 60, 80), ("Legal", 5, 14), ("Finance", 7, 42))
    told = (
        ("funnel", 1200, 858, 702, 439, 300, 298, 700),
        ("evenness", employed, (444, 1_200)),
        ("own_words", 4870, 4790, 439, 12),
        ("cohorts", date(2026, 6, 29), starters()),
        ("tenure", date(2026, 6, 29), starters()),
        ("concentration", 1200, given),
        ("response", asked),
        ("asked_from", asked, (), {n: SEATS[n % 5 if n < 25 else n % 2] for n in range(90)}),
        ("across", [one for one, _ in ring], [other for _, other in ring], functions),
        ("weekly", 1200, given),
        ("activation", 21, 3),
    )
    return shown.panels([made_up.specimen(name, ON, *rows) for name, *rows in told])


def starters() -> list[tuple[date, None, frozenset[int]]]:
    """Some who started each week for 16 years; newcomers and the long-serving take part less."""
    weeks = range(830)
    return [
        (ON - timedelta(weeks=week), None, frozenset({0} if week % 7 < 3 else ())) for week in weeks
    ]


def curves() -> Curves | None:
    """Two functions over twenty periods: one of few at first, one that was withheld for two."""
    weeks: dict[date, Week] = {}
    for place in range(20):
        on, small = ON - timedelta(weeks=4 * (19 - place)), place < 5
        hidden = Withheld.SUBTRACTION if place in {8, 9} else None
        legal = Row("function", "Legal", None if small else place // 2 + 3, 18,
                    Withheld.SMALL if small else None)  # fmt: skip
        service = Row("function", "Service", None if hidden else 20 + 2 * place, 90, hidden)
        weeks[on] = {
            (TOTAL.by, "everybody"): Row("total", "everybody", 60 + 3 * place, 144, None),
            ("function", "Legal"): legal,
            ("function", "Service"): service,
            ("function", "Comms & Marketing"): Row("function", "Comms", 30, 36, None),
            ("beyond", "everybody"): Row("total", "everybody", 30 + 3 * place, 60, None),
        }
    return drawn(weeks, ON, (), [IMPORT])


def heard() -> voices.Page:
    """Whose first posts are answered: as others', less often, and of too few."""
    return voices.page_of(made_up.unheard(ON))

"""Each measure leaves by each door: the same numbers, what they are made of, its definition."""

from __future__ import annotations

import argparse
import csv
import io
import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import chain

import pytest
from django.test import Client

from groundswell.adoption import catalogue, lines, made_up, privacy, queries
from groundswell.adoption.days import told_on
from groundswell.adoption.measures.figures import Cell, Unit, Value
from groundswell.adoption.measures.measure import Yardstick
from groundswell.adoption.shown import Figure
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.told.facts import facts_of
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.told.rules import judged_by
from groundswell.adoption.viewing import Operator
from groundswell.adoption.weekly import OF_LEADERS
from groundswell.adoption.wholes import Told
from groundswell.api import throttle
from groundswell.foundation import clock
from groundswell.operations.commands import adoption as command
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin.tokens import actions as tokens
from groundswell.people.signin.tokens.queries import Scope
from tests.adoption.company import employ

SUNDAY = date(2026, 3, 29)
DOOR = "/api/groundswell/v1/adoption/"
KEPT = sorted({*catalogue.measures()} - OF_LEADERS)  # the roster keeps what leaders show
BESIDE = [name for name in KEPT if catalogue.measure(name).yardstick is not Yardstick.NOTHING]
NUMBERS = ("numerator", "denominator", "low", "high", "chance", "withheld")


@pytest.fixture
def doors(world):
    """Who asks at all of them, of a week of which a figure of each measure is kept."""
    throttle._asked.clear()
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        employ("Service", 20)
        ToldFigure.objects.bulk_create(_kept(name) for name in KEPT)
        roles.grant(person=world.otto, role=Role.ANALYST)
        token = tokens.make(person=world.otto, name="N", scope=Scope.ADOPTION_READ, days=30)
        yield world.client(world.otto), token


def _kept(name: str) -> ToldFigure:
    """All that a figure may have: rows, values, tables, drawings, and what is withheld of them."""
    measure = catalogue.measure(name)
    on = told_on(SUNDAY, measure.window_days)
    drawn = {} if name != "inward" else made_up.structure(on).now[name].series
    figure = Figure(
        measure,
        on,
        rows=[
            privacy.Row("total", "everybody", 21, 40, None),
            privacy.Row("function", "Service", None, 9, Withheld.BASE),
        ],
        values=[
            Told(_value("one", numerator=13, denominator=30), None),
            Told(_value("few", denominator=30), Withheld.SMALL),
        ],
        series=drawn,
        kept_tables=[ToldTable("function", Unit.RATIO, [ToldCell(_cell(), None)])]
        if measure.name not in {"bridging", "bridged"}
        else [],
    )
    now = clock.now()
    return ToldFigure(
        on=on, measure=name, defined_on=measure.defined_on, facts=facts_of(figure),
        judged_by=judged_by(), told_at=now, looked_at=now,
    )  # fmt: skip


def _value(name: str, **more: int) -> Value:
    is_told = "numerator" in more
    ends = {"low": 0.3, "high": 0.6, "chance": 0.5} if is_told else {}
    number = 13 / 30 if is_told else None
    return Value(name=name, title=name, unit=Unit.SHARE, value=number, people=30, **ends, **more)


def _cell() -> Cell:
    more = {"numerator": 17, "denominator": 40, "low": 0.2, "high": 1.4, "chance": 1.0}
    return Cell(row="Service", column="Yard", value=0.4, people=20, base=20, **more)


def as_text(line: dict[str, object]) -> dict[str, str]:
    return {key: "" if fact is None else str(fact) for key, fact in line.items()}


@pytest.mark.parametrize("name", KEPT)
def test_each_number_of_a_measure_leaves_by_each_door(doors, name, capsys):
    client, token = doors
    figure, *others = queries.figure(Operator.AT_THE_SERVER, name, SUNDAY)
    expected = [json.loads(json.dumps(asdict(line), default=str)) for line in _lines(figure)]
    place = f"figures/{name}"
    told = (
        Client()
        .get(f"{DOOR}{place}?on=2026-03-29", headers={"Authorization": f"Bearer {token}"})
        .json()
    )
    written = client.get(f"/adoption/{place}.csv?on=2026-03-29").content.decode()
    command.run(argparse.Namespace(name=name, on="2026-03-29", json=True))
    (said,) = json.loads(capsys.readouterr().out)

    assert not others
    assert told["figures"] == expected
    assert [*csv.DictReader(written.splitlines())] == [as_text(line) for line in expected]
    assert _of_parquet(client, place) == expected
    of_tables = chain.from_iterable(said["tables"].values())
    assert [
        (one.get("value", one.get("share")), *(one.get(key) for key in NUMBERS))
        for one in (*said["rows"], *said["values"], *of_tables)
    ] == [
        (line["value"], *(line[key] for key in NUMBERS))
        for line in expected
        if line["by"] != "shuffles"
    ]
    assert said["series"] == json.loads(json.dumps(figure.series))
    measure = catalogue.measure(name)
    (definition,) = told["measures"]
    assert definition == {"name": name, **catalogue.in_full(measure)}
    assert said["definition"] == definition["definition"]
    assert {line["defined_on"] for line in expected} == {said["defined_on"]}
    assert said["defined_on"] == definition["defined_on"]


@pytest.mark.usefixtures("doors")
@pytest.mark.parametrize("name", BESIDE)
def test_a_terminal_shows_what_each_number_is_made_of(name, capsys):
    command.run(argparse.Namespace(name=name, on="2026-03-29", json=False))

    said = capsys.readouterr().out
    assert "21 of 40" in said
    assert "13 of 30" in said


def _lines(figure: Figure) -> list[lines.Line]:
    return lines.with_drawn([figure])


def _of_parquet(client: Client, place: str) -> list[dict[str, object]]:
    from arro3.io import read_parquet

    content = client.get(f"/adoption/{place}.parquet?on=2026-03-29").content
    table = read_parquet(io.BytesIO(content)).read_all()
    columns = {name: table[name].to_pylist() for name in table.column_names}
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return [json.loads(json.dumps(row, default=str)) for row in rows]


def test_shuffles_beside_an_index_leave_bar_by_bar(doors):
    (inward,) = queries.figure(Operator.AT_THE_SERVER, "inward", SUNDAY)
    bars = [line for line in _lines(inward) if line.by == "shuffles"]

    assert [line.cell for line in bars] == [str(number + 1) for number in range(len(bars))]
    assert sum(line.numerator for line in bars) == bars[0].denominator == 500
    assert all(line.value == line.numerator and line.unit == "count" for line in bars)
    assert [(line.low, line.high) for line in bars] == [
        (low, high)
        for (low, _), (high, _) in zip(
            inward.series["shuffles"], inward.series["shuffles"][1:], strict=False
        )
    ]

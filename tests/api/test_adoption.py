"""The interface for programs: whose token opens what, and that it tells what all else tells."""

from __future__ import annotations

import argparse
import csv
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from groundswell.adoption import weekly
from groundswell.adoption.books import Book
from groundswell.adoption.looks import noting
from groundswell.adoption.looks.models import Look
from groundswell.adoption.told import actions as told
from groundswell.api import throttle
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.operations.commands import adoption as command
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions as signin
from groundswell.people.signin.tokens import actions, queries, use
from groundswell.people.signin.tokens.models import AccessToken
from groundswell.people.signin.tokens.queries import Scope
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
DOOR = "/api/groundswell/v1/adoption/"


@pytest.fixture(autouse=True)
def in_april(db):
    throttle._asked.clear()
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def cast(world):
    return world


@pytest.fixture
def token(cast):
    """Otto is an analyst and has made a token."""
    roles.grant(person=cast.otto, role=Role.ANALYST)
    return actions.make(person=cast.otto, name="Notebook", scope=Scope.ADOPTION_READ, days=30)


def ask(token, path="", **more):
    return Client().get(DOOR + path, headers={"Authorization": f"Bearer {token}"}, **more)


def company() -> None:
    people = employ("Service", 60) + employ("Yard", 30, site="Busan")
    take_part(employ("Comms & Marketing", 12)[:10], SUNDAY)
    for week in range(8):
        take_part(people[: 50 - 3 * week], SUNDAY - timedelta(weeks=week))
    Book().keep(SUNDAY)
    weekly.seal(SUNDAY)
    told.keep(SUNDAY)


def test_the_interface_tells_what_command_and_file_tell(token, capsys, world):
    company()
    client = world.client(world.otto)
    for name in ("reach", "stickiness", "concentration"):
        told_here = ask(token, f"figures/{name}?on=2026-03-29").json()["figures"]
        written = client.get(f"/adoption/figures/{name}.csv?on=2026-03-29").content.decode()
        command.run(argparse.Namespace(name=name, on="2026-03-29", json=True))
        said = json.loads(capsys.readouterr().out)

        for line, row in zip(told_here, csv.DictReader(written.splitlines()), strict=True):
            assert {key: "" if fact is None else str(fact) for key, fact in line.items()} == row
        numbers = [
            (one.get("cell", one.get("name")), one["numerator"], one["withheld"])
            for figure in said
            for one in (*figure.get("rows", ()), *figure.get("values", ()))
        ]
        assert numbers == [
            (line["cell"], line["numerator"], line["withheld"]) for line in told_here
        ]


def test_a_part_is_told_alike_by_page_file_interface_and_command(token, capsys, world):
    company()
    client = world.client(world.otto)
    address = "figures/reach{}?on=2026-03-29&site=Busan"
    told_here = ask(token, address.format("")).json()["figures"]
    written = client.get(f"/adoption/{address.format('.csv')}").content.decode()
    asked = {"name": "", "on": "2026-03-29", "json": True, "site": "Busan"}
    command.run(argparse.Namespace(**asked))
    said = json.loads(capsys.readouterr().out)[0]["rows"]
    command.run(argparse.Namespace(**{**asked, "json": False}))

    places = [(line["by"], line["cell"], line["numerator"]) for line in told_here]
    assert places[0] == ("site", "Busan", 0)
    assert places[1:] == [("function|site", "Yard|Busan", 0), ("site|level", "Busan|Desk", 0)]
    assert [(row["by"], row["cell"], row["numerator"]) for row in said] == places
    for line, row in zip(told_here, csv.DictReader(written.splitlines()), strict=True):
        assert {key: "" if fact is None else str(fact) for key, fact in line.items()} == row
    assert "by function|site" in capsys.readouterr().out
    with pytest.raises(Refused, match=r"nobody stood at site “Rome”\. There were: .*Busan"):
        command.run(argparse.Namespace(**{**asked, "site": "Rome"}))
    with pytest.raises(Refused, match="“site” cannot be chosen here"):
        command.run(argparse.Namespace(**{**asked, "name": "response"}))


def test_all_weeks_of_a_part_are_told_alike_by_file_interface_and_command(token, capsys, world):
    company()
    before = SUNDAY - timedelta(weeks=4)
    Book().keep(before)
    weekly.seal(before)
    told.keep(before)
    client, address = world.client(world.otto), "figures/reach{}?from=2026-01-01&site=Busan"
    told_here = ask(token, address.format("")).json()["figures"]
    written = client.get(f"/adoption/{address.format('.csv')}").content.decode()
    asked = {"name": "", "from": "2026-01-01", "json": True, "site": "Busan"}
    command.run(argparse.Namespace(**asked))
    said = json.loads(capsys.readouterr().out)

    assert {line["on"] for line in told_here} == {"2026-03-01", "2026-03-29"}
    assert [(figure["on"], row["cell"], row["numerator"]) for figure in said
            for row in figure["rows"]] == [
        (line["on"], line["cell"], line["numerator"]) for line in told_here
    ]  # fmt: skip
    for line, row in zip(told_here, csv.DictReader(written.splitlines()), strict=True):
        assert {key: "" if fact is None else str(fact) for key, fact in line.items()} == row
    command.run(argparse.Namespace(**{**asked, "to": "2026-02-01", "json": False}))
    assert capsys.readouterr().err == "Of these days nothing is kept.\n"
    with pytest.raises(Refused, match="nobody stood at site “Rome”"):
        command.run(argparse.Namespace(**{**asked, "site": "Rome"}))


@pytest.mark.parametrize(
    "path",
    [
        "?function=Service",
        "figures/response?function=Service",
        "figures/reach?gossip=1",
        "pages/silos?site=Busan",
        "at/2026-03-29/overview?function=Service",
    ],
)
def test_what_cannot_be_chosen_is_refused_and_not_passed_over(token, path):
    company()

    answer = ask(token, path)

    assert answer.status_code == 422
    assert "cannot be chosen here, and nothing is passed over" in answer.json()["error"]


def test_what_is_kept_is_told_with_its_definition(token):
    company()
    index = ask(token).json()
    kept = ask(token, "at/2026-03-29/overview?defined=2026-12-31").json()
    series = ask(token, "pages/reach?from=2026-01-01&to=2026-03-31").json()

    assert index["weeks"] == ["2026-03-29"]
    assert index["off"] == {}
    reach = next(one for one in index["measures"] if one["name"] == "reach")
    assert len(reach["formula"]) == 2
    assert reach["minimum_group"].startswith("The privacy threshold")
    assert reach["changes"][-1]["on"] == reach["defined_on"]
    assert {one["name"] for one in index["measures"]} == {one["name"] for one in kept["measures"]}
    assert {line["on"] for line in series["figures"]} == {"2026-03-29"}
    assert {line["defined_on"] for line in kept["figures"]} >= {"2026-11-26"}


def test_each_door_says_why_it_is_closed(cast, token):
    assert ask("groundswell_none").status_code == 401
    assert Client().get(DOOR).headers["WWW-Authenticate"] == "Bearer"
    assert Client().post(DOOR).status_code == 405
    assert ask(token, "figures/gossip").status_code == 404
    assert ask(token, "figures/reach?on=soon").status_code == 422
    roles.revoke(person=cast.otto, role=Role.ANALYST)
    answer = ask(token, "figures/reach")
    assert answer.status_code == 403
    assert "adoption:read" in answer.json()["error"]


def test_a_token_ends_with_its_time_its_person_and_when_it_is_taken_away(cast, token):
    with clock.frozen(datetime(2026, 5, 2, 9, tzinfo=UTC)):
        assert ask(token).status_code == 401
    Person.objects.filter(pk=cast.otto.pk).update(state=State.SUSPENDED)
    assert ask(token).status_code == 401
    Person.objects.filter(pk=cast.otto.pk).update(state=State.ACTIVE)
    assert ask(token).status_code == 200
    actions.revoke(person=cast.otto, token_id=AccessToken.objects.get().pk)
    assert ask(token).status_code == 401


def test_whoever_is_signed_out_everywhere_has_no_token_left(cast, token):
    signin.end_all_sessions(cast.otto.pk)
    assert ask(token).status_code == 401
    assert not AccessToken.objects.exists()


def test_who_asks_too_often_waits_and_others_do_not(cast, token, monkeypatch):
    monkeypatch.setattr(throttle, "A_MINUTE", 3)
    other = actions.make(person=cast.otto, name="Other", scope=Scope.ADOPTION_READ, days=30)
    answers = [ask(token, "figures/none").status_code for _ in range(throttle.A_MINUTE + 1)]

    assert answers == [404] * throttle.A_MINUTE + [429]
    assert int(ask(token).headers["Retry-After"]) <= 60
    assert ask(other).status_code == 200


def test_a_look_is_logged_and_the_use_of_a_token_written_later(cast, token):
    noting._noted.clear()
    ask(token)
    assert AccessToken.objects.get().last_used_at is None
    use.write()
    noting.write()

    assert AccessToken.objects.get().last_used_at == clock.now()
    assert Look.objects.get().report == "api"


def test_only_a_fingerprint_is_kept_and_only_analysts_make_one(world):
    roles.grant(person=world.otto, role=Role.ANALYST)
    client = world.client(world.otto)
    page = client.post("/settings/tokens/", {"name": "<b>Notebook", "days": "30"})
    shown = page.content.decode()
    token = shown.split('value="groundswell_')[1].split('"')[0]

    assert "&lt;b&gt;Notebook" in shown
    kept = AccessToken.objects.get()
    assert queries.holder(f"groundswell_{token}") == kept
    assert token not in kept.token_hash
    assert token not in client.get("/settings/tokens/").content.decode()
    assert "Notebook" in client.get("/settings/").content.decode()
    for wrong in ({"name": "", "days": "30"}, {"name": "Other", "days": "9999"}):
        assert client.post("/settings/tokens/", wrong).status_code == 422
    client.post(f"/settings/tokens/{kept.pk}/remove/")
    assert not AccessToken.objects.exists()

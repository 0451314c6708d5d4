"""The register of purposes, its switches, and the log of looks, as each sort of viewer has them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from groundswell.adoption.looks import noting
from groundswell.adoption.looks.models import Look
from groundswell.foundation import clock
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)


@pytest.fixture(autouse=True)
def in_april(world):
    """It is Wednesday, 1 April 2026, some take part, and what others looked at is forgotten."""
    noting.write()
    Look.objects.all().delete()
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        take_part(employ("Service", 40)[:30], SUNDAY)
        yield


def client(world, person, *given: Role):
    for role in given:
        roles.grant(person=person, role=role)
    return world.client(person)


def text(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(words))


def test_everybody_reads_the_register_and_the_works_council_switches(world):
    council = client(world, world.mira, Role.WORKS_COUNCIL)
    sent = {"deed": "off", "reason": "Not agreed <b>yet</b>"}
    answer = council.post("/adoption/purposes/across/", sent)
    assert (answer.status_code, answer["Location"]) == (303, "/adoption/purposes/#across")

    page = world.client(world.joan).get("/adoption/purposes/")
    assert "Off since 1 April 2026 Not agreed <b>yet</b> By the works council." in text(page)
    assert "<b>yet</b>" not in page.content.decode()
    assert "Works council: Mira" in text(page)
    assert "Change" not in text(page)
    assert world.client(world.joan).post("/adoption/purposes/across/", sent).status_code == 404

    admin = client(world, world.ada)
    refused = admin.post("/adoption/purposes/across/", {"deed": "on"})
    assert refused.status_code == 422
    assert "only the works council switches it on again" in text(refused)
    assert council.post("/adoption/purposes/across/", {"deed": "on"}).status_code == 303


def test_what_is_switched_off_is_on_no_page_and_in_no_file(world):
    analyst = client(world, world.otto, Role.ANALYST, Role.WORKS_COUNCIL)
    analyst.post("/adoption/purposes/reach/", {"deed": "off", "reason": "Not agreed yet"})

    for address in ("/adoption/", "/adoption/definitions/reach/"):
        page = text(analyst.get(address))
        assert "30 of" not in page
        assert "witched off since" in page
    assert "Switched off, and so neither counted nor shown: Reach since 1 April 2026" in text(
        analyst.get("/adoption/purposes/")
    )
    refused = analyst.get("/adoption/figures/reach.csv")
    assert refused.status_code == 422
    assert "30" not in re.sub(r"2026-\d\d-\d\d", "", text(refused))


def test_looks_of_analysts_are_kept_and_only_theirs(world):
    analyst = client(world, world.otto, Role.ANALYST)
    analyst.get("/adoption/?on=2026-03-30")
    analyst.get("/adoption/figures/reach.csv")
    analyst.get("/adoption/figures/engagement.csv")
    world.client(world.joan).get("/adoption/")
    noting.write()

    kept = Look.objects.order_by("report").values_list("person", "report", "asked")
    assert list(kept) == [
        (world.otto.pk, "csv", ["name=reach"]),
        (world.otto.pk, "overview", ["on=2026-03-30"]),
    ]
    assert analyst.get("/adoption/looks/").status_code == 404

    page = text(client(world, world.mira, Role.LEGAL).get("/adoption/looks/"))
    assert f"{world.otto.name} Overview – 1 up to 30 March 2026" in page
    assert f"{world.otto.name} A figure as CSV – 1 Reach" in page


def test_nobody_looks_at_the_report_unseen_or_under_another_name(world):
    analyst = client(world, world.mira, Role.ANALYST)
    assert analyst.get("/adoption/report/").status_code == 200
    analyst.get("/adoption/figures/weekly.csv")
    assert analyst.get("/adoption/figures/stickiness.csv?name=reach").status_code == 422
    refused = analyst.post("/adoption/report/", {"cadence": "hourly"})
    assert (refused.status_code, "How it reads now" in text(refused)) == (422, False)
    noting.write()

    looks = {row.report: row.asked for row in Look.objects.filter(person=world.mira)}
    assert looks == {"report": [], "csv": ["name=weekly"]}

"""The journal says where and how, never what people wrote."""

from __future__ import annotations

import json
import logging

import pytest

from groundswell.config import logs
from tests.web.world import World


@pytest.fixture
def journal(caplog):
    """The lines as they would be written, in JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(logs.JsonLines())
    handler.addFilter(logs.Patterns())
    lines = []
    handler.emit = lambda record: (
        handler.filter(record) and lines.append(json.loads(handler.format(record)))
    )
    for name in ("django.request", "groundswell"):
        logging.getLogger(name).addHandler(handler)
    yield lines
    for name in ("django.request", "groundswell"):
        logging.getLogger(name).removeHandler(handler)


def test_an_address_that_holds_a_secret_is_not_written(db, journal):
    answer = World().client(None).get("/welcome/the-secret-of-a-link/")

    assert answer.status_code == 422
    assert journal[0]["message"] == "422 at welcome/<str:secret>/"
    assert journal[0]["request_id"] == answer.headers["X-Request-ID"]
    assert "the-secret" not in json.dumps(journal)


def test_of_an_error_its_text_is_left_out(journal):
    try:
        raise ValueError("what somebody wrote")
    except ValueError:
        logging.getLogger("groundswell.tests").exception("it failed")

    (line,) = journal
    assert (line["level"], line["message"], line["error"]) == ("error", "it failed", "ValueError")
    assert "test_logs.py" in line["where"][0]
    assert "somebody" not in json.dumps(line)


def test_what_a_mail_server_says_of_an_address_is_left_out(journal):
    said = "SMTPRecipientsRefused: {'otto@halden.example': (550, b'no <otto@halden.example>')}"
    logging.getLogger("groundswell.tests").warning("%s is given up: %s", "notice:1:2", said)

    assert "otto" not in json.dumps(journal)
    assert "notice:1:2 is given up" in journal[0]["message"]


def test_every_request_has_a_line_where_that_is_chosen(db, settings, monkeypatch):
    from dataclasses import replace

    settings.OPTIONS = replace(settings.OPTIONS, log_format="json")
    told = []
    monkeypatch.setattr(
        logging.getLogger("groundswell.requests"), "info", lambda *_, extra: told.append(extra)
    )
    world = World()

    world.client(world.otto).get("/search/?q=a+private+word")

    (extra,) = told
    facts = extra["facts"]
    assert (facts["method"], facts["route"], facts["status"]) == ("GET", "search/", 200)
    assert facts["person"] == world.otto.pk
    assert "private" not in json.dumps(extra)


def test_both_forms_can_be_set_up():
    for form in logs.FORMATS:
        assert logs.settings_of(form)["handlers"]["stderr"]["formatter"] == form

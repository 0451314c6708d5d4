"""Settings in the browser: explained, previewed, chosen, taken back."""

from __future__ import annotations

import tomllib

import pytest

from groundswell.config import choosing, options
from groundswell.config.option_list import OPTIONS
from groundswell.people.audit.models import AuditEntry
from groundswell.people.org.models import Assignment
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.web import jinja
from tests.web.reading import text, words_of

HOME = "/administration/settings/"


@pytest.fixture
def client(world, settings, tmp_path):
    settings.DIRECTORY = tmp_path
    settings.OPTIONS = options.load(tmp_path, {})
    settings.LANGUAGE_CODE, settings.LEADER_LEVELS = "en", []
    yield world.client(world.ada)
    (tmp_path / options.CHOSEN).unlink(missing_ok=True)
    choosing.refresh()
    jinja.forget()


def choose(client, key, **typed):
    return client.post(f"{HOME}{key}/", {**typed, "sure": "1"})


def chosen(tmp_path):
    return tomllib.loads((tmp_path / options.CHOSEN).read_text())


def test_every_setting_is_there_with_what_it_does_and_where_it_is_said(client, tmp_path):
    (tmp_path / options.FILE).write_text('\nworking_hours = "07:00-15:00"\n')

    words = words_of(client.get(HOME))

    assert [option.words for option in OPTIONS.values() if option.words not in words] == []
    at = words[words.index("working_hours") :]
    assert "groundswell.toml, line 2 · at the next start: 07:00-15:00" in at


def test_no_secret_is_shown(client, settings, monkeypatch):
    monkeypatch.setenv("GROUNDSWELL_DATABASE_URL", "postgresql://net:hush@db/net")

    words = words_of(client.get(HOME))

    assert "hush" not in words
    assert "GROUNDSWELL_DATABASE_URL in the environment" in words


def test_what_it_does_is_said_before_it_is_so(client, world, tmp_path):
    for person in (world.otto, world.joan):
        Assignment.objects.create(person=person, function="Sales", from_on="2020-01-01")

    preview = words_of(client.post(f"{HOME}comms_functions/", {"value": ["Sales"]}))
    assert "From Comms & Marketing to Sales" in preview
    assert "2 people are Comms & Marketing then, 0 now" in preview
    assert not (tmp_path / options.CHOSEN).exists()

    assert choose(client, "comms_functions", value=["Sales"]).status_code == 303
    assert chosen(tmp_path) == {"comms_functions": ["Sales"]}


def test_it_holds_from_the_next_page_on_and_can_be_taken_back(client, world, tmp_path):
    (tmp_path / options.FILE).write_text('organisation = "Halden"')
    choose(client, "organisation", value="Halden & <Søn>")
    assert "Halden &amp; &lt;Søn&gt;" in text(client.get("/"))
    words = words_of(client.get(HOME))
    assert "Halden & <Søn> · chosen here" in words

    client.post(f"{HOME}organisation/forget/")

    assert "Søn" not in text(client.get("/"))
    assert "Halden · groundswell.toml, line 1" in words_of(client.get(HOME))
    entries = AuditEntry.objects.filter(noun="setting").order_by("pk")
    assert [(entry.actor_id, entry.verb, entry.facts["key"]) for entry in entries] == [
        (world.ada.pk, "chose setting", "organisation"),
        (world.ada.pk, "took setting back", "organisation"),
    ]


def test_what_another_process_chose_holds_here_too(client, settings, tmp_path):
    (tmp_path / options.CHOSEN).write_text('language = "de"\nleader_levels = ["board"]\n')
    client.get("/")

    assert (settings.OPTIONS.language, settings.LANGUAGE_CODE) == ("de", "de")
    assert settings.LEADER_LEVELS == ["board"]
    (tmp_path / options.CHOSEN).write_text("language = 7")
    assert client.get("/").status_code == 200
    assert settings.OPTIONS.language == "de"


def test_the_environment_is_above_what_is_chosen(client, monkeypatch, tmp_path):
    monkeypatch.setenv("GROUNDSWELL_ORGANISATION", "Halden")

    assert f"{HOME}organisation/" not in text(client.get(HOME))
    answer = choose(client, "organisation", value="Other")

    assert answer.status_code == 422
    assert "GROUNDSWELL_ORGANISATION in the environment" in words_of(answer)
    assert not (tmp_path / options.CHOSEN).exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("organisation", " "),
        ("language", "fr"),
        ("working_days", "funday"),
        ("group_sleep_days", "7"),
        ("group_sleep_days", "soon"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(client, tmp_path, key, value):
    answer = choose(client, key, value=value)

    assert answer.status_code == 422
    assert "field__error" in text(answer)
    assert not (tmp_path / options.CHOSEN).exists()


@pytest.mark.parametrize(
    "key",
    [key for key, one in OPTIONS.items() if one.may_be_chosen and not key.startswith("branding")],
)
def test_each_says_what_it_would_do(client, key):
    value = {"language": "de", "group_sleep_days": "90", "working_days": "monday"}

    answer = client.post(f"{HOME}{key}/", {"value": value.get(key, "Halden")})

    assert "What this does" in words_of(answer)


def test_managing_people_is_not_changing_settings(world):
    roles.grant(person=world.joan, role=Role.PEOPLE_ADMINISTRATOR)

    assert world.client(world.joan).get(HOME).status_code == 404

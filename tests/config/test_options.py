"""One file of settings, and the environment above it: every mistake names itself."""

from __future__ import annotations

import tomllib

import pytest

from groundswell.config import options
from groundswell.config.option_rules import ROLES
from groundswell.config.options import OPTIONS, OptionsAreWrong
from groundswell.foundation.secret_files import secret


@pytest.fixture
def load(tmp_path):
    def load(text="", **environment):
        (tmp_path / options.FILE).write_text(text, "utf-8")
        return options.load(tmp_path, environment)

    return load


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'language = "de"\n\norganization = "Halden"',
            ("line 3", "'organization'", 'value "Halden"', "Did you mean 'organisation'?"),
        ),
        ("colour = 1", ("line 1", "'colour'", "Known are")),
        ('[mail]\nhots = "x"', ("line 2", "'mail.hots'", "Did you mean 'mail.host'?")),
        ('mail = "x"', ("line 1", "'mail'", "Did you mean 'mail.")),
        ('privacy_threshold = "10"', ("line 1", 'is "10"', "must be a whole number")),
        ("privacy_threshold = 10.0", ("is 10.0", "must be a whole number")),
        ("privacy_threshold = true", ("is true", "must be a whole number")),
        ("plain_http = 1", ("is 1", "must be true or false")),
        ("working_days = [1]", ("is [1]", "must be a list of texts")),
        ("privacy_threshold = 4", ("is 4", "Never under 5")),
        ('time_zone = "Europe/Olso"', ("the nearest is 'Europe/Oslo'",)),
        ('language = "fr"', ("Choose 'en' or 'de'",)),
        ('working_days = ["monday", "funday"]', ("Choose from monday",)),
        ('working_hours = "16:00-08:00"', ("the beginning first",)),
        ('organisation = " "', ("the name that everybody sees",)),
        ("upload_megabytes = 0", ("From 1 to 2000",)),
        ("group_sleep_days = 7", ("From 30 to 3650, or 0: never",)),
        ('public_address = "net.example.com"', ("Write it like 'https://",)),
        ('public_address = "https://net.example.com/social"', ("without a path",)),
        ('public_address = "http://net.example.com:99999"', ("Write it like",)),
        ('public_address = "http://net.example.com"', ("plain_http = true",)),
        ('trusted_proxies = ["nginx"]', ("networks like '10.0.0.0/24'",)),
        ('database_url = "mysql://host/name"', ("'database_url'", "postgresql://")),
        ('database_url = "postgresql://host"', ("'database_url'", "postgresql://")),
        (
            'database_url = "sqlite:///x"',
            ("line 1", 'is "sqlite:///x"', "postgresql://", "or leave it empty"),
        ),
        ('database_url = "postgresql://h:x/n"', ("'database_url'", "postgresql://")),
        (
            'public_address = "https://n.example"\nplain_http = true',
            ("line 2", "'plain_http' is true", "https already"),
        ),
        ('[mail]\nuser = "net"', ("line 2", "'mail.user' is \"net\"", "name the server")),
        ('[mail]\nhost = "mail.example.com"', ("'mail.sender'", "a sender is needed")),
        (
            '[mail]\nhost = "m.example.com"\nsender = "a@b.example"\nuser = "net"',
            ("'mail.password_file'", "With mail.user"),
        ),
        ("\na : 1", ("groundswell.toml", "not TOML", "line 2")),
    ],
)
def test_a_mistake_is_named_with_line_value_and_remedy(load, text, said):
    with pytest.raises(OptionsAreWrong) as error:
        load(text)

    message = str(error.value)
    assert [part for part in said if part not in message] == [], message


def test_a_password_does_not_travel_in_the_clear(load, tmp_path):
    word = tmp_path / "word"
    word.write_text("secret")
    text = (
        f'[mail]\nhost = "m.example.com"\nsender = "a@b.example"\nuser = "net"\n'
        f'password_file = "{word}"\ntls = "none"'
    )

    with pytest.raises(OptionsAreWrong, match="needs starttls or tls"):
        load(text)
    assert load(text.replace("m.example.com", "127.0.0.1")).mail.user == "net"


def test_the_environment_goes_above_the_file(load):
    found = load(
        'organisation = "Halden"\nprivacy_threshold = 12',
        GROUNDSWELL_PRIVACY_THRESHOLD="20",
        GROUNDSWELL_LEADER_LEVELS="Board, Director",
        GROUNDSWELL_PLAIN_HTTP="true",
    )

    assert (found.organisation, found.privacy_threshold) == ("Halden", 20)
    assert (found.leader_levels, found.plain_http) == (["Board", "Director"], True)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GROUNDSWELL_PRIVACY_THRESHOLD", "ten", "'ten' is not a whole number"),
        ("GROUNDSWELL_PRIVACY_THRESHOLD", "3", "Never under 5"),
        ("GROUNDSWELL_PLAIN_HTTP", "yes", "neither true nor false"),
        ("GROUNDSWELL_MAIL_HOTS", "mail", "Did you mean GROUNDSWELL_MAIL_HOST?"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(load, name, value, said):
    with pytest.raises(OptionsAreWrong, match=name) as error:
        load(**{name: value})

    assert said in str(error.value)


def test_variables_of_others_are_left_alone(load):
    assert load(GROUNDSWELL_SAMPLES="/data", GROUNDSWELL_NO_SKIPS="1").language == "en"


def test_the_example_file_shows_every_default_and_changes_none(load):
    text = options.example()
    lines = (line.removeprefix("# ") for line in text.splitlines())
    shown = tomllib.loads("\n".join(line for line in lines if " = " in line or line[:1] == "["))

    assert load(text) == load()
    assert dict(options._flat(shown)) == {key: option.default for key, option in OPTIONS.items()}


def test_chosen_options_stand_in_a_new_file(load):
    found = load(options.example({"organisation": 'Halden "Marine"', "leader_levels": ["Board"]}))

    assert (found.organisation, found.leader_levels) == ('Halden "Marine"', ["Board"])


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path):
    first = secret(tmp_path, "secret-key")

    file = tmp_path / "secrets" / "secret-key"
    assert secret(tmp_path, "secret-key") == first
    assert len(first) > 40
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["secret-key"]


def test_options_know_every_role():
    from groundswell.people.roles.models import Role

    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ('issuer = "http://login.example.com"\nclient_id = "g"', "oidc.issuer"),
        ('issuer = "https://login.example.com"', "oidc.client_id"),
        ('roles = ["its=king"]', "oidc.roles"),
        ("is_the_only_way = true", "oidc.is_the_only_way"),
    ],
)
def test_an_impossible_provider_stops_the_start(load, said, named):
    with pytest.raises(OptionsAreWrong, match=named):
        load(f"[oidc]\n{said}\n")

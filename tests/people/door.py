"""What tests of the door share: an hour, a password, and the way in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from groundswell.people.signin import actions

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "three blades and a shaft"
FROM_HERE = {"device": "Firefox, Linux", "address": "192.0.2.1"}


def sign_in(name, password=PASSWORD, **more):
    return actions.sign_in(name=name, password=password, **FROM_HERE | more)


def fail(name="mira_lindqvist", times=1, **more):
    for _ in range(times):
        with pytest.raises(actions.WrongNameOrPassword):
            sign_in(name, "wrong", **more)

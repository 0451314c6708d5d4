"""Fixtures of the door, for the tests that ask for them."""

from __future__ import annotations

import pytest


@pytest.fixture
def quick_hashes(settings):
    """Argon2 takes its time by design; what is tested here is around it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def at_nine():
    from groundswell.foundation import clock
    from tests.people.door import NOW

    with clock.frozen(NOW):
        yield


@pytest.fixture
def mira(cast):
    """Mira with a password."""
    from groundswell.people.persons.models import Person
    from groundswell.people.signin import actions, links
    from groundswell.people.signin.models import Purpose
    from tests.people.door import FROM_HERE, PASSWORD

    secret = links.issue_link(person=cast.mira, purpose=Purpose.INVITATION)
    actions.use_link(secret=secret, password=PASSWORD, **FROM_HERE)
    actions.end_all_sessions(cast.mira.pk)
    return Person.objects.get(pk=cast.mira.pk)

"""Presence: who was here on which day, and whether they wrote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from groundswell.foundation import clock
from groundswell.people.persons.models import Presence
from groundswell.people.signin import presence, queries
from groundswell.people.signin.models import Session
from tests.people.door import NOW, sign_in

pytestmark = pytest.mark.usefixtures("quick_hashes", "at_nine")


def test_presence_is_a_row_a_person_and_day_and_writing_stays_written(mira, settings):
    settings.TIME_ZONE = "Europe/Oslo"
    session = queries.signed_in(sign_in("mira_lindqvist"))
    assert session is not None
    presence.write()
    Presence.objects.all().delete()
    for at, has_written in ((NOW, False), (NOW, True), (NOW, False)):
        with clock.frozen(at):
            presence.note(mira.pk, session.session_id, has_written=has_written)
            presence.write()
    with clock.frozen(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)):
        presence.note(mira.pk, session.session_id, has_written=False)
        presence.write()

    rows = Presence.objects.order_by("on").values_list("on", "has_read", "has_written")
    assert [(str(on), read, wrote) for on, read, wrote in rows] == [
        ("2026-03-02", True, True),
        ("2026-03-03", True, False),
    ]
    assert Session.objects.get().last_seen_at == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert presence.write() == 0


def test_presence_that_could_not_be_written_is_kept(mira, monkeypatch):
    presence.note(mira.pk, 1, has_written=True)
    with monkeypatch.context() as broken:
        broken.setattr(presence, "_write_days", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            presence.write()

    presence.write()

    assert Presence.objects.get(person=mira).has_written


def test_presence_of_somebody_who_is_gone_stands_in_nobodys_way(mira):
    presence.note(mira.pk, 1, has_written=False)
    presence.note(10**9, 2, has_written=True)

    presence.write()

    assert list(Presence.objects.values_list("person", flat=True)) == [mira.pk]

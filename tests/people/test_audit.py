"""The audit log: whoever changes it is found out."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from groundswell.people.audit import actions, schema
from groundswell.people.audit.models import AuditEntry


@pytest.fixture
def owner(db):
    """Somebody who owns the database, and takes away what guards its rows."""
    schema.drop()


@pytest.fixture
def chain(cast):
    """Five entries with all kinds of plain facts."""
    facts = ({}, {"role": "analyst"}, {"count": 3, "is_pin": True}, {"a": [1, 2]}, {"ä": "ß"})
    return [
        actions.record(cast.mira, f"did {number}", "person", number, **more)
        for number, more in enumerate(facts)
    ]


def test_an_untouched_chain_holds(chain):
    assert actions.first_broken() is None
    assert chain[0].previous_hash == actions.GENESIS
    assert [entry.previous_hash for entry in chain[1:]] == [entry.hash for entry in chain[:-1]]


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "did nothing"},
        {"actor_id": 77},
        {"actor_id": None},
        {"noun": "group"},
        {"noun_id": 77},
        {"facts": {"count": 4, "is_pin": True}},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
)
def test_a_changed_entry_is_named(owner, chain, change):
    AuditEntry.objects.filter(pk=chain[2].pk).update(**change)

    assert actions.first_broken() == chain[2]


def test_a_changed_instant_is_found_to_the_microsecond(owner, chain):
    AuditEntry.objects.filter(pk=chain[1].pk).update(at=chain[1].at + timedelta(microseconds=1))

    assert actions.first_broken() == chain[1]


def test_an_entry_taken_out_breaks_the_one_behind_it(owner, chain):
    AuditEntry.objects.filter(pk=chain[2].pk).delete()

    assert actions.first_broken() == chain[3]


def test_an_entry_rewritten_with_a_hash_of_its_own_breaks_the_one_behind_it(owner, chain):
    forged = AuditEntry.objects.get(pk=chain[2].pk)
    forged.verb = "did nothing"
    forged.hash = actions.hash_of(forged)
    forged.save()

    assert actions.first_broken() == chain[3]


def test_an_entry_of_the_system_has_no_actor(cast):
    entry = actions.record(None, "imported", "batch", None)

    assert (entry.actor_id, entry.noun_id) == (None, None)
    assert actions.first_broken() is None


def test_the_database_itself_refuses_to_change_or_delete_an_entry(chain):
    entries = AuditEntry.objects.filter(pk=chain[2].pk)

    assert schema.is_there()
    for deed in (lambda: entries.update(verb="did nothing"), entries.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            deed()
    assert actions.first_broken() is None
    schema.drop()
    assert not schema.is_there()


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_write_one_chain():
    def write():
        for number in range(5):
            actions.record(None, "did", "thing", number)
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert AuditEntry.objects.count() == 20
    assert actions.first_broken() is None

"""What tests do and look up inside a served instance, in a process of its own.

`python -m tests.instance` reads lines like `["sign_in", ["Mira Lindqvist"]]` and answers in JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django


def sign_in(names: list[str]) -> list[str]:
    """Tokens of new sessions of people, who are made when they are not there."""
    from groundswell.network.streams import actions as streams
    from groundswell.people.persons import actions as persons
    from groundswell.people.persons.models import Person, State
    from groundswell.people.signin import actions as signin

    tokens = []
    for name in names:
        person = Person.objects.filter(name=name).first()
        if person is None:
            email = f"{name.split()[0].lower()}@halden.example"
            person = persons.add(persons.NewPerson(name=name, email=email, state=State.ACTIVE))
            streams.settle_in(person.pk)
        tokens.append(signin.open_session(person=person, device="test", address="127.0.0.1"))
    return tokens


def open_the_demo() -> None:
    """Let the instance be a demo, with two of its people."""
    from django.conf import settings

    from groundswell.demo.member import key_of
    from groundswell.people.persons.models import Person

    names = ["Mira Lindqvist", "Tomasz Wilk"]
    sign_in(names)
    for name in names:
        Person.objects.filter(name=name).update(external_id=key_of(name))
    (settings.DIRECTORY / "demo-truth.json").write_text("{}")


def company() -> dict[str, int]:
    """The streams of the organisation and of a secret group, where Mira and Otto are members."""
    from tests.cast import Cast

    cast = Cast()
    _ = cast.joan
    return {"organisation": cast.organisation.pk, "merger": cast.merger.stream_id}


def storyline_of(name: str) -> int:
    """The stream in which somebody speaks for themselves; nobody else has it in their feed."""
    from groundswell.network.streams.models import Stream

    return Stream.objects.get(person__name=name).pk


def invited(name: str) -> str:
    """The secret of a new link for somebody who is invited; older ones stop working."""
    from groundswell.people.persons.models import Person
    from groundswell.people.signin import links
    from groundswell.people.signin.models import Purpose

    return links.issue_link(person=Person.objects.get(name=name), purpose=Purpose.INVITATION)


def suspend(name: str) -> None:
    """Shut somebody out."""
    from groundswell.exchange.people import states
    from groundswell.people.persons.models import Person

    by = Person.objects.get(name="Mira Lindqvist")
    states.suspend(person=Person.objects.get(name=name), suspended_by=by)


def said() -> dict[str, int]:
    """How often each text was said."""
    from collections import Counter

    from groundswell.network.models import Post

    return Counter(Post.objects.values_list("source", flat=True))


def schedule(count: int) -> None:
    """Posts of Mira's that wait and are due; each calls Otto."""
    from datetime import timedelta

    from groundswell.foundation import clock
    from groundswell.network.streams import queries as streams
    from groundswell.network.unsent.models import Scheduled
    from groundswell.people.persons.models import Person

    sign_in(["Mira Lindqvist"])
    author, stream_id = Person.objects.get(name="Mira Lindqvist"), streams.organisation().pk
    now = clock.now()
    Scheduled.objects.bulk_create(
        Scheduled(
            author=author,
            stream_id=stream_id,
            source=f"words {number} @otto_berg",
            request_key=f"later-{number}",
            created_at=now,
            due_at=now - timedelta(seconds=number),
        )
        for number in range(count)
    )


def tell_everywhere(name: str, subscription: dict[str, str]) -> None:
    """Somebody is told on a browser and by mail, at any hour."""
    from groundswell.network.models import Preferences
    from groundswell.network.notifications import devices
    from groundswell.people.persons.models import Person
    from groundswell.people.signin import doors, queries

    (token,) = sign_in([name])
    person = Person.objects.get(name=name)
    signed_in = queries.signed_in(token)
    assert signed_in
    devices.add(person=person, session_id=signed_in.session_id, **subscription)
    Preferences.objects.create(
        person=person, is_quiet_at_night=False, digest="never", after_minutes=5
    )
    doors.open_doors(opened_by=person)


def bring_on(minutes: int) -> int:
    """Publish what is due, tell whom it calls, here, and by push and mail; how much still waits.

    All in small steps, so that a kill meets each of them; mails as they would be in some minutes.
    """
    from datetime import timedelta

    from groundswell.activity import outbox, readers
    from groundswell.activity.models import Outbox
    from groundswell.foundation import clock
    from groundswell.network.notifications import mailing, pushing
    from groundswell.network.unsent import publishing
    from groundswell.network.unsent.models import Scheduled

    publishing.CLAIM, publishing.AT_ONCE, readers.BATCH = timedelta(seconds=0.5), 3, 3
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    done = 1
    while done:
        done = publishing.publish_due() + readers.run_once(reader)
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            done += pushing.owe_due() + outbox.work_off(pushing.WORKER, limit=3)
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            done += mailing.owe_due() + outbox.work_off(limit=3)
    open_deeds = Outbox.objects.filter(done_at=None).count()
    return Scheduled.objects.count() + unread()["notices"] + open_deeds


def pushed() -> dict[str, str]:
    """What became of the push about each thread, by its page: nothing when it was taken, or why."""
    from groundswell.activity.models import Outbox
    from groundswell.network.models import Notice

    threads = dict(Notice.objects.values_list("pk", "thread_id"))
    rows = Outbox.objects.filter(kind="push").exclude(done_at=None)
    return {
        f"/posts/{threads[facts['notice_id']]}/": end
        for facts, end in rows.values_list("facts", "last_error")
    }


def noticed(name: str) -> dict[str, int]:
    """How often somebody has a notice of each text."""
    from collections import Counter

    from groundswell.network.models import Notice

    return Counter(
        Notice.objects.filter(person__name=name).values_list("thread__source", flat=True)
    )


def miscounted() -> list[str]:
    """Posts whose counters are not what a recount gives."""
    from collections import Counter

    from groundswell.network.models import Post, Reaction

    replies = Counter(
        Post.objects.filter(removed_at=None).exclude(root=None).values_list("root_id", flat=True)
    )
    reactions: dict[int, Counter[str]] = {}
    for post_id, name in Reaction.objects.values_list("post_id", "name"):
        reactions.setdefault(post_id, Counter())[name] += 1
    return [
        f"{post}: {post.reply_count} {post.reaction_counts}"
        for post in Post.objects.all()
        if post.reply_count != replies[post.pk]
        or post.reaction_counts != dict(reactions.get(post.pk, {}))
    ]


def unplaced() -> list[int]:
    """Threads that stand nowhere."""
    from groundswell.network.models import Post

    return list(Post.objects.filter(root=None, placements=None).values_list("pk", flat=True))


def content() -> dict[str, dict[str, str]]:
    """Every row of every table, as a hash of its values by its key; who works on it is left out."""
    import hashlib

    from django.apps import apps

    passing = {"activity_readercursor", "activity_processlease"}
    found: dict[str, dict[str, str]] = {}
    for model in apps.get_models():
        if model._meta.db_table not in passing:
            names = [str(field.attname) for field in model._meta.concrete_fields]
            rows = model._default_manager.values_list("pk", *names)
            found[model._meta.db_table] = {
                str(key): hashlib.sha256(repr(values).encode()).hexdigest()
                for key, *values in rows.iterator()
            }
    return found


def names() -> list[str]:
    """Everybody, by name."""
    from groundswell.people.models import Person

    return sorted(Person.objects.values_list("name", flat=True))


def attach(name: str, text: str) -> None:
    """Let somebody post with a file."""
    from groundswell.network.files import actions as files
    from groundswell.network.posts import actions as posts
    from groundswell.people.persons.models import Person

    author = Person.objects.get(name=name)
    file = files.store(uploader=author, name="a.txt", content=text.encode())
    posts.publish(author=author, stream_ids=[1], source=text, file_ids=[file.pk])


def unread() -> dict[str, int]:
    """How many activities each reader has before it, with those it may not see yet.

    On PostgreSQL a long transaction of another test, in another database, holds news back.
    """
    from django.db import connection

    from groundswell.activity import log, readers
    from groundswell.activity.models import ReaderCursor

    horizon = " AND xid < pg_snapshot_xmin(pg_current_snapshot())"
    query = log.AFTER[connection.vendor].replace(horizon, "")
    cursors = {cursor.name: cursor for cursor in ReaderCursor.objects.all()}
    found = {}
    with connection.cursor() as asked:
        for name in (reader.name for reader in readers.registered()):
            at = cursors.get(name, ReaderCursor())
            asked.execute(query, {"xid": str(at.xid), "id": at.position, "limit": 500})
            found[name] = len(asked.fetchall())
    return found


def record(count: int) -> None:
    """Write activities, numbered from 0."""
    from django.db import transaction

    from groundswell.activity import log

    with transaction.atomic():
        log.record_many(log.entry(1, "tested", "reading", number) for number in range(count))


def read_slowly(batch: int) -> int:
    """Read the log to its end in small batches, with an effect that no key protects."""
    import secrets

    from groundswell.activity import log, readers
    from groundswell.activity.models import Outbox
    from groundswell.foundation import clock

    def effect(entries: Sequence[log.Entry]) -> None:
        now = clock.now()
        Outbox.objects.bulk_create(
            Outbox(
                key=secrets.token_hex(8),
                kind="test",
                facts={"number": entry.noun_id},
                owed_at=now,
                next_try_at=now,
            )
            for entry in entries
            if entry.noun == "reading"
        )

    readers.BATCH = batch
    return readers.catch_up(readers.Reader("test", effect))


def effects() -> list[int]:
    """The numbers of all activities that had their effect."""
    from groundswell.activity.models import Outbox

    return [facts["number"] for facts in Outbox.objects.values_list("facts", flat=True)]


def grow_old() -> None:
    """Take the last change of one floor back, as if the program had been older."""
    from django.core.management import call_command

    from groundswell.config import schema

    *_, before, _last = sorted(name for app, name in schema.known() if app == "adoption")
    call_command("migrate", "adoption", before, verbosity=0)


def grow_new() -> None:
    """Pretend that a later version was here."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_applied("people", "9999_from_the_future")


def present() -> dict[str, bool]:
    """Who was here on some day, and whether they wrote."""
    from groundswell.people.models import Presence

    return dict(Presence.objects.values_list("person__name", "has_written"))


def invite(name: str) -> int:
    """Add somebody to the people list and open the doors; how many invitations are owed."""
    from groundswell.people.persons import actions as persons
    from groundswell.people.persons.models import Person
    from groundswell.people.signin import doors

    persons.add(persons.NewPerson(name=name, email="tuva@halden.example"))
    return doors.open_doors(opened_by=Person.objects.get(name="Mira Lindqvist"))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    django.setup()
    from groundswell.operations import instances

    instances.prepare(Path(os.environ["GROUNDSWELL_DIR"]))
    for line in sys.stdin:
        function, *arguments = json.loads(line)
        sys.stdout.write(json.dumps(globals()[function](*arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Every address with every kind of viewer, against the written table; and no address beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from urllib.parse import urlencode

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from groundswell.adoption.reports import actions as reports
from groundswell.demo.member import key_of
from groundswell.exchange.batches import actions as batches
from groundswell.exchange.slack.report import Report
from groundswell.exchange.tasks import imports
from groundswell.exchange.tasks import queries as tasks
from groundswell.exchange.tasks.models import Task
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.network.groups import actions as groups
from groundswell.network.moderation import deciding, reporting
from groundswell.network.moderation.models import Reason
from groundswell.network.notifications import devices, unsubscribing
from groundswell.network.notifications.models import Kind, Notice
from groundswell.network.notifications.unsubscribing import What
from groundswell.network.rules import actions as rules
from groundswell.network.rules import holding
from groundswell.network.rules.models import Decider, Held
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Stream
from groundswell.network.unsent import handing
from groundswell.people.delegates import actions as delegates
from groundswell.people.delegates.models import Right
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions as signin
from groundswell.people.signin import queries
from groundswell.people.signin.models import Session
from tests.push_service import Browser
from tests.web.table_of_urls import ROWS, ROWS_OF_THE_DEMO
from tests.web.world import VIEWERS, undone

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
READING = {"SELECT", "WITH", "--"}  # how a statement begins that writes nothing


def patterns(resolver: URLResolver | None = None) -> Iterator[str]:
    """The pattern of every address there is."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLPattern):
            yield str(found.pattern)
        else:
            yield from (f"{found.pattern}{rest}" for rest in patterns(found))


def ids(world):
    """What the addresses of the table stand for."""
    groups.join(person=world.joan, group_id=world.board.pk)
    for person, manager in ((world.otto, world.mira), (world.joan, world.mira)):
        Assignment.objects.create(person=person, manager=manager, from_on="2020-01-01")
    Assignment.objects.create(person=world.mira, from_on="2020-01-01")
    session = Session.objects.filter(person=world.mira).first()
    case = reporting.report(reporter=world.lea, post_id=world.question.pk, reason=Reason.HARM)
    roles.grant(person=world.lea, role=Role.MODERATOR)
    deciding.decide(moderator=world.lea, case_id=case.pk, words="No", warns=True)
    delegation = delegates.name_delegate(
        leader=world.mira, delegate_id=world.otto.pk, right=Right.DRAFT
    )
    everywhere = streams.organisation().pk
    handed = handing.hand(
        writer=world.otto, leader=world.mira, stream_id=everywhere, source="We move"
    )
    return {
        **of_imports(world),
        "delegation": delegation.pk,
        "delegate": world.joan.account.handle,
        "handed": handed.pk,
        "case": case.pk,
        "held": held_of(world.otto, world.pilots).pk,
        "word": rules.add(moderator=world.lea, pattern="fool", is_regex=False).pk,
        "pilots": world.pilots.pk,
        "pilots_stream": world.pilots.stream_id,
        "board": world.board.pk,
        "merger": world.merger.pk,
        "merger_stream": world.merger.stream_id,
        "organisation": streams.organisation().pk,
        "question": world.question.pk,
        "answer": world.answer.pk,
        "poll": world.poll.pk,
        "announcement": world.announcement.pk,
        "secret_post": world.secret_post.pk,
        "secret_answer": world.secret_answer.pk,
        "file": world.secret_file,
        "photo": world.photo,
        "pair": world.pair,
        "several": world.several,
        "message": world.message,
        "mira": world.mira.pk,
        "otto": world.otto.pk,
        "joan": world.joan.pk,
        "lea": world.lea.pk,
        "session": session.pk,
        "stop": unsubscribing.address(world.otto, What.DIGEST).split("/")[2],
        "stop_report": reports.address(world.otto.pk).split("/")[3],
        "waiting": world.waiting.pk,
        "next_month": (clock.now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M"),
        "notice": notice_of(world.otto, world.question),
        "device": device_of(world.otto),
    }


def of_imports(world):
    """An export that lies ready, its trial, another one that was stopped, and a batch."""
    folder = tasks.folder()
    folder.mkdir(exist_ok=True)
    (folder / "slack.zip").touch()
    asked = {"kind": "trial", "asked_by": world.ada, "asked_at": clock.now()}
    asked["choices"] = {"file": "slack.zip"}
    trial = Task.objects.create(
        **asked, state="done", result=imports.kept_report(Report("x", True))
    )
    stopped = Task.objects.create(**asked, state="stopped")
    batch = batches.begin(system="slack", source_name="slack.zip", fingerprint="f")
    return {"trial": trial.pk, "stopped": stopped.pk, "batch": batch.pk}


def device_of(person):
    """A browser of somebody that is told while it is closed."""
    token = signin.open_session(person=person, device="Firefox", address="127.0.0.1")
    session_id = queries.signed_in(token).session_id
    browser = Browser("https://push.example.com/otto")
    return devices.add(person=person, session_id=session_id, **browser.subscription).pk


def held_of(author, group):
    """A post that waits for an owner of the group."""
    stream = Stream.objects.select_related("group").get(pk=group.stream_id)
    said = {"html": "<p>Hear</p>", "title": "", "kind": "post", "answerers": ""}
    wait = holding.MustWait(stream, Decider.OWNERS, otherwise=Refused())
    holding.hold(wait, author=author, source="Hear", request_key=None, **said)
    return Held.objects.get()


def noting(deeds):
    """Notes the first word of what the database is asked; Django's own capture asks it again."""

    def execute(ask, sql, params, many, context):
        deeds.add(sql.lstrip("( \n").split()[0])
        return ask(sql, params, many, context)

    return execute


def differences(world, rows):
    """What some kind of viewer gets otherwise than their row says, and what a GET writes."""
    clients = world.clients()
    known = ids(world)
    found = []
    for row in rows:
        address = row.address.format(**known)
        sent = {name: value.format(**known) for name, value in row.sent.items()}
        for viewer, expected in zip(VIEWERS, row.statuses.split(), strict=True):
            deeds: set[str] = set()
            with undone(), connection.execute_wrapper(noting(deeds)):
                answer = clients[viewer].generic(
                    row.method, address, urlencode(sent), "application/x-www-form-urlencoded"
                )
                if answer.streaming:
                    answer.getvalue()
            if answer.status_code != int(expected):
                said = f"{answer.status_code}, not {expected}"
                found.append(f"{row.method} {row.address} as {viewer}: {said}")
            if row.method == "GET" and deeds - READING:
                found.append(f"GET {row.address} as {viewer}: {deeds - READING}")
    return found


def notice_of(person, thread):
    """Something that waits for somebody, of which nobody else may hear."""
    notice = Notice.objects.create(
        person=person,
        kind=Kind.ANSWER,
        subject_id=thread.pk,
        thread=thread,
        since_id=thread.pk,
        since_at=thread.published_at,
        opened_at=thread.published_at,
        wave=1,
    )
    return notice.pk


def test_every_viewer_gets_what_the_table_says_and_a_get_never_writes(world):
    assert differences(world, ROWS) == []


def test_in_the_demo_everybody_may_become_one_of_its_people(world, settings):
    settings.IS_DEMO = True
    Person.objects.filter(pk=world.mira.pk).update(external_id=key_of(world.mira.name))

    assert differences(world, ROWS_OF_THE_DEMO) == []


def test_whoever_is_not_in_is_led_to_the_door(world):
    clients = world.clients()

    for viewer in ("stranger", "suspended", "left"):
        answer = clients[viewer].get("/people/?site=Halden")

        assert answer.headers["Location"] == "/sign-in/?next=%2Fpeople%2F%3Fsite%3DHalden"


def test_no_address_is_missing_from_the_table():
    assert set(patterns()) - {row.pattern for row in ROWS} == set()


def test_no_row_of_the_table_is_about_an_address_that_is_not_there():
    assert {row.pattern for row in ROWS} - set(patterns()) == set()


def test_no_address_takes_a_method_that_the_table_does_not_name(world):
    clients = world.clients()
    known = ids(world)
    named = {(row.pattern, row.method) for row in ROWS}
    address_of = {row.pattern: row.address.format(**known) for row in ROWS}

    for (pattern, address), method in product(address_of.items(), METHODS):
        if (pattern, method) not in named:
            assert clients["owner"].generic(method, address).status_code == 405, (method, address)


def test_a_head_is_a_get_without_a_body(world):
    answer = world.client(world.otto).head("/")

    assert answer.status_code == 200
    assert answer.content == b""

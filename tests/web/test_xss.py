"""Every attack, through every field that takes a text, comes out on the pages as plain words."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.activity import readers
from groundswell.adoption import weekly
from groundswell.adoption.bridges.models import OwnBridge
from groundswell.adoption.consents.models import Consent, What
from groundswell.adoption.measures.figures import Cell
from groundswell.adoption.pairs import TABLES
from groundswell.adoption.suggestions.models import Suggestion
from groundswell.adoption.told import actions as told
from groundswell.adoption.told.models import ToldFigure
from groundswell.foundation import clock
from groundswell.network.announcements import actions as announcements
from groundswell.network.files import actions as files
from groundswell.network.files.models import File
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.messages import actions as messages
from groundswell.network.polls import actions as polls
from groundswell.network.polls.models import Poll
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.topics.models import Topic
from groundswell.network.unsent import drafts, scheduling
from groundswell.network.unsent.models import Handed, Scheduled
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import employ
from tests.web.harm import harm_in
from tests.web.world import picture

FILE = Path(__file__).parent.parent / "network" / "xss_vectors.txt"
VECTORS = [line.replace("\\n", "\n") for line in FILE.read_text("utf-8").splitlines() if line]
LINES = [" ".join(vector.split()) for vector in VECTORS]
OLDER = re.compile(r'<div class="feed__older" hx-get="([^"]+)"')
OUR_DRAWINGS = re.compile(r'<svg class="(?:chart|patterns)')
LONGEST_TITLE = 200
LEADERS = "/administration/leaders/"
SUNDAY, ON = date(2026, 3, 29), datetime(2026, 4, 1, 9, tzinfo=UTC)  # the end of a quarter
HARM = """<script>x</script><img src=x onerror=y><a href="javascript:z">a</a><iframe></iframe>
<form action="//evil.example"></form><div style="x"></div><div class="post__text"><p id=x>a</p>
</div><button formaction="https://evil.example" hx-post="//evil.example"></button><!-- c -->"""


def bundles(longest):
    """All attacks, in texts and lines of so many characters; on a page each is found by itself."""
    held, length = [], 0
    for pair in zip(VECTORS, LINES, strict=True):
        if held and length + len(pair[1]) + 1 > longest:
            yield _bundle(held)
            held, length = [], 0
        held.append(pair)
        length += len(pair[1]) + 1
    yield _bundle(held)


def _bundle(pairs):
    vectors, lines = zip(*pairs, strict=True)
    return "\n\n".join(vectors), " ".join(lines)[:LONGEST_TITLE], lines


def body(client, address, **more):
    """A page that was answered, whatever its status, and what the browser would find in it."""
    answer = client.get(address, **more)
    assert answer.status_code < 500
    return answer.content.decode()


def assert_harmless(client, *addresses):
    found = {address: harm for address in addresses if (harm := harm_in(body(client, address)))}
    assert found == {}


def test_there_are_enough_attacks():
    assert len(set(VECTORS)) >= 150


def test_the_reader_of_pages_sees_harm():
    assert len(harm_in(HARM)) == 12


def test_posts_their_titles_and_the_names_of_their_files(world):
    attacks = list(bundles(LONGEST_TITLE))
    for text, title, names in attacks:
        stored = [files.store(uploader=world.mira, name=name, content=b"x") for name in names]
        posts.publish(
            author=world.mira,
            stream_ids=[world.pilots.stream_id],
            kind="question",
            title=title,
            source=f"Look\n\n{text}",
            file_ids=[file.pk for file in stored],
        )
    client, address, pages = world.client(world.otto), f"/groups/{world.pilots.pk}/", 0

    for address_of_page in every_page(client, address):
        pages += 1
        assert harm_in(body(client, address_of_page)) == []

    assert pages >= len(attacks) // 20


def test_what_pictures_show(world):
    """Drawn once, described in all ways: on posts, in the field, in history, and where it waits."""
    drawn = files.store(uploader=world.otto, name="a.png", content=picture())
    rows = [File.objects.get(pk=drawn.pk) for _ in LINES]
    for row, line in zip(rows, LINES, strict=True):
        row.pk, row.description = None, line[:1500]
    shown = File.objects.bulk_create(rows)
    post = posts.publish(
        author=world.otto,
        stream_ids=[world.pilots.stream_id],
        source="Look",
        file_ids=[file.pk for file in shown],
    )
    said = {file.pk: line for file, line in zip(shown, reversed(LINES), strict=True)}
    changing.edit(editor=world.otto, post_id=post.pk, source="Look", descriptions=said)
    Group.objects.filter(pk=world.pilots.pk).update(asks_approval=True)
    said = {file.pk: line for file, line in zip(shown, LINES, strict=True)}
    with pytest.raises(WaitsForApproval):
        changing.edit(editor=world.otto, post_id=post.pk, source="Look", descriptions=said)

    client = world.client(world.otto)
    pages = [f"/posts/{post.pk}/{rest}" for rest in ("", "edit/", "history/")]
    assert_harmless(client, *pages, "/moderation/waiting/")
    assert_harmless(world.client(world.mira), *pages[::2], f"/groups/{world.pilots.pk}/")
    assert_harmless(world.client(world.mira), "/moderation/waiting/", "/moderation/")


def test_the_answers_of_polls(world):
    for lines in batched(LINES, 10, strict=False):
        made = [line[:120] for line in lines] if len(lines) > 1 else [lines[0][:120], "No"]
        polls.ask(
            author=world.mira,
            stream_ids=[world.pilots.stream_id],
            options="\n".join(made),
            title="Which?",
            source="?",
        )
    client = world.client(world.otto)

    for address in every_page(client, f"/groups/{world.pilots.pk}/"):
        assert harm_in(body(client, address)) == []
    last = Poll.objects.latest("pk").pk
    assert_harmless(client, f"/posts/{last}/", f"/posts/{last}/votes/")


def test_praise_and_whom_announcements_address(world):
    """Names come out with praise, and an audience with its announcement, to readers and author."""
    praised = persons.add_many(
        [persons.NewPerson(name=line[:120], state="active") for line in LINES[::3]]
    )
    Assignment.objects.bulk_create(
        Assignment(
            person=person, function=line[:120], site=line[:120], level=line[:120],
            manager=world.mira, from_on="2020-01-01",
        )
        for person, line in zip(praised, LINES, strict=False)
    )  # fmt: skip
    roles.grant(person=world.mira, role=Role.ANNOUNCER)
    for person, vector, line in zip(praised, VECTORS, LINES, strict=False):
        place = {"stream_ids": [world.organisation.pk]}
        said = f"@{person.account.handle} thanks {vector}"
        posts.publish(author=world.mira, kind="praise", source=said, **place)
        audience = dict.fromkeys(("function", "site", "level"), line[:120])
        told = announcements.announce(
            author=world.mira, title=line[:200], source=vector or "-", **audience, **place
        )
    client = world.client(world.mira)

    for address in every_page(client, "/"):
        assert harm_in(body(client, address)) == []
    assert_harmless(client, f"/posts/{told.pk}/", f"/posts/{told.pk}/reach/")


def every_page(client, address):
    """The address of each page of a feed."""
    while address:
        yield address
        older = OLDER.search(body(client, address))
        address = older[1] if older else ""


def test_replies_their_drafts_and_what_they_said_before(world):
    for vectors in batched(VECTORS, 12, strict=True):
        vector = "\n\n".join(vectors)
        reply = posts.reply(author=world.mira, to_id=world.question.pk, source=f"So: {vector}")
        changing.edit(editor=world.mira, post_id=reply.pk, source=f"{vector} So.")
    client = world.client(world.mira)

    assert_harmless(
        client,
        f"/posts/{world.question.pk}/",
        f"/posts/{world.question.pk}/?reply_to={reply.pk}",
        f"/posts/{reply.pk}/edit/",
        f"/posts/{reply.pk}/history/",
        f"/posts/{reply.pk}/remove/",
    )


def test_what_is_not_sent_and_why_a_thread_is_locked(world):
    client, due_at = world.client(world.mira), clock.now() + timedelta(days=3)
    attacks = list(bundles(LONGEST_TITLE))
    for number, (text, title, _) in enumerate(attacks):
        typed = drafts.Typed(source=f"So: {text}", title=title)
        drafts.keep(person=world.mira, place=f"reply-{number}", typed=typed)
    drafts.keep(
        person=world.mira,
        place="home",
        typed=drafts.Typed(
            source="\n".join(VECTORS),
            kind="announcement",
            parts={"options": "\n".join(LINES[:40]), "site": LINES[0], "level": LINES[1]},
        ),
    )
    waiting = [
        scheduling.schedule(
            author=world.mira,
            stream_id=world.organisation.pk,
            source=f"So: {text}",
            title=title,
            kind="question",
            due_at=due_at,
        )
        for text, title, _ in attacks
    ]
    Scheduled.objects.filter(pk=waiting[0].pk).update(refusal=LINES[0])
    handed = [
        Handed.objects.create(
            leader=world.mira,
            writer=world.otto,
            stream_id=world.organisation.pk,
            kind="question",
            source=f"So: {text}",
            title=title,
            request_key=str(number),
            written_at=clock.now(),
        )
        for number, (text, title, _) in enumerate(attacks)
    ]
    reason = " ".join(LINES)[:200]
    tending.lock(locker=world.mira, post_id=world.question.pk, reason=reason)

    assert_harmless(
        client,
        "/",
        "/drafts/",
        f"/scheduled/{waiting[0].pk}/",
        f"/scheduled/{waiting[1].pk}/",
        *(f"/handed/{draft.pk}/" for draft in handed[:20]),
        f"/posts/{world.question.pk}/",
    )


@pytest.mark.usefixtures("news")
def test_what_waits_for_somebody(world):
    for number, vector in enumerate(VECTORS[:90]):
        asked = posts.publish(
            author=world.otto,
            stream_ids=[world.pilots.stream_id],
            kind="question",
            title=f"{vector[:180]} {number}",
            source=vector,
        )
        posts.reply(author=world.mira, to_id=asked.pk, source=f"{vector} So.")
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    readers.catch_up(reader)

    assert_harmless(world.client(world.otto), "/notices/", "/notices/unread/")


def test_groups_and_what_they_are_for(world):
    founded = [
        groups.found(
            founder=world.mira, name=line[:74] + str(number), purpose=line, visibility=visibility
        )
        for number, (line, visibility) in enumerate(
            zip((line[:300] for line in LINES), list(Visibility) * 100, strict=False)
        )
    ]
    for group in founded[:3]:
        groups.invite(member=world.mira, group_id=group.pk, person_id=world.otto.pk)
    pages = [f"/groups/{group.pk}/{rest}" for group in founded[:6] for rest in ("", "members/")]

    assert_harmless(world.client(world.mira), "/groups/", "/", *pages, f"{pages[0]}edit/")
    joan = world.client(world.joan)
    assert_harmless(joan, "/groups/", pages[0], "/people/mentions/?q=scr", "/first-steps/")
    assert_harmless(world.client(world.otto), "/groups/")


def test_people_and_what_they_say_of_themselves(world):
    added = persons.add_many(
        [
            persons.NewPerson(
                name=line[:120],
                title=line[:160],
                skills=[other[:80] for other in LINES[number : number + 6]],
                ask_me_about=[line[:80]],
                languages=[other[:80] for other in LINES[number : number + 6]],
                state="active",
            )
            for number, line in enumerate(LINES)
        ]
    )
    Assignment.objects.bulk_create(
        Assignment(
            person=person, function=line[:120], site=line[:120], level="desk", manager=world.mira,
            from_on="2020-01-01",
        )
        for person, line in zip(added, LINES, strict=True)
    )  # fmt: skip
    world.tell(added[0], "Good morning")
    client = world.client(world.ada)
    directory = [f"/people/?from={start}" for start in range(0, len(LINES), 40)]
    # The directory shows everybody; a profile adds skills and languages, six attacks in each.
    profiles = [f"/people/{person.pk}/" for person in added[::6]]

    assert_harmless(client, "/", *directory, *profiles, f"/organisation/{world.mira.pk}/")
    assert_harmless(client, *(f"/people/mentions/?q={letter}" for letter in "aisx<"))
    assert_harmless(client, "/administration/?name=script", f"/organisation/{added[0].pk}/")
    assert harm_in(client.post("/administration/letters/").content.decode()) == []
    assert_harmless(world.client(added[0]), "/", "/settings/", "/first-steps/")


def test_groups_worth_bridging_and_those_who_join_or_lead_them(world, settings):
    """Names of groups, of topics, and of people with their functions, where adoption tells them."""
    settings.LEADER_LEVELS = [line[:120] for line in LINES]
    topics = Topic.objects.bulk_create(
        Topic(name=line[:80], name_folded=line[:80]) for line in LINES[:9]
    )
    founded = [
        groups.found(founder=world.mira, name=line[:74] + str(number)).pk
        for number, line in enumerate(LINES)
    ]
    pairs = [sorted(pair) for pair in zip(founded[::2], founded[1::2], strict=False)]
    employ("Halden", 12)
    keep_pairs(pairs, [topic.pk for topic in topics])
    people = persons.add_many(
        [persons.NewPerson(name=line[:120], state="active") for line in LINES]
    )
    Assignment.objects.bulk_create(
        Assignment(person=one, function=line[:120], level=line[:120], from_on="2020-01-01")
        for one, line in zip(people, LINES, strict=True)
    )
    figures = {"constraint": 0.25, "effective_size": 4.5, "betweenness": 12, "less_bound_than": 0.4}
    for person in people:
        OwnBridge.objects.create(person=person, on=SUNDAY, ties=6, functions=2, **figures)
        Consent.objects.create(person=person, what=What.BRIDGE, given_at=clock.now())
    roles.grant(person=world.otto, role=Role.ANALYST)

    with clock.frozen(ON):
        otto, ada = world.client(world.otto), world.client(world.ada)
        silos = body(otto, "/adoption/silos/")
        pages = [silos, body(ada, LEADERS)]
        for page in pages:
            assert page.count("alert(1)") > 9
            assert harm_in(page) == ["<svg>"] * len(OUR_DRAWINGS.findall(page))
    assert all(f'"/groups/{one}/"' in silos for one in pairs[0])
    assert all(f'"/people/{one.pk}/"' in page for one in people for page in (silos, pages[-1]))


def keep_pairs(pairs, topics):
    """All figures of a week as a night keeps them, with these pairs of groups in two of them."""
    with clock.frozen(ON):
        weekly.seal(SUNDAY)
        told.keep(SUNDAY)
        for one, other in pairs:
            Suggestion.objects.create(
                one_id=one, other_id=other, kind="event", taken_on=SUNDAY - timedelta(weeks=10)
            )
    cells = [
        {"withheld": None, **asdict(cell)}
        for one, other in pairs
        for cell in [
            Cell(row=str(one), column=str(other), value=9, people=0, base=0, low=1, high=12)
        ]
    ]
    for name, tables, shared in (
        (
            "bridging",
            TABLES,
            {"topics": [[*pair, *topics[at::3]] for at, pair in enumerate(pairs)]},
        ),
        ("bridged", ("more_ties",), {}),
    ):
        row = ToldFigure.objects.get(measure=name)
        row.facts |= {"series": shared}
        row.facts["tables"] = [{"name": one, "unit": "count", "cells": cells} for one in tables]
        row.save()


def test_what_stands_in_an_address_or_a_cookie(world):
    client, stranger = world.client(world.ada), world.client(None)
    for lines in batched(LINES, 12, strict=True):
        line = " ".join(lines)
        typed = quote(line, safe="")
        for browser in (client, stranger):
            browser.cookies["toast"] = typed
            browser.cookies["scheme"] = typed

        assert_harmless(client, f"/search/?q={typed}", f"/people/?name={typed}&site={typed}")
        assert_harmless(client, f"/topics/{typed}/", f"/administration/?name={typed}")
        assert_harmless(stranger, f"/sign-in/?next={typed}", f"/welcome/{typed}/")
        refused = body(client, "/nothing/", headers={"referer": f"http://testserver/{line}"})
        assert harm_in(refused) == []


def test_what_a_form_gives_back(world, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client, stranger = world.client(world.mira), world.client(None)
    # Sixteen attacks at a time: a page for each would take the suite too long.
    for vectors in batched(VECTORS, 16, strict=True):
        vector = "\n".join(vectors)
        name = {"name": vector, "password": vector}
        shows = {"descriptions": vector}
        box = {"kind": "question", "source": vector, "stream": vector} | shows
        group = {"name": vector, "purpose": vector * 99, "visibility": vector}
        profile = {"title": vector * 99, "ask_me_about": "a," * 50 + vector, "skills": vector}
        answers = [
            stranger.post("/sign-in/", name),
            stranger.post("/welcome/", {"pin": vector}),
            client.post("/posts/", box),
            client.post(
                f"/posts/{world.question.pk}/replies/", {"source": vector + " so" * 5000} | shows
            ),
            client.post("/groups/new/", group),
            client.post("/settings/", profile),
            client.post("/preview/", {"source": vector}),
            client.post(f"/groups/{world.pilots.pk}/invite/", {"handle": vector}),
        ]

        assert [harm for answer in answers for harm in harm_in(answer.content.decode())] == []


def test_the_cells_headings_and_name_of_a_people_list(world):
    held = io.StringIO()
    lines = csv.writer(held)
    lines.writerow(["id", "name", "title", "function", "start date", *LINES[:30]])
    for number, line in enumerate(LINES):
        lines.writerow([f"e{number}", line[:100], line, line[:100], line if number % 2 else ""])
    client = world.client(world.ada)
    sent = SimpleUploadedFile(LINES[0], held.getvalue().encode())

    answer = client.post(
        "/administration/people/", {"file": sent, "root": LINES[1], "map": f"{LINES[2]}=name"}
    )
    preview = client.post("/administration/people/", {"file": _again(sent), "root": "e0"})

    assert harm_in(answer.content.decode()) == []
    assert harm_in(preview.content.decode()) == []
    assert "alert(1)" in preview.content.decode()


def _again(sent: SimpleUploadedFile) -> SimpleUploadedFile:
    sent.seek(0)
    return SimpleUploadedFile(sent.name or "", sent.read())


def test_messages_the_names_of_conversations_and_of_their_files(world):
    client = world.client(world.mira)
    for attacks in batched(bundles(LONGEST_TITLE), 20, strict=False):
        talk = messages.start(
            author=world.otto, person_ids=[world.mira.pk, world.joan.pk], source="Look"
        )
        for text, _, names in attacks:
            stored = [files.store(uploader=world.otto, name=name, content=b"x") for name in names]
            world.say(world.otto, talk, f"Look\n\n{text}", file_ids=[file.pk for file in stored])
            messages.name(person=world.otto, conversation_id=talk, name=names[0])
        assert_harmless(client, f"/messages/{talk}/", f"/messages/{talk}/people/", "/messages/")

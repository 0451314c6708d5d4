"""Messages as pages: without a script by forms, with one by parts of them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.activity import readers
from groundswell.network.messages import actions, queries
from groundswell.people.persons.models import Person, State
from tests.web.reading import main_of, toast_of, words_of
from tests.web.world import picture

SCRIPT = {"HX-Request": "true"}


def shown(answer):
    """The ids of the messages on a page or a part of one, in their order."""
    return [int(id_) for id_ in re.findall(r'<li class="message[^>]+data-id="(\d+)"', body(answer))]


def body(answer):
    return answer.content.decode()


def test_one_writes_to_somebody_from_their_profile_and_comes_back_to_the_same(world):
    client = world.client(world.joan)
    profile = main_of(client.get(f"/people/{world.mira.pk}/"))
    address = re.search(r'href="(/messages/new/[^"]+)"', profile)[1]
    assert 'value="@mira_lindqvist"' in body(client.get(address))

    sent = client.post("/messages/new/", {"to": ["@mira_lindqvist", ""], "source": "Hello"})

    assert client.get(address).headers["Location"] == sent.headers["Location"]
    assert "Hello" in words_of(client.get(sent.headers["Location"]))


def test_several_handles_may_be_typed_into_one_field(world):
    _ = (world.mira, world.otto)
    client = world.client(world.joan)
    typed = {"to": "mira_lindqvist, @OTTO_BERG", "source": "Lunch?"}

    page = client.get(client.post("/messages/new/", typed).headers["Location"])

    assert "Mira Lindqvist, Otto Berg" in words_of(page)


def test_what_is_refused_stays_in_its_box(world):
    client = world.client(world.joan)

    nobody = client.post("/messages/new/", {"to": "@nobody", "source": "Hello there"})
    empty = client.post("/messages/new/", {"to": f"@{world.mira.account.handle}", "source": " "})

    assert (nobody.status_code, empty.status_code) == (422, 422)
    assert "Hello there" in body(nobody)
    assert "“nobody”" in words_of(nobody)
    assert 'value="@mira_lindqvist"' in body(empty)


def test_a_message_without_script_stands_in_the_conversation_and_reads_what_was_seen(world):
    client = world.client(world.mira)
    page = body(client.get(f"/messages/{world.pair}/"))
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert queries.unread_count(world.mira) == 1

    client.post(f"/messages/{world.pair}/", {"source": "Not one.", "seen": seen})

    assert queries.unread_count(world.mira) == 0
    assert len(shown(client.get(f"/messages/{world.pair}/"))) == 2


def test_the_same_request_twice_says_it_once(world):
    client = world.client(world.otto)
    for _ in range(2):
        sent = {"source": "Once", "request_key": "k", "from": str(world.message)}
        part = client.post(f"/messages/{world.pair}/", sent, headers=SCRIPT)

    assert body(part).count("Once") == 1


def test_a_script_gets_what_was_said_since_and_who_has_seen_it(world):
    first = world.message
    second = world.say(world.mira, world.pair, "Nor from me.").pk
    actions.mark_read(reader=world.otto, conversation_id=world.pair, message_id=second)

    part = world.client(world.mira).get(f"/messages/{world.pair}/?from={first}", headers=SCRIPT)

    assert shown(part) == [first, second]
    assert "<html" not in body(part)
    assert re.search(r"data-seen>.*Seen", body(part), re.DOTALL)


def test_what_a_script_sends_and_is_refused_comes_back_as_a_sentence(world):
    client = world.client(world.otto)
    _ = world.pair
    Person.objects.filter(pk=world.mira.pk).update(state=State.LEFT)

    answer = client.post(f"/messages/{world.pair}/", {"source": "Hello?"}, headers=SCRIPT)

    assert answer.status_code == 422
    assert "Nobody else" in answer.headers["HX-Trigger"]
    assert '<form class="talk__box"' not in body(client.get(f"/messages/{world.pair}/"))


def test_a_picture_needs_no_words(world):
    client = world.client(world.otto)
    file = SimpleUploadedFile("quay_1.png", picture(), "image/png")

    client.post(f"/messages/{world.pair}/", {"source": "", "files": file})

    page = body(client.get(f"/messages/{world.pair}/"))
    assert 'alt="quay_1.png"' in page
    assert "quay_1.png</p>" in page
    address = re.search(r'src="(/files/[^"]+)"', page)[1]
    assert client.get(address).getvalue()
    assert world.client(world.ada).get(address).status_code == 404


def test_older_messages_come_page_by_page(world, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    said = [world.message, *(world.say(world.mira, world.pair, str(n)).pk for n in range(4))]
    client, seen = world.client(world.otto), []
    address = f"/messages/{world.pair}/"
    while address:
        page = client.get(address)
        seen = shown(page) + seen
        older = re.search(r'href="(/messages/\d+/\?older_than=\d+)"', body(page))
        address = older and older[1]

    assert seen == said


def test_the_address_of_a_message_leads_to_its_place_with_what_came_after(world):
    first = world.message
    last = world.say(world.mira, world.pair, "Last")

    way = world.client(world.otto).get(f"/posts/{first}/")

    assert way.headers["Location"] == f"/messages/{world.pair}/?at={first}#post-{first}"
    assert shown(world.client(world.otto).get(way.headers["Location"])) == [first, last.pk]


def test_the_frame_counts_what_waits(world):
    _ = (world.pair, world.several)

    home = body(world.client(world.mira).get("/"))

    assert re.search(r'data-unread-messages><span class="badge[^>]+>2<', home)
    assert world.client(world.mira).get("/messages/unread/").content.count(b">2<") == 1


def test_the_list_says_who_said_what_last(world):
    _ = (world.pair, world.several)
    world.say(world.mira, world.pair, "Nor from me.")

    otto = words_of(world.client(world.otto).get("/messages/"))

    assert "Mira Lindqvist Nor from me." in otto
    assert "Hugo Third, Mira Lindqvist You: Not a word." in otto


def test_a_reaction_in_a_conversation_answers_with_its_own_bar(world):
    headers = {**SCRIPT, "HX-Current-URL": f"http://testserver/messages/{world.pair}/"}

    bar = world.client(world.mira).post(
        f"/posts/{world.message}/reactions/thanks/", headers=headers
    )

    assert 'aria-pressed="true"' in body(bar)
    assert "reaction--act" not in body(bar)


def test_removing_ones_own_message_leads_back_to_the_conversation(world):
    client = world.client(world.otto)

    gone = client.post(f"/posts/{world.message}/remove/")

    assert gone.headers["Location"] == f"/messages/{world.pair}/"
    assert toast_of(client) == "Removed."
    assert shown(client.get(f"/messages/{world.pair}/")) == []


def test_muting_naming_letting_in_and_leaving(world):
    client, address = world.client(world.otto), f"/messages/{world.several}/"
    _ = world.joan
    client.post(f"{address}mute/")
    client.post(f"{address}name/", {"name": "Us"})
    client.post(f"{address}people/", {"to": "@joan_whitfield"})

    about = words_of(client.get(f"{address}people/"))
    assert "Muted" in about
    assert "Us" in words_of(world.client(world.joan).get(address))
    client.post(f"{address}leave/")
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("news")
def test_search_finds_private_words_for_those_who_take_part(world):
    _ = world.pair
    for reader in readers.registered():
        readers.catch_up(reader)

    finders = [
        person
        for person in (world.mira, world.otto, world.ada, world.joan)
        if f"/posts/{world.message}/" in body(world.client(person).get("/search/?q=word"))
    ]

    assert finders == [world.mira, world.otto]


def test_what_is_being_written_stands_in_its_box_until_it_is_sent(world):
    client = world.client(world.mira)
    talk = f"/messages/{world.pair}/"
    typed = {"source": "Half a thought", "request_key": "one"}
    assert client.post(f"/drafts/talk-{world.pair}/", typed).status_code == 204
    assert all("Half a thought" in body(client.get(page)) for page in (talk, "/drafts/"))
    assert talk in body(client.get("/drafts/"))

    client.post(talk, typed, headers=SCRIPT)
    assert "Half a thought" not in body(client.get("/drafts/"))
    assert world.client(world.joan).get("/drafts/").status_code == 200

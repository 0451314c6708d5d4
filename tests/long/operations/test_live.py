"""News as it arrives in a browser."""

from __future__ import annotations

import random
import re
import signal
import threading
from contextlib import ExitStack, closing

import pytest

from tests.long.operations.open_pages import Stream, Viewer, differing, leave
from tests.servers import NEWS_SECONDS, server_of

pytestmark = pytest.mark.slow
DEEDS = 18  # of each who does some


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server of two processes for all: each test opens streams of its own."""
    with server_of(tmp_path_factory.mktemp("live")) as served:
        served.company = served.call("company")
        yield served.start("--workers", "2")


@pytest.fixture
def company(server):
    return server.company


@pytest.fixture
def listen():
    with ExitStack() as streams:
        yield lambda visitor, *address, **headers: streams.enter_context(
            closing(Stream(visitor, *address, **headers))
        )


def test_news_reaches_those_who_may_read_it_and_nobody_else(server, company, listen):
    mira, joan, otto = server.visitors("Mira Lindqvist", "Joan Whitfield", "Otto Berg")
    joans, ottos = listen(joan).wait_until_open(), listen(otto).wait_until_open()

    mira.post("/posts/", stream=str(company["merger"]), kind="post", source="We buy them")
    mira.post("/posts/", stream=str(company["organisation"]), kind="post", source="Good morning")

    assert {ottos.next()["stream"], ottos.next()["stream"]} == set(company.values())
    heard = joans.next()
    assert (heard["stream"], heard["followed"]) == (company["organisation"], True)


def test_whoever_is_named_hears_that_a_notice_waits(server, company, listen):
    mira, otto = server.visitors("Mira Lindqvist", "Otto Berg")
    ottos = listen(otto).wait_until_open()

    mira.post("/posts/", stream=str(company["organisation"]), kind="post", source="Ask @otto_berg")

    heard = [ottos.next(), ottos.next()]
    assert {} in heard


def test_a_home_page_hears_of_followed_streams_alone(server, company, listen):
    mira, joan = server.visitors("Mira Lindqvist", "Joan Whitfield")
    of_all, of_followed = (
        listen(joan, address).wait_until_open() for address in ("/live", "/live?of=followed")
    )
    storyline = server.call("storyline_of", "Mira Lindqvist")

    mira.post("/posts/", stream=str(storyline), kind="post", source="On my own")
    assert of_all.next()["stream"] == storyline
    mira.post("/posts/", stream=str(company["organisation"]), kind="post", source="Good evening")

    assert of_followed.next()["stream"] == company["organisation"]


def test_who_comes_back_hears_what_moved_meanwhile(server, company, listen):
    mira, otto = server.visitors("Mira Lindqvist", "Otto Berg")
    before = listen(otto).wait_until_open()
    before.close()

    mira.post("/posts/", stream=str(company["merger"]), kind="post", source="We buy them")

    after = listen(otto, **{"Last-Event-ID": before.id})
    assert after.next()["stream"] == company["merger"]


def test_who_types_is_felt_by_the_other(server, listen):
    mira, otto = server.visitors("Mira Lindqvist", "Otto Berg")
    sent = mira.post("/messages/new/", to="@otto_berg", source="Lunch?")
    address = sent.headers["location"]
    ottos = listen(otto).wait_until_open()
    mira.post(f"{address}typing/")

    felt = ottos.next()
    while "kind" not in felt:
        felt = ottos.next()
    assert (f"/messages/{felt['stream']}/", felt["kind"]) == (address, "typing")


def test_strangers_get_no_stream(server):
    assert server.visitor().get("/live").status == 401


def test_a_suspended_person_is_cut_off(server, company, listen):
    (joan,) = server.visitors("Joan Whitfield")
    stream = listen(joan).wait_until_open()

    server.call("suspend", "Joan Whitfield")

    assert stream.next() is None
    assert joan.get("/live").status == 401


class Doer(threading.Thread):
    """Publishes, answers, changes, reacts to and removes, at random."""

    def __init__(self, visitor, dice, *, streams, thread, talk):
        super().__init__()
        self.visitor, self.dice, self.talk = visitor, dice, talk
        self.streams = list(streams.values())
        (self.thread_id,) = re.findall(r"\d+", thread)
        self.threads, self.replies, self.refused = [], [], []

    def run(self):
        for number in range(DEEDS):
            self.do(f"words {self.ident} {number}")

    def do(self, words):
        deeds = [self.publish, self.reply, self.react, self.react, self.say]
        own = self.threads + self.replies
        deeds += [self.edit, self.edit, self.remove] if own else []
        self.dice.choice(deeds)(words)

    def post(self, path, **fields):
        answer = self.visitor.post(path, **fields)
        if answer.status not in {200, 303}:
            self.refused.append((path, answer.status))
        return answer.headers.get("location", "")

    def publish(self, words):
        where = str(self.dice.choice(self.streams))
        made = self.post("/posts/", stream=where, kind="post", source=f"{words} for {where}")
        self.threads += re.findall(r"/posts/(\d+)/", made)

    def reply(self, words):
        made = self.post(f"/posts/{self.thread_id}/replies/", source=words)
        self.replies += re.findall(r"at=(\d+)", made)

    def react(self, _words):
        post_id = self.dice.choice([self.thread_id, *self.threads, *self.replies])
        self.post(f"/posts/{post_id}/reactions/{self.dice.choice(['thanks', 'agree'])}/")

    def say(self, words):
        self.post(self.talk, source=words)

    def edit(self, words):
        post_id = self.dice.choice(self.threads + self.replies)
        self.post(f"/posts/{post_id}/edit/", source=f"{words}, changed")

    def remove(self, _words):
        own = self.dice.choice([all_ for all_ in (self.threads, self.replies) if all_])
        self.post(f"/posts/{own.pop(self.dice.randrange(len(own)))}/remove/")


def test_what_open_pages_show_is_what_a_fresh_page_shows(server, company):
    names = ("Mira Lindqvist", "Otto Berg", "Nils Outside", "Ines Outside")
    mira, otto, nils, ines = server.visitors(*names)
    everybody = str(company["organisation"])
    begun = mira.post("/posts/", stream=everybody, kind="post", source="Begun").headers["location"]
    talk = mira.post("/messages/new/", to="@otto_berg", source="Lunch?").headers["location"]
    doers = [
        Doer(who, random.Random(number), streams=company, thread=begun, talk=talk)
        for number, who in enumerate(server.visitors(*names[:2]))
    ]
    *staying, leaving = viewers = [
        Viewer(who, random.Random(number), addresses=["/newest/", begun], talk=reads)
        for number, (who, reads) in enumerate([(mira, talk), (otto, talk), (nils, ""), (ines, "")])
    ]
    nils_pages = staying[-1]
    for each in viewers:
        each.start()
        assert each.is_ready.wait(NEWS_SECONDS)

    for each in doers:
        each.start()
    server.call("suspend", "Ines Outside")
    for each in (*doers, leaving):
        each.join(NEWS_SECONDS)

    assert not any(differing(staying))
    assert not any(each.refused for each in doers)
    assert not leaving.is_alive()
    secret = company["merger"]
    for each in (nils_pages, leaving):
        assert secret not in each.heard
        assert f" for {secret}<" not in "".join(page.sent for page in each.pages)
    leave(staying, lambda: mira.post("/posts/", stream=everybody, kind="post", source="The end"))
    assert min(each.connections for each in staying) > 1


def test_a_stop_ends_open_streams(server, company, listen):
    (otto,) = server.visitors("Otto Berg")
    stream = listen(otto).wait_until_open()

    assert server.stop(signal.SIGTERM, timeout=10) == 0
    assert stream.next() is None

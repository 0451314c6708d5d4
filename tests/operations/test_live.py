"""News as it arrives in a browser."""

from __future__ import annotations

import http.client
import json
import signal
from contextlib import ExitStack, closing

import pytest

from tests.servers import NEWS_SECONDS, server_of

pytestmark = pytest.mark.slow


class Stream:
    """An open event stream."""

    def __init__(self, visitor, address="/live", **headers):
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", visitor.server.port, timeout=NEWS_SECONDS
        )
        headers["Cookie"] = visitor.cookie_header
        self.connection.request("GET", address, headers=headers)
        self.response = self.connection.getresponse()
        self.id = ""

    def close(self):
        self.response.close()
        self.connection.close()

    def next(self):
        """The data of the next event; None when the stream has ended."""
        data = None
        while line := self.response.readline().decode():
            if line.startswith("id: "):
                self.id = line[4:].strip()
            elif line.startswith("data: "):
                data = json.loads(line[6:])
            elif line == "\n" and data is not None:
                return data
        return None

    def wait_until_open(self):
        while not self.id:
            line = self.response.readline().decode()
            assert line, self.response.status
            self.id = line[4:].strip() if line.startswith("id: ") else ""
        self.response.readline()
        return self


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server for all: each test opens streams of its own."""
    with server_of(tmp_path_factory.mktemp("live")) as served:
        served.company = served.call("company")
        yield served.start()


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


def test_a_stop_ends_open_streams(server, company, listen):
    (otto,) = server.visitors("Otto Berg")
    stream = listen(otto).wait_until_open()

    assert server.stop(signal.SIGTERM, timeout=10) == 0
    assert stream.next() is None

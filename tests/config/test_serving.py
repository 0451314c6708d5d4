"""The router's parts: whose word is believed, what becomes of bodies and answers."""

from __future__ import annotations

import asyncio
import gzip
import io
import threading

import pytest

from groundswell.config.serving import bodies, bridge, proxies
from groundswell.config.serving.bridge import Bridge
from groundswell.config.serving.environ import environ_of
from groundswell.config.serving.packing import pack

TRUSTED = proxies.networks(["127.0.0.1", "10.0.0.0/24"])


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "proto", "address", "scheme"),
    [
        ("203.0.113.9", "", "", "203.0.113.9", "http"),
        ("203.0.113.9", "198.51.100.1", "https", "203.0.113.9", "http"),
        ("127.0.0.1", "198.51.100.1", "https", "198.51.100.1", "https"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.7", "https", "198.51.100.1", "https"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1", "https, http", "198.51.100.1", "http"),
        ("127.0.0.1", "", "", "127.0.0.1", "http"),
        ("127.0.0.1", "10.0.0.8", "gopher", "127.0.0.1", "http"),
        ("::ffff:10.0.0.7", "[2001:db8::1]:4711", "https", "2001:db8::1", "https"),
        ("10.0.0.7", "198.51.100.1:4711", "https", "198.51.100.1", "https"),
    ],
)
def test_only_trusted_proxies_say_where_a_request_comes_from(
    peer, forwarded_for, proto, address, scheme
):
    origin = proxies.origin(peer, "http", forwarded_for, proto, TRUSTED)

    assert (origin.address, origin.scheme) == (address, scheme)


def scope_of(method="GET", path=b"/", peer="203.0.113.9", headers=()):
    return {
        "type": "http",
        "method": method,
        "path": path.decode("utf-8", "replace"),
        "raw_path": path,
        "query_string": b"a=1",
        "headers": list(headers),
        "client": (peer, 1234),
        "server": ("localhost", 8000),
        "scheme": "http",
        "http_version": "1.1",
    }


def test_a_header_with_an_underscore_cannot_pose_as_another():
    headers = [(b"x_forwarded_proto", b"https"), (b"x-forwarded-for", b"1.2.3.4"), (b"proxy", b"x")]

    environ = environ_of(scope_of(headers=headers), io.BytesIO(), 0, TRUSTED)

    assert {key for key in environ if key.startswith("HTTP_")} == set()
    assert (environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]) == ("203.0.113.9", "http")


def test_paths_cookies_and_lengths_arrive_as_django_expects_them():
    headers = [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"content-length", b"99")]

    environ = environ_of(scope_of(path="/topics/smør%2F/".encode(), headers=headers), None, 3, [])

    assert environ["PATH_INFO"].encode("latin-1").decode() == "/topics/smør//"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["CONTENT_LENGTH"] == "3"


class Answered:
    """The messages that an application sends; a reader may hang up after some."""

    def __init__(self, body=b"", *, hangs_up_after=None):
        self.messages = []
        self.body = body
        self.hangs_up_after = hangs_up_after
        self.is_received = False
        self.gone = asyncio.Event()

    async def receive(self):
        if not self.is_received:
            self.is_received = True
            return {"type": "http.request", "body": self.body, "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.messages.append(message)
        if self.hangs_up_after == len(self.messages):
            self.gone.set()

    @property
    def status(self):
        return self.messages[0]["status"]

    @property
    def content(self):
        return b"".join(message.get("body", b"") for message in self.messages[1:])


class Response:
    """What Django's handler returns."""

    def __init__(self, pieces, *, streaming=False):
        self.pieces = pieces
        self.streaming = streaming
        self.is_closed = False

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        self.is_closed = True


def answering(response, seen=None, *, most=1000, is_inside=True):
    def handler(environ, start_response):
        if seen is not None:
            seen.append((environ, environ["wsgi.input"].read()))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return response

    return Bridge(handler, most=most, trusted=[], may_send_much=lambda scope: is_inside)


def ask(application, answered, **scope):
    asyncio.run(application(scope_of(**scope), answered.receive, answered.send))
    return answered


def test_an_answer_is_sent_with_its_length_and_closed():
    response = Response([b"Good ", b"morning"])

    answered = ask(answering(response), Answered())

    assert (answered.status, answered.content) == (200, b"Good morning")
    assert (b"content-length", b"12") in answered.messages[0]["headers"]
    assert response.is_closed


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip, br", True),
        ("br;q=1.0, *;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_page_is_packed_for_those_who_take_it(accepted, is_packed):
    page = b"<p>Good morning, everybody</p>" * 100

    headers, body = pack([(b"content-type", b"text/html; charset=utf-8")], page, accepted)

    assert (gzip.decompress(body) if is_packed else body) == page
    assert ((b"content-encoding", b"gzip") in headers) is is_packed
    assert (b"vary", b"accept-encoding") in headers


def test_pictures_and_short_answers_are_sent_as_they_are():
    picture = [(b"content-type", b"image/webp")]
    text = [(b"content-type", b"text/html")]

    assert pack(picture, b"x" * 5000, "gzip") == (picture, b"x" * 5000)
    assert pack(text, b"short", "gzip") == (text, b"short")


def test_a_large_body_lies_on_disk_and_is_read_from_there(monkeypatch):
    monkeypatch.setattr(bodies, "IN_MEMORY", 10)
    seen = []

    ask(answering(Response([]), seen), Answered(b"x" * 900), method="POST")

    ((environ, body),) = seen
    assert body == b"x" * 900
    assert environ["wsgi.input"]._rolled
    assert environ["wsgi.input"].closed


def test_a_body_beyond_the_limit_never_reaches_a_view():
    seen = []

    answered = ask(answering(Response([]), seen), Answered(b"x" * 1001), method="POST")

    assert (answered.status, seen) == (413, [])


MUCH = b"x" * (bodies.SMALL + 1)


@pytest.mark.parametrize("headers", [[], [(b"content-length", str(len(MUCH)).encode())]])
def test_strangers_send_small_forms_and_nothing_larger(headers):
    seen = []
    strangers = answering(Response([]), seen, most=10**6, is_inside=False)

    large = ask(strangers, Answered(MUCH), method="POST", headers=headers)
    small = ask(strangers, Answered(MUCH[:-1]), method="POST")
    inside = ask(answering(Response([]), seen, most=10**6), Answered(MUCH), method="POST")

    assert (large.status, small.status, inside.status) == (413, 200, 200)
    assert b"Sign in" in large.content
    assert [len(body) for _, body in seen] == [bodies.SMALL, bodies.SMALL + 1]


def test_what_lies_here_at_once_is_bounded_and_given_back(monkeypatch):
    monkeypatch.setattr(bodies, "LARGE_AT_ONCE", 1)
    application = answering(Response([]), most=len(MUCH))

    class Slow(Answered):
        async def receive(self):
            if not self.is_received:
                self.is_received = True
                return {"type": "http.request", "body": self.body, "more_body": True}
            await self.gone.wait()
            return {"type": "http.disconnect"}

    async def crowd():
        slow, other, later = Slow(MUCH), Answered(MUCH), Answered(MUCH)
        sending = asyncio.create_task(application(scope_of("POST"), slow.receive, slow.send))
        await asyncio.sleep(0.1)
        await application(scope_of("POST"), other.receive, other.send)
        slow.gone.set()
        await sending
        await application(scope_of("POST"), later.receive, later.send)
        return other.status, later.status

    assert asyncio.run(crowd()) == (503, 200)


def test_a_stream_arrives_piece_by_piece():
    response = Response([b"a", b"", b"b"], streaming=True)

    answered = ask(answering(response), Answered())

    bodies_sent = [message["body"] for message in answered.messages[1:]]
    assert bodies_sent == [b"a", b"b", b""]
    assert response.is_closed


def test_a_stream_ends_and_is_closed_when_its_reader_hangs_up():
    def forever():
        while True:
            yield b"more"

    response = Response(forever(), streaming=True)

    answered = ask(answering(response), Answered(hangs_up_after=5))

    assert response.is_closed
    assert len(answered.messages) < 50


def test_slow_readers_of_streams_keep_no_page_waiting():
    may_end = threading.Event()

    def slowly():
        yield b"first"
        may_end.wait(20)

    responses = {
        "/slow": lambda: Response(slowly(), streaming=True),
        "/page": lambda: Response([b"page"]),
    }

    def handler(environ, start_response):
        start_response("200 OK", [])
        return responses[environ["PATH_INFO"]]()

    async def crowd():
        application = Bridge(handler, most=1000, trusted=[], may_send_much=bool)
        slow = [Answered() for _ in range(bridge.PAGES + 2)]
        tasks = [
            asyncio.create_task(application(scope_of(path=b"/slow"), one.receive, one.send))
            for one in slow
        ]
        page = Answered()
        await asyncio.wait_for(application(scope_of(path=b"/page"), page.receive, page.send), 15)
        may_end.set()
        await asyncio.gather(*tasks)
        return page

    assert asyncio.run(crowd()).content == b"page"


def test_who_hangs_up_while_sending_changes_nothing():
    class HangsUp(Answered):
        async def receive(self):
            return {"type": "http.disconnect"}

    seen = []

    answered = ask(answering(Response([]), seen), HangsUp(), method="POST")

    assert (answered.messages, seen) == ([], [])

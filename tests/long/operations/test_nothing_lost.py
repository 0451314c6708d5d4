"""Whoever publishes and tells is killed again and again; what was acknowledged stands once."""

from __future__ import annotations

import random
import threading
import time

import pytest

from groundswell.activity import outbox
from groundswell.network.notifications import pushing
from tests.letterbox import letterbox_of
from tests.push_service import push_service
from tests.servers import READY_SECONDS

pytestmark = pytest.mark.slow
KILLS = 3
WAITING = 24  # posts


class Writer(threading.Thread):
    """Publishes, replies and reacts without a pause; repeats a request until it is answered."""

    def __init__(self, visitor, number, thread_id, over):
        super().__init__(daemon=True)
        self.visitor, self.number, self.thread_id, self.over = visitor, number, thread_id, over
        self.acknowledged = []
        self.broken = []

    def run(self):
        count = 0
        while not self.over.is_set():
            count += 1
            words = f"words {self.number}-{count}"
            if count % 3:
                self.insist("/posts/", words, stream="1", kind="post")
            else:
                self.insist(f"/posts/{self.thread_id}/replies/", words)
                self.once(f"/posts/{self.thread_id}/reactions/agree/")

    def insist(self, path, words, **fields):
        key = words.replace(" ", "-")
        while True:
            answer = self.once(path, source=words, request_key=key, **fields)
            if answer is not None:
                break
            if self.over.is_set():
                return
            time.sleep(0.05)
        if answer.status == 303:
            self.acknowledged.append(words)
        else:
            self.broken.append((answer.status, answer.text[-300:]))

    def once(self, path, **fields):
        try:
            return self.visitor.post(path, **fields)
        except OSError:
            return None


def test_what_was_acknowledged_stands_there_once(server):
    names = ["Mira Lindqvist", "Joan Whitfield", "Otto Berg", "Mira Lindqvist"]
    visitors = server.visitors(*names)
    server.start("--workers", "2")
    first = visitors[0].post("/posts/", stream="1", kind="post", source="The thread")
    thread_id = first.headers["location"].strip("/").split("/")[1]
    over = threading.Event()
    writers = [Writer(who, number, thread_id, over) for number, who in enumerate(visitors)]
    for writer in writers:
        writer.start()

    def acknowledged():
        return [words for writer in writers for words in writer.acknowledged]

    for _ in range(KILLS):
        wait_for(acknowledged, more_than=len(acknowledged()) + 4)
        time.sleep(random.uniform(0, 0.2))
        server.kill()
        server.start("--workers", "2")
    over.set()
    for writer in writers:
        writer.join()

    said = server.call("said")
    assert [problem for writer in writers for problem in writer.broken] == []
    assert [words for words in acknowledged() if said.get(words) != 1] == []
    assert [words for words, count in said.items() if count > 1] == []
    assert server.call("miscounted") == []
    assert server.call("unplaced") == []
    server.wait_until_unread()


def wait_for(found, *, more_than):
    deadline = time.monotonic() + READY_SECONDS
    while len(found()) <= more_than:
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def outside(server, settings):
    """A mail server and a push service; the instance knows both."""
    with letterbox_of(settings) as letterbox, push_service() as pushes:
        server.more = {
            "GROUNDSWELL_MAIL_HOST": "127.0.0.1",
            "GROUNDSWELL_MAIL_PORT": str(settings.OPTIONS.mail.port),
            "GROUNDSWELL_MAIL_TLS": "none",
            "GROUNDSWELL_MAIL_SENDER": "net@halden.example",
            "GROUNDSWELL_PUSH_INSIDE": pushes.host,
        }
        yield letterbox, pushes


def test_what_waits_is_published_and_told_once_though_those_who_do_it_are_killed(server, outside):
    letterbox, pushes = outside
    browser, pushes.thinks_for = pushes.subscribe("otto"), 0.02
    server.call("tell_everywhere", "Otto Berg", browser.subscription)
    server.call("schedule", WAITING)

    # Killed while notices are written, then while a push and a mail are under way.
    for moment in (
        lambda: len(server.call("noticed", "Otto Berg")),
        lambda: pushes.asked,
        lambda: len(letterbox.letters),
    ):
        before, deadline = moment(), time.monotonic() + READY_SECONDS
        with server.inside() as one, server.inside() as other:
            one.begin("bring_on", 30)
            other.begin("bring_on", 30)
            while moment() == before and time.monotonic() < deadline:
                time.sleep(0.001)
    # Later than the claims of those who were killed.
    while server.call("bring_on", 60):
        time.sleep(0.2)

    once = {f"words {number} @otto_berg": 1 for number in range(WAITING)}
    assert server.call("said") == once
    assert server.call("miscounted") == []
    assert server.call("noticed", "Otto Berg") == once
    pushed = [browser.read(body)["address"].split("?")[0] for *_, body in pushes.taken]
    ends = server.call("pushed")
    told, unknown, mailed = (
        {page for page, end in ends.items() if end == why}
        for why in ("", outbox.BEGUN, f"not needed: {pushing.MAILED}")
    )
    # Each push came once, but for the one that a killed process had in hand: of that nobody knows,
    # and it does not come again. And here, where mails are in a hurry, one may have been faster.
    assert len(told | unknown | mailed) == len(ends) == WAITING, ends
    assert len(unknown) <= 2 * KILLS
    assert len(set(pushed)) == len(pushed) > 0
    assert told <= set(pushed) <= told | unknown
    # A mail whose answer was lost comes again, and is known by its name.
    assert len({letter["Message-ID"] for letter in letterbox.letters}) == WAITING

"""The server is killed again and again while people publish; what was acknowledged stays."""

from __future__ import annotations

import random
import threading
import time

import pytest

pytestmark = pytest.mark.slow
KILLS = 3


class Writer(threading.Thread):
    """Publishes, replies and reacts without a pause; repeats a request until it is answered."""

    def __init__(self, visitor, number, thread_id, over):
        super().__init__()
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

    for _ in range(KILLS):
        time.sleep(random.uniform(0.3, 0.9))
        server.kill()
        server.start("--workers", "2")
    over.set()
    for writer in writers:
        writer.join()

    acknowledged = [words for writer in writers for words in writer.acknowledged]
    said = server.call("said")
    assert [problem for writer in writers for problem in writer.broken] == []
    assert len(acknowledged) > 4 * KILLS
    assert [words for words in acknowledged if said.get(words) != 1] == []
    assert [words for words, count in said.items() if count > 1] == []
    assert server.call("miscounted") == []
    assert server.call("unplaced") == []
    server.wait_until_unread()


def test_what_waits_is_published_once_though_those_who_do_it_are_killed(server):
    server.call("schedule", 60)

    for _ in range(KILLS):
        with server.inside() as one, server.inside() as other:
            one.begin("publish_due")
            other.begin("publish_due")
            time.sleep(random.uniform(0.05, 0.5))
    while server.call("publish_due"):
        time.sleep(0.2)

    assert server.call("said") == {f"words {number}": 1 for number in range(60)}
    assert server.call("miscounted") == []

"""The server as its operator and its visitors meet it."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
import time
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.servers import READY_SECONDS, free_port, server_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def letters():
    letters = Letters()
    controller = Controller(letters, hostname="127.0.0.1", port=free_port())
    controller.start()
    letters.port = controller.port
    yield letters
    controller.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory, letters):
    """One server for all; whoever ends it starts it again."""
    with server_of(tmp_path_factory.mktemp("serve")) as served:
        served.call("company")
        served.more = {
            "GROUNDSWELL_MAIL_HOST": "127.0.0.1",
            "GROUNDSWELL_MAIL_PORT": str(letters.port),
            "GROUNDSWELL_MAIL_TLS": "none",
            "GROUNDSWELL_MAIL_SENDER": "net@halden.example",
        }
        yield served.start()


@pytest.fixture
def mira(server):
    return server.visitors("Mira Lindqvist")[0]


class Letters:
    """A mail server that remembers to whom."""

    def __init__(self):
        self.to = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.to += envelope.rcpt_tos
        return "250 taken"


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def eventually(is_so):
    deadline = time.monotonic() + READY_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_what_one_publishes_another_reads(server, mira):
    (joan,) = server.visitors("Joan Whitfield")

    published = mira.post("/posts/", stream="1", kind="post", source="We start Monday")

    assert published.status == 303
    assert "We start Monday" in joan.get("/").text


def test_a_file_comes_back_as_it_was_sent(server, mira):
    content = os.urandom(3_000_000)

    published = mira.post_file("/posts/", "noise.bin", content, stream="1", source="Listen")

    page = mira.get(published.headers["location"]).text
    address = page.partition('href="/files/')[2].partition('"')[0]
    answer = mira.get(f"/files/{address}")
    assert answer.body == content
    assert answer.headers["content-length"] == str(len(content))
    assert "attachment" in answer.headers["content-disposition"]


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(
            b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\n"
        )
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_a_stranger_who_sends_much_is_refused_and_one_inside_is_not(server, mira):
    stranger, content = server.visitor(), os.urandom(200_000)

    refused = stranger.post_file("/posts/", "noise.bin", content, stream="1", source="Listen")

    assert refused.status == 413
    assert b"Sign in" in refused.body
    assert mira.post_file("/posts/", "n.bin", content, stream="1", source="Hear").status == 303


def test_head_is_get_without_the_body(server):
    visitor = server.visitor()

    head, got = visitor.ask("HEAD", "/sign-in/"), visitor.get("/sign-in/")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))


def test_style_is_compressed_and_kept_for_ever(server):
    visitor = server.visitor()
    address = re.search(r"/static/[\w.-]+\.css", visitor.get("/sign-in/").text)[0]

    plain = visitor.get(address)
    packed = visitor.get(address, **{"Accept-Encoding": "gzip, br"})

    assert packed.headers["content-encoding"] == "br"
    assert len(packed.body) < len(plain.body) / 2
    assert "immutable" in packed.headers["cache-control"]
    assert visitor.get("/static/nothing.css").status == 404


def test_a_worker_that_dies_is_started_again(server):
    pages, workers = next((pid, below) for pid, below in server.children().items() if below)
    (worker,) = workers

    os.kill(worker, signal.SIGKILL)

    eventually(lambda: server.children()[pages] - {worker})
    server.wait_until_ready()


def test_who_reads_the_log_and_who_imports_are_started_again(server):
    def both():
        return {pid for pid, below in server.children().items() if not below}

    eventually(lambda: len(both()) == 2)
    ended = both()

    for pid in ended:
        os.kill(pid, signal.SIGKILL)

    eventually(lambda: len(both()) == 2 and not ended & both())


def test_the_directory_is_served_once(server):
    said = server.command("serve", "--port", "0", code=1)

    assert f"{server.directory} is being served already, by process {server.process.pid}" in said


def test_a_busy_port_is_named_with_the_option_that_changes_it(server, tmp_path):
    with server_of(tmp_path) as other:
        said = other.command("serve", "--port", str(server.port), code=1)

    assert f"Port {server.port} of 127.0.0.1 is taken" in said
    assert f"--port {server.port + 1}" in said


def test_a_stop_lets_requests_finish_and_writes_who_was_here(server, mira):
    (otto,) = server.visitors("Otto Berg")
    otto.get("/")
    answers = []
    with server.holding_the_database():
        publish = threading.Thread(
            target=lambda: answers.append(
                mira.post("/posts/", stream="1", kind="post", source="The last word")
            )
        )
        publish.start()
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert server.process.poll() is None
    publish.join()

    assert server.process.wait(10) == 0
    assert [answer.status for answer in answers] == [303]
    present = server.call("present")
    assert (present["Otto Berg"], present["Mira Lindqvist"]) == (False, True)
    server.start()
    assert "The last word" in mira.get("/").text


def test_mail_that_is_owed_goes_out_beside_the_pages(server, letters):
    assert server.call("invite", "Tuva Moen") == 1

    eventually(lambda: letters.to)
    assert letters.to == ["tuva@halden.example"]


def test_nothing_stays_behind_a_killed_server(server):
    below = server.children()
    pids = {*below, *(pid for pids in below.values() for pid in pids)}

    server.kill()

    eventually(lambda: not any(is_alive(pid) for pid in pids))
    server.start()

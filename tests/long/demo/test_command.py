"""The demo as its operator meets it: made once, used again, made anew, never half."""

from __future__ import annotations

import json
import signal
import socket
from contextlib import contextmanager

import pytest

from tests import nursery
from tests.servers import MODULE, Visitor, free_port, server_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    """A data directory of its own, and on PostgreSQL a database."""
    with server_of(tmp_path_factory.mktemp("demo")) as served:
        yield served


def demo(instance, *words, code=0):
    done = nursery.run((MODULE, "demo", *words), env=environment(instance), timeout=600)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr if code else done.stdout


@contextmanager
def started(instance, *words):
    """The command while it runs, and what it says on both outputs; it is ended afterwards."""
    with nursery.speaking((MODULE, "demo", *words), env=environment(instance)) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def environment(instance):
    return {
        name: value
        for name, value in instance.environment.items()
        if name != "GROUNDSWELL_ORGANISATION"
    }


def test_killed_in_the_middle_nothing_looks_whole_and_the_next_one_is(instance):
    with started(instance, "--truth") as making:
        assert any("%, week" in line for line in making.complaints)
        making.kill()
    assert not (instance.directory / "demo-truth.json").exists()
    assert instance.call("said") == {}

    truth = json.loads(demo(instance, "--truth"))

    assert truth["people"]["employed"] == 1200
    assert (instance.directory / "demo-truth.json").exists()
    assert json.loads(demo(instance, "--truth")) == truth


def test_a_busy_port_names_port_and_option_before_anything_is_made(instance):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        said = demo(instance, "--port", str(port), code=1)

    assert str(port) in said
    assert "--port" in said


def test_another_seed_asks_for_fresh(instance):
    said = demo(instance, "--truth", "--seed", "77", code=1)

    assert "--fresh" in said
    assert "77" in said


def test_it_serves_its_people_at_once(instance):
    port = free_port()
    instance.port, instance.address = port, f"http://127.0.0.1:{port}"
    with started(instance, "--json", "--port", str(port)) as served:
        told = json.loads(served.words.readline())
        instance.wait_until_ready()
        opened = instance.visitor().get("/")
        truth = json.loads(demo(instance, "--truth"))

    assert (told["is_new"], told["employed"]) == (False, 1200)
    assert truth["people"]["employed"] == 1200
    assert opened.status == 200
    assert "Tomasz Wilk" in opened.text


def test_it_never_writes_among_real_people(tmp_path):
    with server_of(tmp_path) as real:
        (token,) = real.call("sign_in", ["Mira Lindqvist"])

        said = demo(real, "--truth", "--fresh", code=1)

        assert "not the demo" in said
        real.start()
        assert Visitor(real, token).get("/settings/").status == 200


def test_an_old_demo_says_that_it_is_old(instance):
    file = instance.directory / "demo-truth.json"
    truth = json.loads(file.read_text("utf-8"))
    whole = file.read_text("utf-8")
    truth["last_day"] = "2026-01-05"
    file.write_text(json.dumps(truth), "utf-8")
    try:
        with started(instance, "--port", str(free_port())) as served:
            said = [served.words.readline() for _ in range(2)]
    finally:
        file.write_text(whole, "utf-8")

    assert "--fresh" in said[1]
    assert "2026-01-05" in said[1]

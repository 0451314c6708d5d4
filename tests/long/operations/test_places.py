"""Where a server may stand, and what it warns of."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from groundswell.operations.serving import places
from groundswell.operations.serving.server import _warnings
from tests.servers import free_port


def test_a_port_is_free_until_somebody_listens():
    port = free_port()
    places.claim_port("127.0.0.1", port)

    with socket.create_server(("127.0.0.1", port), reuse_port=True):
        with pytest.raises(places.PortIsTaken, match=f"--port {port + 1}"):
            places.claim_port("127.0.0.1", port)
        with pytest.raises(places.PortIsTaken):
            places.claim_port("0.0.0.0", port)
    places.claim_port("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("203.0.113.7", 8000), ("127.0.0.1", 99999)])
def test_an_address_that_cannot_be_used_is_named(host, port):
    with pytest.raises(places.AddressCannotBeUsed, match=f"{port} of {host}"):
        places.claim_port(host, port)


def test_a_directory_is_locked_once_and_free_again(tmp_path):
    with places.lock(tmp_path), pytest.raises(places.DirectoryIsServed, match="by process"):
        places.lock(tmp_path, patience=0)
    places.lock(tmp_path, patience=0).close()


@pytest.mark.parametrize(
    ("options", "host", "said"),
    [
        ({}, "127.0.0.1", ""),
        ({}, "0.0.0.0", "answers to the name localhost alone"),
        ({"public_address": "http://localhost:9000"}, "127.0.0.1", "links in mails"),
        ({"public_address": "http://net.lan:8000", "plain_http": True}, "0.0.0.0", "in the clear"),
        ({"public_address": "https://net.example"}, "127.0.0.1", "trusted_proxies is empty"),
        (
            {"public_address": "https://net.example", "trusted_proxies": ["127.0.0.1"]},
            "127.0.0.1",
            "",
        ),
    ],
)
def test_what_an_operator_should_know_is_said_at_the_start(settings, options, host, said):
    settings.OPTIONS = replace(
        settings.OPTIONS, **{"public_address": "http://localhost:8000", **options}
    )

    notes = " ".join(_warnings(host, 8000))

    assert said in notes
    assert bool(said) == bool(notes)

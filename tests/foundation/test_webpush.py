"""Messages to closed browsers: as RFC 8291 and 8292 have them, and never into the own network."""

from __future__ import annotations

import socket

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from groundswell.foundation import outside, webpush
from groundswell.foundation.outside import AddressIsInside, NoAnswer, NotReached
from tests.push_service import push_service, unquoted


def test_the_example_of_rfc_8291_comes_out_to_the_letter():
    private = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    once = ec.derive_private_key(int.from_bytes(unquoted(private)), ec.SECP256R1())
    keys = webpush.keys(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )

    body = webpush.encrypt(
        b"When I grow up, I want to be a watermelon",
        keys,
        salt=unquoted("DGv6ra1nlYgDCS1FRnbzlw"),
        once=once,
    )

    assert webpush.quoted(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWA"
        "mS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxs"
        "j_Qulcy4a-fN"
    )


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        ("BCVxsr7N", "BTBZMqHH6r4Tts7J_aSIgg"),
        ("B" * 87, "BTBZMqHH6r4Tts7J_aSIgg"),
        ("not base64!", "BTBZMqHH6r4Tts7J_aSIgg"),
        (
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4",
        ),
    ],
)
def test_what_is_no_key_is_refused(p256dh, auth):
    with pytest.raises(ValueError):
        webpush.keys(p256dh, auth)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://push.example.com/a",
        "https://push.example.com:8443/a",
        "https://mira:word@push.example.com/a",
        "https://localhost/a",
        "https://database/a",
        "https://net.halden.internal/a",
        "https://printer.local/a",
        "https://127.0.0.1/a",
        "https://10.1.2.3/a",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://[fd00::1]/a",
        "https://224.0.0.1/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://127.1/a",
        "https://push.example.com\\@localhost/a",
        "https://push.example.com/a\r\nX: y",
        "https://push.example.com:99999/a",
        "https://püsh.example.com/a",
        "https://push.example.com/" + "a" * 1000,
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_not_public_is_not_asked(address):
    with pytest.raises(AddressIsInside):
        outside.checked(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def_g-h",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QOo",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYA%2b",
    ],
)
def test_the_services_that_there_are_may_be_asked(address):
    assert outside.checked(address).hostname in address


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["1.1.1.1", "10.0.0.7"]])
def test_a_public_name_that_stands_for_something_inside_is_not_asked(monkeypatch, answers):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with pytest.raises(AddressIsInside):
        outside.post("https://push.example.com/a", headers={}, body=b"")


def test_nobody_there_and_no_answer_are_two_things():
    with push_service() as service:
        service.answers = [(302, {"Location": f"http://{service.host}/elsewhere"}), (0, {})]
        address, inside = f"http://{service.host}/a?b=c", [service.host]

        assert outside.post(address, headers={}, body=b"x", inside=inside).status == 302
        with pytest.raises(NoAnswer):
            outside.post(address, headers={}, body=b"x", inside=inside)
        assert service.asked == 2
    with pytest.raises(NotReached):
        outside.post(address, headers={}, body=b"x", inside=inside)

"""The way to a mail server: covered, with a password, and a sentence for what is wrong with it."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from groundswell.foundation import mail
from groundswell.foundation.mail import Letter, MailNotTaken
from tests.letterbox import letterbox_of

# The whole connection is covered there, which the server does not see.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
LETTER = Letter("key", "joan@halden.example", "Joan", "Come in", "Come in", "<p>Come in</p>")
WORD = "a word"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of 127.0.0.1 that signed itself, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.halden.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("mail") / "server.pem"
    kept = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(kept + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def word(tmp_path):
    file = tmp_path / "mail-password"
    file.write_text(f"{WORD}\n")
    return str(file)


def covered(tls, certificate):
    """How the mail server covers the way, and that it takes nobody without the password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def is_known(server, session, envelope, mechanism, said):
        is_right = (said.login, said.password) == (b"net", WORD.encode())
        return AuthResult(success=is_right, handled=is_right)

    kinds = {
        "starttls": {"tls_context": context, "require_starttls": True},
        "tls": {"ssl_context": context, "auth_require_tls": False},
    }
    return {**kinds[tls], "authenticator": is_known, "auth_required": True}


def why_not():
    with pytest.raises(MailNotTaken) as refused:
        mail.send(LETTER)
    return str(refused.value)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_covered_way_with_a_password(settings, monkeypatch, certificate, word, tls):
    asked = {"user": "net", "password_file": word, "tls": tls}
    with letterbox_of(settings, **asked, **covered(tls, certificate)) as box:
        said = why_not()
        # What an operator does whose mail server has a certificate of the company's own.
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        mail.send(LETTER)
        settings.OPTIONS = replace(
            settings.OPTIONS, mail=replace(settings.OPTIONS.mail, host="localhost")
        )
        of_another_name = why_not()

    assert "is not one that this machine trusts for that name. Nothing was sent." in said
    assert "self-signed certificate" in said
    assert "Hostname mismatch, certificate is not valid for 'localhost'" in of_another_name
    assert [letter["Subject"] for letter in box.letters] == ["Come in"]


def test_a_wrong_password_is_told(settings, monkeypatch, certificate, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    other = tmp_path / "other"
    other.write_text("another word")
    asked = {"user": "net", "password_file": str(other), "tls": "tls"}
    with letterbox_of(settings, **asked, **covered("tls", certificate)) as box:
        said = why_not()

    assert "does not take mail.user with that password. SMTPAuthenticationError: (535" in said
    assert "another word" not in said
    assert box.letters == []


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_server_without_cover_gets_no_letter(settings, tls):
    with letterbox_of(settings, tls=tls) as box:
        said = why_not()

    assert f"does not speak mail.tls = {tls}. Nothing was sent." in said
    assert box.letters == []


def test_a_server_that_takes_no_password_is_told_from_one_without_cover(
    settings, monkeypatch, certificate, word
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = covered("tls", certificate)["ssl_context"]
    with letterbox_of(
        settings, user="net", password_file=word, tls="tls", ssl_context=context
    ) as box:
        said = why_not()

    assert said == "SMTPNotSupportedError: SMTP AUTH extension not supported by server."
    assert box.letters == []


def test_a_server_that_is_not_there_is_named(settings):
    with letterbox_of(settings):
        port = settings.OPTIONS.mail.port

    assert f"127.0.0.1:{port} cannot be reached. ConnectionRefusedError" in why_not()

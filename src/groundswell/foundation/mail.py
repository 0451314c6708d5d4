"""Letters that leave the house by SMTP, one connection each."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from groundswell.foundation import clock

ADDRESSES = frozenset({"List-Unsubscribe", "Reply-To", "References", "In-Reply-To"})
PATIENCE = 30  # seconds in which a mail server answers


class MailNotTaken(Exception):
    """The mail server did not take the letter; the text says why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. The key names it for ever: sent twice, it has the same Message-ID."""

    key: str
    to: str
    name: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


class _Whole(EmailPolicy):
    """Folds headers as usual, but for addresses: a long one would be encoded, and lead nowhere."""

    def fold(self, name: str, value: Any) -> str:
        if name in ADDRESSES:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name in ADDRESSES:
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


def can_send() -> bool:
    """Whether a mail server is named in the settings."""
    return bool(settings.OPTIONS.mail.host)


def send(letter: Letter) -> None:
    """Hand one letter to the mail server.

    Raises:
        MailNotTaken: it is not there, or does not want it.
    """
    message = compose(letter)
    try:
        with _server() as server:
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        said = " ".join(str(error).split())
        reason = f"{_what_is_wrong(error)}{type(error).__name__}: {said}"
        raise MailNotTaken(reason) from error


def _what_is_wrong(error: Exception) -> str:
    """What to look at, before the words of the server or of the library; "" if they say it."""
    mail = settings.OPTIONS.mail
    server = f"{mail.host}:{mail.port}"
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"The certificate of {server} is not one that this machine trusts for that name."
                " Nothing was sent. "
            )
        # Of passwords and of addresses smtplib says the same, and says which.
        case ssl.SSLError() | smtplib.SMTPNotSupportedError() if isinstance(
            error, ssl.SSLError
        ) or "STARTTLS" in str(error):
            return f"{server} does not speak mail.tls = {mail.tls}. Nothing was sent. "
        case smtplib.SMTPAuthenticationError():
            return f"{server} does not take mail.user with that password. "
        case smtplib.SMTPException():
            return ""
        case OSError() if error.filename is None:
            return f"{server} cannot be reached. "
    return ""


def compose(letter: Letter) -> EmailMessage:
    """The letter as it is sent, as plain text and as HTML."""
    mail = settings.OPTIONS.mail
    message = EmailMessage(policy=_Whole())
    message["Subject"] = " ".join(letter.subject.split())
    message["From"] = _address(settings.OPTIONS.organisation, mail.sender)
    message["To"] = _address(letter.name, letter.to)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id(letter.key)
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def message_id(key: str) -> str:
    """The Message-ID of the letter with that key, or of a thread that letters refer to."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{settings.OPTIONS.mail.sender.rpartition('@')[2]}>"


def _address(name: str, address: str) -> Address:
    # A name is somebody's own words: what could end a header line becomes a space.
    return Address(" ".join(name.split()), addr_spec=address)


def _server() -> smtplib.SMTP:
    mail = settings.OPTIONS.mail
    # Reading all certificates of the machine takes longer than a letter: only where they are asked.
    context = ssl.create_default_context() if mail.tls in {"tls", "starttls"} else None
    if mail.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=PATIENCE, context=context
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE)
    try:
        if mail.tls == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, Path(mail.password_file).read_text("utf-8").strip())
    except BaseException:
        server.close()
        raise
    return server

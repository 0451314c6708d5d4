"""Answers that come by mail: into the thread with their author, or nowhere.

Nothing is ever mailed back: a sender may be forged, and two machines could answer each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.notifications import answering, quotes
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Origin, Post
from groundswell.people.persons.actions import fold_email
from groundswell.people.persons.models import Person, State

RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
BY_MACHINES = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
ANSWERED_BY_MACHINES = (
    "x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "list-id",
    "x-failed-recipients",
)  # fmt: skip
MACHINES = ("mailer-daemon@", "postmaster@", "noreply@", "no-reply@")


class MailIsForNobody(Refused):
    """An address that we never gave out, or a thread that is not there for its person."""

    message = _lazy("No such address here. Answer a mail of this network as it came.")


class MailIsAutomatic(Refused):
    """Bounces, holiday notes and lists never post."""

    message = _lazy("This mail was not written by a person (%(sign)s), so it is not posted.")


class SenderIsAnother(Refused):
    """The address belongs to one person, and their own address must send to it."""

    message = _lazy("This answer does not come from the address of the person who was written to.")


class MailSaysNothing(Refused):
    """Nothing stands above the quotation."""

    message = _lazy("Nothing is written above what the mail quotes. Write it above the line.")


def receive(raw: bytes, *, recipient: str = "") -> Post:
    """Post the answer that a mail holds; the same mail again is the same answer.

    Raises:
        Refused: it is automatic, forged, empty, for nobody here, or the thread takes no answer.
    """
    message = message_from_bytes(raw, policy=policy.default)
    if sign := automatic(message):
        raise MailIsAutomatic(sign=sign)
    person_id, post_id = _answered(message, recipient)
    author = Person.objects.filter(pk=person_id, state=State.ACTIVE).first()
    if author is None:
        raise MailIsForNobody
    if _sender(message) != author.email_folded or _is_known_as_forged(message):
        raise SenderIsAnother
    source = quotes.said(message)
    if not source:
        raise MailSaysNothing
    try:
        return posts.reply(
            author=author,
            to_id=post_id,
            source=source,
            request_key=_key(message, raw),
            origin=Origin.MAIL,
        )
    except NotFound:
        raise MailIsForNobody from None


def automatic(message: EmailMessage) -> str:
    """By which sign a machine wrote the mail; empty when a person did."""
    if str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower() != "no":
        return "Auto-Submitted"
    if str(message.get("Precedence", "")).strip().lower() in BY_MACHINES:
        return "Precedence"
    if str(message.get("Return-Path", "<x>")).strip() in {"<>", ""}:
        return "Return-Path"
    if message.get_content_type() in {"multipart/report", "message/delivery-status"}:
        return "report"
    if _sender(message).startswith(MACHINES):
        return "From"
    return next((name for name in ANSWERED_BY_MACHINES if name in message), "")


def _answered(message: EmailMessage, recipient: str) -> tuple[int, int]:
    headers = (str(value) for name in RECIPIENTS for value in message.get_all(name, []))
    found = next(filter(None, map(answering.answered, (recipient, *headers))), None)
    if found is None:
        raise MailIsForNobody
    return found


def _sender(message: EmailMessage) -> str:
    addresses = _addresses(message.get_all("From", []))
    # Two senders are nobody: one of them may be shown, and the other checked.
    return (fold_email(addresses[0]) or "") if len(addresses) == 1 else ""


def _addresses(headers: Iterable[object]) -> list[str]:
    return [address for _, address in getaddresses([str(header) for header in headers])]


def _is_known_as_forged(message: EmailMessage) -> bool:
    # The first of these was written by the server that took the mail in.
    results = message.get_all("Authentication-Results", [])
    return bool(results) and "dmarc=fail" in str(results[0]).lower()


def _key(message: EmailMessage, raw: bytes) -> str:
    named = str(message.get("Message-ID", "")).strip().encode() or raw
    return f"mail-{hashlib.sha256(named).hexdigest()[:40]}"

"""Addresses that answers to mails go to: signed, so that only who got the mail knows one."""

from __future__ import annotations

import base64
import hmac
import re

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "answer by mail"
SIGNED_BYTES = 10  # 80 bits: guessed by nobody, and the address stays within 64 letters
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
TOKEN = re.compile(r"\+([0-9a-z]{1,13})-([0-9a-z]{1,13})-([a-z2-7]{16})@", re.IGNORECASE)


def can_receive() -> bool:
    """Whether the settings name an address that answers go to."""
    return bool(settings.OPTIONS.mail.replies)


def address(person_id: int, post_id: int) -> str:
    """Where that person's answer to that post goes; in small letters, for some servers."""
    local, _, domain = settings.OPTIONS.mail.replies.partition("@")
    who, what = _written(person_id), _written(post_id)
    return f"{local}+{who}-{what}-{_signature(person_id, post_id)}@{domain}"


def answered(recipient: str) -> tuple[int, int] | None:
    """Whose answer to which post comes to an address; None when we never gave it out."""
    found = TOKEN.search(recipient)
    if found is None:
        return None
    person_id, post_id = int(found[1], 36), int(found[2], 36)
    is_ours = hmac.compare_digest(found[3].lower(), _signature(person_id, post_id))
    return (person_id, post_id) if is_ours else None


def _signature(person_id: int, post_id: int) -> str:
    digest = salted_hmac(SALT, f"{person_id}:{post_id}", algorithm="sha256").digest()
    return base64.b32encode(digest[:SIGNED_BYTES]).decode().lower()


def _written(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"

"""Addresses that leave the house: in letters, mails and on the terminal."""

from __future__ import annotations

from django.conf import settings


def welcome_address(secret: str) -> str:
    """Where a one-time link leads, or where a PIN is typed in."""
    return f"{settings.OPTIONS.public_address.rstrip('/')}/welcome/{secret + '/' if secret else ''}"

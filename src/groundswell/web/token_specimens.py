"""Tokens for programs in each state, for the gallery."""

from __future__ import annotations

from datetime import timedelta

from groundswell.people.signin.tokens.models import AccessToken
from groundswell.people.signin.tokens.queries import Scope
from groundswell.web.specimens import THEN


def tokens() -> list[AccessToken]:
    """One in use, one that was never used, one that is over."""
    return [
        AccessToken(
            pk=number,
            name=name,
            scope=Scope.ADOPTION_READ,
            created_at=THEN,
            expires_at=THEN + timedelta(days=days),
            last_used_at=THEN if is_used else None,
        )
        for number, name, days, is_used in (
            (1, "Notebook of the works council", 365, True),
            (2, "Dashboard of the board", 30, False),
            (3, "Trial", -1, True),
        )
    ]

"""What the journal holds: where a request went and how it ended, never what people wrote.

Addresses of pages hold one-time links, handles and words that are searched for, so a line names the
pattern of the address (`welcome/<str:secret>/`), not the address.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

HOUSE = Path(__file__).parents[1]
MAIL = re.compile(r"[^\s<>'\"(){}:,]+@[^\s<>'\"(){}:,]+")
FORMATS = ("text", "json")


class Patterns(logging.Filter):
    """Puts the pattern of an address in place of the address, in what Django says of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and record.name.startswith("django."):
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s at %s", (status, route_of(request) or "no page")
            record.facts = {"request_id": getattr(request, "number", "")}
        return True


class JsonLines(logging.Formatter):
    """A JSON object a line. Of an error: its type and place, not its text."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": MAIL.sub("(address)", record.getMessage()),
            **getattr(record, "facts", {}),
        }
        if (own := request_id.get()) and "request_id" not in told:
            told["request_id"] = own
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["where"] = _where(record.exc_info[2])
        return json.dumps(told, ensure_ascii=False, default=str)


def route_of(request: Any) -> str:
    """The pattern of the address that was asked for; empty when there is none."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match else ""


def settings_of(form: str) -> dict[str, Any]:
    """Django's LOGGING for a form; every request has a line in JSON."""
    chosen = "json" if form == "json" else "text"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"patterns": {"()": Patterns}},
        "formatters": {"text": {"format": "%(message)s"}, "json": {"()": JsonLines}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": chosen,
                "filters": ["patterns"],
            }
        },
        # In JSON every request has a line of its own, which says what was not there.
        "loggers": {
            "groundswell.requests": {"level": "INFO" if chosen == "json" else "WARNING"},
            "django.request": {"level": "ERROR" if chosen == "json" else "WARNING"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


def _where(trace: Any) -> list[str]:
    return [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]


def _short(name: str) -> str:
    path = Path(name)
    return str(path.relative_to(HOUSE)) if path.is_relative_to(HOUSE) else path.name

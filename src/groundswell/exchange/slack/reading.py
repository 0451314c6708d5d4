"""JSON of an export: its bytes to values, with all text fit for a database."""

from __future__ import annotations

import json
import re
from typing import Any

from groundswell.exchange.slack.archive import Archive
from groundswell.foundation.sentences import Sentence, stated

# A lone half of a surrogate pair, and NUL: JSON may hold them, PostgreSQL and UTF-8 may not.
UNFIT = re.compile("[\x00\ud800-\udfff]")
ESCAPED = (b"\\u0000", b"\\ud", b"\\uD")


class JsonIsBroken(ValueError):
    """A file that is no JSON; where it breaks."""

    def __init__(self, reason: Sentence, position: Sentence) -> None:
        super().__init__(reason)
        self.reason, self.position = reason, position


def load(archive: Archive, path: str) -> Any:
    """The value in one file; numbers with a point stay text, since times are no floats.

    Raises:
        JsonIsBroken: it cannot be read as JSON in UTF-8.
        ExportCannotBeRead: its bytes are damaged or too many.
    """
    content = archive.read(path)
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_float=str)
    except json.JSONDecodeError as error:
        raise JsonIsBroken(
            stated("something else stands there"),
            stated("line %(line)s, column %(column)s", line=error.lineno, column=error.colno),
        ) from None
    except UnicodeDecodeError as error:
        raise JsonIsBroken(
            stated("it is not UTF-8"), stated("byte %(byte)s", byte=error.start + 1)
        ) from None
    except (ValueError, RecursionError):
        raise JsonIsBroken(
            stated("it holds a number or a nesting beyond reason"),
            stated("it cannot be told where"),
        ) from None
    if any(escape in content for escape in ESCAPED):
        return _fit(value)
    return value


def _fit(value: Any) -> Any:
    if isinstance(value, str):
        return UNFIT.sub("\ufffd", value) if UNFIT.search(value) else value
    if isinstance(value, list):
        return [_fit(item) for item in value]
    if isinstance(value, dict):
        return {_fit(key): _fit(item) for key, item in value.items()}
    return value

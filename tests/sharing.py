"""How processes share the tests: a costly world is built in one of them, and the longest go first.

A file goes to one process as a whole, by pytest-xdist's `loadfile`. This adds what is known of
ours; a file that is not named here comes after those that are.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

# Beginnings of names of tests, each a portion for one process. Whoever begins with the longest
# does not sit over it when the others are done.
LONGEST = (
    "tests/long/browser/test_pages.py",
    "tests/long/browser/",
    "tests/long/demo/test_command.py",
    "tests/long/demo/",
    "tests/long/real/test_studies.py",
    "tests/long/real/test_slack.py",
    "tests/long/operations/test_serve.py",
    "tests/long/operations/test_upgrade.py",
    "tests/web/test_xss.py",
    "tests/long/test_plain_model.py",
    "tests/web/test_urls.py",
    "tests/network/test_search.py",
    "tests/web/test_queries.py",
    "tests/long/operations/",
    "tests/activity/test_readers.py",
    "tests/network/test_text.py",
)


class ByWorld(LoadFileScheduling):
    """Hands out a portion of `LONGEST` as one, and everything else by the file."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((portion for portion in LONGEST if nodeid.startswith(portion)), file)


def turn(nodeid: str) -> int:
    """Where a test stands in the order of all."""
    turns = (number for number, portion in enumerate(LONGEST) if nodeid.startswith(portion))
    return next(turns, len(LONGEST))

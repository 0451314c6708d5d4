"""A browser, a served company, and pages that complain of whatever goes wrong in them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import nursery

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",  # no second one in reserve for each window
    # Pages are left before threads that prepare for more pay, and what they keep is seldom garbage.
    "--js-flags=--single-threaded --min-semi-space-size=64",
]
# Milliseconds that a page may take where the machine is busy, and long transactions of other tests
# hold news back on PostgreSQL. What holds is there at once.
PATIENCE = 240_000
DESK, PHONE = (1280, 900), (390, 844)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Site:
    """A served company: its address, what was made in it, and who serves it."""

    address: str
    facts: dict[str, Any]
    server: Any

    def at(self, address: str) -> str:
        """An address with the names in it filled in: `/posts/{asked}/`."""
        return address.format(**self.facts["names"])


def _browser(*names: str) -> str:
    """Where the first of them is that is installed, or a skip that says how to get one."""
    names = (os.environ.get("GROUNDSWELL_CHROMIUM", ""), *names)
    path = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if path is None:
        pytest.skip(
            "Install chromium (apt-get install chromium chromium-headless-shell), or name it in"
            " GROUNDSWELL_CHROMIUM."
        )
    return path


@pytest.fixture(scope="package")
def playwright() -> Iterator[Any]:
    """What drives browsers."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
def chromium(playwright: Any) -> Iterator[Any]:
    """Debian's chromium, if possible without a window: its frame costs a quarter of each page."""
    path = _browser("chromium-headless-shell", "chromium")
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def whole_chromium(playwright: Any) -> Iterator[Any]:
    """Debian's chromium with what it has in a window alone: push messages."""
    path = _browser("chromium")
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One served company for all of these tests; each makes what it changes."""
    from tests.servers import server_of

    with server_of(tmp_path_factory.mktemp("browser")) as server:
        # Passkeys want a name: of a bare number browsers make none.
        server.address = server.address.replace("127.0.0.1", "localhost")
        server.start()
        made = nursery.run(("tests.long.browser.company",), env=server.environment)
        assert made.returncode == 0, made.stderr
        server.wait_until_unread()
        yield Site(server.address, json.loads(made.stdout), server)
        server.stop()


class Complaints(list[str]):
    """What went wrong in a page. `expect(404)`: that status is what the test is about."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: set[int] = set()

    def expect(self, status: int) -> None:
        self.expected.add(status)

    def forget(self) -> None:
        self.clear()
        self.expected.clear()

    def heard(self, message: Any) -> None:
        if message.type not in {"error", "warning"}:
            return
        # The next step of a person breaks off what the page still asks, and htmx says so. What
        # fails says more than this: its status, or that nobody answered.
        if message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            return
        if any(f"a status of {status} " in message.text for status in self.expected):
            return
        self.append(f"{message.type}: {message.text}")


def window(chromium: Any, site: Site, *, phone: bool, dark: bool, script: bool) -> Any:
    """A browser of somebody who is not signed in; it hears complaints in `complaints`."""
    width, height = PHONE if phone else DESK
    context = chromium.new_context(
        base_url=site.address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        has_touch=phone,
        java_script_enabled=script,
        locale="en-GB",
        timezone_id="Europe/Oslo",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE)
    page, complaints = context.new_page(), Complaints()
    page.on("console", complaints.heard)
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    page.complaints = complaints
    return page


def become(page: Any, site: Site, who: str | None) -> None:
    """Sign somebody in, or out."""
    page.context.clear_cookies()
    if who is not None:
        token = site.facts["tokens"][who]
        page.context.add_cookies([{"name": "groundswell", "value": token, "url": site.address}])


class Windows:
    """Windows that stand ready for the next test: to open one costs as much as a page in it."""

    def __init__(self, chromium: Any, site: Site) -> None:
        self._chromium, self._site = chromium, site
        self._free: dict[tuple[bool, ...], list[Any]] = {}

    def lend(self, **kind: bool) -> Any:
        free = self._free.setdefault(tuple(kind.values()), [])
        page = free.pop() if free else window(self._chromium, self._site, **kind)
        page.kind = tuple(kind.values())
        return page

    def take_back(self, page: Any) -> None:
        """Close it, or leave nothing in it but copies of our style sheets and scripts."""
        if page.is_closed():
            page.context.close()
            return
        for other in page.context.pages[1:]:
            other.close()
        page.unroute_all()
        if page.url.startswith(self._site.address):
            page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        page.context.clear_cookies()
        everything = {"origin": self._site.address, "storageTypes": "all"}
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", everything)
        session.detach()
        page.complaints.forget()
        self._free[page.kind].append(page)


@pytest.fixture(scope="package")
def windows(chromium: Any, site: Site) -> Windows:
    return Windows(chromium, site)


@pytest.fixture
def visit(chromium: Any, site: Site, windows: Windows) -> Iterator[Callable[..., Any]]:
    """`visit("Mira Lindqvist", phone=True)`: a page of somebody's browser, signed in or not.

    At the end of the test nothing may stand in its console: no error, no violated policy. A `new`
    one has never seen the site.
    """
    lent: list[Any] = []
    opened: list[Any] = []

    def open_page(
        who: str | None = None,
        *,
        phone: bool = False,
        dark: bool = False,
        script: bool = True,
        new: bool = False,
        browser: Any = chromium,
    ) -> Any:
        if new or browser is not chromium:
            page = window(browser, site, phone=phone, dark=dark, script=script)
            opened.append(page)
        else:
            page = windows.lend(phone=phone, dark=dark, script=script)
            lent.append(page)
        become(page, site, who)
        return page

    yield open_page
    # Before the windows close: what a page asks just then is broken off, and it says so.
    complaints = [words for page in (*lent, *opened) for words in page.complaints]
    for page in opened:
        page.context.close()
    for page in lent:
        windows.take_back(page)
    assert complaints == []

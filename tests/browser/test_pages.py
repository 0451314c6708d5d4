"""Every page: nothing for axe to find, nothing to scroll sideways, in light, dark and on a phone.

`GROUNDSWELL_PICTURES=folder` keeps a picture of each, to be looked at beside the prototype.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE, become, window
from tests.browser.pages import PAGES

PICTURES = os.environ.get("GROUNDSWELL_PICTURES", "")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EVERYTHING = {"resultTypes": ["violations"]}
# The scheme changes colours and nothing else.
COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = {
    "light": (DESK, "light", EVERYTHING),
    "phone": (PHONE, "light", EVERYTHING),
    "dark": (DESK, "dark", COLOURS),
}


def found_by_axe(page, options):
    """What axe finds: the rule and where."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        (rule["id"], node["target"], node["html"][:120]) for rule in found for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def page(chromium, site):
    """One window for all pages: to open one costs more than what is looked for in it."""
    page = window(chromium, site, phone=False, dark=False, script=True)
    page.complaints.expect(404)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(page, site, name):
    who, address = PAGES[name]
    # What the page before still asks must not be asked as somebody else.
    page.goto("about:blank")
    page.complaints.clear()
    become(page, site, who)
    page.emulate_media(color_scheme="light")
    page.goto(site.at(address))

    for look, (size, scheme, options) in LOOKS.items():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if scheme == "dark":
            # Chromium keeps some inherited colours when the scheme changes under an open page.
            page.emulate_media(color_scheme="dark")
            page.reload()
        keep_picture(page, f"{name}-{look}")

        assert page.evaluate(SIDEWAYS) <= 0, look
        assert found_by_axe(page, options) == [], look
    assert page.complaints == []


def keep_picture(page, name):
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)

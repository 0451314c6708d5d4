"""Every page: nothing for axe to find, nothing to scroll sideways, in light, dark and on a phone.

`GROUNDSWELL_PICTURES=folder` keeps a picture of each, to be looked at beside the prototype.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import DESK, PHONE, become, window
from tests.browser.pages import PAGES

PICTURES = os.environ.get("GROUNDSWELL_PICTURES", "")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Chromium keeps some inherited colours when the scheme changes under an open page.
DRAW_ANEW = """() => {
    document.documentElement.style.display = "none";
    document.documentElement.offsetHeight;
    document.documentElement.style.display = "";
}"""
# Axe fetches no style sheet anew: that costs a fifth of it, for a rule about turned screens.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# Each page in both schemes and both sizes; what frames all of them, in all four.
LOOKS = {"light": (DESK, "light"), "phone-dark": (PHONE, "dark")}
FRAME_LOOKS = {"phone": (PHONE, "light"), **LOOKS, "dark": (DESK, "dark")}
FRAMES = {"home", "components", "settings", "administration", "sign-in"}


def found_by_axe(page):
    """What axe finds: the rule and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
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
    # What the page before still asks must not be asked as somebody else; and a page of the same
    # site is drawn by the same process.
    page.goto(site.at("/health"))
    page.complaints.clear()
    become(page, site, who)
    page.goto(site.at(address))
    for look, (size, scheme) in (FRAME_LOOKS if name in FRAMES else LOOKS).items():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(DRAW_ANEW)
        keep_picture(page, f"{name}-{look}")

        assert page.evaluate(SIDEWAYS) <= 0, look
        assert found_by_axe(page) == [], look
    assert page.complaints == []


def keep_picture(page, name):
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)

"""Every page: nothing for axe to find, nothing to scroll sideways, in light, dark and on a phone.

`GROUNDSWELL_PICTURES=folder` keeps a picture of each, to be looked at beside the prototype.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.long.browser.axe import Axe
from tests.long.browser.conftest import DESK, PHONE, become, window
from tests.long.browser.pages import MIRA, PAGES

PICTURES = os.environ.get("GROUNDSWELL_PICTURES", "")
LOOKS = {
    "light": (DESK, "light"),
    "dark": (DESK, "dark"),
    "phone-dark": (PHONE, "dark"),
    "phone": (PHONE, "light"),
}
# Structure is looked at in each size, in which it may differ; colours in each scheme as well.
STRUCTURE = {"light", "phone"}
# Whatever has colours and is shown on phones alone stands on one of these.
DARK_ON_PHONES = {"components", "home", "conversation", "looks", "search", "sign-in"}


@pytest.fixture(scope="module")
def page(chromium, site):
    """One window for all pages: to open one costs more than what is looked for in it."""
    page = window(chromium, site, phone=False, dark=False, script=True)
    page.complaints.expect(404)
    page.axe, page.who, page.looks = Axe(page), None, list(LOOKS)
    yield page
    page.context.close()


def be(page, site, who):
    """Sign somebody else in; what the page before still asks must not be asked as them."""
    if page.who != who:
        page.goto(site.at("/health"))
        become(page, site, who)
        page.who = who


def turn(name):
    """Components first: then their colours are known. To change who is signed in costs a page."""
    return (name != "components", PAGES[name][0] or "")


@pytest.mark.parametrize("name", sorted(PAGES, key=turn))
def test_a_page_is_for_everybody(page, site, name):
    who, address = PAGES[name]
    page.complaints.clear()
    be(page, site, who)
    page.goto(site.at(address))
    for look in page.looks:
        if look == "phone-dark" and name not in DARK_ON_PHONES:
            continue
        assert page.axe.turn(*LOOKS[look]) <= 0, look
        keep_picture(page, f"{name}-{look}")

        assert page.axe.find(structure=look in STRUCTURE) == [], look
        assert look not in STRUCTURE or page.evaluate("looks.covered()") == [], look
    page.looks.reverse()  # the next page begins as it is: each change of a look draws it anew
    assert page.complaints == []


def keep_picture(page, name):
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_what_becomes_hard_to_read_is_found_though_its_like_was_read_before(page, site):
    be(page, site, MIRA)
    page.goto(site.at("/"))
    page.axe.turn(*LOOKS[page.looks[0]])
    assert page.axe.find(structure=False) == []

    page.evaluate("document.querySelector('.post__text p').style.color = '#8888'")

    assert {rule for rule, *_ in page.axe.find(structure=False)} == {"color-contrast"}

"""Two people write to each other, each in a browser of their own."""

from __future__ import annotations

import re

import pytest

UNREAD = "fetch('/notices/unread/', { headers: { 'HX-Request': 'true' } }).then((it) => it.text())"
ME, OTHER = "Mira Lindqvist", "Tomasz Wilk"


@pytest.fixture
def talk(site):
    """The address of what two people say to each other."""
    return site.at("/messages/{pair}/")


def write(page, text):
    page.get_by_label("Write a message", exact=True).last.fill(text)
    page.keyboard.press("Enter")


def test_what_one_writes_stands_with_the_other_who_sees_who_types(visit, site, talk):
    mira, tomasz = visit(ME), visit(OTHER)
    mira.goto(talk)
    tomasz.goto(talk)

    mira.get_by_label("Write a message", exact=True).last.press_sequentially("On my way")
    tomasz.get_by_text("Mira Lindqvist is typing").wait_for()
    mira.keyboard.press("Shift+Enter")
    mira.keyboard.type("to the quay")
    # What stands in the box is kept, and goes when it is sent.
    mira.get_by_text("Draft kept").wait_for()
    mira.reload()
    box = mira.get_by_label("Write a message", exact=True).last
    assert box.input_value() == "On my way\nto the quay"
    box.press("Enter")

    said = tomasz.locator(".message", has_text="On my way")
    said.wait_for()
    assert said.count() == 1
    assert said.locator("br").count() == 1
    mira.locator(".talk__seen", has_text="Seen").wait_for()
    mira.reload()
    assert mira.get_by_label("Write a message", exact=True).last.input_value() == ""
    thanked(mira, said, site)


def thanked(page, said, site):
    """A reaction to what stands on an open page is not news for whoever looks at it."""
    waiting = page.evaluate(UNREAD)
    said.get_by_label("React", exact=True).click()
    said.get_by_role("button", name="Thanks").click()
    page.locator(".message", has_text="On my way").locator(".reaction__count").wait_for()
    site.server.wait_until_unread()
    page.wait_for_function(f"async (waiting) => await {UNREAD} === waiting", arg=waiting)


def test_a_message_that_did_not_go_is_sent_again_once(visit, talk):
    page = visit(ME)
    page.complaints.expect(0)
    page.goto(talk)
    lost = []

    def lose(route):
        # The first one arrives, and its answer is lost.
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"/messages/\d+/$"), lose)
    write(page, "Sent in a storm")
    page.complaints.clear()
    page.get_by_role("button", name="Try again").click()

    page.locator(".message--pending").wait_for(state="detached")
    assert page.locator(".message", has_text="Sent in a storm").count() == 1
    page.reload()
    assert page.locator(".message", has_text="Sent in a storm").count() == 1
    page.complaints.clear()


def test_scrolling_up_brings_older_messages_each_once(visit, talk):
    page = visit(ME)
    page.goto(talk)
    flow = page.get_by_role("region", name="Messages")
    flow.hover()

    while page.locator(".talk__older").count():
        page.mouse.wheel(0, -4000)
        page.wait_for_timeout(100)

    ids = page.locator("li[data-id]").evaluate_all("lines => lines.map(line => line.dataset.id)")
    assert len(ids) > 40
    assert ids == sorted(set(ids), key=int)


def test_one_writes_to_several_with_the_keyboard_alone(visit, site):
    page = visit(ME)
    page.goto("/messages/new/")
    for name in ("Luz", "Henrik"):
        # A page may get its focus after it is loaded; until then letters are keys of the page.
        page.locator("people-chooser input:focus").wait_for()
        page.keyboard.type(name)
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("Enter")
        page.get_by_role("button", name=f"Remove {name}").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("Lunch?")
    page.keyboard.press("Control+Enter")

    page.wait_for_url(re.compile(r"/messages/\d+/$"))
    assert page.locator(".talk__who").inner_text().startswith("Henrik Dahl, Luz Herrera")

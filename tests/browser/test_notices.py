"""A question is answered elsewhere: its asker notices at once, opens it, and is done."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.pages import MIRA, TOMASZ

BADGE = ".nav a[href='/notices/'] unread-count"


def test_the_number_moves_without_reloading_and_opening_the_thread_is_reading(visit, site):
    asker = visit(TOMASZ)
    asker.goto("/notices/")
    if asker.get_by_role("button", name="Mark all as read").count():
        asker.get_by_role("button", name="Mark all as read").click()
    expect(asker.locator(BADGE)).to_have_text("")
    answering = visit(MIRA)
    answering.goto(site.at("/posts/{asked}/"))
    answering.fill(".reply-box__text", "Measure all four blades, and compare.")
    answering.keyboard.press("Control+Enter")

    expect(asker.locator(BADGE)).to_contain_text("1")
    asker.goto("/notices/")
    asker.locator(".notice--unread a").first.click()
    expect(asker.get_by_text("Measure all four blades, and compare.").first).to_be_visible()

    expect(asker.locator(BADGE)).to_have_text("")


def test_without_script_a_button_marks_the_thread_as_read(visit, site):
    answering = visit(MIRA)
    answering.goto(site.at("/posts/{asked}/"))
    answering.fill(".reply-box__text", "And write down the angle.")
    answering.keyboard.press("Control+Enter")
    expect(answering.get_by_text("And write down the angle.").first).to_be_visible()
    asker = visit(TOMASZ, script=False)

    asker.goto(site.at("/posts/{asked}/"))
    asker.get_by_role("button", name="Mark it as read").click()

    expect(asker.get_by_text("And write down the angle.").first).to_be_visible()

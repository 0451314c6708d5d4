"""Searching by keyboard: words are completed, hits narrowed, and nothing gets in the way."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_an_operator_is_completed_and_the_hits_follow(visit):
    page = visit("Mira Lindqvist")
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Search", exact=True)
    box.press_sequentially("blade ki")
    expect(page.get_by_role("option", name="kind:")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("blade kind:")
    page.get_by_role("option", name="question").click()

    expect(box).to_have_value("blade kind:question ")
    expect(page.locator(".operator")).to_have_text("kind:question")
    expect(page.locator(".facet__value[aria-current]")).to_contain_text("Question")
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("link", name="Question asked for; drop it").click()
    expect(page.locator(".operator")).to_have_count(0)


def test_enter_with_nothing_chosen_searches(visit):
    page = visit("Mira Lindqvist")
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Search", exact=True)
    box.press_sequentially("blade i")
    expect(page.get_by_role("option", name="in:")).to_be_visible()
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=blade(\+|%20)i$"))
    expect(page.locator("#found .empty")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the browser notes what is broken off

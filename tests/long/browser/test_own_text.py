"""What is done with a text of one's own: it is found, changed, and taken back."""

from __future__ import annotations

from playwright.sync_api import expect


def choose(page, deed):
    """Choose from the menu of the thread's start."""
    page.get_by_label("More for this post").first.click()
    page.get_by_role("link", name=deed, exact=True).first.click()


def test_a_text_is_found_changed_and_removed_and_what_hangs_on_it_stays(visit, site):
    page = visit("Tomasz Wilk")
    page.goto("/")
    page.get_by_label("Search posts, people and groups").fill("second drawing of keel")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Which drawing of the keel").click()

    choose(page, "Edit")
    page.get_by_label("Text", exact=True).fill("The third is missing.")
    page.get_by_role("button", name="Change it").click()
    expect(page.locator(".post__text").first).to_have_text("The third is missing.")
    page.get_by_role("link", name="edited").click()
    expect(page.locator("main")).to_contain_text("The second drawing is missing.")

    page.goto(site.at("/posts/{keel}/"))
    choose(page, "Remove")
    expect(page.locator("main")).to_contain_text("Its one reply stays")
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("main")).to_contain_text("This post was removed")
    expect(page.locator("main")).to_contain_text("It hangs in the loft.")

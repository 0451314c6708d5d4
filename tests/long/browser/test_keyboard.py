"""Everything by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(visit):
    return visit("Mira Lindqvist")


def focused(page):
    """The id of what has the focus."""
    return page.evaluate("document.activeElement.id")


def test_the_first_key_leads_past_the_frame(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()

    page.keyboard.press("Enter")

    assert focused(page) == "main"


def test_j_and_k_walk_through_the_posts_and_o_opens(page):
    page.goto("/")
    posts = page.locator(".feed .post")
    first, second = (posts.nth(n).get_attribute("id") for n in (0, 1))

    page.keyboard.press("j")
    assert focused(page) == first
    page.keyboard.press("j")
    assert focused(page) == second
    page.keyboard.press("k")
    assert focused(page) == first
    page.keyboard.press("j")
    page.keyboard.press("o")

    expect(page).to_have_url(re.compile(second.removeprefix("post-")))


def test_j_walks_through_a_thread_and_r_answers_what_it_stands_on(page, site):
    page.goto(site.at("/posts/{asked}/"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == site.at("post-{best}")

    page.keyboard.press("r")

    page.wait_for_url(re.compile(site.at("reply_to={best}")))
    expect(page.get_by_role("textbox", name="Write a reply")).to_be_focused()


def test_r_answers_and_control_enter_sends(page, site):
    page.goto(site.at("/posts/{long}/"))

    page.keyboard.press("r")
    page.keyboard.type("The second paper copy of the weld log.")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".reply").last).to_contain_text("The second paper copy of the weld log.")


def test_c_writes_and_letters_typed_there_do_nothing_else(page):
    page.goto("/")
    page.keyboard.press("c")
    page.keyboard.type("jokes, rock and /crates?")

    box = page.get_by_role("textbox", name="What do you know")
    expect(box).to_be_focused()
    expect(box).to_have_value("jokes, rock and /crates?")
    box.fill("")


def test_a_slash_searches_and_a_question_mark_lists_the_keys(page):
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_label("Search posts, people and groups")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("main").focus()

    page.keyboard.press("?")

    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_g_and_a_letter_go_places(page, site):
    page.complaints.expect(404)
    page.goto("/settings/")
    for key, path in (("h", "/"), ("g", "/groups/"), ("p", "/people/"), ("a", "/adoption/")):
        page.keyboard.press("g")

        page.keyboard.press(key)

        page.wait_for_url(site.address + path)


def test_single_keys_can_be_switched_off(page):
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Single keys work in this browser").uncheck()
    page.keyboard.press("Escape")

    page.keyboard.press("c")
    page.reload()
    page.keyboard.press("j")

    assert focused(page) == ""


def test_a_menu_opens_walks_and_closes_by_keys(page):
    page.goto("/")
    summary = page.get_by_label("your account")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Your profile")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Settings")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Sign out")).to_be_focused()

    page.keyboard.press("Escape")

    expect(summary).to_be_focused()
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()


def test_a_reaction_is_given_by_keys(page, site):
    page.goto(site.at("/posts/{photographed}/"))
    summary = page.locator(".reaction-bar summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Enter")

    given = page.get_by_role("button", name="Agree, 1 person")
    expect(given).to_be_visible()
    expect(summary).to_be_focused()

    page.keyboard.press("Shift+Tab")
    expect(given).to_be_focused()
    page.keyboard.press("Enter")
    expect(given).to_have_count(0)
    page.wait_for_function("document.activeElement.closest('.post')")


def test_what_a_button_leads_back_to_keeps_the_place(page, site):
    page.goto(site.at("/people/{Luz Herrera}/"))
    page.get_by_role("button", name="Follow").focus()
    for name in ("Following", "Follow"):
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()


def test_what_was_refused_is_read_first(page):
    page.complaints.expect(422)
    page.goto("/groups/new/")
    page.locator("#name").focus()
    page.keyboard.type("Thruster service")
    page.keyboard.press("Enter")

    expect(page.locator("#name[aria-invalid=true]")).to_be_focused()
    expect(page.locator("#name-error")).to_be_visible()


def test_the_chooser_of_mentions_is_left_by_escape(page):
    page.goto("/")
    page.keyboard.press("c")
    page.keyboard.type("Ask @tom")
    expect(page.get_by_role("option", name="Tomasz Wilk")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("textbox", name="What do you know")).to_have_value("Ask @tom")

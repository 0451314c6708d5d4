"""Reading, posting and all the rest works where scripts are switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(visit):
    return visit("Tomasz Wilk", script=False)


def test_asking_answering_and_reacting(page):
    page.goto("/")
    page.locator(".composer__kind", has_text="Question").click()
    page.get_by_label("In one line").fill("Is the lift out of order?")
    page.get_by_role("textbox", name="What do you know").fill("It *waits* on four.")
    page.get_by_label("To", exact=True).select_option("Everybody")
    page.locator("#composer button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the lift out of order?")
    expect(page.locator(".toast")).to_have_text("Your post stands.")

    page.get_by_role("textbox", name="Write a reply").fill("I take the stairs.")
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(page.locator(".reply")).to_contain_text("I take the stairs.")

    page.locator(".reaction-bar summary").first.click()
    page.get_by_role("button", name="Good idea").first.click()
    expect(page.get_by_role("button", name="Good idea, 1 person")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_what_is_refused_comes_back_with_its_text(page):
    page.goto("/")
    page.locator(".composer__kind", has_text="Question").click()
    page.get_by_role("textbox", name="What do you know").fill("No title here.")

    page.locator("#composer button[type=submit]").click()

    expect(page.get_by_role("alert")).to_contain_text("Say in one line what you ask")
    expect(page.get_by_role("textbox", name="What do you know")).to_have_value("No title here.")
    page.complaints.clear()  # the browser notes the status 422


def test_a_file_can_be_attached(page):
    page.goto("/")
    page.get_by_role("textbox", name="What do you know").fill("The list.")
    page.get_by_label("Attach files").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    )
    expect(page.get_by_label("What they show")).to_be_visible()
    page.locator("#composer button[type=submit]").click()

    expect(page.get_by_role("link", name="list.csv")).to_be_visible()


def test_older_posts_are_a_link_away(page):
    page.goto("/")
    first = page.locator(".post").first.get_attribute("id")

    page.get_by_role("link", name="Older posts").click()

    assert page.locator(".post").first.get_attribute("id") != first
    expect(page.locator(".composer")).to_have_count(0)


def test_joining_and_leaving_a_group(page, site):
    page.goto(site.at("/groups/{Night shift}/"))
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("link", name="Write here")).to_be_visible()

    page.get_by_role("button", name="Leave").click()

    expect(page.locator(".toast")).to_have_text("You have left the group.")


def test_finding_people(page):
    page.goto("/people/")
    page.get_by_label("Site").select_option("Busan")

    page.get_by_role("button", name="Show").click()

    expect(page.locator("main")).to_contain_text("2 people")


def test_menus_open_and_one_signs_out(visit):
    page = visit("Astrid Halvorsen", script=False)
    page.goto("/")
    page.get_by_label("your account").click()

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_the_navigation_of_a_phone_is_a_link(visit):
    page = visit("Tomasz Wilk", phone=True, script=False)
    page.goto("/")
    page.get_by_role("link", name="More").click()

    page.get_by_role("navigation", name="Main", exact=True).get_by_role(
        "link", name="People"
    ).click()

    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()

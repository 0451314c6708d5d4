"""An employee's first day: in by a one-time link, asking, being answered, tidying up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

PASSWORD = "three quiet harbours"


@pytest.fixture
def newcomer(visit, site):
    """Nils, who has just come in by his link."""
    page = visit()
    page.complaints.expect(422)
    page.goto(site.at("/welcome/{link of Nils Ny}/"))
    if page.get_by_label("New password").count():
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_role("button", name="Go in").click()
        expect(page.locator(".toast")).to_have_text("You are inside.")
        return page
    # The link worked once, in an earlier test; from then on there is a password.
    page.goto("/sign-in/")
    page.get_by_label("E-mail or handle").fill("nils_ny")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("navigation", name="Main", exact=True)).to_be_visible()
    return page


def join(page, name):
    """Join a group, unless another test did; its page is open then."""
    page.goto("/groups/")
    button = page.get_by_role("button", name=f"Join {name}")
    if button.count():
        button.click()
    else:
        page.get_by_role("main").get_by_role("link", name=name).click()
    expect(page.get_by_role("link", name="Write here")).to_be_visible()


def ask(page, title, text):
    """Ask in the group whose page is open."""
    page.get_by_role("radio", name="Question").check()
    page.get_by_label("Your question in one line").fill(title)
    page.get_by_role("textbox", name="Ask or tell").fill(text)


def test_a_newcomer_asks_with_a_mention(newcomer):
    page = newcomer
    join(page, "Thruster service")
    ask(page, "Which grease for the azimuth seal?", "The **old** drum is empty. Who knows? ")
    page.get_by_role("textbox", name="Ask or tell").press("End")

    page.keyboard.type("@park")
    expect(page.get_by_role("option", name="Park Seo-yeon")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator("#composer-preview strong")).to_have_text("old")
    expect(page.locator("#composer-preview .mention")).to_have_text("@Park Seo-yeon")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which grease for the azimuth seal?")
    expect(page.locator(".toast")).to_have_text("Your post stands.")


def test_a_question_is_heard_at_once_and_so_is_its_answer(newcomer, visit, site):
    page, park = newcomer, visit("Park Seo-yeon")
    join(page, "Thruster service")
    park.goto(site.at("/groups/{Thruster service}/"))
    ask(page, "Who has a spare impeller?", "Ours is cracked.")
    page.get_by_role("button", name="Ask", exact=True).click()

    park.get_by_role("link", name="1 new post").click()
    first = park.locator(".feed .post").first
    expect(first).to_be_focused()
    first.get_by_role("link", name="Who has a spare impeller?").click()
    park.get_by_role("textbox", name="Write a reply").fill("Two in Busan, *boxed*.")
    park.get_by_role("button", name="Reply", exact=True).click()

    page.get_by_role("link", name="1 new reply").click()
    expect(page.locator(".reply").first).to_contain_text("Two in Busan, boxed.")
    expect(page.locator(".thread__count")).to_have_text("1 reply")


def test_a_reaction_counts_at_once_and_stays(newcomer, site):
    page = newcomer
    page.goto(site.at("/posts/{asked}/"))
    root = page.locator(".post").first
    thanks = root.get_by_role("button", name="Thanks, 3 people")

    thanks.click()

    pressed = root.get_by_role("button", name="Thanks, 4 people")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Thanks, 4 people")).to_be_visible()
    root.get_by_label("React", exact=True).first.click()
    root.get_by_role("button", name="With you").click()
    expect(root.get_by_role("button", name="With you, 1 person")).to_be_visible()
    root.get_by_role("button", name="With you, 1 person").click()
    expect(root.get_by_role("button", name="Thanks, 3 people")).to_be_visible()


@pytest.fixture
def answered(newcomer, visit):
    """The newcomer's page of a question that Luz has answered."""
    page, luz = newcomer, visit("Luz Herrera")
    page.goto("/")
    page.get_by_role("radio", name="Question").check()
    page.get_by_label("Your question in one line").fill("Who has the key to store nine?")
    page.get_by_role("textbox", name="What do you know").fill("I stand in front of it.")
    page.get_by_label("To", exact=True).select_option("Everybody")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who has the key to store nine?")
    luz.goto(page.url)
    luz.get_by_role("textbox", name="Write a reply").fill("I have it.")
    luz.get_by_role("button", name="Reply", exact=True).click()
    expect(luz.locator(".reply")).to_have_count(1)
    page.reload()
    return page


def choose(page, deed):
    """Choose from the menu of the thread's start."""
    page.get_by_label("More for this post").first.click()
    page.get_by_role("link", name=deed, exact=True).first.click()


def test_the_asker_marks_the_best_answer(answered):
    answered.get_by_role("button", name="Mark as best answer").click()

    expect(answered.locator(".reply--best")).to_contain_text("Best answer")


def test_a_text_is_changed_and_what_it_said_stays_readable(answered):
    choose(answered, "Edit")
    answered.get_by_label("Text", exact=True).fill("I stood in front of it.")
    answered.get_by_role("button", name="Change it").click()
    expect(answered.locator(".post__text").first).to_have_text("I stood in front of it.")

    answered.get_by_role("link", name="edited").click()

    expect(answered.locator("main")).to_contain_text("I stand in front of it.")


def test_a_text_is_removed_and_its_answers_stay(answered):
    choose(answered, "Remove")
    expect(answered.locator("main")).to_contain_text("Its one reply stays")

    answered.get_by_role("button", name="Remove it").click()

    expect(answered.locator("main")).to_contain_text("This post was removed")
    expect(answered.locator("main")).to_contain_text("I have it.")


def test_what_was_written_is_found(newcomer):
    page = newcomer
    page.goto("/")
    page.get_by_label("Search posts, people and groups").fill("blade-rate vibration")

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("Blade-rate vibration on an HT-900")


def test_a_profile_is_filled_in_and_somebody_followed(newcomer, site):
    page = newcomer
    page.goto("/settings/")
    page.get_by_label("Ask me about").fill("spread sheets, coffee")
    page.get_by_role("button", name="Change it").click()
    expect(page.locator(".toast")).to_have_text("Your profile says so now.")
    page.goto(site.at("/people/{Nils Ny}/"))
    expect(page.get_by_role("link", name="coffee")).to_be_visible()

    page.goto(site.at("/people/{Astrid Halvorsen}/"))
    page.get_by_role("button", name="Follow", exact=True).click()

    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")


def test_one_leaves_by_the_menu_and_stays_outside(newcomer):
    page = newcomer
    page.get_by_label("your account").click()

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/people/")
    expect(page).to_have_url(re.compile(r"/sign-in/\?next="))

"""An administrator takes a people list, opens the doors, shuts somebody out and lets them in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

LIST = """id,name,email,title,function,site,manager
n1,Siri Nyhus,siri@halden.example,Planner,Finance,Halden,
n2,Jon Nyhus,jon@halden.example,Buyer,Finance,Halden,n1
n3,Per Feil,per@halden.example,Buyer,Finance,Halden,n99
"""


@pytest.fixture
def page(visit):
    return visit("Mira Lindqvist")


def choose(page, content):
    """Choose a people list and ask what would change."""
    page.goto("/administration/people/")
    page.get_by_label("The file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Show what would change").click()


def test_a_list_is_seen_before_it_is_taken(page):
    choose(page, LIST)

    expect(page.get_by_role("heading", name="1 problem")).to_be_visible()
    expect(page.locator("table")).to_contain_text("n99")
    page.locator("summary", has_text="New").click()
    expect(page.get_by_text("Siri Nyhus")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="These rows as CSV").click()
    assert "n99" in download.value.path().read_text()
    page.get_by_role("button", name="Take the rows that are right").click()

    expect(page.locator(".toast")).to_contain_text("2 new")
    page.goto("/people/?name=nyhus")
    expect(page.locator("main")).to_contain_text("2 people")

    choose(page, LIST.replace("n99", "n1").replace("Planner", "Chief planner"))
    expect(page.locator(".facts")).to_contain_text("1")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".toast")).to_contain_text("1 new, 1 changed")


def test_a_file_that_is_no_list_is_refused_in_words(page):
    page.complaints.expect(422)

    choose(page, "just a note")

    expect(page.get_by_role("alert")).to_be_visible()


def test_the_doors_are_opened_after_a_word_about_it(page):
    page.goto("/administration/")
    page.get_by_role("link", name="Open the doors").click()
    expect(page.locator("main")).to_contain_text("mail with a one-time link")

    page.get_by_role("button", name="Send them").click()

    expect(page.locator(".toast")).to_contain_text("The doors are open")
    expect(page.locator("main")).to_contain_text("Open: invitations go out.")


def test_whoever_is_suspended_is_out_at_once_and_may_come_back(page, visit):
    guest = visit("Crew 42 Member")
    guest.goto("/")
    page.goto("/administration/?name=Crew 42")

    page.get_by_role("button", name="Suspend").click()
    expect(page.locator(".toast")).to_have_text("Done.")
    guest.reload()

    expect(guest.get_by_role("heading", name="Sign in")).to_be_visible()
    guest.complaints.clear()  # the stream of events was cut off, as it should be
    page.goto("/administration/?name=Crew 42")
    page.get_by_role("button", name="Let in again").click()
    expect(page.locator(".toast")).to_have_text("Done.")


def test_a_one_time_link_is_shown_once(page, visit):
    page.goto("/administration/?name=Crew 44")
    page.get_by_role("button", name="One-time link").click()
    link = page.locator("code.secret").inner_text()
    guest = visit()

    guest.goto(link)

    expect(guest.get_by_role("heading", name="Welcome, Crew 44 Member")).to_be_visible()


def test_a_role_is_given_and_taken(page):
    page.goto("/administration/?name=Crew 43")
    page.get_by_label("Role for Crew 43 Member").select_option("Moderator")
    page.get_by_role("button", name="Give role").click()
    role = page.get_by_role("button", name=re.compile("Moderator, Crew 43 Member"))
    expect(role).to_be_visible()

    role.click()

    expect(role).to_have_count(0)


def test_letters_are_made_for_those_without_mail(page):
    choose(page, "id,name,title\nw1,Ulla Uten,Welder\n")
    page.get_by_role("button", name="Take it").click()

    page.get_by_role("button", name="Make PIN letters").click()

    letter = page.locator(".letter", has_text="Ulla Uten")
    expect(letter).to_contain_text("works once")
    assert len(letter.locator("code").last.inner_text().replace("-", "")) == 12

"""Whole walks, each at a desk and on a phone that is touched: what people come here for.

`GROUNDSWELL_PICTURES=folder` keeps a picture of each step, to be looked at.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.long.browser.axe import SIDEWAYS, found_by_axe
from tests.long.browser.conftest import PHONE
from tests.long.browser.pages import ASTRID, HENRIK, LUZ, PARK, TOMASZ
from tests.long.browser.test_pages import PICTURES

PASSWORD = "three quiet harbours"
NEWCOMERS = {True: "Ewa Nowak", False: "Nils Ny"}

pytestmark = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


def press(where):
    """A finger on a phone, a click at a desk."""
    if where.page.viewport_size["width"] == PHONE[0]:
        where.tap()
    else:
        where.click()


def write(page, box, text):
    """Write into a box, until its preview stands there: it moves what is below."""
    page.get_by_role("textbox", name=box).fill(text)
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("strong, em").first).to_be_visible()


def kind(page, name):
    """What is pressed to choose the kind of a post, which comes after writing it."""
    return page.locator(".composer__kind", has_text=name)


def keep(page, name):
    """A picture of what the window shows, if they are kept."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"walk-{name}-{page.viewport_size['width']}.png")


def look(page, name):
    """This step is for everybody as well: nothing for axe to find, nothing to scroll sideways."""
    keep(page, name)
    assert page.evaluate(SIDEWAYS) <= 0
    assert found_by_axe(page) == []


def badge(page, phone):
    """The number of notices, where this window shows it."""
    return page.locator(".bottom-bar unread-count" if phone else ".nav unread-count")


def notice(page, phone, words):
    """Open the notices by the bar or the navigation, and the one that says so."""
    bar = page.locator(".bottom-bar" if phone else ".nav")
    press(bar.get_by_role("link", name=re.compile("^Notices")))
    found = page.locator(".notice--unread", has_text=words).first
    expect(found).to_be_visible()
    return found


def done_with_notices(site, page):
    """All that happened so far is known to its people, and this one has read it."""
    site.server.wait_until_unread()
    page.goto("/notices/")
    if page.get_by_role("button", name="Mark all as read").count():
        press(page.get_by_role("button", name="Mark all as read"))
    expect(page.locator(".notice--unread")).to_have_count(0)


def test_a_newcomers_first_five_minutes(visit, site, phone):
    page = visit(phone=phone)
    # Asked for now: letters that were made for everybody invited end the links before them.
    page.goto(f"/welcome/{site.server.call('invited', NEWCOMERS[phone])}/")
    page.get_by_label("New password").fill(PASSWORD)
    press(page.get_by_role("button", name="Go in"))
    steps = page.get_by_role("region", name="Your first five minutes")
    expect(steps).to_contain_text("0 of 4 done")
    look(page, "newcomer-1-home")

    press(steps.get_by_role("link", name="Begin"))
    take_three_steps(page)
    ask_a_first_question(page)

    press(page.get_by_role("link", name="Groundswell").first)
    expect(page.locator(".feed .post").first).to_contain_text("Which grease")
    expect(steps).to_have_count(0)
    press(page.get_by_label("your account"))
    press(page.get_by_role("button", name="Sign out"))
    page.get_by_label("E-mail or handle").wait_for()
    page.goto("/people/")
    expect(page).to_have_url(re.compile(r"/sign-in/\?next="))


def take_three_steps(page):
    page.get_by_label("Ask me about").fill("spread sheets, coffee")
    press(page.get_by_role("button", name="Keep it"))
    for part, deed, times in (("#people", "Follow", 3), ("#groups", "Join", 2)):
        for _ in range(times):
            button = page.locator(part).get_by_role("button", name=deed).first
            name = button.inner_text()
            press(button)
            expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(page.get_by_text("Done", exact=True)).to_have_count(3)
    keep(page, "newcomer-2-steps")


def ask_a_first_question(page):
    page.get_by_label("Your question in one line").fill("Which grease for the azimuth seal?")
    write(page, "What would you like to know", "The **old** drum is empty. ")
    page.keyboard.press("End")
    page.keyboard.type("@park")
    press(page.get_by_role("option", name=PARK))
    expect(page.locator("#composer-preview strong")).to_have_text("old")
    expect(page.locator("#composer-preview .mention")).to_have_text(f"@{PARK}")
    keep(page, "newcomer-3-question")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which grease for the azimuth seal?")
    keep(page, "newcomer-4-asked")


def test_a_question_is_answered_from_another_site_and_the_answer_marked_best(visit, site, phone):
    gdynia, busan = visit(TOMASZ, phone=phone), visit(PARK, phone=True)
    done_with_notices(site, gdynia)
    done_with_notices(site, busan)
    gdynia.goto(site.at("/groups/{Thruster service}/"))
    write(gdynia, "Ask or tell", "Ours is *cracked*, @park_seo_yeon.")
    press(kind(gdynia, "Question"))
    gdynia.get_by_label("Your question in one line").fill("Who has a spare impeller?")
    press(gdynia.get_by_role("button", name="Ask", exact=True))
    expect(gdynia.get_by_role("heading", level=1)).to_have_text("Who has a spare impeller?")

    # News may be held back as long as the wait is patient, and then comes without reloading.
    site.server.wait_until_unread()
    expect(badge(busan, phone=True)).to_contain_text("1")
    thank_and_answer(busan)

    site.server.wait_until_unread()
    # The answer: the thanks stand on the page that is looked at.
    expect(badge(gdynia, phone)).to_contain_text("1")
    press(gdynia.get_by_role("link", name="1 new reply"))
    expect(badge(gdynia, phone)).to_have_text("")
    expect(gdynia.locator(".thread__count")).to_have_text("1 reply")
    press(gdynia.get_by_role("button", name="Mark as best answer"))
    expect(gdynia.locator(".reply--best")).to_contain_text("Best answer")
    keep(gdynia, "question-2-best")

    site.server.wait_until_unread()
    expect(badge(busan, phone=True)).to_contain_text("1")
    press(notice(busan, True, "Your answer is marked as the best one").get_by_role("link"))
    expect(busan.locator(".reply--best")).to_be_visible()
    keep(busan, "question-3-told")


def thank_and_answer(page):
    mention = notice(page, True, "Who has a spare impeller?")
    keep(page, "question-1-noticed")
    press(mention.get_by_role("link"))
    write(page, "Write a reply", "Two in Busan, *boxed*.")
    press(page.get_by_label("React", exact=True).first)
    press(page.get_by_role("button", name="Thanks").first)
    expect(page.get_by_role("button", name="Thanks, 1 person")).to_be_visible()
    press(page.get_by_role("button", name="Reply", exact=True))
    expect(page.locator(".reply")).to_contain_text("Two in Busan, boxed.")
    page.goto("/")


def test_an_announcement_is_weighed_noticed_and_acknowledged(visit, site, phone):
    chief, reader = visit(ASTRID, phone=phone), visit(TOMASZ, phone=phone)
    title = f"The slipway closes on {'Friday' if phone else 'Monday'}"
    chief.goto("/")
    announce(chief, title)

    site.server.wait_until_unread()
    reader.goto("/")
    press(notice(reader, phone, title).get_by_role("link"))
    press(reader.get_by_role("button", name="I have read this"))
    expect(reader.get_by_text("You have acknowledged this.")).to_be_visible()
    expect(reader.get_by_role("button", name="I have read this")).to_be_hidden()
    look(reader, "announcement-3-acknowledged")

    press(chief.get_by_role("link", name="Whom it reached"))
    expect(chief.locator("main")).to_contain_text("It is counted at midnight")
    press(chief.get_by_role("button", name="Remind those who are missing"))
    expect(chief.locator("main")).to_contain_text("Those who were missing have been reminded")
    keep(chief, "announcement-4-reached")


def announce(page, title):
    write(page, "What do you know", "Take the **north** gate.")
    press(kind(page, "Announcement"))
    page.get_by_label("Your announcement in one line").fill(title)
    page.get_by_label("Site").fill("Gdynia")
    keep(page, "announcement-1-written")
    press(page.get_by_role("button", name="Announce", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("people at once")
    look(page, "announcement-2-weighed")
    press(page.get_by_role("button", name="Tell them now"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_report_is_handled_and_its_author_told_why(visit, site, phone):
    reporter, moderator, author = (visit(name, phone=phone) for name in (TOMASZ, LUZ, HENRIK))
    reporter.goto(site.at("/posts/{loud on the phone}/" if phone else "/posts/{loud at the desk}/"))
    report(reporter)
    # As soon as it is hidden, the page that is still open asks for news of it in vain.
    reporter.complaints.expect(404)

    site.server.wait_until_unread()
    moderator.goto("/")
    decide(moderator, notice(moderator, phone, "waits for a moderator"))
    # It draws itself anew; to ask for that here as well would break that off.
    expect(reporter.get_by_text("wake up")).to_have_count(0)

    site.server.wait_until_unread()
    author.goto("/")
    press(notice(author, phone, "A moderator decided").get_by_role("link"))
    expect(author.locator("main")).to_contain_text("Say what is wrong, not who is stupid.")
    expect(author.locator("main")).not_to_contain_text(LUZ)
    keep(author, "report-2-told")
    author.get_by_label("Why it should be looked at again").fill("It was two in the morning.")
    press(author.get_by_role("button", name="Ask for another look"))
    expect(author.locator("main")).to_contain_text("A moderator takes another look")


def report(page):
    press(page.get_by_label("More for this post").first)
    press(page.get_by_role("link", name="Report"))
    page.get_by_label("It insults, threatens or harasses somebody").check()
    page.get_by_label("In your words").fill("He shouts at the night shift.")
    press(page.get_by_role("button", name="Report it"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Post by {HENRIK}")


def decide(page, waiting):
    press(waiting.get_by_role("link"))
    expect(page.locator("main")).to_contain_text("He shouts at the night shift.")
    page.get_by_label("Hide the post").check()
    page.get_by_label("Why").fill("Say what is wrong, not who is stupid.")
    keep(page, "report-1-case")
    press(page.get_by_role("button", name="Decide"))
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)


def test_a_leaders_delegate_posts_and_is_named(visit, phone):
    name = PARK if phone else LUZ
    leader, hand, reader = (visit(who, phone=phone) for who in (ASTRID, name, TOMASZ))
    leader.goto("/settings/delegates/")
    leader.get_by_label("Person").press_sequentially(name.split()[0])
    press(leader.get_by_role("option", name=name))
    leader.get_by_label("may post").check()
    press(leader.get_by_role("button", name="Name them"))
    expect(leader.get_by_role("button", name=f"Take back {name}")).to_be_visible()
    keep(leader, "delegate-1-named")

    hand.goto("/")
    hand.get_by_label("Write for").select_option(label=f"{ASTRID}: post")
    write(hand, "What do you know", "I come to the *night shift*.")
    hand.get_by_label("To", exact=True).select_option("Everybody")
    keep(hand, "delegate-2-writing")
    press(hand.get_by_role("button", name="Post", exact=True))
    expect(hand.get_by_role("heading", level=1)).to_have_text(f"Post by {name} for {ASTRID}")
    expect(hand.locator(".post")).to_contain_text(f"by {name} for {ASTRID}")

    reader.goto("/newest/")
    post = reader.locator(".feed .post", has_text="I come to the night shift.").first
    expect(post.get_by_role("heading")).to_have_text(ASTRID)
    expect(post).to_contain_text(f"by {name} for {ASTRID}")
    keep(reader, "delegate-3-read")

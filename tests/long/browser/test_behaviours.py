"""What scripts add: drafts, news in one connection, files, schemes; and that nothing moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.long.browser.conftest import PATIENCE

BOX = "What do you know"
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""


@pytest.fixture
def page(visit):
    return visit("Mira Lindqvist")


def box(page):
    return page.get_by_role("textbox", name=BOX)


def listened(page):
    """The addresses of all live connections of a browser, from now on."""
    asked = []
    page.context.on(
        "request", lambda request: asked.append(request.url) if "/live" in request.url else 0
    )
    return asked


def until(page, number, asked):
    """Wait until so many were asked, and a little longer for one too many."""
    for _ in range(PATIENCE // 50):
        if len(asked) >= number:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    assert len(asked) == number


def test_a_draft_is_kept_until_it_is_sent(page):
    page.goto("/")
    page.get_by_role("radio", name="Question").check()
    page.get_by_label("Your question in one line").fill("Half a question")
    box(page).fill("Half a text")
    expect(page.locator("#composer .composer__draft")).to_have_text("Draft kept")

    page.goto("/people/")
    page.goto("/")

    expect(box(page)).to_have_value("Half a text")
    expect(page.get_by_label("Your question in one line")).to_have_value("Half a question")
    expect(page.get_by_role("radio", name="Question")).to_be_checked()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half a question")
    page.goto("/")
    expect(box(page)).to_have_value("")


def test_a_draft_waits_on_another_device_too(page, visit):
    page.goto("/")
    box(page).fill("Begun at the desk")
    expect(page.locator("#composer .composer__draft")).to_have_text("Draft kept")

    phone = visit("Mira Lindqvist", phone=True, script=False)
    phone.goto("/")
    expect(box(phone)).to_have_value("Begun at the desk")
    phone.goto("/drafts/")
    expect(phone.get_by_role("link", name="Begun at the desk")).to_be_visible()
    phone.get_by_role("button", name="Delete Begun at the desk").click()

    page.goto("/")
    expect(box(page)).to_have_value("")


def test_a_draft_sent_twice_is_one_post(page):
    page.goto("/")
    box(page).fill("Said once")
    page.context.route("**/posts/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Post", exact=True).click()
    page.context.unroute("**/posts/")
    page.context.clear_cookies(name="sent")  # the answer never arrived
    page.complaints.clear()  # the line broke, which the browser notes

    page.goto("/")
    expect(box(page)).to_have_value("Said once")
    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.locator(".toast")).to_be_visible()
    page.goto("/")
    expect(page.locator(".post", has_text="Said once")).to_have_count(1)


def test_what_is_refused_stays_in_the_box_and_in_the_draft(page):
    page.complaints.expect(422)
    page.goto("/")
    page.get_by_role("radio", name="Question").check()
    box(page).fill("Without a title")
    page.get_by_role("button", name="Ask", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Say in one line")
    expect(box(page)).to_have_value("Without a title")
    with page.expect_response("**/drafts/**"):  # the empty box empties the draft
        box(page).fill("")


def test_files_are_named_and_can_be_taken_back(page):
    page.goto("/")
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": b"x"} for name in ("one.txt", "two.txt")
    ]
    page.locator("#composer input[type=file]").set_input_files(files)

    page.get_by_role("button", name="Remove one.txt").click()

    chosen = page.locator("#composer input[type=file]")
    assert chosen.evaluate("field => [...field.files].map(file => file.name)") == ["two.txt"]

    more = {"name": "quay.png", "mimeType": "image/png", "buffer": b"x"}
    chosen.set_input_files([files[0], more])
    page.get_by_role("textbox", name="What quay.png shows").fill("A quay\nin fog")
    lines = page.locator("#composer [name=descriptions]")
    assert lines.input_value() == "\nA quay in fog"
    page.get_by_role("button", name="Remove one.txt").click()
    assert lines.input_value() == "A quay in fog"
    expect(page.get_by_role("textbox", name="What quay.png shows")).to_have_value("A quay\nin fog")


def test_one_tab_listens_for_all(page):
    asked = listened(page)
    page.goto("/")
    until(page, 1, asked)
    second = page.context.new_page()
    second.goto("/people/")
    until(second, 1, asked)

    page.close()
    until(second, 2, asked)


def test_the_connection_is_about_followed_streams_until_a_tab_shows_others(page):
    asked = listened(page)
    page.goto("/")
    until(page, 1, asked)
    second = page.context.new_page()
    second.goto("/unanswered/")
    until(second, 2, asked)

    assert [url.rpartition("/")[2] for url in asked] == ["live?of=followed", "live"]


def test_news_reaches_every_tab(page, visit):
    page.goto("/")
    second = page.context.new_page()
    second.goto("/")
    henrik = visit("Park Seo-yeon")
    henrik.goto("/")
    box(henrik).fill("The lift works again.")
    henrik.get_by_label("To", exact=True).select_option("Everybody")
    henrik.get_by_role("button", name="Post", exact=True).click()

    for tab in (page, second):
        news = tab.get_by_role("link", name="1 new post")
        expect(news).to_be_visible()
        news.click()
        expect(tab.locator(".feed .post").first).to_contain_text("The lift works again.")
        expect(news).to_have_count(0)

    shown_already(henrik, page, second)


def shown_already(henrik, page, second):
    """What is shown is changed and taken away where it stands, also after a lost connection.

    A question that got no answer is asked again, though the connection still stands.
    """
    post = page.locator(".feed .post").first
    second.route(re.compile("newer_than="), lambda route: route.fulfill(status=503), times=1)
    second.goto(post.locator(".post__when").get_attribute("href"))
    henrik.locator(".post").first.get_by_label("React", exact=True).click()
    henrik.locator(".post").first.get_by_role("button", name="Thanks").click()
    for tab in (page, second):
        expect(tab.locator(".post").first.locator(".reaction__count")).to_have_text("1")
    page.context.set_offline(True)
    henrik.get_by_label("More for this post").first.click()
    henrik.get_by_role("link", name="Edit", exact=True).first.click()
    henrik.get_by_label("Text", exact=True).fill("The lift stands still.")
    henrik.get_by_role("button", name="Change it").click()
    page.context.set_offline(False)
    for tab in (page, second):
        expect(tab.get_by_text("The lift stands still.")).to_have_count(1)
    henrik.get_by_label("More for this post").first.click()
    henrik.get_by_role("link", name="Remove", exact=True).click()
    henrik.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The lift stands still.")).to_have_count(0)
    expect(second.get_by_text("The lift stands still.")).to_have_count(0)


def test_for_you_shows_changes_of_what_stands_where_one_follows_nothing(page, visit, site):
    luz = visit("Luz Herrera")
    luz.goto(site.at("/groups/{Night shift}/"))
    luz.get_by_role("radio", name="Question").check()
    luz.get_by_label("Your question in one line").fill("Who knows the azimuth seals?")
    luz.get_by_role("textbox", name="Ask or tell").fill("Ours drip since Monday.")
    luz.get_by_role("button", name="Ask", exact=True).click()
    page.goto("/for-you/")
    post = page.locator(".why[data-stream] + .post", has_text="Ours drip since Monday.")
    expect(post).to_be_visible()

    luz.get_by_label("More for this post").first.click()
    luz.get_by_role("link", name="Edit", exact=True).first.click()
    luz.get_by_label("Text", exact=True).fill("Ours are dry again.")
    luz.get_by_role("button", name="Change it").click()
    expect(page.locator(".why + .post", has_text="Ours are dry again.")).to_be_visible()
    luz.get_by_label("More for this post").first.click()
    luz.get_by_role("link", name="Remove", exact=True).click()
    luz.get_by_role("button", name="Remove it").click()

    expect(page.locator(".why[data-stream]")).to_have_count(0)


def test_older_posts_come_by_themselves(page):
    page.goto("/")
    expect(page.locator(".feed .post")).to_have_count(20)

    page.locator(".feed__older").scroll_into_view_if_needed()

    expect(page.locator(".feed .post")).not_to_have_count(20)
    ids = page.locator(".feed .post").evaluate_all("posts => posts.map(post => post.id)")
    assert len(ids) == len(set(ids))


def test_a_long_post_unfolds_where_it_stands(page, site):
    page.goto("/unanswered/")
    post = page.locator(f"#post-{site.facts['names']['long']}")
    expect(post.get_by_text("the monthly slide deck")).to_be_hidden()

    post.get_by_role("link", name="Read on").click()

    expect(post.get_by_text("the monthly slide deck")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/unanswered/$"))


def test_the_scheme_is_kept_and_drawn_by_the_server(page):
    page.goto("/")
    page.get_by_role("button", name="Change to the dark scheme").click()
    expect(page.get_by_role("button", name="Change to the light scheme")).to_be_visible()

    answer = page.goto("/people/")

    assert 'data-scheme="dark"' in answer.text()


def test_the_address_of_a_post_is_copied(page, site):
    page.goto(site.at("/posts/{asked}/"))
    page.get_by_label("More for this post").first.click()

    page.get_by_role("link", name="Copy the address").first.click()

    expect(page.locator(".toast")).to_have_text("The address is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == site.address + site.at("/posts/{asked}/")


def test_a_time_is_told_as_people_tell_it(page):
    page.goto("/")

    expect(page.locator("time").first).to_contain_text("ago")
    assert page.locator("time").first.get_attribute("title")


def test_a_session_that_ended_leads_to_the_door(page, site):
    page.complaints.expect(401)
    page.goto(site.at("/posts/{asked}/"))
    page.context.clear_cookies(name="groundswell")

    page.get_by_role("button", name="Thanks").first.click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_reaction_counts_at_once_and_stays(visit, site):
    page = visit("Astrid Halvorsen")
    page.goto(site.at("/posts/{asked}/"))

    page.locator(".post").first.get_by_role("button", name="Thanks, 3 people").click()

    pressed = page.get_by_role("button", name="Thanks, 4 people")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()
    page.reload()
    pressed.click()
    expect(page.get_by_role("button", name="Thanks, 3 people").first).to_be_visible()


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize(
    "address", ["/", "/posts/{asked}/", "/groups/{Thruster service}/", "/people/"]
)
def test_nothing_moves_while_a_page_comes(visit, site, address, phone):
    page = visit("Mira Lindqvist", phone=phone, new=True)
    page.goto(site.at(address))

    assert page.evaluate(SHIFTS) < 0.01

"""A passkey, with chromium's own virtual authenticator: made, used, used up, taken away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(visit):
    """Mira's browser, with a device that holds passkeys and takes every finger for hers."""
    page = visit("Mira Lindqvist", new=True)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def sign_out(page):
    page.goto("about:blank")  # an open page might ask just when its cookies are gone
    page.context.clear_cookies()


def test_a_passkey_opens_the_door_once_for_each_question(page):
    page.goto("/settings/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("toast-stack")).to_contain_text("This device now lets you in")
    expect(page.locator("#passkeys .row")).to_have_count(1)
    sign_out(page)

    page.goto("/sign-in/?next=/groups/")
    with page.expect_request("**/sign-in/passkey/") as sent:
        page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Groups", exact=True)).to_be_visible()

    question = sent.value.all_headers()["cookie"]
    sign_out(page)
    again = page.request.post(
        "/sign-in/passkey/",
        headers={"Cookie": question, "Content-Type": "application/x-www-form-urlencoded"},
        data=sent.value.post_data,
    )
    assert again.status == 422

    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("#composer")).to_be_visible()
    page.goto("/settings/")
    page.get_by_role("button", name="Take away").click()
    expect(page.locator("#passkeys .row")).to_have_count(0)
    sign_out(page)
    page.complaints.expect(422)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("That passkey did not open the door")).to_be_visible()

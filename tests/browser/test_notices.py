"""Notices outside of the page: what a browser shows, and what it says when it cannot."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.pages import TOMASZ


def test_a_browser_is_asked_on_a_click_alone_and_what_it_cannot_is_said(visit, whole_chromium):
    page = visit(TOMASZ, browser=whole_chromium)
    page.goto("/settings/notices/")
    expect(page.get_by_text("This browser was told to show nothing of this site.")).to_be_visible()
    page.context.grant_permissions(["notifications"])
    page.reload()

    # Here no push service can be reached; a window that keeps nothing says why in its console.
    page.get_by_role("button", name="Notify me on this device").click()
    expect(page.get_by_text("could not reach the push service")).to_be_visible()
    page.complaints[:] = [words for words in page.complaints if "Push API" not in words]

    told = {"title": "Halden", "text": "Mira", "address": "/", "tag": "a", "language": "en"}
    assert shown(page, [told, {**told, "text": "Joan"}]) == [["Halden", "Joan"]]


def shown(page, messages):
    """What the browser shows of the messages that its push service delivers."""
    session = page.context.new_cdp_session(page)
    known = []

    def hear(told):  # Playwright remembers who listens, and cannot do so on a method of list
        known.append(told)

    session.on("ServiceWorker.workerRegistrationUpdated", hear)
    session.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready")
    ids = {each["registrationId"] for told in known for each in told["registrations"]}
    for message in messages:
        delivered = {"origin": page.evaluate("location.origin"), "registrationId": ids.pop()}
        session.send("ServiceWorker.deliverPushMessage", {**delivered, "data": json.dumps(message)})
        ids.add(delivered["registrationId"])
    notices = "navigator.serviceWorker.ready.then((it) => it.getNotifications())"
    page.wait_for_function(
        f"async (text) => (await {notices}).some((one) => one.body === text)",
        arg=messages[-1]["text"],
    )
    return page.evaluate(f"{notices}.then((all) => all.map((one) => [one.title, one.body]))")

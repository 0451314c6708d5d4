"""Notices outside of the page: what a browser shows, where a click leads, and what it cannot do.

No browser here reaches the push service of its maker, so `subscribe` alone is played; the rest is
the browser's: its question, the worker, what is shown, and the pages that a click finds.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.long.browser.conftest import PATIENCE
from tests.long.browser.pages import TOMASZ
from tests.push_service import Browser

SUBSCRIBE = """(() => {
  const key = "played", said = () => JSON.parse(sessionStorage.getItem(key));
  const held = () => said() && {
    options: { applicationServerKey: Uint8Array.from(said().key).buffer },
    toJSON: () => said().told,
    unsubscribe: async () => sessionStorage.removeItem(key),
  };
  PushManager.prototype.getSubscription = async () => held();
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    const text = atob(applicationServerKey.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = [...text].map((letter) => letter.charCodeAt(0));
    sessionStorage.setItem(key, JSON.stringify({ key: bytes, told: TOLD }));
    return held();
  };
})()"""
# Whoever asks what is shown too early, while its picture still comes, makes chromium forget it.
COUNT = """() => {
  const real = ServiceWorkerRegistration.prototype.showNotification;
  let done = 0, told = () => {};
  self.showing = (number) => new Promise((ready) => {
    told = () => { if (done >= number) ready(); };
    told();
  });
  self.registration.showNotification = async (...all) => {
    await real.apply(self.registration, all);
    done += 1;
    told();
  };
}"""
# A script's own event gives no leave to open windows: what would be opened is written down.
CLICK = """async () => {
  const done = [], waits = [];
  self.clients.openWindow = async (address) => { done.push(["opens", address]); };
  WindowClient.prototype.focus = async function () { done.push(["shows", this.url]); return this; };
  const [notification] = await self.registration.getNotifications();
  const click = new NotificationEvent("notificationclick", { notification });
  click.waitUntil = (work) => waits.push(work);
  self.dispatchEvent(click);
  await Promise.all(waits);
  return [...done, (await self.registration.getNotifications()).length];
}"""


@pytest.fixture
def page(visit, whole_chromium):
    """Tomasz's settings of notices, in a browser that may show some."""
    page = visit(TOMASZ, browser=whole_chromium)
    page.goto("/settings/notices/")
    expect(page.get_by_text("This browser was told to show nothing of this site.")).to_be_visible()
    page.context.grant_permissions(["notifications"])
    page.reload()
    return page


def test_a_browser_is_asked_on_a_click_alone_and_what_it_cannot_is_said(page, site):
    # A window that keeps nothing says in its console why it reaches no push service.
    page.get_by_role("button", name="Notify me on this device").click()
    expect(page.get_by_text("could not reach the push service")).to_be_visible()
    page.complaints[:] = [words for words in page.complaints if "Push API" not in words]

    told = {"title": "Halden", "text": "Mira", "address": "/", "tag": "a", "language": "en"}
    assert shown(page, [told, {**told, "text": "Joan"}]) == [["Halden", "Joan"]]
    a_click_leads_there(page, site, told)


def a_click_leads_there(page, site, told):
    """To the page that is open already, whatever is before it; else to a new one."""
    (worker,) = page.context.service_workers
    place, thread = site.at("/posts/{asked}/?at={best}#post-{best}"), site.at("/posts/{asked}/")
    shown(page, [{**told, "address": place, "text": "Park"}])
    assert worker.evaluate(CLICK) == [["opens", site.address + place], 0]

    page.goto(thread)
    page.context.new_page().goto("/")
    shown(page, [{**told, "address": place, "text": "Luz"}])
    assert worker.evaluate(CLICK) == [["shows", site.address + thread], 0]
    expect(page.locator(site.at("#post-{best}"))).to_be_focused()

    elsewhere = place.replace("#post-", "#not-on-the-page-")
    shown(page, [{**told, "address": elsewhere, "text": "Ewa"}])
    worker.evaluate(CLICK)
    page.wait_for_url(f"**{elsewhere}")
    page.get_by_role("textbox", name="Write a reply").fill("Half a text")
    shown(page, [{**told, "address": place.replace("#post-", "#gone-"), "text": "Ola"}])
    worker.evaluate(CLICK)
    assert page.url.endswith(elsewhere)


def test_a_device_is_switched_on_and_off(page):
    endpoint, *keys = Browser("https://push.halden.example/tomasz").subscription.items()
    told = json.dumps({"endpoint": endpoint[1], "keys": dict(keys)})
    page.add_init_script(SUBSCRIBE.replace("TOLD", told))
    page.reload()
    page.get_by_role("button", name="Notify me on this device").click()
    expect(page.get_by_text("This device is notified from now on.")).to_be_visible()
    expect(page.get_by_text("This device is notified.", exact=True)).to_be_visible()
    expect(page.locator("#devices .row")).to_contain_text("this device")

    page.get_by_role("button", name="Switch off").click()
    expect(page.get_by_text("That device is not notified any more.")).to_be_visible()
    expect(page.get_by_role("button", name="Notify me on this device")).to_be_visible()
    expect(page.locator("#devices .row")).to_have_count(0)


def shown(page, messages):
    """What the browser shows of the messages that its push service delivers."""
    session = page.context.new_cdp_session(page)
    known = []

    def hear(told):  # Playwright remembers who listens, and cannot do so on a method of list
        known.append(told)

    session.on("ServiceWorker.workerRegistrationUpdated", hear)
    session.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready")
    (worker,) = page.context.service_workers
    worker.evaluate(COUNT)
    for _ in range(PATIENCE // 20):
        # The browser tells it in its own time, and Playwright hears only while it is asked.
        if ids := {each["registrationId"] for told in known for each in told["registrations"]}:
            break
        page.wait_for_timeout(20)
    delivered = {"origin": page.evaluate("location.origin"), "registrationId": ids.pop()}
    for number, message in enumerate(messages, 1):
        session.send("ServiceWorker.deliverPushMessage", {**delivered, "data": json.dumps(message)})
        worker.evaluate("(number) => self.showing(number)", number)
    return worker.evaluate(
        "() => self.registration.getNotifications()"
        ".then((all) => all.map((one) => [one.title, one.body]))"
    )

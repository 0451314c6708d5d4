"""The demo's entrance, as a visitor meets it; no other page of it differs from those elsewhere."""

from __future__ import annotations

from tests.long.browser.axe import SIDEWAYS, found_by_axe
from tests.long.browser.conftest import DESK, PHONE
from tests.long.browser.test_pages import keep_picture
from tests.servers import server_of


def test_a_visitor_chooses_whose_day_they_see(chromium, tmp_path):
    with server_of(tmp_path) as server:
        server.call("open_the_demo")
        server.start()
        page = chromium.new_context(base_url=server.address, java_script_enabled=True).new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for size, scheme in ((DESK, "light"), (PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme=scheme)
            page.goto("/")
            keep_picture(page, f"demo-{size[0]}-{scheme}")
            assert page.evaluate(SIDEWAYS) <= 0
            assert found_by_axe(page) == []

        page.get_by_role("button", name="Tomasz Wilk").click()
        page.locator(".bar .menu__open").click()
        page.get_by_role("link", name="Be somebody else").click()

        assert page.get_by_role("heading", name="Become one of them").is_visible()
        assert complaints == []
        page.context.close()
        server.stop()

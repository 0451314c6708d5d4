"""The server as its operator and its visitors meet it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_people_sign_in_and_publish_and_their_post_is_read(server):
    server.call("sign_in", [])
    server.start()
    mira, joan = server.visitors("Mira Lindqvist", "Joan Whitfield")

    published = mira.post("/posts/", stream="1", kind="post", source="We start Monday")

    assert published.status == 303
    assert "We start Monday" in joan.get("/").text

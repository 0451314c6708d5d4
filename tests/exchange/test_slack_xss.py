"""Every attack through a Slack export comes out on the pages as plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from groundswell.exchange.slack import actions
from groundswell.exchange.slack.running import Choices
from groundswell.network.models import File, Group, Post
from groundswell.network.streams import actions as streams
from groundswell.people.models import Person
from tests.exchange.slack_exports import said, ts, zipped
from tests.web.harm import harm_in
from tests.web.world import World

FILE = Path(__file__).parent.parent / "network" / "xss_vectors.txt"
VECTORS = [line.replace("\\n", "\n") for line in FILE.read_text("utf-8").splitlines() if line]
OLDER = re.compile(r'<div class="feed__older" hx-get="([^"]+)"')


def attacks():
    """Each attack as the name of a user, a channel, its purpose, a file and a bot, and as text."""
    users, channels, content = [], [], {}
    for number, vector in enumerate(VECTORS):
        user = f"U{number:04}"
        users.append(
            {"id": user, "name": vector, "profile": {"real_name": vector, "title": vector}}
        )
        key, folder = f"C{number:04}", f"c{number}"
        channels.append(
            {"id": key, "name": vector, "name_normalized": folder, "purpose": {"value": vector},
             "members": ["UMIRA", user]}
        )  # fmt: skip
        rich = {"type": "rich_text_section", "elements": [
            {"type": "text", "text": vector}, {"type": "link", "url": vector, "text": vector},
            {"type": "user", "user_id": user}, {"type": "channel", "channel_id": key},
            {"type": "text", "text": vector, "style": {"bold": True, "code": number % 2 == 0}},
        ]}  # fmt: skip
        link = vector.replace("<", "").replace(">", "")
        content[f"{folder}/2024-01-08.json"] = [
            said(number, f"{vector}\n<{link}|{link}> <@{user}>", user=user,
                 files=[{"id": f"F{number}", "name": vector, "permalink": vector}],
                 reactions=[{"name": vector, "users": [user]}]),
            said(number + 1000, "x", user=user, thread_ts=ts(number),
                 blocks=[{"type": "rich_text", "elements": [rich]}],
                 attachments=[{"title": vector, "title_link": vector, "text": vector,
                               "pretext": vector, "image_url": vector, "author_name": vector}]),
            {**said(number + 2000, vector), "user": None, "bot_id": "B1", "username": vector,
             "thread_ts": ts(number)},
        ]  # fmt: skip
    mira = {"id": "UMIRA", "name": "mira", "profile": {"email": "mira@halden.example"}}
    return {"users.json": [*users, mira], "channels.json": channels, **content}


@pytest.mark.django_db
def test_attacks_through_an_export_come_out_as_words(tmp_path):
    world = World()
    client = world.client(world.mira)
    streams.settle_in(world.mira.pk)

    report = actions.take(zipped(tmp_path / "e.zip", attacks()), Choices())

    assert (report.posts, report.replies, report.problems) == (len(VECTORS), 2 * len(VECTORS), [])
    assert Group.objects.count() == File.objects.count() == len(VECTORS)
    addresses = ["/", "/groups/", "/people/"]
    addresses += [f"/groups/{pk}/" for pk in Group.objects.values_list("pk", flat=True)[::40]]
    addresses += [f"/people/{pk}/" for pk in Person.objects.values_list("pk", flat=True)[::80]]
    threads = Post.objects.filter(root=None).order_by("pk")
    addresses += [f"/posts/{post.pk}/" for post in threads[::12]]
    # What threads show of replies is kept as it is shown.
    for post_id, html in Post.objects.exclude(root=None).values_list("pk", "html"):
        assert harm_in(f'<div class="reply__text">{html}</div>') == [], post_id
    further = 0
    for address in addresses:
        page = client.get(address).content.decode()
        assert harm_in(page) == [], address
        while older := OLDER.search(page):
            page = client.get(older[1], headers={"HX-Request": "true"}).content.decode()
            assert harm_in(page) == [], older[1]
            further += 1
    assert further >= len(VECTORS) // 20 - 1

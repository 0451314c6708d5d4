"""What a home page weighs on the way to a phone; pictures wait until they are seen."""

from __future__ import annotations

import gzip
import re

import pytest

from groundswell.network.files import actions as files
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.web import static_files
from tests.web.world import picture

KB = 1000
WORDS = "Sea trial of the Norne Trader this morning, {} mm per second on the gearbox housing. "


@pytest.fixture
def home(world):
    """A home page with twenty threads that have something in them."""
    for number in range(20):
        thread = world.ask(world.mira, world.pilots, WORDS.format(number)[:90])
        changing.edit(editor=world.mira, post_id=thread.pk, source=(WORDS.format(number) * 4))
        answer = posts.reply(author=world.otto, to_id=thread.pk, source=WORDS.format(-number))
        tending.mark_best_answer(marker=world.mira, reply_id=answer.pk)
    shown = files.store(uploader=world.mira, name="quay.png", content=picture((900, 600)))
    world.tell(world.mira, "Dawn", file_ids=[shown.pk])
    _ = world.photo
    return world.client(world.otto).get("/").content.decode()


def weight(name):
    """What a file of ours weighs as it is sent."""
    asset = static_files.served()[static_files.address(name)]
    return len(min([asset.content, *asset.encoded.values()], key=len))


def test_words_style_and_script_of_a_home_page_stay_below_70_kb(home):
    linked = re.findall(r'(?:href|src)="/static/([^"]+?)\.[0-9a-f]{12}(\.(?:css|js))"', home)
    names = {stem + ending for stem, ending in linked}
    assert names == {"groundswell.css", "groundswell.js", "vendor/htmx-2.0.11.min.js"}

    assert len(gzip.compress(home.encode())) + sum(map(weight, names)) < 70 * KB


def test_the_fonts_of_a_home_page_stay_below_60_kb():
    used = [name for name in static_files.bundle() if re.match(r"fonts/hanken.*woff2$", name)]

    assert len(used) == 2
    assert sum(map(weight, used)) < 60 * KB


def test_pictures_come_when_they_are_seen_and_have_their_room_before(home):
    pictures = re.findall(r"<img [^>]+>", home)

    assert len(pictures) >= 2
    for tag in pictures:
        assert 'loading="lazy"' in tag
        assert re.search(r' width="\d+" height="\d+"', tag)


@pytest.mark.parametrize("name", ["groundswell.css", "groundswell.js", "images/mark.svg"])
def test_texts_are_compressed_before_anybody_asks(name):
    asset = static_files.served()[static_files.address(name)]

    assert set(asset.encoded) == {"br", "gzip"}
    assert len(asset.encoded["br"]) <= len(asset.encoded["gzip"]) < len(asset.content)


def test_nothing_of_a_page_comes_from_elsewhere(home):
    loaded = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="([^"]+)"', home)

    assert loaded
    assert all(address.startswith("/") and address[1] != "/" for address in loaded)

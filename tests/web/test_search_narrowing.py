"""Narrowing a search: what may be chosen and how often it stands there, for each viewer."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote_plus

import pytest

from groundswell.activity import readers
from groundswell.network.posts import actions as posts
from groundswell.network.posts import kinds
from groundswell.people.org.models import Assignment

FACET = re.compile(r'href="/search/\?q=([^"&]*)[^"]*"( aria-current="true")?>.*?__count">(\d+)<')


@pytest.fixture
def index(news):
    """Brings the index up to date with all that was said."""
    reader = next(reader for reader in readers.registered() if reader.name == "search")
    return lambda: readers.catch_up(reader)


def facets(client, asked):
    """What each facet leads to, and its count."""
    page = html.unescape(client.get("/search/facets/", {"q": asked}).content.decode())
    return {unquote_plus(typed): int(count) for typed, _, count in FACET.findall(page)}


@pytest.fixture
def said(world, index):
    """A question for all with an answer, and more about it in a secret group."""
    Assignment.objects.create(
        person=world.otto, site="Busan", function="Supply chain", from_on="2020-01-01"
    )
    asked = world.ask(world.otto, world.pilots, "Shaft?")
    posts.reply(author=world.mira, to_id=asked.pk, source="Which shaft?")
    world.tell(world.mira, "A shaft")
    streams = [world.organisation.pk, world.merger.stream_id]
    posts.publish(author=world.otto, stream_ids=streams, source="Shaft for both")
    posts.publish(author=world.otto, stream_ids=[world.merger.stream_id], source="Secret shaft")
    index()


def test_values_are_counted_for_what_the_viewer_reads(world, said):
    joan, otto = world.client(world.joan), world.client(world.otto)

    assert facets(joan, "shaft") == {
        "shaft kind:post": 2,
        "shaft kind:question": 1,
        "shaft kind:reply": 1,
        "shaft is:answered": 1,
        "shaft in:pilots": 2,
        "shaft from:otto_berg": 2,
        "shaft from:mira_lindqvist": 2,
        "shaft site:Busan": 2,
        'shaft function:"Supply chain"': 2,
    } | {key: 4 for key in facets(joan, "shaft") if "after:" in key}
    assert facets(otto, "shaft")[f"shaft in:{world.merger.account.handle}"] == 2
    assert facets(otto, "shaft")["shaft kind:post"] == 3


def test_a_value_that_is_asked_for_is_dropped_by_its_link(world, said):
    joan = world.client(world.joan)

    assert facets(joan, "shaft kind:reply")["shaft"] == 1
    assert "shaft kind:post" not in facets(joan, "shaft kind:reply")
    page = joan.get("/search/?q=shaft&narrow=1").content.decode()
    assert 'class="facet__value"' in page
    assert 'hx-get="/search/facets/?q=shaft' in joan.get("/search/?q=shaft").content.decode()


def test_narrowing_takes_the_same_number_of_queries_however_much_there_is(
    world, said, index, django_assert_num_queries
):
    joan = world.client(world.joan)
    for number in range(2):
        for at in range(5 * number):
            world.tell(world.mira, f"Shaft number {at}")
        index()
        joan.get("/search/facets/?q=shaft")
        # Session; the hits (PostgreSQL walks), their values, the places of their authors.
        with django_assert_num_queries(5):
            joan.get("/search/facets/?q=shaft")


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("ki", ["kind:"]),
        ("-i", ["-in:", "-is:"]),
        ("kind:", [f"kind:{name} " for name in (*kinds.KINDS, "reply")]),
        ("-is:un", ["-is:unanswered "]),
        ("from:ot", ["from:otto_berg "]),
        ("from:m", ["from:me ", "from:mira_lindqvist "]),
        ("in:pil", ["in:Pilots "]),
        ("site:bus", ["site:Busan "]),
        ('function:"sup', ['function:"Supply chain" ']),
        ("topic:noi", ["topic:noise "]),
        ("topic:take", []),
        ("in:merg", []),
        ("colour:", []),
        ("", []),
    ],
)
def test_a_word_is_completed_by_what_the_viewer_knows(world, said, index, word, typed):
    world.tell(world.mira, "About #noise")
    posts.publish(author=world.otto, stream_ids=[world.merger.stream_id], source="#takeover")
    index()

    answer = world.client(world.joan).get("/search/completions/", {"word": word})

    found = re.findall('data-typed="([^"]*)"', answer.content.decode())
    assert [html.unescape(one) for one in found] == typed

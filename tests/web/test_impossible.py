"""What no link and no form sends: numbers that no row has, letters that no text holds."""

from __future__ import annotations

import re

import pytest

from tests.web.test_urls import patterns

WITH_NUMBERS = [pattern for pattern in patterns() if "<int:" in pattern]


@pytest.mark.parametrize("pattern", WITH_NUMBERS)
def test_a_number_beyond_all_rows_names_nothing(world, pattern):
    client = world.client(world.ada)
    address = "/" + re.sub(r"<(?:str|path):[^>]+>", "small", pattern)
    address = re.sub(r"<int:[^>]+>", "9" * 20, address)

    assert client.get(address).status_code in {404, 405}
    assert client.post(address).status_code in {404, 405}


@pytest.mark.parametrize("address", ["/photos/%00", "/topics/%00/", "/welcome/%00/"])
def test_an_address_with_a_nul_names_nothing(world, address):
    assert world.client(world.otto).get(address).status_code == 404


@pytest.mark.parametrize("key", ["name", "function", "site", "level"])
def test_a_nul_is_left_out_of_what_is_looked_for(world, key):
    _ = world.mira
    answer = world.client(world.otto).get("/people/", {key: "\x00"})

    assert answer.status_code == 200
    assert "Mira Lindqvist" in answer.content.decode()


@pytest.mark.parametrize("address", ["/sign-in/", "/forgotten/"])
def test_a_nul_is_left_out_of_what_is_typed_at_the_door(world, address):
    answer = world.client(None).post(address, {"name": "a\x00b", "password": "\x00"})

    assert answer.status_code in {200, 422}


def test_a_sign_that_only_looks_like_a_digit_is_no_reply(world):
    answer = world.client(world.otto).get(f"/posts/{world.question.pk}/", {"reply_to": "²"})

    assert answer.status_code == 200


@pytest.mark.parametrize("typed", ["after:0001", "before:0001-01-01", "after:9999-12-31"])
def test_the_ends_of_the_calendar_are_no_days_or_find_nothing(world, settings, typed):
    settings.TIME_ZONE = "Europe/Oslo"

    assert world.client(world.otto).get("/search/", {"q": typed}).status_code == 200

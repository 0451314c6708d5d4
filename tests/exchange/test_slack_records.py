"""Reading Slack's records one by one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from groundswell.exchange.slack import records
from groundswell.exchange.slack.layout import Kind
from groundswell.exchange.slack.values import RecordIsBad
from tests.exchange.slack_exports import channel, said


def test_a_message_keeps_its_time_to_the_microsecond():
    message = records.message({"ts": "1704700800.000123", "user": "u1", "text": "x"})

    assert message.at == datetime(2024, 1, 8, 8, 0, 0, 123, tzinfo=UTC)
    assert (message.author, message.is_reply) == ("U1", False)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ts": None}, "its ts is no time"),
        ({"ts": "yesterday"}, "its ts is no time"),
        ({"ts": "0000000000.000000"}, "before 2000"),
        ({"ts": "99999999999.000000"}, "after 2039"),
        ({"thread_ts": "soon"}, "its thread_ts is no time"),
        ({"user": None}, "neither a user nor a bot"),
        ({"user": "no id!"}, "its user holds no id"),
        ({"user": {"id": "U1"}}, "its user holds no id"),
        ({"type": "presence"}, "its type is 'presence'"),
        ({"reactions": "many"}, "its reactions is str 'many', not a list"),
        ({"reactions": [{"name": "", "users": []}]}, "a reaction has no name"),
        ({"files": [7]}, "int '7' where an object belongs"),
        ({"edited": "yes"}, "str 'yes' where an object belongs"),
    ],
)
def test_a_bad_message_says_what_is_wrong_with_it(change, reason):
    with pytest.raises(RecordIsBad, match=reason):
        records.message({**said(1, "x"), **change})


def test_any_array_may_be_null():
    nothing = dict.fromkeys(("reactions", "files", "blocks", "attachments", "edited"))
    message = records.message({**said(1, "x"), **nothing})
    found = records.channel({**channel("pilots"), "members": None, "pins": None}, Kind.OPEN)

    assert (message.reactions, message.files) == ([], [])
    assert (found.members, found.pins) == ((), {})


def test_a_comment_on_a_file_is_by_whoever_wrote_it():
    raw = {**said(1), "user": None, "comment": {"user": "U2"}, "file": {"id": "F1"}}

    message = records.message(raw)

    assert message.author == "U2"
    assert [file["id"] for file in message.files] == ["F1"]


@pytest.mark.parametrize(
    ("flags", "listed", "kind"),
    [
        ({}, Kind.OPEN, Kind.OPEN),
        ({"is_private": True}, Kind.OPEN, Kind.SECRET),
        ({"is_group": True}, Kind.OPEN, Kind.SECRET),
        ({"is_mpim": True}, Kind.OPEN, Kind.DIRECT),
        ({"is_private": False}, Kind.SECRET, Kind.SECRET),
        ({"is_private": False}, Kind.DIRECT, Kind.DIRECT),
    ],
)
def test_flags_make_a_channel_narrower_than_its_list_and_never_wider(flags, listed, kind):
    assert records.channel({**channel("pilots"), **flags}, listed).kind == kind


def test_a_purpose_wins_over_a_topic():
    both = {"purpose": {"value": "Why"}, "topic": {"value": "Today"}}

    assert records.channel({**channel("a"), **both}, Kind.OPEN).purpose == "Why"
    assert records.channel({**channel("a"), "topic": {"value": "Today"}}, Kind.OPEN).purpose == (
        "Today"
    )

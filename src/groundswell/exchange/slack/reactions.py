"""Slack's reactions under our names where we have the same, under theirs everywhere else."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell.exchange.slack.records import Message

OURS = {
    "+1": "agree",
    "thumbsup": "agree",
    "heart": "heart",
    "bulb": "idea",
    "tada": "cheer",
    "clap": "cheer",
    "raised_hands": "cheer",
    "pray": "thanks",
}


def given(message: Message, person_of: Mapping[str, int]) -> list[tuple[str, int]]:
    """Name and person of each reaction, each pair once.

    Whoever gave two that are one of ours (clap and tada) keeps the second under Slack's name, so
    that none is lost and the counts stay what they were.
    """
    pairs = [
        (name, person_of[user_id])
        for name, who in message.reactions
        for user_id in who
        if user_id in person_of
    ]
    found = dict.fromkeys(pair for pair in pairs if pair[0] not in OURS)
    for name, person_id in pairs:
        if ours := OURS.get(name):
            is_taken = (ours, person_id) in found
            found[name if is_taken else ours, person_id] = None
    return list(found)

"""Sentences that are kept and read in another language."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from groundswell.foundation.sentences import recall, some, stated, stated_many

DAYS = ("The last backup is %(count)s day old.", "The last backup is %(count)s days old.")


@pytest.mark.parametrize(
    ("sentence", "english", "german"),
    [
        (stated_many(*DAYS, count=1), "is 1 day old.", "ist 1 Tag alt."),
        (stated_many(*DAYS, count=1200), "is 1,200 days old.", "ist 1.200 Tage alt."),
        (
            stated("%(percent)s %% of the disk is free (%(room)s GB).", percent=3, room=1.24),
            "3 % of the disk is free (1.2 GB).",
            "3 % der Platte sind frei (1,2 GB).",
        ),
        (
            stated("The database is damaged: %(said)s.", said=some("abcdefgh")),
            "damaged: a, b, c, d, e and 3 more.",
            "beschädigt: a, b, c, d, e und 3 weitere.",
        ),
    ],
)
def test_a_sentence_is_kept_and_read_in_any_language(sentence, english, german):
    kept = json.loads(json.dumps(sentence.kept()))

    with translation.override("en"):
        assert str(recall(kept)).endswith(english)
    with translation.override("de"):
        assert str(recall(kept)).endswith(german)


def test_what_was_kept_as_words_stays_as_it_is():
    assert str(recall("It was said like this.")) == "It was said like this."


def test_a_fact_with_signs_of_its_own_is_no_text():
    kept = stated("The database is damaged: %(said)s.", said="100 %(x)s `<b>`").kept()

    assert str(recall(kept)) == "The database is damaged: 100 %(x)s `<b>`."

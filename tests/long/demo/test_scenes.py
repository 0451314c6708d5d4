"""What was written for the demo can be told, and never sounds twice the same."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from groundswell.demo import scenes_file, script, slots, template, world
from groundswell.demo.cast import lists
from groundswell.demo.member import Place
from groundswell.demo.moments import FIRST_QUESTIONS, MOMENTS
from groundswell.demo.phrases import texts
from groundswell.demo.rooms import rooms
from groundswell.demo.slots import Scenery, Values
from groundswell.demo.template import Voices

SAMPLINGS, SAMPLED, MOST_SHARED = 5, 200, 0.6
NOBODY = Voices({}, {})
QUAY = Scenery(Place("Service", "Gdynia", "floor"), month=11)


def rendered(text, scenery=QUAY, seed=1):
    dice = random.Random(seed)
    values = Values(dice, scenery, {})
    return values.with_articles(template.render(template.parse(text), values, NOBODY, dice))


def test_there_are_three_hundred_scenes_of_three_to_twelve_turns(library):
    lengths = [len(scene.turns) for scene in library.scenes]

    assert len(lengths) >= 300
    assert min(lengths) >= 3
    assert max(lengths) <= 12


def test_scenes_are_varied_by_place_and_person(library):
    functions = {spec.function for scene in library.scenes for spec in scene.cast.values()}
    languages = {scene.language for scene in library.scenes}

    assert len({scene.group for scene in library.scenes}) > 40
    assert functions >= set(world.FUNCTIONS) - {"Executive"}  # who sit there are known by name
    assert languages == {"en", "no", "pl", "ko"}


def test_the_scenes_whose_time_is_told_are_there(library):
    by_key = {scene.key: scene for scene in library.scenes}

    for key, moment in MOMENTS.items():
        assert moment.turn < len(by_key[key].turns)
    for name, key in FIRST_QUESTIONS.items():
        scene = by_key[key]
        assert scene.cast[scene.turns[0].role].name == name


def test_all_mistakes_are_told_at_once(tmp_path):
    (tmp_path / "wrong.toml").write_text(
        """
[who-is-that]
kind = "poem"
group = "Nowhere"
cast = { a = "Nobody/king@Atlantis" }
turns = [["a", "one {unheard}"], ["b", "two"]]

[brace]
kind = "post"
group = "IT help"
cast = { a = "any" }
turns = [["a", "{one"]]
"""
    )

    with pytest.raises(scenes_file.ScenesAreWrong) as wrong:
        scenes_file.load(tmp_path)

    told = str(wrong.value)
    for mistake in ("'poem'", "'Nowhere'", "unheard", "'b' is not in the cast", "fewer than 3"):
        assert mistake in told
    assert "brace: " in told


def test_short_texts_stay_short_and_their_rooms_exist():
    for name in ("notes", "echoes"):
        for place, by_language in texts(name).items():
            assert name == "echoes" or place in rooms()
            for parts in (parts for told in by_language.values() for parts in told):
                for slot in template.names(parts):
                    assert slots.is_known(slot.name)
                said = template.render(
                    parts, Values(random.Random(1), QUAY, {}), NOBODY, random.Random(1)
                )
                assert not script.is_long(said), said


@pytest.mark.parametrize(
    "text",
    [
        "We wait in {system}.",
        "We wait in the {system}.",
        "{system} is down.",
        "It is slow. {system} again.",
        "It stands in our old {system}.",
    ],
)
def test_a_system_gets_its_article_where_it_has_none(text):
    for seed in range(20):
        said = rendered(text, seed=seed)
        system = next(name for name in lists("slots")["system"] if name in said)
        before, _, _ = said.partition(system)
        has_one = before.lower().endswith(("the ", "our old "))
        assert has_one == (system != "ERP" or " the " in text or "old" in text), said
        assert "the the" not in said.lower()
        assert said[0].isupper()


def test_months_are_near_and_the_coming_one_lies_ahead():
    past = {rendered("since {month}", seed=seed).split()[-1] for seed in range(30)}

    assert past == {"September", "October", "November"}
    assert rendered("the list for {month}") == "the list for December"


def test_it_never_freezes_in_houston_nor_in_july():
    houston = Scenery(Place("Service", "Houston", "floor"), month=1)
    july = Scenery(Place("Service", "Halden", "floor"), month=7)

    for scenery in (houston, july):
        said = {rendered("{weather}", scenery, seed) for seed in range(60)}
        assert not said & slots.COLD


def test_the_teller_finds_new_words_or_none(library, company):
    teller = script.Teller(random.Random(1))
    scene = next(scene for scene in library.scenes if scene.key == "se-blade-rate")
    dice = random.Random(2)
    told = []
    while True:
        cast = {
            role: dice.choice([m for m in company.people if spec.fits(m)])
            for role, spec in scene.cast.items()
        }
        telling = teller.tell(scene, cast, month=11)
        if telling is None:
            break
        told.append(telling)

    assert len(told) > 1
    for one, other in combinations(told, 2):
        for first, second in zip(one.sources, other.sources, strict=True):
            assert not script.is_long(first) or similar(first, second) < MOST_SHARED


def similar(one, other):
    return script.shared(*(script.trigrams_of(script.words_of(text)) for text in (one, other)))


@pytest.mark.parametrize("seed", range(SAMPLINGS))
def test_no_two_of_two_hundred_long_posts_sound_alike(company, seed):
    long = [
        f"{said.title} {said.source}"
        for said in company.talk.order
        if len(said.source.split()) >= script.LONG
    ]
    sample = random.Random(seed).sample(long, SAMPLED)
    trigrams = [script.trigrams_of(script.words_of(text)) for text in sample]

    alike = [
        (one, other)
        for one, other in combinations(range(SAMPLED), 2)
        if script.shared(trigrams[one], trigrams[other]) >= MOST_SHARED
    ]

    assert alike == []

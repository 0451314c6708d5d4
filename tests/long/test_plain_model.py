"""Random people do random things; for each viewer the product shows what a plain model says.

The model (`tests/network/plain`) is lists and dicts, written from what people are told about the
product. `GROUNDSWELL_EXAMPLES=2000` looks at so many worlds, each another time another.
"""

from __future__ import annotations

import copy
import os
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.kept import Kept
from groundswell.network.feeds import facts, knowing, queries, ranking, threads, waiting, weights
from groundswell.network.live import queries as live
from tests.network.plain import acting
from tests.network.plain.acting import Acting, Step
from tests.network.plain.looking import Looking
from tests.network.random_world import taken_back

MANY = int(os.environ.get("GROUNDSWELL_EXAMPLES", "0"))
GLANCED_EVERY = 2  # steps
LARGEST = 29
numbers = st.integers(0, LARGEST)
steps = st.builds(Step, st.sampled_from(acting.DEEDS), numbers, numbers, numbers)


def dense(seed: int) -> list[Step]:
    """A world in which much happens: of a seed each time the same."""
    dice = Random(seed)
    return [
        Step(deed, *(dice.randint(0, LARGEST) for _ in range(3)))
        for deed in acting.in_between(dice)
    ]


# News of a group's stream, and an invitation into another group whose number is that stream's.
NAMED_ALIKE = [
    Step("choose_level", 5, 0, 0),
    Step("publish", 0, 1, 1),
    Step("invite", 1, 1, 5),
]
# One is called to what they read only later. A group closes behind one who follows it, hears its
# news and keeps what was asked there, and behind one whom a member asked in; a member leaves it,
# and what another writes waits for its owner, and for no moderator. Another group turns secret
# behind one who had to leave it, and one asks to be let in, of whom only its owners hear. Of the
# news of a third, one is removed that somebody answered. A poll ends with too few votes to tell.
CLOSED_BEHIND_THEM = [
    Step("publish", 3, 3, 45),
    Step("invite", 2, 2, 1),
    Step("join", 1, 2, 0),
    Step("follow", 2, 8, 1),
    Step("choose_level", 2, 0, 0),
    Step("publish", 0, 2, 2),
    Step("ask", 3, 2, 25),
    Step("pin", 0, 0, 1),
    Step("keep", 2, 0, 1),
    Step("invite", 1, 0, 4),
    Step("change_visibility", 0, 0, 1),
    Step("join", 4, 0, 0),
    Step("leave", 1, 0, 0),
    Step("publish", 0, 2, 2),
    Step("ask_approval", 0, 0, 1),
    Step("publish", 3, 2, 2),
    Step("appoint", 1, 1, 4),
    Step("join", 0, 1, 0),
    Step("appoint", 1, 9, 4),
    Step("dismiss", 1, 1, 2),
    Step("change_visibility", 1, 1, 2),
    Step("appoint", 0, 4, 3),
    Step("choose_level", 5, 3, 0),
    Step("publish", 3, 4, 2),
    Step("publish", 3, 4, 2),
    Step("reply", 4, 0, 0),
    Step("remove", 3, 1, 1),
    Step("poll", 0, 0, 1),
    Step("vote", 1, 0, 0),
    Step("vote", 2, 0, 1),
    Step("end_poll", 0, 0, 1),
]


@pytest.fixture
def furnished(db, news, monkeypatch):
    """The company before anything was said, pages of three posts and windows of three replies."""
    monkeypatch.setattr(queries, "PAGE", 3)
    monkeypatch.setattr(ranking, "PAGE", 3)
    monkeypatch.setattr(threads, "WINDOW", 3)
    # Few enough that questions follow what is ranked.
    monkeypatch.setattr(weights, "MOST_ELSEWHERE", 1)
    monkeypatch.setattr(weights, "MOST_WAITING", 2)
    return Acting(acting.BEGINNING)


@settings(
    max_examples=MANY or 1,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, *([Phase.generate, Phase.shrink] if MANY else [])],
    derandomize=not MANY,
)
@given(
    taken=st.integers(0, 2**32).map(dense) | st.lists(steps, min_size=25, max_size=60),
    is_slow=st.booleans(),
)
@example(taken=NAMED_ALIKE, is_slow=False)
@example(taken=CLOSED_BEHIND_THEM, is_slow=False)
@example(taken=dense(3), is_slow=False)
@example(taken=dense(5), is_slow=True)
@example(taken=dense(9), is_slow=False)
def test_everybody_sees_what_the_plain_model_says(furnished, taken, is_slow):
    with taken_back():
        # What is kept of threads in the process may be of a world that is taken back.
        facts._kept, knowing._kept, waiting._kept = Kept(100), Kept(100), Kept(4)
        world = copy.deepcopy(furnished)
        world.is_slow = is_slow
        for number, step in enumerate(taken, 1):
            watching = Watching(world)
            world.take(step)
            with clock.frozen(world.plain.now):
                watching.compare()
                looking = Looking(world)
                if number % GLANCED_EVERY == 0:
                    turn = number // GLANCED_EVERY
                    looking.glance(world.plain.people[turn % len(world.plain.people)])
                if number == len(taken):
                    looking.compare()


class Watching:
    """What a page that is open on everybody's screen hears while something is done."""

    def __init__(self, both: Acting) -> None:
        self.both = both
        self.position = log.newest()
        self.before = self._waiting()

    def _waiting(self):
        """What waits for each, and what would if everything existed for everybody."""
        plain = self.both.plain
        return {one: (plain.waiting(one), plain.open_for(one)) for one in plain.people}

    def compare(self) -> None:
        plain = self.both.plain
        movement = live.moved_after(self.position)
        people = {person.id: person for person in plain.people if person.is_here}
        audience = live.audience(people, movement.streams)
        noticed, after = live.noticed(people, movement), self._waiting()
        for person in people.values():
            heard = {
                stream_id: audience.follows(person.id, stream_id)
                for stream_id in movement.streams
                if audience.hears(person.id, stream_id, of_followed=False)
            }
            expected = {
                stream.id: (person, stream) in plain.following
                for stream in self.both.moved
                if plain.may_read(person, stream)
            }
            assert heard == expected, person
            waited, was_open = self.before.get(person, (frozenset(), frozenset()))
            waits, is_open = after[person]
            # Whoever loses a group, or enters one, loads its page.
            if (waited ^ waits) & (was_open ^ is_open) and not self.both.is_slow:
                assert person.id in noticed, (person, waits)

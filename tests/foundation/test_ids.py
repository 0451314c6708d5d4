"""Ids sort as time, never come twice, and say when they were minted."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.foundation import clock, ids

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2069, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(moments)
def test_an_id_tells_its_instant_to_the_millisecond(at: datetime) -> None:
    minted = ids.Mint(1023).mint(at)

    assert 0 <= minted <= ids.MAX
    assert timedelta(0) <= at - ids.instant_of(minted) < timedelta(milliseconds=1)


@given(moments, moments)
def test_ids_sort_as_the_times_they_were_minted_from(one: datetime, other: datetime) -> None:
    first, second = ids.imported(one), ids.imported(other)

    if ids.milliseconds(one) != ids.milliseconds(other):
        assert (first < second) == (one < other)


def test_each_id_is_greater_than_the_last_though_the_clock_goes_backwards() -> None:
    mint = ids.Mint(7)
    times = [NOON, NOON, NOON - timedelta(minutes=5), NOON + timedelta(milliseconds=1)]

    minted = [mint.mint(at) for at in times]

    assert minted == sorted(set(minted))


def test_a_full_millisecond_runs_over_into_the_next_and_not_into_another_process() -> None:
    mint = ids.Mint(7)
    minted = [mint.mint(NOON) for _ in range(ids.SEQUENCES + 1)]

    assert len(set(minted)) == ids.SEQUENCES + 1
    assert {(number >> ids.SEQUENCE_BITS) & (ids.PROCESSES - 1) for number in minted} == {7}
    assert ids.instant_of(minted[-1]) == NOON + timedelta(milliseconds=1)


def test_threads_never_get_the_same_id() -> None:
    mint = ids.Mint(3)
    minted: list[list[int]] = []

    def work() -> None:
        minted.append([mint.mint(NOON) for _ in range(2000)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({number for part in minted for number in part}) == 8000


def test_two_processes_never_mint_the_same_id() -> None:
    assert ids.Mint(1).mint(NOON) != ids.Mint(2).mint(NOON)


@pytest.mark.parametrize("process", [-1, 1024])
def test_a_process_has_a_number_of_ten_bits(process: int) -> None:
    with pytest.raises(ValueError, match="0 to 1023"):
        ids.Mint(process)


def test_a_replay_of_the_past_mints_in_the_past() -> None:
    ids.mint(clock.now())
    with clock.frozen(NOON):
        first, second = ids.mint(clock.now()), ids.mint(clock.now())
    with clock.frozen(NOON):
        third = ids.mint(clock.now())

    assert ids.instant_of(first) == NOON
    assert first < second < third


def test_times_that_the_bits_cannot_tell_get_the_nearest_that_they_can() -> None:
    assert ids.floor(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert 0 < ids.imported(datetime(2999, 1, 1, tzinfo=UTC)) <= ids.MAX


def test_the_bounds_of_a_day_hold_its_ids_and_no_others() -> None:
    first, last = ids.bounds(NOON, NOON + timedelta(days=1))

    assert first <= ids.Mint(1023).mint(NOON + timedelta(hours=23)) < last
    assert ids.Mint(0).mint(NOON + timedelta(days=1)) >= last


class Table:
    """Stands for a primary key."""

    def __init__(self) -> None:
        self.ids: set[int] = set()

    def taken(self, wanted: Sequence[int]) -> set[int]:
        return self.ids & set(wanted)

    def add(self, instants: Sequence[datetime]) -> list[int]:
        minted = ids.mint_imported(instants, self.taken)
        assert not self.ids & set(minted)
        self.ids |= set(minted)
        return minted


@given(st.lists(st.lists(st.integers(0, 3), max_size=20), max_size=4))
def test_imports_of_the_same_times_never_collide_and_keep_their_order(
    batches: list[list[int]],
) -> None:
    table = Table()
    for batch in batches:
        minted = table.add([NOON + timedelta(milliseconds=step) for step in sorted(batch)])

        assert minted == sorted(set(minted))
        assert {(number >> ids.SEQUENCE_BITS) & (ids.PROCESSES - 1) for number in minted} <= {0}


def test_a_source_with_more_posts_than_a_millisecond_holds_spills_into_the_next() -> None:
    table = Table()
    minted = table.add([NOON] * (ids.SEQUENCES + 2))

    assert ids.instant_of(minted[-1]) == NOON + timedelta(milliseconds=1)
    assert table.add([NOON + timedelta(milliseconds=1)])[0] == minted[-1] + 1


def test_a_sequence_that_would_reach_into_a_process_is_refused() -> None:
    with pytest.raises(ValueError, match="4095"):
        ids.imported(NOON, ids.SEQUENCES)

"""Keyset pages, and cursors that people wrote by hand."""

from __future__ import annotations

import pytest

from groundswell.foundation import ids, paging


def test_a_full_page_tells_where_the_older_one_starts() -> None:
    page = paging.page([9, 8, 7], 2, lambda line: line)

    assert page.lines == [9, 8]
    assert page.older_than == 8


def test_the_last_page_has_none_behind_it() -> None:
    assert paging.page([9, 8], 2, lambda line: line).older_than is None


def test_no_cursor_is_the_first_page() -> None:
    assert paging.cursor(None) is None
    assert paging.cursor("") is None


def test_a_cursor_is_an_id() -> None:
    assert paging.cursor(str(ids.MAX)) == ids.MAX


@pytest.mark.parametrize("text", ["-1", "1.0", "abc", "9" * 19, "9" * 5000, "٣", " 1", "1'--"])
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(paging.CursorIsNotANumber) as refused:
        paging.cursor(text)

    assert text[:40] in str(refused.value)

"""Files that are there whole, or not at all."""

from __future__ import annotations

import pytest

from groundswell.foundation import durable


def test_what_could_not_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "settings").mkdir()

    with pytest.raises(IsADirectoryError):
        durable.write(tmp_path / "settings", b"a folder is in the way")

    assert [path.name for path in tmp_path.iterdir()] == ["settings"]

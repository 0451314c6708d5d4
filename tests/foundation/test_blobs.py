"""Bytes that were kept are there after a power cut, and so is the name that finds them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from groundswell.foundation import blobs


@pytest.fixture
def synced(monkeypatch, settings, tmp_path):
    """What was synced to the disk, in that order."""
    settings.DIRECTORY = tmp_path
    paths, sync = [], os.fsync

    def told(opened):
        paths.append(Path(f"/proc/self/fd/{opened}").readlink())
        sync(opened)

    monkeypatch.setattr(os, "fsync", told)
    return paths


def test_what_is_kept_is_on_the_disk_and_so_are_the_folders_that_name_it(synced, tmp_path):
    path = blobs.path_of(blobs.put(b"a chart"))

    written, *folders = synced
    assert written.parent == path.parent
    assert folders == [path.parent, tmp_path / "files", tmp_path]


def test_what_somebody_else_writes_just_now_is_on_the_disk_for_both(synced, tmp_path):
    # The other has named it, and not come as far as to sync its folder.
    path = blobs.path_of(blobs.put(b"a chart"))
    synced.clear()

    blobs.put(b"a chart")

    assert path.parent in synced

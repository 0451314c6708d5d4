"""Opening exports: damaged, dangerous, nested, or none of Slack's."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from groundswell.exchange.slack import archive, layout, reading
from groundswell.exchange.slack.archive import ExportCannotBeRead
from groundswell.exchange.slack.layout import Kind
from tests.exchange.slack_exports import channel, files, said, unpacked, zipped


def found_in(path):
    with archive.opened(path) as opened:
        return layout.find(opened)


def refusal_of(path):
    with pytest.raises(ExportCannotBeRead) as refused, archive.opened(path) as opened:
        found = layout.find(opened)
        for days in found.days.values():
            for day in days:
                reading.load(opened, day)
    assert str(refused.value).endswith("Nothing was imported.")
    return str(refused.value)


def test_a_zip_and_its_folder_hold_the_same(tmp_path):
    content = files([said(1, "x")])

    a_zip = found_in(zipped(tmp_path / "export.zip", content))
    a_folder = found_in(unpacked(tmp_path / "export", content))

    assert a_zip.days == a_folder.days == {"pilots": ["pilots/2024-01-08.json"]}


def test_an_export_may_lie_one_folder_down_beside_stray_files(tmp_path):
    content = {"__MACOSX/channels.json": b"", "mine/.DS_Store": b"", "mine/readme.txt": b"hello"}
    content |= {f"mine/{name}": value for name, value in files([said(1)]).items()}

    found = found_in(zipped(tmp_path / "export.zip", content))

    assert (found.root, list(found.days)) == ("mine/", ["mine/pilots"])


def test_an_enterprise_grid_has_its_workspaces_and_what_they_share(tmp_path):
    content = {
        "org_users.json": [],
        "teams/north/channels.json": [channel("pilots"), channel("shared")],
        "teams/north/pilots/2024-01-08.json": [said(1)],
        "teams/south/groups.json": [channel("board")],
        "shared/2024-01-08.json": [said(2)],
    }

    found = found_in(zipped(tmp_path / "export.zip", content))

    north, south = found.listings
    assert [(north.team, north.kind), (south.team, south.kind)] == [
        ("north", Kind.OPEN),
        ("south", Kind.SECRET),
    ]
    assert found.folder_of(north, ["pilots"]) == "teams/north/pilots"
    assert found.folder_of(north, ["shared"]) == "shared"
    assert found.users == ["org_users.json"]


@pytest.mark.parametrize(
    "name", ["../evil.json", "/etc/evil", "a/../../evil", "C:\\evil", "..\\evil", "a\\..\\..\\b"]
)
def test_a_zip_that_leads_outside_is_refused(tmp_path, name):
    assert "leads outside" in refusal_of(zipped(tmp_path / "e.zip", {**files(), name: b"[]"}))


def test_a_link_that_leads_outside_is_refused(tmp_path):
    link = zipfile.ZipInfo("pilots/2024-01-09.json")
    link.external_attr = 0o120777 << 16
    path = zipped(tmp_path / "e.zip", files([said(1)]))
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr(link, "/etc/passwd")
    folder = unpacked(tmp_path / "export", files([said(1)]))
    (tmp_path / "secret").write_text("[]")
    (folder / "pilots" / "2024-01-09.json").symlink_to(tmp_path / "secret")

    assert "leads outside" in refusal_of(path)
    assert "leads outside" in refusal_of(folder)


def test_a_zip_that_declares_too_much_is_refused_before_it_is_read(tmp_path):
    zeros = bytes(80 * archive.MIB)

    refused = refusal_of(zipped(tmp_path / "e.zip", {**files(), "pilots/2024-01-08.json": zeros}))

    assert "It unpacks to 80 MB" in refused


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path):
    content = json.dumps([said(1, "x" * 5000)]).encode()
    path = zipped(tmp_path / "e.zip", {**files(), "pilots/2024-01-08.json": content})
    size = len(content).to_bytes(4, "little")
    raw = path.read_bytes()
    assert raw.count(size) == 2
    path.write_bytes(raw.replace(size, (100).to_bytes(4, "little")))

    assert "damaged" in refusal_of(path)


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive.Archive.read, "__kwdefaults__", {"most": 100})
    path = zipped(tmp_path / "e.zip", files([said(1, "x" * 200)]))

    assert "unpacks to more than" in refusal_of(path)


def test_a_damaged_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "e.zip", files([said(1, "x" * 5000)]))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "no ZIP, or a damaged one" in refusal_of(path)

    spoilt = bytearray(whole)
    at = whole.index(b"pilots/2024-01-08.json") + 40
    spoilt[at : at + 8] = b"\x00" * 8
    path.write_bytes(bytes(spoilt))
    assert "pilots/2024-01-08.json is damaged" in refusal_of(path)


def test_two_files_of_one_name_are_refused(tmp_path):
    path = zipped(tmp_path / "e.zip", files([said(1)]))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as opened:
        opened.writestr("users.json", "[]")

    assert "users.json stands in it twice" in refusal_of(path)


def test_a_locked_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "e.zip", files([said(1)]))
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as opened:
        start = opened.start_dir
    raw[start + 8] |= 1
    path.write_bytes(bytes(raw))

    assert "locked with a password" in refusal_of(path)


@pytest.mark.parametrize(
    "content", [{}, {"import.jsonl": b"{}"}, {"users.json": []}, {"a/b/c/channels.json": []}]
)
def test_what_is_no_export_of_slacks_is_refused(tmp_path, content):
    assert "This is no Slack export" in refusal_of(zipped(tmp_path / "e.zip", content))


def test_nothing_at_the_path_is_said_so(tmp_path):
    assert "There is no such file or folder" in refusal_of(tmp_path / "nothing.zip")
    text = tmp_path / "plain.txt"
    text.write_text("hello")
    assert "This is no ZIP" in refusal_of(text)


def test_names_in_other_letters_are_found_however_they_were_packed(tmp_path):
    decomposed = "gr\u0075\u0308ne-wiese"
    content = files({decomposed: [said(1)]}, lists={"channels.json": [channel("grüne-wiese")]})
    path = zipped(tmp_path / "e.zip", content)
    # Some packers write UTF-8 and do not say so.
    path.write_bytes(path.read_bytes().replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00"))

    assert list(found_in(path).days) == ["grüne-wiese"]


def test_json_may_begin_with_a_mark_and_hold_halves_of_letters(tmp_path):
    content = {
        **files(),
        "channels.json": b'\xef\xbb\xbf[{"id": "C1", "name": "a\\ud83d\\u0000b"}]',
    }
    path = zipped(tmp_path / "e.zip", content)

    with archive.opened(path) as opened:
        assert reading.load(opened, "channels.json") == [{"id": "C1", "name": "a\ufffd\ufffdb"}]


@pytest.mark.parametrize(
    ("content", "position"),
    [
        (b'[{"a": 1},\n{]', "line 2, column 2"),
        (b"[\xff]", "byte 2"),
        (b"[" * 100_000, "it cannot be told where"),
    ],
)
def test_broken_json_says_where_it_breaks(tmp_path, content, position):
    path = zipped(tmp_path / "e.zip", {**files(), "pilots/2024-01-08.json": content})

    with (
        archive.opened(path) as opened,
        pytest.raises(reading.JsonIsBroken) as broken,
    ):
        reading.load(opened, "pilots/2024-01-08.json")
    assert str(broken.value.position) == position

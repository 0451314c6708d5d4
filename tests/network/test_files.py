"""Files: told by their content, harmless by their names, opened by whoever may read the post."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from groundswell.foundation import blobs, clock, images
from groundswell.foundation.errors import NotFound
from groundswell.network.files import actions, cleaning
from groundswell.network.files.models import File
from groundswell.network.groups import actions as groups
from groundswell.network.posts import actions as posts
from groundswell.network.posts import attachments, changing
from groundswell.people.persons.models import Person

HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"


def picture(size=(60, 40), kind="PNG", mode="RGB", **more):
    held = io.BytesIO()
    colour = (0, 90, 100) if mode == "RGB" else 1
    Image.new(mode, size, colour).save(held, kind, **more)
    return held.getvalue()


def zipped(name="a.txt"):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, "Hello")
    return held.getvalue()


def stored(cast, name, content):
    return actions.store(uploader=cast.mira, name=name, content=content)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("picture.txt", picture(), "image/webp"),
        ("virus.png", PDF, "application/pdf"),
        ("notes.docx", zipped(), "application/zip"),
        ("notes.zip", zipped("xl/workbook.xml"), actions.OFFICE["xl/"]),
        ("broken.zip", zipped()[:20], "application/zip"),
        (
            "of tomorrow.zip",
            zipped().replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
            "application/zip",
        ),
    ],
    # Named, since a ZIP holds the second in which it was made.
    ids=lambda value: value if isinstance(value, str) else "content",
)
def test_the_content_tells_what_a_file_is_and_not_its_name(cast, name, content, media_type):
    assert stored(cast, name, content).media_type == media_type


@pytest.mark.parametrize("content", [HTML, SVG, b"plain words", b"\x00\x01\x02"])
@pytest.mark.parametrize("name", ["a.png", "a.html", "a"])
def test_what_only_calls_itself_a_picture_is_kept_as_it_is_and_drawn_nowhere(cast, name, content):
    file = stored(cast, name, content)

    assert file.sizes == {}
    assert not file.media_type.startswith("image/") or file.media_type == "image/svg+xml"
    assert blobs.path_of(file.key).read_bytes() == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_are_drawn_anew_in_every_size(cast, kind):
    file = stored(cast, "ship", picture((2000, 200), kind))

    assert (file.width, file.height) == (2000, 200)
    for size, longest in images.SIZES.items():
        with Image.open(blobs.path_of(file.sizes[size])) as drawn:
            assert drawn.format == "WEBP"
            assert max(drawn.size) == min(longest, 2000)
    assert file.size_bytes == blobs.path_of(file.key).stat().st_size


def test_what_a_camera_wrote_is_gone_and_the_picture_stands_upright(cast):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Camera of Mira"
    exif.get_ifd(0x8825)[2] = (59.0, 7.0, 30.0)  # where it was taken
    content = picture((60, 40), "JPEG", exif=exif, comment=b"secret words")

    file = stored(cast, "deck.jpg", content)

    assert (file.width, file.height) == (40, 60)
    for key in file.sizes.values():
        drawn = blobs.path_of(key).read_bytes()
        assert b"Camera of Mira" not in drawn
        assert b"secret words" not in drawn
        with Image.open(io.BytesIO(drawn)) as opened:
            assert not opened.getexif()


def test_what_hangs_behind_a_picture_is_not_kept(cast):
    file = stored(cast, "both.png", picture() + HTML + zipped())

    for key in file.sizes.values():
        kept = blobs.path_of(key).read_bytes()
        assert b"<script>" not in kept
        assert b"PK\x03\x04" not in kept


@pytest.mark.parametrize("cut", [0.3, 0.7])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_broken_picture_is_refused(cast, kind, cut):
    whole = picture((300, 300), kind)

    with pytest.raises(images.ImageIsBroken, match=r"“ship\.png” looks like a picture"):
        stored(cast, "ship.png", whole[: int(len(whole) * cut)])

    assert not File.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(cast):
    small = picture((1, 1), "PNG", mode="1")
    header = b"IHDR" + struct.pack(">II", 9000, 9000) + small[24:29]
    bomb = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]

    with pytest.raises(images.ImageIsTooLarge):
        stored(cast, "bomb.png", bomb)


def test_files_have_a_limit_and_something_in_them(cast, settings):
    settings.OPTIONS = replace(django_settings.OPTIONS, upload_megabytes=1)
    assert stored(cast, "just.bin", b"x" * actions.MIB).size_bytes == actions.MIB
    with pytest.raises(actions.FileIsTooLarge, match=r"“more\.bin” is larger than 1 MB"):
        stored(cast, "more.bin", b"x" * (actions.MIB + 1))
    with pytest.raises(actions.FileIsEmpty, match=r"“none\.bin” is empty"):
        stored(cast, "none.bin", b"")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\mira\\plan.pdf", "plan.pdf"),
        ("plan\u202efdp.exe", "planfdp.exe"),
        ("a\r\nContent-Type: text/html\r\n.txt", "text/html.txt"),
        ("...", "file"),
        ("", "file"),
        ("  a   b .txt", "a b .txt"),
        ("推進器.pdf", "推進器.pdf"),
    ],
)
def test_a_name_is_only_a_name(name, kept):
    assert actions.safe_name(name).endswith(kept.rpartition("/")[2])
    assert "/" not in actions.safe_name(name)


@given(st.text(max_size=400))
def test_whatever_somebody_calls_a_file_its_name_is_safe(name):
    safe = actions.safe_name(name)

    assert 0 < len(safe) <= actions.LONGEST_NAME
    assert not set(safe) & set("/\\\x00\r\n\u202e\u200f")
    assert safe not in {".", ".."}
    assert actions.safe_name(safe) == safe


def test_a_file_is_opened_by_whoever_may_read_its_post(cast):
    file = stored(cast, "plan.pdf", PDF)
    assert attachments.file(cast.mira, file.pk) == file
    with pytest.raises(NotFound):
        attachments.file(cast.otto, file.pk)

    post = posts.publish(
        author=cast.mira,
        stream_ids=[cast.board.stream_id],
        source="The plan",
        file_ids=[file.pk],
    )
    assert attachments.file(cast.otto, file.pk) == file
    with pytest.raises(NotFound):
        attachments.file(cast.joan, file.pk)

    groups.leave(person=cast.otto, group_id=cast.board.pk)
    with pytest.raises(NotFound):
        attachments.file(cast.otto, file.pk)

    changing.remove(remover=cast.mira, post_id=post.pk)
    with pytest.raises(NotFound):
        attachments.file(cast.mira, file.pk)


def test_a_file_of_somebody_else_or_of_another_post_cannot_be_attached(cast):
    file = stored(cast, "plan.pdf", PDF)

    def publish(author):
        return posts.publish(
            author=author,
            stream_ids=[cast.organisation.pk],
            source="Look",
            file_ids=[file.pk],
        ).attachments.count()

    assert publish(cast.otto) == 0
    assert publish(cast.mira) == 1
    assert publish(cast.mira) == 0


def test_files_stand_in_the_order_they_were_chosen(cast):
    ids = [stored(cast, f"{number}.pdf", PDF).pk for number in range(3)][::-1]

    post = posts.publish(
        author=cast.mira, stream_ids=[cast.organisation.pk], source="Look", file_ids=ids
    )

    rows = post.attachments.order_by("position")
    assert list(rows.values_list("file_id", flat=True)) == ids


def test_the_same_bytes_are_kept_once(cast):
    first, second = (stored(cast, name, PDF) for name in ("a.pdf", "b.pdf"))

    assert first.key == second.key
    assert (first.name, second.name) == ("a.pdf", "b.pdf")


@pytest.mark.parametrize("key", ["", "../../secret", "A" * 64, "0" * 63, "0" * 65, "0" * 64 + "\n"])
def test_what_is_no_key_leads_nowhere(key):
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        blobs.path_of(key)


def test_a_grey_picture_of_16_bits_with_a_clear_colour_is_drawn_too(cast):
    held = io.BytesIO()
    Image.new("I;16", (20, 10)).save(held, "PNG", transparency=0)

    assert stored(cast, "scan.png", held.getvalue()).width == 20


def an_age(file, days):
    """Let a file and its bytes be so many days old."""
    then = clock.now() - timedelta(days=days)
    File.objects.filter(pk=file.pk).update(created_at=then)
    for key in {file.key, *file.sizes.values()}:
        os.utime(blobs.path_of(key), (then.timestamp(), then.timestamp()))


def test_what_hangs_nowhere_is_gone_after_a_day(cast, django_capture_on_commit_callbacks):
    refused, fresh = stored(cast, "refused.png", picture((300, 200))), stored(cast, "a.pdf", PDF)
    used = stored(cast, "used.png", picture((90, 40)))
    everybody = [cast.organisation.pk]
    posts.publish(author=cast.mira, stream_ids=everybody, source="Look", file_ids=[used.pk])
    an_age(refused, 2)
    an_age(used, 2)

    with django_capture_on_commit_callbacks(execute=True):
        assert cleaning.drop_forgotten() == 1

    assert set(File.objects.values_list("pk", flat=True)) == {fresh.pk, used.pk}
    assert not any(blobs.path_of(key).exists() for key in refused.sizes.values())
    assert all(blobs.path_of(key).exists() for key in used.sizes.values())


def test_bytes_stay_that_another_needs_or_somebody_sends_again(
    cast, django_capture_on_commit_callbacks
):
    first, second = (stored(cast, f"{n}.pdf", PDF + str(n).encode()) for n in (1, 2))
    an_age(first, 2)
    an_age(second, 2)
    face = stored(cast, "me.png", picture((70, 70)))
    Person.objects.filter(pk=cast.otto.pk).update(photo=face.key)
    an_age(face, 2)
    assert blobs.put(PDF + b"1") == first.key

    with django_capture_on_commit_callbacks(execute=True):
        assert cleaning.drop_forgotten() == 3

    kept = [blobs.path_of(file.key).exists() for file in (first, second, face)]
    assert kept == [True, False, True]

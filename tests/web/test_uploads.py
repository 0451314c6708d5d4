"""What people upload is told by its content, drawn anew, and never run by a browser."""

from __future__ import annotations

import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from groundswell.network.files import actions
from groundswell.network.files import actions as files
from groundswell.network.files.models import File
from groundswell.network.messages import actions as messages
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.models import Attachment, Post
from tests.web.world import picture

HTML = b"<!doctype html><html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
XML = b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?><x/>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>\nendobj\n"
RUNNABLE = {
    "page.html": HTML,
    "page.png": HTML,
    "face.svg": SVG,
    "face.jpg": SVG,
    "sheet.xml": XML,
    "paper.pdf": PDF,
    "code.js": b"alert(1)",
    "noext": HTML,
    "page.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>x</script></html>',
    "mail.mht": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + HTML,
}


def upload(world, name, content, **more):
    """Post with a file; the answer."""
    sent = {
        "stream": world.pilots.stream_id,
        "source": "See there",
        "files": SimpleUploadedFile(name, content, **more),
    }
    return world.client(world.otto).post("/posts/", sent)


def uploaded(world, name, content, **more):
    """The file of a post that was taken."""
    assert upload(world, name, content, **more).status_code == 303
    return File.objects.latest("pk")


def opened(world, file, address=None):
    """What a reader gets who opens the file."""
    return world.client(world.mira).get(address or f"/files/{file.pk}/{file.name}")


def test_what_pictures_show_is_said_a_line_for_each_file(world):
    client, reader = world.client(world.otto), world.client(world.mira)
    names = ("one.png", "list.csv", "two.png")
    chosen = [SimpleUploadedFile(name, picture()) for name in names]
    chosen[1] = SimpleUploadedFile("list.csv", b"1,2")
    sent = {"stream": world.pilots.stream_id, "source": "See", "files": chosen}

    client.post("/posts/", sent | {"descriptions": "A quay\r\nNumbers\r\nA \t ship"})

    assert list(File.objects.order_by("pk").values_list("name", "description")) == [
        ("one.png", "A quay"),
        ("list.csv", ""),
        ("two.png", "A ship"),
    ]
    post = Post.objects.latest("pk")
    page = reader.get(f"/posts/{post.pk}/").content.decode()
    assert 'alt="A quay"' in page
    assert 'alt="A ship"' in page


def test_of_one_file_everything_is_said_and_too_much_is_refused_and_given_back(world):
    client = world.client(world.otto)

    def send(address, words):
        file = SimpleUploadedFile("one.png", picture())
        return client.post(address, {"source": "See", "files": file, "descriptions": words})

    question = f"/posts/{world.question.pk}/replies/"
    assert send(question, "A quay\r\nin fog").status_code == 303
    assert File.objects.latest("pk").description == "A quay in fog"
    talk = messages.start(author=world.otto, person_ids=[world.mira.pk], source="Look")
    for address in (question, f"/messages/{talk}/", "/messages/new/", "/posts/"):
        refused = send(address, "a" * 1501)
        assert refused.status_code == 422
        assert "\na" + "a" * 1500 in refused.content.decode()
    refused = send(question, "a" * 1501).content.decode()
    assert "What you say of “one.png” has 1,501 characters, and 1,500 is the most." in refused
    assert send(f"/messages/{talk}/", "A ship").status_code == 303
    assert File.objects.latest("pk").description == "A ship"


def test_what_a_picture_shows_can_be_changed_and_its_history_tells(world):
    client, reader = world.client(world.otto), world.client(world.mira)
    shown = files.store(
        uploader=world.otto, name="one.png", content=picture(), description="A quay"
    )
    place = {"stream_ids": [world.pilots.stream_id], "file_ids": [shown.pk]}
    post = posts.publish(author=world.otto, source="See", **place)
    field = f"description-{shown.pk}"
    address = f"/posts/{post.pk}/edit/"
    assert f'name="{field}" rows="2">\nA quay</textarea>' in client.get(address).content.decode()

    refused = client.post(address, {"source": "See", field: "b" * 1501})
    assert refused.status_code == 422
    assert "b" * 1501 in refused.content.decode()
    assert client.post(address, {"source": "See", field: "A ship"}).status_code == 303

    assert 'alt="A ship"' in reader.get(f"/posts/{post.pk}/").content.decode()
    history = reader.get(f"/posts/{post.pk}/history/").content.decode()
    assert [said in history for said in ('alt="A quay"', 'alt="A ship"')] == [True, True]
    assert client.post(address, {"source": "See more"}).status_code == 303
    assert File.objects.get().description == "A ship"


@pytest.mark.parametrize("name", RUNNABLE)
def test_what_could_run_is_only_ever_saved(world, name):
    file = uploaded(world, name, RUNNABLE[name], content_type="text/html")

    answer = opened(world, file)

    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == RUNNABLE[name]
    assert not file.sizes
    page = world.client(world.mira).get(f"/posts/{Post.objects.latest('pk').pk}/").content
    assert f'<img src="/files/{file.pk}'.encode() not in page


def test_a_picture_is_drawn_anew_without_what_the_camera_wrote(world):
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    Image.new("RGB", (300, 200), (9, 9, 9)).save(held, "JPEG", exif=exif)

    file = uploaded(world, "quay.jpg", held.getvalue() + HTML)

    for address in (f"/files/{file.pk}/sizes/large.webp", f"/files/{file.pk}/quay.jpg"):
        content = opened(world, file, address).getvalue()
        assert b"SECRET" not in content
        assert b"script" not in content
        assert Image.open(io.BytesIO(content)).format == "WEBP"


def test_a_picture_is_shown_but_cannot_run(world):
    file = uploaded(world, "quay.png", picture())

    answer = opened(world, file, f"/files/{file.pk}/sizes/large.webp")

    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    answer.getvalue()


@pytest.mark.parametrize(
    "content", [b"GIF89a/*" + HTML, b"\x89PNG\r\n\x1a\n" + HTML, b"\xff\xd8\xff\xe0"]
)
def test_half_a_picture_is_refused_with_its_name(world, content):
    answer = upload(world, "half.gif", content)

    assert answer.status_code == 422
    assert "half.gif" in answer.content.decode()
    assert "See there" in answer.content.decode()
    assert not Post.objects.exists()


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused(world):
    def chunk(kind, body):
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    side = 60_000
    head = side.to_bytes(4) * 2 + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes(side // 8 + 1) * 100)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

    assert upload(world, "bomb.png", bomb).status_code == 422


def test_a_file_beyond_the_limit_is_refused_and_the_text_kept(world, settings):
    megabytes = settings.OPTIONS.upload_megabytes

    answer = upload(world, "tape.bin", bytes(megabytes * 1024 * 1024 + 1))

    assert answer.status_code == 422
    assert f"larger than {megabytes} MB" in answer.content.decode()
    assert "See there" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\plan.txt", "plan.txt"),
        ("plan\tone.txt", "planone.txt"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ('a";b.txt', "a"),
    ],
)
def test_a_name_is_only_what_people_call_it(world, name, shown):
    file = uploaded(world, name, b"plain words")

    answer = opened(world, file, f"/files/{file.pk}/x")

    assert file.name.startswith(shown)
    assert "\n" not in answer.headers["Content-Disposition"]
    assert '"' not in answer.headers["Content-Disposition"]
    answer.getvalue()


def test_a_file_is_gone_with_its_post(world):
    file = uploaded(world, "plan.txt", b"plain words")
    post = Attachment.objects.get(file=file).post

    world.client(world.otto).post(f"/posts/{post.pk}/remove/")

    assert opened(world, file).status_code == 404


def test_nobody_attaches_the_file_of_another(world):
    post = world.tell(world.joan, "Look", file_ids=[world.secret_file])

    assert not Attachment.objects.filter(post=post).exists()


def test_a_photo_must_be_a_picture(world):
    client = world.client(world.otto)

    answer = client.post("/settings/", {"photo": SimpleUploadedFile("me.png", SVG)})

    assert answer.status_code == 422
    assert client.get(f"/people/{world.otto.pk}/").content.count(b"/photos/") == 0


def test_a_photo_can_be_taken_away_again(world):
    client = world.client(world.otto)
    client.post("/settings/", {"photo": SimpleUploadedFile("me.png", picture((90, 90)))})

    assert b"/photos/" in client.get("/settings/").content
    client.post("/settings/", {"no_photo": "1"})

    assert b"/photos/" not in client.get("/settings/").content


def test_an_edit_takes_files_away_and_adds_others_and_the_history_shows_it(world):
    old = uploaded(world, "old.txt", b"old words")
    kept = File.objects.get(
        pk=actions.store(uploader=world.otto, name="kept.png", content=picture()).pk
    )
    post = Attachment.objects.get(file=old).post
    changing.edit(editor=world.otto, post_id=post.pk, source="See there", add_file_ids=[kept.pk])
    client, address = world.client(world.otto), f"/posts/{post.pk}/edit/"

    asked = client.get(address).content.decode()
    new = SimpleUploadedFile("new.txt", b"new words")
    answer = client.post(address, {"source": "See here", "drop": [str(old.pk)], "files": new})

    assert f'name="drop" value="{old.pk}"' in asked
    assert answer.status_code == 303
    names = post.attachments.order_by("position").values_list("file__name", flat=True)
    assert list(names) == ["kept.png", "new.txt"]
    now, before = (
        world.client(world.mira)
        .get(f"/posts/{post.pk}/history/")
        .content.split(b"card--sunk", maxsplit=1)
    )
    assert b"new.txt" in now
    assert b"old.txt" not in now
    assert b"old.txt" in before
    assert opened(world, old).getvalue() == b"old words"
    changing.remove(remover=world.otto, post_id=post.pk)
    assert opened(world, old).status_code == 404


def test_an_edit_takes_nothing_from_other_posts_and_adds_nobody_elses(world):
    file = uploaded(world, "plan.txt", b"plain words")
    own = world.tell(world.joan, "Mine")

    changing.edit(
        editor=world.joan,
        post_id=own.pk,
        source="Mine still",
        add_file_ids=[world.secret_file],
        drop_file_ids=[file.pk],
    )

    assert not own.attachments.exists()
    assert Attachment.objects.filter(file=file).exists()


def test_an_edit_with_a_broken_picture_is_refused_and_the_text_kept(world):
    post = world.tell(world.otto, "Before")
    sent = {"source": "After", "files": SimpleUploadedFile("half.png", b"\x89PNG\r\n\x1a\n")}

    answer = world.client(world.otto).post(f"/posts/{post.pk}/edit/", sent)

    assert answer.status_code == 422
    assert "After" in answer.content.decode()
    post.refresh_from_db()
    assert post.source == "Before"

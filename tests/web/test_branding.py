"""The organisation's own mark and colours: tried, refused, in force, taken back."""

from __future__ import annotations

import io
import re
import tomllib

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from groundswell.config import accents, choosing, options
from groundswell.foundation import lettering
from groundswell.foundation.colours import as_hex, as_oklch, contrast
from groundswell.web import jinja
from tests.web.reading import text, words_of
from tests.web.world import picture

HOME = "/administration/branding/"


@pytest.fixture
def client(world, settings, tmp_path):
    settings.DIRECTORY = tmp_path
    settings.OPTIONS = options.load(tmp_path, {})
    yield world.client(world.ada)
    (tmp_path / options.CHOSEN).unlink(missing_ok=True)
    choosing.refresh()
    jinja.forget()


def test_a_colour_that_cannot_be_read_is_refused_and_a_near_one_offered(client, tmp_path):
    answer = client.post(HOME, {"light": "#ffcc00", "sure": "1"})

    assert answer.status_code == 422
    assert "to be read it needs 4.5 : 1" in words_of(answer)
    offered = re.search(r'name="light" value="(#\w{6})"><input type="hidden"', text(answer))[1]
    assert accents.passes("light", offered)
    assert not (tmp_path / options.CHOSEN).exists()


def test_what_passes_is_seen_first_and_then_holds_on_every_page_and_at_the_door(client, world):
    preview = client.post(HOME, {"light": "#7a1f5c", "dark": ""})
    assert "from the next page on" in words_of(preview)
    assert "/branding/" not in text(client.get("/"))

    client.post(HOME, {"light": "#7a1f5c", "dark": "", "sure": "1"})

    stranger = world.client(None)
    for page in (client.get("/"), stranger.get("/sign-in/")):
        address = re.search(r'href="(/branding/\w+\.css)"', text(page))[1]
        sheet = stranger.get(address)
        assert "--deep:light-dark(#7a1f5c," in text(sheet)
        assert "immutable" in sheet.headers["Cache-Control"]
    client.post(f"{HOME}forget/")
    assert stranger.get(address).status_code == 404
    assert "/branding/" not in text(client.get("/"))


def test_a_mark_is_drawn_anew_and_shown(client, world, tmp_path):
    file = SimpleUploadedFile("logo.png", picture((900, 300)))

    assert client.post(f"{HOME}logo/", {"file": file}).status_code == 303

    address = re.search(r'src="(/branding/\w+\.webp)"', text(world.client(None).get("/sign-in/")))[
        1
    ]
    sent = world.client(None).get(address)
    assert sent.getvalue().startswith(b"RIFF")
    key = tomllib.loads((tmp_path / options.CHOSEN).read_text())["branding"]["logo"]
    assert address == f"/branding/{key}.webp"


def test_an_app_on_the_home_screen_wears_name_mark_and_colour(client, world):
    stranger = world.client(None)
    ours = stranger.get("/icons/192.png").content
    client.post(HOME, {"light": "#7a1f5c", "dark": "", "sure": "1"})
    client.post(f"{HOME}logo/", {"file": SimpleUploadedFile("logo.png", picture((900, 300)))})

    for page in (client.get("/"), stranger.get("/sign-in/")):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in text(page)
        grounds = re.findall(r'name="theme-color" content="(#\w{6})" media="([^"]+)"', text(page))
        assert len({ground for ground, _ in grounds}) == len({media for _, media in grounds}) == 2
    told = stranger.get("/manifest.webmanifest").json()
    assert (told["name"], told["theme_color"]) == (django_settings.OPTIONS.organisation, "#7a1f5c")
    for one in told["icons"]:
        drawn = Image.open(io.BytesIO(stranger.get(one["src"]).content))
        assert (drawn.format, f"{drawn.width}x{drawn.height}") == ("PNG", one["sizes"])
    assert stranger.get("/icons/192.png").content != ours
    client.cookies["scheme"] = "dark"
    assert len(re.findall("theme-color", text(client.get("/")))) == 1


def test_what_is_no_picture_is_refused(client):
    answer = client.post(f"{HOME}logo/", {"file": SimpleUploadedFile("a.png", b"<svg>")})

    assert answer.status_code == 422
    assert "cannot be read" in words_of(answer)


def test_letters_have_the_colour_too(client):
    client.post(HOME, {"light": "#7a1f5c", "sure": "1"})

    button = lettering.environment("groundswell.people.signin").get_template("button.html.jinja")

    assert "background:#7a1f5c" in str(button.module.button("/", "Open"))


def test_the_nearest_colour_can_be_read_in_every_hue():
    for scheme in accents.SCHEMES:
        for hue in range(0, 360, 30):
            near = accents.nearest(scheme, as_hex((0.6, 0.15, hue)))

            assert accents.least_contrast(scheme, near) >= 4.5
            sheet = as_hex(accents.SHEETS[scheme][0])
            assert contrast(near, sheet) >= 4.5
            turned = abs(as_oklch(near)[2] - hue)
            assert min(turned, 360 - turned) < 12


def test_the_file_is_held_to_the_same_rule(tmp_path):
    (tmp_path / options.FILE).write_text('[branding]\naccent_light = "#ffcc00"\n')

    with pytest.raises(options.OptionsAreWrong, match="The nearest that does is"):
        options.load(tmp_path, {})

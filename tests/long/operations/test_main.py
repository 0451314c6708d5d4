"""The command as it is typed: words, directory, settings."""

from __future__ import annotations

import subprocess
import sys

import pytest

from groundswell.config import options
from groundswell.operations import parsing
from groundswell.operations.commands import COMMANDS, WITHOUT_INSTANCE
from groundswell.operations.main import main
from groundswell.operations.parsing import Call, NoSuchCommand
from tests.servers import MODULE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["serve", "--port", "1"], ("serve", "groundswell-data", ["--port", "1"])),
        (["--dir", "here", "people", "import", "x.csv"], ("people import", "here", ["x.csv"])),
        (["people", "import", "x.csv", "--dir=there"], ("people import", "there", ["x.csv"])),
        ([], ("", "groundswell-data", [])),
        (["--help"], ("", "groundswell-data", ["--help"])),
    ],
)
def test_words_and_directory_are_found_wherever_they_stand(typed, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GROUNDSWELL_DIR")

    call = parsing.call(typed)

    words, directory, rest = expected
    assert call == Call(tmp_path / directory, words, rest)


def test_the_environment_names_the_directory_and_dir_goes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("GROUNDSWELL_DIR", str(tmp_path / "there"))

    assert parsing.call(["serve"]).directory == tmp_path / "there"
    assert parsing.call(["serve", "--dir", "/here"]).directory.name == "here"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        (["serv"], "Did you mean `groundswell serve`?"),
        (["admin"], "Did you mean `groundswell admin create`?"),
        (["poeple", "import"], "Did you mean `groundswell people import`?"),
        (["xyzzy"], "`groundswell --help` lists them"),
    ],
)
def test_an_unknown_command_learns_the_nearest(typed, nearest, capsys):
    with pytest.raises(NoSuchCommand, match="There is no command"):
        parsing.call(typed)

    assert main(typed) == 2
    assert nearest in capsys.readouterr().err


def test_the_overview_names_every_command_with_its_help(capsys):
    assert main(["--help"]) == 0

    said = capsys.readouterr().out
    for words in COMMANDS:
        line = next(line for line in said.splitlines() if line.startswith(f"  {words} "))
        assert len(line.removeprefix(f"  {words}").strip()) > 20


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_has_help_with_an_example(words):
    from importlib import import_module

    module = import_module(parsing.module_name(words))
    text = parsing.parser_of(words, module).format_help()

    assert module.EXAMPLE.startswith(f"groundswell {words}")
    assert module.EXAMPLE in text
    assert ("--dir DIR" in text) is (words not in WITHOUT_INSTANCE)


@pytest.mark.slow
def test_help_makes_no_directory(server):
    said = server.command("serve", "--help", "--dir", str(server.directory / "new"))

    assert "groundswell serve --port 8000" in said
    assert not (server.directory / "new").exists()


@pytest.mark.slow
def test_wrong_settings_and_wrong_arguments_stop_with_code_2_and_make_nothing(server, tmp_path):
    new = tmp_path / "new"
    said = server.command("serve", "--prot", "1", "--dir", str(new), code=2)
    assert "--prot" in said
    assert not new.exists()

    new.mkdir()
    (new / options.FILE).write_text('organization = "Halden"')
    said = server.command("serve", "--dir", str(new), code=2)
    assert said.count("\n") == 1
    assert "line 1" in said
    assert "Did you mean 'organisation'?" in said


@pytest.mark.slow
def test_an_empty_directory_becomes_an_instance_and_a_strange_one_does_not(server, tmp_path):
    new, strange = tmp_path / "new", tmp_path / "strange"
    strange.mkdir()
    (strange / "thesis.docx").touch()

    # As people begin it: other tests fork it from a process that has imported it.
    words = ("admin", "create", "mira@halden.example", "--dir", str(new))
    said = subprocess.check_output(
        (sys.executable, "-m", MODULE, *words), env=server.environment, text=True
    )
    assert f"{server.address}/welcome/" in said
    assert "# organisation = " in (new / options.FILE).read_text()
    assert new.stat().st_mode & 0o077 == 0

    said = server.command("admin", "create", "a@b.example", "--dir", str(strange), code=1)
    assert "holds other things" in said
    assert [path.name for path in strange.iterdir()] == ["thesis.docx"]

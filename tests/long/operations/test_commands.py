"""What commands print and leave behind."""

from __future__ import annotations

import json
import re

import pytest

from groundswell.operations import parsing
from groundswell.operations.commands import admin_create, people_import, people_merge
from groundswell.people.models import AuditEntry
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import roles_of
from groundswell.people.signin import actions as signin
from groundswell.people.signin import links

pytestmark = pytest.mark.django_db
LIST = """\
Employee ID,Name,Work email,Department,Manager ID,Cost centre
1,Astrid Halvorsen,astrid@halden.example,Executive,,10
2,Lars Eikeland,lars@halden.example,Engineering,1,20
3,Tuva Moen,tuva@halden.example,Engineering,99,20
"""
GOOD = LIST.replace(",99,", ",2,")


def run(module, words, *arguments):
    return module.run(parsing.parser_of(words, module).parse_args([str(it) for it in arguments]))


def create(*arguments):
    return run(admin_create, "admin create", *arguments)


def take(*arguments):
    return run(people_import, "people import", *arguments)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(GOOD)
    return file


def test_the_first_administrator_comes_in_by_the_link(capsys):
    assert create("mira@halden.example", "--name", "Mira Lindqvist") == 0

    said = capsys.readouterr().out
    secret = re.search(r"/welcome/(.+)/", said)[1]
    token = signin.use_link(
        secret=secret, password="three plain words", device="", address="127.0.0.1"
    )
    mira = Person.objects.get(email="mira@halden.example")
    assert token
    assert roles_of(mira) == {"administrator"}
    assert not mira.is_listed, "whom no people list names is no employee in figures"


def test_somebody_who_is_here_becomes_administrator_with_a_new_link_each_time(cast, capsys):
    joan = cast.joan
    create("joan@halden.example")
    create("JOAN@halden.example")

    first, second = re.findall(r"/welcome/(.+)/", capsys.readouterr().out)
    assert Person.objects.filter(email_folded="joan@halden.example").count() == 1
    assert links.link_of(second, address="").person == joan
    with pytest.raises(links.LinkIsUsedOrOver):
        links.link_of(first, address="")


def test_a_dry_run_names_people_and_changes_nothing(file, capsys):
    assert take(file, "--dry-run") == 0

    said = capsys.readouterr().out
    assert "new      Lars Eikeland" in said
    assert "3 new" in said
    assert "Nothing was changed" in said
    assert not Person.objects.exists()


def test_a_list_is_taken_and_again_changes_nothing(file, capsys):
    assert take(file) == 0
    assert take(file) == 0

    counts = [line for line in capsys.readouterr().out.splitlines() if " new, " in line]
    assert [line[:5] for line in counts] == ["3 new", "0 new"]
    assert Person.objects.count() == 3
    assert AuditEntry.objects.filter(verb="imported people").count() == 1


def test_bad_rows_refuse_the_whole_list(file):
    file.write_text(LIST)

    with pytest.raises(people_import.actions.ListHasProblems) as refusal:
        take(file)

    assert "line 4" in str(refusal.value)
    assert "Manager ID '99'" in str(refusal.value)
    assert not Person.objects.exists()


def test_keep_good_writes_the_others_beside_the_file(file, capsys):
    file.write_text(LIST)

    assert take(file, "--keep-good") == 0

    refused = file.with_name("people-refused.csv")
    assert str(refused) in capsys.readouterr().out
    heading, row = refused.read_text().splitlines()
    assert heading.endswith(",reason")
    assert row.startswith("3,Tuva Moen")
    assert Person.objects.count() == 2


def test_a_machine_reads_json(file, capsys):
    take(file, "--json", "--map", "Cost centre=level")

    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["problems"], told["refused_rows"]) == (3, [], None)
    assert Person.objects.get(name="Lars Eikeland").assignments.get().level == "20"


def test_a_file_that_is_not_there_and_a_map_that_is_no_pair_are_refused(file, tmp_path):
    with pytest.raises(people_import.FileCannotBeRead, match="No such file"):
        take(tmp_path / "none.csv")
    with pytest.raises(people_import.MapIsNoPair, match="'Cost centre' is no pair"):
        take(file, "--map", "Cost centre")


def test_a_machine_hears_who_was_merged_into_whom(cast, capsys):
    kept, gone = cast.mira.pk, cast.otto.pk
    run(people_merge, "people merge", "mira_lindqvist", "otto_berg", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "kept": {"id": kept, "name": "Mira Lindqvist", "handle": "mira_lindqvist"},
        "gone": {"id": gone, "name": "Otto Berg", "handle": "otto_berg"},
    }

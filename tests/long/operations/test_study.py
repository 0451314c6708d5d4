"""`groundswell study`: a page of figures and the same for a machine, without an instance."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from groundswell.foundation.errors import Refused
from groundswell.operations import parsing
from groundswell.operations.commands import study

TIES = """\
source,target,at
astrid,bogdan,2026-01-05T09:00:00
bogdan,astrid,2026-01-05T10:00:00
bogdan,cem,2026-01-06
cem,bogdan,2026-01-07
dora,cem,2026-01-08
dora,ester,2026-01-09
ester,fadi,2026-01-12
fadi,dora,2026-01-13
fadi,fadi,2026-01-13
"""
PEOPLE = """\
id,site,manager
astrid,Halden,
bogdan,Halden,astrid
cem,Halden,bogdan
dora,Busan,astrid
ester,Busan,dora
fadi,Busan,dora
gudrun,Busan,dora
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "ties.csv").write_text(TIES, "utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    return tmp_path


@pytest.fixture
def say(files, capsys):
    def typed(*words):
        named = [str(files / word) if word.endswith(".csv") else word for word in words]
        code = study.run(parsing.parser_of("study", study).parse_args(named))
        assert code == 0
        return capsys.readouterr()

    return typed


def test_a_machine_gets_every_figure_with_its_definition(say):
    told = json.loads(say("--ties", "ties.csv", "--people", "people.csv", "--json").out)

    assert told["people"] == 7
    assert told["ties"]["directed"] == 8
    assert told["ties"]["self_loops_dropped"] == 1
    assert told["boundary"]["by"] == "site"
    assert told["boundary"]["ei_ties"]["value"] == pytest.approx((1 - 5) / 6)
    assert told["communities"]["nmi"] == 1
    assert told["hierarchy"]["without_path"] == 4
    for name, section in told.items():
        if isinstance(section, dict) and name != "definition":
            assert set(section["definition"]) & set(section), name
    assert "people" in told["definition"]


def test_the_wishes_for_seeds_are_told_with_their_price(say):
    words = ("--ties", "ties.csv", "--people", "people.csv", "--json", "--seeds", "2")
    wishes = ("--one-per", "site", "--at-most-per", "site", "1")

    told = json.loads(say(*words, *wishes, "--ids").out)["seeds"]

    assert (told["model"], told["k"], len(told["people"])) == ("weighted-cascade", 2, 2)
    assert told["one_per"]["groups"] == told["at_most_per"]["groups"] == 2
    assert {"people", "standard_error", "share"} == set(told["one_per"]["price"])
    assert json.loads(say(*words).out)["seeds"]["people"] is None


@pytest.mark.parametrize(
    "wish", [("--seeds", "0"), ("--at-most-per", "site", "few"), ("--at-most-per", "site", "0")]
)
def test_fewer_than_one_seed_is_refused(say, wish):
    with pytest.raises(Refused, match="each 1 or more"):
        say("--ties", "ties.csv", "--people", "people.csv", *wish)


def test_nobody_is_named_unless_asked_for_and_then_with_a_warning(say):
    everything = ("--ties", "ties.csv", "--people", "people.csv", "--by", "branch")
    quiet, page = say(*everything, "--json"), say(*everything)
    loud = say(*everything, "--json", "--ids")

    for name in ("astrid", "bogdan", "cem", "dora", "gudrun"):
        assert name not in quiet.out + page.out
    assert "brokers" not in json.loads(quiet.out)
    assert "names single people" in loud.err
    told = json.loads(loud.out)
    assert len(told["brokers"]) == 6
    cells = {(cell["from"], cell["to"]): cell["people"] for cell in told["boundary"]["cross"]}
    assert cells["bogdan", "dora"] == 6
    assert len(json.loads(quiet.out)["boundary"]["cross"]) == 1
    assert "gudrun" not in {broker["id"] for broker in told["brokers"]}
    assert "constraint" in told["definition"]["brokers"]


def test_a_page_says_each_figure_beside_chance_and_how_it_is_counted(say):
    page = say("--ties", "ties.csv", "--people", "people.csv").out

    assert "E-I index, each tie once" in page
    assert "by chance" in page
    assert "Krackhardt & Stern 1988" in page


def test_what_cannot_be_told_is_told_with_its_reason(say):
    told = json.loads(say("--ties", "ties.csv", "--json").out)
    page = say("--ties", "ties.csv").out

    assert "--by" in told["boundary"]["refused"]
    assert "manager" in told["hierarchy"]["refused"]
    assert page.count("Not told:") >= 2


def test_an_unknown_column_learns_those_that_there_are(say):
    for wish in (("--by", "town"), ("--one-per", "town"), ("--at-most-per", "town", "2")):
        with pytest.raises(Refused, match="There are: site, branch"):
            say("--ties", "ties.csv", "--people", "people.csv", *wish)


def test_a_column_without_a_people_file_learns_how_to_name_one(say):
    with pytest.raises(Refused, match="--people"):
        say("--ties", "ties.csv", "--by", "site")


def test_a_file_that_is_not_there_is_refused(say):
    with pytest.raises(Refused, match="Nothing was written"):
        say("--ties", "nowhere.csv")


def test_it_needs_no_instance_and_makes_none(files):
    words = ["study", "--ties", "ties.csv", "--people", "people.csv", "--json"]
    said = subprocess.run(
        [sys.executable, "-m", "groundswell.operations.main", *words],
        cwd=files,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(said.stdout)["people"] == 7
    assert {path.name for path in files.iterdir()} == {"ties.csv", "people.csv"}

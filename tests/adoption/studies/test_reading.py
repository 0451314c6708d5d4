"""What a study reads, and what it refuses with where and how to mend it."""

from __future__ import annotations

import gzip

import pytest

from groundswell.adoption.studies import reading
from groundswell.adoption.studies.reading import File
from groundswell.adoption.studies.refusals import ColumnsAreUnclear, RowsAreWrong, ThereAreNoTies
from groundswell.foundation.tables import FileIsNoTable
from tests.adoption.studies.files import file, ties_of


def refused(ties, people=None, *, by=RowsAreWrong):
    with pytest.raises(by) as refusal:
        reading.read(file("ties.csv", ties), file("people.csv", people) if people else None)
    return str(refusal.value).splitlines()


def test_rows_become_positions_of_people_in_the_order_of_their_numbers():
    ties = ties_of("10,9 9,10 9,9 2,10")

    assert ties.ids == ("2", "9", "10")
    assert [*zip(ties.source, ties.target, strict=True)] == [(2, 1), (1, 2), (0, 2)]
    assert ties.self_loops == 1
    assert ties.at is None
    assert ties.weight.tolist() == [1, 1, 1]


def test_a_people_file_says_who_counts():
    ties = ties_of("b,a a,b b,robot robot,robot", "id,site a,Busan c,Halden b,")

    assert ties.ids == ("a", "b", "c")
    assert ties.unlisted == 2
    assert ties.attributes["site"].labels == ("Busan", "Halden")
    assert ties.attributes["site"].of.tolist() == [0, -1, 1]


def test_managers_follow_their_people_into_another_order():
    ties = ties_of("b,a a,b", "id,manager c,b b,b a,c")

    assert ties.manager.tolist() == [2, -1, 1]


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1082040961", 1082040961),
        ("1082040961.25", 1082040961.25),
        ("1082040961250", 1082040961.25),
        ("2004-04-15T14:56:01Z", 1082040961),
        ("2004-04-15 14:56:01", 1082040961),
        ("2004-04-15T16:56:01.25+02:00", 1082040961.25),
    ],
)
def test_times_are_iso_or_numbers_since_1970(cell, seconds):
    ties = reading.read(file("ties.csv", f"source,target,at\na,b,{cell}\n"))

    assert ties.at.tolist() == [pytest.approx(seconds)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators_are_told_by_content(encoding, delimiter):
    text = "Sender,Recipient\nJörg,Zoë\n".replace(",", delimiter)

    assert reading.read(File("ties.csv", text.encode(encoding))).ids == ("Jörg", "Zoë")


def test_a_packed_file_is_read_and_a_broken_one_refused():
    packed = gzip.compress(b"source,target\na,b\n")

    assert reading.read(File("ties.csv.gz", packed)).people == 2
    with pytest.raises(FileIsNoTable, match="gzip"):
        reading.read(File("ties.csv.gz", packed[:-9]))


def test_every_wrong_cell_is_told_with_its_line_and_what_to_do():
    said = refused("source,target,at,weight\na,b,1,1\n,b,yesterday,1\na,b,3,0\na,b,inf,x\n")

    assert said == [
        "ties.csv, line 3: source '': is empty. Name who it was, or remove the row.",
        "ties.csv, line 3: at 'yesterday': Write it like 2026-03-31T14:05:00+02:00, or as seconds"
        " since 1970.",
        "ties.csv, line 4: weight '0': must be a number above 0, like 3 or 1.5.",
        "ties.csv, line 5: at 'inf': Write it like 2026-03-31T14:05:00+02:00, or as seconds"
        " since 1970.",
        "ties.csv, line 5: weight 'x': must be a number above 0, like 3 or 1.5.",
        "Nothing was written.",
    ]


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("source,target,weight", "a,b,1,234", "weight '234': stands after this last column"),
        ("source;target;weight", "a;b;1;2;34", "weight '2 34': stands after this last column"),
        ("source,target", "a,b,", "target '': stands after this last column"),
        ("source,target", "a", "target '': is missing: the row has 1 cells under 2 headings."),
        ("source,target,at,kind", "a,b,1", "kind '': is missing"),
    ],
)
def test_cells_that_do_not_stand_under_the_headings_are_refused(head, row, told):
    said = refused(f"{head}\n{row}\n")

    assert said[0].startswith(f"ties.csv, line 2: {told}")
    assert said[1:] == ["Nothing was written."]


def test_who_shifts_a_row_learns_how_to_mend_it():
    said = refused("source;target;weight\na;b;1;234\n")[0]

    assert said == (
        "ties.csv, line 2: weight '234': stands after this last column: the row has 4 cells under 3"
        " headings. Put a value with a semicolon in it into quotation marks, or remove what is too"
        " much."
    )


def test_an_empty_cell_may_end_a_row_where_the_headings_end_with_one_too():
    ties = reading.read(file("ties.csv", "source,target,\na,b,\n"), file("p.csv", "id,\na,\nb,\n"))

    assert ties.ids == ("a", "b")


def test_people_do_not_slip_into_columns_of_others():
    people = "id,department,site\na,R, D,Halden\nb\nc,Service,Busan\n"

    said = refused("source,target\na,b\n", people)

    assert "line 2: site 'Halden': stands after this last column" in said[0]
    assert "line 3: department '': is missing: the row has 1 cells under 3 headings." in said[1]
    assert len(said) == 3


def test_wrong_people_are_told_too():
    ties = "source,target\na,b\n"

    assert refused(ties, "id,site\na,x\n,x\na,y\n")[:2] == [
        "people.csv, line 3: id '': a person needs an id. Fill the cell or remove the row.",
        "people.csv, line 4: id 'a': line 2 has it too. Give each person one row.",
    ]
    both = refused(ties, "id,manager\na,z\na,\n")
    assert "line 2: manager 'z': is not in the file." in both[0]
    assert "line 3: id 'a': line 2 has it too." in both[1]
    circle = refused(ties, "id,manager\na,b\nb,a\nc,b\n")
    assert [line[: len("people.csv, line 2")] for line in circle[:-1]] == [
        "people.csv, line 2",
        "people.csv, line 3",
    ]


@pytest.mark.parametrize(
    ("ties", "people", "told"),
    [
        ("source,target\n", None, "no row below the headings"),
        ("source,target\na,a\n", None, "themselves alone"),
        ("source,target\na,b\n", "id\nc\n", "Use the same ids in both"),
    ],
)
def test_ties_of_nobody_are_refused(ties, people, told):
    assert told in refused(ties, people, by=ThereAreNoTies)[0]


def test_two_columns_of_one_name_are_refused_before_either_is_taken():
    said = refused("source,target,Source\na,b,c\n", by=ColumnsAreUnclear)
    people = "id,site,site\na,x,y\nb,x,x\n"

    assert "two columns 'source'" in said[0]
    assert refused("source,target\na,b\n", people, by=ColumnsAreUnclear) == [
        "people.csv, heading row: two columns 'site'. Give the one that is not meant another name."
        " Nothing was written."
    ]


def test_a_time_of_another_sort_than_the_first_learns_that():
    said = refused("source,target,at\na,b,2026-01-05\nb,a,1767600000\nb,a,soon\n")

    assert said[0] == (
        "ties.csv, line 3: at '1767600000': All of the column must be of one sort, and the first"
        " row has a date. Write it like that."
    )
    assert "Write it like 2026-03-31T14:05:00+02:00" in said[1]
    assert "has seconds since 1970" in refused("source,target,at\na,b,5\nb,a,2026-01-05\n")[0]


def test_one_time_of_another_size_moves_no_other():
    seconds, thousandths = "1767600000", "1767600000000"

    said = refused(f"source,target,at\na,b,{seconds}\nb,a,{thousandths}\n")
    assert said[0] == (
        f"ties.csv, line 3: at '{thousandths}': All of the column must be of one sort, and the"
        " first row has seconds since 1970. Write it like that."
    )
    assert "has milliseconds" in refused(f"source,target,at\na,b,{thousandths}\nb,a,5\n")[0]
    assert "line 2: at '9" in refused(f"source,target,at\na,b,{'9' * 21}\n")[0]
    assert "Write it like 2026-03-31" in refused(f"source,target,at\na,b,{seconds}\nb,a,nan\n")[0]


def test_a_missing_column_is_named_with_those_that_are_there():
    said = refused("wer,wen\na,b\n", by=ColumnsAreUnclear)[0]

    assert "no column 'source'" in said
    assert "Seen: wer, wen." in said

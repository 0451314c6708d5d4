"""Taking a company's people list."""

from __future__ import annotations

import csv
import io
import os
import re
import time

import pytest

from groundswell.exchange.people import actions, drafts
from groundswell.exchange.people.actions import Choices, ListHasProblems
from groundswell.exchange.people.columns import ColumnsAreUnclear
from groundswell.exchange.people.ways import BROWSER, TYPED
from groundswell.foundation.errors import Refused
from groundswell.foundation.tables import FileIsNoTable
from groundswell.network.models import Subscription
from groundswell.people.models import Assignment, Person
from groundswell.people.org import queries as org
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin.links import TheyMayMoreThanYou

pytestmark = pytest.mark.django_db

HEAD = (
    "Employee ID,Display name,Work email,Job title,Department,Office location,Manager ID,Start date"
)
ROWS = (
    "1,Astrid Halvorsen,astrid@halden.example,Chief executive,Executive,Halden,,2010-03-01",
    "2,Lars Eikeland,lars@halden.example,Head of Engineering,Engineering,Halden,1,2012-01-15",
    "3,Tuva Moen,,Apprentice,Manufacturing,Halden,2,2026-08-01",
)
PLAIN = Choices(columns={})


def listed(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def take(content: bytes, **choices: object) -> actions.Plan:
    return actions.take("people.csv", content, Choices(**{"columns": {}, **choices}))


def test_a_list_makes_people_with_their_places_and_managers():
    plan = take(listed(*ROWS))

    lars = Person.objects.get(external_id="2")
    place = Assignment.objects.present().get(person=lars)
    assert plan.counts()["new"] == 3
    assert (place.function, place.site, place.manager.name) == (
        "Engineering",
        "Halden",
        "Astrid Halvorsen",
    )
    assert lars.account.handle == "lars_eikeland"
    assert Subscription.objects.filter(person=lars).count() == 2
    assert [box.person.name for box in org.line_of(lars, Person.objects.get(external_id="3"))] == [
        "Astrid Halvorsen",
        "Lars Eikeland",
    ]


def test_nobody_slips_into_columns_of_others_by_a_comma():
    shifted = ROWS[1].replace("Head of Engineering", "Head, Engineering")

    with pytest.raises(ListHasProblems, match="line 3: Start date '2012-01-15': stands after"):
        take(listed(ROWS[0], shifted))
    taken = take(listed(ROWS[0], shifted, "4,Otto Berg,,,Service,,1"), keep_good=True)

    # A spreadsheet writes short rows where the last cells are empty.
    assert [entry.name for entry in taken.new] == ["Astrid Halvorsen", "Otto Berg"]


def test_the_same_list_again_changes_nothing():
    take(listed(*ROWS))

    plan = take(listed(*ROWS))

    assert plan.counts() == {
        "new": 0, "changed": 0, "moved": 0, "leaving": 0, "same": 3, "problems": 0,
    }  # fmt: skip
    assert Assignment.objects.count() == 3


def test_whoever_has_left_stands_where_they_stood_however_often_the_list_is_taken():
    head, present = f"{HEAD},Leave date", [f"{row}," for row in ROWS[:2]]
    take(listed(*present, f"{ROWS[2]},", head=head))
    left = ROWS[2].replace("Manufacturing", "Service").replace("2026-08-01", "2020-08-01")
    content = listed(
        *present, f"{left},2021-01-31", "4,Otto Berg,,,Service,,,,2020-01-31", head=head
    )
    take(content)

    again = take(content)

    places = Assignment.objects.filter(person__external_id__in="34").order_by("person")
    assert again.counts()["moved"] == 0
    assert [str(place.to_on) for place in places if place.person.external_id == "4"] == [
        "2020-01-31"
    ]
    assert len(places) == 2


def test_who_comes_back_stands_in_one_place_a_day():
    head, present = f"{HEAD},Leave date", [f"{row}," for row in ROWS[:2]]
    row = "4,Otto Berg,,,Service,Busan,1,2015-03-01"
    take(listed(*present, f"{row},2020-01-31", head=head))

    take(listed(*present, f"{row},", head=head))

    places = Assignment.objects.filter(person__external_id="4").order_by("from_on")
    assert str(places[0].from_on) == "2015-03-01"
    assert (places[1].from_on >= places[0].to_on, places[1].to_on) == (True, None)


def test_a_list_without_rows_lets_nobody_leave():
    take(listed(*ROWS))

    with pytest.raises(FileIsNoTable, match="no row below its headings"):
        take(listed(), is_complete=True)

    assert not Person.objects.filter(state="left").exists()


def test_a_dry_run_tells_who_is_new_changed_moved_and_leaving_and_writes_nothing():
    take(listed(*ROWS))
    changed = ROWS[1].replace("Head of Engineering", "Chief engineer")
    moved = ROWS[2].replace("Manufacturing", "Service")
    new = "4,Otto Berg,,,Service,Busan,1,2026-10-01"

    content = listed(changed, moved, new)
    plan = actions.prepare("people.csv", content, Choices(columns={}, is_complete=True))

    assert plan.counts() | {"problems": 0} == {
        "new": 1, "changed": 1, "moved": 1, "leaving": 1, "same": 0, "problems": 0,
    }  # fmt: skip
    assert Person.objects.count() == 3


def test_whoever_stands_in_a_bad_row_of_a_complete_list_has_not_left():
    take(listed(*ROWS))

    taken = take(
        listed(*ROWS[:2], ROWS[2].replace("2026-08-01", "2026-02-30")),
        keep_good=True,
        is_complete=True,
    )

    assert len(taken.problems) == 1
    assert taken.leaving == []
    assert Person.objects.get(name="Tuva Moen").state != "left"


def test_who_is_missing_from_a_complete_list_has_left():
    take(listed(*ROWS))

    take(listed(*ROWS[:2]), is_complete=True)

    tuva = Person.objects.get(external_id="3")
    assert tuva.state == "left"
    assert not Subscription.objects.filter(person=tuva).exists()


def test_nobody_gets_the_mail_of_somebody_who_may_do_more():
    take(listed(*ROWS))
    astrid, lars = (Person.objects.get(external_id=key) for key in "12")
    roles.grant(person=astrid, role=Role.ADMINISTRATOR)
    roles.grant(person=lars, role=Role.PEOPLE_ADMINISTRATOR)
    turned = listed(ROWS[0].replace("astrid@", "lars2@"), *ROWS[1:])

    with pytest.raises(TheyMayMoreThanYou, match="Astrid"):
        actions.take("people.csv", turned, PLAIN, taken_by=lars)
    actions.take("people.csv", turned, PLAIN, taken_by=astrid)

    assert Person.objects.get(pk=astrid.pk).email == "lars2@halden.example"


def test_a_move_keeps_where_somebody_stood():
    take(listed(*ROWS))

    take(listed(*ROWS[:2], ROWS[2].replace("Manufacturing", "Service")))

    places = Assignment.objects.filter(person__external_id="3").order_by("from_on")
    assert [place.function for place in places] == ["Manufacturing", "Service"]
    assert places[0].to_on == places[1].from_on


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            (*ROWS[:2], ROWS[2].replace(",2,", ",77,")),
            r"people.csv, line 4: Manager ID '77': is not in the file. Add that person",
        ),
        (
            (ROWS[0].replace("Halden,,", "Halden,3,"), *ROWS[1:]),
            r"a circle of managers: Astrid Halvorsen → Tuva Moen → Lars Eikeland → Astrid",
        ),
        (
            (*ROWS, "4,Otto Berg,LARS@halden.example,,Service,Busan,1,2026-10-01"),
            r"line 5: Work email 'lars@halden.example': line 3 has it too",
        ),
        (
            (*ROWS[:2], ROWS[2].replace("2026-08-01", "2026-02-30")),
            r"line 4: Start date '2026-02-30': not a date of the calendar",
        ),
        (
            (*ROWS[:2], ROWS[2].replace("2026-08-01", "3/4/2026")),
            r"Start date '3/4/2026': day or month first\? Say how dates are meant",
        ),
        (
            (*ROWS, "4,Otto Berg,,,Service,Busan,,", "5,Kim,,,Service,Busan,4,"),
            r"several have no manager: Astrid Halvorsen \(1\), Otto Berg \(4\)",
        ),
        (
            (*ROWS, "4,Otto Berg,,,Service,Busan,,", "5,Kim,,,Service,Busan,5,"),
            r"several have no manager: Astrid Halvorsen \(1\), Otto Berg \(4\), Kim \(5\)",
        ),
        (
            (*ROWS, ",Otto Berg,,,Service,Busan,1,", ",otto berg,,,Service,Busan,1,"),
            r"line 6: Display name 'otto berg': line 5 has it too. Give both an id or an e-mail",
        ),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_written(rows, sentence):
    with pytest.raises(ListHasProblems) as refusal:
        take(listed(*rows))

    assert re.search(sentence, str(refusal.value))
    assert Person.objects.count() == 0


def test_keep_good_takes_the_others_and_writes_the_refused_with_a_reason():
    content = listed(*ROWS[:2], ROWS[2].replace("2026-08-01", "yesterday"))

    plan = take(content, keep_good=True)

    refused = list(csv.DictReader(io.StringIO(actions.refused_rows(content, plan))))
    assert Person.objects.count() == 2
    assert [(row["Display name"], row["reason"]) for row in refused] == [
        ("Tuva Moen", "Start date: not a date of the calendar. Write it like 2024-03-31.")
    ]


def test_a_wrong_row_still_says_whose_an_address_is_and_whom_others_report_to():
    wrong = ROWS[1].replace("2012-01-15", "soon")
    content = listed(ROWS[0], wrong, ROWS[2], "4,Otto Berg,lars@halden.example,,Service,Busan,1,")

    dry = actions.prepare("people.csv", content, PLAIN)
    kept = take(content, keep_good=True)

    assert [(one.line, one.column) for one in dry.problems] == [
        (3, "Start date"),
        (5, "Work email"),
    ]
    assert dry.counts()["new"] == 2
    assert [one.name for one in kept.new] == ["Astrid Halvorsen"]
    assert "is on line 3, which is refused" in next(
        one.mend for one in kept.problems if one.line == 4
    )


def test_with_a_named_root_the_other_heads_report_there():
    take(listed(*ROWS, "4,Otto Berg,,,Service,Busan,,", "5,Kim,,,Service,Busan,4,"), root="1")

    otto = Assignment.objects.present().get(person__external_id="4")
    assert otto.manager.external_id == "1"


@pytest.mark.parametrize(
    ("root", "sentence"),
    [("99", "'99': names nobody of the file"), ("2", "'2': Lars Eikeland has a manager")],
)
def test_a_root_that_leads_nobody_is_the_only_problem_named(root, sentence):
    plan = actions.prepare("people.csv", listed(*ROWS), Choices(columns={}, root=root))

    assert [sentence in str(problem) for problem in plan.problems] == [True]


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (listed(*ROWS, "4,Otto Berg,,,Service,Busan,,"), {}),
        (listed(*ROWS, "4,Otto Berg,,,Service,Busan,1,3/4/2026"), {}),
        (listed(*ROWS), {"Display name": "title"}),
        (b"name,Salary\nOtto,1", {"Salary": "level"}),
    ],
)
def test_in_the_browser_what_is_wrong_names_no_option_of_the_command(content, columns):
    def said(ways):
        with pytest.raises(Refused) as refusal:
            actions.take("people.csv", content, Choices(columns=columns, ways=ways))
        return str(refusal.value)

    assert "`--" in said(TYPED)
    assert "--" not in said(BROWSER)


def test_who_has_left_needs_no_manager():
    head = f"{HEAD},Leave date"
    take(listed(*(f"{row}," for row in ROWS), "4,Otto Berg,,,,,,,2020-01-31", head=head))

    assert Person.objects.count() == 4


def test_a_list_that_nobody_took_is_gone_after_a_day():
    old, new = drafts.keep(b"old"), drafts.keep(b"new")
    yesterday = time.time() - drafts.KEPT_SECONDS - 60
    os.utime(drafts._folder() / old, (yesterday, yesterday))

    drafts.forget_old()

    assert (drafts.kept(old), drafts.kept(new)) == (None, b"new")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_told_by_content(encoding, delimiter):
    text = "Vorname,Nachname,Abteilung,Standort\nJörg,Weiß,Einkauf,Köln".replace(",", delimiter)

    take(text.encode(encoding))

    assert Person.objects.get().name == "Jörg Weiß"


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            "First Name [Required],Last Name [Required],Email Address [Required],Employee ID,"
            "Manager Email,Department,Building ID,Employee Title",
            (
                "Astrid,Halvorsen,a@x.example,1,,Executive,Halden,Chief",
                "Lars,Eikeland,l@x.example,2,a@x.example,Engineering,Busan,Welder",
            ),
        ),
        (
            "uid,cn,mail,title,ou,l,manager,employeeNumber",
            (
                "ah,Astrid Halvorsen,a@x.example,Chief,Executive,Halden,,1",
                'le,Lars Eikeland,l@x.example,Welder,Engineering,Busan,"uid=ah,ou=people,dc=x",2',
            ),
        ),
        (
            "userPrincipalName,displayName,mail,jobTitle,department,officeLocation,employeeId,"
            "sAMAccountName,manager",
            (
                "a@x.onmicrosoft.example,Astrid Halvorsen,a@x.example,Chief,Executive,Halden,1,ah,",
                "l@x.onmicrosoft.example,Lars Eikeland,l@x.example,Welder,Engineering,Busan,2,le,"
                '"CN=Astrid Halvorsen,OU=People,DC=x"',
            ),
        ),
        (
            "Employee #,Mitarbeitername,E-Mail-Adresse,Stellenbezeichnung,Bereich,Arbeitsort,"
            "Führungskraft",
            (
                "1,Astrid Halvorsen,a@x.example,Chief,Executive,Halden,",
                "2,Lars Eikeland,l@x.example,Welder,Engineering,Busan,Astrid Halvorsen",
            ),
        ),
    ],
)
def test_the_headings_of_usual_systems_are_understood(head, rows):
    take(listed(*rows, head=head))

    lars = Person.objects.get(external_id="2")
    place = Assignment.objects.present().get(person=lars)
    assert (lars.email, lars.title) == ("l@x.example", "Welder")
    assert (place.function, place.site, place.manager.external_id) == ("Engineering", "Busan", "1")


def test_two_columns_are_not_mapped_to_one_field():
    with pytest.raises(ColumnsAreUnclear, match="several columns are to be the field 'name'"):
        take(listed("Kim,Service", head="Who,Cost"), columns={"Who": "name", "Cost": "name"})


def test_pay_is_never_imported_even_when_asked_for():
    content = listed("1,Kim,9", head="ID,Name,Salary")

    assert actions.prepare("people.csv", content, PLAIN).private == ["Salary"]
    with pytest.raises(ColumnsAreUnclear, match="'Salary' is private"):
        take(content, columns={"Salary": "title"})


def test_an_empty_file_is_refused():
    with pytest.raises(FileIsNoTable, match="There is no row of headings"):
        take(b"\n\n")


def test_a_real_list_of_a_public_body(samples):
    file = samples / "imports/people/uk-organogram/natural-england-2013-09-30-senior.csv"

    plan = actions.take(file.name, file.read_bytes(), Choices(columns={"Unit": "function"}))

    with_manager = Assignment.objects.present().exclude(manager=None).count()
    assert (plan.counts()["new"], with_manager) == (25, 24)
    assert "Actual Pay Floor (£)" in plan.private
    assert not Person.objects.filter(email__endswith=" ").exists()


def test_an_address_goes_from_one_to_another():
    take(listed(*ROWS))
    lars = Person.objects.get(external_id="2")
    moved = ROWS[1].replace("lars@", "lars.eikeland@")
    newcomer = "4,Lars Aas,lars@halden.example,Welder,Manufacturing,Halden,1,2026-09-01"

    plan = take(listed(ROWS[0], moved, ROWS[2], newcomer))

    assert (plan.counts()["new"], plan.counts()["changed"]) == (1, 1)
    assert Person.objects.get(email_folded="lars.eikeland@halden.example") == lars
    assert Person.objects.get(email_folded="lars@halden.example").external_id == "4"


def test_two_swap_their_addresses():
    take(listed(*ROWS))

    take(listed(ROWS[0].replace("astrid@", "lars@"), ROWS[1].replace("lars@", "astrid@"), ROWS[2]))

    assert Person.objects.get(email_folded="astrid@halden.example").external_id == "2"


def test_an_address_of_somebody_else_here_is_a_problem_of_its_row():
    take(listed(*ROWS))
    row = ROWS[0].replace("astrid@", "lars@")

    with pytest.raises(ListHasProblems, match=r"line 2: Work email 'lars@.*Lars Eikeland"):
        take(listed(row))
    plan = take(listed(row, ROWS[2].replace(",2,", ",,")), keep_good=True)

    assert [problem.line for problem in plan.problems] == [2]


def test_who_gets_another_number_is_known_by_their_address():
    take(listed(*ROWS))
    lars = Person.objects.get(external_id="2")

    take(listed(ROWS[0], ROWS[1].replace("2,Lars", "20,Lars")))

    assert Person.objects.get(external_id="20") == lars


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("First name", "x" * 70),
        ("Employee ID", "9" * 121),
        ("Work email", "x" * 250 + "@halden.example"),
    ],
)
def test_what_is_longer_than_its_column_is_a_problem_of_its_row(column, value):
    cells = {"Employee ID": "1", "First name": "Astrid", "Last name": "Halvorsen" + "x" * 50}
    cells |= {"Work email": "astrid@halden.example", column: value}

    with pytest.raises(ListHasProblems, match="longer than"):
        take(listed(",".join(cells.values()), head=",".join(cells)))


def test_a_name_whose_letters_unfold_is_kept():
    take(listed(f"1,{'ﷺ' * 100},a@halden.example,,,,,"))

    assert len(Person.objects.get(external_id="1").name_folded) == 160


def test_who_was_to_leave_leaves_when_the_day_has_come(cast):
    from datetime import UTC, datetime

    from groundswell.exchange.people import states
    from groundswell.foundation import clock
    from groundswell.network.models import Subscription
    from groundswell.people.persons.models import State

    with clock.frozen(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        take(listed("1,Astrid Halvorsen,2026-03-31", head="Employee ID,Display name,End date"))
        assert states.depart_due() == 0
    astrid = Person.objects.get(external_id="1")
    assert astrid.may_sign_in

    with clock.frozen(datetime(2026, 3, 31, 12, tzinfo=UTC)):
        assert states.depart_due() == 1

    astrid.refresh_from_db()
    assert astrid.state == State.LEFT
    assert not Subscription.objects.filter(person=astrid).exists()

"""Answers that come by mail: into the thread with the right author, or nowhere."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from email.message import EmailMessage

import pytest

from groundswell.activity import outbox
from groundswell.network.models import Post
from groundswell.network.notifications import answering, quotes, receiving
from groundswell.network.notifications.receiving import (
    MailIsAutomatic,
    MailIsForNobody,
    MailSaysNothing,
    SenderIsAnother,
)
from groundswell.network.posts import changing
from groundswell.network.posts.answering import PostIsRemoved
from groundswell.operations.commands import mail_receive
from groundswell.people.persons.models import Person, State
from tests.letterbox import letterbox_of, said
from tests.network.test_notice_mails import answered, in_an_hour, send  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]
QUOTED = (
    "\n\nOn Mon, 2 Mar 2026 at 09:00, Halden Marine Systems <net@halden.example>\nwrote:\n> Old"
)


@pytest.fixture
def letterbox(settings):
    with letterbox_of(settings) as box:
        mail = replace(settings.OPTIONS.mail, replies="reply@halden.example")
        settings.OPTIONS = replace(settings.OPTIONS, mail=mail)
        yield box


@pytest.fixture
def mail(letterbox, answered):  # noqa: F811 - pytest's way to ask for it
    """The mail that Otto got about Mira's answer."""
    with in_an_hour():
        send()
    return letterbox.letters[0]


def answer(mail, text="Three it is." + QUOTED, **headers):
    """What Otto's mail program makes of his answer."""
    message = EmailMessage()
    message["From"] = "Otto Berg <Otto@Halden.example>"
    message["To"] = mail["Reply-To"]
    message["Subject"] = f"Re: {mail['Subject']}"
    message["Message-ID"] = "<1@phone.example>"
    message["In-Reply-To"] = mail["Message-ID"]
    message.set_content(text)
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    return message


def take(message):
    return receiving.receive(bytes(message))


def test_an_answer_lands_in_the_thread_once_with_its_author(cast, mail, answered):  # noqa: F811
    post = take(answer(mail))
    again = take(answer(mail))

    assert again.pk == post.pk
    assert (post.author, post.root_id, post.source) == (cast.otto, answered.pk, "Three it is.")
    assert Post.objects.get(pk=post.pk).origin == "mail"
    mira = Post.objects.get(author=cast.mira)
    assert post.parent_id == mira.pk


def test_the_mail_says_where_to_write(mail):
    assert said(mail).startswith("##-")
    assert "##-" in said(mail, "html")
    assert len(str(mail["Reply-To"]).rpartition("@")[0].split("<")[-1]) <= 64


def test_what_a_machine_wrote_is_not_posted(mail, subtests):
    for header, value in (
        ("Auto_Submitted", "auto-replied"),
        ("Auto_Submitted", "auto-generated (vacation)"),
        ("Precedence", "bulk"),
        ("Precedence", "auto_reply"),
        ("Return_Path", "<>"),
        ("X_Autoreply", "yes"),
        ("List_Id", "<all.halden.example>"),
        ("From", "MAILER-DAEMON@halden.example"),
        ("Content_Type", "multipart/report; report-type=delivery-status"),
    ):
        with subtests.test(header=header, value=value), pytest.raises(MailIsAutomatic):
            take(answer(mail, **{header: value}))


def test_another_sender_is_not_posted(mail, subtests):
    for sender in (
        "Mira Lindqvist <mira@halden.example>",
        "Otto Berg <otto@evil.example>",
        '"otto@halden.example" <x@evil.example>',
        "otto@halden.example, mira@halden.example",
        "",
    ):
        with subtests.test(sender=sender), pytest.raises(SenderIsAnother):
            take(answer(mail, From=sender))


def test_a_sender_whom_our_server_found_forged_is_not_posted(mail):
    verdict = "mx.halden.example; dmarc=fail header.from=halden.example"
    with pytest.raises(SenderIsAnother):
        take(answer(mail, Authentication_Results=verdict))


def test_a_forged_address_is_nobodys(cast, mail):
    address = str(mail["Reply-To"])
    other = answering.address(cast.otto.pk, 1)
    for forged in (
        address.replace("+", "+1", 1),
        f"{address.rpartition('-')[0]}-aaaaaaaaaaaaaaaa@halden.example",
        "reply@halden.example",
        other,
    ):
        with pytest.raises(MailIsForNobody):
            take(answer(mail, To=forged))


def test_who_left_or_may_not_read_it_any_more_posts_nothing(cast, mail, answered):  # noqa: F811
    Person.objects.filter(pk=cast.otto.pk).update(state=State.SUSPENDED)
    with pytest.raises(MailIsForNobody):
        take(answer(mail))

    Person.objects.filter(pk=cast.otto.pk).update(state=State.ACTIVE)
    changing.remove(remover=cast.otto, post_id=answered.pk)
    with pytest.raises(PostIsRemoved):
        take(answer(mail))


def test_a_mail_that_only_quotes_says_nothing(mail):
    with pytest.raises(MailSaysNothing):
        take(answer(mail, text=QUOTED))


CUT = {
    "Gmail": "Yes." + QUOTED,
    "Apple": "Yes.\n\nSent from my iPhone\n\n> On 2 Mar 2026, at 09:00, X wrote:\n> Old",
    "Outlook": "Yes.\n\n________________________________\nFrom: Halden <n@halden.example>\nSent: x",
    "Outlook in German": "Yes.\n\nVon: Halden <net@halden.example>\nGesendet: Montag\nAn: Otto",
    "Thunderbird in German": "Yes.\n\nAm 02.03.26 um 09:00 schrieb Halden Marine Systems:\n> Old",
    "Original message": "Yes.\n\n-----Original Message-----\nFrom: Halden",
    "our line": "Yes.\n\n##- Write your answer above this line -##\nOld",
    "our line, quoted": "Yes.\n\n> ##- Antworte über dieser Zeile -##\n> Old",
    "signature": "Yes.\n-- \nOtto Berg\n+47 1",
}


@pytest.mark.parametrize("program", CUT)
def test_what_is_quoted_is_cut(program):
    assert quotes.cut(CUT[program]) == "Yes."


def test_what_looks_like_a_quotation_and_is_none_stays():
    text = "On Monday we sail.\nFrom: our side all is well.\n\nI wrote: hold on\n\n- one\n- two"

    assert quotes.cut(text) == text


def test_html_alone_is_read_without_its_quotation(mail):
    message = answer(mail)
    message.set_content(
        "<html><head><title>T</title></head><body><p>Three <b>it</b> is.</p><p>Soon.<br>Or not</p>"
        '<div class="gmail_quote"><p>Old</p></div><blockquote>Older</blockquote></body></html>',
        subtype="html",
    )

    assert take(message).source == "Three it is.\n\nSoon.\nOr not"


def test_markup_in_a_mail_is_text(mail):
    post = take(answer(mail, text="<script>alert(1)</script> <img src=x onerror=y>"))

    assert "<script" not in post.html
    assert "<img" not in post.html


def test_the_command_counts_what_it_refuses_as_delivered(mail, monkeypatch, capsys):
    def pipe(message):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(message))))
        parser = __import__("argparse").ArgumentParser()
        mail_receive.arguments(parser)
        return mail_receive.run(parser.parse_args([]))

    assert pipe(answer(mail, Precedence="bulk")) == 0
    assert "not posted: This mail was not written by a person" in capsys.readouterr().out
    assert pipe(answer(mail)) == 0
    assert capsys.readouterr().out.startswith("posted ")
    assert outbox.work_off() == 0

"""Builds a small company inside a served instance and says in JSON what it made.

`python -m tests.long.browser.company`, with the environment of the instance.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import date, timedelta
from importlib import import_module

import django

PEOPLE = (
    # name, title, function, site, level, manager
    ("Astrid Halvorsen", "Chief executive", "Executive", "Halden", "board", ""),
    ("Marta Okafor", "Head of Service", "Service", "Gdynia", "director", "Astrid Halvorsen"),
    ("Mira Lindqvist", "Social lead", "Comms & Marketing", "Halden", "desk", "Astrid Halvorsen"),
    ("Tomasz Wilk", "Field service engineer", "Service", "Gdynia", "field", "Marta Okafor"),
    ("Park Seo-yeon", "Propulsion diagnostics lead", "Service", "Busan", "lead", "Marta Okafor"),
    ("Luz Herrera", "Supply chain manager", "Supply chain", "Houston", "manager", "Marta Okafor"),
    ("Henrik Dahl", "Gearbox design lead", "Engineering", "Halden", "lead", "Astrid Halvorsen"),
    ("최민준", "Commissioning engineer", "Service", "Busan", "desk", "Park Seo-yeon"),
    (
        "Bernadette Featherstonehaugh-Wolstenholme",
        "Deputy assistant director of international classification society relations",
        "Engineering",
        "Halden",
        "desk",
        "Henrik Dahl",
    ),
)
SIGNED_IN = (
    "Mira Lindqvist",
    "Tomasz Wilk",
    "Park Seo-yeon",
    "Luz Herrera",
    "Astrid Halvorsen",
    "Henrik Dahl",
    "Crew 42 Member",
)
LONG = "\n\n".join(
    [
        "For four years I have asked you what we should *start*. I would like to turn it round.",
        "Name one report, meeting or form that costs your team time and nobody would miss.",
        "I start with my own: the monthly slide deck. It took eleven people two days.",
    ]
)
RICH = (
    """Good thought. The numbers:

- three numbers
- one picture

| blade | pitch | heading | another | a third one | and one more | the last of all |
| --- | --- | --- | --- | --- | --- | --- |
| 3 | +0.7° | measured | measured | measured again | and again | enough |

`code`, ~~struck~~, and

```
a line of code that is far too long for a telephone held upright, and so it scrolls by itself
```

> quoted

https://halden.example/"""
    + "a-very-long-address/" * 12
)


def build() -> dict[str, object]:
    """People, groups and threads; their ids, and a session for those who are asked for."""
    from groundswell.people.signin import actions as signin
    from groundswell.people.signin import links
    from groundswell.people.signin.models import Purpose

    people = _people()
    groups = _groups(people)
    threads = _threads(people, groups)
    ola = links.issue_link(person=people["Ola Uten"], purpose=Purpose.INVITATION)
    cases = _cases(people, threads)
    ids = {name: made.pk for name, made in (people | groups | threads | cases).items()}
    ids |= _conversations(people)
    ids |= _imports(people["Mira Lindqvist"])
    _miss("cavitaton", "quay 4 crane")
    tokens = {
        name: signin.open_session(person=people[name], device="Chromium", address="127.0.0.1")
        for name in SIGNED_IN
    }
    return {"names": {**ids, "link of Ola Uten": ola}, "tokens": tokens}


def _imports(mira):
    """An export that lies ready, what trying it found, and an import that was begun."""
    from groundswell.exchange.batches import actions as batches
    from groundswell.exchange.tasks import actions, imports, kinds, queries, working
    from tests.exchange.slack_exports import files, said, zipped

    assert imports
    queries.folder().mkdir()
    content = files({"pilots": [said(1, "Hear"), {"type": "message"}]})
    zipped(queries.folder() / "slack.zip", content)
    trial = actions.ask(asker=mira, kind=kinds.TRIAL, file="slack.zip", match="")
    actions.ask(asker=mira, kind=kinds.EXAMINATION, mend=False)
    import_module("groundswell.operations.doctor.asked")
    working.work_off()
    _fail_to_mail()
    batch = batches.begin(system="slack", source_name="slack.zip", fingerprint="", started_by=mira)
    return {"trial": trial.pk, "batch": batch.pk}


def _fail_to_mail():
    """A letter that the mail server did not take."""
    from groundswell.activity.models import Outbox
    from groundswell.foundation import clock

    now = clock.now()
    refused = "given up: SMTPRecipientsRefused: 550 no such user here"
    Outbox.objects.create(
        key="failed", kind="reset", owed_at=now, next_try_at=now, done_at=now, last_error=refused
    )


def _people():
    from groundswell.network.streams import actions as streams
    from groundswell.people.org.models import Assignment
    from groundswell.people.persons import actions as persons
    from groundswell.people.persons.models import State
    from groundswell.people.roles import actions as roles
    from groundswell.people.roles.models import Role

    people = {}
    invited = [
        (name, "Trainee", "Finance", "Halden", "desk", "Astrid Halvorsen")
        for name in ("Nils Ny", "Ewa Nowak", "Ola Uten")
    ]
    crew = [
        (f"Crew {n:02d} Member", "Fitter", "Service", "Gdynia", "field", "Marta Okafor")
        for n in range(45)
    ]
    for name, title, function, site, level, manager in (*PEOPLE, *invited, *crew):
        person = persons.add(
            persons.NewPerson(
                name=name,
                title=title,
                email=f"{name.split()[0].lower()}{len(people)}@halden.example",
                handle="minjun" if not name.isascii() else "",
                state=State.INVITED if title == "Trainee" else State.ACTIVE,
                skills=[] if title == "Trainee" else ["Vibration analysis", "Root cause analysis"],
                ask_me_about=[] if title == "Trainee" else ["blade pitch", "azimuth seals"],
                languages=["English"],
            )
        )
        Assignment.objects.create(
            person=person,
            function=function,
            site=site,
            level=level,
            manager=people.get(manager),
            from_on=date(2020, 1, 1),
        )
        streams.settle_in(person.pk)
        people[name] = person
    roles.grant(person=people["Mira Lindqvist"], role=Role.ADMINISTRATOR)
    for role in (Role.ANALYST, Role.ANNOUNCER):
        roles.grant(person=people["Astrid Halvorsen"], role=role)
    return people


def _groups(people):
    from groundswell.network.groups import actions
    from groundswell.network.groups.models import Visibility

    rows = (
        ("Thruster service", "Anything about thrusters in the field.", "open", "Park Seo-yeon"),
        ("Shift handover", "What the next shift must know.", "closed", "Marta Okafor"),
        ("Night shift", "For those who are awake when the offices are not.", "open", "Luz Herrera"),
        ("Merger", "Not a word outside.", "secret", "Astrid Halvorsen"),
        ("Old forum", "Kept for reading.", "open", "Henrik Dahl"),
    )
    made = {}
    for name, purpose, visibility, founder in rows:
        made[name] = actions.found(
            founder=people[founder],
            name=name,
            purpose=purpose,
            visibility=Visibility(visibility),
        )
    for name in ("Tomasz Wilk", "Mira Lindqvist", "Luz Herrera"):
        actions.join(person=people[name], group_id=made["Thruster service"].pk)
    actions.join(person=people["Luz Herrera"], group_id=made["Shift handover"].pk)
    actions.invite(
        member=people["Astrid Halvorsen"],
        group_id=made["Merger"].pk,
        person_id=people["Mira Lindqvist"].pk,
    )
    actions.archive(owner=people["Henrik Dahl"], group_id=made["Old forum"].pk)
    return made


def _threads(people, groups):
    from groundswell.network.streams import queries as streams

    everybody, service = streams.organisation().pk, groups["Thruster service"].stream_id
    for number in range(25):
        _tell(people["Luz Herrera"], everybody, f"Quay {number}: the crane is *free* from noon.")
    long = _tell(
        people["Astrid Halvorsen"],
        everybody,
        LONG,
        kind="question",
        title="What should we stop doing?",
    )
    threads = {
        "long": long,
        **_answered(people, service),
        **_photographed(people, everybody),
        **_removed(people, everybody),
        **_drawn(people, everybody),
        **_locked(people, service),
    }
    for place in ("at the desk", "on the phone"):
        threads[f"loud {place}"] = _tell(
            people["Henrik Dahl"], everybody, f"Does nobody {place} wake up? **Idiots.**"
        )
    threads |= _asked_and_told(people, service, everybody)
    threads["waiting"] = _unsent(people["Luz Herrera"], everybody, threads["asked"])
    threads["handed"] = _offices(people["Astrid Halvorsen"], people["Mira Lindqvist"], everybody)
    return threads


def _offices(leader, delegate, stream_id):
    """Mira may post for Astrid, left her a draft, and everybody sees how much is Astrid's own."""
    from groundswell.network.unsent import handing
    from groundswell.people.delegates import actions as delegates
    from groundswell.people.delegates.models import Answer, Right

    delegates.name_delegate(leader=leader, delegate_id=delegate.pk, right=Right.POST)
    delegates.roster(leader=leader, told_by=None)
    delegates.answer(leader=leader, answer=Answer.ACCEPTED)
    _tell(leader, stream_id, "We **move** in May.", acted_by=delegate)
    return handing.hand(writer=delegate, leader=leader, stream_id=stream_id, source="Tomorrow")


def _cases(people, threads):
    """What waits for Luz, who moderates, and what she decided about Henrik."""
    from groundswell.network.moderation import deciding, reporting
    from groundswell.network.moderation.models import Reason
    from groundswell.network.rules import actions as rules
    from groundswell.people.roles import actions as roles
    from groundswell.people.roles.models import Role

    luz, mira, henrik = (people[n] for n in ("Luz Herrera", "Mira Lindqvist", "Henrik Dahl"))
    roles.grant(person=luz, role=Role.MODERATOR)
    roles.grant(person=luz, role=Role.WORKS_COUNCIL)
    reported = {
        name: reporting.report(reporter=mira, post_id=threads[name].pk, reason=reason, words=words)
        for name, reason, words in (
            ("edited", Reason.WRONG, "The drawing says ±0.5°."),
            ("best", Reason.OTHER, "This is how somebody lost a finger."),
        )
    }
    waits, decided = reported["best"], reported["edited"]
    words = "Ask the drawing office before you quote a tolerance."
    deciding.decide(moderator=luz, case_id=decided.pk, words=words, warns=True, reads_only_days=7)
    deciding.appeal(author=henrik, case_id=decided.pk, words="I asked them. It is ±0.2°.")
    _hold(people)
    word = rules.add(moderator=luz, pattern="crane", is_regex=False, advice="Say which quay.")
    return {"case waiting": waits, "case decided": decided, "word": word}


def _hold(people):
    """Two posts that wait in Luz's group, one of which she turns down."""
    from groundswell.network.groups import actions
    from groundswell.network.moderation import approving
    from groundswell.network.rules.holding import WaitsForApproval

    luz, tomasz = people["Luz Herrera"], people["Tomasz Wilk"]
    group = actions.found(founder=luz, name="Yard notices", purpose="", asks_approval=True)
    actions.join(person=tomasz, group_id=group.pk)
    for source in ("Gate 4 is *closed* on Friday.", "Selling my car."):
        with contextlib.suppress(WaitsForApproval):
            _tell(tomasz, group.stream_id, source)
    sold = approving.own(tomasz)[0]
    approving.turn_down(decider=luz, held_id=sold.pk, words="Private sales go to the other group.")


def _tell(author, stream_id, source, **more):
    from groundswell.network.posts import actions

    return actions.publish(author=author, stream_ids=[stream_id], source=source, **more)


def _answered(people, service):
    from groundswell.network.posts import actions as posts
    from groundswell.network.posts import changing, tending
    from groundswell.network.reactions import actions as reactions

    asked = _tell(
        people["Tomasz Wilk"],
        service,
        "Sea trial of *Norne Trader*: 9.8 mm/s on the gearbox. Who has met this? #vibration",
        kind="question",
        title="Blade-rate vibration on an HT-900 above 320 rpm, after a propeller swap",
    )

    def reply(name, to, source):
        return posts.reply(author=people[name], to_id=to.pk, source=source)

    best = reply("Park Seo-yeon", asked, "Measure all four and compare. Reset what differs.")
    reply("Tomasz Wilk", best, "**Blade 3 stands at +0.7°.** Resetting now.")
    edited = reply("Henrik Dahl", asked, "Drawing 7731 allows ±0.5° at the blade foot.")
    changing.edit(
        editor=people["Henrik Dahl"], post_id=edited.pk, source="Drawing 7731 says ±0.2°."
    )
    gone = reply("Luz Herrera", asked, "Wrong thread.")
    changing.remove(remover=people["Luz Herrera"], post_id=gone.pk)
    reply("Mira Lindqvist", asked, RICH)
    tending.mark_best_answer(marker=people["Tomasz Wilk"], reply_id=best.pk)
    for name in ("Mira Lindqvist", "Luz Herrera", "Henrik Dahl"):
        reactions.react(person=people[name], post_id=asked.pk, name="thanks")
        reactions.react(person=people[name], post_id=best.pk, name="idea")
    tending.pin(owner=people["Park Seo-yeon"], post_id=asked.pk)
    return {"asked": asked, "best": best, "edited": edited}


def _photographed(people, stream_id):
    from groundswell.network.files import actions as files
    from tests.web.world import picture

    contents = {"quay.png": picture((1200, 800)), "spectrum.csv": b"hz,mm\n1,2\n" * 999}
    author = people["Park Seo-yeon"]
    stored = [
        files.store(uploader=author, name=name, content=content).pk
        for name, content in contents.items()
    ]
    return {"photographed": _tell(author, stream_id, "Dawn on the quay.", file_ids=stored)}


def _conversations(people):
    from groundswell.network.messages import actions as messages
    from groundswell.network.reactions import actions as reactions

    mira, tomasz, astrid = (
        people[name] for name in ("Mira Lindqvist", "Tomasz Wilk", "Astrid Halvorsen")
    )
    pair = messages.start(author=tomasz, person_ids=[mira.pk], source="When do you come?")
    _tell(mira, pair, "Second week of January, **if** I may sit in the night shift.")
    for number in range(40):
        _tell(tomasz, pair, f"Thought {number}")
    reactions.react(person=mira, post_id=_tell(tomasz, pair, RICH).pk, name="thanks")
    several = messages.start(
        author=astrid, person_ids=[mira.pk, tomasz.pk], source="Gate 3, 13:15, ear protection."
    )
    messages.name(person=mira, conversation_id=several, name="Walk-round Gdynia")
    return {"pair": pair, "several": several}


def _unsent(author, stream_id, asked):
    from groundswell.foundation import clock
    from groundswell.network.unsent import drafts, scheduling
    from groundswell.network.unsent.models import Scheduled

    half = drafts.Typed(source="Half a text about **seals**", request_key="half")
    drafts.keep(person=author, place="home", typed=half)
    answer = drafts.Typed(source="We met this in Houston", request_key="answer")
    drafts.keep(person=author, place=f"reply-{asked.pk}", typed=answer)
    drafts.keep(person=author, place="reply-1", typed=answer)
    due_at = clock.now() + timedelta(days=3)
    waiting, refused = (
        scheduling.schedule(author=author, stream_id=stream_id, source=source, due_at=due_at)
        for source in ("The quay is closed on Monday.", "Lunch is at noon.")
    )
    reason = "The place it was meant for is not there for you any more."
    Scheduled.objects.filter(pk=refused.pk).update(refusal=reason)
    return waiting


def _locked(people, stream_id):
    from groundswell.network.bookmarks import actions as bookmarks
    from groundswell.network.posts import tending
    from groundswell.network.topics import actions as topics

    mira, park = people["Mira Lindqvist"], people["Park Seo-yeon"]
    locked = _tell(park, stream_id, "The old list of tools. #vibration")
    tending.lock(locker=park, post_id=locked.pk, reason="The new list stands on the drive.")
    bookmarks.save(person=mira, post_id=locked.pk)
    topics.follow(follower=mira, name="vibration")
    return {"locked": locked}


def _removed(people, stream_id):
    from groundswell.network.posts import actions as posts
    from groundswell.network.posts import changing

    removed = _tell(people["Henrik Dahl"], stream_id, "Wrong place.")
    posts.reply(author=people["Luz Herrera"], to_id=removed.pk, source="This answer stays.")
    changing.remove(remover=people["Henrik Dahl"], post_id=removed.pk)
    return {"removed": removed}


def _asked_and_told(people, service, everybody):
    """A poll by name with a vote, and an announcement of the day before yesterday."""
    from groundswell.foundation import clock
    from groundswell.network.announcements import actions as announcements
    from groundswell.network.polls import actions as polls

    asked = polls.ask(
        author=people["Luz Herrera"],
        stream_ids=[service],
        title="Which gauge do we buy?",
        source="The old one is off by *two* tenths.",
        options="The blue one\nThe yellow one\nNone",
    )
    polls.vote(voter=people["Mira Lindqvist"], post_id=asked.pk, choice=1)
    with clock.frozen(clock.now() - timedelta(days=2)):
        announced = announcements.announce(
            author=people["Astrid Halvorsen"],
            stream_ids=[everybody],
            title="The canteen opens at six",
            source="For the *early* shift.",
            site="Gdynia",
        )
        for number in range(20):
            reader = people[f"Crew {number:02d} Member"]
            announcements.acknowledge(person=reader, post_id=announced.pk)
    return {"poll": asked, "announced": announced}


def _drawn(people, stream_id):
    from groundswell.network.posts import actions as posts

    keel = _tell(
        people["Tomasz Wilk"],
        stream_id,
        "The second drawing is missing.",
        kind="question",
        title="Which drawing of the keel is valid?",
    )
    posts.reply(author=people["Luz Herrera"], to_id=keel.pk, source="It hangs in the loft.")
    return {"keel": keel}


def _miss(*texts):
    from groundswell.foundation import clock
    from groundswell.network.search.models import Missed, MissedDay

    for number, words in enumerate(texts, 3):
        missed = Missed.objects.create(digest=words, words=words)
        MissedDay.objects.create(missed=missed, on=clock.today(), asked=number)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    django.setup()
    sys.stdout.write(json.dumps(build()))


if __name__ == "__main__":
    main()

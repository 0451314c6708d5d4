"""One run of an import: the second reading, in which what is new is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from groundswell.exchange.batches import actions as batches
from groundswell.exchange.batches.models import ImportBatch
from groundswell.exchange.batches.progress import Progress
from groundswell.exchange.slack import (
    changes,
    fates,
    groups,
    members,
    people,
    reactions,
    roots,
    writing,
)
from groundswell.exchange.slack.archive import Archive
from groundswell.exchange.slack.drafts import Desk
from groundswell.exchange.slack.layout import Kind, Layout
from groundswell.exchange.slack.members import Company, Places
from groundswell.exchange.slack.names import Names
from groundswell.exchange.slack.people import SYSTEM, Matching
from groundswell.exchange.slack.records import Message, Problem, User
from groundswell.exchange.slack.report import Report
from groundswell.exchange.slack.roots import Roots
from groundswell.exchange.slack.survey import Conversation, Survey, messages
from groundswell.exchange.slack.writing import Place
from groundswell.people.persons.models import Person

AT_ONCE = 500  # messages of a transaction: a few tenths of a second in which other writers wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to take an export. `match` is the Slack field that equals a person's external id."""

    match: str = ""
    with_direct_messages: bool = False
    is_strict: bool = False
    is_dry_run: bool = False


@dataclass(slots=True)
class Run:
    """A run, from what was found in the archive to the report of what was written."""

    archive: Archive
    layout: Layout
    found: Survey
    choices: Choices
    taken_by: Person | None
    progress: Progress
    batch: ImportBatch | None = None
    report: Report = field(init=False)

    def take(self) -> Report:
        """Write what is new, or only count it; the report."""
        self.report = self._report()
        users = {**self.found.speakers.people(), **self.found.speakers.bots()}
        company = self._company(users)
        places = self._places(company)
        desk = self._desk(company, places)
        self.progress.begin("write", self.found.messages - self._skipped())
        for conversation in self.found.conversations.values():
            self._take_conversation(conversation, places, desk)
        if not self.report.adds_up:
            msg = f"the sums of this import do not agree: {self.report}"
            raise AssertionError(msg)
        self._end()
        return self.report

    def _report(self) -> Report:
        kinds = [one.channel.kind for one in self.found.conversations.values()]
        return Report(
            source=self.archive.name,
            is_dry_run=self.choices.is_dry_run,
            people=len(self.found.speakers.people()),
            bots=len(self.found.speakers.bots()),
            groups=sum(kind != Kind.DIRECT for kind in kinds),
            conversations=sum(kind == Kind.DIRECT for kind in kinds),
            messages=self.found.messages,
            reactions=self.found.reactions,
            files=self.found.files,
            left_out=dict(self.found.left_out),
            problems=self.found.problems,
        )

    def _company(self, users: dict[str, User]) -> Company:
        matching: Matching = people.match(users, by=self.choices.match)
        self.report.people_matched = len(matching.found)
        bots = len(matching.new.keys() & self.found.speakers.bots().keys())
        self.report.new.update(people=len(matching.new) - bots, bots=bots)
        is_known = not (matching.new or matching.found or matching.aliases)
        if self.choices.is_dry_run or is_known:
            ids = matching.ids()
        else:
            ids = people.make(self._begun(), matching)
        return Company(ids, users, people.followers(ids.values()))

    def _places(self, company: Company) -> Places:
        conversations = list(self.found.conversations.values())
        places = groups.known(conversations)
        missing = members.missing(conversations, company)
        new = [one for one in conversations if one.channel.id not in places.streams]
        talks = sum(one.channel.kind == Kind.DIRECT for one in new)
        self.report.new.update(
            groups=len(new) - talks, conversations=talks, memberships=len(missing)
        )
        if not self.choices.is_dry_run and (new or missing):
            groups.make(self._begun(), conversations, company, places)
        if not self.choices.is_dry_run:
            groups.narrow(conversations, company, places)
        return places

    def _desk(self, company: Company, places: Places) -> Desk:
        conversations = self.found.conversations.values()
        with translation.override(settings.LANGUAGE_CODE):
            neutral = gettext("another channel")
        names = Names(
            people=people.named(company.ids),
            channels=groups.named(conversations, places),
            by_channel_name={
                one.channel.name: one.channel.id
                for one in conversations
                if one.channel.kind == Kind.OPEN
            },
            neutral=neutral,
        )
        return Desk(self.archive, self.layout.uploads, names, self.found.speakers, company.ids)

    def _take_conversation(self, one: Conversation, places: Places, desk: Desk) -> None:
        channel_id = one.channel.id
        known = roots.known(channel_id, one.threads.orphans())
        posts, replies, _ = one.threads.counts(known)
        self.report.posts += posts
        self.report.replies += replies
        orphans = set(one.threads.orphans(known).values())
        graves = one.threads.graves
        written = Roots()
        seen: set[str] = set()  # a message may stand in an export twice: the first counts
        for chunk in batched(self._kept(one), AT_ONCE, strict=False):
            by_ts = {message.ts: message for message in reversed(chunk)}
            here = writing.already(channel_id, by_ts)
            fresh = [by_ts[ts] for ts in reversed(by_ts) if ts not in here]
            known_before = [(by_ts[ts], here[ts]) for ts in here if ts not in seen]
            self._change(channel_id, known_before, places, desk)
            seen.update(by_ts)
            self._tally(fresh, orphans, desk)
            if fresh and not self.choices.is_dry_run:
                drafts = [
                    desk.draft(
                        message,
                        channel_id,
                        is_orphan=message.ts in orphans,
                        is_grave=message.ts in graves,
                    )
                    for message in fresh
                ]
                place = Place(channel_id, places.streams[channel_id], one.pinned)
                writing.write(self._begun, place, drafts, written)

    def _change(
        self, channel_id: str, known: Sequence[tuple[Message, int]], places: Places, desk: Desk
    ) -> None:
        """Bring messages that were here before this run up to what the export says of them."""
        found = changes.find(channel_id, known, desk) if known else []
        told = self.report.changed
        told["texts"] += sum(change.text is not None for change in found)
        told["reactions_added"] += sum(len(change.added) for change in found)
        told["reactions_removed"] += sum(len(change.removed) for change in found)
        if found and not self.choices.is_dry_run:
            changes.write(self._begun(), places.streams[channel_id], found)

    def _kept(self, one: Conversation) -> Iterator[Message]:
        """The messages of a conversation that become posts and replies, earliest first."""
        graves = one.threads.graves
        for day in one.days:
            for item in messages(self.archive, day):
                self.progress.advance()
                if isinstance(item, Problem) or fates.left_out(item):
                    continue
                if item.subtype != fates.TOMBSTONE or item.ts in graves:
                    yield item

    def _tally(self, fresh: list[Message], orphans: set[str], desk: Desk) -> None:
        new = self.report.new
        for message in fresh:
            begins = message.ts in orphans or not message.is_reply
            new["posts" if begins else "replies"] += 1
            if message.subtype != fates.TOMBSTONE:
                new["reactions"] += len(reactions.given(message, desk.person_of))
                new["files"] += len(message.files)

    def _skipped(self) -> int:
        return self.found.left_out[fates.DIRECT] + self.found.left_out[fates.UNLISTED]

    def _begun(self) -> ImportBatch:
        """The batch, from the moment on that there is something to write."""
        if self.batch is None:
            self.batch = batches.begin(
                system=SYSTEM,
                source_name=self.archive.name,
                fingerprint=self.archive.fingerprint,
                started_by=self.taken_by,
            )
        return self.batch

    def _end(self) -> None:
        if self.choices.is_dry_run:
            return
        batch = self.batch or batches.last(SYSTEM, self.archive.fingerprint)
        if batch is None:
            return
        self.report.batch = batch.pk
        if batch.finished_at is None:
            batches.finish(batch, self.report.as_json())

"""Messages made ready to be written: their text rendered, their files kept. All the slow work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundswell.exchange.slack import content, files, markdown, reactions
from groundswell.exchange.slack.archive import Archive
from groundswell.exchange.slack.names import Names
from groundswell.exchange.slack.records import Message
from groundswell.exchange.slack.speakers import Speakers
from groundswell.network.files.models import File
from groundswell.network.posts import text
from groundswell.network.posts.text import Rendered, TextIsEmpty, TextUnfoldsTooFar
from groundswell.network.posts.writing import Written

NOTHING = Rendered("", "", (), (), ())


@dataclass(frozen=True, slots=True)
class Draft:
    """One post or reply, as far as it can be known before it has an id."""

    message: Message
    author_id: int
    source: str
    rendered: Rendered
    files: Sequence[File]
    reactions: Sequence[tuple[str, int]]
    begins: bool
    is_orphan: bool
    is_grave: bool

    @property
    def start(self) -> str:
        """The time of the message that its thread began with, whether that is here or not."""
        return self.message.thread_ts if self.is_orphan else self.message.ts


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to make drafts: names, people, and where the bytes of files lie."""

    archive: Archive
    uploads: Mapping[str, str]
    names: Names
    speakers: Speakers
    person_of: Mapping[str, int]

    def draft(self, message: Message, place: str, *, is_orphan: bool, is_grave: bool) -> Draft:
        """A message of the conversation `place`; of a deleted one its place alone is kept."""
        self.names.begin(place, str(message.raw.get("text") or ""))
        author_id = self.person_of[self.speakers.key(message)]
        source, rendered = ("", NOTHING) if is_grave else self._text(message)
        kept = [] if is_grave else files.drafts(message, author_id, self.archive, self.uploads)
        return Draft(
            message=message,
            author_id=author_id,
            source=source,
            rendered=rendered,
            files=kept,
            reactions=[] if is_grave else reactions.given(message, self.person_of),
            begins=is_orphan or not message.is_reply,
            is_orphan=is_orphan,
            is_grave=is_grave,
        )

    def written(self, message: Message, place: str) -> Written:
        """The text of a message of the conversation `place`, ready to be stored."""
        self.names.begin(place, str(message.raw.get("text") or ""))
        source, rendered = self._text(message)
        named = [mentioned.id for mentioned in rendered.mentions]
        return Written(source, rendered.html, rendered.plain, named, list(rendered.topics))

    def _text(self, message: Message) -> tuple[str, Rendered]:
        said = content.text(message, self.names)
        if said.html is not None:
            return said.source, self._known(said.html)
        try:
            rendered = text.render(said.source, resolve=self.names.resolve, longest=None)
        except TextIsEmpty:
            rendered = NOTHING
        except TextUnfoldsTooFar:
            return self._text_as_code(said.source)
        return said.source, rendered

    def _known(self, html: str) -> Rendered:
        """What rendering would give, where its HTML is known: no topics and no bare addresses."""
        return Rendered(text.safe(html), "", tuple(self.names.used.values()), (), ())

    @staticmethod
    def _text_as_code(source: str) -> tuple[str, Rendered]:
        source = markdown.fence(source).source
        return source, text.render(source, longest=None)

"""How people and channels that a text names are called here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from groundswell.exchange.slack import markdown
from groundswell.exchange.slack.markdown import Piece
from groundswell.network.posts.linking import Mentioned

LABELLED = re.compile(r"<[@#]([A-Za-z0-9]+)\|([^<>|]+)>")


@dataclass(frozen=True, slots=True)
class Named:
    """A person or group of ours, and the handle that names it in a text."""

    handle: str
    mentioned: Mentioned
    is_listed: bool = True


@dataclass(slots=True)
class Names:
    """Looks ids of Slack up, and keeps which handles one text really named.

    A handle that somebody merely typed names nobody: it may be a stranger's here.
    """

    people: Mapping[str, Named] = field(default_factory=dict)
    channels: Mapping[str, Named] = field(default_factory=dict)
    by_channel_name: Mapping[str, str] = field(default_factory=dict)
    neutral: str = "another channel"
    place: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, Mentioned] = field(default_factory=dict)

    def begin(self, place: str, text: str = "") -> None:
        """Start a text that stands in the conversation `place`.

        `text` is its form in mrkdwn: it alone tells the names that blocks leave out.
        """
        self.place = place
        self.labels = {key.upper(): label for key, label in LABELLED.findall(text)}
        self.used = {}

    def resolve(self, handles: Iterable[str]) -> dict[str, Mentioned]:
        """The handles that the text begun last names."""
        return {handle: self.used[handle] for handle in handles if handle in self.used}

    def person(self, user_id: str, label: str = "") -> Piece:
        """Somebody, as inline Markdown."""
        named = self.people.get(user_id.upper())
        label = label or self.labels.get(user_id.upper(), "")
        return self._use(named) if named else markdown.words(f"@{label.lstrip('@') or user_id}")

    def plain_person(self, user_id: str, label: str = "") -> str:
        """Somebody's name in plain words, for code."""
        named = self.people.get(user_id.upper())
        return f"@{named.mentioned.name if named else label.lstrip('@') or user_id}"

    def channel(self, channel_id: str, label: str = "") -> Piece:
        """A channel, as inline Markdown. The name of a private one is told in itself alone."""
        key = channel_id.upper()
        label = label or self.labels.get(key, "")
        if key not in self.channels:
            key = self.by_channel_name.get(label, "")
        named = self.channels.get(key)
        if named is None:
            return markdown.words(f"#{label}" if label else self.neutral)
        if named.is_listed:
            return self._use(named)
        return markdown.words(f"#{named.mentioned.name}" if key == self.place else self.neutral)

    def is_open(self, channel_id: str) -> bool:
        """Whether everybody may read what is said in a channel."""
        named = self.channels.get(channel_id.upper())
        return named is not None and named.is_listed

    def _use(self, named: Named) -> Piece:
        mentioned = named.mentioned
        self.used[named.handle] = mentioned
        return markdown.mention(named.handle, mentioned.name, mentioned.href)

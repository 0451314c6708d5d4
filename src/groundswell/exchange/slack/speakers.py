"""Who speaks and is spoken of: users of the list, people known by their id alone, and bots."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from groundswell.exchange.slack.records import Message, User

SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot", is_bot=True)
ADDED_BOT = re.compile(r"/services/(B[A-Z0-9]+)\|([^>]{1,80})>")
NAMELESS = "Bot"
LONGEST = 120


@dataclass(slots=True)
class Speakers:
    """Everybody in an export, by a key: the id of a user, or that of a bot and its name."""

    listed: dict[str, User] = field(default_factory=dict)
    met: dict[str, User] = field(default_factory=dict)
    voices: dict[str, tuple[str, str]] = field(default_factory=dict)
    bot_users: dict[str, str] = field(default_factory=dict)
    bot_names: dict[str, str] = field(default_factory=dict)

    def add(self, user: User) -> None:
        """Take somebody from the list of users."""
        self.listed.setdefault(user.id, user)
        if user.bot_id:
            self.bot_users.setdefault(user.bot_id, user.id)

    def mention(self, user_id: str, label: str = "") -> None:
        """Take somebody who is named; who is not on the list is known by what others say."""
        user_id = user_id.upper()
        if user_id in self.listed or (user_id in self.met and not label):
            return
        known = self.met.get(user_id)
        if known is None or known.name == known.id:
            is_slackbot = user_id == SLACKBOT.id
            self.met[user_id] = SLACKBOT if is_slackbot else User(user_id, label or user_id)

    def hear(self, message: Message) -> None:
        """Learn what any message tells of bots."""
        profile = message.raw.get("bot_profile")
        if isinstance(profile, dict) and message.bot_id:
            self._learn(self.bot_names, message.bot_id, profile.get("name"))
            self._learn(self.bot_users, message.bot_id, profile.get("user_id"))
        if message.subtype == "bot_add":
            for bot_id, name in ADDED_BOT.findall(str(message.raw.get("text"))):
                self._learn(self.bot_names, bot_id, name)

    def speak(self, message: Message) -> None:
        """Take the author of a message that is kept."""
        if message.author:
            self.mention(message.author, _profile_name(message.raw.get("user_profile")))
        elif message.subtype == "tombstone" and not message.bot_id:
            self.mention(SLACKBOT.id)
        else:
            self.voices.setdefault(_voice(message), (message.bot_id, message.username))

    def key(self, message: Message) -> str:
        """The key of a message's author, once everything was read."""
        if message.author:
            return message.author
        if message.subtype == "tombstone" and not message.bot_id:
            return SLACKBOT.id
        return self._user_of(message.bot_id, message.username) or _voice(message)

    def bots(self) -> dict[str, User]:
        """Those who speak under a bot's id alone, by key."""
        return {
            key: User(key, self._bot_name(bot_id, name), is_bot=True)
            for key, (bot_id, name) in self.voices.items()
            if not self._user_of(bot_id, name)
        }

    def people(self) -> dict[str, User]:
        """Users of the list, and who is known by id alone, by key."""
        return {**self.met, **self.listed}

    def _user_of(self, bot_id: str, username: str) -> str:
        """The user of a bot, unless it speaks under another name."""
        user_id = self.bot_users.get(bot_id, "")
        known = self.listed.get(user_id)
        if known is None:
            return ""
        own_names = {"", known.name, known.real_name, known.display_name}
        return user_id if username in {*own_names, self.bot_names.get(bot_id, "")} else ""

    def _bot_name(self, bot_id: str, username: str) -> str:
        return username or self.bot_names.get(bot_id, "") or NAMELESS

    @staticmethod
    def _learn(known: dict[str, str], key: str, value: Any) -> None:
        if isinstance(value, str) and value.strip():
            known.setdefault(key, value.strip())


def _voice(message: Message) -> str:
    return f"{message.bot_id or 'bot'}/{message.username}"[:LONGEST]


def _profile_name(profile: Any) -> str:
    if not isinstance(profile, dict):
        return ""
    names = (profile.get(key) for key in ("real_name", "display_name", "name"))
    return next((name for name in names if isinstance(name, str) and name), "")

"""Where things lie in an export: Slack's own, Enterprise Grid's or slackdump's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from groundswell.exchange.slack.archive import Archive
from groundswell.foundation.sentences import stated


class Kind(StrEnum):
    """What a conversation of Slack becomes here."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a kind of channel, no password
    DIRECT = "direct"


LISTS = {
    "channels.json": Kind.OPEN,
    "groups.json": Kind.SECRET,
    "mpims.json": Kind.DIRECT,
    "dms.json": Kind.DIRECT,
}
USERS = ("users.json", "org_users.json")
DAY = re.compile(r"(?P<folder>.+)/(?P<day>\d{4}-\d{2}-\d{2})\.json")
TEAM = re.compile(r"teams/(?P<team>[^/]+)/[^/]+\.json")
# slackdump and the exporter of Mattermost put the bytes of files beside the messages.
UPLOAD = re.compile(r"(?:.*/)?__uploads/(?P<id>[^/]+)/[^/]+")
ATTACHED = re.compile(r".+/attachments/(?P<id>F[A-Z0-9]+)-[^/]+")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of conversations: its path, what they are, and the folder it speaks of."""

    path: str
    kind: Kind
    folder: str
    team: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an export by their paths."""

    root: str
    users: Sequence[str]
    listings: Sequence[Listing]
    days: Mapping[str, Sequence[str]]
    uploads: Mapping[str, str]

    def folder_of(self, listing: Listing, names: Iterable[str]) -> str | None:
        """The folder of a conversation under one of its names, beside its list or at the root."""
        wanted = [name for name in names if name]
        for folder in dict.fromkeys((listing.folder, self.root)):
            for name in wanted:
                if folder + name in self.days:
                    return folder + name
        return None


def find(archive: Archive) -> Layout:
    """The layout of an export.

    Raises:
        ExportCannotBeRead: none of Slack's lists is in it.
    """
    root = _root(archive)
    listings = list(_listings(archive, root))
    if not listings:
        raise archive.refusal(
            stated(
                "This is no Slack export: it holds none of `channels.json`, `groups.json`,"
                " `mpims.json` and `dms.json`, neither at the top nor one folder down."
            )
        )
    folders = dict.fromkeys([root, *(listing.folder for listing in listings)])
    users = [folder + name for folder in folders for name in USERS]
    return Layout(
        root=root,
        users=[path for path in users if path in archive.files],
        listings=listings,
        days=_days(archive, root),
        uploads=_uploads(archive),
    )


def _root(archive: Archive) -> str:
    tops = {name.rpartition("/")[0] for name in archive.files if _is_list(name)}
    shallow = [f"{top}/" if top else "" for top in tops if "/" not in top]
    deep = [top.partition("/teams/")[0] + "/" for top in tops if "/teams/" in top]
    if any(top.startswith("teams/") for top in tops):
        deep.append("")
    return min((*shallow, *deep), key=lambda top: (len(top), top), default="")


def _is_list(name: str) -> bool:
    return name.rpartition("/")[2] in {*LISTS, *USERS}


def _listings(archive: Archive, root: str) -> Iterable[Listing]:
    teams = {
        match["team"]
        for name in archive.files
        if name.startswith(root) and (match := TEAM.fullmatch(name[len(root) :]))
    }
    places = [(root, ""), *((f"{root}teams/{team}/", team) for team in sorted(teams))]
    for folder, team in places:
        for name, kind in LISTS.items():
            if folder + name in archive.files:
                yield Listing(folder + name, kind, folder, team)


def _days(archive: Archive, root: str) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for name in sorted(archive.files):
        if name.startswith(root) and (match := DAY.fullmatch(name)):
            days[match["folder"]].append(name)
    return dict(days)


def _uploads(archive: Archive) -> dict[str, str]:
    found = ((UPLOAD.fullmatch(name) or ATTACHED.fullmatch(name), name) for name in archive.files)
    return {match["id"].upper(): name for match, name in found if match}

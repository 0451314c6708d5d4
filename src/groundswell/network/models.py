"""Gathers the models of this floor's rooms."""

from groundswell.network.announcements.models import Acknowledgement, Announcement
from groundswell.network.bookmarks.models import Bookmark
from groundswell.network.files.models import File
from groundswell.network.groups.models import Group, Invitation, JoinRequest, OwnershipOffer
from groundswell.network.messages.models import Conversation, Pulse, Seat, WithoutReadMarks
from groundswell.network.moderation.models import Act, Case, Report
from groundswell.network.notifications.models import (
    Attention,
    Digested,
    GroupLevel,
    Notice,
    Preferences,
)
from groundswell.network.polls.models import Ballot, Poll, Vote
from groundswell.network.posts.models import (
    Attachment,
    Mention,
    Placement,
    Post,
    PostTopic,
    PostVersion,
    VersionFile,
)
from groundswell.network.reactions.models import Reaction
from groundswell.network.rules.models import Held, HeldFile, WatchWord
from groundswell.network.search.models import FilePart, FileReading, Missed, MissedDay, Renewal
from groundswell.network.streams.models import Membership, Stream, Subscription
from groundswell.network.topics.models import Topic, TopicFollow
from groundswell.network.unsent.models import Draft, Handed, HandedFile, Scheduled, ScheduledFile

__all__ = [
    "Acknowledgement",
    "Act",
    "Announcement",
    "Attachment",
    "Attention",
    "Ballot",
    "Bookmark",
    "Case",
    "Conversation",
    "Digested",
    "Draft",
    "File",
    "FilePart",
    "FileReading",
    "Group",
    "GroupLevel",
    "Handed",
    "HandedFile",
    "Held",
    "HeldFile",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Mention",
    "Missed",
    "MissedDay",
    "Notice",
    "OwnershipOffer",
    "Placement",
    "Poll",
    "Post",
    "PostTopic",
    "PostVersion",
    "Preferences",
    "Pulse",
    "Reaction",
    "Renewal",
    "Report",
    "Scheduled",
    "ScheduledFile",
    "Seat",
    "Stream",
    "Subscription",
    "Topic",
    "TopicFollow",
    "VersionFile",
    "Vote",
    "WatchWord",
    "WithoutReadMarks",
]

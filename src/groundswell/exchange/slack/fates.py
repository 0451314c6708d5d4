"""What becomes of a message before anybody looks at its thread: it is kept, or left out and why.

The reasons are Slack's own names of what the message is, and a few of ours.
"""

from __future__ import annotations

from groundswell.exchange.slack import content
from groundswell.exchange.slack.records import Message

EMPTY = "empty"
REPEATED = "repeated"
DIRECT = "direct_message"
UNLISTED = "folder_not_listed"
TOMBSTONE = "tombstone"

JOINS = {"channel_join", "group_join"}
ARCHIVES = {"channel_archive", "group_archive"}
# Messages that a machine wrote about the conversation; their news is kept as memberships,
# purpose, archive state and pins.
AUTOMATIC = {
    *JOINS, "channel_leave", "group_leave",
    *ARCHIVES, "channel_unarchive", "group_unarchive",
    "channel_topic", "group_topic", "channel_purpose", "group_purpose", "channel_name",
    "group_name", "channel_convert_to_private", "channel_convert_to_public",
    "channel_posting_permissions", "channel_canvas_updated", "tabbed_canvas_updated",
    "bot_add", "bot_remove", "bot_enable", "bot_disable", "pinned_item", "unpinned_item",
    "reminder_add", "reminder_delete", "app_conversation_join", "app_conversation_leave",
    "sh_room_created", "sh_room_shared", "huddle_thread", "ekm_access_denied",
    "document_comment_root", "reply_broadcast",
}  # fmt: skip


def left_out(message: Message) -> str:
    """Why a message is left out; empty when it is kept, or when its thread must decide."""
    if message.subtype in AUTOMATIC:
        return message.subtype
    if message.subtype == TOMBSTONE:
        return TOMBSTONE if message.is_reply else ""
    return EMPTY if content.is_silent(message) else ""

"""What is done to groups, by ability: founding, entering, membership."""

from groundswell.network.groups.actions.entering import (
    NobodyHasThatHandle,
    answer_request,
    decline,
    invite,
    join,
)
from groundswell.network.groups.actions.founding import GroupNameIsTaken, archive, change, found
from groundswell.network.groups.actions.membership import (
    LastOwnerMayNotLeave,
    TheyCannotSignIn,
    appoint,
    dismiss,
    leave,
    let_in,
)
from groundswell.network.groups.actions.owning import GroupIsArchived, OnlyOwnersMayDoThis

__all__ = [
    "GroupIsArchived",
    "GroupNameIsTaken",
    "LastOwnerMayNotLeave",
    "NobodyHasThatHandle",
    "OnlyOwnersMayDoThis",
    "TheyCannotSignIn",
    "answer_request",
    "appoint",
    "archive",
    "change",
    "decline",
    "dismiss",
    "found",
    "invite",
    "join",
    "leave",
    "let_in",
]

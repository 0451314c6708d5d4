"""What is done to groups, by ability: founding, entering, membership, keeping alive."""

from groundswell.network.groups.actions.entering import (
    NobodyHasThatHandle,
    answer_request,
    decline,
    invite,
    join,
)
from groundswell.network.groups.actions.founding import GroupNameIsTaken, change, found
from groundswell.network.groups.actions.keeping import archive, renew, reopen, wake
from groundswell.network.groups.actions.membership import (
    LastOwnerMayNotLeave,
    TheyCannotSignIn,
    appoint,
    dismiss,
    leave,
    let_in,
)
from groundswell.network.groups.actions.offering import (
    OnlyAMemberCanOwnIt,
    answer_offer,
    name_owner,
)
from groundswell.network.groups.actions.owning import GroupIsArchived, OnlyOwnersMayDoThis

__all__ = [
    "GroupIsArchived",
    "GroupNameIsTaken",
    "LastOwnerMayNotLeave",
    "NobodyHasThatHandle",
    "OnlyAMemberCanOwnIt",
    "OnlyOwnersMayDoThis",
    "TheyCannotSignIn",
    "answer_offer",
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
    "name_owner",
    "renew",
    "reopen",
    "wake",
]

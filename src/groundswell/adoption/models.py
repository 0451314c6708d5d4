"""Gathers the models of this floor's rooms."""

from groundswell.adoption.bridges.models import OwnBridge
from groundswell.adoption.consents.models import Consent, RosterPlace, ShownBefore
from groundswell.adoption.contributions.models import ContributionDay, Sweep
from groundswell.adoption.interactions.models import Interaction, Recounting
from groundswell.adoption.looks.models import Look
from groundswell.adoption.register.models import RegisterEntry
from groundswell.adoption.reports.models import Subscription
from groundswell.adoption.sealed.models import (
    Mark,
    SealedDay,
    SealedFigure,
    SealedGroup,
    SealedPeople,
    SealedPeriod,
    SealedReach,
    SealedTalk,
)
from groundswell.adoption.suggestions.models import Suggestion
from groundswell.adoption.told.models import ToldFigure

__all__ = [
    "Consent",
    "ContributionDay",
    "Interaction",
    "Look",
    "Mark",
    "OwnBridge",
    "Recounting",
    "RegisterEntry",
    "RosterPlace",
    "SealedDay",
    "SealedFigure",
    "SealedGroup",
    "SealedPeople",
    "SealedPeriod",
    "SealedReach",
    "SealedTalk",
    "ShownBefore",
    "Subscription",
    "Suggestion",
    "Sweep",
    "ToldFigure",
]

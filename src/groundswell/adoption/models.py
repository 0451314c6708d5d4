"""Gathers the models of this floor's rooms."""

from groundswell.adoption.contributions.models import ContributionDay, Sweep
from groundswell.adoption.interactions.models import Interaction, Recounting
from groundswell.adoption.sealed.models import (
    SealedDay,
    SealedFigure,
    SealedPeople,
    SealedTalk,
)

__all__ = [
    "ContributionDay",
    "Interaction",
    "Recounting",
    "SealedDay",
    "SealedFigure",
    "SealedPeople",
    "SealedTalk",
    "Sweep",
]

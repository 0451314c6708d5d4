"""Gathers the models of this floor's rooms."""

from groundswell.adoption.contributions.models import ContributionDay, Sweep
from groundswell.adoption.interactions.models import Interaction, Recounting

__all__ = ["ContributionDay", "Interaction", "Recounting", "Sweep"]

"""Gathers the models of this floor's rooms."""

from groundswell.adoption.contributions.models import ContributionDay, Sweep

__all__ = ["ContributionDay", "Sweep"]

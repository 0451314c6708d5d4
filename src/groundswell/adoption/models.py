"""Gathers the models of this floor's rooms."""

from groundswell.adoption.contributions.models import ContributionDay

__all__ = ["ContributionDay"]

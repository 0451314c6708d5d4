"""Gathers the models of this floor's rooms."""

from groundswell.exchange.batches.models import ImportBatch, SourceId

__all__ = ["ImportBatch", "SourceId"]

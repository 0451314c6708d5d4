"""Gathers the models of this floor's rooms."""

from groundswell.exchange.batches.models import ImportBatch, SourceId
from groundswell.exchange.tasks.models import Task

__all__ = ["ImportBatch", "SourceId", "Task"]

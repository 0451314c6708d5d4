"""What is typed to report, to decide and to ask for another look."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.moderation.deciding import LONGEST
from groundswell.network.moderation.models import Reason


class ReportForm(forms.Form):
    """Why somebody reports a post."""

    reason = forms.ChoiceField(
        choices=Reason.choices, error_messages={"required": _lazy("Choose what is wrong.")}
    )
    words = forms.CharField(max_length=500, required=False)


class DecisionForm(forms.Form):
    """What is done about a reported post, and why."""

    hides = forms.BooleanField(required=False)
    warns = forms.BooleanField(required=False)
    reads_only_days = forms.IntegerField(min_value=0, max_value=LONGEST, required=False)
    words = forms.CharField(max_length=1000, required=False)


class WatchForm(forms.Form):
    """A word or pattern to watch for, and what to say to whoever writes it."""

    pattern = forms.CharField(
        max_length=200, error_messages={"required": _lazy("Type the word to watch for.")}
    )
    is_regex = forms.BooleanField(required=False)
    holds = forms.BooleanField(required=False)
    advice = forms.CharField(max_length=300, required=False)


class WordsForm(forms.Form):
    """A reason, and nothing else."""

    words = forms.CharField(max_length=1000, required=False)

"""What is typed to publish, reply, edit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from groundswell.network.polls.actions import DAYS
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Answerers
from groundswell.people.delegates.models import Right

MOST_FILES = 10


class Files(forms.FileInput):
    """A field that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each is validated like one."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        single = super().clean
        chosen = data if isinstance(data, list) else [data] if data else []
        return [single(one, initial) for one in chosen[:MOST_FILES]]


class Numbers(forms.MultipleChoiceField):
    """Numbers of rows, as ticked boxes send them; whose they are, the action tells."""

    def clean(self, value: Any) -> list[int]:
        return [int(one) for one in value or () if one.isascii() and one.isdigit()]


class TextForm(forms.Form):
    """A text with files; whether the text is too long or empty, the action tells."""

    source = forms.CharField(required=False, strip=True)
    # Django keeps declared fields apart from the attribute of that name.
    files = FilesField(required=False, allow_empty_file=True)  # type: ignore[assignment]
    descriptions = forms.CharField(required=False, strip=False)
    request_key = forms.CharField(required=False, max_length=64)
    writes_for = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class AnswerersField(forms.ChoiceField):
    """Who may answer; nothing said is everybody."""

    def __init__(self) -> None:
        super().__init__(choices=Answerers.choices, required=False)


class LocalTimeField(forms.CharField):
    """Day and time as a clock on the wall shows them; whose wall, the view knows."""

    def clean(self, value: Any) -> datetime | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return datetime.fromisoformat(typed).replace(tzinfo=None, second=0, microsecond=0)
        except ValueError:
            text = _("Write the time like 2026-11-30T08:00.")
            raise forms.ValidationError(text) from None


class PartsForm(forms.Form):
    """What kinds ask besides title and text."""

    options = forms.CharField(required=False, max_length=4000)
    is_anonymous = forms.BooleanField(required=False)
    days = forms.ChoiceField(choices=[(str(days), days) for days in DAYS], required=False)
    function = forms.CharField(required=False, max_length=120)
    site = forms.CharField(required=False, max_length=120)
    level = forms.CharField(required=False, max_length=120)
    asks_acknowledgement = forms.BooleanField(required=False)


class PostForm(PartsForm, TextForm):
    """A thread: where, of which kind, under which title."""

    stream = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    kind = forms.ChoiceField(choices=[(name, name) for name in KINDS], required=False)
    answerers = AnswerersField()
    later = LocalTimeField(required=False, max_length=32)
    title = forms.CharField(required=False, max_length=200)
    confirmed = forms.BooleanField(required=False)
    quietly = forms.BooleanField(required=False)
    kept_files = Numbers(required=False)


# What a page between writing and publishing carries along; files are stored by then.
CARRIED = (
    "source", "request_key", "stream", "kind", "answerers", "title", "options", "is_anonymous",
    "days", "function", "site", "level", "asks_acknowledgement", "writes_for",
)  # fmt: skip


class EditForm(TextForm):
    """A changed text, files to add, and the numbers of those to take away."""

    title = forms.CharField(required=False, max_length=200)
    drop = Numbers(required=False)
    answerers = AnswerersField()


class ScheduledForm(forms.Form):
    """A post that waits: its text and its time."""

    source = forms.CharField(required=False, strip=True)
    title = forms.CharField(required=False, max_length=200)
    later = LocalTimeField(max_length=32)


class DraftForm(PartsForm):
    """What stands in a box while somebody writes."""

    source = forms.CharField(required=False, strip=False)
    title = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(choices=[(name, name) for name in KINDS], required=False)
    stream = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    answerers = AnswerersField()
    request_key = forms.CharField(required=False, max_length=64)


class HandedForm(forms.Form):
    """A draft that somebody else wrote: its text, and whether it is said or kept."""

    source = forms.CharField(required=False, strip=True)
    title = forms.CharField(required=False, max_length=200)
    deed = forms.ChoiceField(choices=[("publish", ""), ("keep", "")])


class DelegateForm(forms.Form):
    """Whom somebody names, and what they may do."""

    to = forms.CharField(max_length=200, required=False)
    right = forms.ChoiceField(choices=Right.choices)

"""What people change about themselves."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

MOST_ENTRIES, LONGEST_ENTRY = 20, 80


class ListField(forms.CharField):
    """Several entries, separated by commas."""

    def clean(self, value: str) -> list[str]:
        entries = [entry.strip() for entry in (super().clean(value) or "").split(",")]
        entries = list(dict.fromkeys(entry for entry in entries if entry))
        if len(entries) > MOST_ENTRIES or any(len(entry) > LONGEST_ENTRY for entry in entries):
            message = _lazy("At most 20 entries of 80 characters each, separated by commas.")
            raise forms.ValidationError(message)
        return entries


class ProfileForm(forms.Form):
    """What a profile says beside the people list."""

    title = forms.CharField(max_length=160, required=False)
    ask_me_about = ListField(required=False)
    skills = ListField(required=False)
    languages = ListField(required=False)
    time_zone = forms.ChoiceField(
        choices=lambda: [
            ("", _("As the organisation")),
            *((zone, zone) for zone in sorted(available_timezones())),
        ],
        required=False,
    )
    language = forms.ChoiceField(choices=[("", ""), ("en", "en"), ("de", "de")], required=False)
    photo = forms.FileField(required=False, allow_empty_file=True)
    no_photo = forms.BooleanField(required=False)


class FirstForm(forms.Form):
    """The first words about oneself."""

    ask_me_about = ListField(required=False)
    skills = ListField(required=False)

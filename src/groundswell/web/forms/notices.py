"""What somebody, or an administrator for newcomers, chooses about notices."""

from __future__ import annotations

from typing import Any

from django import forms

from groundswell.network.notifications.models import Digest, Preferences

WAITS = (5, 15, 60, 240)  # minutes
HOURS = range(24)
WEEKDAYS = range(7)


class NoticesForm(forms.Form):
    """Mails and quiet hours."""

    mails_at_once = forms.BooleanField(required=False)
    after_minutes = forms.TypedChoiceField(coerce=int, choices=[(each, each) for each in WAITS])
    digest = forms.ChoiceField(choices=Digest.choices)
    digest_hour = forms.TypedChoiceField(coerce=int, choices=[(each, each) for each in HOURS])
    digest_weekday = forms.TypedChoiceField(coerce=int, choices=[(each, each) for each in WEEKDAYS])
    is_quiet_at_night = forms.BooleanField(required=False)
    quiet_from = forms.TimeField()
    quiet_until = forms.TimeField()
    pushes_say_who = forms.BooleanField(required=False)
    working_days = forms.TypedMultipleChoiceField(
        coerce=int, choices=[(each, each) for each in WEEKDAYS], required=False
    )


def now(chosen: Preferences, days: list[int]) -> dict[str, Any]:
    """What holds now, as the form sends it."""
    return {
        "mails_at_once": chosen.mails_at_once,
        "after_minutes": chosen.after_minutes,
        "digest": chosen.digest,
        "digest_hour": chosen.digest_hour,
        "digest_weekday": chosen.digest_weekday,
        "is_quiet_at_night": chosen.is_quiet_at_night,
        "quiet_from": f"{chosen.quiet_from:%H:%M}",
        "quiet_until": f"{chosen.quiet_until:%H:%M}",
        "pushes_say_who": chosen.pushes_say_who,
        "working_days": days,
    }

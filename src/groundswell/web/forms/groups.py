"""What is typed to found or change a group."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.groups.models import Visibility


class GroupForm(forms.Form):
    """Name, purpose and who may read it."""

    name = forms.CharField(
        max_length=80, error_messages={"required": _lazy("A group needs a name.")}
    )
    purpose = forms.CharField(max_length=300, required=False)
    visibility = forms.ChoiceField(choices=Visibility.choices)
    asks_approval = forms.BooleanField(required=False)

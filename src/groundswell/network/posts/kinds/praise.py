"""Praise: for the people and groups that its text names, and shown with them."""

from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.posts.kinds.kind import Kind

KIND = Kind(
    name="praise",
    label=_lazy("Praise"),
    icon="praise",
    send=_lazy("Give praise"),
    names_somebody=True,
    may_wait=True,
)

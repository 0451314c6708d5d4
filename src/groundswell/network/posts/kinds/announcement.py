"""An announcement: to all, a group or an audience, by those entitled; it may ask who read it."""

from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.posts.kinds.kind import Kind

KIND = Kind(
    name="announcement",
    label=_lazy("Announcement"),
    icon="announcement",
    send=_lazy("Announce"),
    title=_lazy("Your announcement in one line"),
    needs_title=True,
    has_parts=True,
    is_for_some=True,
)

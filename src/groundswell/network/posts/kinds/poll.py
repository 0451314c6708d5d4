"""A poll: those asked choose one of several answers, by name or anonymously, until it ends."""

from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.posts.kinds.kind import Kind

KIND = Kind(
    name="poll",
    label=_lazy("Poll"),
    icon="poll",
    send=_lazy("Ask all"),
    title=_lazy("What you ask, in one line"),
    needs_title=True,
    has_parts=True,
)

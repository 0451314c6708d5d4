"""The plain post."""

from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from groundswell.network.posts.kinds.kind import Kind

KIND = Kind(
    name="post",
    label=_lazy("Post"),
    icon="post",
    send=pgettext_lazy("button", "Post"),
    may_wait=True,
)

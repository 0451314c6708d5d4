"""A question: it waits until somebody answers, and its asker or an owner marks the best answer."""

from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.posts.kinds.kind import Kind

KIND = Kind(
    name="question",
    label=_lazy("Question"),
    icon="question",
    send=_lazy("Ask"),
    title=_lazy("Your question in one line"),
    needs_title=True,
    wants_answers=True,
    may_wait=True,
)

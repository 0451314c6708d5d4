"""The kinds of post.

To add one: its module here, one line below, `web/components/post/<kind>.jinja`,
`demo/stories/<kind>.py` and its test; a house test names what is missing.
"""

from __future__ import annotations

from groundswell.network.posts.kinds import announcement, poll, post, praise, question
from groundswell.network.posts.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (post.KIND, question.KIND, poll.KIND, praise.KIND, announcement.KIND)
}

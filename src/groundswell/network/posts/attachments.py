"""Who may open a file: whoever may read a post that it hangs on, or hung on before an edit.

Before it hangs anywhere, its uploader may, and whoever decides about the post that waits with it.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from groundswell.foundation.errors import NotFound
from groundswell.network.files.models import File
from groundswell.network.posts.models import Attachment, Post, VersionFile
from groundswell.network.rules.models import Held, HeldFile
from groundswell.people.persons.models import Person


def file(viewer: Person, file_id: int) -> File:
    """One file that the viewer may open.

    Raises:
        NotFound: no such file for this viewer.
    """
    readable = Post.objects.visible_to(viewer).filter(removed_at=None)
    on_readable = Attachment.objects.filter(file=OuterRef("pk"), post__in=readable)
    on_earlier = VersionFile.objects.filter(file=OuterRef("pk"), version__post__in=readable)
    loose = Q(uploader=viewer) & ~Exists(Attachment.objects.filter(file=OuterRef("pk")))
    to_decide = Held.objects.decided_by(viewer).waiting()
    waits = HeldFile.objects.filter(file=OuterRef("pk"), held__in=to_decide, is_dropped=False)
    may_open = Exists(on_readable) | Exists(on_earlier) | loose | Exists(waits)
    found = File.objects.filter(may_open, pk=file_id).exclude(key="").first()
    if found is None:
        raise NotFound
    return found

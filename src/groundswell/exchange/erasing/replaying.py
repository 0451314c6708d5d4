"""After a restore: whoever was erased since the backup was taken is erased again."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from groundswell.exchange.erasing import actions, journal
from groundswell.exchange.erasing.journal import Line
from groundswell.people.erasure.models import Erasure
from groundswell.people.persons.models import Person


def replay() -> int:
    """Erase everybody whom the journal names and the database still knows; how many.

    The marks of the others are remembered too, so that no list brings them back.
    """
    lines = journal.read(Path(settings.DIRECTORY) / journal.FILE)
    known = set(Erasure.objects.values_list("person_id", "person_created_at"))
    count = 0
    for line in lines:
        if (line.person, journal.instant(line.created_at)) not in known:
            count += _again(line)
    journal.keep()
    return count


@transaction.atomic
def _again(line: Line) -> bool:
    created_at = journal.instant(line.created_at)
    # The id alone would not do: after an older restore somebody else may have got it.
    is_here = Person.objects.filter(pk=line.person, created_at=created_at, erased_at=None).exists()
    if is_here:
        actions.erase(person_id=line.person, erased_by=None, with_posts=line.with_posts)
    Erasure.objects.update_or_create(
        person_id=line.person,
        person_created_at=created_at,
        defaults={
            "erased_at": journal.instant(line.erased_at),
            "with_posts": line.with_posts,
            "marks": line.marks,
        },
    )
    return is_here

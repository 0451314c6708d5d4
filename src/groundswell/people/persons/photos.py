"""Photos of people: drawn anew and small, kept by their content."""

from __future__ import annotations

from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person


def photo(viewer: Person, key: str) -> str:
    """The key of a photo that somebody whom the viewer may see wears.

    Raises:
        NotFound: nobody does.
    """
    if not Person.objects.visible_to(viewer).filter(photo=key).exists():
        raise NotFound
    return key

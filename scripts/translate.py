"""Bring the German catalogue up to date with the texts in the code, and compile it.

`uv run python scripts/translate.py` after a text has changed; then translate what is empty in
src/groundswell/locale/de/LC_MESSAGES/django.po and run it again. A test refuses gaps.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "groundswell"
FOLDER = SOURCE / "locale" / "de" / "LC_MESSAGES"
# Headers that differ with the day and the machine, and say nothing about the texts.
CHANCE = (b'"POT-', b'"PO-', b'"Report-', b'"Last-', b'"Language-Team', b'"Generated-')
ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "_lazy": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "stated": (1,),
    "stated_many": (1, 2),
}


def main() -> None:
    """Write the catalogue and its compiled form."""
    catalogue = german()
    gaps = [message.id for message in catalogue if message.id and not is_whole(message)]
    (FOLDER / "django.po").write_bytes(as_po(catalogue))
    (FOLDER / "django.mo").write_bytes(as_mo(catalogue))
    for gap in gaps:
        print("not translated:", gap)
    print(f"{len(catalogue)} texts, {len(gaps)} without a translation")


def german() -> Catalog:
    """The German catalogue with all texts that the code has now, and no other."""
    template = Catalog(project="Groundswell", charset="utf-8")
    for message in _extracted():
        template.add(*message)
    with (FOLDER / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="de", domain="django")
    # No guessing: a changed text is a new text.
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def is_whole(message: Message) -> bool:
    """Whether a text is translated, each of its plural forms."""
    words = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(words) and not message.fuzzy


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as people edit it; without line numbers, which would change with the code."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(CHANCE))


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as programs read it; the same texts give the same bytes on any day."""
    catalogue.creation_date = catalogue.revision_date = ANY_DAY
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _extracted() -> Iterator[tuple[object, ...]]:
    with (ROOT / "scripts" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(SOURCE, methods, options, keywords=KEYWORDS, comment_tags=("L10N:",))
    for name, _, message, comments, context in found:
        locations = [(f"src/groundswell/{name}", 0)]
        yield message, None, locations, (), comments, (), (), None, context


if __name__ == "__main__":
    main()

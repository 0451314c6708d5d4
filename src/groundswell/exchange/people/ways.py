"""How whoever takes a list says what it leaves open: typed, or in the browser."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy


@dataclass(frozen=True, slots=True)
class Ways:
    """A sentence for each choice, to stand at the end of what is wrong."""

    root: str | Promise
    dates: str | Promise
    name_column: str | Promise
    not_chosen: str | Promise
    good_rows: str | Promise


TYPED = Ways(
    root=_lazy("Name who leads everybody (`--root ID`)."),
    dates=_lazy("Say how dates are meant (`--dates dmy` or `--dates mdy`)."),
    name_column=_lazy("Say which with `--map 'Their heading=name'`."),
    not_chosen=_lazy("Leave it out of `--map`."),
    good_rows=_lazy("`--keep-good` takes the rows that are right."),
)
BROWSER = Ways(
    root=_lazy("Choose the file again and fill in “Who leads everybody”."),
    dates=_lazy("Choose the file again and say it under “Dates like 3/4/2026”."),
    name_column=_lazy("Say which under “Columns with other names”: `Their heading=name`."),
    not_chosen=_lazy("Leave it out of “Columns with other names”."),
    good_rows=_lazy("Choose the file again to take the rows that are right."),
)

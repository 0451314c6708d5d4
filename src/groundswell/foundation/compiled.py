"""Templates as code, kept as Python keeps its modules: to compile all takes two seconds."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.FileSystemBytecodeCache):
    """What the environment of one module compiled, beside that module.

    Code is made anew when its template changes, or the module, whose options may stand in the code.
    """

    def __init__(self, module: str) -> None:
        made_by = hashlib.sha256(Path(module).read_bytes()).hexdigest()[:16]
        self._folder = Path(module).parent / "__pycache__"
        super().__init__(str(self._folder), f"jinja-{made_by}-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, if Python keeps its own."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # nobody may write where the program is installed
                self._folder.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)

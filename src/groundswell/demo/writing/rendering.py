"""Rendering all texts beside the simulation, in a process of its own: it is the slow part."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from groundswell.network.posts import text
from groundswell.network.posts.text import Mentioned

_known: dict[str, Mentioned] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """What a source became: its HTML, whom it names by id, its topics."""

    html: str
    mentions: Sequence[int]
    topics: Sequence[str]


class Rendering:
    """Renders each distinct source once; a context, so that its process always ends."""

    def __init__(self, known: Mapping[str, Mentioned], at_start: Callable[[], None]) -> None:
        # Spawned, not forked: a fork would inherit the open connection to the database.
        self._process = ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(dict(known), at_start),
        )
        self._asked: set[str] = set()
        self._parts: list[tuple[list[str], Future[list[Text]]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._process.shutdown(wait=error is None, cancel_futures=True)

    def ask(self, sources: Iterable[str]) -> None:
        """Have these rendered; those that were asked for before are not again."""
        new = [source for source in dict.fromkeys(sources) if source and source not in self._asked]
        if new:
            self._asked.update(new)
            self._parts.append((new, self._process.submit(render, new)))

    def have[Wanted, Made](
        self, do: Callable[[Sequence[Wanted]], Made], wanted: Sequence[Wanted]
    ) -> Future[Made]:
        """Have something else done there, behind what was asked for before."""
        return self._process.submit(do, wanted)

    def texts(self) -> dict[str, Text]:
        """All that was asked for, by source; waits for the last."""
        found: dict[str, Text] = {}
        for sources, future in self._parts:
            found.update(zip(sources, future.result(), strict=True))
        return found


def nothing() -> None:
    """Does nothing. It stands here, where importing it in a bare process needs no Django."""


def render(sources: Sequence[str]) -> list[Text]:
    """The texts of sources, in their order."""
    return [_render(source) for source in sources]


def _render(source: str) -> Text:
    rendered = text.render(source, resolve=_resolve)
    return Text(rendered.html, [one.id for one in rendered.mentions], list(rendered.topics))


def _resolve(handles: Iterable[str]) -> dict[str, Mentioned]:
    return {handle: _known[handle] for handle in handles if handle in _known}


def _begin(known: Mapping[str, Mentioned], at_start: Callable[[], None]) -> None:
    # Ctrl-C reaches every process of the terminal; the one that began this ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    at_start()
    _known.update(known)

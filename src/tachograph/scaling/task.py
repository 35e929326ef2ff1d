"""What an engine is given, and what it gives back."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import IO, Protocol

from tachograph.scaling.packing import Packed, pack
from tachograph.scaling.process import Rows, process, tools_of
from tachograph.scaling.record import Choices, Record


@dataclass(frozen=True, slots=True)
class Task:
    """Some articles to process, from place ``start`` of part number ``part``; ``whole`` if they are all of it."""

    part: int
    start: int
    records: tuple[Record, ...]
    whole: bool = True


Made = Packed | Rows | None
"""Files for a whole part, rows for a piece of one; ``None`` if the process that worked on it is gone."""


class Engine(Protocol):
    """Something that performs tasks, each by :func:`perform` in another process."""

    @property
    def width(self) -> int:
        """How many tasks it is to have at once."""

    @property
    def busy(self) -> int:
        """How many it has."""

    def submit(self, task: Task) -> None:
        """Begin a task; only while it has fewer than its width."""

    def wait(self) -> tuple[Task, Made]:
        """A task that is over, and what came of it; only while it has some."""

    def close(self) -> None:
        """Stop whatever still runs."""


def perform(task: Task, choices: Choices) -> Packed | Rows:
    """Do a task. An article that takes longer than its limit ends this process: nothing less stops a hanging library."""
    tools_of(choices.packs)  # the first article does not pay for loading them
    rows = process(task.records, choices, partial(_limited, choices.limit))
    return pack(rows) if task.whole else rows


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> IO[str]:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - for as long as the process lives

"""A progress bar on standard error, when the work takes long and somebody is watching."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.0  # seconds before anything is shown


class Progress:
    """Called with what is being worked on, how much is done and of how much; shows nothing for quick work."""

    def __init__(self, verb: str) -> None:
        self._verb = verb
        self._since = monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, source: str, done: int, total: int) -> None:
        if self._bar is None:
            if monotonic() - self._since < _PATIENCE or not sys.stderr.isatty():
                return
            self._bar = _started(self._verb, total)
        name = source.rstrip("/").rpartition("/")[2][-40:]
        self._bar.update(self._bar.task_ids[0], completed=done, total=total, source=name)


def _started(verb: str, total: int) -> Bar:
    from rich.console import Console  # noqa: PLC0415 - most work is done before it is needed
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("{task.description} {task.fields[source]}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(verb, total=total, source="")
    bar.start()
    return bar

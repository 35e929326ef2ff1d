"""What the verb for archives does: run it, say how it goes, and how it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from time import monotonic
from typing import Self

from tachograph.core.errors import SourceError
from tachograph.scaling import run_batch
from tachograph.scaling.cluster import Cluster
from tachograph.scaling.pool import Pool
from tachograph.scaling.record import Choices
from tachograph.scaling.summary import summary
from tachograph.scaling.task import Engine
from tachograph.surfaces.output import CLEAR, UNUSABLE, fail, note, show

_WATCHED, _LOGGED = 0.5, 60.0  # seconds between two lines where somebody watches, and where a file does
_TOLD = 20  # errors that are listed one by one
_CONTRADICTED = 1


def batch(
    inputs: Sequence[str],
    output: str,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    limit: float,
    published: date | None,
    packs: Sequence[str] | None,
) -> int:
    """``tacho batch``; returns the exit status: 2 if articles could not be read, 1 if one holds a contradiction."""
    if not inputs:
        return fail(SourceError("batch", "no input given", "name folders, files, JSON Lines, Parquet or WARC"))
    if (workers is not None and workers < 1) or limit <= 0:
        return fail(SourceError("--workers, --limit", "must be above 0", "leave them out for the defaults"))
    if scheduler and engine != "dask":
        return fail(SourceError("--scheduler", "is for Dask only", "add --engine dask"))
    choices = Choices(None if packs is None else tuple(packs), published, limit)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    started: Callable[[], Engine] = partial(Pool, workers or cores, choices)
    if engine == "dask":
        started = partial(Cluster, scheduler, workers if scheduler else workers or cores, choices)
    try:
        with _Pace() as pace:
            done = run_batch(inputs, output, choices, started, told=pace)
        found = summary(done.output, done.copies)
    except SourceError as error:
        return fail(error)
    for line in found.first_errors(_TOLD):
        note(line)
    if found.errors > _TOLD:
        note(f"and {found.errors - _TOLD:,} more, in {done.output.place.name}/errors")
    kept = f" ({done.kept:,} of {done.parts:,} parts were there already)" if done.kept else ""
    status = show(f"{done.articles:,} articles{kept}: {found.told()}, in {done.output.place.name}\n")
    return UNUSABLE if found.errors else status or (_CONTRADICTED if found.contradicted else CLEAR)


class _Pace:
    """Says on standard error how many articles are done, and how many it is a second: on one line, or now and then."""

    def __init__(self) -> None:
        self._start = self._last = monotonic()
        self._watched = sys.stderr.isatty()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._watched and self._shown:
            sys.stderr.write("\r\x1b[K")

    def __call__(self, name: str, done: int) -> None:
        now = monotonic()
        if now - self._last < (_WATCHED if self._watched else _LOGGED):
            return
        self._last, self._shown = now, True
        line = f"{done:,} articles, {done / (now - self._start):.1f} a second, at {name[-40:]}"
        sys.stderr.write(f"\r\x1b[K{line}" if self._watched else f"tacho: {line}\n")
        sys.stderr.flush()

"""What takes seconds, in a process of its own that says how far it is: readers of other pages do not notice."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from tachograph.analysis.forecasting import Series, Study
from tachograph.core.errors import SourceError
from tachograph.pipeline import forecasting
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.consulting import Figures

_Made = TypeVar("_Made")
_SPAWN = get_context("spawn")  # a fork of a process with threads may hang


def learn(figures: Figures, progress: Progress) -> tuple[tuple[Series, ...], Study]:
    """What the figures of a ledger teach about months to come, without the figures themselves.

    All that can be forecast is forecast once, so that whoever asks later need not load what fits the series.
    """
    found = forecasting.learned(figures, progress=progress)
    for series in found.every:
        with suppress(SourceError):  # it cannot be forecast
            forecasting.together(found, series)
    return found.every, found.study


def apart(work: Callable[[Figures, Progress], _Made], figures: Figures, progress: Progress) -> _Made:
    """Have a process made for it do the work, which ends with it.

    Raises:
        SourceError: what the work raises, or that the process ended before the work was done.
    """
    line, theirs = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_do, args=(theirs, work, figures), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            kind, said = line.recv()
            if kind == "progress":
                progress(*said)
            elif kind == "error":
                raise said
            else:
                done: _Made = said
                return done
    except EOFError:
        what = "the process that learns from earlier months ended"
        raise SourceError("forecasts", what, "ask again, or see how much memory is free") from None
    finally:
        line.close()
        process.kill()
        process.join()


def _do(line: Connection, work: Callable[[Figures, Progress], Any], figures: Figures) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process

    def told(name: str, done: int, of: int) -> None:
        line.send(("progress", (name, done, of)))

    with suppress(BrokenPipeError):  # nobody waits any longer
        try:
            line.send(("done", work(figures, told)))
        except SourceError as error:
            line.send(("error", error))

"""What takes seconds, in a process of its own that says how far it is: readers of other pages do not notice."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from tachograph.core.errors import SourceError

Progress = Callable[[str, int, int], None]
"""Told of what, which step it is at, and of how many."""

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_SPAWN = get_context("spawn")  # a fork of a process with threads may hang


def apart(work: Callable[[_Given, Progress], _Made], given: _Given, progress: Progress) -> _Made:
    """Have a process made for it do the work, which ends with it.

    Raises:
        SourceError: what the work raises, or that the process ended before the work was done.
    """
    line, theirs = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_do, args=(theirs, work, given), daemon=True)
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
        what = "cannot be told, since the process that works it out ended"
        raise SourceError("this", what, "ask again, or see how much memory is free") from None
    finally:
        line.close()
        process.kill()
        process.join()


def _do(line: Connection, work: Callable[[Any, Progress], Any], given: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process

    def told(name: str, done: int, of: int) -> None:
        line.send(("progress", (name, done, of)))

    with suppress(BrokenPipeError):  # nobody waits any longer
        try:
            line.send(("done", work(given, told)))
        except SourceError as error:
            line.send(("error", error))

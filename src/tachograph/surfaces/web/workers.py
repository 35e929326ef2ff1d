"""Processes that work for the server, so that a long check holds up nobody, and one that never ends can be ended."""

from __future__ import annotations

import signal
from asyncio import Queue
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_SPAWN = get_context("spawn")  # a fork of a process with threads may hang


class TooLongError(Exception):
    """The work took longer than it may."""


class BrokenError(Exception):
    """The work, or the process that did it, broke; says how."""


class Workers:
    """So many processes, each of which runs ``warm`` once; with none the work is done in threads of this one."""

    def __init__(self, number: int, warm: Callable[[], None]) -> None:
        self._number = number
        self._warm = warm
        self._idle: Queue[_Worker] = Queue()
        self._all: list[_Worker] = []

    async def start(self) -> None:
        """Start the processes, and wait until they are warm."""
        self._all = [_Worker(self._warm) for _ in range(self._number)]
        for worker in self._all:
            await run_in_threadpool(worker.ready)
            self._idle.put_nowait(worker)
        if not self._number:
            await run_in_threadpool(self._warm)

    def stop(self) -> None:
        """End all processes."""
        for worker in self._all:
            worker.end()

    async def run(
        self, patience: float, work: Callable[_Given, _Made], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> _Made:
        """Have one of the processes do the work, for ``patience`` seconds at most.

        Raises:
            TooLongError: if it takes longer.
            BrokenError: if it fails.
        """
        if not self._number:
            return await run_in_threadpool(work, *args, **kwargs)
        worker = await self._idle.get()
        try:
            done: _Made = await run_in_threadpool(worker.ask, patience, work, args, kwargs)
        finally:
            self._idle.put_nowait(worker)
        return done


class _Worker:
    """A process and the line to it. After it has been ended for slowness or has died, another takes its place."""

    def __init__(self, warm: Callable[[], None]) -> None:
        self._warm = warm
        self._begin()

    def _begin(self) -> None:
        self._line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, self._warm), daemon=True)
        self._process.start()
        theirs.close()
        self._fresh = True

    def ready(self) -> None:
        """Wait until the process has warmed up."""
        if self._fresh:
            self._line.recv()
            self._fresh = False

    def ask(self, patience: float, work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            self.ready()
            self._line.send((work, args, kwargs))
            if not self._line.poll(patience):
                self._again()
                raise TooLongError(f"took longer than {patience:g} seconds")
            well, made = self._line.recv()
        except (EOFError, OSError) as error:
            self._again()
            raise BrokenError("the process that did it ended") from error
        if not well:
            raise BrokenError(made)
        return made

    def _again(self) -> None:
        self.end()
        self._begin()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._line.close()


def _serve(line: Connection, warm: Callable[[], None]) -> None:
    """The life of a process: whatever comes down the line is done, and what came of it goes back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    warm()
    line.send(None)
    while True:
        try:
            work, args, kwargs = line.recv()
        except EOFError:
            return
        try:
            answer = True, work(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - one failed check must not end the process
            answer = False, " ".join(f"{type(error).__name__}: {error}".split())[:200]
        line.send(answer)

"""An engine of this machine: worker processes that are each given one task at a time, so that it is known who died of what."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import cast

from tachograph.scaling.record import Choices
from tachograph.scaling.task import Made, Task, perform

_CONTEXT = get_context("spawn")  # workers inherit nothing, on every system alike


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: Task | None = None


class Pool:
    """``width`` worker processes; one that dies is replaced."""

    def __init__(self, width: int, choices: Choices) -> None:
        self.width = width
        self._choices = choices
        self._workers: list[_Worker] = []

    @property
    def busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def submit(self, task: Task) -> None:
        worker = next((w for w in self._workers if w.task is None), None) or self._hired()
        worker.task = task
        with suppress(OSError):  # it died while it had nothing to do: wait() will tell
            worker.pipe.send(task)

    def wait(self) -> tuple[Task, Made]:
        working = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        worker = working[cast("Connection", wait(list(working))[0])]
        task, worker.task = cast("Task", worker.task), None
        try:
            made = worker.pipe.recv()
        except (EOFError, OSError):
            self._workers.remove(worker)
            _dismiss(worker)
            return task, None
        if isinstance(made, Exception):
            raise made
        return task, cast("Made", made)

    def close(self) -> None:
        for worker in self._workers:
            _dismiss(worker)
        self._workers = []

    def _hired(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_work, args=(theirs, self._choices), daemon=True)
        process.start()
        theirs.close()  # so that its end is felt here
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker


def _dismiss(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _work(pipe: Connection, choices: Choices) -> None:
    """What a worker does until nobody gives it anything; an interrupt from the keyboard is its parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            made: Made | Exception
            try:
                made = perform(task, choices)
            except Exception as error:  # noqa: BLE001 - it is raised where somebody sees it
                made = error
            pipe.send(made)

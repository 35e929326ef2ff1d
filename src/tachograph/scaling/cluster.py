"""An engine of many machines: Dask workers. Without an address, worker processes on this machine."""

from __future__ import annotations

import logging
from contextlib import suppress
from time import monotonic
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.scaling.record import Choices
from tachograph.scaling.task import Made, Task, perform

_INSTALL = "install it: pip install 'tachograph[dask]'"
_START = 60  # seconds for the first worker to come, and for one that died to come back
_LOOK = 5  # seconds after which it is looked whether there are workers still


class Cluster:
    """The workers of a Dask scheduler, each with one task at a time."""

    def __init__(self, address: str | None, width: int | None, choices: Choices) -> None:
        """``width`` is how many workers to start, or how many of the cluster's to use at most.

        Raises:
            SourceError: if Dask is not installed, the scheduler cannot be reached, or a worker has several threads.
        """
        try:
            import distributed  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise SourceError("--engine dask", "Dask is not installed", _INSTALL) from error
        self._dask: Any = distributed
        self._choices = choices
        self._tasks: dict[Any, Task] = {}
        self._suspects: list[Task] = []
        self._again = set[tuple[int, int]]()  # what died alone once
        self._alone = False
        self._local = None if address else _local(distributed, width or 1)
        try:
            self._client: Any = self._dask.Client(address or self._local)
            self._client.wait_for_workers(1 if address else width or 1, timeout=_START)
        except (OSError, TimeoutError) as error:
            where = address or "the local cluster"
            raise SourceError(where, "no Dask worker can be reached", "start a scheduler and workers") from error
        threads = list(self._client.nthreads().values())
        if max(threads) > 1:
            self.close()
            raise SourceError(str(address), "has workers of several threads", "start them with --nthreads 1")
        self.width = min(width or len(threads), len(threads))

    @property
    def busy(self) -> int:
        return self.width if self._suspects or self._alone else len(self._tasks)

    def submit(self, task: Task) -> None:
        self._tasks[self._client.submit(perform, task, self._choices, pure=False)] = task

    def wait(self) -> tuple[Task, Made]:
        """A task that is over; a single article that died with others about is tried again with none, twice if need be.

        For a dead worker takes with it what only waited there, and so may the next one while it comes back.
        """
        while True:
            if not self._tasks:
                self._alone = True
                self.submit(self._suspects.pop())
            future = self._over()
            task = self._tasks.pop(future)
            try:
                made: Made = future.result()
            except self._dask.KilledWorker:
                made = None
            finally:
                future.release()
            key = task.part, task.start
            if made is None and self._alone and key not in self._again:
                self._again.add(key)
                self._suspects.append(task)
                continue
            if made is not None or self._alone or len(task.records) > 1:
                self._alone = self._alone and bool(self._tasks)
                return task, made
            self._suspects.append(task)

    def _over(self) -> Any:
        """A future that is done, as long as there are workers.

        Raises:
            SourceError: if none has come back.
        """
        alive = monotonic()
        while True:
            with suppress(TimeoutError):
                return self._dask.wait(list(self._tasks), timeout=_LOOK, return_when="FIRST_COMPLETED").done.pop()
            if self._client.nthreads():
                alive = monotonic()
            elif monotonic() - alive > _START:
                mend = "start workers and run it again: what is done is kept"
                raise SourceError("--engine dask", "no Dask worker is left", mend)
            if self._local is not None:
                self._local.scale(self.width)  # those that did not come back by themselves

    def close(self) -> None:
        self._client.close()
        if self._local is not None:
            self._local.close()


def _local(distributed: Any, width: int) -> Any:
    import dask  # noqa: PLC0415 - an extra

    # A death is looked into at once, not after three more workers; memory is the pool's affair, as it is for the pool.
    dask.config.set({"distributed.scheduler.allowed-failures": 0, "distributed.deploy.lost-worker-timeout": "2s"})
    return distributed.LocalCluster(
        n_workers=width, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
        memory_limit=0, silence_logs=logging.CRITICAL,
    )  # fmt: skip

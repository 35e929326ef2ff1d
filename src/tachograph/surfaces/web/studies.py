"""What takes seconds is worked out in the background, one after the other: what forecasts rest on, and reports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any, Generic, TypeVar

from tachograph.surfaces.web.apart import Progress
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Kept

REST = 20
"""What took a second to make may be so many seconds old before it is made anew, while the ledger goes on changing."""

_MOST = 8  # things that are kept, and for which somebody may wait

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class PendingError(Exception):
    """What is asked for takes longer: it is still being worked out, ``done`` of ``of`` steps by now."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(done, of)
        self.done, self.of = done, of


@dataclass(eq=False)
class Study(Generic[_Made]):
    """Something that is worked out from a state of the ledger: how far that is, and what comes of it."""

    state: str
    future: Future[_Made]
    done: int = 0
    of: int = 0
    took: float = 0.0
    ended: float = 0.0

    def told(self, _: str, done: int, of: int) -> None:
        self.done, self.of = done, of

    @property
    def ready(self) -> bool:
        return self.future.done() and not failed(self.future)

    def fresh(self, part: float = 1.0) -> bool:
        """Whether it is not yet so old that it is to be made anew (after that part of the time that it may be)."""
        return self.ready and monotonic() - self.ended < part * REST * self.took

    async def result(self, patience: float | None) -> _Made:
        """What comes of it.

        Raises:
            PendingError: if it takes more than ``patience`` seconds (``None`` for however long it takes).
            SourceError: if it cannot be made.
        """
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self.future)), patience)
        except TimeoutError:
            raise PendingError(self.done, self.of) from None


class Studies(Generic[_Given, _Made]):
    """What is or was made by some work, which is told what to tell of its progress."""

    def __init__(self, work: Callable[[_Given, Progress], _Made]) -> None:
        self._work = work
        self._known: Kept[Study[_Made]] = Kept(_MOST)
        self._worker: ThreadPoolExecutor | None = None
        self._latest: Study[_Made] | None = None

    @property
    def latest(self) -> Study[_Made] | None:
        """The last that was made of what the ledger said at the time."""
        return self._latest

    def of(self, state: str, asked: object, given: _Given) -> Study[_Made]:
        """What is made of something given, for what is asked of a state of the ledger; begun if it is not yet.

        Raises:
            Problem: if too much is waited for.
        """
        named = f"{state} {asked!r}"
        known = self._known.get(named)
        if known is None or failed(known.future):
            known = self._begun(state, asked, given)
            self._known.put(named, known)
        return known

    def _begun(self, state: str, asked: object, given: _Given) -> Study[_Made]:
        if sum(not one.future.done() for one in self._known.all()) >= _MOST:
            said = "too much is being worked out; try again in a minute"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, {"Retry-After": "60"})
        self._worker = self._worker or ThreadPoolExecutor(1, "studies")
        study: Study[_Made] = Study(state, Future())

        def work() -> None:
            since = monotonic()
            try:
                made = self._work(given, study.told)
            except BaseException as error:  # noqa: BLE001 - told to those who wait
                study.future.set_exception(error)
                return
            study.ended = monotonic()
            study.took = study.ended - since
            if asked is None:
                self._latest = study
            study.future.set_result(made)

        self._worker.submit(work)
        return study

    def close(self) -> None:
        """Let the thread go; it comes back when something is asked."""
        if self._worker is not None:
            self._worker.shutdown(wait=False, cancel_futures=True)
        self._worker = None


def failed(future: Future[Any]) -> bool:
    """Whether nothing comes of it."""
    return future.cancelled() or (future.done() and future.exception() is not None)

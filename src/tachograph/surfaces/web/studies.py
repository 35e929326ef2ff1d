"""Forecasts are learned in the background, one after the other: those of today, and of earlier days."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from time import monotonic

from tachograph.core.errors import SourceError
from tachograph.pipeline.consulting import Figures
from tachograph.pipeline.forecasting import Learned
from tachograph.surfaces.web.apart import apart
from tachograph.surfaces.web.learning import learn
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Kept

REST = 20
"""What took a second to make may be so many seconds old before it is made anew, while the ledger goes on changing."""

_MOST = 8  # days for which somebody may wait, one after the other


class PendingError(Exception):
    """What is asked for takes longer: it is still being worked out, ``done`` of ``of`` steps by now."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(done, of)
        self.done, self.of = done, of


@dataclass(eq=False)
class Study:
    """Forecasts being learned from a state of the ledger: how far that is, and what comes of it."""

    state: str
    future: Future[Learned]
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
        """Whether it is not yet so old that it is to be learned anew (after that part of the time that it may be)."""
        return self.ready and monotonic() - self.ended < part * REST * self.took

    async def result(self, patience: float | None) -> Learned:
        """What is learned.

        Raises:
            PendingError: if it takes more than ``patience`` seconds (``None`` for however long it takes).
            Problem: if it cannot be learned.
        """
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self.future)), patience)
        except TimeoutError:
            raise PendingError(self.done, self.of) from None
        except SourceError as error:
            raise Problem.of(error, HTTPStatus.SERVICE_UNAVAILABLE) from None


class Studies:
    """What is or was learned. With ``aside`` a process of its own learns."""

    def __init__(self, *, aside: bool) -> None:
        self._aside = aside
        self._known: Kept[Study] = Kept(_MOST)
        self._learner: ThreadPoolExecutor | None = None
        self._latest: Study | None = None

    @property
    def latest(self) -> Study | None:
        """The last that was learned from what the ledger said at the time."""
        return self._latest

    def of(self, state: str, as_of: date | None, figures: Figures) -> Study:
        """What is learned from the figures that a state of the ledger has as of a day; begun if it is not yet.

        Raises:
            Problem: if too many days are waited for.
        """
        named = f"{state} {as_of}"
        known = self._known.get(named)
        if known is None or failed(known.future):
            known = self._begun(state, as_of, figures)
            self._known.put(named, known)
        return known

    def _begun(self, state: str, as_of: date | None, figures: Figures) -> Study:
        if sum(not one.future.done() for one in self._known.all()) >= _MOST:
            said = "forecasts for too many days are being worked out; try again in a minute"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, {"Retry-After": "60"})
        self._learner = self._learner or ThreadPoolExecutor(1, "learner")
        study = Study(state, Future())

        def work() -> None:
            since = monotonic()
            try:
                made = self._learn(figures, study)
            except BaseException as error:  # noqa: BLE001 - told to those who wait
                study.future.set_exception(error)
                return
            study.ended = monotonic()
            study.took = study.ended - since
            if as_of is None:
                self._latest = study
            study.future.set_result(made)

        self._learner.submit(work)
        return study

    def _learn(self, figures: Figures, study: Study) -> Learned:
        every, found = apart(learn, figures, study.told) if self._aside else learn(figures, study.told)
        return Learned(figures, every, found)

    def close(self) -> None:
        """Let the thread go; it comes back when something is asked."""
        if self._learner is not None:
            self._learner.shutdown(wait=False, cancel_futures=True)
        self._learner = None


def failed(future: Future[Learned]) -> bool:
    """Whether nothing comes of it."""
    return future.cancelled() or (future.done() and future.exception() is not None)

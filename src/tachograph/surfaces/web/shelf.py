"""What the ledger says, worked out once for as long as neither the ledger nor the day changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from starlette.requests import Request

from tachograph.analysis.table import Table
from tachograph.analysis.targets import Chance
from tachograph.core.dispute import Dispute
from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack
from tachograph.ledger import LedgerError
from tachograph.ledger.location import is_server
from tachograph.pipeline import consulting
from tachograph.pipeline.consulting import Figures
from tachograph.pipeline.forecasting import Learned
from tachograph.pipeline.recording import Books
from tachograph.surfaces.web.apart import apart
from tachograph.surfaces.web.learning import learn
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Kept

_MOST = 400  # answers that are kept
_AT_ONCE = 2  # that are worked out: they take a processor each
_LEARNING = 8  # days for which somebody may wait to see forecasts, one after the other
_AGAIN = 60  # seconds after which a database that cannot tell whether it has changed is asked again

_Thing = TypeVar("_Thing")


def today() -> date:
    """The day where the server is."""
    return datetime.now(UTC).astimezone().date()


class PendingError(Exception):
    """What is asked for takes longer: it is still being worked out, ``done`` of ``of`` steps by now."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__(done, of)
        self.done, self.of = done, of


@dataclass(eq=False)
class _Learning:
    """Forecasts being learned: how far that is, and what comes of it."""

    done: int = 0
    of: int = 0
    future: Future[Learned] | None = None

    def told(self, _: str, done: int, of: int) -> None:
        self.done, self.of = done, of


class Shelf:
    """The books that the pages are made from. They are opened for reading only, for each answer anew.

    With ``aside`` what takes seconds is done by a process of its own.
    """

    def __init__(self, books: Books, *, aside: bool = True) -> None:
        self.books = books
        self._aside = aside
        self._known: Kept[Future[Any]] = Kept(_MOST)
        self._workers: ThreadPoolExecutor | None = None
        self._learning: Kept[_Learning] = Kept(_LEARNING)
        self._learner: ThreadPoolExecutor | None = None

    @property
    def state(self) -> str:
        """What changes whenever the ledger or the day does.

        Raises:
            Problem: if there is no ledger any more.
        """
        place = self.books.location
        if is_server(place):
            said = f"{monotonic() // _AGAIN}"
        else:
            try:
                found = Path(place).expanduser().stat()
            except OSError as error:
                gone = LedgerError(place, f"cannot be read ({error.strerror})", "put the file back")
                raise Problem.of(gone, HTTPStatus.SERVICE_UNAVAILABLE) from error
            said = f"{found.st_mtime_ns} {found.st_size}"
        return blake2b(f"{place} {said} {today()}".encode(), digest_size=8).hexdigest()

    async def found(self, key: object, make: Callable[[Books], _Thing]) -> _Thing:
        """What ``make`` makes of the books, in a thread; once for each key, also if several ask at the same time.

        Raises:
            Problem: with what the ledger refuses.
        """
        named = f"{self.state}\n{key!r}"
        known = self._known.get(named)
        if known is None or _failed(known):
            self._workers = self._workers or ThreadPoolExecutor(_AT_ONCE, "shelf")
            known = self._workers.submit(make, self.books)
            self._known.put(named, known)
        try:
            # Shielded: others may wait for it too.
            return await asyncio.shield(asyncio.wrap_future(known))
        except LedgerError as error:
            raise Problem.of(error, HTTPStatus.SERVICE_UNAVAILABLE) from None
        except SourceError as error:  # nobody and nothing is called so
            raise Problem.of(error, HTTPStatus.NOT_FOUND) from None

    def close(self) -> None:
        """Let the threads go; they come back when something is asked."""
        for one in (self._workers, self._learner):
            if one is not None:
                one.shutdown(wait=False, cancel_futures=True)
        self._workers = self._learner = None

    async def table(self, as_of: date | None = None) -> Table:
        """Everything that the ledger says, as it is known or was at the end of a day."""

        def made(books: Books) -> Table:
            known = consulting.figures(books, as_of)
            return Table(known.pack, known.estimates, known.observations)

        return await self.found(("table", as_of), made)

    async def conflicts(self, as_of: date | None = None) -> tuple[Pack, tuple[Dispute, ...]]:
        """What the figures contradict one another in, with the pack that names them."""
        return await self.found(("conflicts", as_of), lambda books: consulting.conflicts(books, as_of))

    async def prepare(self) -> None:
        """Work out what takes long before anybody asks for it."""
        with suppress(Problem):  # whoever asks is told
            await self.odds()
            await self.conflicts()

    async def learned(self, as_of: date | None = None, patience: float | None = None) -> Learned:
        """What the ledger teaches about months to come; once for as long as it stays as it is.

        Raises:
            PendingError: if it takes more than ``patience`` seconds (``None`` for however long it takes).
            Problem: if too many days are waited for.
        """
        table = await self.table(as_of)
        named = f"{self.state}\n{as_of}"
        known = self._learning.get(named)
        if known is None or known.future is None or _failed(known.future):
            known = self._begun(named, Figures(tuple(table.estimates), tuple(table.observations), table.pack))
        assert known.future is not None
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(known.future)), patience)
        except TimeoutError:
            raise PendingError(known.done, known.of) from None
        except SourceError as error:
            raise Problem.of(error, HTTPStatus.SERVICE_UNAVAILABLE) from None

    def _begun(self, named: str, figures: Figures) -> _Learning:
        waiting = [one for one in self._learning.all() if one.future is not None and not one.future.done()]
        if len(waiting) >= _LEARNING:
            said = "forecasts for too many days are being worked out; try again in a minute"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, {"Retry-After": "60"})
        self._learner = self._learner or ThreadPoolExecutor(1, "learner")
        begun = _Learning()
        begun.future = self._learner.submit(self._learn, figures, begun)
        self._learning.put(named, begun)
        return begun

    def _learn(self, figures: Figures, learning: _Learning) -> Learned:
        every, study = apart(learn, figures, learning.told) if self._aside else learn(figures, learning.told)
        return Learned(figures, every, study)

    async def odds(self, as_of: date | None = None, patience: float | None = None) -> Chance:
        """How likely a year's target is reached, as the forecasts have it.

        Raises:
            PendingError: as :meth:`learned`.
        """
        known = await self.learned(as_of, patience)
        return await self.of_table("odds", lambda _: known.odds(), as_of)

    async def of_table(self, key: object, make: Callable[[Table], _Thing], as_of: date | None = None) -> _Thing:
        """What ``make`` makes of that.

        Raises:
            Problem: with what is wrong with the question.
        """
        table = await self.table(as_of)
        return await self.found((key, as_of), lambda _: make(table))


def _failed(future: Future[Any]) -> bool:
    return future.cancelled() or (future.done() and future.exception() is not None)


def shelf_of(request: Request) -> Shelf:
    """The server's shelf.

    Raises:
        Problem: if it has none.
    """
    found: Shelf | None = request.app.state.shelf
    if found is None:
        said = "this server keeps no ledger; start it with: tacho serve --ledger FILE"
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said)
    return found

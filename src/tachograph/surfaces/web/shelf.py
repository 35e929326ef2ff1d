"""What the ledger says, worked out once for as long as neither the ledger nor the day changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from fractions import Fraction
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from starlette.requests import Request

from tachograph.analysis.table import Scope, Table
from tachograph.core.dispute import Dispute
from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.ledger import LedgerError
from tachograph.ledger.location import is_server
from tachograph.pipeline import consulting, forecasting
from tachograph.pipeline.recording import Books
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.store import Kept

_MOST = 400  # answers that are kept
_AT_ONCE = 2  # that are worked out: they take a processor each
_AGAIN = 60  # seconds after which a database that cannot tell whether it has changed is asked again

_Thing = TypeVar("_Thing")


def today() -> date:
    """The day where the server is."""
    return datetime.now(UTC).astimezone().date()


class Shelf:
    """The books that the pages are made from. They are opened for reading only, for each answer anew."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self._known: Kept[Future[Any]] = Kept(_MOST)
        self._workers: ThreadPoolExecutor | None = None

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
        if known is None or known.cancelled() or (known.done() and known.exception() is not None):
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
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=True)
            self._workers = None

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

    async def odds(self, as_of: date | None = None) -> Callable[[Scope, Period, Fraction], float | None]:
        """How likely a year's target is reached, as the forecasts have it."""

        def made(table: Table) -> Callable[[Scope, Period, Fraction], float | None]:
            figures = consulting.Figures(tuple(table.estimates), tuple(table.observations), table.pack)
            return forecasting.learned(figures).odds()

        return await self.of_table("odds", made, as_of)

    async def of_table(self, key: object, make: Callable[[Table], _Thing], as_of: date | None = None) -> _Thing:
        """What ``make`` makes of that.

        Raises:
            Problem: with what is wrong with the question.
        """
        table = await self.table(as_of)
        return await self.found((key, as_of), lambda _: make(table))


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

"""What the ledger says in one state of it, each thing worked out once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import UTC, date, datetime
from http import HTTPStatus
from time import monotonic, thread_time
from typing import Any, TypeVar

from tachograph.analysis.table import Table
from tachograph.analysis.targets import Chance
from tachograph.core.dispute import Dispute
from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.ledger import LedgerError
from tachograph.pipeline import consulting
from tachograph.pipeline.consulting import Figures
from tachograph.pipeline.forecasting import Learned
from tachograph.pipeline.recording import Books
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.reporting import Wanted, Written
from tachograph.surfaces.web.store import Kept
from tachograph.surfaces.web.studies import REST, Studies, Study, failed

_MOST = 400  # answers that are kept

Lessons = Studies[Figures, Learned]
Reports = Studies[Wanted, Written]

_Thing = TypeVar("_Thing")


def today() -> date:
    """The day where the server is."""
    return datetime.now(UTC).astimezone().date()


class Shelf:
    """What the pages of one ``state`` of the ledger are made from.

    The books are opened for reading only, for each answer anew; ``workers`` make the answers. ``study`` is the last
    that was learned when the shelf was set up; what it teaches serves until later figures have been learned from.
    """

    def __init__(self, books: Books, state: str, workers: Executor, lessons: Lessons, reports: Reports) -> None:
        self.books, self.ledger_state = books, state
        self.study: Study[Learned] | None = lessons.latest
        self._lessons = lessons
        self._reports = reports
        self._workers = workers
        self._known: Kept[Future[Any]] = Kept(_MOST)
        self._since = monotonic()
        self._spent = 0.0

    @property
    def state(self) -> str:
        """What changes whenever what the pages say may."""
        return f"{self.ledger_state} {self.study.state if self.study else ''}"

    def behind(self, ledger_state: str) -> bool:
        """Whether the ledger has changed, or what served from earlier has been learned anew."""
        outdated = self.study is not None and self.study.state != self.ledger_state
        return ledger_state != self.ledger_state or (outdated and self._lessons.latest is not self.study)

    @property
    def rested(self) -> bool:
        """Whether it has served long enough for what it took to make."""
        return monotonic() - self._since >= REST * self._spent

    async def found(self, key: object, make: Callable[[Books], _Thing]) -> _Thing:
        """What ``make`` makes of the books, in a thread; once for each key, also if several ask at the same time.

        Raises:
            Problem: with what the ledger refuses.
        """
        named = repr(key)
        known = self._known.get(named)
        if known is None or failed(known):
            known = self._workers.submit(self._made, make)
            self._known.put(named, known)
        try:
            # Shielded: others may wait for it too.
            return await asyncio.shield(asyncio.wrap_future(known))
        except LedgerError as error:
            raise Problem.of(error, HTTPStatus.SERVICE_UNAVAILABLE) from None
        except SourceError as error:  # nobody and nothing is called so
            raise Problem.of(error, HTTPStatus.NOT_FOUND) from None

    def _made(self, make: Callable[[Books], _Thing]) -> _Thing:
        since = thread_time()
        try:
            return make(self.books)
        finally:
            self._spent += thread_time() - since

    async def table(self, as_of: date | None = None) -> Table:
        """Everything that the ledger says, as it is known or was at the end of a day."""

        def made(books: Books) -> Table:
            known = consulting.figures(books, as_of)
            return Table(known.pack, known.estimates, known.observations)

        return await self.found(("table", as_of), made)

    async def conflicts(self, as_of: date | None = None) -> tuple[Pack, tuple[Dispute, ...]]:
        """What the figures contradict one another in, with the pack that names them."""
        return await self.found(("conflicts", as_of), lambda books: consulting.conflicts(books, as_of))

    async def learned(self, as_of: date | None = None, patience: float | None = None) -> Learned:
        """What the ledger teaches about months to come, or taught a short while ago if it has changed since.

        Raises:
            PendingError: if it takes more than ``patience`` seconds (``None`` for however long it takes).
            Problem: if too many days are waited for.
        """
        before = self.study if as_of is None else None
        if before is not None and (before.state == self.ledger_state or before.fresh(0.5)):
            return before.future.result()
        table = await self.table(as_of)
        figures = Figures(tuple(table.estimates), tuple(table.observations), table.pack)
        study = self._lessons.of(self.ledger_state, as_of, figures)
        if before is not None and before.fresh():
            return before.future.result()
        try:
            return await study.result(patience)
        except SourceError as error:
            raise Problem.of(error, HTTPStatus.SERVICE_UNAVAILABLE) from None

    async def report(self, period: Period, as_of: date | None, patience: float | None) -> Written:
        """The report on a month, a quarter or a year.

        Raises:
            PendingError: if it takes more than ``patience`` seconds.
            Problem: if nothing is known of the period, or too many reports are waited for.
        """
        wanted = Wanted(self.books.location, self.books.packs, str(period), as_of)
        try:
            return await self._reports.of(self.ledger_state, wanted, wanted).result(patience)
        except SourceError as error:
            unknown = error.source == str(period)
            raise Problem.of(error, HTTPStatus.NOT_FOUND if unknown else HTTPStatus.SERVICE_UNAVAILABLE) from None

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

"""The shelf that readers are given: renewed when the ledger has changed, but not more often than that is worth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from time import monotonic

from starlette.requests import Request

from tachograph.ledger import LedgerError
from tachograph.ledger.location import is_server
from tachograph.pipeline.consulting import Figures
from tachograph.pipeline.forecasting import Learned
from tachograph.pipeline.recording import Books
from tachograph.surfaces.web.apart import Progress, apart
from tachograph.surfaces.web.learning import learn
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.reporting import write_report
from tachograph.surfaces.web.shelf import Lessons, Reports, Shelf, today
from tachograph.surfaces.web.studies import Studies

_AT_ONCE = 2  # answers that are worked out: they take a processor each
_FRESH = {"no-cache", "max-age=0"}  # what browsers send when a page is reloaded
_AGAIN = 60  # seconds after which a database that cannot tell whether it has changed is asked again


class Library:
    """The books, and the shelf with what was made of them.

    While somebody writes, readers keep the shelf that they had for a while: making all that they ask for after each
    article that comes in would leave no time to answer. A ledger that was quiet is shown as it is.
    """

    def __init__(self, books: Books, *, aside: bool = True) -> None:
        self.books = books
        self._lessons: Lessons = Studies(partial(_learned, aside))
        self._reports: Reports = Studies(partial(apart, write_report) if aside else write_report)
        self._shelf: Shelf | None = None
        self._workers: ThreadPoolExecutor | None = None

    def shelf(self, *, fresh: bool = False) -> Shelf:
        """The shelf of now; with ``fresh`` as the ledger is this moment.

        Raises:
            Problem: if there is no ledger any more.
        """
        state, shelf = self._state(), self._shelf
        if shelf is None or (shelf.behind(state) and (fresh or shelf.rested)):
            self._workers = self._workers or ThreadPoolExecutor(_AT_ONCE, "shelf")
            self._shelf = shelf = Shelf(self.books, state, self._workers, self._lessons, self._reports)
        return shelf

    def _state(self) -> str:
        """What changes whenever the ledger or the day does."""
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

    async def prepare(self) -> None:
        """Work out what takes long before anybody asks for it."""
        with suppress(Problem):  # whoever asks is told
            await self.shelf().odds()
            await self.shelf().conflicts()

    def close(self) -> None:
        """Let the threads go; they come back when something is asked."""
        self._lessons.close()
        self._reports.close()
        if self._workers is not None:
            self._workers.shutdown(wait=False, cancel_futures=True)
        self._workers = self._shelf = None


def _learned(aside: bool, figures: Figures, progress: Progress) -> Learned:  # noqa: FBT001 - given by name of a part
    every, found = apart(learn, figures, progress) if aside else learn(figures, progress)
    return Learned(figures, every, found)


def _words(header: str) -> list[str]:
    return [one.strip().lower() for one in header.split(",")]


def shelf_of(request: Request) -> Shelf:
    """The shelf for a request: the same until it is answered. Who asks for no old answer (reloads) has a fresh one.

    Raises:
        Problem: if the server has none.
    """
    library: Library | None = request.app.state.library
    if library is None:
        said = "this server keeps no ledger; start it with: tacho serve --ledger FILE"
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, said)
    if not hasattr(request.state, "shelf"):
        request.state.shelf = library.shelf(
            fresh=not _FRESH.isdisjoint(_words(request.headers.get("cache-control", "")))
        )
    shelf: Shelf = request.state.shelf
    return shelf

"""The ledger: what was read, where it stood, and what is known from it. Nothing that was recorded is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.estimate import Estimate
from tachograph.core.finding import CheckedDocument
from tachograph.core.forecast import Forecast
from tachograph.core.observation import Observation
from tachograph.core.promise import Event, Promise
from tachograph.ledger import forecasts, records, tables
from tachograph.ledger.backend import Backend
from tachograph.ledger.commitments import event_row, promise_row
from tachograph.ledger.errors import LedgerError
from tachograph.ledger.location import is_server, ledger_file
from tachograph.ledger.migrations import check, done, migrate, steps
from tachograph.ledger.reader import SAME_FIGURE, Reader
from tachograph.ledger.tables import Row, Table
from tachograph.ledger.timing import known_from
from tachograph.ledger.wanted import Wanted

Claimed = tuple[Document, tuple[Claim, ...]]


class Reconcile(Protocol):
    """What makes estimates of the observations of some entities, and those of others that print the same figures."""

    def __call__(self, observations: Sequence[Observation], *, elsewhere: Sequence[Observation]) -> Sequence[Estimate]:
        """The estimates, in an order that depends on the observations only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way into the ledger: checked, with what it observes, promises and tells of.

    ``sketch`` are hashes of its wording.
    """

    checked: CheckedDocument
    observations: tuple[Observation, ...]
    sketch: tuple[int, ...] = ()
    promises: tuple[Promise, ...] = ()
    events: tuple[Event, ...] = ()


class Ledger(Reader):
    """An open ledger that can be written. Each method commits all that it does, or nothing."""

    # --- what was read ------------------------------------------------------------------------------------------------

    def record(self, entries: Sequence[Entry], recorded: datetime) -> int:
        """Add checked documents; how many observations are new.

        ``recorded`` is the time now (UTC, naive). The same text from another place adds the place only.
        """
        documents = [entry.checked.document for entry in entries]
        with self._backend.transaction():
            self._append(tables.DOCUMENTS, map(records.document_row, documents))
            self._append(tables.APPEARANCES, (records.appearance_row(d, recorded) for d in documents))
            self._append(tables.CLAIMS, (records.claim_row(c) for e in entries for c in e.checked.claims))
            self._append(tables.FINDINGS, (row for e in entries for row in _finding_rows(e.checked)))
            self._append(tables.COMMITMENTS, (promise_row(p) for e in entries for p in e.promises))
            self._append(tables.COMMITMENTS, (event_row(v) for e in entries for v in e.events))
            self._append(tables.SKETCHES, ((e.checked.document.id, h) for e in entries for h in e.sketch))
            self._append(tables.UNSORTED, ((d.id,) for d in documents))
            return self._observe([(o, None) for e in entries for o in e.observations], recorded)

    def observe(self, observations: Iterable[Observation], recorded: datetime) -> int:
        """Add figures from a table; how many are new. Those of undated pages are known from now on."""
        with self._backend.transaction():
            return self._observe(
                [(o, known_from(o) if o.published else recorded.date()) for o in observations], recorded
            )

    def load(self, pack: str, edition: str, observations: Iterable[Observation], recorded: datetime) -> None:
        """Bring in a pack's own observations; those of an earlier edition that are gone are retracted."""
        rows = list(observations)
        with self._backend.transaction():
            before = set(records.texts(self.query("SELECT observation FROM loaded WHERE pack = ?", [pack])))
            self._observe([(o, known_from(o)) for o in rows], recorded)
            now = {records.observation_id(o) for o in rows}
            others = set(records.texts(self.query("SELECT observation FROM loaded WHERE pack <> ?", [pack])))
            gone = sorted(before - now - others)
            self._backend.execute("DELETE FROM retractions WHERE observation = ANY(?)", [sorted(now)])
            self._append(tables.RETRACTIONS, ((o, recorded.date(), f"not in edition {edition}") for o in gone))
            for table in (tables.LOADED, tables.LOADS):
                self._backend.execute(f"DELETE FROM {table.name} WHERE pack = ?", [pack])
            self._append(tables.LOADED, ((pack, o) for o in sorted(now)))
            self._append(tables.LOADS, [(pack, edition, recorded)])
            touched = self.query("SELECT DISTINCT entity FROM observations WHERE id = ANY(?)", [gone])
            self._append(tables.STALE, touched)

    def _observe(self, dated: Sequence[tuple[Observation, date | None]], recorded: datetime) -> int:
        rows = [records.observation_row(o, day, recorded) for o, day in dated if records.is_storable(o)]
        added = self._append(tables.OBSERVATIONS, rows)
        if added:
            ids = records.texts(rows)
            touched: set[Row] = {(row[1],) for row in rows}
            touched |= set(self.query(f"SELECT DISTINCT b.entity {SAME_FIGURE} AND a.id = ANY(?)", [ids]))
            self._append(tables.STALE, touched)
        return added

    # --- what follows from it -----------------------------------------------------------------------------------------

    def estimate(self, entities: frozenset[str], reconcile: Reconcile) -> None:
        """Compute the estimates of some entities again, which must be all that depend on one another."""
        names = sorted(entities)
        with self._backend.transaction():
            found = reconcile(self.observations(Wanted(entities)), elsewhere=self.elsewhere(entities))
            mine = "SELECT id FROM estimates WHERE entity = ANY(?)"
            self._backend.execute(f"DELETE FROM grounds WHERE estimate IN ({mine})", [names])
            self._backend.execute("DELETE FROM estimates WHERE entity = ANY(?)", [names])
            self._append(tables.ESTIMATES, map(records.estimate_row, found))
            self._append(tables.GROUNDS, (row for e in found for row in records.ground_rows(e)))
            self._backend.execute("DELETE FROM stale WHERE entity = ANY(?)", [names])

    def keep(self, made: Iterable[Forecast]) -> int:
        """Keep forecasts, to be held to what comes; how many are new. One that says the same as an earlier is not."""
        rows = list(made)
        with self._backend.transaction():
            self._append(tables.EXPECTATIONS, (row for one in rows for row in forecasts.expectation_rows(one)))
            return self._append(tables.FORECASTS, map(forecasts.forecast_row, rows))

    def unsorted(self) -> list[str]:
        """The documents that were not yet compared with the others."""
        return records.texts(self.query("SELECT document FROM unsorted ORDER BY document"))

    def alike(self, document: str) -> list[str]:
        """All documents that share wording with one, directly or through others, itself among them, sorted."""
        found, new = {document}, {document}
        while new:
            rows = self.query(
                "SELECT DISTINCT b.document FROM sketches a JOIN sketches b ON b.hash = a.hash "
                "WHERE a.document = ANY(?)",
                [sorted(new)],
            )
            new = set(records.texts(rows)) - found
            found |= new
        return sorted(found)

    def sort(
        self, documents: Collection[str], copies: Callable[[Sequence[Claimed]], Iterable[tuple[str, str, float]]]
    ) -> None:
        """Find out which of some documents, all that are alike, repeat which: (copy, origin, part of the wording)."""
        names = sorted(documents)
        with self._backend.transaction():
            texts = self.documents(names)
            found = list(copies([(texts[name], tuple(self.claims(name))) for name in names]))
            before = {(c, o) for name in names for c, o, _ in self.copies(name)}
            changed = sorted({copy for copy, _ in before ^ {(c, o) for c, o, _ in found}})
            self._backend.execute("DELETE FROM copies WHERE document = ANY(?)", [names])
            self._append(tables.COPIES, found)
            touched = self.query("SELECT DISTINCT entity FROM observations WHERE document = ANY(?)", [changed])
            self._append(tables.STALE, touched)
            self._backend.execute("DELETE FROM unsorted WHERE document = ANY(?)", [names])

    def _append(self, table: Table, rows: Iterable[Row]) -> int:
        return self._backend.append(table, rows)


def _finding_rows(checked: CheckedDocument) -> Iterator[Row]:
    for number, finding in enumerate(checked.findings):
        yield records.finding_row(checked.document.id, number, finding)


def open_ledger(location: str, *, write: bool, patience: float = 10.0) -> Ledger:
    """Open the ledger at a file or a ``postgresql://`` address, waiting ``patience`` seconds for another's writing.

    For reading it must exist and be of this version; for writing it is made or brought up to date.

    Raises:
        LedgerError: if it cannot be opened.
    """
    backend = _backend(location, write=write, patience=patience)
    try:
        if write:
            migrate(backend)
        else:
            _readable(backend)
    except BaseException:
        backend.close()
        raise
    return Ledger(backend)


def exists(location: str) -> bool:
    """Whether there is a ledger of this version at a location, ready to be read.

    Raises:
        LedgerError: if it cannot be opened though there is something.
    """
    if not is_server(location) and not Path(location).expanduser().exists():
        return False
    backend = _backend(location, write=False, patience=10.0)
    try:
        had = done(backend)
        check(had, backend.place)
        return had == steps()
    finally:
        backend.close()


def _backend(location: str, *, write: bool, patience: float) -> Backend:
    if is_server(location):
        from tachograph.ledger.postgres import PostgresBackend  # noqa: PLC0415 - an extra

        return PostgresBackend(location, write=write)
    from tachograph.ledger.duck import DuckBackend  # noqa: PLC0415 - it takes a tenth of a second to load

    return DuckBackend(ledger_file(location), write=write, patience=patience)


def _readable(backend: Backend) -> None:
    had = done(backend)
    check(had, backend.place)
    if had != steps():
        what = "holds no ledger" if not had else "is a ledger of an older version"
        raise LedgerError(backend.place, what, "add something to it first: tacho add")

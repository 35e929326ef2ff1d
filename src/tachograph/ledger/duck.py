"""The ledger in one DuckDB file."""

from __future__ import annotations

import errno
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from tachograph.ledger.errors import LedgerError
from tachograph.ledger.tables import Row, Table, Value

_STORAGE = "v1.5.0"  # files that DuckDB 1.5 and 2 can both open
_PAUSE = 0.05  # seconds between tries at a locked file, at first
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_NO_ROOM = "the disk is full"
_MAKE_ROOM = "make room and run it again: what was added before is safe"
_LOCK = re.compile(r"\block\b", re.IGNORECASE)
_DAMAGED = "not a valid duckdb database", "checksum", "corrupt", "deserializ", "read enough bytes", "been invalidated"
_FEW = 50  # rows that are quicker sent with the statement than through a file


class DuckBackend:
    """A DuckDB file: one process writes, or several read. Opening waits for a writer to finish, ``patience`` seconds."""

    name = "duckdb"

    def __init__(self, path: Path, *, write: bool, patience: float = 10.0) -> None:
        self.place = str(path)
        self._database = duckdb.connect(
            ":memory:",
            config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
        )
        try:
            self._attach(path, write=write, patience=patience)
        except BaseException:
            self._database.close()
            raise

    def _attach(self, path: Path, *, write: bool, patience: float) -> None:
        quoted = str(path).replace("'", "''")
        options = f"STORAGE_VERSION '{_STORAGE}'" if write else "READ_ONLY"
        deadline = time.monotonic() + patience
        pause = _PAUSE
        while True:
            try:
                self._database.execute(f"ATTACH '{quoted}' AS ledger ({options})")
                self._database.execute("USE ledger")
            except duckdb.Error as error:
                if not _is_lock(error) or time.monotonic() > deadline:
                    raise _trouble(error, self.place) from error
                time.sleep(pause)
                pause = min(2 * pause, 1.0)
            else:
                return

    def query(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> list[Row]:
        try:
            return self._database.execute(sql, list(parameters)).fetchall()
        except duckdb.Error as error:
            raise _trouble(error, self.place) from error

    def execute(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> None:
        self.query(sql, parameters)

    def append(self, table: Table, rows: Iterable[Row]) -> int:
        unique = {tuple(row[table.columns.index(c)] for c in table.key): row for row in rows}
        if not unique:
            return 0
        columns = ", ".join(f'"{c}"' for c in table.columns)
        same = " AND ".join(f"t.{c} = s.{c}" for c in table.key)
        with self._told(), self._staged(table, list(unique.values())) as (source, parameters):
            sql = (
                f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {source} "
                f"WHERE NOT EXISTS (SELECT 1 FROM {table.name} t WHERE {same}) RETURNING 1"
            )
            return len(self.query(sql, parameters))

    @contextmanager
    def _staged(self, table: Table, rows: Sequence[Row]) -> Iterator[tuple[str, list[Value]]]:
        """The rows as something to select from: DuckDB is slow at rows one by one and quick at files of them."""
        columns = ", ".join(f'"{c}"' for c in table.columns)
        if len(rows) <= _FEW:
            holes = ", ".join("(" + ", ".join("?" * len(table.columns)) + ")" for _ in rows)
            yield f"(VALUES {holes}) AS s({columns})", [value for row in rows for value in row]
            return
        with TemporaryDirectory(prefix="tachograph-") as folder:
            path = Path(folder, "rows.ndjson")
            with path.open("w", encoding="utf-8") as file:
                for row in rows:
                    file.write(json.dumps(dict(zip(table.columns, row, strict=True)), default=str) + "\n")
            types = ", ".join(f"{c}: '{t}'" for c, t in self._types(table).items())
            yield f"read_json('{path}', format='newline_delimited', columns={{{types}}}) AS s", []

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Failures of the temporary files that rows pass through."""
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise LedgerError(self.place, _NO_ROOM, _MAKE_ROOM) from error
            what = f"temporary files cannot be written ({error.strerror})"
            raise LedgerError(self.place, what, "check the directory for them (TMPDIR)") from error

    def _types(self, table: Table) -> dict[str, str]:
        known = self.query(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_catalog = 'ledger' AND table_name = ?",
            [table.name],
        )
        types = {str(name): str(kind) for name, kind in known}
        return {f'"{c}"': types[c] for c in table.columns}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.execute("BEGIN TRANSACTION")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            with suppress(LedgerError):  # the first error is the one to tell
                self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        self._database.close()


def _is_lock(error: duckdb.Error) -> bool:
    return _LOCK.search(str(error)) is not None  # not "block"


def _trouble(error: duckdb.Error, place: str) -> LedgerError:
    text = " ".join(str(error).split())
    folded = text.casefold()
    if _is_lock(error):
        return LedgerError(place, "another process is writing to it", "wait until it has finished, and try again")
    if (
        "no space left" in folded
        or "disk is full" in folded
        or "not enough space" in folded
        or "could not write" in folded
    ):
        return LedgerError(place, _NO_ROOM, _MAKE_ROOM)
    if any(sign in folded for sign in _DAMAGED):
        return LedgerError(place, "is damaged, or no ledger", "restore a copy of it, or name another file")
    if "permission denied" in folded or "read-only" in folded or "cannot open file" in folded:
        return LedgerError(place, f"cannot be opened ({text[:160]})", "check the path and its permissions")
    return LedgerError(place, f"the database refuses ({text[:300]})", "run tacho doctor, and report it")

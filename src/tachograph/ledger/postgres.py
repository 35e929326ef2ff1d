"""The ledger in a PostgreSQL database, for a team."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tachograph.ledger.errors import LedgerError
from tachograph.ledger.tables import Row, Table, Value

if TYPE_CHECKING:
    import psycopg

_WRITING = 7_402_113  # the advisory lock that a writer holds: any number, always the same


class PostgresBackend:
    """A PostgreSQL database: many read, and writers take turns."""

    name = "postgresql"

    def __init__(self, address: str, *, write: bool) -> None:
        self.place = _shown(address)
        try:
            import psycopg  # noqa: PLC0415 - an extra
        except ImportError:
            what = "PostgreSQL needs another package"
            raise LedgerError(self.place, what, "install it: pip install 'tachograph[postgres]'") from None
        self._error = psycopg.Error
        with self._told():
            self._connection: psycopg.Connection[Any] = psycopg.connect(address, autocommit=True, connect_timeout=10)
            if not write:
                self._connection.execute("SET default_transaction_read_only = on")

    def query(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> list[Row]:
        with self._told():
            cursor = self._connection.execute(_dialect(sql), [_safe(p) for p in parameters])
            return cursor.fetchall() if cursor.description else []

    def execute(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> None:
        self.query(sql, parameters)

    def append(self, table: Table, rows: Iterable[Row]) -> int:
        unique = {tuple(row[table.columns.index(c)] for c in table.key): row for row in rows}
        if not unique:
            return 0
        columns = ", ".join(f'"{c}"' for c in table.columns)
        same = " AND ".join(f"t.{c} = s.{c}" for c in table.key)
        with self._told(), self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE staged (LIKE {table.name}) ON COMMIT DROP")
            with cursor.copy(f"COPY staged ({columns}) FROM STDIN") as copy:
                for row in unique.values():
                    copy.write_row([_safe(value) for value in row])
            cursor.execute(
                f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM staged s "
                f"WHERE NOT EXISTS (SELECT 1 FROM {table.name} t WHERE {same}) ON CONFLICT DO NOTHING"
            )
            added = cursor.rowcount
            cursor.execute("DROP TABLE staged")
            return added

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._told(), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])
            yield

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            text = " ".join(str(error).split())[:300]
            if "No space left" in text:
                what, mend = "the disk of the server is full", "make room: what was added before is safe"
            elif "connect" in text or "server closed" in text or "terminating" in text:
                what, mend = f"the server does not answer ({text})", "check that it runs, the address and the password"
            else:
                what, mend = f"the database refuses ({text})", "run tacho doctor, and report it"
            raise LedgerError(self.place, what, mend) from error


def _dialect(sql: str) -> str:
    """The statement with PostgreSQL's holes: ours have no question mark or per cent sign inside quotes."""
    return sql.replace("%", "%%").replace("?", "%s")


def _safe(value: Any) -> Any:
    """PostgreSQL holds no NUL characters and no halves of a surrogate pair."""
    return re.sub("[\0\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def _shown(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"

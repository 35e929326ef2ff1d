"""What the ledger needs of a database, so that it is the same on DuckDB and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from tachograph.ledger.tables import Row, Table, Value


class Backend(Protocol):
    """An open database. Statements use ``?`` for parameters, whatever the database itself uses."""

    name: str
    """Of the dialect: the ending of the migrations that are only for it."""

    place: str
    """Where the database is, as the user named it, without a password."""

    def query(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> list[Row]:
        """The rows that a statement gives."""

    def execute(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> None:
        """Run a statement."""

    def append(self, table: Table, rows: Iterable[Row]) -> int:
        """Add the rows whose key is not there yet; how many these were."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing: what is done inside becomes visible to others together, or, on an error, not at all."""

    def close(self) -> None:
        """Let go of the database."""

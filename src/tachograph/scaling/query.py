"""Questions over all parts of a batch, as of one table each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tachograph.core.errors import SourceError
from tachograph.scaling.database import database, parquet
from tachograph.scaling.output import Output

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def over(output: Output, *tables: str) -> Iterator[DuckDBPyConnection]:
    """A database in which the tables of a batch stand under their names, in the order of their parts.

    Raises:
        SourceError: if they are not there or damaged.
    """
    import duckdb  # noqa: PLC0415 - it takes a tenth of a second to load

    with database() as opened:
        try:
            for table in tables:
                rows = parquet(output.place.rows(opened, f"{table}/*.parquet"))
                opened.execute(f"CREATE VIEW {table} AS SELECT * FROM {rows}")
            yield opened
        except duckdb.Error as error:
            what = f"holds no whole batch ({' '.join(str(error).split())[:120]})"
            raise SourceError(output.place.name, what, "run tacho batch again: it makes what is missing") from error

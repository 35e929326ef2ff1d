"""DuckDB in memory, which goes to the network for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def database(*, threads: int | None = None) -> DuckDBPyConnection:
    """A new database; with one thread the order of rows and the bytes of files are always the same."""
    import duckdb  # noqa: PLC0415 - it takes a tenth of a second to load

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(":memory:", config=config if threads is None else config | {"threads": threads})


def parquet(path: Path | str) -> str:
    """The rows of Parquet files, as something to select from."""
    quoted = str(path).replace("'", "''")
    return f"read_parquet('{quoted}')"

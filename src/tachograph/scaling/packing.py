"""Rows as the bytes of Parquet files, and the other way round. Nothing but the rows decides the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from tachograph.core.errors import SourceError
from tachograph.ledger.tables import Row
from tachograph.scaling.database import database
from tachograph.scaling.process import Rows
from tachograph.scaling.tables import types_of

Packed = dict[str, bytes]
"""A Parquet file for each table."""

_OBJECT = 16 * 1024 * 1024  # bytes of a line that DuckDB reads unasked


def pack(rows: Rows) -> Packed:
    """Each table as a Parquet file."""
    return {table: packed(table, of) for table, of in rows.items()}


def packed(table: str, rows: Iterable[Row]) -> bytes:
    """One table as a Parquet file; DuckDB is quick at files of rows and slow at rows one by one.

    Raises:
        SourceError: if there is no room for temporary files.
    """
    import duckdb  # noqa: PLC0415 - it takes a tenth of a second to load

    try:
        return _packed(table, rows)
    except (OSError, duckdb.Error) as error:
        what = f"temporary files cannot be written ({' '.join(str(error).split())[:160]})"
        raise SourceError(
            gettempdir(), what, "make room, or set TMPDIR, and run it again: what is done is kept"
        ) from error


def _packed(table: str, rows: Iterable[Row]) -> bytes:
    types = types_of(table)
    columns = ", ".join(f"\"{c}\": '{t}'" for c, t in types.items())
    with TemporaryDirectory(prefix="tachograph-") as folder, database(threads=1) as opened:
        lines, target = Path(folder, "rows.ndjson"), Path(folder, "table.parquet")
        longest = _write_lines(lines, tuple(types), rows)
        source = (
            f"read_json('{lines}', format='newline_delimited', columns={{{columns}}}, "
            f"maximum_object_size={max(longest + 1, _OBJECT)})"
        )
        opened.execute(f"COPY (SELECT * FROM {source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        return target.read_bytes()


def _write_lines(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows as JSON Lines; the bytes of the longest."""
    longest = 0
    with path.open("wb") as file:
        for row in rows:
            line = json.dumps(dict(zip(columns, row, strict=True)), default=str, ensure_ascii=False).encode() + b"\n"
            longest = max(longest, len(line))
            file.write(line)
    return longest

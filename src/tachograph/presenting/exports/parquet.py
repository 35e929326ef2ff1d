"""Parquet, with what the columns and metrics mean and the sources in the file's own metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tachograph.presenting.exports.jsonl import about
from tachograph.presenting.exports.table import Table
from tachograph.presenting.json import written

_TYPES = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "date": "DATE"}


def render(table: Table) -> bytes:
    """The table as a Parquet file."""
    import duckdb  # noqa: PLC0415 - it takes a tenth of a second to load

    columns = ", ".join(f"\"{c.name}\": '{_TYPES[c.kind]}'" for c in table.columns)
    note = written(about(table)).replace("'", "''")
    with TemporaryDirectory(prefix="tachograph-") as folder, duckdb.connect(":memory:") as database:
        rows, target = Path(folder, "rows.ndjson"), Path(folder, "table.parquet")
        rows.write_text("".join(_lines(table)), encoding="utf-8", errors="replace")
        database.execute(
            f"COPY (SELECT * FROM read_json('{rows}', format='newline_delimited', columns={{{columns}}})) "
            f"TO '{target}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{tachograph: '{note}'}})"
        )
        return target.read_bytes()


def _lines(table: Table) -> Iterator[str]:
    names = [c.name for c in table.columns]
    for row in table.rows:
        values = (None if v is None else v if isinstance(v, int) else str(v) for v in row)
        yield json.dumps(dict(zip(names, values, strict=True))) + "\n"

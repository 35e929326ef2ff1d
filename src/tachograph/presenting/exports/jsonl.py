"""JSON Lines: first a line that says what the columns and metrics mean and where the figures come from."""

from __future__ import annotations

from datetime import date

from tachograph import __version__
from tachograph.presenting.exports.table import Cell, Table
from tachograph.presenting.json import written


def render(table: Table) -> bytes:
    """The table, a line for each row after the first, as UTF-8."""
    head = written({"tachograph": __version__, "table": table.name, **about(table)})
    names = [c.name for c in table.columns]
    rows = (written(dict(zip(names, map(_value, row), strict=True))) for row in table.rows)
    return "".join(f"{line}\n" for line in (head, *rows)).encode("utf-8", "replace")


def about(table: Table) -> dict[str, object]:
    """What the columns and metrics mean, and the sources, for a JSON writer."""
    return {
        "columns": {c.name: c.meaning for c in table.columns},
        "definitions": [
            {"metric": d.metric, "name": d.name, "basis": d.basis or None, "unit": d.unit or None, "meaning": d.meaning}
            for d in table.definitions
        ],
        "sources": list(table.sources),
    }


def _value(value: Cell) -> object:
    return value.isoformat() if isinstance(value, date) else value

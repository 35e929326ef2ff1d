"""Comma-separated values: each row carries what its metric means."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from tachograph.presenting.exports.table import Cell, Table
from tachograph.presenting.inert import inert
from tachograph.presenting.json import plain


def render(table: Table) -> bytes:
    """The table with a column more, the definition of the row's metric, as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(c.name for c in table.columns), "definition"])
    meanings = {d.metric: d.meaning for d in table.definitions}
    place = [c.name for c in table.columns].index("metric")
    for row in table.rows:
        writer.writerow([*map(cell_text, row), meanings.get(str(row[place]), "")])
    return out.getvalue().encode("utf-8", "replace")


def cell_text(value: Cell) -> str:
    """A value as plain text: numbers without exponents or trailing zeros, and nothing a formula."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else inert(str(value))

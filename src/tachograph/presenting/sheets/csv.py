"""Records as CSV: one row each, those behind a figure in one cell."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from tachograph.presenting.inert import inert
from tachograph.presenting.json import written


def render(records: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """The records as CSV with a header; unknown is empty, sources are separated by blanks."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(record.get(column)) for column in columns] for record in records)
    return file.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float() | Decimal():
            return written(value)
        case list():
            return " ".join(dict.fromkeys(item["source"] if isinstance(item, dict) else str(item) for item in value))
        case _:
            return inert(str(value))

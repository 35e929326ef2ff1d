"""An Excel workbook: the figures, what the metrics and columns mean, and the sources, a sheet each."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tachograph.presenting.exports.table import Table

_WIDEST = 48  # characters of a column
_DIGITS = 15  # what a cell of Excel can hold of a number
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook is dated, and the same figures are the same bytes


def render(table: Table) -> bytes:
    """The table as a workbook, numbers as numbers."""
    import xlsxwriter  # noqa: PLC0415 - only where it is asked for

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"Tachograph {table.name}", "created": _FIXED})
        head = book.add_format({"bold": True, "bottom": 1})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        names = [c.name for c in table.columns]
        _sheet(book, table.name.capitalize(), names, table.rows, head, days)
        definitions = [(d.metric, d.name, d.basis, d.unit, d.meaning) for d in table.definitions]
        _sheet(book, "Definitions", ["metric", "name", "basis", "unit", "meaning"], definitions, head, days)
        _sheet(book, "Columns", ["column", "meaning"], [(c.name, c.meaning) for c in table.columns], head, days)
        _sheet(book, "Sources", ["source"], [(s,) for s in table.sources], head, days)
    return out.getvalue()


def _sheet(book: Any, title: str, names: list[str], rows: Any, head: Any, days: Any) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    widths = [len(name) for name in names]
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, head)
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            widths[place] = max(widths[place], len(str(value)) if value is not None else 0)
            _write(sheet, line, place, value, days)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, _WIDEST) + 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(names) - 1)


def _write(sheet: Any, line: int, place: int, value: object, days: Any) -> None:
    match value:
        case None | "":
            return
        case Decimal() if len(value.normalize().as_tuple().digits) > _DIGITS:
            sheet.write_string(line, place, f"{value:f}")
        case Decimal() | int():
            sheet.write_number(line, place, float(value))
        case date():
            sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), days)  # noqa: DTZ001
        case _:
            sheet.write_string(line, place, str(value)[:32_767])

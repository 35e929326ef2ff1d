"""A worksheet with figures and the formulas over them, each formula with the value that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from tachograph.presenting.excerpt import safe

_MOST_TEXT = 32_767  # characters that a cell holds
_WIDEST = 60
FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook is dated, and the same figures are the same bytes

Value = Fraction | float | int | str | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of Excel, without its equals sign, and what it comes to."""

    text: str
    value: Fraction | float | int | str


@dataclass(frozen=True, slots=True)
class Field:
    """A cell: what is in it and how it is written (``units``, ``rate``, ``decimal``, ``text``)."""

    content: Value | Formula
    style: str = "text"


STYLES = {
    "text": {},
    "prose": {"text_wrap": True, "valign": "top"},
    "units": {"num_format": "#,##0"},
    "rate": {"num_format": "+0.0%;-0.0%;0.0%"},
    "part": {"num_format": "0.0%"},
    "decimal": {"num_format": "0.00"},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 12},
    "note": {"italic": True, "font_color": "#5f5c56"},
}


def at(column: int, row: int, *, fixed: bool = False) -> str:
    """The name of a cell, by column and row from 0; ``fixed`` so that copying does not move it."""
    name = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return f"${name}${row + 1}" if fixed else f"{name}{row + 1}"


class Grid:
    """A worksheet that is filled from the top."""

    def __init__(self, book: Any, name: str, styles: dict[str, Any]) -> None:
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._widths: dict[int, int] = {}
        self.row = 0

    def title(self, text: str) -> None:
        """A line in bold over a table."""
        self._sheet.write_string(self.row, 0, safe(text), self._styles["title"])
        self.row += 1

    def heads(self, names: Sequence[str]) -> None:
        """The headings of a table."""
        for column, name in enumerate(names):
            self._sheet.write_string(self.row, column, name, self._styles["head"])
            self._widen(column, max(map(len, name.split()), default=0))
        self.row += 1

    def line(self, fields: Sequence[Field]) -> None:
        """A row of a table."""
        for column, field in enumerate(fields):
            self._write(column, field)
        self.row += 1

    def note(self, text: str) -> None:
        """A line that a reader must know to use the table."""
        self._sheet.write_string(self.row, 0, safe(text)[:_MOST_TEXT], self._styles["note"])
        self.row += 1

    def gap(self) -> None:
        """An empty row."""
        self.row += 1

    def finish(self, *, frozen: tuple[int, int] = (0, 0)) -> None:
        """Set the widths, and what stays in sight."""
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, min(width, _WIDEST) + 2)
        if any(frozen):
            self._sheet.freeze_panes(*frozen)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def _write(self, column: int, field: Field) -> None:
        style, content = self._styles[field.style], field.content
        match content:
            case None | "":
                return
            case Formula():
                value = content.value if isinstance(content.value, str) else float(content.value)
                self._sheet.write_formula(self.row, column, f"={content.text}", style, value)
                self._widen(column, 9)
            case str():
                self._sheet.write_string(self.row, column, safe(content)[:_MOST_TEXT], style)
                self._widen(column, len(content))
            case _:
                self._sheet.write_number(self.row, column, float(content), style)
                self._widen(column, len(f"{float(content):,.0f}"))

    def _widen(self, column: int, width: int) -> None:
        self._widths[column] = max(self._widths.get(column, 0), width)

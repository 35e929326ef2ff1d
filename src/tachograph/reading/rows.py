"""The lines of a table of data, CSV or Excel, however long: cells as values, not as an article shows them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from tachograph.core.errors import SourceError
from tachograph.reading.decoding import codec_of
from tachograph.reading.displayed import shown_value
from tachograph.reading.files import unreadable
from tachograph.reading.raw import LIMIT
from tachograph.reading.sources import shown
from tachograph.reading.workbook import is_workbook, opened

_DELIMITERS = ",\t;|"
_HEAD = 1_000_000  # bytes, by which the encoding is told
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 100_000  # characters of the first line
_PACKED = 10 * LIMIT  # bytes of a workbook, which is read whole


def read_rows(path: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file, each with its number from 1; of a workbook those of its first visible sheet.

    Numbers of a workbook are given in full, not rounded to what is shown; those that are shown as percent end in ``%``,
    and dates are as exact as shown. A CSV file is read as it is used, so it may be of any length.

    Raises:
        SourceError: if it cannot be read, or is neither CSV nor an Excel workbook.
    """
    name = shown(path)
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
        if not head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1]
            codec = codec_of(whole, name)
            with Path(path).open(encoding=codec, newline="") as text:
                yield from _delimited(text, name)
            return
        with Path(path).open("rb") as file:
            data = file.read(_PACKED + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(data) > _PACKED or not is_workbook(data, name):
        raise SourceError(name, "is no workbook, or a huge one", "save its table as CSV")
    yield from _sheet(data, name)


def _delimited(file: TextIO, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file)
    try:
        first = file.readline(_LONGEST)
        reader = csv.reader(chain([first], file), delimiter=max(_DELIMITERS, key=first.count))
        for row in reader:
            yield reader.line_num, [_meant(cell) for cell in row]
    except UnicodeDecodeError as error:
        what = f"is not text in {error.encoding} (after line {reader.line_num})"
        raise SourceError(name, what, "convert it with iconv -f ITS-ENCODING -t UTF-8") from error
    except csv.Error as error:
        what = f"is no table that can be read (line {reader.line_num}: {error})"
        raise SourceError(name, what, "check its quotation marks, or save it as .xlsx") from error


def _sheet(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    with closing(opened(data, name)) as book:
        sheet = next((s for s in book.worksheets if s.sheet_state == "visible"), None)
        if sheet is None:
            raise SourceError(name, "has no visible sheet", "unhide the sheet with the table")
        sheet.reset_dimensions()  # what the file says of its size may be wrong, or huge
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [_value(cell) for cell in row]


def _meant(cell: str) -> str:
    """A cell without the apostrophe by which a text is told from a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _value(cell: Any) -> str:
    value, form = cell.value, cell.number_format if cell.value is not None else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shown_value(value, form)
    if "%" in form:
        return shown_value(Decimal(repr(value)) * 100, "General") + "%"
    return shown_value(value, "General")

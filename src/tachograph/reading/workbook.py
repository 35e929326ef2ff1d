"""Excel workbooks: their visible sheets as text, by openpyxl."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.reading.displayed import shown_value
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE, Content
from tachograph.reading.tabular import rendered

_UNPACKED = 20 * LIMIT  # bytes: sheets pack to about a tenth
_CELLS = 1_000_000
_WORKBOOK = "xl/workbook.xml"
_BINARY_WORKBOOK = "xl/workbook.bin"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_IT = "open it in Excel or LibreOffice and save it as .xlsx"


def is_workbook(data: bytes, name: str) -> bool:
    """Whether the bytes are an .xlsx workbook.

    Raises:
        SourceError: if they are a workbook of a kind that is not read: an old or binary one, or one under a password.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SourceError(name, "is protected by a password", "save it without one")
        raise SourceError(name, "is an old Excel or Word file (.xls, .doc)", _SAVE_IT)
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = {n.lower() for n in parts.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    if _BINARY_WORKBOOK in names:
        raise SourceError(name, "is a binary Excel file (.xlsb)", _SAVE_IT)
    return _WORKBOOK in names


def read_workbook(data: bytes, name: str) -> Content:
    """The visible sheets, each under a line with its name: a line per row, tabs between cells, numbers as shown.

    Formulas give the value that was last computed. Hidden sheets are left out; hidden rows and columns are not told
    from others. Of merged cells the first holds the text.

    Raises:
        SourceError: if the workbook is broken, or unpacks to too much.
    """
    book = opened(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
            text = "\n\n".join(part for part in (_sheet(s, name) for s in sheets) if part)
            title = book.properties.title or None
    except SourceError:
        raise
    except Exception as error:  # it raises of many kinds where the parts of a workbook do not fit
        raise _broken(name, error) from error
    if len(text) > LIMIT:
        raise SourceError(name, TOO_LARGE, SPLIT_IT)
    return Content(text, title)


def opened(data: bytes, name: str) -> Any:
    """The workbook as openpyxl has it, with the values that its formulas last gave.

    Raises:
        SourceError: if the workbook is broken, or unpacks to too much.
    """
    _refuse_bomb(data, name)
    from openpyxl import load_workbook  # noqa: PLC0415  (0.1 s, only workbooks need it)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and rules that it leaves out
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # it raises of many kinds where the parts of a workbook do not fit
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> SourceError:
    return SourceError(name, f"is a broken Excel file ({type(error).__name__})", _SAVE_IT)


def _refuse_bomb(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(info.file_size for info in parts.infolist()) > _UNPACKED:
            what = f"unpacks to more than {_UNPACKED // 1_000_000} MB"
            raise SourceError(name, what, "split it, or save its tables as CSV")


def _sheet(sheet: Any, name: str) -> str:
    """The sheet's name and its rows, without empty lines around or more than one between; empty if it has none."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong, or huge
    lines = rendered(_rows(sheet, name)).split("\n")
    kept = [line for i, line in enumerate(lines) if line.strip() or (i and lines[i - 1].strip())]
    body = "\n".join(kept).strip("\n")
    return f"{sheet.title}\n\n{body}" if body else ""


def _rows(sheet: Any, name: str) -> Iterator[list[str]]:
    count = 0
    for row in sheet.iter_rows():
        count += len(row) + 1
        if count > _CELLS:
            raise SourceError(name, f"has more than {_CELLS:,} cells in a sheet", "split it, or save a part as CSV")
        yield [shown_value(cell.value, cell.number_format if cell.value is not None else "") for cell in row]

"""Tables in CSV and its relatives: which delimiter they use, and their cells as text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from tachograph.core.errors import SourceError
from tachograph.reading.raw import Content
from tachograph.reading.tabular import rendered

_DELIMITERS = "\t;|,"  # where two fit as well, the one that stands less often in numbers and prose
_SAMPLE = 60_000  # characters
_MIN_ROWS = 2
_AGREEING = 0.8  # of the rows that have cells, as wide as most
_LONGEST = 1_000_000  # characters of a cell
_DECIMAL_COMMA = re.compile(r"[-+]?\d{1,3}(?:\.?\d{3})*,(?:\d{1,2}|\d{4,})\s?[%％]?")
_NUMBER_COMMA = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})*,\d+\s?[%％]?|[-+]?\d+,\d+\s?[%％]?|[-+]?\d{1,3}(?:\.\d{3})+")
_DECIMAL_POINT = re.compile(r"[-+]?\d[\d,]*\.(?:\d{1,2}|\d{4,})\s?[%％]?")
_SWAP = str.maketrans(".,", ",.")


def read_delimited(text: str, name: str) -> Content | None:
    """The table as lines of cells between tabs; ``None`` where no delimiter makes it a table.

    Quoted cells may hold delimiters and line ends. Numbers stay as they are written, but for decimal commas, which
    become points (1.234,5 is 1,234.5).

    Raises:
        SourceError: if a quotation mark is never closed.
    """
    delimiter = _delimiter(text)
    if delimiter is None:
        return None
    rows = _rows(text, delimiter, name)
    if _has_decimal_commas(rows):
        rows = [[c.translate(_SWAP) if _NUMBER_COMMA.fullmatch(c.strip()) else c for c in row] for row in rows]
    return Content(rendered(rows))


def _delimiter(text: str) -> str | None:
    """The delimiter that cuts the most lines into as many cells; a line may stand alone as a title."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, reach = None, 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        wide = [w for w in widths if w > 1]
        if len(wide) < _MIN_ROWS or 2 * len(wide) < len(widths):
            continue
        agreeing = Counter(wide).most_common(1)[0][1] / len(wide)
        if agreeing > reach + 0.1:
            best, reach = delimiter, agreeing
    return best if reach >= _AGREEING else None


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    before = csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as error:
        what = f"is no table that can be read (line {reader.line_num}: {error})"
        raise SourceError(name, what, "check its quotation marks, or save it as .xlsx") from error
    finally:
        csv.field_size_limit(before)


def _has_decimal_commas(rows: Sequence[Sequence[str]]) -> bool:
    cells = [cell.strip() for row in rows for cell in row if "," in cell or "." in cell]
    commas = sum(1 for c in cells if _DECIMAL_COMMA.fullmatch(c))
    return commas > 0 and not any(_DECIMAL_POINT.fullmatch(c) for c in cells)

"""The text of a PDF, its pages parted by form feeds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from tachograph.core.errors import SourceError
from tachograph.reading.pdf.columns import blocks
from tachograph.reading.pdf.furniture import without_furniture
from tachograph.reading.pdf.glyphs import pages_of
from tachograph.reading.pdf.lines import Row, rows_of, spaced
from tachograph.reading.pdf.prose import text_of
from tachograph.reading.pdf.streams import refuse_bomb
from tachograph.reading.plain import read_plain
from tachograph.reading.raw import SPLIT_IT, Content

_LONGEST = 5_000_000  # characters; an annual report of 400 pages has about a third of them
_WIDTH = 0.95  # of the room between the margins
_LARGER = 1.25  # times the usual type: a title
_TITLE = range(12, 250)  # characters


def read_pdf(data: bytes, name: str) -> Content:
    """The text in reading order, a form feed between pages; paragraphs and table rows are a line each.

    Page numbers and recurring heads and feet are left out. The date is one that is printed at the start; the file's own
    dates say when it was made, which may be years later.

    Raises:
        SourceError: if the file is broken, under a password, too large, or only pictures of pages.
    """
    refuse_bomb(data, name)
    pages, length, width, height = [], 0, 0.0, 0.0
    for page in pages_of(data, name):
        pages.append(rows_of(page.glyphs))
        length += len(page.glyphs)
        width, height = max(width, page.width), max(height, page.height)
        if length > _LONGEST:
            raise SourceError(name, f"has more than {_LONGEST:,} characters", SPLIT_IT)
    if not length:
        raise SourceError(name, "is pictures of pages, without text", "recognise the text first (ocrmypdf FILE OUT)")
    pages = without_furniture(pages, height)
    text = _bound([_page_text(rows, width) for rows in pages])
    content = read_plain(text)
    return replace(content, title=_title(pages[0]) or content.title)


def _page_text(rows: Sequence[Row], width: float) -> str:
    right = _WIDTH * (width - min((row.left for row in rows), default=0))  # margins are mostly alike on both sides
    return "\n\n".join(text_of(block) for block in blocks(rows, right))


def _bound(pages: Sequence[str]) -> str:
    """The pages, each ended by a form feed but the last; a sentence that runs over the edge stays one line."""
    text = pages[0]
    for before, page in itertools.pairwise(pages):
        runs_over = before[-1:].isalnum() and page[:1].islower() and "\t" not in before.rpartition("\n")[2]
        text += ("\f" if runs_over else "\n\f\n") + page
    return text


def _title(rows: Sequence[Row]) -> str | None:
    """The first lines of the first page that are set in clearly larger type."""
    if not rows:
        return None
    usual = median(row.height for row in rows)
    title = ""
    for row in rows:
        large = row.height > _LARGER * usual
        if title and not large:
            break
        if large:
            title = spaced(title, " ".join(run.text for run in row.runs))
    return title if len(title) in _TITLE and any(map(str.isalpha, title)) else None

"""The characters of a PDF's pages with their places, by pdfium."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple

from tachograph.core.errors import SourceError

_PAGES = 2_000
_GLYPHS = 60_000  # of a page: a full newspaper page has about 30,000
_ALONE = Lock()  # pdfium must not be used by two threads at once
_BROKEN = "open it in a viewer and print it to PDF again, or save it as text"


class Glyph(NamedTuple):
    """A character and its box in points, measured from the top left of the upright page.

    A tuple, since a report has a million of them.
    """

    char: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of a page in the order in which they are drawn, and its size in points as it is read."""

    glyphs: Sequence[Glyph]
    width: float
    height: float


def pages_of(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a file; what is set aslant, or in another direction than most of a page, is left out.

    Raises:
        SourceError: if the file is broken, under a password, or has too many pages.
    """
    import pypdfium2  # noqa: PLC0415  (0.1 s, only PDF needs it)

    with _ALONE:
        try:
            book = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise SourceError(name, "is protected by a password", "save it without one") from error
            raise SourceError(name, "is a broken PDF", _BROKEN) from error
        try:
            if len(book) > _PAGES:
                raise SourceError(name, f"has more than {_PAGES:,} pages", "split it")
            for number in range(len(book)):
                yield _of_page(book, number, name)
        finally:
            book.close()


def _of_page(book: Any, number: int, name: str) -> Page:
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        page = book[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise SourceError(name, f"page {number + 1} is broken", _BROKEN) from error
    try:
        count = min(text.count_chars(), _GLYPHS)
        angle = _main_angle(raw, text.raw, count)
        size = page.get_size() if page.get_rotation() % 180 == 0 else page.get_size()[::-1]
        width, height = size if angle % 2 == 0 else size[::-1]
        return Page(list(_glyphs(raw, text.raw, count, angle, size)), width, height)
    finally:
        text.close()
        page.close()


def _main_angle(raw: Any, text: Any, count: int) -> int:
    """The direction of most of the text, in quarter turns."""
    step = max(1, count // 500)
    turns = Counter(_turn(raw.FPDFText_GetCharAngle(text, i)) for i in range(0, count, step))
    turns.pop(None, None)
    return turns.most_common(1)[0][0] or 0 if turns else 0


def _turn(angle: float) -> int | None:
    turn = angle / (math.pi / 2)
    return round(turn) % 4 if angle >= 0 and abs(turn - round(turn)) < 0.05 else None


def _glyphs(raw: Any, text: Any, count: int, angle: int, size: tuple[float, float]) -> Iterator[Glyph]:
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text, i)
        if raw.FPDFText_IsGenerated(text, i) == 1 or not raw.FPDFText_GetLooseCharBox(text, i, at):
            continue
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in "\u0002\ufffe":  # how pdfium marks a hyphen at the end of a line
            char = "-"
        if char.isspace():
            char = " "
        elif (not char.isprintable() and char != "\u00ad") or _turn(raw.FPDFText_GetCharAngle(text, i)) != angle:
            continue
        yield _upright(char, (box.left, box.right, box.bottom, box.top), angle, size)


def _upright(char: str, box: tuple[float, float, float, float], angle: int, size: tuple[float, float]) -> Glyph:
    """The box as it stands once the text runs from left to right; pdfium measures from the bottom left."""
    left, right, bottom, top = box
    width, height = size
    match angle:
        case 1:  # runs downwards
            return Glyph(char, height - top, height - bottom, width - right, width - left)
        case 2:
            return Glyph(char, width - right, width - left, bottom, top)
        case 3:  # runs upwards
            return Glyph(char, bottom, top, left, right)
        case _:
            return Glyph(char, left, right, height - top, height - bottom)

"""What of a text is shown where space is short, and what is taken out of it for safety."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph.presenting import words
from tachograph.presenting.article import Article, Piece

MOST_EVIDENCE = 3
"""Pieces of evidence that are shown for a finding where space is short."""

_WHOLE = 20_000  # code points up to which an article is shown whole
_NEAR = 6  # pieces kept on each side of a flagged figure
_EDGE = 300  # code points kept at each end of a long run
_FRONT = 40  # lines that front matter takes at most
_GAP = " […] "
_WEB = re.compile(r"https?://[^\s<>\"\x00-\x1f\x7f]+", re.IGNORECASE)

# Control characters drive terminals, and direction overrides make a text read as what it is not.
_UNSAFE = {
    code: "\ufffd"
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if code not in (0x09, 0x0A)
}


def safe(text: str) -> str:
    """The text with control characters and direction overrides replaced one for one."""
    return text.translate(_UNSAFE)


def one_line(text: str) -> str:
    """The text safe and on one line."""
    return " ".join(safe(text).split())


def web_address(source: str) -> str | None:
    """The source if it can be linked to: only http and https addresses."""
    return source if _WEB.fullmatch(source) else None


def front_matter(lines: Sequence[tuple[Piece, ...]]) -> int:
    """How many lines at the top are front matter, which stands between two lines of three hyphens."""
    ends = [n for n, line in enumerate(lines[:_FRONT]) if "".join(piece.text for piece in line).strip() == "---"]
    return ends[1] + 1 if len(ends) > 1 and ends[0] == 0 else 0


def excerpt(article: Article) -> Iterator[tuple[Piece, ...]]:
    """The lines of an article without front matter: all of them, or of a long one what is near its flagged figures."""
    lines = list(article.lines())
    front = front_matter(lines)
    lines = [line for n, line in enumerate(lines) if n >= front or any(piece.mark for piece in line)]
    if len(article.checked.document.text) <= _WHOLE:
        yield from lines
        return
    for line in lines:
        flagged = [n for n, piece in enumerate(line) if piece.mark and piece.mark.verdict in words.FLAGGED]
        if flagged:
            yield tuple(_near(line, flagged))


def _near(line: tuple[Piece, ...], flagged: list[int]) -> Iterator[Piece]:
    shown = 0
    for n in sorted({k for f in flagged for k in range(max(0, f - _NEAR), min(len(line), f + _NEAR + 1))}):
        if n > shown:
            yield Piece(_GAP)
        shown = n + 1
        piece = line[n]
        long = piece.mark is None and len(piece.text) > 2 * _EDGE
        yield Piece(piece.text[:_EDGE] + _GAP + piece.text[-_EDGE:]) if long else piece
    if shown < len(line):
        yield Piece(_GAP)

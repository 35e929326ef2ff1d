"""A long text in parts that fit into a question, cut where paragraphs end."""

from __future__ import annotations

import re

from tachograph.core.span import Span

_ENDS = tuple(map(re.compile, (r"\n[ \t\r]*\n\s*", r"\n", r"[.!?][\"'”’)]*\s+|[。！？；][”』」）]*", r"\s+")))
_SHARE = 3  # a part is at least a third full before a better kind of end is passed over


def cut(text: str, most: int) -> tuple[Span, ...]:
    """``text`` as parts of at most ``most`` code points that together are the whole of it.

    Cut after a paragraph, else after a line, a sentence, a word, else anywhere. Empty for an empty text.
    """
    parts, start = [], 0
    while len(text) - start > most:
        end = _last_end(text, start, start + most)
        parts.append(Span(start, end))
        start = end
    return (*parts, Span(start, len(text))) if start < len(text) else tuple(parts)


def halve(text: str, part: Span) -> tuple[Span, ...]:
    """A part cut in two; itself if it is one code point."""
    if part.end - part.start < 2:
        return (part,)
    inner = cut(part.of(text), (part.end - part.start + 1) // 2)
    middle = part.start + inner[0].end
    return (Span(part.start, middle), Span(middle, part.end)) if middle < part.end else (part,)


def _last_end(text: str, start: int, limit: int) -> int:
    least = start + (limit - start) // _SHARE
    for pattern in _ENDS:
        ends = [match.end() for match in pattern.finditer(text, least, limit)]
        if ends:
            return ends[-1]
    return limit

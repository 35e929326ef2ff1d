"""The words of a clause for what is promised, as short as they can stand."""

from __future__ import annotations

import re

from tachograph.core.span import Span
from tachograph.extraction.deeds.acts import ActMention

_LEADING = re.compile(
    r"(?:[\s,，、:：]|and\b|but\b|with\b|also\b|that\b|the\b|并|還|还|將|将|也|的|会|會|要|于|於|预计|預計|计划|計劃|拟|擬|前(?=[\u4e00-\u9fff]))+",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:that|says|said)\s", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,，、]|\b(?:to|in|by|on|at|from|until|before|within|for|during|of|the|course|end|latest|due|is|are|as|early|late|as soon as)\b|[于於在到至])+$",
    re.IGNORECASE,
)


def what_of(text: str, clause: Span, act: ActMention, time: Span | None) -> Span:
    """From the verb to the time or the end of the clause; where nothing follows the verb, what stands before it too."""
    ends = [clause.end]
    if time is not None and act.span.end <= time.start < clause.end:
        ends = [time.start, clause.end] if time.end < clause.end else [time.start]
    for end in ends:
        made = cut(text, act.span.start, end)
        if made is not None and made.end > act.span.end + 1:
            return made
    start = _start(text, clause, act.span)
    if time is not None and start <= time.start and time.end < act.span.start:
        inside = cut(text, time.end, act.span.end)
        if inside is not None and inside.start < act.span.start:
            return inside
    return cut(text, start, act.span.end) or act.span


def _start(text: str, clause: Span, act: Span) -> int:
    """Where what is said begins: behind "he said that"."""
    said = [m.end() for m in _SAYS.finditer(text, clause.start, act.start)]
    return said[-1] if said else clause.start


def cut(text: str, start: int, end: int) -> Span | None:
    """The range without the small words at its ends; ``None`` if nothing is left."""
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    trailing = _TRAILING.search(text[start:end])
    end = start + trailing.start() if trailing else end
    return Span(start, end) if start < end else None

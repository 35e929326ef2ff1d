"""Plain text and Markdown: what they say of themselves. The text itself is not touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from tachograph.reading.dates import dateline, parse_date, wire_date
from tachograph.reading.raw import Content

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.{0,20000}?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z_]{1,30})[ \t]*:[ \t]*(.+)")
_HEADING = re.compile(r"#{1,2}[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r"=+|-{3,}")
_ENDS_SENTENCE = re.compile(r"[.。!！?？:：;；,，…]+[\"'”’」)）]*")
_HEADER_LINES = 8
_TITLE_LENGTH = 150
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def read_plain(text: str, *, markdown: bool = False) -> Content:
    """The text with the title, outlet and date that its front matter or first lines give."""
    front = _FRONT_MATTER.match(text)
    entries = _entries(front[1]) if front else {}
    start = front.end() if front else 0
    title = entries.get("title") or (_heading(text, start) if markdown else None) or _first_line(text, start)
    outlet = next((entries[k] for k in ("outlet", "publisher", "site", "source") if k in entries), None)
    written = next((parse_date(entries[k]) for k in ("published", "date") if k in entries), None)
    return Content(text, title, outlet, written or _printed_date(text, start))


def _entries(block: str) -> Mapping[str, str]:
    pairs = (m for line in block.splitlines() if (m := _ENTRY.fullmatch(line.strip())))
    return {m[1].lower(): m[2].strip().strip("\"'") for m in pairs}


def _lines(text: str, start: int) -> Iterator[str]:
    return (m[0].strip() for m in _LINE.finditer(text, start))


def _heading(text: str, start: int) -> str | None:
    before = ""
    for line in islice(_lines(text, start), _HEADER_LINES):
        if match := _HEADING.fullmatch(line):
            return match[1] or None
        if before and _UNDERLINE.fullmatch(line):
            return before
        before = line
    return None


def _first_line(text: str, start: int) -> str | None:
    """The first line if it stands as a headline: short, not a sentence or a dateline, with longer text below."""
    lines = _lines(text, start)
    first = next(lines, "")
    if not any(map(str.isalpha, first)) or len(first) > _TITLE_LENGTH or dateline(first):
        return None
    if _ENDS_SENTENCE.search(first[-3:]) or "|" in first:
        return None
    return first if any(len(line) > len(first) for line in lines) else None


def _printed_date(text: str, start: int) -> date | None:
    """The date of a dateline among the first lines, above or at the start of the running text."""
    for line in islice(_lines(text, start), _HEADER_LINES):
        if found := dateline(line) or wire_date(line):
            return found
        if len(line) > _TITLE_LENGTH:
            break
    return None

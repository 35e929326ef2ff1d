"""The place that a text was written in: "HONG KONG, Jan 5, 2026 - …", 香港，2026年1月5日——…; its figures are of no such place."""

from __future__ import annotations

import re

from tachograph.core.span import Span

_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})\.?(?:,?\s\d{4})?"
_OPENS = re.compile(r"[\s*_#>【\[(（「]*(?:[A-Z][\w.]+(?:\s[A-Z][\w.]+)?,\s)?")
_DASH = r"(?:[-–—]+\s|——|/)"
_SOURCE = r"\s?\([^()\n]{1,30}\)"
_GOES_ON = re.compile(
    rf",?\s(?:{_DAY}|\d{{4}}-\d{{2}}-\d{{2}})(?:{_SOURCE})?\s?{_DASH}|,\s{_DAY}[.:,]?\s|{_SOURCE}\s?{_DASH}"
    r"|[，,\s]?(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[电電讯訊]|[，,：:\s]|[-–—]{1,2}|[】\])）」])"
    r"|[（(][^（()）\n]{1,16}[）)]\s?[-–—]{1,2}"
)
_DASHED = re.compile(rf"\s?{_DASH}")  # behind a place in capitals


def is_written_in(text: str, place: Span) -> bool:
    """Whether a name of a place opens a line as the place of writing."""
    start = text.rfind("\n", 0, place.start) + 1
    if _OPENS.fullmatch(text, start, place.start) is None:
        return False
    capitals = place.of(text).isupper()
    return bool(_GOES_ON.match(text, place.end) or (capitals and _DASHED.match(text, place.end)))

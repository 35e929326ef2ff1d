"""Patterns for words in any case.

``re.IGNORECASE`` compares letter by letter and tries every alternative of "targets?|goals?|aims?|…" at every word. A
pattern in lower case over a text in lower case passes over all that begin otherwise, which is several times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tachograph.extraction.script import lower

_lowered = lru_cache(maxsize=4)(lower)  # a document is asked for by place hundreds of times


class Caseless:
    """A pattern, written in lower case, for text in any case; what it matches is given back in lower case.

    ``search`` and ``finditer`` take a short stretch, or a whole text with a place to begin and one to end: a text
    asked for by place is kept in lower case.
    """

    __slots__ = ("_pattern",)

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def search(self, text: str, start: int | None = None, end: int | None = None) -> re.Match[str] | None:
        """The first match, or ``None``."""
        if start is None:
            return self._pattern.search(lower(text))
        return self._pattern.search(_lowered(text), start, len(text) if end is None else end)

    def finditer(self, text: str, start: int | None = None, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches, from left to right."""
        if start is None:
            return self._pattern.finditer(lower(text))
        return self._pattern.finditer(_lowered(text), start, len(text) if end is None else end)

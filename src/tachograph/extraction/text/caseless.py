"""Patterns for words in any case.

``re.IGNORECASE`` compares letter by letter and tries every alternative of "targets?|goals?|aims?|…" at every word. A
pattern in lower case over a text in lower case passes over all that begin otherwise, which is several times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tachograph.extraction.text.script import lower

_CHINESE = re.compile(r"[\u3000-\uffff]")


class Caseless:
    """A pattern, written in lower case, for text in any case; what it matches is given back in lower case.

    ``chinese`` are alternatives that only text with Chinese characters can match: other text is spared them.
    ``needs`` are letters that every Latin alternative has: where they are missing, nothing is tried. ``search`` and
    ``finditer`` take a short stretch, or a whole text with a place to begin and one to end: a text asked for by place
    is kept in lower case.
    """

    __slots__ = ("_latin", "_needs", "_whole")

    def __init__(self, latin: str, chinese: str = "", *, needs: str = "") -> None:
        self._latin = re.compile(latin)
        self._whole = re.compile(f"{latin}|{chinese}") if chinese else self._latin
        self._needs = needs

    def search(self, text: str, start: int | None = None, end: int | None = None) -> re.Match[str] | None:
        """The first match, or ``None``."""
        lowered, chinese = _read(text) if start is None else _kept(text)
        first, last = start or 0, len(text) if end is None else end
        if chinese:
            return self._whole.search(lowered, first, last)
        if self._needs and lowered.find(self._needs, first, last) < 0:
            return None
        return self._latin.search(lowered, first, last)

    def finditer(self, text: str, start: int | None = None, end: int | None = None) -> Iterator[re.Match[str]]:
        """All matches, from left to right."""
        lowered, chinese = _read(text) if start is None else _kept(text)
        pattern = self._whole if chinese else self._latin
        return pattern.finditer(lowered, start or 0, len(text) if end is None else end)


def holds_chinese(text: str) -> bool:
    """Whether a whole text holds Chinese characters: where it does not, no Chinese pattern needs to be tried."""
    return _kept(text)[1]


def _read(text: str) -> tuple[str, bool]:
    """The text in lower case, and whether it holds Chinese characters."""
    return lower(text), not text.isascii() and _CHINESE.search(text) is not None


_kept = lru_cache(maxsize=4)(_read)  # a document is asked for by place hundreds of times

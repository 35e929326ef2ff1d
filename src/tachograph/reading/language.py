"""Which of the two languages a text is in."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def language_of(text: str) -> str:
    """``zh`` if it has more Chinese characters than words in Latin letters, else ``en``.

    A Chinese character is about two thirds of a word, and a Chinese text keeps its Latin brand names: so like is
    compared with like.
    """
    return "zh" if _count(_HAN, text) > _count(_LATIN_WORD, text) else "en"


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))

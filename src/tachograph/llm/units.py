"""Which units a quote says, by the packs' words: the test that a model's unit is the text's unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tachograph.core.pack import Unit
from tachograph.llm.folding import fold, plain

_BINDING = frozenset({"money", "ratio"})  # said in the quote, they settle the unit: "$20,000 cars" are dollars
_SCALES = frozenset("k m b t mn bn tn".split())  # also scale words, so they say no unit
_QUARTERS = re.compile(r"\b(?:a|one|two|three)[ -]quarters?\b", re.IGNORECASE)  # parts, not spans of time
_UNIT_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+){0,3}")


class UnitWords:
    """The packs' units by the words that say them."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self._words = _index((word, u.id) for u in units.values() for words in u.words.values() for word in words)
        self._symbols = _index(((s, u.id) for u in units.values() for s in u.symbols), folded=False)
        self._find = _pattern(self._words)
        self._find_symbol = _pattern(self._symbols)

    def agrees(self, unit: str, quote: str, text: str) -> bool:
        """Whether ``unit`` can be that of ``quote``: what it says is no other, and an unknown unit is in ``text``."""
        known = self._units.get(unit)
        if known is None and not self._in_text(unit, text):
            return False
        dimension = "count" if known is None else known.dimension
        said = [self._units[u] for u in self._said(_QUARTERS.sub("", quote))] if unit != "rank" else []
        binding = [u for u in said if u.dimension in _BINDING]
        if not said:
            return True
        if binding:
            times = unit == "percent" and any(u.id == "times" for u in binding)  # 多1.7倍 is 170 percent more
            return times or any(u.id == unit for u in binding)
        return any(u.id == unit or u.dimension == dimension == "count" for u in said)

    def _said(self, quote: str) -> Iterator[str]:
        taken: list[tuple[int, int]] = []
        for index, pattern, text in (
            (self._symbols, self._find_symbol, plain(quote)),
            (self._words, self._find, fold(quote)),
        ):
            for match in pattern.finditer(text) if pattern else ():
                if not any(match.start() < end and start < match.end() for start, end in taken):
                    taken.append(match.span())
                    yield from index[match.group()]

    @staticmethod
    def _in_text(unit: str, text: str) -> bool:
        """Whether a counted noun that no pack has stands in the text: ``tea_house`` in "40 tea houses"."""
        if not _UNIT_NAME.fullmatch(unit):
            return False
        noun = re.escape(unit).replace("_", "[ -]")
        stem = noun[:-1] + "(?:y|ies)" if noun.endswith("y") else noun + "(?:e?s)?"
        return re.search(rf"(?<![a-z]){stem}(?![a-z])", fold(text)) is not None


def _index(pairs: Iterable[tuple[str, str]], *, folded: bool = True) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word, unit in pairs:
        key = fold(word) if folded else plain(word)
        if key not in _SCALES and unit not in index.setdefault(key, []):
            index[key].append(unit)
    return index


def _pattern(index: Mapping[str, object]) -> re.Pattern[str] | None:
    """The words of an index, longest first; Latin ones only whole."""
    words = sorted(index, key=len, reverse=True)
    alternatives = [
        (r"(?<![A-Za-z])" if word[0].isalpha() and word[0].isascii() else "")
        + re.escape(word)
        + (r"(?![A-Za-z])" if word[-1].isalpha() and word[-1].isascii() else "")
        for word in words
    ]
    return re.compile("|".join(alternatives)) if alternatives else None

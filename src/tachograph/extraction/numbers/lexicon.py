"""The pack's unit words, compiled once for looking at one place of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tachograph.core.pack import Unit
from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.text.script import fold

MONEY = "money"
TIME = "time"
COUNT = "count"
RATIO = "ratio"
LENGTH = "length"


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit word where it stands: the unit's id, its dimension, the segment that the noun implies, and its end."""

    unit: str
    dimension: str
    segment: str | None
    start: int
    end: int
    singular: bool = False  # an English noun in the singular: after a number only as part of a compound


@dataclass(frozen=True, slots=True)
class _Entry:
    spelling: str
    unit: str
    dimension: str
    segment: str | None
    cased: bool  # symbols keep their case: kWh, V, Nm


class UnitLexicon:
    """Unit words by their first characters, longest first; the first unit to claim a spelling keeps it.

    Of ``names`` those count that begin with a unit word ("Yuan Plus"): where one stands, its first word is no unit.
    """

    def __init__(self, units: Mapping[str, Unit] | Iterable[Unit], names: Iterable[str] = ()) -> None:
        # Ratios are grammar (percent, points, times), not words of a trade.
        listed = [u for u in (units.values() if isinstance(units, Mapping) else units) if u.dimension != RATIO]
        entries: dict[tuple[str, bool], _Entry] = {}
        before: dict[str, _Entry] = {}
        for unit in listed:
            segments = {fold(word): segment for word, segment in unit.segments.items()}
            for symbol in unit.symbols:
                entry = _Entry(symbol, unit.id, unit.dimension, None, cased=True)
                entries.setdefault((symbol, True), entry)
                if unit.dimension == MONEY:
                    before.setdefault(symbol, entry)
            for word in (w for words in unit.words.values() for w in words):
                for form in _inflections(fold(word)):
                    segment = segments.get(form, segments.get(fold(word)))
                    entries.setdefault((form, False), _Entry(form, unit.id, unit.dimension, segment, cased=False))
                if unit.dimension == MONEY:
                    for form in _currency_codes(word):
                        before.setdefault(form, _Entry(form, unit.id, unit.dimension, None, cased=True))
        spellings = {form for form, cased in entries if not cased}
        self._singular = {f for f in spellings if len(f) > 2 and any(p != f and p in spellings for p in _plurals(f))}
        self._names = _starting_with(spellings, names)
        self._after = _by_opening(entries.values())
        self._before = _buckets(before.values(), lambda spelling: spelling[-1])

    def at(self, text: str, folded: str, position: int) -> UnitWord | None:
        """The longest unit word or symbol that starts at ``position``, whole."""
        if position >= len(text):
            return None
        entries = self._after.get(folded[position : position + 2]) or self._after.get(folded[position], ())
        for entry in entries:
            source = text if entry.cased else folded
            if source.startswith(entry.spelling, position):
                end = position + len(entry.spelling)
                if (
                    not _continues(folded, end)
                    and not _is_verb(folded, position, end)
                    and not self._names.match(text, position)
                ):
                    singular = not entry.cased and entry.spelling in self._singular
                    return UnitWord(entry.unit, entry.dimension, entry.segment, position, end, singular)
        return None

    def currency_before(self, text: str, position: int) -> UnitWord | None:
        """The currency that ends just before ``position``, across at most one space."""
        end = position
        if end and text[end - 1].isspace():
            end -= 1
        if not end:
            return None
        for entry in self._before.get(text[end - 1].lower(), ()):
            start = end - len(entry.spelling)
            if start >= 0 and text.startswith(entry.spelling, start) and not _joined(text, start):
                return UnitWord(entry.unit, entry.dimension, None, start, end)
        return None


def _starting_with(spellings: set[str], names: Iterable[str]) -> re.Pattern[str]:
    """The names of more than one word whose first is a unit word, also in the plural."""
    found = sorted({n for n in names if n.isascii() and fold(n.partition(" ")[0]) in spellings and " " in n})
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})(?:e?s)?\b" if found else "(?!)")


def _by_opening(entries: Iterable[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    """The entries by their first two characters; those of one character also wherever a longer one begins so."""
    buckets = _buckets(entries, lambda spelling: spelling[:2])
    return {key: held + buckets.get(key[0], ()) if len(key) > 1 else held for key, held in buckets.items()}


def _buckets(entries: Iterable[_Entry], key_of: Callable[[str], str]) -> dict[str, tuple[_Entry, ...]]:
    buckets: dict[str, list[_Entry]] = {}
    for entry in entries:
        buckets.setdefault(key_of(entry.spelling).lower(), []).append(entry)
    # Of equal spellings the symbol comes first: its case has been checked.
    return {key: tuple(sorted(held, key=lambda e: (-len(e.spelling), not e.cased))) for key, held in buckets.items()}


def _inflections(word: str) -> tuple[str, ...]:
    """An English noun in singular and plural; other scripts as they are."""
    if not word.isascii() or len(word) < 2 or not word[-1].isalpha() or word.rpartition(" ")[2] in en.IRREGULAR_PLURALS:
        return (word,)
    if word.endswith("ies") and len(word) > 4:
        return (word, word[:-3] + "y")
    if word.endswith(("sses", "xes", "ches", "shes")):
        return (word, word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (word, word[:-1])
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word, word[:-1] + "ies")
    if word.endswith(("s", "x", "ch", "sh")):
        return (word, word + "es")
    return (word, word + "s")


def _plurals(word: str) -> tuple[str, ...]:
    return (word + "s", word + "es", word[:-1] + "ies") if word.isascii() else ()


def _currency_codes(word: str) -> tuple[str, ...]:
    """How a currency is written before a number: as a code (RMB, Rmb, Rs) or, in Chinese, by its name."""
    if word.isascii():
        return (word.upper(), word.title()) if len(word) <= 3 else ()
    return (word,) if len(word) > 1 else ()


def _is_verb(folded: str, start: int, end: int) -> bool:
    """Whether "won" is what somebody did: it is money only behind a scale or thousands, and before no object."""
    if folded[start:end] != "won":
        return False
    return not en.AMOUNT.search(folded, max(0, start - 12), start) or en.OBJECT.match(folded, end) is not None


def _continues(folded: str, end: int) -> bool:
    """Whether a word goes on at ``end``."""
    if end >= len(folded) or not (folded[end - 1].isascii() and folded[end - 1].isalnum()):
        return False
    return folded[end].isascii() and (
        folded[end].isalnum() or (folded[end] == "-" and folded[end + 1 : end + 2].isalpha())
    )


def _joined(text: str, start: int) -> bool:
    """Whether a Latin word runs into ``start`` from the left."""
    return (
        start > 0
        and text[start].isascii()
        and text[start].isalpha()
        and text[start - 1].isascii()
        and text[start - 1].isalpha()
    )

"""The pack's words found in a text: names, metrics, segments, regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from string import ascii_letters, digits

import ahocorasick_rs

from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.text.script import lower

_COMPOSED = re.compile(r"[\u4e00-\u9fff]{2,}[A-Z]{1,2}\d{1,2}")  # 银河E5 is nothing else
_DESIGNATED = re.compile(
    r"(?<=[\u4e00-\u9fff])[A-Z]{1,2}\d{1,2}(?!\d)"
)  # 银河E5: a word that is a name before a model's letter


class Sort(StrEnum):
    """What a word of the pack stands for."""

    ENTITY = "entity"
    METRIC = "metric"
    SEGMENT = "segment"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the pack where it stands in the text. ``key`` is the id within its sort."""

    span: Span
    sort: Sort
    key: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Word:
    sort: Sort
    key: str
    cased: bool  # spelt with a capital: it must stand so in the text
    weak: bool = False  # a common word too: it counts only where a parent is named


class Vocabulary:
    """A pack's words, compiled once for matching in linear time.

    Names must stand in the text with a capital or in capitals throughout; other words match in any case. The longest
    word wins, and of words of one spelling the first sort in the order entity, metric, segment, region.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._words: dict[str, list[_Word]] = {}
        for entity in pack.entities.values():
            for name in {n for names in entity.names.values() for n in names} | {entity.name}:
                weak = entity.ambiguous and not _COMPOSED.fullmatch(name)
                self._add(name, _Word(Sort.ENTITY, entity.id, _capitalised(name), weak=weak))
                if _has_plural(entity, name):
                    weak = entity.ambiguous or len(name) <= _SHORT
                    self._add(f"{name}s", _Word(Sort.ENTITY, entity.id, cased=True, weak=weak))
            for name in entity.weak:
                self._add(name, _Word(Sort.ENTITY, entity.id, _capitalised(name), weak=True))
        for metric in pack.metrics.values():
            self._add_all(metric.words.values(), Sort.METRIC, metric.id)
        for sort, terms in ((Sort.SEGMENT, pack.segments), (Sort.REGION, pack.regions)):
            for term in terms:
                self._add_all(term.words.values(), sort, term.id)
        self._patterns = sorted(self._words)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The words of the pack in ``text``, in order, with weak names only where the entity, a parent or a sister brand is named too."""
        found = tuple(self._matches(text))
        named = {m.key for m, weak in found if m.sort is Sort.ENTITY and not weak}
        sellers = (e for e in map(self.pack.entities.__getitem__, named) if sells(e))
        houses = {parent.parent for entity in sellers for parent in entity.parents}
        return tuple(
            m
            for m, weak in found
            if not weak
            or self._meant(m.key, named, houses)
            or self._spells_parent(m)
            or _DESIGNATED.match(text, m.span.end)
        )

    def _matches(self, text: str) -> Iterator[tuple[Mention, bool]]:
        # The longest whole word wins, so matches inside words ("Aion S" in "Aion sold") must go before it is chosen.
        found = self._automaton.find_matches_as_indexes(_fold(text), overlapping=True)
        whole = [(start, -end, index) for index, start, end in found if _at_boundaries(text, start, end)]
        done = 0
        for start, negated, index in sorted(whole):
            quote = text[start:-negated]
            words = [w for w in self._words[self._patterns[index]] if not w.cased or _capitalised(quote)]
            if start >= done and words:
                done = -negated
                for word in words if words[0].sort is Sort.METRIC else words[:1]:
                    if word.sort is words[0].sort:  # "vehicle sales" is a count and a revenue: the unit decides
                        yield Mention(Span(start, done), word.sort, word.key, quote), word.weak

    def _spells_parent(self, mention: Mention) -> bool:
        """Whether a Chinese name begins with that of whom it belongs to: 问界M9."""
        if mention.sort is not Sort.ENTITY or mention.quote.isascii():
            return False
        above = (self.pack.entities[m.parent] for m in self.pack.entities[mention.key].parents)
        return any(mention.quote.startswith(n) for e in above for n in e.names.get("zh", ()) if n != mention.quote)

    def _meant(self, key: str, named: set[str], houses: set[str]) -> bool:
        """Whether a weak name is meant: its entity, a parent or, for a brand, a sister in one of the ``houses`` is named."""
        entity = self.pack.entities[key]
        if sells(entity) and any(p.parent in houses for p in entity.parents):
            return True
        ancestors = set(self._ancestors(entity))
        if not ancestors:
            return key in named or any(sells(self.pack.entities[n]) for n in named)
        return key in named or bool(named & ancestors)

    def _ancestors(self, entity: Entity) -> Iterator[str]:
        seen = {entity.id}
        waiting = [entity]
        while waiting:
            for membership in waiting.pop().parents:
                if membership.parent not in seen:
                    seen.add(membership.parent)
                    yield membership.parent
                    waiting.append(self.pack.entities[membership.parent])

    def _add(self, spelling: str, word: _Word) -> None:
        known = self._words.setdefault(_fold(spelling), [])
        if word not in known:
            known.append(word)

    def _add_all(self, spellings: Iterable[Iterable[str]], sort: Sort, key: str) -> None:
        for language in spellings:
            for spelling in language:
                self._add(spelling, _Word(sort, key, sort is Sort.REGION and _capitalised(spelling)))


_VENDOR = (EntityKind.GROUP, EntityKind.MAKER, EntityKind.BRAND, EntityKind.ALLIANCE)


def sells(entity: Entity) -> bool:
    """Whether the entity is a company, brand or alliance, not a model, market or body."""
    return entity.kind in _VENDOR


_SHORT = 4  # letters: "Tanks" may be something else, where no other brand of the house is named
_SHORTEST = 3


def _has_plural(entity: Entity, name: str) -> bool:
    """Whether cars are counted by a name: "2,480 were Denzas", "two thirds were YU7s"."""
    if not name.isascii() or not name[:1].isupper() or " " in name or name.endswith(("s", "S")):
        return False
    if entity.kind is EntityKind.MODEL:
        return name[-1:].isdigit() and not name.isdigit()
    return entity.kind is EntityKind.BRAND and len(name) >= _SHORTEST and name.isalpha()


_IN_NUMBERS = ".,，"
_LATIN = frozenset(ascii_letters + digits)
_ALIKE = str.maketrans(
    {"’": "'", "‑": " ", "-": " ", "\u00a0": " "}
)  # "passenger-car market" and "passenger car market"


def _fold(text: str) -> str:
    """Lower case and hyphens as spaces, with the length kept."""
    return lower(text).translate(_ALIKE)


def _at_boundaries(text: str, start: int, end: int) -> bool:
    """Whether the match is not inside a longer word; Chinese needs no boundary."""
    if start and text[start - 1] in _LATIN and text[start] in _LATIN:
        return False
    if end < len(text) and text[end] in "月年日号" and text[end - 1].isdigit():
        return False  # 领克10月 is Lynk & Co in October
    if _within_number(text, start, end):
        return False
    return not (end < len(text) and text[end] in _LATIN and text[end - 1] in _LATIN)


def _within_number(text: str, start: int, end: int) -> bool:
    """Whether the match is a group of digits of a longer number: no 009 is sold in 761,009 nor in 0.009."""
    if text[start].isdigit() and start > 1 and text[start - 1] in _IN_NUMBERS and text[start - 2].isdigit():
        return True
    follows = text[end : end + 2]
    return text[start:end].isdigit() and len(follows) > 1 and follows[0] in _IN_NUMBERS and follows[1].isdigit()


def _capitalised(quote: str) -> bool:
    return any(c.isupper() for c in quote)


@lru_cache(maxsize=4)
def unit_words(pack: Pack) -> dict[str, str]:
    """What stands for a unit in a header; a currency, a percentage or a rank is told otherwise, a metric is none."""
    metrics = {w for m in pack.metrics.values() for ws in m.words.values() for w in ws}
    words: dict[str, str] = {}
    for unit in pack.units.values():
        if unit.dimension not in ("money", "ratio", "rank", "time"):
            for word in (unit.id, *unit.symbols, *(w for ws in unit.words.values() for w in ws)):
                if word not in metrics:
                    words.setdefault(word, unit.id)
    return words

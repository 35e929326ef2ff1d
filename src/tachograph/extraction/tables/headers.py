"""The header of a table flattened into prose: which of its words stand over which column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tachograph.core.span import Span
from tachograph.extraction.tables import headings as said
from tachograph.extraction.tables.headings import Headings
from tachograph.extraction.times.expressions import Sense
from tachograph.extraction.vocabulary import Sort


class Form(StrEnum):
    """What a column holds, told by its cells."""

    LEVEL = "level"
    RATE = "rate"  # percentages
    RANK = "rank"


class _Trait(StrEnum):
    """What a word or phrase of a header says."""

    TIME = "time"
    COMPARED = "compared"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    GOAL = "goal"
    MEASURE = "measure"  # units, sales, then, now
    ROWS = "rows"  # what the rows are: maker, model, region
    NAME = "name"
    SCOPE = "scope"  # a region or segment
    BRACKET = "bracket"
    WORD = "word"


@dataclass(frozen=True)
class _Atom:
    span: Span
    trait: _Trait
    capital: bool


_ROWS = re.compile(
    r"^(?:auto|car)?(?:makers?|brands?|marques?|models?|compan(?:y|ies)|manufacturers?|vendors?|suppliers?|groups?|regions?"
    r"|countr(?:y|ies)|markets?|items?|categor(?:y|ies)|segments?|names?|months?|quarters?|periods?|types?|metrics?|indicators?"
    r"|品牌|车企|車企|企业|企業|厂商|廠商|车型|車型|地区|地區|项目|項目|月份)$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^(?:units?|sales|volumes?|deliver(?:y|ies)|vehicles|cars|shipments?|value|amount|number|count|total|sold|delivered"
    r"|revenues?|figures?|销量|銷量|交付量|数量|數量)$",
    re.IGNORECASE,
)
_ATOM = re.compile(r"\([^()]*\)|[^\s,:：|()]+")

# Costs: what speaks against a word's standing over a column of some form. Only their order matters.
_ALIEN = 4.0  # a rate's word over a column of levels, a name over any column
_MISSING = 3.0  # a column without a word
_SECOND = 2.0  # two times, or two rates' words, over one column
_VAGUE = 1.0  # words that say nothing of a column's form
_SLIGHT = 0.2
_RATES = (_Trait.COMPARED, _Trait.CHANGE, _Trait.SHARE)
_LONGEST = 60  # words: what stands further before a table is no header
_HOPELESS = 1.5  # per column: a header that fits this badly is none


@dataclass(frozen=True)
class Header:
    """A header taken apart: what stands before it, over each column, and the first row's label."""

    corner: Span | None
    columns: tuple[Span | None, ...]
    label: Span | None


def split_header(
    text: str, opening: Span, forms: Sequence[Form], headings: Headings, *, labelled: bool = False
) -> Header:
    """The cheapest way to deal the words of ``opening`` to a corner, the columns and the first row's label.

    ``labelled`` says that the first row has its label already.
    """
    atoms = _atoms(text, opening, headings)[-_LONGEST:]
    groups = len(forms) + 2
    captioned = _before_colon(text, atoms, len(forms) + (not labelled))

    def cost(start: int, end: int, group: int) -> float:
        part = atoms[start:end]
        if group == 0:
            return sum(_corner_cost(a) for a in part[captioned:]) + (_ALIEN if end < captioned else 0.0)
        if group == groups - 1:
            return _ALIEN * len(part) if labelled else _label_cost(part)
        return _column_cost(part, forms[group - 1])

    @cache
    def best(start: int, group: int) -> tuple[float, tuple[int, ...]]:
        """The cheapest cost of dealing ``atoms[start:]`` from ``group`` on, and where each group ends."""
        if group == groups - 1:
            return cost(start, len(atoms), group), (len(atoms),)
        options = []
        longest = len(atoms) if group == 0 else min(len(atoms), start + 6)
        for end in range(start, longest + 1):
            rest, ends = best(end, group + 1)
            options.append((cost(start, end, group) + rest, (end, *ends)))
        return min(options, key=lambda o: o[0])

    _, ends = best(0, 0)
    starts = (0, *ends[:-1])
    parts = [
        Span(atoms[a].span.start, atoms[b - 1].span.end) if b > a else None for a, b in zip(starts, ends, strict=True)
    ]
    fit = sum(cost(a, b, g) for g, (a, b) in enumerate(zip(starts, ends, strict=True)) if 0 < g < groups - 1)
    if fit > _HOPELESS * len(forms):
        return Header(parts[0], (None,) * len(forms), parts[-1])
    return Header(parts[0], tuple(parts[1:-1]), parts[-1])


def _before_colon(text: str, atoms: Sequence[_Atom], needed: int) -> int:
    """How many words a colon sets apart as the caption, if enough follow it for the columns and the label."""
    for n in range(len(atoms) - needed, 0, -1):
        if re.search("[:：]", text[atoms[n - 1].span.end : atoms[n].span.start]):
            return n
    return 0


def _atoms(text: str, opening: Span, headings: Headings) -> list[_Atom]:
    """The times, names and words of the pack as wholes, and every other word by itself."""
    wholes = [
        (t.span, _Trait.COMPARED if t.sense is Sense.COMPARISON else _Trait.TIME) for t in headings.times_in(opening)
    ]
    traits = {Sort.ENTITY: _Trait.NAME, Sort.REGION: _Trait.SCOPE, Sort.SEGMENT: _Trait.SCOPE}
    wholes += [
        (m.span, _Trait.SHARE if "share" in m.quote.lower() else traits.get(m.sort, _Trait.MEASURE))
        for m in headings.mentions_in(opening)
    ]
    held = sorted((s, t) for s, t in wholes if opening.contains(s))
    atoms: list[_Atom] = []
    at = opening.start
    for span, trait in [*held, (None, _Trait.WORD)]:
        if span is not None and span.start < at:
            continue
        stop = span.start if span else opening.end
        atoms.extend(map(_word, _ATOM.finditer(text, at, stop)))
        if span is not None:
            atoms.append(_Atom(span, trait, text[span.start].isupper()))
            at = span.end
    return atoms


def _word(match: re.Match[str]) -> _Atom:
    word = match.group()
    if word.startswith("("):
        trait = _Trait.BRACKET
    elif said.RANK.match(word):
        trait = _Trait.RANK
    elif said.GOAL.search(word):
        trait = _Trait.GOAL
    elif said.SHARE.search(word) or said.REACHED.search(word):
        trait = _Trait.SHARE
    elif said.CHANGE.search(word) or word.strip("()") == "%":
        trait = _Trait.CHANGE
    elif _ROWS.match(word):
        trait = _Trait.ROWS
    elif _MEASURE.match(word) or said.BEFORE.match(word) or said.NOW.match(word):
        trait = _Trait.MEASURE
    else:
        trait = _Trait.WORD
    return _Atom(Span(match.start(), match.end()), trait, word[0].isupper() or not word.isascii())


def _corner_cost(atom: _Atom) -> float:
    if atom.trait in (*_RATES, _Trait.RANK, _Trait.GOAL):
        return 1.0
    return {_Trait.ROWS: 0.0, _Trait.MEASURE: 0.3, _Trait.TIME: 0.3, _Trait.NAME: 0.3}.get(atom.trait, 0.1)


def _column_cost(part: Sequence[_Atom], form: Form) -> float:
    if not part:
        return _MISSING
    traits = [a.trait for a in part]
    cost = _ALIEN * traits.count(_Trait.NAME)
    cost += _SLIGHT * max(0, len(part) - 1)
    rates = sum(t in _RATES for t in traits)
    times = traits.count(_Trait.TIME)
    if form is Form.RANK:  # before the labels, so the word for what the rows are may follow: "Rank Brand Units"
        return cost + (0.0 if _Trait.RANK in traits else _MISSING)
    cost += _ALIEN * sum(t in (_Trait.RANK, _Trait.ROWS) for t in traits)
    if form is Form.RATE:
        paired = _Trait.SHARE not in traits and traits.count(_Trait.COMPARED) < 2
        cost += _SLIGHT if rates > 1 and paired else _SECOND * max(0, rates - 1)
        cost += _SLIGHT * sum(t in (_Trait.MEASURE, _Trait.GOAL, _Trait.BRACKET, _Trait.TIME) for t in traits)
        return cost + (0.0 if rates else _VAGUE if times or _Trait.GOAL in traits else _SECOND)
    cost += _ALIEN * rates + _SECOND * max(0, times - 1)
    cost += _VAGUE * max(0, traits.count(_Trait.MEASURE) - 1)
    measured = times or any(t in (_Trait.MEASURE, _Trait.GOAL) for t in traits)
    return cost + (0.0 if measured else _SLIGHT if _Trait.BRACKET in traits else _VAGUE)


def _label_cost(part: Sequence[_Atom]) -> float:
    if not part:
        return _ALIEN
    cost = 0.0 if part[0].capital or part[0].trait is _Trait.NAME else _SECOND
    for atom in part:
        match atom.trait:
            case _Trait.NAME | _Trait.SCOPE:
                cost += 0.0
            case _Trait.WORD:
                cost += 0.3 if atom.capital else 0.5
            case _Trait.MEASURE | _Trait.TIME:
                cost += 0.6
            case _:
                cost += _MISSING
    return cost

"""Bare numbers that go on with what an earlier figure counts or measures.

"14 models …, against 23 in April", "129 brands. Only 15 of them", "Svolt (2.4 GWh), Rept Battero (2.0)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tachograph.extraction.numbers.figures import Figure, Form
from tachograph.extraction.what.prices_zh import price_bare

_SET_AGAINST = re.compile(
    r"[^.;\d]{0,60}?,?\s(?:up from|down from|against|versus|vs\.?|compared (?:with|to)|instead of|rather than|(?:fewer|more|less) than)\s"
    r"(?:the\s|only\s|just\s|some\s|about\s)?",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\sof (?:them|these|those)\b", re.IGNORECASE)
_OTHERS_BRACKET = re.compile(r"\)[^().;\n]{0,50}[A-Z][^().;\n]{0,40}\s?\(")
_FOR = re.compile(r"\s(?:for|in)\s(?:the\s|its\s|a\s)?[\w-]")
_FOR_NEXT = re.compile(r"\s(?:for|in)\s[^.;:\d]{2,50}?(?:,|,?\sand)\s(?:\w+\s){0,1}")
_RANGE = 5
_NEAR = 300  # characters that a pronoun reaches back
_NONE = Decimal(0)
_MANY_DAYS = Decimal(1000)
_SMALL = Decimal(100)
_MANIFOLD = 60


_AND_MOVED = re.compile(
    r"(?:\s[\w’'-]+){0,6},?\s(?:and|but|yet|while)\s(?:it\s)?(?:lost|gained|fell|rose|dropped|added|shed|slipped|climbed|grew|down|up|declined|eased|won|gave up|put on)"
    r"(?:\s(?:by|another|about|only|just))*\s"
)
_ON_A_TIME = re.compile(
    r"\s(?:on|from|over|against|compared with|versus)\s(?:the\s|a\s)?(?:year|quarter|month|previous|prior|preceding|first|second|third|fourth|last|[A-Z][a-z]+\b)"
)


def carry_units(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, bare numbers with the unit of the figure that they go on with."""
    carried = list(figures)
    for i in range(1, len(carried)):
        if carried[i].form is Form.NUMBER:
            carried[i] = (
                _priced(text, carried[i - 1], carried[i])
                or _bracketed(text, carried[i - 1], carried[i])
                or _counted(text, carried, i)
                or _moved_on(text, carried[i - 1], carried[i])
                or carried[i]
            )
    return price_bare(text, carried)


def are_near(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one order, as prices of a range of goods are."""
    a, b = abs(one.low or one.high or _NONE), abs(other.low or other.high or _NONE)
    return bool(a) and bool(b) and max(a, b) <= _RANGE * min(a, b)


def _priced(text: str, said: Figure, bare: Figure) -> Figure | None:
    """One of a list of prices, of which only the first says the currency: "253,500 yuan for the basic car, 279,900 for the Pro"."""
    if said.form is not Form.MONEY or not _FOR_NEXT.fullmatch(text, said.full.end, bare.full.start):
        return None
    return _as(bare, said) if _FOR.match(text, bare.full.end) and are_near(bare, said) else None


def _bracketed(text: str, said: Figure, bare: Figure) -> Figure | None:
    """One of a series of names with their figures in brackets, of which only the first says the unit."""
    if said.form not in (Form.UNIT, Form.PERCENT, Form.POINTS) or said.dimension == "time" or bare.scale > 1:
        return None
    if text[bare.full.end : bare.full.end + 1] != ")" or not _OTHERS_BRACKET.fullmatch(
        text, said.full.end, bare.full.start
    ):
        return None
    low, high = bare.low, bare.high
    if low is not None and low < 0 and not text[bare.span.start : bare.span.end].startswith(("-", "−", "–")):
        low, high = abs(low), abs(high) if high is not None else None  # no accountant's bracket
    size, before = abs(low or high or _NONE), abs(said.low or said.high or _NONE)
    if not size or not before or max(size, before) > _MANIFOLD * min(size, before):
        return None
    signed = bare.signed if low == bare.low else 0
    return replace(_as(bare, said), low=low, high=high, signed=signed)


def _counted(text: str, figures: Sequence[Figure], i: int) -> Figure | None:
    """A small number set against things counted before, or said to be some of them."""
    bare = figures[i]
    value = bare.low if bare.low is not None else bare.high
    if value is None or value <= 0 or bare.scale > 1:
        return None
    said = figures[i - 1]
    if said.dimension == "energy" and _OF_THEM.match(text, bare.span.end):
        return _as(bare, said)
    if (
        said.form is Form.PERCENT
        and i > 1
        and figures[i - 2].dimension == "energy"
        and _OF_THEM.match(text, bare.span.end)
    ):
        return _as(bare, figures[i - 2])
    if said.dimension == "time" and value < _MANY_DAYS and _SET_AGAINST.fullmatch(text, said.full.end, bare.full.start):
        return _as(bare, said)
    if value >= _SMALL or value != value.to_integral_value():
        return None
    if _is_count(said) and _SET_AGAINST.fullmatch(text, said.full.end, bare.full.start):
        return _as(bare, said)
    if _OF_THEM.match(text, bare.span.end) is None:
        return None
    before = next((f for f in reversed(figures[max(0, i - 3) : i]) if _is_count(f)), None)
    whole = before.low if before is not None else None
    if before is None or whole is None or whole < value or bare.span.start - before.span.end > _NEAR:
        return None
    return _as(bare, before)


def _moved_on(text: str, said: Figure, bare: Figure) -> Figure | None:
    """A second move of the same thing: "gained 0.6 percentage points on the year and lost 0.4 on the quarter"."""
    if said.form not in (Form.POINTS, Form.PERCENT) or bare.scale > 1 or not bare.span.of(text)[:1].isdigit():
        return None
    moved = _AND_MOVED.fullmatch(text, said.full.end, bare.full.start)
    return _as(bare, said) if moved and _ON_A_TIME.match(text, bare.full.end) else None


def _is_count(figure: Figure) -> bool:
    return figure.form is Form.UNIT and figure.dimension == "count" and figure.known


def _as(bare: Figure, said: Figure) -> Figure:
    return replace(bare, form=said.form, unit=said.unit, segment=said.segment, dimension=said.dimension)

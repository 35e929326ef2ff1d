"""Every figure of a text, exactly where it stands: value or bounds, modifier, unit, and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tachograph.core.quantity import Modifier
from tachograph.core.span import Span
from tachograph.extraction.attaching import Attacher
from tachograph.extraction.exclusions import excluded
from tachograph.extraction.lexicon import UnitLexicon
from tachograph.extraction.loosening import modifier_of
from tachograph.extraction.marks import Form, Mark
from tachograph.extraction.ranges import Pair, pair_up
from tachograph.extraction.scanning import Scanner
from tachograph.extraction.script import fold, plain

__all__ = ["Figure", "Form", "UnitLexicon", "find_figures"]

_BRACKETED = re.compile(r"\($")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a text.

    ``span`` follows the annotation guide: sign, currency, number, scale and an adjoining noun. ``full`` also covers the
    loosening words before it and a rate after it ("over 300,000 cars a year"). ``low`` and ``high`` are in the base
    unit, equal for one number, one of them ``None`` for an open side; percent stays percent. ``unit`` is ``None`` for a
    bare number. The sign is only what was written: ``signed`` is -1 or +1 for an explicit sign, else 0.

    ``noun`` is the noun or currency as written, wherever in the phrase; ``segment`` what it implies ("EVs"). ``per`` is
    the unit after "per", "a", "/" (``each`` for "apiece"). ``scale`` is the factor of the scale word; ``scale_shared``
    says that a range's lower end took it from the upper. ``ordinal`` marks "second" and "500,000th" alike. ``known`` is
    false for a unit that no pack has, made of the plural after the number ("34 sites" are 34 ``site``); ``classifier`` is true for a
    unit told only by a Chinese measure word (32家).

    Conventions of value: "doubled" is a change of +100 percent, "three-fold" +200, "halved" -50; "3.6x" and "four
    times" are 3.6 and 4 ``times``; fractions are percent ("a third" is 33.3333).
    """

    span: Span
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    unit: str | None
    precision: Decimal
    form: Form
    full: Span
    dimension: str | None = None
    signed: int = 0
    noun: str | None = None
    noun_span: Span | None = None
    segment: str | None = None
    per: str | None = None
    scale: int = 1
    scale_shared: bool = False
    ordinal: bool = False
    known: bool = True
    classifier: bool = False

    @property
    def value(self) -> Decimal:
        """The stated number; for a range its lower end."""
        value = self.low if self.low is not None else self.high
        assert value is not None
        return value


def find_figures(text: str, lexicon: UnitLexicon) -> tuple[Figure, ...]:
    """The figures of ``text``, in order. Dates, codes, names and references are not figures."""
    flat, folded = plain(text), fold(text)
    scanner = Scanner(flat, folded, excluded(folded), Attacher(flat, folded, lexicon))
    return tuple(_figure(text, folded, item) for item in pair_up(folded, list(scanner.marks())))


def _figure(text: str, folded: str, item: Mark | Pair) -> Figure:
    return _range(text, item) if isinstance(item, Pair) else _single(text, folded, item)


def _single(text: str, folded: str, mark: Mark) -> Figure:
    modifier, begin = modifier_of(folded, mark)
    low, high = _bounds(mark, modifier)
    if mark.open_side:
        modifier = Modifier.OVER if mark.open_side > 0 else Modifier.UNDER
    return _build(
        text, mark, Span(mark.start, mark.end), Span(begin, max(mark.tail, mark.end)), low, high, modifier, mark.step
    )


def _bounds(mark: Mark, modifier: Modifier) -> tuple[Decimal | None, Decimal | None]:
    if modifier is Modifier.OVER or mark.open_side > 0:
        return mark.value, None
    if modifier is Modifier.UNDER or mark.open_side < 0:
        return None, mark.value
    return mark.value, mark.value


def _range(text: str, pair: Pair) -> Figure:
    low, high = sorted((pair.low.value, pair.high.value))
    step = max(pair.low.step, pair.high.step)
    whole = Span(pair.low.start, pair.high.end)
    mark = pair.high if pair.high.unit or not pair.low.unit else pair.low
    full = Span(pair.begin, max(pair.high.tail, pair.high.end))
    return _build(text, mark, whole, full, low, high, Modifier.BETWEEN, step, shared=pair.shared)


def _build(
    text: str,
    mark: Mark,
    span: Span,
    full: Span,
    low: Decimal | None,
    high: Decimal | None,
    modifier: Modifier,
    step: Decimal,
    *,
    shared: bool = False,
) -> Figure:
    noun = Span(*mark.noun) if mark.noun else None
    return Figure(
        span, low, high, modifier, mark.unit, step, mark.form, full, mark.dimension, mark.signed,
        noun.of(text) if noun else None, noun, mark.segment, mark.per, mark.scale, shared, mark.ordinal, mark.known, mark.classifier,
    )  # fmt: skip


def values(figures: Sequence[Figure]) -> list[Decimal]:
    """The stated numbers of ``figures``."""
    return [f.value for f in figures]

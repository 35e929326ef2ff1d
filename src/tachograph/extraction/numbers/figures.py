"""Every figure of a text, exactly where it stands: value or bounds, modifier, unit, and the noun it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tachograph.core.quantity import Modifier
from tachograph.core.span import Span
from tachograph.extraction.numbers.attaching import Attacher
from tachograph.extraction.numbers.exclusions import excluded
from tachograph.extraction.numbers.lexicon import UnitLexicon
from tachograph.extraction.numbers.loosening import modifier_of
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.ranges import Pair, pair_up, share_scales
from tachograph.extraction.numbers.scanning import Scanner
from tachograph.extraction.text.script import fold, unified

__all__ = ["Figure", "Form", "UnitLexicon", "find_figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a text.

    ``span`` follows the annotation guide: sign, currency, number, scale and an adjoining noun. ``full`` also covers the
    loosening words before it and a rate after it ("over 300,000 cars a year"). ``low`` and ``high`` are in the base
    unit, equal for one number, one of them ``None`` for an open side; percent stays percent. ``unit`` is ``None`` for a
    bare number. The sign is only what was written: ``signed`` is -1 or +1 for an explicit sign, else 0.

    ``noun`` is the noun or currency as written, wherever in the phrase; ``segment`` what it implies ("EVs"). ``per`` is
    the unit after "per", "a", "/" (``each`` for "apiece"). ``scale`` is the factor of the scale word; ``scale_shared``
    says that it is a later number's ("18 and 14.7 million"). ``ordinal`` marks "second" and "500,000th" alike.
    ``known`` is false for a unit that no pack has, made of the plural after the number ("34 sites" are 34 ``site``);
    ``classifier`` is true for a unit told only by a Chinese measure word (32家). Of a range all but the bounds is
    that of its upper end.

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
    flat, folded = unified(text), fold(text)
    scanner = Scanner(flat, folded, excluded(folded), Attacher(flat, folded, lexicon))
    marks = list(scanner.marks())
    share_scales(folded, marks)
    return tuple(
        _range(text, item) if isinstance(item, Pair) else _single(text, folded, item) for item in pair_up(folded, marks)
    )


def _single(text: str, folded: str, mark: Mark) -> Figure:
    modifier, begin = modifier_of(folded, mark)
    if mark.open_side:
        modifier = Modifier.OVER if mark.open_side > 0 else Modifier.UNDER
    low = None if modifier is Modifier.UNDER else mark.value
    high = None if modifier is Modifier.OVER else mark.value
    return _figure(text, mark, (mark.start, begin), (low, high), modifier)


def _range(text: str, pair: Pair) -> Figure:
    a, b = pair.low, pair.high
    b.step, b.shared = max(a.step, b.step), a.shared
    if b.unit is None:
        b.unit, b.form, b.dimension, b.noun = a.unit, a.form, a.dimension, a.noun
    return _figure(text, b, (a.start, pair.begin), (min(a.value, b.value), max(a.value, b.value)), Modifier.BETWEEN)


def _figure(
    text: str, mark: Mark, starts: tuple[int, int], bounds: tuple[Decimal | None, Decimal | None], modifier: Modifier
) -> Figure:
    """The figure of ``mark``; ``starts`` are those of the span and of the span with loosening words."""
    noun = Span(*mark.noun) if mark.noun else None
    return Figure(
        span=Span(starts[0], mark.end),
        low=bounds[0],
        high=bounds[1],
        modifier=modifier,
        unit=mark.unit,
        precision=mark.step,
        form=mark.form,
        full=Span(min(starts), max(mark.tail, mark.end)),
        dimension=mark.dimension,
        signed=mark.signed,
        noun=noun.of(text) if noun else None,
        noun_span=noun,
        segment=mark.segment,
        per=mark.per,
        scale=mark.scale,
        scale_shared=mark.shared,
        ordinal=mark.ordinal,
        known=mark.known,
        classifier=mark.classifier,
    )

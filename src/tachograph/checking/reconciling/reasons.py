"""Why an observation is not followed: what it conflicts with, and what probably happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.corpus.sources import independent
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import about, number, percent, period_words
from tachograph.core.claim import Kind
from tachograph.core.estimate import Cell, Dissent, Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.quantity import Modifier

_TELLING = 1000  # steps of its last digit: smaller figures are the same by chance
_EDITION = Fraction(1, 100)  # two editions of a seller's figure lie no further apart
_MARKET = Fraction(3, 100)  # nor of a market's
_ROUGHLY = Fraction(1, 20)  # how near a figure with its decimal point moved comes to the others
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4)
_SLIPS = 2  # digits that differ in a slip of the pen


@dataclass(frozen=True)
class Reasons:
    """The estimates of a family by entity, and all that is printed."""

    by_entity: Mapping[str, tuple[Estimate, ...]]
    printed: Printed
    pack: Pack

    @classmethod
    def of(cls, estimates: Iterable[Estimate], printed: Printed, pack: Pack) -> Reasons:
        """The reasons that these estimates and what is printed can give."""
        found: dict[str, list[Estimate]] = {}
        for e in estimates:
            found.setdefault(e.cell.entity, []).append(e)
        return cls({k: tuple(v) for k, v in found.items()}, printed, pack)

    def of_dissent(self, dissent: Dissent, estimate: Estimate) -> str:
        """One line: what the others have, and what may have happened."""
        o = dissent.observation
        cause = next(self._causes(o, estimate), "")
        return "; ".join(x for x in (_against(o, estimate), cause) if x)

    def _causes(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        """What may have happened, the most telling first."""
        yield from _scaled(o, estimate)
        yield from self._other_period(o, estimate)
        yield from self._other_subject(o)
        yield from self._other_count(o, estimate)
        yield from _slipped(o, estimate)
        yield from self._edition(o, estimate)

    def _other_period(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        here = estimate.cell
        for e in self.by_entity.get(here.entity, ()):
            if e.cell != here and replace(e.cell, period=here.period) == here and _prints(o, e):
                yield f"it is the figure of {_span(e.cell.period)}{_mistaken(here, e.cell)}"

    def _other_subject(self, o: Observation) -> Iterator[str]:
        figure = o.quantity.unit, Fraction(o.quantity.value)
        for r in self.printed.by_figure.get(figure, ()):
            there = r.observation
            if there.entity != o.entity and canonical(there.period) == canonical(o.period) and _is_telling(o):
                yield f"it is {about(self._name(there.entity), there, self.pack)}, given under another name"

    def _other_count(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        here = estimate.cell
        for e in self.by_entity.get(here.entity, ()):
            if e.cell.period == here.period and e.cell.unit == here.unit and e.cell != here and _prints(o, e):
                yield f"it is the figure of {self._count(e.cell, here)}, another count"

    def _edition(self, o: Observation, estimate: Estimate) -> Iterator[str]:
        entity = self.pack.entities.get(o.entity)
        far = abs(Fraction(o.quantity.value) - estimate.value) / (abs(estimate.value) or 1)
        market = entity is not None and entity.kind is EntityKind.MARKET
        if o.kind is Kind.LEVEL and far <= (_MARKET if market else _EDITION):
            yield f"{percent(far, digits=3)} off, as an early count or a later edition may be"

    def _name(self, entity: str) -> str:
        known = self.pack.entities.get(entity)
        return known.name if known else entity

    def _count(self, there: Cell, here: Cell) -> str:
        known = self.pack.metrics.get(there.metric)
        metric = known.name if known else there.metric
        narrow = " ".join(x for x in (there.region, there.segment.upper(), there.model) if x)
        if there.metric != here.metric:
            return f"{narrow} {metric}".strip()
        return f"{narrow} {metric}" if narrow else f"all {metric}"


def _is_telling(o: Observation) -> bool:
    return abs(o.quantity.value) >= _TELLING * o.quantity.precision


def _prints(o: Observation, e: Estimate) -> bool:
    """Whether a figure is the value of an estimate, to the last digit that it gives, or the round number below."""
    value, step = Fraction(o.quantity.value), Fraction(o.quantity.precision)
    if not e.value or (e.interval.width or 0) > step:
        return False
    if o.quantity.modifier is Modifier.OVER:
        return value <= e.value < value + step and abs(value) >= 10 * step
    return o.quantity.low == o.quantity.high and _is_telling(o) and abs(value - e.value) <= step / 2


def _against(o: Observation, estimate: Estimate) -> str:
    """What stands against a figure."""
    value = f"{number(estimate.value)}%" if o.quantity.unit == "percent" else number(estimate.value)
    count = len(independent([s for s in estimate.support if Fraction(s.quantity.value) == estimate.value]))
    if count:
        return f"{count} independent reports have {value}" if count > 1 else f"another report has {value}"
    return estimate.derivation[0].text if estimate.derivation else f"against {value}"


def _span(period: str) -> str:
    words = period_words(period)
    return words.replace("the time until", "all time until")


def _mistaken(here: Cell, there: Cell) -> str:
    """How one period is taken for another."""
    a, b = parsed(here.period), parsed(there.period)
    if a is None or b is None or a.end != b.end:
        return ""
    if b.start is None:
        return f", given as that of {_span(here.period)}"
    if a.start is None or b.start < a.start:
        return ", the total"
    return ", a part of it"


def _scaled(o: Observation, estimate: Estimate) -> Iterator[str]:
    value = abs(Fraction(o.quantity.value))
    for power in _POWERS:
        there = value / Fraction(10) ** power
        if abs(there - abs(estimate.value)) <= abs(estimate.value) * _ROUGHLY + Fraction(o.quantity.precision) / 10:
            yield f"{10 ** abs(power):,} times too {'large' if power > 0 else 'small'}: the decimal point"


def _slipped(o: Observation, estimate: Estimate) -> Iterator[str]:
    """Digits written wrong, where figures can be compared digit by digit."""
    step = Fraction(o.quantity.precision)
    value, there = abs(Fraction(o.quantity.value)), abs(estimate.value)
    if o.quantity.low != o.quantity.high or min(value, there) < _TELLING * min(step, Fraction(1)):
        return
    whole = estimate.interval.width == 0 and estimate.value.denominator == 1
    if whole and sorted(str(int(value))) == sorted(str(int(there))):
        yield f"digits swapped: {number(value)} for {number(there)}"
    a, b = str(round(value / step)), str(round(there / step))
    if (estimate.interval.width or 0) > 2 * step or len(a) != len(b) or not _is_telling(o):
        return
    wrong = sum(x != y for x, y in zip(a, b, strict=True))
    if wrong == 1:
        yield "one digit differs: a typing slip"
    elif wrong == _SLIPS:
        yield "two digits differ: a typing slip, or an earlier count"

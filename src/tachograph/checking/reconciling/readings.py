"""Observations as readings: of which cell, and what the figure can be if its source is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tachograph.checking.variables import GLOBAL, Scope, Variable, canonical, factor_of, parsed
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Cell
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import EntityKind, Nature, Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

TO_THE_UNIT = 10  # counts that end in one nought are counted, not rounded: those that are not are told by the others
_TELLING = 1000  # and those of four figures and more
_NEAR = Fraction(1, 2000)  # how close "about 405,943" is
_RATE = Fraction(1, 1000)  # levels are restated by so much after a rate was computed from them
_MARKET = Fraction(3, 200)  # offices and associations revise theirs more


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation, the variable it speaks of, and what that can be: as meant, and at most with careless rounding."""

    observation: Observation
    variable: Variable
    interval: Interval
    loose: Interval
    nominal: Fraction

    @property
    def is_flash(self) -> bool:
        """Whether a later edition replaces it."""
        return self.observation.modality is Modality.ESTIMATE

    @property
    def exact(self) -> bool:
        """Whether it says the value to the last digit."""
        return self.interval.low == self.interval.high


def readings(observations: Iterable[Observation], pack: Pack) -> tuple[Reading, ...]:
    """What happened, as the observations say, each once and in an order of their own; aims and forecasts say nothing."""
    found = (_reading(o, pack) for o in sorted(dict.fromkeys(observations), key=_order))
    return tuple(r for r in found if r is not None)


def _order(o: Observation) -> tuple[str, ...]:
    q = o.quantity
    numbers = ("" if n is None else f"{n:040.6f}" for n in (q.low, q.high, q.precision))
    words = (
        o.entity,
        o.metric,
        o.period,
        q.unit,
        q.modifier,
        o.kind,
        o.modality,
        o.basis,
        o.region,
        o.segment,
        o.model,
    )
    ids = (o.published, o.source, o.document, o.claim, o.origin, o.quote)
    return (*(str(w or "") for w in words), *numbers, *(i or "" for i in ids))


def _reading(o: Observation, pack: Pack) -> Reading | None:
    period, basis = canonical(o.period), canonical(o.basis) if o.kind is Kind.CHANGE else (o.basis or "").casefold()
    if o.modality not in (Modality.ACTUAL, Modality.ESTIMATE) or not period:
        return None
    if o.kind not in (Kind.LEVEL, Kind.SHARE, Kind.CHANGE) or (o.kind is Kind.CHANGE and basis in ("", period)):
        return None
    variable = Variable(str(o.kind), scope_of(o, pack), period, basis="" if o.kind is Kind.LEVEL else basis)
    meant, loose = _meant(o, pack), _about(o, 2) if _is_about(o) else _carelessly(o)
    nominal = Interval.exactly(Fraction(o.quantity.value))
    if o.kind is Kind.CHANGE:
        return _rate(o, variable, (meant, loose, nominal), pack)
    return Reading(o, variable, meant, loose, Fraction(o.quantity.value))


def _rate(o: Observation, variable: Variable, said: tuple[Interval, Interval, Interval], pack: Pack) -> Reading | None:
    """A relative change as the factor 1+g; levels may have been restated since it was computed."""
    meant, loose, nominal = (factor_of(o.kind, o.quantity.unit, i) for i in said)
    if meant is None or loose is None or nominal is None or nominal.low is None:
        return None
    meant = _restated(meant, _MARKET if is_market(o.entity, pack) else _RATE)
    return Reading(o, variable, meant, loose, nominal.low)


def scope_of(o: Observation, pack: Pack) -> Scope:
    """Whose figure it is and what it counts; what the entity says already does not narrow it again."""
    entity = pack.entities.get(o.entity)
    region = "" if o.region in (None, GLOBAL) or (entity and o.region == entity.home) else o.region or ""
    segment = "" if entity and o.segment == entity.segment else o.segment or ""
    return Scope(o.entity, o.metric, o.quantity.unit, region, segment, (o.model or "").casefold())


def _meant(o: Observation, pack: Pack) -> Interval:
    """What the figure can be, if the source rounds as it should."""
    q = o.quantity
    value = Fraction(q.value)
    if q.modifier is Modifier.EXACTLY and _counted(o, pack):
        return Interval.exactly(value)
    return _about(o, 1) if _is_about(o) else q.tolerant()


def _is_about(o: Observation) -> bool:
    return o.quantity.modifier is Modifier.ABOUT and o.quantity.low == o.quantity.high


def _carelessly(o: Observation) -> Interval:
    """What a figure can be if it was rounded or cut off either way, as round figures of counts and amounts are."""
    step, interval = Fraction(o.quantity.precision), o.quantity.tolerant()
    if step <= TO_THE_UNIT or o.quantity.low != o.quantity.high:
        return interval
    value = Fraction(o.quantity.value)
    return interval.hull(Interval(value - step, value + step))


def _about(o: Observation, steps: int) -> Interval:
    """What "about" leaves open: a step or two of the last digit that is meant."""
    value = Fraction(o.quantity.value)
    near = max(Fraction(o.quantity.precision) * steps, abs(value) * _NEAR)
    return Interval(value - near, value + near)


def _counted(o: Observation, pack: Pack) -> bool:
    """Whether a figure is a count to the unit."""
    known, unit = pack.metrics.get(o.metric), pack.units.get(o.quantity.unit)
    if o.kind is not Kind.LEVEL or (known and known.nature is Nature.RATIO) or (unit and unit.dimension != "count"):
        return False
    if o.quantity.unit == "percent" or o.quantity.unit.isupper():
        return False
    step = o.quantity.precision
    return step == 1 or (step == TO_THE_UNIT and abs(o.quantity.value) >= _TELLING)


def is_market(entity: str, pack: Pack) -> bool:
    """Whether it is a market, whose figures are revised as a matter of course."""
    known = pack.entities.get(entity)
    return known is not None and known.kind is EntityKind.MARKET


def _restated(interval: Interval, share: Fraction) -> Interval:
    low, high = interval.low, interval.high
    return Interval(None if low is None else low * (1 - share), None if high is None else high * (1 + share))


def cell_of(variable: Variable) -> Cell:
    """The place of the table that a variable is."""
    s = variable.scope
    return Cell(s.subject, s.metric, ordinary(variable.period), s.unit, s.region, s.segment, s.model, variable.basis)


@lru_cache(maxsize=4096)
def ordinary(period: str) -> str:
    """The usual spelling of a period: ``2025-Q1`` for ``2025-01/2025-03``, ``2025-H1``, ``2025``; else the shortest.

    Raises:
        ValueError: if it is not EDTF.
    """
    found = parsed(period)
    if found is None:
        raise ValueError(f"not an EDTF period: {period!r}")
    end, months = found.end, found.whole_months
    if found.start is None:
        month = Period.month(end.year, end.month)
        return str(Period.until(month if month.end == end else Period.day(end)))
    if months in (3, 6, 12) and end.month % months == 0:
        count = end.month // months
        make = {3: Period.quarter, 6: Period.half}.get(months)
        return str(make(end.year, count) if make else Period.year(end.year))
    if months:
        first = Period.month(found.start.year, found.start.month)
        return str(Period.between(first, Period.month(end.year, end.month)))
    return str(Period.between(Period.day(found.start), Period.day(end)))

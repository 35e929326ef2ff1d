"""Targets as they were set, raised and cut: many pages that repeat one are one vintage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.analysis.periods import ordinary
from tachograph.analysis.table import Scope, plain_region
from tachograph.core.claim import Kind, Modality
from tachograph.core.observation import Observation
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

_UNDATED = "9"  # after every date


@dataclass(frozen=True, slots=True)
class Aim:
    """What one page says of a target: bounds as stated, ``None`` for one that is left open."""

    low: Fraction | None
    high: Fraction | None
    precision: Fraction
    said: tuple[Observation, ...]

    @property
    def published(self) -> str:
        """When the page appeared; an empty date is after all others."""
        return self.said[0].published or _UNDATED


@dataclass(frozen=True, slots=True)
class Vintage:
    """A target as it stood from some day on. ``said`` are all that repeat it, the earliest first.

    ``growth`` are the rates that are given with it. ``move`` is ``raised`` or ``cut`` against the vintage before it,
    if the dates tell which came first.
    """

    scope: Scope
    period: Period
    low: Fraction | None
    high: Fraction | None
    said: tuple[Observation, ...]
    growth: tuple[Observation, ...] = ()
    move: str = ""

    @property
    def first(self) -> Observation:
        """Who says it first, as far as is known."""
        return self.said[0]


def vintages(observations: Iterable[Observation], period: Period, pack: Pack) -> tuple[Vintage, ...]:
    """The targets for a period of all sellers, those of each in the order in which they are first heard of."""
    levels: dict[Scope, list[Observation]] = defaultdict(list)
    rates: dict[Scope, list[Observation]] = defaultdict(list)
    for o in observations:
        if o.modality is Modality.TARGET and _is_volume(o, pack) and _same(o.period, period):
            kept = levels if o.kind is Kind.LEVEL else rates if o.kind is Kind.CHANGE else {}
            kept.setdefault(series_of(o, pack), []).append(o)
    found: list[Vintage] = []
    for scope in dict.fromkeys((*levels, *rates)):
        found += _of(scope, period, levels.get(scope, ()), rates.get(scope, ()))
    return tuple(found)


def standing(found: Sequence[Vintage]) -> tuple[Vintage, ...]:
    """Of one seller's vintages those that may be the last: several if their dates do not tell."""
    return tuple(v for v in found if not any(_later(other.first, v.first) for other in found))


def series_of(o: Observation, pack: Pack) -> Scope:
    """Whose target it is. Deliveries and sales of a maker are one series: makers set their aims in either word."""
    metric = pack.metrics[o.metric]
    named = plain_metrics(pack)[0].id if is_plain(metric, pack) else o.metric
    entity = pack.entities.get(o.entity)
    segment = "" if entity and o.segment == entity.segment else o.segment or ""
    region = plain_region(o.metric, o.region or "", pack)
    return Scope(o.entity, named, segment, (o.model or "").casefold(), region)


def is_plain(metric: Metric, pack: Pack) -> bool:
    """Whether a metric is what a maker sells, on no basis but its own."""
    plain = metric.nature is Nature.FLOW and metric.basis is None and not metric.within
    return plain and metric.unit == pack.main_unit and "members" in metric.additive


def plain_metrics(pack: Pack) -> list[Metric]:
    """What a maker sells, in the words that there are for it."""
    return [m for m in pack.metrics.values() if is_plain(m, pack)]


def _is_volume(o: Observation, pack: Pack) -> bool:
    metric = pack.metrics.get(o.metric)
    flow = metric is not None and metric.nature is Nature.FLOW and metric.unit == pack.main_unit
    return flow and o.quantity.unit in (pack.main_unit, "percent")


def _same(text: str, period: Period) -> bool:
    try:
        return ordinary(text) == str(period)
    except ValueError:
        return False


def _of(scope: Scope, period: Period, levels: Sequence[Observation], rates: Sequence[Observation]) -> Iterator[Vintage]:
    groups = _alike([aim for page in _by_page(levels) for aim in _aims(page)])
    made = [_vintage(scope, period, group, rates) for group in groups]
    made.sort(key=lambda v: (v.first.published or _UNDATED, v.low or v.high or Fraction(0)))
    used = {o for v in made for o in v.growth}
    alone = [o for o in rates if o not in used]
    if alone and not made:
        said = sorted(alone, key=lambda o: o.published or _UNDATED)
        made.append(Vintage(scope, period, None, None, tuple(said), tuple(said)))
    before: Vintage | None = None
    for vintage in made:
        yield Vintage(
            vintage.scope, period, vintage.low, vintage.high, vintage.said, vintage.growth, _move(before, vintage)
        )
        before = vintage


def _by_page(observations: Sequence[Observation]) -> Iterator[list[Observation]]:
    pages: dict[tuple[str, str | None], list[Observation]] = {}
    for o in observations:
        pages.setdefault((o.source, o.published), []).append(o)
    yield from pages.values()


def _aims(page: Sequence[Observation]) -> Iterator[Aim]:
    """Each target of a page; "over 550,000" and "under 600,000" are the ends of one range."""
    unders = sorted((o for o in page if o.quantity.modifier is Modifier.UNDER), key=_value)
    for o in sorted(page, key=_value):
        match o.quantity.modifier:
            case Modifier.UNDER:
                continue
            case Modifier.OVER:
                end = next((u for u in unders if _value(u) > _value(o)), None)
                if end is not None:
                    unders.remove(end)
                    yield Aim(_value(o), _value(end), _step(o, end), (o, end))
                else:
                    yield Aim(_value(o), None, _step(o), (o,))
            case _:
                low, high = o.quantity.low, o.quantity.high
                yield Aim(
                    None if low is None else Fraction(low), None if high is None else Fraction(high), _step(o), (o,)
                )
    yield from (Aim(None, _value(u), _step(u), (u,)) for u in unders)


def _alike(aims: Sequence[Aim]) -> list[list[Aim]]:
    """The aims that are one target, however coarsely it is told: each with the more numerous of those it fits."""
    counts = Counter((aim.low, aim.high or aim.low) for aim in aims)
    groups: list[list[Aim]] = []
    for aim in sorted(aims, key=lambda a: (-counts[a.low, a.high or a.low], a.precision, a.published)):
        home = next((group for group in groups if _fits(aim, group[0])), None)
        if home is None:
            groups.append([aim])
        else:
            home.append(aim)
    return groups


def _fits(one: Aim, other: Aim) -> bool:
    step = max(one.precision, other.precision)
    ends = ((one.low or one.high, other.low or other.high), (one.high or one.low, other.high or other.low))
    return all(a is not None and b is not None and abs(a - b) < step for a, b in ends)


def _vintage(scope: Scope, period: Period, group: Sequence[Aim], rates: Sequence[Observation]) -> Vintage:
    said = sorted(group, key=lambda a: (a.published, a.said[0].source))
    pages = {aim.said[0].source for aim in group}
    growth = tuple(o for o in rates if o.source in pages)
    head = group[0]
    closed = next((a for a in group if a.low == head.low and a.high is not None), head)
    return Vintage(scope, period, closed.low, closed.high, tuple(o for aim in said for o in aim.said), growth)


def _move(before: Vintage | None, now: Vintage) -> str:
    if before is None or now.low is None or before.low is None or not _later(now.first, before.first):
        return ""
    return "raised" if now.low > before.low else "cut" if now.low < before.low else ""


def _later(now: Observation, before: Observation) -> bool:
    """Whether one appeared certainly after another."""
    if not now.published or not before.published:
        return False
    start = Period.parse(now.published).start
    return start is not None and start > Period.parse(before.published).end


def _value(o: Observation) -> Fraction:
    return Fraction(o.quantity.value)


def _step(*observations: Observation) -> Fraction:
    return max(Fraction(o.quantity.precision) for o in observations)

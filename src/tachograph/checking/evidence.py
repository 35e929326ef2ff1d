"""What the packaged observations say of a figure.

Evidence is noisy: sources copy one another, mistype and confuse names. One source that says the same supports a
figure; only two independent ones (different hosts) that agree on another value speak against it, and only if none
supports it under any definition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from tachograph.checking.variables import GLOBAL, Scope, canonical, parsed
from tachograph.checking.wording import about, money, period_words
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.finding import Evidence
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.site import host_of

UNITS_SOLD = frozenset({"deliveries", "sales"})  # what a seller hands over; texts and sources use both words
RESTATED = Fraction(3, 200)
"""What later editions change in a market's figure, or in an amount of money, as a share of it."""
_SYMBOL = 3  # letters: km, kWh, CNY
_SHOWN = 4  # sources printed with a finding
_FAR_BELOW, _FAR_ABOVE = 0.7, 1.4  # beyond this, no rounding makes two figures one
_CURRENCY = re.compile(r"[A-Z]{3}")
_Key = TypeVar("_Key")
_ROUND = Fraction(1, 5)  # a figure rounded to more than this share of itself is like any other


@dataclass(frozen=True, slots=True)
class Record:
    """An observation with its scope and period as the network writes them."""

    scope: Scope
    period: str
    basis: str
    observation: Observation
    host: str

    @property
    def interval(self) -> Interval:
        return self.observation.quantity.interval()


@dataclass(frozen=True)
class Records:
    """The observations of one entity, by period and by what they count."""

    observations: tuple[Observation, ...]
    pack: Pack

    @classmethod
    def of(cls, entity: str, pack: Pack) -> Records:
        """The same records for every text that is checked with a pack."""
        return _by_entity(pack).get(entity) or cls((), pack)

    @cached_property
    def rows(self) -> tuple[Record, ...]:
        return tuple(_record(o, self.pack) for o in self.observations)

    @cached_property
    def by_period(self) -> dict[str, tuple[Record, ...]]:
        return _grouped(self.rows, lambda row: row.period)

    @cached_property
    def _by_months(self) -> dict[int, list[tuple[Period, tuple[Record, ...]]]]:
        out: dict[int, list[tuple[Period, tuple[Record, ...]]]] = {}
        for rows in self.by_period.values():
            when = parsed(rows[0].observation.period)
            if when is not None and when.whole_months is not None:
                out.setdefault(when.whole_months, []).append((when, rows))
        return out

    @cached_property
    def by_scope(self) -> dict[Scope, tuple[Record, ...]]:
        return _grouped(self.rows, lambda row: row.scope)

    def level(self, metric: str, period: str) -> Record | None:
        """The most exact of the records of a metric and period on which several hosts agree."""
        key = metric, period
        if key not in self._levels:
            self._levels[key] = min(agreed(self._told.get(key, ())), key=exactness, default=None)
        return self._levels[key]

    @cached_property
    def _told(self) -> dict[tuple[str, str], tuple[Record, ...]]:
        plain = [r for r in self.rows if _is_whole_level(r)]
        return _grouped(plain, lambda row: (row.scope.metric, row.period))

    @cached_property
    def _levels(self) -> dict[tuple[str, str], Record | None]:
        return {}

    def at(self, period: str) -> tuple[Record, ...]:
        return self.by_period.get(period, ())

    def as_long_as(self, period: Period) -> Sequence[tuple[Period, tuple[Record, ...]]]:
        """The periods of as many whole months, each with its records."""
        return self._by_months.get(period.whole_months or 0, ())

    def of_scope(self, scope: Scope) -> tuple[Record, ...]:
        return self.by_scope.get(scope, ())


def _grouped(rows: Sequence[Record], key: Callable[[Record], _Key]) -> dict[_Key, tuple[Record, ...]]:
    out: dict[_Key, list[Record]] = {}
    for row in rows:
        out.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=2)  # packs
def _by_entity(pack: Pack) -> dict[str, Records]:
    return {entity: Records(pack.observed(entity), pack) for entity in pack.entities}


def _record(o: Observation, pack: Pack) -> Record:
    entity = pack.entities[o.entity]
    region = "" if o.region in (None, GLOBAL, entity.home) else o.region or ""
    segment = "" if o.segment in (None, entity.segment) else o.segment or ""
    scope = Scope(o.entity, o.metric, o.quantity.unit, region, segment, (o.model or "").casefold())
    return Record(scope, canonical(o.period), canonical(o.basis), o, host_of(o.source))


def supports(quantity: Quantity, record: Record) -> bool:
    """Whether a source prints the same figure, more or less rounded."""
    other = record.observation.quantity
    if quantity.unit != other.unit:
        return False
    return same_figure(quantity, other)


def same_figure(a: Quantity, b: Quantity) -> bool:
    """Whether two printed figures can be one, and are close as printed."""
    if a.modifier is Modifier.BETWEEN or b.modifier is Modifier.BETWEEN:
        return (a.low, a.high) == (b.low, b.high)
    if not _FAR_BELOW <= a.rough / (b.rough or 1e-9) <= _FAR_ABOVE:
        return False  # most pairs, told apart without exact arithmetic
    if not a.tolerant().meets(b.tolerant()):
        return False
    x, y = a.nominal, b.nominal
    widest = max(Fraction(a.precision), Fraction(b.precision))
    return x == y or (abs(x - y) <= widest <= max(abs(x), abs(y)) * _ROUND)


def same_definition(claim: Claim, scope: Scope, record: Record, *, metrics: Iterable[str] = ()) -> bool:
    """Whether a record counts exactly what a claim counts (or one of ``metrics`` of it)."""
    o = record.observation
    return (
        o.kind is claim.kind
        and _same_view(claim.modality, o.modality)
        and record.scope.metric in (scope.metric, *metrics)
        and (record.scope.unit, record.scope.region, record.scope.segment, record.scope.model)
        == (scope.unit, scope.region, scope.segment, scope.model)
    )


def related_definition(claim: Claim, record: Record) -> bool:
    """Whether a record may count what a claim counts under another definition: metric, segment, region or model."""
    return record.observation.kind is claim.kind and _same_view(claim.modality, record.observation.modality)


def _same_view(a: Modality, b: Modality) -> bool:
    return a is b or {a, b} <= {Modality.ACTUAL, Modality.ESTIMATE} or {a, b} <= {Modality.TARGET, Modality.FORECAST}


def against(quantity: Quantity, records: Sequence[Record]) -> tuple[Record, ...]:
    """Records of two or more hosts that agree on a value which excludes the quantity; empty if there are none."""
    stated = quantity.tolerant()
    excluding = [r for r in records if r.interval.bounded and not stated.meets(r.observation.quantity.tolerant())]
    for a, b in combinations(excluding, 2):
        if a.host != b.host and same_figure(a.observation.quantity, b.observation.quantity):
            return tuple(r for r in excluding if same_figure(r.observation.quantity, a.observation.quantity))
    return ()


def agreed(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records of the value that most hosts agree on; empty if no two do."""
    best: tuple[Record, ...] = ()
    for row in records:
        same = tuple(r for r in records if same_figure(r.observation.quantity, row.observation.quantity))
        if hosts(same) > max(1, hosts(best)):
            best = same
    return best


def agreed_level(records: Records, scope: Scope, period: str) -> tuple[Record, ...]:
    """The exact levels of a scope on which several hosts agree, the finest first; units sold go by either word."""
    metrics = (scope.metric, *sorted(UNITS_SOLD - {scope.metric})) if scope.metric in UNITS_SOLD else (scope.metric,)
    for metric in metrics:
        wanted = replace(scope, metric=metric)
        if found := agreed([r for r in records.at(period) if r.scope == wanted and is_actual_level(r)]):
            return tuple(sorted(found, key=exactness))
    return ()


def is_actual_level(record: Record) -> bool:
    """Whether a record is one figure of something that happened."""
    o = record.observation
    return o.kind is Kind.LEVEL and o.modality is Modality.ACTUAL and o.quantity.low == o.quantity.high


def sources_give(records: Iterable[Record]) -> str:
    """Who gives a figure: "8 sources give", or the one host that does."""
    found = sorted({r.host for r in records})
    return f"{found[0]} gives" if len(found) == 1 else f"{len(found)} sources give"


def hosts(records: Iterable[Record]) -> int:
    """How many hosts the records are from."""
    return len({r.host for r in records})


def as_evidence(records: Iterable[Record], pack: Pack) -> tuple[Evidence, ...]:
    """The sources to print, one per host, the exact ones first."""
    seen: dict[str, Record] = {}
    for record in sorted(records, key=exactness):
        seen.setdefault(record.host, record)
    return tuple(_evidence(r, pack) for r in list(seen.values())[:_SHOWN])


def exactness(record: Record) -> tuple[bool, Fraction, str, str]:
    """For sorting: exact figures first, then the finest."""
    o = record.observation
    return (o.quantity.modifier is not Modifier.EXACTLY, Fraction(o.quantity.precision), o.published or "9", o.source)


def _evidence(record: Record, pack: Pack) -> Evidence:
    o = record.observation
    fact = about(pack.entities[o.entity].name, o, pack)
    if o.basis and o.kind is Kind.CHANGE:
        fact += f" against {period_words(o.basis)}"
    if o.modality in (Modality.TARGET, Modality.FORECAST):
        fact += f", as a {o.modality}"
    return Evidence(o.source, written(o.quantity), o.published, fact)


def written(quantity: Quantity, like: str = "") -> str:
    """A quantity as one writes it, with its modifier; money in the scale of the figure that it is set ``like``."""
    sign = {Modifier.ABOUT: "~", Modifier.OVER: ">", Modifier.UNDER: "<", Modifier.NEARLY: "nearly "}
    value = f"{quantity.value.normalize():,f}"
    if quantity.modifier is Modifier.BETWEEN and quantity.high is not None:
        value += f" to {quantity.high.normalize():,f}"
    if _CURRENCY.fullmatch(quantity.unit):
        value = money(Fraction(quantity.value), quantity.unit, like)
        if quantity.modifier is Modifier.BETWEEN and quantity.high is not None:
            value += f" to {money(Fraction(quantity.high), quantity.unit, like)}"
        return f"{sign.get(quantity.modifier, '')}{value}"
    unit = "%" if quantity.unit == "percent" else " " + _plural(quantity.unit.replace("_", " "), quantity.value)
    return f"{sign.get(quantity.modifier, '')}{value}{unit}"


def _plural(unit: str, value: Decimal) -> str:
    """The plural of a counted noun; symbols and codes have none."""
    if value == 1 or len(unit) <= _SYMBOL or not unit.islower():
        return unit
    if unit == "person":
        return "people"
    return f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"


def changes(
    records: Records, metrics: Iterable[str], period: str, basis: str
) -> Iterator[tuple[Fraction, tuple[Record, Record]]]:
    """Relative changes (as factors) between two periods that follow from agreed levels."""
    for metric in metrics:
        x, y = records.level(metric, period), records.level(metric, basis)
        if x is not None and y is not None and y.observation.quantity.value > 0:
            yield x.observation.quantity.nominal / y.observation.quantity.nominal, (x, y)


def _is_whole_level(record: Record) -> bool:
    o = record.observation
    return o.kind is Kind.LEVEL and o.modality is Modality.ACTUAL and record.scope.whole

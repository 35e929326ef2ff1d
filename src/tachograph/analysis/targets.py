"""How far the sellers are on the way to their targets, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.analysis.overlaps import told_apart
from tachograph.analysis.periods import ordinary, spelt, year_before
from tachograph.analysis.table import Scope, Table
from tachograph.analysis.vintages import Vintage, is_plain, plain_metrics, standing, vintages
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.period import Period

Chance = Callable[[Scope, Period, Fraction], float | None]
"""The probability that somebody sells at least so many in a period; ``None`` if nothing can be said."""

_YEAR = 12
_FEWEST = 2  # targets that make a sum
_SHAPES = 3  # years back that the shape of a year is taken from


@dataclass(frozen=True, slots=True)
class Pace:
    """What is left to do.

    ``linear`` is what each month left needs; ``next_month`` the next one by the shape of past years, ``on_pace`` where
    the year ends if it goes on like them. ``shape`` names these years.
    """

    left: Fraction
    months: int
    linear: Fraction
    next_month: Fraction | None
    on_pace: Fraction | None
    shape: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and how far it is reached.

    ``growth`` is what it asks for against ``base``, at its lower and its higher end, computed or as stated with it.
    ``achieved`` is the year so far, or the whole of it. ``attainment`` is the part of each end that this is.
    ``probability`` is ``None`` unless forecasts are given, and once the year is over.
    """

    vintage: Vintage
    base: Estimate | None
    growth: tuple[Fraction | None, Fraction | None]
    achieved: Estimate | None
    attainment: tuple[Fraction | None, Fraction | None]
    pace: Pace | None
    probability: float | None
    latest: bool

    @property
    def over(self) -> bool:
        """Whether the period is over, as far as the figures reach."""
        return self.achieved is not None and Period.parse(self.achieved.cell.period).end >= self.vintage.period.end


@dataclass(frozen=True, slots=True)
class Together:
    """The sum of the latest targets, each car counted once, against what they sold the year before.

    ``base`` and ``growth`` are of those only whose base is known, ``counted`` are all whose targets are in the sum,
    ``left_out`` those who are part of another one.
    """

    low: Fraction
    high: Fraction
    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    growth: Fraction | None
    with_base: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an association or another expects of a whole market: all who say so, the earliest first.

    ``growth`` is against ``base``, the year before.
    """

    scope: Scope
    value: Fraction
    growth: Fraction | None
    said: tuple[Observation, ...]
    base: Estimate | None = None


@dataclass(frozen=True)
class Targets:
    """All targets of a year, the quarters' guidance, and the outlook for the market."""

    year: Period
    rows: tuple[Progress, ...]
    quarters: tuple[Progress, ...]
    together: Together | None
    outlooks: tuple[Outlook, ...]


def targets(table: Table, year: int, chance: Chance | None = None) -> Targets:
    """The targets of a year and how far they are reached."""
    whole = Period.year(year)
    rows = _progress(table, whole, chance)
    quarters = [row for n in range(1, 5) for row in _progress(table, Period.quarter(year, n), chance)]
    return Targets(whole, tuple(rows), tuple(quarters), _together(table, rows, whole), tuple(_outlooks(table, whole)))


def latest_year(table: Table) -> int | None:
    """The last year that something is known of."""
    return table.latest.end.year if table.latest else None


def _progress(table: Table, period: Period, chance: Chance | None) -> list[Progress]:
    found = vintages(table.observations, period, table.pack)
    series: dict[Scope, list[Vintage]] = {}
    for v in found:
        series.setdefault(v.scope, []).append(v)
    rows = [_row(table, v, chance, latest=v in standing(series[v.scope])) for v in found]
    size = {scope: max(v.high or v.low or Fraction(0) for v in standing(vs)) for scope, vs in series.items()}
    rows.sort(key=lambda r: (-size[r.vintage.scope], r.vintage.scope.entity, r.vintage.scope.segment))
    return rows


def _row(table: Table, v: Vintage, chance: Chance | None, *, latest: bool) -> Progress:
    base = actual(table, v.scope, year_before(v.period))
    stated = Fraction(v.growth[0].quantity.value) / 100 if v.growth else None
    if v.low is None and v.high is None and base is not None and stated is not None:
        v = replace(v, low=base.value * (1 + stated), high=base.value * (1 + stated))
    achieved = so_far(table, v.scope, v.period)
    over = achieved is not None and Period.parse(achieved.cell.period).end >= v.period.end
    ends = (v.low if v.low is not None else v.high, v.high if v.high is not None else v.low)
    growth = tuple(_over(end, base, stated) for end in ends)
    attained = tuple(achieved.value / end if achieved and end else None for end in ends)
    pace = None if over or ends[0] is None else _pace(table, v, ends[0], achieved)
    chances = chance(v.scope, v.period, ends[0]) if chance and not over and ends[0] is not None else None
    return Progress(v, base, (growth[0], growth[1]), achieved, (attained[0], attained[1]), pace, chances, latest)


def _over(end: Fraction | None, base: Estimate | None, stated: Fraction | None) -> Fraction | None:
    return end / base.value - 1 if end is not None and base is not None and base.value else stated


# --- what was achieved ------------------------------------------------------------------------------------------------


def actual(table: Table, scope: Scope, period: Period) -> Estimate | None:
    """What was sold, in whichever word for it there is a figure."""
    found = [e for one in _readings(table, scope) if (e := table.level(one, period)) is not None]
    return min(found, key=lambda e: (e.interval.width is None, e.interval.width or 0), default=None)


def so_far(table: Table, scope: Scope, period: Period) -> Estimate | None:
    """What was sold from the start of a period until the last month of it that is known."""
    for month in reversed(period.months()):
        until = spelt(Period.between(period.months()[0], month))
        if (found := actual(table, scope, until)) is not None:
            return found
    return None


def _readings(table: Table, scope: Scope) -> Iterator[Scope]:
    yield scope
    if is_plain(table.pack.metrics[scope.metric], table.pack):
        yield from (replace(scope, metric=m.id) for m in plain_metrics(table.pack) if m.id != scope.metric)
    if scope.segment and not scope.region:
        entity = table.pack.entities.get(scope.entity)
        if entity is not None and entity.segment == scope.segment:
            yield replace(scope, segment="")


# --- what is left -----------------------------------------------------------------------------------------------------


def _pace(table: Table, v: Vintage, goal: Fraction, achieved: Estimate | None) -> Pace | None:
    months = v.period.months()
    done = 0 if achieved is None else Period.parse(achieved.cell.period).whole_months or 0
    left = len(months) - done
    sold = achieved.value if achieved else Fraction(0)
    missing = max(goal - sold, Fraction(0))
    shape, name = _shape(table, v.scope, v.period.end.year) if len(months) == _YEAR else (None, "")
    if shape is None:
        return Pace(missing, left, missing / left, None, None, "")
    rest, elapsed = sum(shape[done:], Fraction(0)), sum(shape[:done], Fraction(0))
    ahead = missing * shape[done] / rest if rest else None
    return Pace(missing, left, missing / left, ahead, sold / elapsed if elapsed else None, name)


def _shape(table: Table, scope: Scope, year: int) -> tuple[Sequence[Fraction] | None, str]:
    """The part of a year that each month is: the mean of the seller's own last complete years, else of the others'."""
    years = range(year - _SHAPES, year)
    own = [(earlier, _parts(months)) for earlier in years if (months := _months(table, scope, earlier))]
    if own:
        mean = [sum(column, Fraction(0)) / len(own) for column in zip(*(parts for _, parts in own), strict=True)]
        return mean, ", ".join(str(earlier) for earlier, _ in own)
    others = [
        months
        for one in table.scopes(scope.metric, str(year - 1))
        if not one.model and not one.segment and one.entity != scope.entity
        if (months := _months(table, one, year - 1))
    ]
    if not others:
        return None, ""
    whole = [sum(column, Fraction(0)) for column in zip(*others, strict=True)]
    return _parts(whole), f"{year - 1}, {len(others)} others"


def _months(table: Table, scope: Scope, year: int) -> list[Fraction]:
    """The twelve months of a year; none if one is missing."""
    known = [actual(table, scope, Period.month(year, month)) for month in range(1, _YEAR + 1)]
    return [e.value for e in known if e is not None] if all(known) else []


def _parts(months: Sequence[Fraction]) -> list[Fraction]:
    whole = sum(months, Fraction(0))
    return [month / whole for month in months]


# --- all together -----------------------------------------------------------------------------------------------------


def _together(table: Table, rows: Sequence[Progress], year: Period) -> Together | None:
    last: dict[str, list[Progress]] = {}
    for row in rows:
        if row.latest and _adds(row, table):
            last.setdefault(row.vintage.scope.entity, []).append(row)
    apart = told_apart(last, table.pack, year)
    if len(apart.kept) < _FEWEST:
        return None
    crossed = {c.second for c in apart.crossings}
    counted = tuple(e for e in apart.kept if e not in crossed)
    ends = {e: (min(map(_low, last[e])), max(map(_high, last[e]))) for e in counted}
    bases = {e: base.value for e in counted if (base := last[e][0].base) is not None}
    sold = sum(bases.values(), Fraction(0))
    return Together(
        sum((low for low, _ in ends.values()), Fraction(0)),
        sum((high for _, high in ends.values()), Fraction(0)),
        counted,
        (*apart.parts, *sorted(crossed)),
        sum((ends[e][0] for e in bases), Fraction(0)) / sold - 1 if sold else None,
        len(bases),
    )


def is_whole(row: Progress, pack: Pack) -> bool:
    """Whether a target is of all that somebody sells, not of a segment, of what goes abroad or is built."""
    scope = row.vintage.scope
    return scope == Scope(scope.entity, scope.metric) and is_plain(pack.metrics[scope.metric], pack)


def _adds(row: Progress, table: Table) -> bool:
    """Whether it is of all that a seller sells, and has a number."""
    entity = table.pack.entities.get(row.vintage.scope.entity)
    seller = entity is not None and entity.kind is not EntityKind.MARKET
    return seller and is_whole(row, table.pack) and (row.vintage.low or row.vintage.high) is not None


def _low(row: Progress) -> Fraction:
    return row.vintage.low or row.vintage.high or Fraction(0)


def _high(row: Progress) -> Fraction:
    return row.vintage.high or row.vintage.low or Fraction(0)


def _outlooks(table: Table, year: Period) -> Iterator[Outlook]:
    """What is forecast of the pack's own markets, the latest first."""
    said: dict[tuple[Scope, Fraction], list[Observation]] = {}
    for o in table.said(Modality.FORECAST):
        entity = table.pack.entities.get(o.entity)
        metric = table.pack.metrics.get(o.metric)
        if entity is None or metric is None or entity.kind is not EntityKind.MARKET or entity.home != table.pack.home:
            continue
        if o.kind is not Kind.LEVEL or o.quantity.unit != table.pack.main_unit or not _for(o, year):
            continue
        segment = "" if o.segment in (None, entity.segment) else o.segment or ""
        said.setdefault((Scope(o.entity, o.metric, segment), Fraction(o.quantity.value)), []).append(o)
    for (scope, value), rows in sorted(said.items(), key=lambda item: (item[0][0].metric, -item[0][1])):
        base = table.level(scope, year_before(year))
        growth = value / base.value - 1 if base and base.value else None
        yield Outlook(scope, value, growth, tuple(sorted(rows, key=lambda o: o.published or "9")), base)


def _for(o: Observation, year: Period) -> bool:
    try:
        return ordinary(o.period) == str(year)
    except ValueError:
        return False

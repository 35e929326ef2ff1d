"""The monthly series among the best estimates, and those of them that others can learn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tachograph.analysis.forecasting.months import number_of
from tachograph.core.estimate import Estimate
from tachograph.core.forecast import SeriesKey
from tachograph.core.pack import EntityKind, Nature, Pack

_DENSE, _YEAR = 6, 12  # known months among the last twelve, without which a series is not forecast
_TAUGHT = 18  # known months from which others can learn


@dataclass(frozen=True, slots=True)
class Series:
    """A figure for each month from number ``first`` on, ``None`` where it is not known; the first and last are."""

    key: SeriesKey
    first: int
    values: tuple[float | None, ...]

    @property
    def last(self) -> int:
        """The number of the last known month."""
        return self.first + len(self.values) - 1

    @property
    def known(self) -> int:
        """How many months are known."""
        return sum(v is not None for v in self.values)

    @property
    def is_dense(self) -> bool:
        """Whether enough of its latest months are known to forecast it."""
        return sum(v is not None for v in self.values[-_YEAR:]) >= _DENSE

    def at(self, month: int) -> float | None:
        """The figure of a month."""
        return self.values[month - self.first] if self.first <= month <= self.last else None

    def until(self, month: int) -> Series | None:
        """The series as it was when ``month`` was its last; ``None`` if nothing was known."""
        values = self.values[: max(month - self.first + 1, 0)]
        while values and values[-1] is None:
            values = values[:-1]
        return Series(self.key, self.first, values) if values else None


def monthly_series(estimates: Iterable[Estimate], pack: Pack) -> tuple[Series, ...]:
    """Every monthly series of what is counted and adds up over time, in the pack's main unit.

    Figures of zero or less are left out: growth is measured in ratios.
    """
    found: dict[SeriesKey, dict[int, float]] = {}
    for e in estimates:
        c = e.cell
        metric = pack.metrics.get(c.metric)
        month = number_of(c.period)
        if metric is None or month is None or e.value <= 0 or c.basis or c.unit != pack.main_unit:
            continue
        if metric.nature is Nature.FLOW and "time" in metric.additive:
            key = SeriesKey(c.entity, c.metric, c.unit, c.region, c.segment, c.model)
            found.setdefault(key, {})[month] = float(e.value)
    return tuple(_series(key, by_month) for key, by_month in sorted(found.items()))


def _series(key: SeriesKey, by_month: dict[int, float]) -> Series:
    first, last = min(by_month), max(by_month)
    return Series(key, first, tuple(by_month.get(m) for m in range(first, last + 1)))


def panel(every: Sequence[Series]) -> tuple[Series, ...]:
    """The series that others learn from: long, of whole sellers or markets, and no figure twice.

    Of the segments of one metric it is the whole, or where that is too short the longest.
    """
    best: dict[tuple[str, str], Series] = {}
    for series in every:
        if series.key.region or series.key.model or series.known < _TAUGHT:
            continue
        place = (series.key.entity, series.key.metric)
        other = best.get(place)
        if other is None or (other.key.segment and (not series.key.segment or series.known > other.known)):
            best[place] = series
    return tuple(best.values())


def main_series(every: Iterable[Series], entity: str, metric: str | None = None) -> Series | None:
    """The series that is meant by a name alone: of the metric if one is asked for, with the most known months.

    One of the whole seller comes first, if it is long enough to learn from.
    """
    mine = [s for s in every if s.key.entity == entity and not s.key.model and metric in (None, s.key.metric)]
    return max(mine, key=_weight, default=None)


def _weight(series: Series) -> tuple[bool, int, bool]:
    whole = not (series.key.region or series.key.segment)
    return whole and series.known >= _TAUGHT, series.known, whole


def markets(pack: Pack) -> frozenset[str]:
    """The entities that are whole markets, which move less than any seller."""
    return frozenset(e.id for e in pack.entities.values() if e.kind is EntityKind.MARKET)

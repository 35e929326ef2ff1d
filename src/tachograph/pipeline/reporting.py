"""Out of the ledger: all that a report on a month, a quarter or a year says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tachograph.analysis.board import Board, boards
from tachograph.analysis.forecasting.forecast import forecast
from tachograph.analysis.forecasting.months import number_of, written
from tachograph.analysis.forecasting.series import Series, main_series, panel
from tachograph.analysis.highlights import Highlights, highlights
from tachograph.analysis.leader import Leading, leading
from tachograph.analysis.periods import spelt
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Targets, targets
from tachograph.core.dispute import Dispute
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Estimate, Status
from tachograph.core.forecast import Expected, Forecast, SeriesKey
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.consulting import Figures, conflicts, figures
from tachograph.pipeline.forecasting import Learned, learned
from tachograph.pipeline.recording import Books

_LENGTHS = (1, 3, 12)


@dataclass(frozen=True, slots=True)
class Surprise:
    """What was expected of a period and what came. ``kept`` is whether the forecast was kept when it was made.

    One that was not is made now from what the months before alone tell.
    """

    series: SeriesKey
    expected: Expected
    actual: float
    kept: bool
    last_known: str

    @property
    def inside(self) -> bool:
        """Whether the figure lies in the 80% interval."""
        return self.expected.low <= self.actual <= self.expected.high

    @property
    def off(self) -> float:
        """How far the figure is from what was expected, as a part of that."""
        return self.actual / self.expected.point - 1


@dataclass(frozen=True, eq=False)
class Report:
    """A report on a period. ``table`` holds what happened until its end, nothing later.

    ``surprises`` are in the order of the main board, ``disputed`` are the cells of the period whose sources disagree,
    ``disputes`` the contradictions that its figures are in. ``evidence`` is the pack that names these.
    """

    period: Period
    made_on: date
    table: Table
    boards: tuple[Board, ...]
    leading: Leading
    targets: Targets
    highlights: Highlights
    surprises: tuple[Surprise, ...]
    disputed: tuple[Estimate, ...]
    disputes: tuple[Dispute, ...]
    evidence: Pack


def report(kept: Books, period: Period, as_of: date | None = None, progress: Progress | None = None) -> Report:
    """A report on a month, a quarter or a year, from the figures of what happened until its end.

    Raises:
        SourceError: if it is of another length, nothing is known of it, or the ledger cannot be read.
    """
    if period.whole_months not in _LENGTHS or spelt(period) != period:
        raise SourceError(str(period), "is no month, quarter or year", "write 2026-01, 2025-Q4 or 2025")
    known = figures(kept, as_of)
    until = Figures(tuple(e for e in known.estimates if _ended(e, period)), known.observations, known.pack)
    table = Table(until.pack, until.estimates, until.observations)
    found = boards(table, period)
    if not found:
        raise SourceError(str(period), "no figures that sellers could be ranked by", "add articles on it: tacho add")
    taught = learned(until, progress=progress)
    evidence, disputes = conflicts(kept, as_of)
    return Report(
        period,
        as_of or kept.clock().date(),
        table,
        found,
        leading(table, period),
        targets(table, period.end.year, taught.odds()),
        highlights(table, found, period),
        tuple(_surprises(kept, taught, found, period)),
        tuple(e for e in until.estimates if e.status is Status.DISPUTED and e.cell.period == str(period)),
        tuple(d for d in disputes if _concerns(d, period)),
        evidence,
    )


def _ended(estimate: Estimate, period: Period) -> bool:
    return Period.parse(estimate.cell.period).end <= period.end


def _concerns(dispute: Dispute, period: Period) -> bool:
    """Whether a figure that may be wrong is of a period, or of a part of it."""
    return any(
        (when := Period.parse(o.period)).start is not None and period.contains(when)
        for doubted in dispute.doubted
        for o in doubted.observations
    )


# --- forecasts --------------------------------------------------------------------------------------------------------


def _surprises(kept: Books, taught: Learned, found: Sequence[Board], period: Period) -> Iterator[Surprise]:
    """The sellers of the boards and the markets, each by its main series."""
    with kept.opened(write=False) as ledger:
        made = [f for f in ledger.forecasts() if _before(f, period)]
    first = number_of(f"{period.start:%Y-%m}")
    last = number_of(f"{period.end:%Y-%m}")
    assert first is not None
    assert last is not None
    sellers = [line.row.scope.entity for board in found for line in board.lines if not line.row.scope.model]
    pool = panel(taught.every)
    for entity in dict.fromkeys([*sellers, *(m.id for m in taught.figures.pack.markets)]):
        series = main_series(pool, entity)
        if series is None:
            continue
        months = [series.at(m) for m in range(first, last + 1)]
        if None in months:
            continue
        actual = sum(m for m in months if m is not None)
        was = _kept_for(made, series.key, str(period))
        expected = was[1] if was else _in_hindsight(taught, series, first, last - first + 1, str(period))
        if expected is not None and expected.point > 0:
            yield Surprise(series.key, expected, actual, bool(was), was[0] if was else written(first - 1))


def _before(one: Forecast, period: Period) -> bool:
    return Period.parse(one.last_known).end < period.end


def _kept_for(made: Sequence[Forecast], key: SeriesKey, period: str) -> tuple[str, Expected] | None:
    """What the last forecast that was kept said of a period."""
    for one in sorted((f for f in made if f.series == key), key=lambda f: (f.last_known, f.made_on), reverse=True):
        for expected in (*one.months, *one.totals):
            if expected.period == period:
                return one.last_known, expected
    return None


def _in_hindsight(taught: Learned, series: Series, first: int, months: int, period: str) -> Expected | None:
    """What would have been expected of a period from the months before it; ``None`` if too few were known."""
    past = series.until(first - 1)
    if past is None or past.last != first - 1:
        return None
    paths = taught.study.paths(replace(past))
    if paths is None:
        return None
    one = forecast(paths, date.min, taught.study.method, months)
    return next((e for e in (*one.months, *one.totals) if e.period == period), None)

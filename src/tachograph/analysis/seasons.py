"""The months of a year beside those of the years before."""

from __future__ import annotations

from collections.abc import Mapping

from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.period import Period

_YEARS = 3
Seasons = Mapping[int, tuple[Estimate | None, ...]]
"""By year twelve months, ``None`` where nothing is known."""


def seasons(table: Table, scope: Scope, last: Period | None = None) -> Seasons:
    """The year of ``last`` (of the last month that is known, by default) and the two before it, the latest first.

    Years of which nothing is known are left out; the result is empty if no month is.
    """
    if last is None:
        months = [period for period in table.periods(scope) if period.whole_months == 1]
        if not months:
            return {}
        last = months[-1]
    years = range(last.end.year, last.end.year - _YEARS, -1)
    found = {year: tuple(table.level(scope, Period.month(year, n)) for n in range(1, 13)) for year in years}
    return {year: months for year, months in found.items() if any(months)}

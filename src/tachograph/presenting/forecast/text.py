"""For the terminal: a table for each series, its targets, and how good such forecasts were."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.analysis.forecasting.months import number_of, spans
from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.targets import Chance
from tachograph.core.forecast import Expected
from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Outlook, Outlooks
from tachograph.presenting import figures
from tachograph.presenting.forecast.wording import behind, change, heading, percent, skilled

_YEAR = 12


def render(made: Outlooks, *, width: int = 80) -> str:
    """The forecasts as text; the tables are narrower than any terminal."""
    del width
    if not made.outlooks:
        return "Nothing to forecast: nobody has six known months among the last twelve.\n"
    lines: list[str] = []
    for outlook in made.outlooks:
        lines += [*_told(outlook, made.pack), ""]
    lines += [
        f"The method ({made.method}) in hindsight, over {made.sellers} sellers, from every earlier month, with what was known then:",
        f"  {skilled(made.skill)}",
        "Sums are of the months, with what is known of them already.",
        *behind((outlook.forecast, outlook.chances) for outlook in made.outlooks),
    ]
    return "\n".join(lines) + "\n"


def _told(outlook: Outlook, pack: Pack) -> Iterator[str]:
    one, series = outlook.forecast, outlook.series
    yield heading(one.series, pack)
    part = f"; adds up to {figures.entity(outlook.group, pack)}" if outlook.group else ""
    yield f"  from {series.known} known months; the last is {one.last_known} ({series.values[-1]:,.0f}){part}"
    if gaps := sum(v is None for v in series.values[-_YEAR:]):
        yield f"  {gaps} of the last twelve months {'is' if gaps == 1 else 'are'} not known and taken as grown evenly"
    yield f"  {'':8}{'expected':>12}{'80% likely between':>27}{'on the year':>14}"
    for expected in (*one.months, *one.totals):
        bounds = f"{expected.low:,.0f} and {expected.high:,.0f}"
        grown = change(expected.point, _year_earlier(series, expected))
        yield f"  {expected.period:8}{expected.point:>12,.0f}{bounds:>27}{grown:>14}"
    yield from (_target(c) for c in outlook.chances)
    if outlook.skill is not None:
        yield f"  in hindsight: {skilled(outlook.skill)}"


def _year_earlier(series: Series, expected: Expected) -> float | None:
    """What the same months came to a year before; ``None`` if one is unknown."""
    month = number_of(expected.period)
    first, last = (month, month) if month is not None else _ends(expected.period)
    months = [series.at(m - _YEAR) for m in range(first, last + 1)]
    return None if None in months else sum(v or 0.0 for v in months)


def _ends(period: str) -> tuple[int, int]:
    year = int(period[:4]) * _YEAR
    return next((first, last) for label, first, last in spans(year, year + _YEAR - 1) if label == period)


def _target(c: Chance) -> str:
    upper = f", {c.goal.high:,.0f}: {percent(c.exceed)}" if c.goal.high and c.exceed is not None else ""
    return f"  target {c.goal.period}: {c.goal.low:,.0f} is reached with {percent(c.reach)}{upper}; {c.achieved:,.0f} so far"

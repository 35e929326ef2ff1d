"""Forecasts as fan charts, one above the other in one SVG drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

from tachograph.analysis.forecasting.months import number_of
from tachograph.analysis.forecasting.series import Series
from tachograph.core.forecast import Forecast
from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Outlooks
from tachograph.presenting.forecast.wording import heading

_WIDTH, _HEIGHT = 720, 260  # of one chart
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 16, 34, 26
_SHOWN = 36  # months of the past
_TICKS = 4
_YEAR = 12
_STYLE = (
    "text{font:12px sans-serif;fill:#333}.title{font-weight:bold}.grid{stroke:#ddd}.past{fill:none;stroke:#1f4e79;stroke-width:2}"
    ".wide{fill:#9cc3e6;opacity:.45}.near{fill:#5b9bd5;opacity:.5}.point{fill:none;stroke:#1f4e79;stroke-dasharray:4 3;stroke-width:2}"
    ".other{fill:none;stroke:#a8500a;stroke-dasharray:2 3;stroke-width:2}"
)


def render(made: Outlooks) -> str:
    """The charts as the text of an SVG file: the past, the best figures dashed, and 50% and 80% intervals shaded."""
    return drawn([Fan(outlook.series, outlook.forecast) for outlook in made.outlooks], made.pack)


@dataclass(frozen=True, slots=True)
class Fan:
    """A series and its forecast; ``other`` is a forecast to set it against, as a line."""

    series: Series
    forecast: Forecast
    other: Forecast | None = None


def drawn(fans: Sequence[Fan], pack: Pack) -> str:
    """The charts one above the other as the text of an SVG file."""
    height = _HEIGHT * max(len(fans), 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img">',
        f"<style>{_STYLE}</style>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for place, fan in enumerate(fans):
        inner = "".join(_Chart(fan).drawn(pack))
        parts.append(f'<g transform="translate(0 {place * _HEIGHT})">{inner}</g>')
    return "\n".join([*parts, "</svg>\n"])


class _Chart:
    """One series with its fan."""

    def __init__(self, fan: Fan) -> None:
        series, self._months = fan.series, fan.forecast.months
        self._key, self._other = fan.forecast.series, fan.other.months if fan.other else ()
        first = max(series.first, series.last - _SHOWN + 1)
        self._first, self._last = first, series.last + len(self._months)
        self._past = [(m, v) for m in range(first, series.last + 1) if (v := series.at(m)) is not None]
        self._step, self._most = _scale(
            max([v for _, v in self._past] + [e.high for e in (*self._months, *self._other)])
        )

    def drawn(self, pack: Pack) -> Iterator[str]:
        """The elements of the chart."""
        yield f'<text class="title" x="{_LEFT}" y="20">{escape(heading(self._key, pack))}</text>'
        yield from self._grid()
        tip = self._past[-1]
        ahead = [number_of(e.period) or 0 for e in self._months]
        for name, low, high in (("wide", 0, 4), ("near", 1, 3)):
            above = [tip, *((m, e.quantiles[high]) for m, e in zip(ahead, self._months, strict=True))]
            below = [tip, *((m, e.quantiles[low]) for m, e in zip(ahead, self._months, strict=True))]
            yield f'<polygon class="{name}" points="{self._points([*above, *reversed(below)])}"/>'
        yield f'<polyline class="past" points="{self._points(self._past)}"/>'
        points = [tip, *((m, e.point) for m, e in zip(ahead, self._months, strict=True))]
        yield f'<polyline class="point" points="{self._points(points)}"/>'
        if self._other:
            others = [tip, *((m, e.point) for m, e in zip(ahead, self._other, strict=True))]
            yield f'<polyline class="other" points="{self._points(others)}"/>'

    def _grid(self) -> Iterator[str]:
        value = 0.0
        while value <= self._most:
            y = self._y(value)
            yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:,.0f}</text>'
            value += self._step
        for month in range(self._first, self._last + 1):
            if month % _YEAR == 0:
                x = self._x(month)
                yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}"/>'
                yield f'<text x="{x:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">Jan {month // _YEAR}</text>'

    def _points(self, pairs: Sequence[tuple[int, float]]) -> str:
        return " ".join(f"{self._x(month):.1f},{self._y(value):.1f}" for month, value in pairs)

    def _x(self, month: int) -> float:
        return _LEFT + (month - self._first) / max(self._last - self._first, 1) * (_WIDTH - _LEFT - _RIGHT)

    def _y(self, value: float) -> float:
        return _HEIGHT - _BOTTOM - value / self._most * (_HEIGHT - _TOP - _BOTTOM)


def _scale(most: float) -> tuple[float, float]:
    """A round step between lines of the grid, and the value of the highest line."""
    rough = most / _TICKS
    size = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough)
    return step, step * -(-most // step)

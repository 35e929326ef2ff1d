"""A forecast as a fan: the months that are known, the best figures dashed, 50% and 80% intervals shaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from markupsafe import Markup

from tachograph.analysis.forecasting.months import number_of, written
from tachograph.core.estimate import Cell
from tachograph.core.forecast import Expected
from tachograph.pipeline.forecasting import Outlook
from tachograph.presenting import words

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 260, 62, 8, 12, 24
_SHOWN = 36  # months of the past
_TICKS, _YEAR = 4, 12
_FRAME = Markup('<svg class="fan" role="group" aria-label="{label}" viewBox="0 0 {w} {h}">{inside}</svg>')
_GRID = Markup(
    '<line class="grid" x1="{left}" x2="{right}" y1="{y:g}" y2="{y:g}"/>'
    '<text class="scale" x="{x}" y="{t:g}" text-anchor="end">{text}</text>'
)
_TICK = Markup(
    '<line class="grid" x1="{x:g}" x2="{x:g}" y1="{top}" y2="{bottom}"/>'
    '<text class="month" x="{x:g}" y="{y}" text-anchor="middle">{text}</text>'
)
_AREA = Markup('<polygon class="{c}" points="{points}"/>')
_LINE = Markup('<polyline class="{c}" points="{points}"/>')
_DOT = Markup('<circle class="dot" cx="{x:g}" cy="{y:g}" r="{r}"/>')
_KNOWN = Markup('<a href="{href}" aria-label="{label}"><title>{label}</title>{inside}</a>')
_AHEAD = Markup('<g class="ahead" tabindex="0" role="img" aria-label="{label}"><title>{label}</title>{inside}</g>')
_BAND = Markup('<rect class="reach" x="{x:g}" y="{y}" width="{w:g}" height="{h}"/>')


@dataclass(frozen=True, slots=True)
class Words:
    """What a fan says: ``label`` of the whole; ``ahead`` of a month to come, by period, point, low and high."""

    label: str
    ahead: str
    period: Callable[[str], str]


def fan(outlook: Outlook, address: Callable[[Cell], str], said: Words) -> Markup:
    """The chart; a known month leads to its cell, a month to come says its interval."""
    return _Fan(outlook, address, said).drawn()


class _Fan:
    def __init__(self, outlook: Outlook, address: Callable[[Cell], str], said: Words) -> None:
        series, self._ahead = outlook.series, outlook.forecast.months
        self._key, self._address, self._said = outlook.forecast.series, address, said
        first = max(series.first, series.last - _SHOWN + 1)
        self._first, self._last = first, series.last + len(self._ahead)
        self._past = [(m, v) for m in range(first, series.last + 1) if (v := series.at(m)) is not None]
        self._step, self._most = _scale(max([v for _, v in self._past] + [e.high for e in self._ahead]))

    def drawn(self) -> Markup:
        parts = (*self._grid(), *self._shades(), *self._lines(), *self._marks())
        return _FRAME.format(label=self._said.label, w=_WIDTH, h=_HEIGHT, inside=Markup("").join(parts))

    def _grid(self) -> Iterator[Markup]:
        for n in range(round(self._most / self._step) + 1):
            y = self._y(n * self._step)
            text = words.number(round(n * self._step))
            yield _GRID.format(left=_LEFT, right=_WIDTH - _RIGHT, y=y, x=_LEFT - 8, t=y + 4, text=text)
        for month in range(self._first, self._last + 1):
            if month % _YEAR == 0:
                yield _TICK.format(
                    x=self._x(month), top=_TOP, bottom=_HEIGHT - _BOTTOM, y=_HEIGHT - 6,
                    text=self._said.period(written(month)),
                )  # fmt: skip

    def _shades(self) -> Iterator[Markup]:
        tip, ahead = self._past[-1], self._numbered()
        for name, low, high in (("wide", 0, 4), ("near", 1, 3)):
            above = [tip, *((m, e.quantiles[high]) for m, e in ahead)]
            below = [tip, *((m, e.quantiles[low]) for m, e in ahead)]
            yield _AREA.format(c=name, points=self._points([*above, *reversed(below)]))

    def _lines(self) -> Iterator[Markup]:
        yield _LINE.format(c="past", points=self._points(self._past))
        yield _LINE.format(
            c="point", points=self._points([self._past[-1], *((m, e.point) for m, e in self._numbered())])
        )

    def _marks(self) -> Iterator[Markup]:
        """What can be pointed at and reached with the Tab key: a band over each month, and a dot."""
        k, band = self._key, (_WIDTH - _LEFT - _RIGHT) / max(self._last - self._first, 1)

        def mark(month: int, value: float) -> Markup:
            x = self._x(month)
            reach = _BAND.format(x=round(x - band / 2, 1), y=_TOP, w=round(band, 1), h=_HEIGHT - _TOP - _BOTTOM)
            return reach + _DOT.format(x=x, y=self._y(value), r=3)

        for month, value in self._past:
            cell = Cell(k.entity, k.metric, written(month), k.unit, k.region, k.segment, k.model)
            label = f"{self._said.period(written(month))}: {words.number(round(value))}"
            yield _KNOWN.format(href=self._address(cell), label=label, inside=mark(month, value))
        for month, e in self._numbered():
            point, low, high = (words.number(round(v)) for v in (e.point, e.low, e.high))
            label = self._said.ahead.format(period=self._said.period(e.period), point=point, low=low, high=high)
            yield _AHEAD.format(label=label, inside=mark(month, e.point))

    def _numbered(self) -> list[tuple[int, Expected]]:
        return [(number_of(e.period) or 0, e) for e in self._ahead]

    def _points(self, pairs: Sequence[tuple[int, float]]) -> str:
        return " ".join(f"{self._x(month):g},{self._y(value):g}" for month, value in pairs)

    def _x(self, month: int) -> float:
        return round(_LEFT + (month - self._first) / max(self._last - self._first, 1) * (_WIDTH - _LEFT - _RIGHT), 1)

    def _y(self, value: float) -> float:
        return round(_HEIGHT - _BOTTOM - value / self._most * (_HEIGHT - _TOP - _BOTTOM), 1)


def _scale(most: float) -> tuple[float, float]:
    """A round step between lines of the grid, and the value of the highest line."""
    rough = most / _TICKS
    size = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough)
    return step, step * -(-most // step)

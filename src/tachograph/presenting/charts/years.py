"""Months as bars, those of the year before beside them and the year before that as a mark: how the trade looks at sales."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, log10

from markupsafe import Markup

from tachograph.analysis.seasons import Seasons
from tachograph.core.estimate import Cell, Estimate
from tachograph.presenting import words
from tachograph.presenting.sheets import figures

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 760, 230, 58, 12, 22
SIZE = (_WIDTH, _HEIGHT)
"""How wide and high the chart is."""
_BAR, _LINES = 20, 4
_FRAME = Markup('<svg class="years" role="group" aria-label="{label}" viewBox="0 0 {w} {h}">{grid}{bars}{months}</svg>')
_GRID = Markup(
    '<line class="grid" x1="{left}" x2="{w}" y1="{y:g}" y2="{y:g}"/>'
    '<text class="scale" x="{x}" y="{t:g}" text-anchor="end">{text}</text>'
)
_MONTH = Markup('<text class="month" x="{x:g}" y="{y}" text-anchor="middle">{text}</text>')
_BARRED = Markup('<rect class="{c}" x="{x:g}" y="{y:g}" width="{w}" height="{h:g}" rx="1.5"/>')
_LINKED = Markup('<a href="{href}" aria-label="{label}"><title>{label}</title>{inside}</a>')
_NAMED = Markup("<g><title>{label}</title>{inside}</g>")
_MARK = Markup('<line class="mark" x1="{a:g}" x2="{b:g}" y1="{y:g}" y2="{y:g}"/>')
_CLASSES = ("this", "past", "mark")


def years(found: Seasons, months: Sequence[str], address: Callable[[Cell], str], label: str) -> Markup:
    """The chart; each bar leads to the address of its cell, if it has one. ``months`` are the names of the months, ``label`` says what is shown."""
    top = _ceiling(max(e.value for row in found.values() for e in row if e is not None))
    return _FRAME.format(
        label=label,
        w=_WIDTH,
        h=_HEIGHT,
        grid=Markup("").join(_grid(top)),
        bars=Markup("").join(_bars(found, top, address)),
        months=Markup("").join(
            _MONTH.format(x=_LEFT + (n + 0.5) * _step(), y=_HEIGHT - 6, text=name) for n, name in enumerate(months)
        ),
    )


def rows(found: Seasons) -> Iterator[tuple[str, Estimate]]:
    """The figures that are drawn, by month, the earliest first."""
    for year in sorted(found):
        for n, estimate in enumerate(found[year], 1):
            if estimate is not None:
                yield f"{year}-{n:02}", estimate


def _step() -> float:
    return (_WIDTH - _LEFT) / 12


def _bars(found: Seasons, top: int, address: Callable[[Cell], str]) -> Iterator[Markup]:
    """Of each month the marks of the years, the oldest behind."""
    ordered = list(found.items())
    for n in range(12):
        middle = _LEFT + (n + 0.5) * _step()
        for place, (_, row) in reversed(list(enumerate(ordered))):
            estimate = row[n]
            if estimate is not None:
                yield _one(estimate, place, middle, top, address)


def _one(estimate: Estimate, place: int, middle: float, top: int, address: Callable[[Cell], str]) -> Markup:
    y = _height(estimate.value, top)
    left = middle if place == 0 else middle - _BAR
    kind = _CLASSES[min(place, 2)]
    if place > 1:
        inside = _MARK.format(a=middle - _BAR - 3, b=middle + _BAR + 3, y=y)
    else:
        inside = _BARRED.format(c=kind, x=round(left, 1), y=y, w=_BAR, h=round(_HEIGHT - _BOTTOM - y, 1))
    label = f"{words.period(estimate.cell.period)}: {figures.units(estimate)}"
    href = address(estimate.cell)
    return _LINKED.format(href=href, label=label, inside=inside) if href else _NAMED.format(label=label, inside=inside)


def _height(value: Fraction, top: int) -> float:
    room = _HEIGHT - _TOP - _BOTTOM
    return round(_TOP + room * (1 - float(value) / top), 1)


def _grid(top: int) -> Iterator[Markup]:
    for n in range(_LINES + 1):
        value = Fraction(top * n, _LINES)
        y = _height(value, top)
        yield _GRID.format(left=_LEFT, w=_WIDTH, y=y, x=_LEFT - 8, t=y + 4, text=words.number(value))


def _ceiling(highest: Fraction) -> int:
    """A round number at or above the highest, which divides by four."""
    size = 10.0 ** max(0, int(log10(max(1.0, float(highest)))))
    return next(
        whole
        for parts in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10, 12)
        if (whole := ceil(parts * size / _LINES) * _LINES) >= highest
    )

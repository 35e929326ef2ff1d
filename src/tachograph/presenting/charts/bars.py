"""Figures side by side as bars that lie: a name, how much, what it can be, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from tachograph.presenting.charts.sparkline import sparkline
from tachograph.presenting.excerpt import one_line, web_address

WIDTH = 772
_LEFT, _RIGHT, _ROW, _BAR = 150, 250, 24, 14
_TEXT = Markup('<text class="{c}" x="{x:g}" y="{y:g}" text-anchor="{a}">{text}</text>')
_RECT = Markup('<rect class="{c}" x="{x:g}" y="{y:g}" width="{w:g}" height="{h}" rx="1.5"/>')
_LINE = Markup('<line class="{c}" x1="{a:g}" x2="{b:g}" y1="{y:g}" y2="{z:g}"/>')
_LINKED = Markup('<a href="{href}"><title>{label}</title>{inside}</a>')
_MOVED = Markup('<g transform="translate({x:g} {y:g})">{inside}</g>')


@dataclass(frozen=True, slots=True)
class Bar:
    """A row. ``shown`` is the figure in words; ``low`` and ``high`` are what it can be, ``mark`` is what it was before.

    ``series`` are months that are drawn small beside it; ``href`` is a page that states the figure. ``of`` is a whole that the bar is a
    part of.
    """

    name: str
    value: Fraction | None
    shown: str
    low: Fraction | None = None
    high: Fraction | None = None
    mark: Fraction | None = None
    series: Sequence[Fraction | None] = ()
    href: str = ""
    of: Fraction | None = None


def height(rows: Sequence[Bar]) -> int:
    """How high the chart of these rows is."""
    return _ROW * len(rows)


def bars(rows: Sequence[Bar]) -> Markup:
    """The rows from the first down, on one scale that begins at 0."""
    known = [v for row in rows for v in (row.value, row.high, row.mark, row.of) if v is not None]
    most = max(known, default=Fraction(1)) or Fraction(1)
    return Markup("").join(Markup("").join(_row(row, n * _ROW, most)) for n, row in enumerate(rows))


def _row(row: Bar, y: int, most: Fraction) -> Iterator[Markup]:
    yield _TEXT.format(c="name", x=_LEFT - 10, y=y + _BAR - 2, a="end", text=one_line(row.name))
    if row.of is not None:
        yield _RECT.format(c="whole", x=_LEFT, y=y, w=_length(row.of, most), h=_BAR)
    if row.value is not None:
        reached = " reached" if row.of is not None and row.value >= row.of else ""
        bar = _RECT.format(c=f"bar{reached}", x=_LEFT, y=y, w=_length(row.value, most), h=_BAR)
        yield (
            _LINKED.format(href=row.href, label=f"{row.name}: {row.shown}", inside=bar)
            if web_address(row.href)
            else bar
        )
    if row.low is not None and row.high is not None and row.high > row.low:
        a, b = _LEFT + _length(row.low, most), _LEFT + _length(row.high, most)
        yield _LINE.format(c="range", a=a, b=b, y=y + _BAR / 2, z=y + _BAR / 2)
    if row.mark is not None:
        x = _LEFT + _length(row.mark, most)
        yield _LINE.format(c="mark", a=x, b=x, y=y - 2, z=y + _BAR + 2)
    yield _TEXT.format(c="value", x=WIDTH - _RIGHT + 10, y=y + _BAR - 2, a="start", text=one_line(row.shown))
    if row.series:
        small = sparkline(row.series, row.name)
        yield _MOVED.format(x=WIDTH - 6 * len(row.series), y=y - 4, inside=small)


def _length(value: Fraction, most: Fraction) -> float:
    return round(float(max(value, Fraction(0)) / most) * (WIDTH - _LEFT - _RIGHT), 1)

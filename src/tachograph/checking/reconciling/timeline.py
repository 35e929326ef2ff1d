"""One series along the calendar: what a period comes to by sums and differences of others.

Every boundary between months is a point, and so is the beginning; a figure for a period says how far apart two points
are. What follows for any other two is the way between them that is known best: months make a quarter, two years to date
differ by the months between, all since the beginning by what was added.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tachograph.checking.variables import Variable, parsed
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Period

Point = date
"""The first day after a boundary; the earliest date there is stands for the beginning."""

START = date.min
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a period: the best single value, and what it can be."""

    value: Fraction
    interval: Interval

    @property
    def width(self) -> Fraction:
        """How far its bounds lie apart; both must be there."""
        width = self.interval.width
        assert width is not None
        return width


@dataclass(frozen=True, slots=True)
class Way:
    """How one period follows from others: each with its sign, in the order of the calendar walk."""

    legs: tuple[tuple[int, str], ...]
    value: Fraction
    interval: Interval


def ends(period: str) -> tuple[Point, Point] | None:
    """The points that a period lies between; ``None`` if it is not made of whole months."""
    found = parsed(period)
    if found is None or (found.start is not None and not found.whole_months):
        return None
    after = found.end + _DAY
    return None if after.day != 1 else (found.start or START, after)


def adds_up(v: Variable, pack: Pack) -> bool:
    """Whether the periods of a series add up."""
    metric = pack.metrics.get(v.scope.metric)
    flows = metric is not None and metric.nature is Nature.FLOW
    return flows and v.kind == "level" and v.scope.unit != "percent" and ends(v.period) is not None


class Timeline:
    """The figures of one series by canonical period, open bounds left out."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.known = {p: k for p, k in known.items() if k.interval.bounded}
        self._next: dict[Point, list[tuple[Point, int, str]]] = {}
        self._width = {p: _plain(k.interval) for p, k in self.known.items()}
        for period in self.known:
            if (found := ends(period)) is not None:
                a, b = found
                self._next.setdefault(a, []).append((b, 1, period))
                self._next.setdefault(b, []).append((a, -1, period))

    @property
    def points(self) -> tuple[Point, ...]:
        """All boundaries that a figure starts or ends at."""
        return tuple(sorted(self._next))

    def way(self, period: str) -> Way | None:
        """The best known way to a period that does not go through its own figure; ``None`` if there is none."""
        found = ends(period)
        if found is None or not all(p in self._next for p in found):
            return None
        return self._walk(*found, without=period)

    def _walk(self, start: Point, goal: Point, without: str) -> Way | None:
        """The way on which bounds lie closest together, of equal ones that with the fewest legs (Dijkstra)."""
        queue: list[tuple[int | Fraction, int, Point]] = [(0, 0, start)]
        best: dict[Point, tuple[int | Fraction, int]] = {start: (0, 0)}
        came: dict[Point, tuple[Point, int, str]] = {}
        while queue:
            width, legs, here = heapq.heappop(queue)
            if here == goal:
                return self._way(start, goal, came)
            if (width, legs) > best[here]:
                continue
            for there, sign, period in self._next[here]:
                length = (width + self._width[period], legs + 1)
                if period != without and (there not in best or length < best[there]):
                    best[there], came[there] = length, (here, sign, period)
                    heapq.heappush(queue, (*length, there))
        return None

    def _way(self, start: Point, goal: Point, came: Mapping[Point, tuple[Point, int, str]]) -> Way:
        legs: list[tuple[int, str]] = []
        while goal != start:
            goal, sign, period = came[goal]
            legs.append((sign, period))
        value, interval = Fraction(0), Interval.exactly(0)
        for sign, period in reversed(legs):
            known = self.known[period]
            value += sign * known.value
            interval = interval + known.interval if sign > 0 else interval - known.interval
        return Way(tuple(reversed(legs)), value, interval)


def _plain(interval: Interval) -> int | Fraction:
    """The width, as an integer if it is one: those are added many times faster."""
    width = interval.width or Fraction(0)
    return width.numerator if width.denominator == 1 else width


def wished(points: Iterable[Point]) -> Iterator[str]:
    """The periods of ordinary length between the points of a series, canonical.

    Months, quarters, halves, years, years to date, and, where some figure is for all since the beginning, all until
    each point.
    """
    known = sorted(points)
    for after in known:
        if after == START:
            continue
        last = after - _DAY
        spans = [
            Period.month(last.year, last.month),
            Period.between(Period.month(last.year, 1), Period.month(last.year, last.month)),
        ]
        spans += [Period.quarter(last.year, last.month // 3)] if last.month % 3 == 0 else []
        spans += [Period.half(last.year, last.month // 6)] if last.month % 6 == 0 else []
        starts = dict.fromkeys(s.start for s in spans if s.start in known)
        yield from (f"{start}/{last}" for start in starts)
        if known[0] == START:
            yield f"../{last}"

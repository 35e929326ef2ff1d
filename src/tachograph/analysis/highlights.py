"""What stands out in a period: records, streaks, the biggest moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.analysis.board import Board, Line
from tachograph.analysis.listing import Row
from tachograph.analysis.periods import before, year_before
from tachograph.analysis.stated import bounds
from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.pack import EntityKind
from tachograph.core.period import Period

_KNOWN = 12  # earlier periods that must be known for a figure to be a record
_LONG = 12  # periods after which a low is worth telling
_STREAK = 3  # periods in a row that are worth telling
_BACK = 120  # periods that are looked back


@dataclass(frozen=True, slots=True)
class Extreme:
    """A figure that is certainly the highest of all ``earlier`` known periods, or the lowest since ``since``."""

    scope: Scope
    estimate: Estimate
    earlier: int
    highest: bool
    since: Period | None = None


@dataclass(frozen=True, slots=True)
class Streak:
    """``count`` periods in a row, the last one included, each certainly above (or below) its year before."""

    scope: Scope
    count: int
    rising: bool


@dataclass(frozen=True)
class Highlights:
    """What stands out. ``movers`` are the rows with a computed change on the year before, the steepest rise first."""

    extremes: tuple[Extreme, ...]
    streaks: tuple[Streak, ...]
    movers: tuple[Row, ...]
    climbers: tuple[Line, ...]


def highlights(table: Table, boards: Sequence[Board], period: Period) -> Highlights:
    """What stands out among the sellers of some boards; models are left out, of which too few are known."""
    lines = list(_told(boards))
    rows = [line.row for line in lines]
    extremes = [found for row in rows if (found := extreme(table, row.scope, period)) is not None]
    streaks = [lasting for row in rows if (lasting := streak(table, row.scope, period)) is not None]
    moved = [row for row in rows if row.yoy is not None and row.yoy.base is not None]
    return Highlights(
        tuple(sorted(extremes, key=lambda e: (not e.highest, -e.estimate.value))),
        tuple(sorted(streaks, key=lambda s: (not s.rising, -s.count))),
        tuple(sorted(moved, key=lambda r: -r.yoy.value if r.yoy else 0)),
        tuple(line for line in lines if line.climbed and abs(line.climbed) > 1),
    )


def _told(boards: Sequence[Board]) -> Iterator[Line]:
    """The rows of all boards, each seller once, where it is told of first."""
    seen: set[str] = set()
    for board in boards:
        if board.listing.definition.level == EntityKind.MODEL:
            continue
        for line in board.lines:
            if line.row.scope.entity not in seen:
                seen.add(line.row.scope.entity)
                yield line


def extreme(table: Table, scope: Scope, period: Period) -> Extreme | None:
    """Whether a figure is the highest of all that are known of such periods, or the lowest for long."""
    now = table.level(scope, period)
    if now is None:
        return None
    earlier = [(p, e) for p in _earlier(period) if (e := table.level(scope, p)) is not None]
    known = bounds(now)
    if len(earlier) >= _known_for(period) and all(_certainly(known.low, bounds(e).high) for _, e in earlier):
        return Extreme(scope, now, len(earlier), highest=True)
    lower = next((n for n, (_, e) in enumerate(earlier) if not _certainly(bounds(e).low, known.high)), None)
    if lower is not None and lower >= _LONG and lower == _gapless(period, [p for p, _ in earlier][:lower]):
        return Extreme(scope, now, lower, highest=False, since=earlier[lower][0])
    return None


def _known_for(period: Period) -> int:
    """How many earlier periods make a record: a year of months, of quarters two, of years three."""
    return {1: _KNOWN, 3: 8, 12: 3}.get(period.whole_months or 0, _KNOWN)


def _gapless(period: Period, earlier: Sequence[Period]) -> int:
    """How many of the periods just before follow one another without a gap."""
    expected = _earlier(period)
    return sum(1 for found, wanted in zip(earlier, expected, strict=False) if found == wanted)


def _earlier(period: Period) -> Iterator[Period]:
    for _ in range(_BACK):
        found = _previous(period)
        if found is None or found.start is None or found.start.year < 1:
            return
        yield found
        period = found


def _previous(period: Period) -> Period | None:
    return before(period) or (year_before(period) if period.whole_months == 12 else None)


def _certainly(above: Fraction | None, below: Fraction | None) -> bool:
    """Whether a lower bound is above an upper one."""
    return above is not None and below is not None and above > below


def streak(table: Table, scope: Scope, period: Period) -> Streak | None:
    """For how many periods in a row a figure has been above, or below, that of the year before."""
    rising = _direction(table, scope, period)
    if rising is None:
        return None
    count = 1
    for earlier in _earlier(period):
        if _direction(table, scope, earlier) is not rising:
            break
        count += 1
    return Streak(scope, count, rising) if count >= _STREAK else None


def _direction(table: Table, scope: Scope, period: Period) -> bool | None:
    """Whether a figure rose on the year before; ``None`` if that cannot be told."""
    change = table.change(scope, period, year_before(period))
    if change is None:
        return None
    if change.interval.low is not None and change.interval.low > 0:
        return True
    return False if change.interval.high is not None and change.interval.high < 0 else None

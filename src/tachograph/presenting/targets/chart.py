"""Targets as a drawing: how much of each is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.analysis.listing import called
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Progress, Targets, is_whole
from tachograph.core.pack import Pack
from tachograph.presenting import words
from tachograph.presenting.charts.bars import WIDTH, Bar, bars, height
from tachograph.presenting.charts.drawing import Panel, drawing, page_of
from tachograph.presenting.sheets import figures
from tachograph.presenting.targets.text import goal, whose

_YEAR = 12  # months
_NOTE = "the pale bar is the target (of a range its lower end), the dark one what is achieved, green once it is reached"


def render(targets: Targets, table: Table) -> str:
    """The year's targets and the quarters' guidance as the text of an SVG file."""
    whole = [row for row in targets.rows if is_whole(row, table.pack)]
    return drawing(f"Targets, {targets.year}", list(panels(whole, targets.quarters, table)))


def panels(
    years: Sequence[Progress], quarters: Sequence[Progress], table: Table, *, alone: bool = False
) -> Iterator[Panel]:
    """The last vintages of years and of quarters; by their periods if they are of one seller ``alone``."""
    for title, some in (("Targets: the last vintages", years), ("Guidance for quarters", quarters)):
        rows = [
            _bar(row, _name(row, table.pack, alone=alone), table)
            for row in some
            if row.latest and row.attainment[0] is not None
        ]
        if rows:
            yield Panel(title, bars(rows), WIDTH, height(rows), (_NOTE,))


def _bar(row: Progress, name: str, table: Table) -> Bar:
    done, part = row.achieved, row.attainment[0]
    chance = f", chance {row.probability:.0%}" if row.probability is not None else ""
    share = f" ({figures.percent(part)}){chance}" if part is not None else ""
    return Bar(
        name,
        part,
        f"{figures.units(done)} of {goal(row.vintage.low, row.vintage.high)}{share}",
        href=page_of(done, table) if done else "",
        of=Fraction(1),
    )


def _name(row: Progress, pack: Pack, *, alone: bool) -> str:
    """Whose target it is, and for when where the chart does not say so."""
    scope, period = row.vintage.scope, row.vintage.period
    when = words.period(str(period))
    if alone:
        return f"{when}{whose(scope, pack).removeprefix(called(scope.entity, pack))}"
    return whose(scope, pack) if period.whole_months == _YEAR else f"{whose(scope, pack)}, {when}"

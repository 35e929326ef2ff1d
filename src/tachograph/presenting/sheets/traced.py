"""How any figure of a sheet is followed to those who state it, also one that only a change is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tachograph.core.estimate import Cell
from tachograph.presenting import figures
from tachograph.presenting.sheets.sheet import Section
from tachograph.presenting.sheets.told import Told


def traced(sections: Sequence[Section]) -> str:
    """The command that shows who states a figure, with one that a change is against as the example; empty if none is told."""
    told = [cell for section in sections for row in section.rows for cell in row.cells if isinstance(cell, Told)]
    example = _first(cell for cell in told if cell.rise is not None) or _first(told)
    if example is None:
        return ""
    said = f"tacho explain {figures.reference(example)}"
    return f"Who states a figure, also one that a change is against: tacho explain WHO:WHAT:WHEN, such as {said}"


def _first(told: Iterable[Told]) -> Cell | None:
    return next((cell.cell for cell in told if cell.cell is not None), None)

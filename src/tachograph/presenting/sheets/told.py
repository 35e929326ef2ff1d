"""The text of a cell that knows what it stands for: a terminal prints it, a page links and draws it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Self

from tachograph.core.estimate import Cell
from tachograph.core.period import Period


class Told(str):
    """Text with what it tells of.

    ``cell`` is the place of the ledger that has the figure, ``source`` the page that states it where no cell has it,
    ``entity`` whom it names. ``leads`` is where else
    a page leads from it. ``rise`` is above 0 for more, below 0 for less. ``series`` are values month by month
    until ``until``; ``part`` is how much of something is reached. ``otherwise`` is what a page says instead, where
    the text speaks of what is typed.
    """

    __slots__ = ("cell", "entity", "leads", "otherwise", "part", "rise", "series", "source", "until")

    cell: Cell | None
    source: str
    entity: str
    leads: str
    rise: Fraction | None
    series: tuple[Fraction | None, ...]
    until: Period | None
    part: Fraction | None
    otherwise: str | None

    def __new__(
        cls,
        text: str,
        *,
        cell: Cell | None = None,
        source: str = "",
        entity: str = "",
        leads: str = "",
        rise: Fraction | None = None,
        series: Sequence[Fraction | None] = (),
        until: Period | None = None,
        part: Fraction | None = None,
        otherwise: str | None = None,
    ) -> Self:
        told = super().__new__(cls, text)
        told.cell, told.source, told.entity, told.leads, told.rise = cell, source, entity, leads, rise
        told.series, told.until, told.part, told.otherwise = tuple(series), until, part, otherwise
        return told

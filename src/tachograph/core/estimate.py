"""The best that is known of one figure, from all who state it and from what it follows from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from tachograph.core.finding import Step
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One place of the table: whose figure, of what, for when. Empty strings mean "not narrowed".

    ``entity`` is a pack id, or the name as written where no pack knows it; ``period`` is EDTF in its ordinary spelling
    (``2025-Q1``, ``2025-H1`` and ``2025``, never ``2025-01/2025-03``); ``basis`` is what a share is of.
    """

    entity: str
    metric: str
    period: str
    unit: str
    region: str = ""
    segment: str = ""
    model: str = ""
    basis: str = ""


class Status(StrEnum):
    """How well a cell is known, best first."""

    AGREED = "agreed"  # independent reports agree, or one and what others add up to
    REPORTED = "reported"  # one report, and nothing against it
    DERIVED = "derived"  # nobody states it; it follows from other figures
    PROVISIONAL = "provisional"  # only a flash count or an estimate that a later edition replaces
    DISPUTED = "disputed"  # it cannot be told which is right, or a primary source is outvoted


@dataclass(frozen=True, slots=True)
class Widths:
    """What experience makes of computed intervals, so that nine in ten hold, by kind of subject and status.

    The kind is ``seller`` or ``market``. An interval that is no point is first ``narrowed`` to a share of itself about
    the value, since rounding rarely uses all that it could; then ``added`` shares of the value go on either side.
    """

    added: Mapping[tuple[str, Status], Fraction] = field(default_factory=dict)
    narrowed: Mapping[tuple[str, Status], Fraction] = field(default_factory=dict)

    def fitted(self, interval: Interval, value: Fraction, kind: str, status: Status) -> Interval:
        """The interval of an estimate as experience has it; ``value`` must lie in ``interval``."""
        share = self.narrowed.get((kind, status), Fraction(1))
        more = abs(value) * self.added.get((kind, status), Fraction(0))
        low, high = interval.low, interval.high
        return Interval(
            None if low is None else value - (value - low) * share - more,
            None if high is None else value + (high - value) * share + more,
        )


UNTRIED = Widths()
"""Of a pack whose estimates nobody has tried."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """An observation that the estimate does not follow, and why."""

    observation: Observation
    reason: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """The best estimate of what happened in a cell.

    ``value`` is the single best figure in the unit of the cell, ``interval`` holds the true one nine times in ten.
    ``derivation`` is the calculation where the value, or part of the trust in it, comes from other cells.
    Every figure stated for the cell is in ``support``, ``dissent`` or ``vintages``: the flash counts and estimates that
    came before the final one.
    """

    cell: Cell
    value: Fraction
    interval: Interval
    status: Status
    support: tuple[Observation, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    derivation: tuple[Step, ...] = ()
    vintages: tuple[Observation, ...] = ()

"""Where else a figure is printed: somebody's total under another's name, one period's figure given for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.reconciling.readings import Reading
from tachograph.checking.variables import Variable

_TELLING_DIGITS = 4  # figures of fewer digits are the same by chance

Figure = tuple[str, Fraction]
"""A unit and a value."""


@dataclass(frozen=True)
class Printed:
    """All levels by the figure they print, and all that is said of each variable."""

    by_figure: Mapping[Figure, tuple[Reading, ...]]
    by_variable: Mapping[Variable, tuple[Reading, ...]]

    @classmethod
    def of(cls, rows: Iterable[Reading]) -> Printed:
        figures: dict[Figure, list[Reading]] = {}
        variables: dict[Variable, list[Reading]] = {}
        for r in rows:
            if r.variable.kind == "level":
                variables.setdefault(r.variable, []).append(r)
                if telling(r):
                    figures.setdefault((r.variable.scope.unit, r.nominal), []).append(r)
        return cls({k: tuple(v) for k, v in figures.items()}, {k: tuple(v) for k, v in variables.items()})

    def elsewhere(self, reading: Reading) -> Iterator[Reading]:
        """The same figure to the last digit for another entity in the same period, or for another period of its own."""
        here = reading.variable
        for other in self.by_figure.get((here.scope.unit, reading.nominal), ()) if telling(reading) else ():
            there = other.variable
            if there == here or other.is_flash:
                continue
            moved = there.scope == here.scope
            renamed = there.period == here.period and there.scope.subject != here.scope.subject
            if (moved or renamed) and _alike(here, there):
                yield other

    def twins(self, reading: Reading) -> tuple[Reading, ...]:
        """Others that give the figure for the same thing under the other word for units sold, deliveries or sales."""
        here = reading.variable
        if here.scope.metric not in UNITS_SOLD or here.kind != "level" or not telling(reading):
            return ()
        (other,) = UNITS_SOLD - {here.scope.metric}
        there = replace(here, scope=replace(here.scope, metric=other))
        rows = self.by_variable.get(there, ())
        return tuple(r for r in rows if telling(r) and not r.is_flash and r.loose.meets(reading.loose))

    def uncontested(self, variable: Variable) -> bool:
        """Whether all that is said of a variable can be true at once."""
        rows = [r for r in self.by_variable.get(variable, ()) if not r.is_flash]
        return all(a.loose.meets(b.loose) for n, a in enumerate(rows) for b in rows[:n])


def telling(reading: Reading) -> bool:
    """Whether a figure has so many digits that the same is hardly printed twice by chance."""
    quantity = reading.observation.quantity
    steps = abs(int(quantity.value / quantity.precision))
    return quantity.low == quantity.high and len(str(steps).rstrip("0")) >= _TELLING_DIGITS


def _alike(here: Variable, there: Variable) -> bool:
    a, b = here.scope, there.scope
    return (a.unit, a.region, a.segment, a.model) == (b.unit, b.region, b.segment, b.model)

"""A change against its two levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tachograph.checking.figures import Figures
from tachograph.checking.network import Product, Relation, Sum
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, Variable

INFO = RuleInfo(
    code="growth",
    tier="basic",
    catches="A rate of change that does not follow from the two figures it compares, directly or through sums and "
    "shares: x = (1 + g) y within the rounding of all three. Points are taken for rates, units for absolute changes.",
    failing="Li Auto delivered 28,277 cars in May 2023, up 9.8% from 25,681 in April.",
    passing="Li Auto delivered 28,277 cars in May 2023, up 10.1% from 25,681 in April.",
)


def relations(figures: Figures) -> Iterator[Relation]:
    """``x = (1 + g) y`` for every stated change; a difference for points and for absolute changes."""
    for change in figures.variables("change"):
        for whole, base in _levels(change, figures):
            if change.scope.unit == "percent":
                yield Product(INFO.code, whole, change, base)
            else:
                yield Sum(INFO.code, whole, (base, change), signed=True)


def _levels(change: Variable, figures: Figures) -> Iterator[tuple[Variable, Variable]]:
    for unit in _units(change.scope, figures):
        scope = replace(change.scope, unit=unit)
        base = _base(Variable("level", scope, change.basis, change.view), figures)
        for whole in _wholes(Variable("level", scope, change.period, change.view, end=change.end), figures):
            yield whole, base


def _units(scope: Scope, figures: Figures) -> Iterable[str]:
    if scope.unit == "percent":
        return figures.units(scope) or ("",)
    return ("percent",) if scope.unit == "percentage_point" else (scope.unit,)


def _wholes(whole: Variable, figures: Figures) -> Iterator[Variable]:
    """The level that grew; a range grows end by end, and "over 28%" is said of its lower end."""
    low = replace(whole, end="low")
    if not whole.end and not figures.stated(whole) and figures.stated(low):
        yield low
    elif not whole.end or figures.stated(whole):
        yield whole


def _base(base: Variable, figures: Figures) -> Variable:
    """Targets and forecasts grow from what happened, unless the text only has an estimate of it."""
    actual = replace(base, view="actual")
    return base if figures.stated(base) and not figures.stated(actual) else actual

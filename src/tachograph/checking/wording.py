"""How numbers and intervals read in a message."""

from __future__ import annotations

from fractions import Fraction

from tachograph.checking.variables import Variable
from tachograph.core.interval import Interval


def number(value: Fraction, digits: int = 2) -> str:
    """A plain figure: thousands separated, at most ``digits`` decimals, fewer for large ones."""
    if abs(value) >= 1000 or value.denominator == 1:
        return f"{round(value):,}"
    return f"{float(value):,.{digits}f}"


def percent(value: Fraction, *, signed: bool = False, digits: int = 2) -> str:
    """A fraction as a percentage."""
    return f"{float(value * 100):{'+' if signed else ''}.{digits}f}%"


def of_variable(variable: Variable, value: Fraction) -> str:
    """A value in the words of its variable: a rate of change, a share or a plain figure."""
    if variable.scope.unit == "percent" and variable.kind == "change":
        return percent(value - 1, signed=True)
    if variable.scope.unit == "percent" and variable.kind == "share":
        return percent(value)
    return number(value)


def span_of(variable: Variable, interval: Interval) -> str:
    """An interval in the words of its variable."""
    low = None if interval.low is None else of_variable(variable, interval.low)
    high = None if interval.high is None else of_variable(variable, interval.high)
    if low is None and high is None:
        return "anything"
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def shown(variable: Variable, interval: Interval) -> Interval:
    """An interval for a step, in the unit that readers see: percent for rates and shares."""
    if variable.scope.unit != "percent":
        return interval
    if variable.kind == "change":
        return (interval + Interval.exactly(-1)).scale(100)
    return interval.scale(100) if variable.kind == "share" else interval

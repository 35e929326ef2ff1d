"""How an estimate came about, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tachograph.checking.evidence import written
from tachograph.checking.reconciling.readings import Reading, ordinary
from tachograph.checking.reconciling.timeline import Known, Way
from tachograph.checking.variables import Variable
from tachograph.checking.wording import number
from tachograph.core.claim import Kind
from tachograph.core.finding import Step
from tachograph.core.site import site_of


def steps_of(variable: Variable, way: Way, known: Mapping[str, Known]) -> tuple[Step, ...]:
    """The calculation of a period from others, one line."""
    legs = sorted((leg for leg in way.legs if known[leg[1]].value), key=lambda leg: (-leg[0], leg[1]))
    text = "".join(
        f"{' + ' if sign > 0 else ' - '}{number(known[period].value)} ({ordinary(period)})" for sign, period in legs
    ).removeprefix(" + ")
    result = f"{text} = {number(way.value)} ({ordinary(variable.period)})"
    if way.interval.width and way.interval.low is not None and way.interval.high is not None:
        result += f", {number(way.interval.low)} to {number(way.interval.high)} with rounding"
    return (Step(result, way.interval),)


def step_of_repair(reading: Reading, value: Fraction) -> Step:
    """A figure with its decimal point put right."""
    was = written(reading.observation.quantity)
    return Step(f"{was} is {number(value)} with the decimal point moved, as the other figures require")


def step_of_clash(groups: Sequence[Sequence[Reading]]) -> Step:
    """The figures that another does not go with, where it cannot be told which is wrong."""
    return Step("does not go with " + ", ".join(map(_told, groups)) + "; it cannot be told which is wrong")


def _told(group: Sequence[Reading]) -> str:
    o = group[0].observation
    against = f" against {ordinary(o.basis)}" if o.kind is Kind.CHANGE and o.basis else ""
    return f"{written(o.quantity)} ({ordinary(o.period)}{against}, {site_of(o.source)})"

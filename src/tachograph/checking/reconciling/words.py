"""How an estimate came about, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tachograph.checking.corpus.sources import site_of
from tachograph.checking.evidence import written
from tachograph.checking.reconciling.readings import Reading, ordinary
from tachograph.checking.reconciling.timeline import Known, Way
from tachograph.checking.variables import Variable
from tachograph.checking.wording import number
from tachograph.core.finding import Step


def steps_of(variable: Variable, way: Way, known: Mapping[str, Known]) -> tuple[Step, ...]:
    """The calculation of a period from others, one line."""
    legs = sorted(way.legs, key=lambda leg: (-leg[0], leg[1]))
    text = "".join(
        f"{' + ' if sign > 0 else ' - '}{number(known[period].value)} ({ordinary(period)})" for sign, period in legs
    ).removeprefix(" + ")
    return (Step(f"{text} = {number(way.value)} ({ordinary(variable.period)})", way.interval),)


def step_of_repair(reading: Reading, value: Fraction) -> Step:
    """A figure with its decimal point put right."""
    was = written(reading.observation.quantity)
    return Step(f"{was} with the decimal point moved is {number(value)}, as the others have it")


def step_of_clash(group: Sequence[Reading]) -> Step:
    """A figure that another does not go with, where it cannot be told which is wrong."""
    o = group[0].observation
    against = f" against {ordinary(o.basis)}" if o.kind == "change" and o.basis else ""
    who = ", ".join(dict.fromkeys(site_of(r.observation.source) for r in group))
    return Step(f"does not go with {written(o.quantity)} ({ordinary(o.period)}{against}, {who})")

"""How an estimate came about, in words."""

from __future__ import annotations

from collections.abc import Mapping

from tachograph.checking.reconciling.readings import ordinary
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

"""A scenario as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.pack import Pack
from tachograph.pipeline.scenarios import Scenario, Supposed
from tachograph.presenting import figures
from tachograph.presenting.forecast.json import ExpectedRecord, expected
from tachograph.presenting.forecast.wording import last_cell
from tachograph.presenting.json import written


class AssumptionRecord(TypedDict):
    """One number that the scenario rests on. None is measured."""

    change: Annotated[str, "What happens, and in which month."]
    name: Annotated[str, "What the number is."]
    value: Annotated[str, "The number."]
    default: Annotated[bool, "Whether nobody chose it."]


class TargetRecord(TypedDict):
    """A target in both cases."""

    period: Annotated[str, "The year: EDTF."]
    low: Annotated[float, "The target, of a range its lower end."]
    probability: Annotated[float, "By the forecast as it is."]
    supposed: Annotated[float, "By the forecast as it would be."]
    command: Annotated[str, "What can be typed for who states the target."]


class SupposedRecord(TypedDict):
    """A forecast as it is and as it would be."""

    entity: Annotated[str, "Whose figures: canonical English name."]
    entity_id: Annotated[str, "Id of the entity in the pack."]
    metric: Annotated[str, "What is measured."]
    last_known: Annotated[str, "The cell that it goes on from, as it can be typed after `tacho explain`."]
    forecast: Annotated[list[ExpectedRecord], "As it is: months, quarters and years."]
    supposed: Annotated[list[ExpectedRecord], "As it would be."]
    targets: list[TargetRecord]


class ScenarioRecord(TypedDict):
    """What `tacho scenario` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    assumptions: list[AssumptionRecord]
    supposed: list[SupposedRecord]


def render(scenario: Scenario) -> str:
    """The scenario as JSON text, one series a line."""
    rows = ",".join(f"\n {written(_supposed(one, scenario.pack))}" for one in scenario.supposed)
    assumed: list[AssumptionRecord] = [
        {"change": a.change, "name": a.name, "value": a.value, "default": a.default} for a in scenario.assumptions
    ]
    head = f'"tachograph": {written(__version__)}, "assumptions": {written(assumed)}'
    return f'{{{head}, "supposed": [{rows}]}}\n'


def _supposed(one: Supposed, pack: Pack) -> SupposedRecord:
    key = one.before.series
    targets: list[TargetRecord] = [
        {
            "period": told.goal.period,
            "low": told.goal.low,
            "probability": round(told.reach, 3),
            "supposed": round(other.reach, 3),
            "command": f"tacho targets --year {told.goal.period[:4]}",
        }
        for told, other in one.chances
    ]
    return {
        "entity": figures.entity(key.entity, pack),
        "entity_id": key.entity,
        "metric": key.metric,
        "last_known": last_cell(one.before),
        "forecast": [expected(e) for e in (*one.before.months, *one.before.totals)],
        "supposed": [expected(e) for e in (*one.after.months, *one.after.totals)],
        "targets": targets,
    }

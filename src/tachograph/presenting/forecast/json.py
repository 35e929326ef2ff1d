"""Forecasts as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.forecasting.targets import Chance
from tachograph.core.forecast import Expected, Skill
from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Outlook, Outlooks
from tachograph.presenting import figures
from tachograph.presenting.forecast.wording import last_cell
from tachograph.presenting.json import written


class ExpectedRecord(TypedDict):
    """What is expected of one period."""

    period: Annotated[str, "EDTF: a month, or a quarter or year with what is known of it already."]
    point: Annotated[int, "The best figure; months add up to quarters and years, brands to their group."]
    low: Annotated[int, "It is this or more with a probability of 90%."]
    lower: Annotated[int, "It is this or more with a probability of 75%."]
    middle: Annotated[int, "It is this or more with a probability of one half."]
    upper: Annotated[int, "It is this or more with a probability of 25%."]
    high: Annotated[int, "It is this or more with a probability of 10%."]


class ChanceRecord(TypedDict):
    """How likely a target is reached."""

    period: Annotated[str, "The year: EDTF."]
    low: Annotated[float, "The target, of a range its lower end."]
    high: Annotated[float | None, "The upper end of a range."]
    achieved: Annotated[float, "What is known of the year already."]
    probability: Annotated[float, "That the year comes to `low` or more."]
    exceed: Annotated[float | None, "That it comes to `high` or more."]
    command: Annotated[str, "What can be typed for who states the target and what is achieved."]


class SkillRecord(TypedDict):
    """How well forecasts did."""

    scored: Annotated[int, "Months forecast whose figures are known."]
    mase: Annotated[float | None, "Mean absolute error, in mean absolute differences from the year before."]
    pinball: Annotated[float | None, "Mean pinball loss over five quantiles, on the same scale."]
    coverage: Annotated[float | None, "How often the figure lay in the 80% interval."]


class ForecastRecord(TypedDict):
    """A forecast of one series."""

    id: Annotated[str, "Hash of all that it says, but for the day."]
    entity: Annotated[str, "Whose figures: canonical English name."]
    entity_id: Annotated[str, "Id of the entity in the pack."]
    metric: Annotated[str, "What is measured."]
    region: Annotated[str | None, "The region that it is narrowed to."]
    segment: Annotated[str | None, "The segment that it is narrowed to."]
    unit: Annotated[str, "Counted noun, singular."]
    group: Annotated[str | None, "Id of the entity whose figures these add up to, with those of other brands."]
    made_on: Annotated[str, "The day it was made."]
    method: Annotated[str, "pooled or combined."]
    known: Annotated[int, "How many months it goes on from."]
    last_known: Annotated[str, "The last of them: a cell as it can be typed after `tacho explain`."]
    months: list[ExpectedRecord]
    totals: list[ExpectedRecord]
    targets: list[ChanceRecord]
    hindsight: Annotated[SkillRecord | None, "How forecasts of this series from earlier months would have done."]


class ForecastsRecord(TypedDict):
    """What `tacho forecast` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    sellers: Annotated[int, "How many sellers `hindsight` is over."]
    hindsight: Annotated[SkillRecord, "How the method would have done, from every earlier month."]
    forecasts: list[ForecastRecord]


def render(made: Outlooks) -> str:
    """The forecasts as JSON text, one a line."""
    rows = ",".join(f"\n {written(_forecast(outlook, made.pack))}" for outlook in made.outlooks)
    head = f'"tachograph": {written(__version__)}, "sellers": {made.sellers}, "hindsight": {written(skill(made.skill))}'
    return f'{{{head}, "forecasts": [{rows}]}}\n'


def _forecast(outlook: Outlook, pack: Pack) -> ForecastRecord:
    one, key = outlook.forecast, outlook.forecast.series
    return {
        "id": one.id,
        "entity": figures.entity(key.entity, pack),
        "entity_id": key.entity,
        "metric": key.metric,
        "region": key.region or None,
        "segment": key.segment or None,
        "unit": key.unit,
        "group": outlook.group,
        "made_on": one.made_on.isoformat(),
        "method": one.method,
        "known": outlook.series.known,
        "last_known": last_cell(one),
        "months": [expected(e) for e in one.months],
        "totals": [expected(e) for e in one.totals],
        "targets": [chance(c) for c in outlook.chances],
        "hindsight": None if outlook.skill is None else skill(outlook.skill),
    }


def expected(e: Expected) -> ExpectedRecord:
    """What is expected of one period as values for a JSON writer."""
    low, lower, middle, upper, high = (round(q) for q in e.quantiles)
    return {
        "period": e.period,
        "point": round(e.point),
        "low": low,
        "lower": lower,
        "middle": middle,
        "upper": upper,
        "high": high,
    }


def chance(c: Chance) -> ChanceRecord:
    """How likely a target is as values for a JSON writer."""
    return {
        "period": c.goal.period,
        "low": c.goal.low,
        "high": c.goal.high,
        "achieved": round(c.achieved),
        "probability": round(c.reach, 3),
        "exceed": None if c.exceed is None else round(c.exceed, 3),
        "command": f"tacho targets --year {c.goal.period[:4]}",
    }


def skill(s: Skill) -> SkillRecord:
    """How well forecasts did as values for a JSON writer."""
    mase, loss, coverage = (None if v is None else round(v, 3) for v in (s.mase, s.loss, s.coverage))
    return {"scored": s.scored, "mase": mase, "pinball": loss, "coverage": coverage}

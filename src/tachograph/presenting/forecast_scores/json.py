"""Scores of kept forecasts as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.forecasting import skill as skill_of
from tachograph.core.forecast import Score
from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Kept
from tachograph.presenting import figures
from tachograph.presenting.forecast.json import ExpectedRecord, SkillRecord, expected, skill
from tachograph.presenting.forecast.wording import last_cell
from tachograph.presenting.json import written


class ScoreRecord(TypedDict):
    """How one expected month turned out."""

    period: Annotated[str, "The month: EDTF."]
    horizon: Annotated[int, "How many months ahead it was forecast."]
    actual: Annotated[float, "What it came to, by the best estimate of today."]
    error: Annotated[float, "How far off the point was."]
    scaled: Annotated[float | None, "The same, in mean absolute differences from the year before."]
    pinball: Annotated[float | None, "Pinball loss, on the same scale."]
    inside: Annotated[bool | None, "Whether it lay in the 80% interval."]


class KeptRecord(TypedDict):
    """A forecast that was kept."""

    id: Annotated[str, "Hash of all that it says, but for the day."]
    entity: Annotated[str, "Whose figures: canonical English name."]
    entity_id: Annotated[str, "Id of the entity in the pack."]
    metric: Annotated[str, "What is measured."]
    made_on: Annotated[str, "The first day on which it was made."]
    method: Annotated[str, "pooled or combined."]
    last_known: Annotated[str, "The cell that it went on from, as it can be typed after `tacho explain`."]
    months: list[ExpectedRecord]
    scores: list[ScoreRecord]


class ScoresRecord(TypedDict):
    """What `tacho forecast --scores` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    skill: Annotated[SkillRecord, "All scores together."]
    kept: list[KeptRecord]


def render(kept: Sequence[Kept], pack: Pack) -> str:
    """The forecasts as JSON text, one a line."""
    rows = ",".join(f"\n {written(_kept(one, pack))}" for one in kept)
    together = written(skill(skill_of(s for one in kept for s in one.scores)))
    return f'{{"tachograph": {written(__version__)}, "skill": {together}, "kept": [{rows}]}}\n'


def _kept(one: Kept, pack: Pack) -> KeptRecord:
    f = one.forecast
    return {
        "id": f.id,
        "entity": figures.entity(f.series.entity, pack),
        "entity_id": f.series.entity,
        "metric": f.series.metric,
        "made_on": f.made_on.isoformat(),
        "method": f.method,
        "last_known": last_cell(f),
        "months": [expected(e) for e in f.months],
        "scores": [_score(s) for s in one.scores],
    }


def _score(s: Score) -> ScoreRecord:
    return {
        "period": s.period,
        "horizon": s.horizon,
        "actual": s.actual,
        "error": s.error,
        "scaled": round(s.error / s.scale, 3) if s.scale else None,
        "pinball": round(s.loss / s.scale, 3) if s.scale and s.loss is not None else None,
        "inside": s.inside,
    }

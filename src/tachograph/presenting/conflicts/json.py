"""Conflicts as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.claim import Kind
from tachograph.core.dispute import Cause, Dispute, Doubted, Explanation
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier
from tachograph.presenting.json import written


class ObservationRecord(TypedDict):
    """A figure as one source gives it."""

    entity: Annotated[str, "Id of whose figure it is."]
    metric: Annotated[str, "What is measured."]
    period: Annotated[str, "When it holds: EDTF, with 2025-Q3 and 2025-H1."]
    kind: Annotated[Kind, "What the figure measures."]
    basis: Annotated[str | None, "Change: the period compared with; share: the whole."]
    region: Annotated[str | None, "The region that it is narrowed to."]
    segment: Annotated[str | None, "The segment that it is narrowed to."]
    model: Annotated[str | None, "The model that it is narrowed to."]
    low: Annotated[Decimal | None, "Lower bound as stated; null if open."]
    high: Annotated[Decimal | None, "Upper bound as stated; null if open."]
    modifier: Annotated[Modifier, "The word that loosens the figure."]
    unit: Annotated[str, "Unit or counted noun, singular."]
    source: Annotated[str, "The page it was read on."]
    published: Annotated[str | None, "When the page appeared: EDTF."]


class ExplanationRecord(TypedDict):
    """One thing that may have happened."""

    cause: Annotated[Cause, "What sort of thing."]
    text: Annotated[str, "In words."]
    value: Annotated[str | None, "What the figure should be, if that is known."]


class DoubtedRecord(TypedDict):
    """A figure that may be wrong."""

    observations: Annotated[list[ObservationRecord], "All that give it."]
    explanations: Annotated[list[ExplanationRecord], "What may have happened, harmless causes first."]


class ConflictRecord(TypedDict):
    """Observations that cannot all hold."""

    rule: Annotated[str, "Code of the rule that fails; `tacho explain CODE` says what it catches."]
    entity: Annotated[str, "Id of whose figure it is."]
    series: Annotated[str, "What the first doubted figure is about."]
    message: Annotated[str, "The calculation in one line."]
    doubted: Annotated[list[DoubtedRecord], "The likely culprit; several if it cannot be told."]
    others: Annotated[list[ObservationRecord], "The other observations of the conflict."]
    derivation: Annotated[list[str], "The calculation, step by step."]


class ConflictsRecord(TypedDict):
    """What `tacho conflicts` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    conflicts: list[ConflictRecord]


def render(disputes: Sequence[Dispute], pack: Pack) -> str:
    """The conflicts as JSON text, one a line."""
    del pack  # names are for people
    rows = ",".join(f"\n {written(record)}" for record in map(_conflict, disputes))
    return f'{{"tachograph": {written(__version__)}, "conflicts": [{rows}]}}\n'


def _conflict(dispute: Dispute) -> ConflictRecord:
    return {
        "rule": dispute.rule,
        "entity": dispute.entity,
        "series": dispute.series,
        "message": dispute.message,
        "doubted": [_doubted(d) for d in dispute.doubted],
        "others": [_observation(o) for o in dispute.others],
        "derivation": [step.text for step in dispute.derivation],
    }


def _doubted(doubted: Doubted) -> DoubtedRecord:
    return {
        "observations": [_observation(o) for o in doubted.observations],
        "explanations": [_explanation(e) for e in doubted.explanations],
    }


def _explanation(explanation: Explanation) -> ExplanationRecord:
    return {"cause": explanation.cause, "text": explanation.text, "value": explanation.value}


def _observation(o: Observation) -> ObservationRecord:
    return {
        "entity": o.entity,
        "metric": o.metric,
        "period": o.period,
        "kind": o.kind,
        "basis": o.basis,
        "region": o.region,
        "segment": o.segment,
        "model": o.model,
        "low": o.quantity.low,
        "high": o.quantity.high,
        "modifier": o.quantity.modifier,
        "unit": o.quantity.unit,
        "source": o.source,
        "published": o.published,
    }

"""An answer as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.pack import Pack
from tachograph.core.query import Asked, Query
from tachograph.pipeline.asking import Answer, Figure
from tachograph.presenting.ask.phrases import phrases
from tachograph.presenting.json import decimal, written
from tachograph.presenting.promises.json import PromiseRecord
from tachograph.presenting.promises.json import record as promise_record
from tachograph.presenting.sheets import records
from tachograph.presenting.sheets.records import SourceRecord


class QueryRecord(TypedDict):
    """What the question was understood as."""

    kind: Annotated[Asked, "What sort of thing is asked for."]
    entities: Annotated[list[str], "Ids in the pack."]
    metric: Annotated[str | None, "Id of the metric."]
    period: Annotated[str | None, "EDTF."]
    segment: str | None
    region: str | None
    model: str | None
    level: Annotated[str | None, "The kind of entity that is ranked."]
    body: Annotated[str | None, "Who is to have said it."]
    number: Annotated[Decimal | None, "The figure that the question names."]
    base: Annotated[str | None, "The period that it compares with, if it names one: EDTF."]
    cumulative: Annotated[bool, "Whether all since the beginning is meant."]
    as_of: Annotated[str | None, "The day on which it is to have been known."]
    language: Annotated[str, "en or zh."]


class AnsweredFigureRecord(TypedDict):
    """A figure of the answer."""

    role: Annotated[
        str, "value, base, latest, target, achieved, attainment, change, share, or the modality of a statement."
    ]
    entity: Annotated[str, "Canonical English name."]
    entity_id: str
    metric: str
    period: Annotated[str, "EDTF."]
    model: str | None
    segment: str | None
    region: str | None
    basis: Annotated[str | None, "What a share or change is against."]
    value: Decimal | None
    low: Annotated[Decimal | None, "What it is at least; null if not known."]
    high: Annotated[Decimal | None, "What it is at most; null if not known."]
    unit: str
    modifier: Annotated[str, "The word that loosens it: exactly, over, about …"]
    status: Annotated[str, "agreed, reported, derived, provisional, disputed; stated, published or computed."]
    rank: Annotated[str | None, "The place, or the places that it can have."]
    derivation: list[str]
    sources: list[SourceRecord]


class AskRecord(TypedDict):
    """What `tacho ask` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    question: str
    query: QueryRecord
    command: Annotated[str, "What can be typed for the same; empty if nothing can."]
    answer: Annotated[str, "In sentences, in the language of the question; empty if there is none."]
    figures: list[AnsweredFigureRecord]
    promises: list[PromiseRecord]
    caveats: list[str]
    cannot: Annotated[str | None, "Why it cannot be answered, or what is missing, and what would be needed."]


def record(answer: Answer, pack: Pack) -> AskRecord:
    """The answer as values for a JSON writer."""
    said = phrases(answer, pack)
    return {
        "tachograph": __version__,
        "question": answer.question,
        "query": _query(answer.query),
        "command": answer.command,
        "answer": said.told(answer.said),
        "figures": [_figure(f, pack) for f in answer.figures],
        "promises": [promise_record(p, answer.pages) for p in answer.promises],
        "caveats": said.all(answer.caveats),
        "cannot": said.told(answer.cannot) or None,
    }


def render(answer: Answer, pack: Pack) -> str:
    """The answer as JSON text."""
    return written(record(answer, pack)) + "\n"


def _query(query: Query) -> QueryRecord:
    return {
        "kind": query.kind,
        "entities": list(query.entities),
        "metric": query.metric,
        "period": query.period,
        "segment": query.segment,
        "region": query.region,
        "model": query.model,
        "level": query.level,
        "body": query.body,
        "number": query.number,
        "base": query.base,
        "cumulative": query.cumulative,
        "as_of": query.as_of.isoformat() if query.as_of else None,
        "language": query.lang,
    }


def _figure(figure: Figure, pack: Pack) -> AnsweredFigureRecord:
    entity = pack.entities.get(figure.entity)
    return {
        "role": figure.role,
        "entity": entity.name if entity else figure.entity,
        "entity_id": figure.entity,
        "metric": figure.metric,
        "period": figure.period,
        "model": figure.model or None,
        "segment": figure.segment or None,
        "region": figure.region or None,
        "basis": figure.basis or None,
        "value": decimal(figure.value),
        "low": decimal(figure.low),
        "high": decimal(figure.high),
        "unit": figure.unit,
        "modifier": str(figure.modifier),
        "status": figure.status,
        "rank": figure.rank or None,
        "derivation": list(figure.derivation),
        "sources": records.sources(figure.said),
    }

"""Targets as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.listing import called
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Outlook, Progress, Targets, Together, is_whole
from tachograph.presenting.json import decimal, written
from tachograph.presenting.sheets import records
from tachograph.presenting.sheets.records import SourceRecord


class TargetRecord(TypedDict):
    """A vintage of a target. Of a range the plain fields are those of its lower end; rates are in percent."""

    entity: Annotated[str, "Canonical English name."]
    entity_id: Annotated[str, "Id in the pack."]
    year: Annotated[int, "The year that it is for, or that its quarter is in."]
    period: Annotated[str, "What it is for: EDTF."]
    metric: Annotated[str, "What is counted; deliveries stand for sales too."]
    segment: Annotated[str | None, "The segment that it is narrowed to."]
    region: Annotated[str | None, "The region that it is narrowed to."]
    low: Annotated[Decimal | None, "Lower bound; null if open."]
    high: Annotated[Decimal | None, "Upper bound; null if open."]
    published: Annotated[str | None, "When it is first heard of: EDTF."]
    source: Annotated[str, "The page that it is first read on."]
    claimant: Annotated[str | None, "Who says it, if the page attributes it."]
    move: Annotated[str | None, "raised or cut against the vintage before, where the dates tell."]
    latest: Annotated[bool, "Whether no later vintage is known."]
    base: Annotated[Decimal | None, "What was sold in the same part of the year before."]
    implied_growth: Annotated[Decimal | None, "Against the base, at the lower end."]
    implied_growth_high: Annotated[Decimal | None, "At the higher end."]
    achieved: Annotated[Decimal | None, "What was sold in the period so far."]
    achieved_until: Annotated[str | None, "The period that this is known for."]
    attainment: Annotated[Decimal | None, "The part of the lower end that is achieved."]
    attainment_high: Annotated[Decimal | None, "The part of the higher end."]
    required_run_rate: Annotated[Decimal | None, "What each month left needs; null once the period is over."]
    required_next_month: Annotated[Decimal | None, "What the next month needs by the shape of past years."]
    on_pace_for: Annotated[Decimal | None, "Where the year ends if it goes on like past years."]
    shape: Annotated[str | None, "The years that the shape is taken from."]
    probability: Annotated[float | None, "Of reaching the lower end; null without forecasts."]
    sources: Annotated[list[SourceRecord], "All that say so, the earliest first."]
    achieved_sources: list[SourceRecord]
    base_sources: list[SourceRecord]


class TogetherRecord(TypedDict):
    """The sum of the last targets, each car counted once."""

    low: Decimal
    high: Decimal
    growth: Annotated[Decimal | None, "Of those whose base is known, in percent."]
    entities: list[str]
    left_out: Annotated[list[str], "Counted with others."]


class OutlookRecord(TypedDict):
    """What is forecast for a market."""

    market: str
    metric: str
    segment: str | None
    value: Decimal
    growth: Annotated[Decimal | None, "Against the year before, in percent."]
    sources: list[SourceRecord]
    base: Annotated[Decimal | None, "What it was the year before."]
    base_sources: list[SourceRecord]


class TargetsRecord(TypedDict):
    """What `tacho targets` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    year: int
    targets: Annotated[list[TargetRecord], "Of all that somebody sells."]
    parts: Annotated[list[TargetRecord], "Of a part of it: abroad, a segment, a count on a basis."]
    quarters: list[TargetRecord]
    together: TogetherRecord | None
    forecasts: list[OutlookRecord]


def record(targets: Targets, table: Table) -> TargetsRecord:
    """The targets as JSON has them."""
    return {
        "tachograph": __version__,
        "year": targets.year.end.year,
        "targets": [row_record(row, table) for row in targets.rows if is_whole(row, table.pack)],
        "parts": [row_record(row, table) for row in targets.rows if not is_whole(row, table.pack)],
        "quarters": [row_record(row, table) for row in targets.quarters],
        "together": _together(targets.together, table) if targets.together else None,
        "forecasts": [_outlook(one, table) for one in targets.outlooks],
    }


def render(targets: Targets, table: Table) -> str:
    """The targets as JSON text."""
    return written(record(targets, table)) + "\n"


def row_record(row: Progress, table: Table) -> TargetRecord:
    """A vintage as JSON has it."""
    v, pace = row.vintage, row.pace
    return {
        "entity": called(v.scope.entity, table.pack),
        "entity_id": v.scope.entity,
        "year": v.period.end.year,
        "period": str(v.period),
        "metric": v.scope.metric,
        "segment": v.scope.segment or None,
        "region": v.scope.region or None,
        "low": decimal(v.low),
        "high": decimal(v.high),
        "published": v.first.published,
        "source": v.first.source,
        "claimant": v.first.claimant,
        "move": v.move or None,
        "latest": row.latest,
        "base": decimal(row.base.value) if row.base else None,
        "implied_growth": records.percent(row.growth[0]),
        "implied_growth_high": records.percent(row.growth[1]),
        "achieved": decimal(row.achieved.value) if row.achieved else None,
        "achieved_until": row.achieved.cell.period if row.achieved else None,
        "attainment": records.percent(row.attainment[0]),
        "attainment_high": records.percent(row.attainment[1]),
        "required_run_rate": _rounded(pace.linear) if pace else None,
        "required_next_month": _rounded(pace.next_month) if pace else None,
        "on_pace_for": _rounded(pace.on_pace) if pace else None,
        "shape": pace.shape or None if pace else None,
        "probability": row.probability,
        "sources": records.sources(v.said),
        "achieved_sources": records.sources(table.sources(row.achieved)) if row.achieved else [],
        "base_sources": records.sources(table.sources(row.base)) if row.base else [],
    }


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(round(value))


def _together(together: Together, table: Table) -> TogetherRecord:
    return {
        "low": records.exact(together.low),
        "high": records.exact(together.high),
        "growth": records.percent(together.growth),
        "entities": [called(e, table.pack) for e in together.counted],
        "left_out": [called(e, table.pack) for e in together.left_out],
    }


def _outlook(one: Outlook, table: Table) -> OutlookRecord:
    return {
        "market": called(one.scope.entity, table.pack),
        "metric": one.scope.metric,
        "segment": one.scope.segment or None,
        "value": records.exact(one.value),
        "growth": records.percent(one.growth),
        "sources": records.sources(one.said),
        "base": decimal(one.base.value) if one.base else None,
        "base_sources": records.sources(table.sources(one.base)) if one.base else [],
    }

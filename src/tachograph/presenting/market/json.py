"""The market as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.concentration import Concentration
from tachograph.analysis.listing import called, name_of
from tachograph.analysis.market import Abroad, Count, Editions, Market, Part
from tachograph.analysis.table import Table
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.presenting.json import decimal, written
from tachograph.presenting.sheets import records
from tachograph.presenting.sheets.records import FigureRecord, SourceRecord


class CountRecord(TypedDict):
    """What is counted of a market. Rates are in percent."""

    market: str
    metric: str
    body: Annotated[str | None, "Who counts it, if only one does."]
    figure: FigureRecord
    mom: Annotated[Decimal | None, "Against the period of the same length before."]
    yoy: Annotated[Decimal | None, "Against the year before."]
    yoy_differs: Annotated[bool, "Whether the published rate differs from the computed one."]
    ytd: Annotated[Decimal | None, "The year to date."]
    ytd_yoy: Decimal | None
    mom_sources: Annotated[list[SourceRecord], "Who states what `mom` is against, or the rate."]
    yoy_sources: Annotated[list[SourceRecord], "Who states what `yoy` is against, or the rate."]
    ytd_sources: Annotated[list[SourceRecord], "Who states the year to date, or what it is added up from."]
    ytd_yoy_sources: Annotated[list[SourceRecord], "Who states what that is against, or the rate."]


class PartRecord(TypedDict):
    """The part of one market in another, in percent."""

    market: str
    of: Annotated[str, "The whole and the metric."]
    body: str | None
    share: Annotated[Decimal, "Computed, or as published if one of the counts is not known."]
    computed: bool
    change: Annotated[Decimal | None, "Against the year before, in percentage points."]
    published: Annotated[list[Decimal], "As sources give it."]
    sources: list[SourceRecord]
    change_sources: Annotated[list[SourceRecord], "Who states the counts of the year before."]


class EditionsRecord(TypedDict):
    """One count as it was forecast, flashed and settled."""

    market: str
    metric: str
    segment: str | None
    forecast: SourceRecord | None
    flash: SourceRecord | None
    final: FigureRecord | None
    forecast_off: Annotated[Decimal | None, "By how much the forecast was off, in percent."]


class ShareRecord(TypedDict):
    """What part of a market somebody has, in percent."""

    entity: str
    share: Decimal
    figure: FigureRecord


class ConcentrationRecord(TypedDict):
    """How a market is shared out. Ranges cover all that the unknown rest may be."""

    metric: str
    level: str
    market: str
    whole: Annotated[FigureRecord, "Of the market."]
    known: Annotated[Decimal, "Part of the market that is accounted for, in percent."]
    hhi_low: Decimal | None
    hhi_high: Decimal | None
    cr5_low: Annotated[Decimal | None, "In percent."]
    cr5_high: Annotated[Decimal | None, "In percent."]
    leaders: Annotated[int, "With 5% or more."]
    mid_tier: Annotated[int, "With 1% or more."]
    small: Annotated[int, "With less."]
    shares: list[ShareRecord]


class AbroadRecord(TypedDict):
    """What goes abroad, as part of all, in percent."""

    entity: str
    metric: str
    of: str
    units: FigureRecord
    whole: Annotated[FigureRecord, "All that it sells."]
    share: Decimal
    change: Annotated[Decimal | None, "Against the year before, in percentage points."]
    change_sources: Annotated[list[SourceRecord], "Who states the figures of the year before."]


class PolicyRecord(TypedDict):
    """A dated rule."""

    date: str
    market: str
    rule: str
    source: str


class MarketRecord(TypedDict):
    """What `tacho market` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    period: str
    counts: list[CountRecord]
    parts: list[PartRecord]
    editions: list[EditionsRecord]
    concentration: list[ConcentrationRecord]
    abroad: list[AbroadRecord]
    policies: list[PolicyRecord]


def record(market: Market, table: Table) -> MarketRecord:
    """The market as JSON has it."""
    return {
        "tachograph": __version__,
        "period": str(market.period),
        "counts": [_count(one, table) for one in market.counts],
        "parts": [_part(one, table) for one in market.parts],
        "editions": [_editions(one, table) for one in market.editions],
        "concentration": [_concentration(one, table) for one in market.concentrations],
        "abroad": [_abroad(one, table) for one in market.abroad],
        "policies": [
            {"date": f.date, "market": called(f.subject, table.pack), "rule": f.object, "source": f.source}
            for f in market.policies
        ],
    }


def render(market: Market, table: Table) -> str:
    """The market as JSON text."""
    return written(record(market, table)) + "\n"


def _count(one: Count, table: Table) -> CountRecord:
    return {
        "market": called(one.scope.entity, table.pack),
        "metric": one.scope.metric,
        "body": one.body.name if one.body else None,
        "figure": records.figure(one.estimate, table.sources(one.estimate)),
        "mom": records.rate(one.mom),
        "yoy": records.rate(one.yoy),
        "yoy_differs": one.yoy is not None and one.yoy.differs,
        "ytd": decimal(one.to_date.value) if one.to_date else None,
        "ytd_yoy": records.rate(one.to_date_yoy),
        "mom_sources": records.behind(one.mom, table),
        "yoy_sources": records.behind(one.yoy, table),
        "ytd_sources": records.sources(table.sources(one.to_date)) if one.to_date else [],
        "ytd_yoy_sources": records.behind(one.to_date_yoy, table),
    }


def _part(one: Part, table: Table) -> PartRecord:
    behind = [o for e in (*one.counts, *one.published) for o in table.sources(e)]
    return {
        "market": called(one.part.entity, table.pack),
        "of": one.whole,
        "body": one.body.name if one.body else None,
        "share": Decimal(records.percent(one.share) or 0),
        "computed": one.computed,
        "change": records.percent(one.change),
        "published": [records.exact(e.value) for e in one.published],
        "sources": records.sources(behind),
        "change_sources": _sources(one.before, table),
    }


def _sources(estimates: Sequence[Estimate], table: Table) -> list[SourceRecord]:
    return records.sources([o for e in estimates for o in table.sources(e)])


def _editions(one: Editions, table: Table) -> EditionsRecord:
    return {
        "market": called(one.scope.entity, table.pack),
        "metric": one.scope.metric,
        "segment": one.scope.segment or None,
        "forecast": _source(one.forecast),
        "flash": _source(one.flash),
        "final": records.figure(one.final, table.sources(one.final)) if one.final else None,
        "forecast_off": records.percent(one.miss),
    }


def _source(o: Observation | None) -> SourceRecord | None:
    return records.sources([o])[0] if o else None


def _concentration(one: Concentration, table: Table) -> ConcentrationRecord:
    return {
        "metric": one.definition.metric,
        "level": one.definition.level,
        "market": one.market.name,
        "whole": records.figure(one.whole, table.sources(one.whole)),
        "known": Decimal(records.percent(one.known) or 0),
        "hhi_low": decimal(one.hhi.low),
        "hhi_high": decimal(one.hhi.high),
        "cr5_low": records.percent(one.cr5.low),
        "cr5_high": records.percent(one.cr5.high),
        "leaders": one.leaders,
        "mid_tier": one.mid_tier,
        "small": one.small,
        "shares": [
            {
                "entity": name_of(scope, table.pack),
                "share": Decimal(records.percent(share) or 0),
                "figure": records.figure(e, table.sources(e)),
            }
            for (scope, share), e in zip(one.shares, one.estimates, strict=True)
        ],
    }


def _abroad(one: Abroad, table: Table) -> AbroadRecord:
    return {
        "entity": called(one.scope.entity, table.pack),
        "metric": one.scope.metric,
        "of": one.whole.cell.metric,
        "units": records.figure(one.abroad, table.sources(one.abroad)),
        "whole": records.figure(one.whole, table.sources(one.whole)),
        "share": Decimal(records.percent(one.share) or 0),
        "change": records.percent(one.change),
        "change_sources": _sources(one.before, table),
    }

"""One seller as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.analysis.listing import called, name_of
from tachograph.analysis.maker import Maker, Money, PartSold, Price, Sold
from tachograph.analysis.table import Change, Table
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.presenting.json import written
from tachograph.presenting.promises.json import PromiseRecord
from tachograph.presenting.promises.json import record as promise_record
from tachograph.presenting.sheets import records
from tachograph.presenting.sheets.records import FigureRecord, SourceRecord
from tachograph.presenting.targets.json import TargetRecord, row_record


class SoldRecord(TypedDict):
    """What was sold in a period. Rates are in percent."""

    period: str
    figure: Annotated[FigureRecord | None, "Null if it is not known."]
    before: Annotated[Decimal | None, "Against the period of the same length before."]
    yoy: Annotated[Decimal | None, "Against the year before."]
    yoy_differs: bool
    before_sources: Annotated[list[SourceRecord], "Who states what `before` is against, or the rate."]
    yoy_sources: Annotated[list[SourceRecord], "Who states what `yoy` is against, or the rate."]


class PartSoldRecord(TypedDict):
    """What a model, brand or member sold in the last month that it is known for."""

    name: str
    metric: str
    period: str
    figure: FigureRecord
    yoy: Decimal | None
    share: Annotated[Decimal | None, "Of all that the seller sold, in percent."]
    yoy_sources: Annotated[list[SourceRecord], "Who states what `yoy` is against, or the rate."]
    share_sources: Annotated[list[SourceRecord], "Who states all that the seller sold."]


class StateRecord(TypedDict):
    """A figure of what it has, or of its accounts."""

    metric: str
    period: str
    unit: str
    figure: FigureRecord
    yoy: Annotated[Decimal | None, "In percent; null for margins."]
    yoy_sources: Annotated[list[SourceRecord], "Who states what `yoy` is against, or the rate."]


class PriceRecord(TypedDict):
    """Revenue by units."""

    period: str
    value: Decimal
    currency: str
    revenue: Annotated[str, "Which revenue it is."]
    units: Annotated[str, "Which units it is divided by."]
    sources: list[SourceRecord]


class ForeignRecord(TypedDict):
    """What goes abroad."""

    metric: str
    period: str
    share: Annotated[Decimal, "Of all, in percent."]
    figure: FigureRecord
    share_sources: Annotated[list[SourceRecord], "Who states all that it sold."]


class DoubtedStateRecord(TypedDict):
    """A figure that sources dispute."""

    metric: str
    period: str
    model: str | None
    segment: str | None
    region: str | None
    figure: FigureRecord
    others: Annotated[list[SourceRecord], "Those who say otherwise."]


class RecentRecord(TypedDict):
    """A figure as a source gives it."""

    metric: str
    kind: str
    modality: str
    basis: str | None
    model: str | None
    segment: str | None
    region: str | None
    source: SourceRecord


class MakerRecord(TypedDict):
    """What `tacho maker` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    entity: Annotated[str, "Canonical English name."]
    entity_id: Annotated[str, "Id in the pack."]
    kind: Annotated[str | None, "maker, brand, alliance, group, model; null if no pack knows it."]
    metric: Annotated[str | None, "What its sales are called."]
    months: list[SoldRecord]
    periods: list[SoldRecord]
    others: Annotated[list[PartSoldRecord], "What else is counted of it: registrations, exports and so on."]
    brands: list[PartSoldRecord]
    models: list[PartSoldRecord]
    abroad: list[ForeignRecord]
    network: list[StateRecord]
    money: list[StateRecord]
    average_price: list[PriceRecord]
    targets: list[TargetRecord]
    promises: Annotated[list[PromiseRecord], "The open ones by their deadline, then the others, the latest first."]
    doubted: list[DoubtedStateRecord]
    recent: Annotated[list[RecentRecord], "What was said of it last, each figure once."]


def record(maker: Maker, table: Table) -> MakerRecord:
    """The page as JSON has it."""
    return {
        "tachograph": __version__,
        "entity": called(maker.entity, table.pack),
        "entity_id": maker.entity,
        "kind": maker.known.kind if maker.known else None,
        "metric": maker.metric.id if maker.metric else None,
        "months": [_sold(one, table) for one in maker.months],
        "periods": [_sold(one, table) for one in maker.periods],
        "others": _parts(maker.others, table),
        "brands": _parts(maker.brands, table),
        "models": _parts(maker.models, table),
        "abroad": [
            {
                "metric": one.scope.metric,
                "period": one.abroad.cell.period,
                "share": Decimal(records.percent(one.share) or 0),
                "figure": _figure(one.abroad, table),
                "share_sources": records.sources(table.sources(one.whole)),
            }
            for one in maker.abroad
        ],
        "network": [_state(one.metric.id, one.estimate, None, table) for one in maker.network],
        "money": [_money(one, table) for one in maker.money],
        "average_price": [_price(one, table) for one in maker.prices],
        "targets": [row_record(row, table) for row in maker.targets],
        "promises": [promise_record(one, maker.pages) for one in maker.promises],
        "doubted": [_doubted(e, table) for e in maker.doubted],
        "recent": [_recent(o) for o in maker.recent],
    }


def render(maker: Maker, table: Table) -> str:
    """The page as JSON text."""
    return written(record(maker, table)) + "\n"


def _figure(estimate: Estimate, table: Table) -> FigureRecord:
    return records.figure(estimate, table.sources(estimate))


def _sold(one: Sold, table: Table) -> SoldRecord:
    return {
        "period": str(one.period),
        "figure": _figure(one.estimate, table) if one.estimate else None,
        "before": records.rate(one.before),
        "yoy": records.rate(one.yoy),
        "yoy_differs": one.yoy is not None and one.yoy.differs,
        "before_sources": records.behind(one.before, table),
        "yoy_sources": records.behind(one.yoy, table),
    }


def _parts(parts: Sequence[PartSold], table: Table) -> list[PartSoldRecord]:
    return [
        {
            "name": name_of(one.scope, table.pack),
            "metric": one.scope.metric,
            "period": str(one.period),
            "figure": _figure(one.estimate, table),
            "yoy": records.rate(one.yoy),
            "share": records.percent(one.share),
            "yoy_sources": records.behind(one.yoy, table),
            "share_sources": records.sources(table.sources(one.of)) if one.of else [],
        }
        for one in parts
    ]


def _state(metric: str, estimate: Estimate, yoy: Change | None, table: Table) -> StateRecord:
    return {
        "metric": metric,
        "period": estimate.cell.period,
        "unit": estimate.cell.unit,
        "figure": _figure(estimate, table),
        "yoy": records.rate(yoy),
        "yoy_sources": records.behind(yoy, table),
    }


def _money(one: Money, table: Table) -> StateRecord:
    return _state(one.metric.id, one.estimate, one.yoy, table)


def _price(one: Price, table: Table) -> PriceRecord:
    return {
        "period": str(one.period),
        "value": Decimal(round(one.value)),
        "currency": one.revenue.cell.unit,
        "revenue": one.revenue.cell.metric,
        "units": one.units.cell.metric,
        "sources": records.sources([*table.sources(one.revenue), *table.sources(one.units)]),
    }


def _doubted(e: Estimate, table: Table) -> DoubtedStateRecord:
    return {
        "metric": e.cell.metric,
        "period": e.cell.period,
        "model": e.cell.model or None,
        "segment": e.cell.segment or None,
        "region": e.cell.region or None,
        "figure": _figure(e, table),
        "others": records.sources([d.observation for d in e.dissent]),
    }


def _recent(o: Observation) -> RecentRecord:
    return {
        "metric": o.metric,
        "kind": o.kind,
        "modality": o.modality,
        "basis": o.basis,
        "model": o.model,
        "segment": o.segment,
        "region": o.region,
        "source": records.sources([o])[0],
    }

"""One seller as CSV: a row for every figure of its page, each with the part of the page that it is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from tachograph.analysis.maker import Maker
from tachograph.analysis.table import Table
from tachograph.presenting.maker.json import MakerRecord, record
from tachograph.presenting.promises.json import PromiseRecord
from tachograph.presenting.sheets import csv
from tachograph.presenting.targets.json import TargetRecord

_COLUMNS = (
    "entity", "entity_id", "part", "name", "metric", "period", "unit", "value", "low", "high", "status", "before", "yoy",
    "yoy_differs", "share", "text", "published", "before_sources", "yoy_sources", "share_sources", "sources",
)  # fmt: skip


def render(maker: Maker, table: Table) -> str:
    """The page as CSV."""
    whole = record(maker, table)
    head = {key: whole[key] for key in ("entity", "entity_id")}
    unit = table.pack.main_unit
    rows = [{**head, "unit": unit if row.get("value") is not None else None, **row} for row in _rows(whole)]
    return csv.render(rows, _COLUMNS)


def _rows(whole: MakerRecord) -> Iterator[Mapping[str, Any]]:
    for part in ("months", "periods"):
        for sold in cast("Mapping[str, Any]", whole)[part]:
            yield {"part": part, "metric": whole["metric"], **sold, **(sold["figure"] or {})}
    for part in ("others", "brands", "models", "abroad", "network", "money", "doubted"):
        for one in cast("Mapping[str, Any]", whole)[part]:
            yield {"part": part, **one, "name": one.get("name") or one.get("model"), **one["figure"]}
    for price in whole["average_price"]:
        yield {"part": "average_price", "metric": price["revenue"], "unit": price["currency"], **price}
    yield from (_target(row) for row in whole["targets"])
    yield from (_promise(one) for one in whole["promises"])
    for said in whole["recent"]:
        source = said["source"]
        yield {"part": "recent", **source, "text": source["quote"], **said, "sources": [source], "name": said["model"]}


def _target(row: TargetRecord) -> Mapping[str, Any]:
    return {"part": "targets", **row, "value": row["low"], "status": row["move"], "share": row["attainment"]}


def _promise(one: PromiseRecord) -> Mapping[str, Any]:
    worded = one["wording"]
    pages = [{"source": p["source"]} for p in (worded, *one["repeats"], *one["evidence"])]
    return {
        "part": "promises",
        "name": one["kind"],
        "metric": one["metric"],
        "period": one["deadline"],
        "value": one["count"],
        "unit": None,
        "status": one["standing"],
        "text": worded["quote"],
        "published": worded["made"],
        "sources": pages,
    }

"""Write the JSON Schemas of the public contract from the types that are printed.

``python scripts/build_schemas.py`` writes the schemas of all that is printed as JSON to ``docs/schema``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tachograph.presenting.ask.json import AskRecord
from tachograph.presenting.board.json import BoardsRecord
from tachograph.presenting.cells.json import CellsRecord
from tachograph.presenting.conflicts.json import ConflictsRecord
from tachograph.presenting.evaluation.json import EvaluationRecord
from tachograph.presenting.forecast.json import ForecastsRecord
from tachograph.presenting.forecast_scores.json import ScoresRecord
from tachograph.presenting.json import ReportRecord
from tachograph.presenting.leader.json import LeaderRecord
from tachograph.presenting.lineage.json import ExplainedRecord
from tachograph.presenting.maker.json import MakerRecord
from tachograph.presenting.market.json import MarketRecord
from tachograph.presenting.promises.json import PromisesRecord
from tachograph.presenting.scenario.json import ScenarioRecord
from tachograph.presenting.schema import schema_of
from tachograph.presenting.sites.json import SitesRecord
from tachograph.presenting.targets.json import TargetsRecord
from tachograph.presenting.vintages.json import VintagesRecord

TARGET = Path(__file__).parent.parent / "docs" / "schema"
ROOTS = {
    "report": ReportRecord,
    "evaluation": EvaluationRecord,
    "conflicts": ConflictsRecord,
    "board": BoardsRecord,
    "leader": LeaderRecord,
    "targets": TargetsRecord,
    "market": MarketRecord,
    "maker": MakerRecord,
    "cells": CellsRecord,
    "vintages": VintagesRecord,
    "promises": PromisesRecord,
    "explained": ExplainedRecord,
    "sources": SitesRecord,
    "ask": AskRecord,
    "forecast": ForecastsRecord,
    "forecast_scores": ScoresRecord,
    "scenario": ScenarioRecord,
}


def schema(name: str) -> dict[str, Any]:
    """The schema of one of the roots; each record type is a definition of its own."""
    definitions: dict[str, Any] = {}
    root = schema_of(ROOTS[name], definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Tachograph {name}",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def written(name: str) -> str:
    """The text of the schema file."""
    return json.dumps(schema(name), indent=2) + "\n"


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for root in ROOTS:
        (TARGET / f"{root}.schema.json").write_text(written(root), encoding="utf-8")

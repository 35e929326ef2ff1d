"""Write the JSON Schemas of the public contract from the types that are printed.

``python scripts/build_schemas.py`` writes the schemas of what the verbs print as JSON to ``docs/schema``.
"""

from __future__ import annotations

import inspect
import json
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

from tachograph.presenting.cells.json import CellsRecord
from tachograph.presenting.conflicts.json import ConflictsRecord
from tachograph.presenting.evaluation.json import EvaluationRecord
from tachograph.presenting.forecast.json import ForecastsRecord
from tachograph.presenting.forecast_scores.json import ScoresRecord
from tachograph.presenting.json import ReportRecord
from tachograph.presenting.promises.json import PromisesRecord
from tachograph.presenting.scenario.json import ScenarioRecord
from tachograph.presenting.vintages.json import VintagesRecord

TARGET = Path(__file__).parent.parent / "docs" / "schema"
ROOTS = {
    "report": ReportRecord,
    "evaluation": EvaluationRecord,
    "conflicts": ConflictsRecord,
    "cells": CellsRecord,
    "vintages": VintagesRecord,
    "promises": PromisesRecord,
    "forecast": ForecastsRecord,
    "forecast_scores": ScoresRecord,
    "scenario": ScenarioRecord,
}

_SIMPLE: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    NoneType: {"type": "null"},
}


def schema(name: str) -> dict[str, Any]:
    """The schema of one of the roots; each record type is a definition of its own."""
    definitions: dict[str, Any] = {}
    root = _of(ROOTS[name], definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Tachograph {name}",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def written(name: str) -> str:
    """The text of the schema file."""
    return json.dumps(schema(name), indent=2) + "\n"


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if is_typeddict(kind):
        return _record(kind, definitions)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    arguments = get_args(kind)
    if get_origin(kind) is Annotated:
        return {**_of(arguments[0], definitions), "description": arguments[1]}
    if get_origin(kind) is Literal:
        return {"enum": list(arguments)}
    if get_origin(kind) is list:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    options = [_of(argument, definitions) for argument in arguments]
    if all(option.keys() == {"type"} for option in options):
        return {"type": [option["type"] for option in options]}
    return {"anyOf": options}


def _record(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__.removesuffix("Record").lower()
    if name not in definitions:
        definitions[name] = {}  # holds the place while its fields are described
        hints = get_type_hints(kind, include_extras=True)
        definitions[name] = {
            "description": inspect.getdoc(kind),
            "type": "object",
            "properties": {field: _of(hint, definitions) for field, hint in hints.items()},
            "required": list(hints),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for root in ROOTS:
        (TARGET / f"{root}.schema.json").write_text(written(root), encoding="utf-8")

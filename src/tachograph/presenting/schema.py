"""JSON Schemas of the records that are printed and served, from their types."""

from __future__ import annotations

import inspect
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

HERE = "#/$defs/"
"""Where a schema that stands alone keeps its definitions."""

_SIMPLE: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    NoneType: {"type": "null"},
}


def schema_of(kind: Any, definitions: dict[str, Any], place: str = HERE) -> dict[str, Any]:
    """The schema of a type; the records it is made of are added to ``definitions``, which are found at ``place``."""
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if is_typeddict(kind):
        return _record(kind, definitions, place)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    arguments = get_args(kind)
    if get_origin(kind) is Annotated:
        return {**schema_of(arguments[0], definitions, place), "description": arguments[1]}
    if get_origin(kind) is Literal:
        return {"enum": list(arguments)}
    if get_origin(kind) is list:
        return {"type": "array", "items": schema_of(arguments[0], definitions, place)}
    options = [schema_of(argument, definitions, place) for argument in arguments]
    if all(option.keys() == {"type"} for option in options):
        return {"type": [option["type"] for option in options]}
    return {"anyOf": options}


def _record(kind: Any, definitions: dict[str, Any], place: str) -> dict[str, Any]:
    name = kind.__name__.removesuffix("Record").lower()
    if name not in definitions:
        definitions[name] = {}  # holds the place while its fields are described
        hints = get_type_hints(kind, include_extras=True)
        definitions[name] = {
            "description": inspect.getdoc(kind),
            "type": "object",
            "properties": {field: schema_of(hint, definitions, place) for field, hint in hints.items()},
            "required": list(hints),
            "additionalProperties": False,
        }
    return {"$ref": f"{place}{name}"}

"""Results of tools: text to read, and the same as values with a published schema."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, wraps
from importlib.resources import files
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from tachograph.core.errors import SourceError
from tachograph.presenting.json import written
from tachograph.presenting.schema import schema_of

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True)


def result(text: str, values: str) -> CallToolResult:
    """A result: ``text`` for who reads it, ``values`` as JSON text for who works with it."""
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=json.loads(values))


def result_of(text: str, record: object) -> CallToolResult:
    """A result of a record that is not written yet."""
    return result(text, written(record))


def tool(function: Callable[..., CallToolResult], record: Any) -> Tool:
    """A function as a tool that only reads; what is said of it is data. ``record`` is the type of its values."""
    said = _said()[function.__name__]
    description = " ".join(said["description"].split())
    made = Tool.from_function(_told(function), title=said["title"], description=description, annotations=_READS)
    made.fn_metadata.output_schema = schema(record)
    return made


def schema(record: Any) -> dict[str, Any]:
    """The schema of a record as the protocol wants it: an object at the root."""
    definitions: dict[str, Any] = {}
    name = schema_of(record, definitions)["$ref"].rpartition("/")[2]
    return {**definitions[name], "$defs": definitions}


@cache
def _said() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("tools.toml").read_text(encoding="utf-8"))


def _told(function: Callable[..., CallToolResult]) -> Callable[..., CallToolResult]:
    """The function, whose errors for users are told to who called it."""

    @wraps(function)
    def told(*args: Any, **kwargs: Any) -> CallToolResult:
        try:
            return function(*args, **kwargs)
        except SourceError as error:
            raise ToolError(str(error)) from None

    return told

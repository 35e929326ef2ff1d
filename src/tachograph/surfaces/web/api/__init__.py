"""The REST interface: every module here names its operations; routes and the OpenAPI description follow from them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that an address or its query says, with its JSON Schema."""

    name: str
    says: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    place: str = "query"
    needed: bool = False

    @property
    def required(self) -> bool:
        return self.needed or self.place == "path"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for: where, what answers, and how it is described.

    ``answers`` are the record types by status, or media types where the answer is no JSON record; ``problems`` the
    statuses that come as problem+json.
    """

    method: str
    path: str
    does: Callable[[Request], Awaitable[Response]]
    says: str
    answers: Mapping[int, Any]
    problems: tuple[int, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    body: Mapping[str, Any] | None = None
    media: tuple[str, ...] = ("application/json",)


@cache
def operations() -> tuple[Operation, ...]:
    """Those of all modules of this package."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(one for name in names for one in import_module(f"{__name__}.{name}").OPERATIONS)


def routes() -> list[Route]:
    """A route for each operation."""
    return [Route(ROOT + one.path, one.does, methods=[one.method]) for one in operations()]

"""The pages. To add one: a module here that names its ``PAGES``, a template of the same name, its words as data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


@dataclass(frozen=True, slots=True)
class Page:
    """An address and what answers there.

    With ``nav``, the key of its words, it stands in the navigation, in the order of ``place``.
    """

    path: str
    shows: Callable[[Request], Awaitable[Response]]
    nav: str | None = None
    place: int = 50
    methods: tuple[str, ...] = ("GET",)


@cache
def pages() -> tuple[Page, ...]:
    """Those of all modules of this package, in the order of the navigation."""
    names = sorted(module.name for module in iter_modules(__path__))
    found = [one for name in names for one in import_module(f"{__name__}.{name}").PAGES]
    return tuple(sorted(found, key=lambda page: page.place))


def routes() -> list[Route]:
    """A route for each page."""
    return [Route(page.path, page.shows, methods=list(page.methods)) for page in pages()]

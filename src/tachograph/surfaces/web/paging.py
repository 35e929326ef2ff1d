"""Long lists a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from typing import Generic, TypeVar

from starlette.requests import Request

from tachograph.surfaces.web.problems import Problem

MOST = 500
_USUAL = 50

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Listed(Generic[_Item]):
    """One page of a list; pages count from 1."""

    items: tuple[_Item, ...]
    total: int
    page: int
    size: int
    address: str

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / self.size))

    @property
    def before(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None

    @property
    def links(self) -> str:
        """The neighbouring pages as a Link header."""
        named = (("prev", self.before), ("next", self.after), ("first", 1), ("last", self.pages))
        return ", ".join(f'<{self.at(page)}>; rel="{name}"' for name, page in named if page)

    def at(self, page: int) -> str:
        """The address of another page."""
        return self.address.replace("{page}", str(page))


def listed(request: Request, items: Sequence[_Item]) -> Listed[_Item]:
    """The page of the items that the query (``page``, ``size``) asks for.

    Raises:
        Problem: if the query is not of whole numbers within reason.
    """
    page, size = _number(request, "page", 1, 1_000_000), _number(request, "size", _USUAL, MOST)
    start = (page - 1) * size
    query = request.url.include_query_params(page="{page}", size=size).query.replace("%7Bpage%7D", "{page}")
    return Listed(tuple(items[start : start + size]), len(items), page, size, f"{request.url.path}?{query}")


def _number(request: Request, name: str, usual: int, most: int) -> int:
    said = request.query_params.get(name)
    if said is None:
        return usual
    if not said.isascii() or not said.isdecimal() or not 1 <= int(said[:9]) <= most or len(said) > 9:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: is no number from 1 to {most:,}; leave it out")
    return int(said)

"""Trying things of which any may fail without stopping the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import ParamSpec, TypeVar

from tachograph.core.errors import SourceError
from tachograph.reading import Item, find_items, find_sources

REPORT = "leave it out, and report it with its text"

Waiting = tuple[Item | SourceError, int]
"""A document that can be read, or why not, and how many there are of them as far as is known."""

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def expand(sources: Sequence[str]) -> tuple[list[str], list[SourceError]]:
    """The sources that the arguments name, and what is wrong with those that name none."""
    paths: dict[str, None] = {}
    errors: list[SourceError] = []
    for source in sources:
        found = attempt(source, "find", REPORT, find_sources, [source])
        if isinstance(found, SourceError):
            errors.append(found)
        else:
            paths.update(dict.fromkeys(found))
    return list(paths), errors


def items_of(paths: Sequence[str], published: date | None) -> Iterator[Waiting]:
    """The documents of all sources; how many they are is known once a source with several is opened."""
    total = len(paths)
    for path in paths:
        first, found = True, find_items(path, published=published)
        while (item := attempt(path, "read", REPORT, next, found, None)) is not None:
            total += item.count - 1 if first and isinstance(item, Item) else 0
            first = False
            yield item, total


def attempt(
    source: str, verb: str, mend: str, work: Callable[_Given, _Made], *args: _Given.args, **kwargs: _Given.kwargs
) -> _Made | SourceError:
    """The one place where a failure becomes a line about its source, so that the rest goes on."""
    try:
        return work(*args, **kwargs)
    except SourceError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever breaks on one document must not stop the others
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return SourceError(source, f"cannot {verb} it ({reason})", mend)

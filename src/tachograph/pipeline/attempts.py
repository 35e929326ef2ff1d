"""Trying things of which any may fail without stopping the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

from tachograph.core.errors import SourceError
from tachograph.reading import find_sources

REPORT = "leave it out, and report it with its text"

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

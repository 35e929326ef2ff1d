"""Errors as edits of a text and of its claims alike, so that every claim still stands where its figure does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from evaluation.claims import Row

from benchmarks.checking.articles import Article


@dataclass(frozen=True, order=True)
class Edit:
    """The characters ``start`` to ``end`` of the text replaced."""

    start: int
    end: int
    written: str

    @property
    def growth(self) -> int:
        """How many characters longer the text becomes."""
        return len(self.written) - (self.end - self.start)


@dataclass(frozen=True)
class Plant:
    """One slip of an author: edits of the text, and the fields of the claims that say something else after them.

    ``mends`` are edits of a claim's field, each of which alone puts the slip right, where there are others than giving
    a changed field back what it was. ``years`` is how much later the article itself is dated.
    """

    edits: tuple[Edit, ...]
    changes: Mapping[int, Mapping[str, Any]]
    mends: tuple[tuple[int, str, Any], ...] = ()
    years: int = 0

    @property
    def claims(self) -> frozenset[int]:
        """The claims that are wrong now."""
        return frozenset(self.changes)


def planted(article: Article, plant: Plant) -> Article:
    """The article with the error.

    Raises:
        ValueError: if an edit cuts through the edge of a claim's figure, so that nobody could say where it stands.
    """
    document = replace(article.document, text=_edited(article.text, plant.edits), id="")
    if plant.years and document.published:
        document = replace(document, published=_years_later(document.published, plant.years), id="")
    rows = tuple({**_moved(row, plant.edits), **plant.changes.get(n, {})} for n, row in enumerate(article.rows))
    return Article(article.id, article.set, document, rows)


def is_possible(article: Article, plant: Plant) -> bool:
    """Whether no edit cuts through the edge of a figure, or another edit."""
    ordered = sorted(plant.edits)
    apart = all(a.end <= b.start for a, b in pairwise(ordered))
    return apart and not any(_cuts(row, edit) for row in article.rows for edit in ordered)


def origin(position: int, edits: Iterable[Edit]) -> int:
    """Where a place of the edited text was in the text before."""
    shift = 0
    for edit in sorted(edits):
        start = edit.start + shift
        if position <= start:
            break
        if position < start + len(edit.written):
            return min(edit.start + position - start, edit.end)
        shift += edit.growth
    return position - shift


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.written + text[edit.end :]
    return text


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _moved(row: Row, edits: Sequence[Edit]) -> dict[str, Any]:
    if cut := [edit for edit in edits if _cuts(row, edit)]:
        raise ValueError(f"{cut[0]} cuts through the figure at {row['start']} to {row['end']}")
    start = row["start"] + sum(e.growth for e in edits if _is_before(e, row))
    end = row["end"] + sum(e.growth for e in edits if _is_before(e, row) or _is_inside(e, row))
    return {**row, "start": start, "end": end}


def _is_before(edit: Edit, row: Row) -> bool:
    return bool(edit.end <= row["start"])


def _is_inside(edit: Edit, row: Row) -> bool:
    return bool(row["start"] <= edit.start and edit.end <= row["end"] and not _is_before(edit, row))


def _cuts(row: Row, edit: Edit) -> bool:
    return not (_is_before(edit, row) or _is_inside(edit, row) or edit.start >= row["end"])

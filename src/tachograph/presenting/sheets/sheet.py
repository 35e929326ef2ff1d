"""A page of tables: what is printed of an analysis, whatever it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Source(Protocol):
    """Who says something, and when: an observation, or a page."""

    @property
    def source(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def quote(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page that states a fact."""

    source: str
    published: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; numbers stand at its right, words at its left. Prose ``wraps`` if the table is too wide."""

    head: str
    words: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, and who says its figures. ``indented`` rows are parts of the one above them."""

    cells: Sequence[str]
    sources: Sequence[Source] = ()
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title; the notes below it say what a reader must know to use it."""

    title: str
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, what it comes to in sentences, the tables, and what holds for all of them."""

    title: str
    answer: Sequence[str] = ()
    sections: Sequence[Section] = ()
    notes: Sequence[str] = ()

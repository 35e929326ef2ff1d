"""A sheet as part of a page: tables whose figures lead to their cells, charts in them, and the numbered sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import shorten
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from tachograph.core.estimate import Cell
from tachograph.core.pack import Pack
from tachograph.presenting import figures, words
from tachograph.presenting.charts.gauge import gauge
from tachograph.presenting.charts.sparkline import sparkline, told
from tachograph.presenting.excerpt import one_line, safe, web_address
from tachograph.presenting.sheets.cited import Cited
from tachograph.presenting.sheets.figures import MISSING
from tachograph.presenting.sheets.sheet import Row, Section, Sheet
from tachograph.presenting.sheets.told import Told
from tachograph.presenting.sheets.tongue import Tongue, tongue
from tachograph.presenting.translation import Saying, saying

_NARROW, _GAP = 66, 2  # characters of a table that has room beside another, and between its columns
_FEW = 6  # columns of such a table
_QUOTES = 3  # of one page
_QUOTED = 240  # of the words that say it


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a table as it is shown. ``kind`` says what it is, in classes; ``picture`` is a chart."""

    text: str
    kind: str = ""
    link: str | None = None
    away: bool = False
    picture: Markup | None = None
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: its fields, the numbers of its sources, how many more there are, and where these are."""

    fields: tuple[Field, ...]
    cited: tuple[int, ...]
    more: int
    all: str | None
    indented: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is shown; ``badge`` is the basis that its title names in brackets."""

    id: str
    title: str
    badge: str
    heads: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    sourced: bool
    broad: bool


def render(sheet: Sheet, lang: str = "en", pack: Pack | None = None, *, prefix: str = "s") -> Markup:
    """What the sheet says, without its title; ``prefix`` keeps the anchors of two sheets of a page apart.

    What it says and the names of the ``pack`` are in the language as far as its words are known.

    Figures lead to ``/cell``, names to ``/makers``.
    """
    cited = Cited.of(sheet)
    said = tongue(lang, pack)
    parts = [_part(section, f"{prefix}{n}", cited, said, saying(lang)) for n, section in enumerate(sheet.sections, 1)]
    shown = environment().get_template("sheet.html.j2").render(
        say=saying(lang), said=said, sheet=sheet, parts=parts, sources=list(_sources(cited, said)), prefix=prefix
    )  # fmt: skip
    return Markup(shown)  # noqa: S704 - rendered with escaping on


def cell_address(cell: Cell) -> str:
    """Where a page shows a cell."""
    return "/cell?" + urlencode({"is": figures.reference(cell)})


def basis_address(basis: str) -> str:
    """Where a page says what a basis is."""
    return f"/definitions#basis-{basis.replace(' ', '-')}"


def maker_address(entity: str) -> str:
    """Where a page shows a seller."""
    return "/makers?" + urlencode({"name": entity})


def noted(note: str) -> str:
    """A note as a page has it."""
    return one_line(note.otherwise if isinstance(note, Told) and note.otherwise is not None else note)


def _part(section: Section, anchor: str, cited: Cited, said: Tongue, say: Saying) -> Part:
    title, _, badge = section.title.removesuffix("]").partition(" [")
    classes = ["words" if column.words else "number" for column in section.columns]
    naming = next((n for n, column in enumerate(section.columns) if column.words), None)
    lines = tuple(_line(row, classes, naming, cited, said) for row in section.rows)
    heads = tuple((say.head(column.head), kind) for column, kind in zip(section.columns, classes, strict=True))
    notes = tuple(said.text(noted(note)) for note in section.notes)
    return Part(
        anchor,
        said.title(one_line(title)),
        badge,
        heads,
        lines,
        notes,
        any(row.sources for row in section.rows),
        _broad(section),
    )


def _broad(section: Section) -> bool:
    """Whether a table is too wide to stand beside another."""
    columns = range(len(section.columns))
    width = sum(max(len(row.cells[n]) for row in section.rows) + _GAP for n in columns) if section.rows else 0
    return width > _NARROW or len(section.columns) > _FEW or not section.rows


def _line(row: Row, classes: Sequence[str], naming: int | None, cited: Cited, said: Tongue) -> Line:
    fields = tuple(_field(cell, classes[n], said, names=n == naming) for n, cell in enumerate(row.cells))
    numbers, more = cited.cited(row.sources)
    first = next((field.link for field in fields if field.link and field.link.startswith("/cell")), None)
    return Line(fields, tuple(numbers), more, first, row.indented)


def _field(cell: str, kind: str, said: Tongue, *, names: bool) -> Field:
    text = said.text(one_line(cell))
    if text == MISSING:
        return Field(text, f"{kind} missing")
    if not isinstance(cell, Told):
        return Field(text, kind, names_row=names and bool(text))
    if cell.series:
        until = words.period(str(cell.until)) if cell.until else ""
        return Field("", f"{kind} drawn", picture=sparkline(cell.series, said.text(told(cell.series, until))))
    classes = [kind, *([] if not cell.rise else ["rise" if cell.rise > 0 else "fall"])]
    picture = None if cell.part is None else gauge(cell.part)
    link = cell_address(cell.cell) if cell.cell else maker_address(cell.entity) if cell.entity else cell.leads or None
    away = web_address(cell.source) if link is None and cell.source else None
    return Field(text, " ".join(classes), link or away, away is not None, picture, names and bool(text))


@dataclass(frozen=True, slots=True)
class Listed:
    """A numbered page: its address if it can be opened, when it appeared, the words that say it."""

    number: int
    page: str
    host: str
    address: str | None
    published: str
    quotes: tuple[str, ...]


def _sources(cited: Cited, said: Tongue) -> Iterator[Listed]:
    for page, number in cited.numbers.items():
        quotes = tuple(one_line(shorten(quote, _QUOTED, placeholder=" …")) for quote in cited.quotes[page])
        published = said.text(words.period(cited.first[page].published))
        host = page.split("/")[2].removeprefix("www.") if "://" in page else page.rpartition("/")[2]
        yield Listed(number, one_line(page), one_line(host), web_address(page), published, quotes[:_QUOTES])


@cache
def environment() -> Environment:
    """The templates of what is shown of the ledger."""
    found = Environment(
        loader=PackageLoader("tachograph.presenting"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., object]] = {"safe_text": safe, "noted": noted, "basis_address": basis_address}
    found.filters.update(filters)
    return found

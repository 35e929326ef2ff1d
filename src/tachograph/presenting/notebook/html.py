"""Sheets and rows as plain HTML tables; everything in them is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from tachograph.presenting import words
from tachograph.presenting.excerpt import one_line, web_address
from tachograph.presenting.sheets.cited import Cited
from tachograph.presenting.sheets.figures import host
from tachograph.presenting.sheets.sheet import Section, Sheet

_MOST = 60  # rows of a table
_MOST_SOURCES = 40


def of_sheet(sheet: Sheet) -> str:
    """A sheet with its sources, each a link."""
    cited = Cited.of(sheet)
    parts = [_tag("h3", sheet.title), *(_tag("p", text) for text in sheet.answer)]
    for section in sheet.sections:
        parts += list(_section(section, cited))
    parts += [Markup("<p><small>{}</small></p>").format(one_line(note)) for note in sheet.notes]
    if cited.numbers:
        pages = list(cited.numbers.items())
        listed = Markup(", ").join(_source(page, number) for page, number in pages[:_MOST_SOURCES])
        parts.append(Markup("<p><small>Sources: {}</small></p>").format(listed))
    return str(Markup("\n").join(parts))


def of_rows(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as a table, the first sixty of them."""
    heads = Markup("").join(_tag("th", words.spaced(column)) for column in columns)
    lines = [
        Markup("<tr>{}</tr>").format(Markup("").join(_cell(row.get(column)) for column in columns))
        for row in rows[:_MOST]
    ]
    more = [_tag("p", f"and {len(rows) - _MOST} more")] if len(rows) > _MOST else []
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(heads, Markup("").join(lines))
    return str(Markup("\n").join([_tag("h3", title), table, *more]))


def _section(section: Section, cited: Cited) -> Iterator[Markup]:
    if section.title:
        yield _tag("h4", section.title)
    if section.rows:
        heads = Markup("").join(_tag("th", column.head) for column in section.columns)
        lines = Markup("").join(
            Markup("<tr>{}<td><small>{}</small></td></tr>").format(
                Markup("").join(_tag("td", cell) for cell in row.cells), cited.cite(row.sources)
            )
            for row in section.rows
        )
        yield Markup("<table><thead><tr>{}<th></th></tr></thead><tbody>{}</tbody></table>").format(heads, lines)
    for note in section.notes:
        yield Markup("<p><small>{}</small></p>").format(one_line(note))


def _tag(name: str, text: str) -> Markup:
    return Markup(f"<{name}>{escape(one_line(text))}</{name}>")  # noqa: S704 - the text is escaped


def _cell(value: Any) -> Markup:
    match value:
        case None:
            return Markup("<td></td>")
        case bool():
            return _tag("td", "yes" if value else "no")
        case int() | float() | Decimal():
            return _tag("td", words.number(Decimal(str(value))))
        case list():
            return _tag("td", f"{len(value)}")
        case _:
            return _tag("td", str(value))


def _source(page: str, number: int) -> Markup:
    linked = web_address(page)
    name = f"[{number}] {host(page)}"
    if linked is None:
        return escape(one_line(name))
    return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(linked, one_line(name))

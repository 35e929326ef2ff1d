"""A report as Markdown: findings, tables, numbered sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph import __version__
from tachograph.pipeline.reporting import Report
from tachograph.presenting.excerpt import web_address
from tachograph.presenting.monthly.parts import laid_out, sources
from tachograph.presenting.sheets.cited import Cited
from tachograph.presenting.sheets.html import noted
from tachograph.presenting.sheets.sheet import Section, Source

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(report: Report) -> str:
    """The report as Markdown text."""
    page = laid_out(report)
    lines = [f"# {_safe(page.title)}", "", _safe(page.subtitle), ""]
    lines += [f"- **{_safe(h.kind)}**: {_safe(h.text)}{_cited(page.cited, h.sources)}" for h in page.headlines]
    for part in page.parts:
        lines += ["", f"## {_safe(part.sheet.title)}"]
        lines += [line for text in part.sheet.answer for line in ("", _safe(text))]
        for section in part.sheet.sections:
            lines += ["", *_section(section, page.cited)]
        lines += [line for note in part.sheet.notes for line in ("", f"*{_safe(note)}*")]
    lines += ["", "## Sources", "", *([_safe(page.traced), ""] if page.traced else [])]
    lines += [_source(one.number, one.page, one.published, one.quotes) for one in sources(page.cited)]
    return "\n".join([*lines, "", f"Made with Tachograph {__version__}.", ""])


def _section(section: Section, cited: Cited) -> Iterator[str]:
    if section.title:
        yield f"### {_safe(section.title)}"
        yield ""
    if section.rows:
        heads = [*(_safe(column.head) for column in section.columns), "sources"]
        yield f"| {' | '.join(heads)} |"
        yield f"|{'|'.join([*(':--' if column.words else '--:' for column in section.columns), ':--'])}|"
        for row in section.rows:
            name = next((n for n, cell in enumerate(row.cells) if cell), 0)
            found = [f"– {_safe(c)}" if row.indented and n == name else _safe(c) for n, c in enumerate(row.cells)]
            yield f"| {' | '.join([*found, _cited(cited, row.sources).strip()])} |"
    for note in section.notes:
        yield ""
        yield _safe(note)


def _cited(cited: Cited, found: Sequence[Source]) -> str:
    said = cited.cite(found)
    return "" if said == "-" else f" {_safe(said)}"


def _source(number: int, page: str, published: str, quotes: Sequence[str]) -> str:
    where = f"<{page}>" if web_address(page) else _safe(page)
    said = "".join(f" “{_safe(quote)}”" for quote in quotes[:1])
    return f"{number}. {published + ', ' if published else ''}{where}{said}"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", noted(text))

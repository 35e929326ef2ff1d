"""The tables to paste into an issue or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.presenting.evaluation.tables import Table, headline, remarks, tables
from tachograph.presenting.markdown import escaped
from tachograph.scoring import Evaluation


def render(evaluation: Evaluation) -> str:
    """The tables as Markdown; text from outside is escaped."""
    blocks = [f"**{headline(evaluation)}**", *map(escaped, remarks(evaluation))]
    blocks += ["\n".join(_lines(table)) for table in tables(evaluation)]
    return "\n\n".join(blocks) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield f"### {table.title}"
    yield ""
    yield _row(table.head)
    yield _row(["---:" if align == "r" else "---" for align in table.align])
    yield from (_row([escaped(cell) for cell in row]) for row in table.rows)
    if table.note:
        yield ""
        yield escaped(table.note)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"

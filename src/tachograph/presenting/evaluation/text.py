"""For the terminal: tables of at most 100 columns."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from tachograph.presenting.evaluation.tables import Table, headline, remarks, tables
from tachograph.presenting.excerpt import one_line
from tachograph.scoring import Evaluation

_WIDTH = 100
_WIDEST = {"kind": 16, "language": 16, "gold": 26, "predicted": 26, "first": 32, "figure": 34, "as": 54}


def render(evaluation: Evaluation, *, colour: bool = False) -> str:
    """The tables as text, with ANSI colours if asked; the width is fixed, so that they can be compared line by line."""
    out = StringIO()
    console = Console(
        file=out,
        width=_WIDTH,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(Text(headline(evaluation), style="bold"))
    for line in remarks(evaluation):
        console.print(Text(one_line(line), style="yellow"))
    for table in tables(evaluation):
        console.print()
        console.print(Text(table.title, style="bold"))
        console.print(_grid(table))
        if table.note:
            console.print(Text(f"  {table.note}", style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for name, align in zip(table.head, table.align, strict=True):
        grid.add_column(
            Text(name),
            justify="right" if align == "r" else "left",
            max_width=_WIDEST.get(name),
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in table.rows:
        grid.add_row(*(Text(one_line(cell)) for cell in row))
    return grid

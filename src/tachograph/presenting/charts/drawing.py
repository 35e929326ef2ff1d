"""Charts as a file of their own: what pages leave to their style sheet is said in the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tachograph.analysis.seasons import Seasons
from tachograph.analysis.table import Table
from tachograph.core.estimate import Estimate
from tachograph.presenting.charts.years import SIZE, years
from tachograph.presenting.excerpt import one_line, web_address
from tachograph.presenting.translation import saying

_WIDTH, _MARGIN, _HEAD, _LINE = 820, 24, 46, 18
_STYLE = Markup(
    "text{font:12px system-ui,sans-serif;fill:#4a4a45}.head{font-size:17px;font-weight:600;fill:#1d1d1a}"
    ".title{font-weight:600;fill:#1d1d1a}.value{fill:#1d1d1a}.note,.scale,.month{fill:#6b6a64;font-size:11px}"
    ".grid{stroke:#e2dfd7}.this,.bar,.last{fill:#2a5c9c}.past{fill:#c3cfdf}.mark{stroke:#8a8880;stroke-width:1.5;stroke-dasharray:3 2}"
    ".range{stroke:#1d1d1a;stroke-width:1.5}.whole{fill:#ece9e1}.reached{fill:#2f7d55}.spark rect{fill:#9fb6d3}.spark .last{fill:#2a5c9c}"
    ".spark .none{fill:#c9c6bd}.known{fill:none;stroke:#1f4e79;stroke-width:2}.wide{fill:#9cc3e6;opacity:.45}"
    ".near{fill:#5b9bd5;opacity:.5}.point{fill:none;stroke:#1f4e79;stroke-dasharray:4 3;stroke-width:2}"
    ".other{fill:none;stroke:#a8500a;stroke-dasharray:4 3;stroke-width:2}a:hover rect{fill:#a8500a}"
)
_FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{head}">\n'
    "<style>{style}</style>\n"
    '<rect width="{w}" height="{h}" fill="#fff"/>\n'
    '<text class="head" x="{x}" y="30">{head}</text>\n'
    "{panels}</svg>\n"
)
_PANEL = Markup(
    '<g transform="translate({x} {y})"><text class="title" y="12">{title}</text>\n'
    '<svg y="22" width="{w}" height="{h}" viewBox="0 0 {vw} {vh}" overflow="visible">{inside}</svg>\n{notes}</g>\n'
)
_NOTE = Markup('<text class="note" y="{y}">{text}</text>\n')


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart ``width`` by ``height`` under a title; the notes below it say what its signs mean."""

    title: str
    inside: Markup
    width: int
    height: int
    notes: Sequence[str] = ()


def drawing(head: str, panels: Sequence[Panel]) -> str:
    """The panels one below the other as the text of an SVG file."""
    shown = list(_placed(panels))
    height = _HEAD + sum(_height(panel) for panel in panels) if panels else _HEAD + _LINE
    return str(
        _FRAME.format(w=_WIDTH, h=height, x=_MARGIN, head=one_line(head), style=_STYLE, panels=Markup("").join(shown))
    )


def page_of(found: Estimate, table: Table) -> str:
    """A page that states a figure, the first that can be opened; empty if there is none."""
    return next((o.source for o in table.sources(found) if web_address(o.source)), "")


def months_panel(title: str, found: Seasons, table: Table) -> Panel:
    """Months beside those of the years before; each bar leads to a page that states it."""
    pages = {e.cell: page_of(e, table) for row in found.values() for e in row if e is not None}
    told = [f"{year} {kind}" for year, kind in zip(found, ("in front", "behind", "as a dashed line"), strict=False)]
    drawn = years(found, saying("en").words["language"]["months"], lambda cell: pages.get(cell, ""), title)
    return Panel(title, drawn, *SIZE, (", ".join(told),))


def _placed(panels: Sequence[Panel]) -> Iterator[Markup]:
    y = _HEAD
    for panel in panels:
        below = 22 + _scaled(panel) + _LINE
        notes = (_NOTE.format(y=below + n * _LINE, text=one_line(note)) for n, note in enumerate(panel.notes))
        yield _PANEL.format(
            x=_MARGIN, y=y, title=one_line(panel.title), w=_WIDTH - 2 * _MARGIN, h=_scaled(panel), vw=panel.width,
            vh=panel.height, inside=panel.inside, notes=Markup("").join(notes),
        )  # fmt: skip
        y += _height(panel)


def _scaled(panel: Panel) -> int:
    return round(panel.height * (_WIDTH - 2 * _MARGIN) / panel.width)


def _height(panel: Panel) -> int:
    return 22 + _scaled(panel) + _LINE * (len(panel.notes) + 1)

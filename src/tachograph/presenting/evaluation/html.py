"""One self-contained web page: every article with its figures marked, and what differs side by side beneath."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tachograph import __version__
from tachograph.core.finding import CheckedDocument
from tachograph.core.span import Span
from tachograph.presenting.article import Article, Mark
from tachograph.presenting.evaluation.readings import COMPARED, Part, parts
from tachograph.presenting.evaluation.tables import headline, remarks, tables
from tachograph.presenting.html import Leaf, hashed, leaf_of, page_environment
from tachograph.scoring import Evaluation, Figure, ScoredArticle, quoted
from tachograph.scoring.comparing import Status

SIGNS: dict[Status, str] = {"missed": "−", "surplus": "+", "differs": "≠", "right": "✓"}
"""The sign of a figure, worst first; told apart without colour."""

MEANINGS: dict[Status, str] = {
    "missed": "annotated, not predicted",
    "surplus": "predicted, not annotated",
    "differs": "found, something differs",
    "right": "right in full",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an article's table: a figure as annotated and as predicted, with its number and anchor."""

    number: int
    anchor: str
    quote: str
    figure: Figure
    gold: tuple[Part, ...]
    predicted: tuple[Part, ...]

    @property
    def status(self) -> Status:
        return self.figure.status

    @property
    def filters(self) -> str:
        """The names of the filters that show it."""
        return "all" if self.status == "right" else " ".join(("all", "differences", self.status, *self.figure.wrong))

    @property
    def said(self) -> str:
        """What is wrong with it, in a line."""
        return f"{self.status}: {', '.join(self.figure.wrong)}" if self.figure.wrong else self.status

    @property
    def confidence(self) -> float | None:
        return None if self.figure.predicted is None else self.figure.predicted.get("confidence")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article of the page: its text laid out, the table's lines, and the lines of each mark in the text."""

    scored: ScoredArticle
    leaf: Leaf
    lines: tuple[Line, ...]
    marked: dict[Span, tuple[Line, ...]]

    def at(self, mark: Mark) -> tuple[Line, ...]:
        """The lines of a mark, the worst first."""
        return tuple(sorted(self.marked[mark.span], key=lambda line: list(SIGNS).index(line.status)))

    @property
    def tally(self) -> dict[Status, int]:
        """How many figures have each status, right ones left out."""
        counts = Counter(line.status for line in self.lines)
        return {status: counts[status] for status in SIGNS if counts[status] and status != "right"}


def render(evaluation: Evaluation) -> str:
    """The page as HTML. It refers to nothing outside itself."""
    sheets = tuple(_sheet(number, scored) for number, scored in enumerate(evaluation.articles, 1))
    environment = page_environment()
    script = environment.get_template("evaluation.js").render()
    style = environment.get_template("report.css").render() + environment.get_template("evaluation.css").render()
    page = environment.get_template("evaluation.html.j2").render(
        sheets=sheets,
        headline=headline(evaluation),
        remarks=remarks(evaluation),
        tables=tables(evaluation),
        anchors={(s.scored.article.id, *line.figure.place): line.anchor for s in sheets for line in s.lines},
        counts=_counts(sheets),
        languages=_counted(sheet.scored.article.document.lang for sheet in sheets),
        kinds=_counted(sheet.scored.article.kind or "" for sheet in sheets),
        SIGNS=SIGNS,
        MEANINGS=MEANINGS,
        script=Markup(script),  # noqa: S704 - the package's own file
        script_hash=hashed(script),
        style=Markup(style),  # noqa: S704
        style_hash=hashed(style),
        version=__version__,
    )
    return page.strip() + "\n"


def _counts(sheets: Sequence[Sheet]) -> dict[str, int]:
    """The filters by figure, with how many each shows; those that would show nothing are left out."""
    counts = Counter(name for sheet in sheets for line in sheet.lines for name in line.filters.split())
    return {name: counts[name] for name in ("all", "differences", *COMPARED, "missed", "surplus") if counts[name]}


def _counted(names: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


# --- laying out -------------------------------------------------------------------------------------------------------


def _sheet(number: int, scored: ScoredArticle) -> Sheet:
    document = scored.article.document
    lines = tuple(_line(number, order, figure, document.text) for order, figure in enumerate(scored.figures, 1))
    marked = dict(_grouped(lines, len(document.text)))
    article = Article(CheckedDocument(document, (), ()), tuple(Mark(span, ()) for span in marked), ())
    return Sheet(scored, leaf_of(number, article), lines, marked)


def _line(sheet: int, number: int, figure: Figure, text: str) -> Line:
    start, end = figure.place
    gold, predicted = (parts(row, figure.wrong) if row else () for row in (figure.gold, figure.predicted))
    return Line(number, f"{sheet}-{number}", quoted({"start": start, "end": end}, text), figure, gold, predicted)


def _grouped(lines: Sequence[Line], length: int) -> Iterator[tuple[Span, tuple[Line, ...]]]:
    """The stretches of the text to mark, in order, each with the figures that share it.

    A prediction made from another text may lie outside of this one, and is then not marked.
    """
    placed = sorted(((_span(line.figure), line) for line in lines), key=lambda pair: pair[0])
    group: list[Line] = []
    start = end = 0
    for span, line in placed:
        if span.start >= length:
            break
        if group and span.start >= end:
            yield Span(start, min(end, length)), tuple(group)
            group = []
        if not group:
            start = span.start
        group.append(line)
        end = span.end if len(group) == 1 else max(end, span.end)
    if group:
        yield Span(start, min(end, length)), tuple(group)


def _span(figure: Figure) -> Span:
    rows = [row for row in (figure.gold, figure.predicted) if row is not None]
    return Span(min(row["start"] for row in rows), max(row["end"] for row in rows))

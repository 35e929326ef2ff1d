"""For the terminal: the article with its figures marked, and the findings beneath; readable without colour too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tachograph.core.claim import Verdict
from tachograph.core.finding import CheckedDocument
from tachograph.presenting import together, words
from tachograph.presenting.article import Article, Mark, Note, Piece, lay_out
from tachograph.presenting.excerpt import MOST_EVIDENCE, excerpt, one_line, safe

_WIDEST = 100  # columns beyond which lines of prose are hard to follow
_STYLES = {
    Verdict.CONTRADICTED: "bold red",
    Verdict.IMPLAUSIBLE: "bold yellow",
    Verdict.CONFIRMED: "green",
    Verdict.CONSISTENT: "cyan",
    Verdict.UNCHECKED: "dim",
}


def render(documents: Sequence[CheckedDocument], *, checked: bool = True, width: int = 80, colour: bool = False) -> str:
    """The documents as text for a terminal ``width`` columns wide, with ANSI colours if asked."""
    console = _console(width, colour=colour)
    for article in lay_out(documents):
        console.print(_head(article, checked=checked))
        console.print(Group(*(_checked(article) if checked else _extracted(article))))
    if len(documents) > 1:
        console.print(Group(*_together(documents)))
        claims = [claim for one in documents for claim in one.claims]
        console.print(Text(f"{len(documents)} documents, {words.summary(claims, checked=checked)}", style="bold"))
    return _printed(console)


def render_findings(document: CheckedDocument, *, width: int = 80, colour: bool = False) -> str:
    """What was found in a document, without its text: what is wrong first, then what agrees."""
    console = _console(width, colour=colour)
    (article,) = lay_out([document])
    console.print(Group(*(_flagged(note) for note in article.notes if note.flagged)))
    console.print(Group(*(_brief(note) for note in article.notes if note.confirming)))
    return _printed(console).strip("\n")


def _console(width: int, *, colour: bool) -> Console:
    return Console(
        file=StringIO(),
        width=min(width, _WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _printed(console: Console) -> str:
    """What was printed. Every line is padded to the width; trailing blanks would only get in the way of copying."""
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def _together(documents: Sequence[CheckedDocument]) -> Iterator[RenderableType]:
    """Which of the articles are copies, and what they differ in."""
    copies, differences = together.copies(documents), together.differences(documents)
    if copies or differences:
        yield Text("The articles together", style="bold")
    yield from (_hanging(Text("="), [Text(one_line(line))]) for line in copies)
    for finding in differences:
        yield _hanging(
            Text(words.VERDICTS[finding.verdict].mark, style=_STYLES[finding.verdict]),
            [Text(one_line(finding.message))],
        )
    if copies or differences:
        yield Text()


def _head(article: Article, *, checked: bool) -> Text:
    document = article.checked.document
    about = [one_line(document.source)] if document.title else []
    about += [words.day(document.published)] if document.published else []
    about += [words.summary(article.checked.claims, checked=checked)]
    about += [one_line(line) for line in [together.copying(article.checked)] if line]
    return Text.assemble((one_line(article.heading), "bold"), "\n", (" · ".join(about), "dim"), "\n")


def _checked(article: Article) -> Iterator[RenderableType]:
    for line in excerpt(article):
        yield _line(line)
    yield Text()
    yield from (_flagged(note) for note in article.notes if note.flagged)
    agreeing = [note for note in article.notes if note.confirming]
    yield from map(_brief, agreeing)
    if agreeing:
        yield Text()
    yield _legend(article)
    yield Text()
    yield from _differing(article)


def _extracted(article: Article) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=32, style="bold", overflow="fold")
    table.add_column(overflow="fold")
    several = len({claim.extractor for claim in article.checked.claims}) > 1
    for claim in article.checked.claims:
        by = f" · {claim.extractor}" if several else ""
        table.add_row(one_line(claim.quote), one_line(words.reading(claim) + by))
    yield table
    yield Text()
    yield from _differing(article)


def _differing(article: Article) -> Iterator[RenderableType]:
    """What two extractors differ in, figure by figure."""
    differences = article.checked.differences
    if not differences:
        return
    quotes = {claim.id: claim.quote for claim in article.checked.claims}
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=32, style="bold", overflow="fold")
    table.add_column(overflow="fold")
    for one in differences:
        table.add_row(one_line(quotes.get(one.claim, "")), one_line(words.difference(one)))
    yield Text("The extractors differ", style="bold")
    yield table
    yield Text()


def _line(pieces: Sequence[Piece]) -> Text:
    line = Text()
    for piece in pieces:
        if piece.mark is None:
            line.append(safe(piece.text))
            continue
        style = _STYLES[piece.mark.verdict]
        line.append(safe(piece.text), style=style)
        if piece.last:
            line.append(_suffix(piece.mark), style=style)
    return line


def _suffix(mark: Mark) -> str:
    sign = words.VERDICTS[mark.verdict].mark
    if mark.verdict not in words.FLAGGED:
        return sign
    return f"[{sign}{','.join(map(str, mark.numbers))}]"


def _flagged(note: Note) -> RenderableType:
    finding = note.finding
    style = _STYLES[finding.verdict]
    title = Text.assemble((f"{finding.verdict}", style), (f"  {words.spaced(finding.rule)}", "dim"))
    body: list[RenderableType] = [title, Text(one_line(finding.message))]
    if note.claims:
        quotes = dict.fromkeys(f"“{one_line(claim.quote)}”" for claim in note.claims)
        body.append(Text(", ".join(quotes), style="dim"))
    body += [Padding(step, (0, 0, 0, 2)) for step in _steps(note)]
    body += [_labelled("evidence", one_line(words.evidence(given))) for given in finding.evidence[:MOST_EVIDENCE]]
    more = len(finding.evidence) - MOST_EVIDENCE
    body += [Text(f"and {more} more that {'say' if more > 1 else 'says'} so", style="dim")] if more > 0 else []
    body += [_labelled("repair", one_line(str(mending))) for mending in note.mendings]
    return Padding(
        _hanging(Text(f"{words.VERDICTS[finding.verdict].mark} {note.number}", style=style), body), (0, 0, 1, 0)
    )


def _brief(note: Note) -> RenderableType:
    finding = note.finding
    sign = Text(words.VERDICTS[finding.verdict].mark, style=_STYLES[finding.verdict])
    return _hanging(sign, [Text.assemble(one_line(finding.message), (f"  {words.spaced(finding.rule)}", "dim"))])


def _steps(note: Note) -> Iterator[Text]:
    for text, gives in note.steps:
        line = Text(one_line(text))
        if gives:
            line.append(f"  → {gives}", style="bold")
        yield line


def _labelled(label: str, text: str) -> Text:
    return Text.assemble((f"{label}: ", "dim"), text)


def _hanging(sign: Text, body: Sequence[RenderableType]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=5)
    grid.add_column(overflow="fold")
    grid.add_row(sign, Group(*body))
    return grid


def _legend(article: Article) -> Text:
    present = words.tally(article.checked.claims)
    return Text("   ".join(f"{words.VERDICTS[verdict].mark} {verdict}" for verdict in present), style="dim")

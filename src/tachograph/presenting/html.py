"""One self-contained web page: the articles with their figures marked, and the findings in the margin beside them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from tachograph import __version__
from tachograph.core.claim import Verdict
from tachograph.core.finding import CheckedDocument
from tachograph.core.pack import Pack
from tachograph.presenting import together, words
from tachograph.presenting.article import Article, Mark, Note, Piece, lay_out
from tachograph.presenting.charts.spans import spans
from tachograph.presenting.excerpt import MOST_EVIDENCE, front_matter, safe, web_address
from tachograph.presenting.repairs import Mending
from tachograph.presenting.sheets.tongue import tongue
from tachograph.presenting.translation import Saying, saying
from tachograph.reading.dates import dateline

_RULE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*")  # the line under a table's head
_HEADING = 100  # code points up to which a line without a full stop reads as a heading
_LEAST = 100  # the part of the line of verdicts that one takes at least, as one in so many
_GAP = 2  # between two verdicts, of 1,000
_STOPS = tuple(".!?:;,。！？：；，")

Style = Literal["paragraph", "heading", "item", "table", "front", "dateline"]


@dataclass(frozen=True, slots=True)
class Block:
    """Something set as one: ``rows`` of cells of pieces for a table, otherwise a single cell."""

    style: Style
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.rows[0][0]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article of the page, with the names of its anchors."""

    number: int
    article: Article
    blocks: tuple[Block, ...]
    title: tuple[Piece, ...]
    claims: dict[str, str]

    def figure(self, mark: Mark) -> str:
        return self.claims[mark.claims[0].id]

    def target(self, mark: Mark) -> str:
        """What a figure links to: its weightiest finding, or else its row in the table."""
        note = next((note for note in mark.notes if note.flagged or note.confirming), None)
        return self.note(note) if note else f"r{self.figure(mark)}"

    def mended(self, mending: Mending) -> str | None:
        """The figure at which the text shows that mending, if any does."""
        return next((self.figure(mark) for mark in self.article.marks if mark.mending is mending), None)

    def note(self, note: Note) -> str:
        return f"n{self.number}-{self.article.notes.index(note) + 1}"


def render(documents: Sequence[CheckedDocument], *, checked: bool = True, lang: str = "en") -> str:
    """The page as HTML. It refers to nothing outside itself except the sources it links to.

    ``lang`` is the language of what the page says of itself, and of findings as far as their words are known.
    """
    environment = page_environment()
    script, style = (environment.get_template(f"report.{kind}").render() for kind in ("js", "css"))
    page = environment.get_template("report.html.j2").render(
        _shown(documents, checked=checked, lang=lang),
        script=Markup(script),  # noqa: S704 - the package's own files
        style=Markup(style),  # noqa: S704
        script_hash=hashed(script),
        style_hash=hashed(style),
        brand=True,
    )
    return page.strip() + "\n"


def body(
    documents: Sequence[CheckedDocument], *, checked: bool = True, lang: str = "en", pack: Pack | None = None
) -> tuple[str, Markup]:
    """The page's title, and what it shows, to be set into another page with ``report.css`` and ``report.js``.

    ``pack`` has the names in the language.
    """
    shown = _shown(documents, checked=checked, lang=lang, pack=pack)
    inside = page_environment().get_template("checked.html.j2").render(shown, brand=False)
    return str(shown["title"]), Markup(inside)  # noqa: S704 - rendered with escaping on


def _shown(
    documents: Sequence[CheckedDocument], *, checked: bool, lang: str, pack: Pack | None = None
) -> dict[str, object]:
    """What the template of the checked articles is given."""
    say = saying(lang)
    leaves = tuple(leaf_of(number, article) for number, article in enumerate(lay_out(documents), 1))
    claims = [claim for one in documents for claim in one.claims]
    counts = words.tally(claims)
    known = {claim.id: claim for claim in claims}
    return {
        "tongue": tongue(lang, pack),
        "diagram": lambda finding: spans(finding, known, say),
        "say": say,
        "leaves": leaves,
        "anchors": {claim: anchor for leaf in reversed(leaves) for claim, anchor in leaf.claims.items()},
        "checked": checked,
        "title": leaves[0].article.heading if len(leaves) == 1 else say("many_articles", n=len(leaves)),
        "counts": counts,
        "bar": _bar(counts),
        "summary": _summary(counts, say, checked=checked),
        "copies": together.copies(documents),
        "differences": together.differences(documents),
        "flags": sum(note.flagged for leaf in leaves for note in leaf.article.notes),
        "mendable": any(mark.mending for leaf in leaves for mark in leaf.article.marks),
        "version": __version__,
    }


def _summary(counts: Mapping[Verdict, int], say: Saying, *, checked: bool) -> str:
    """``52 figures: 3 contradicted, 2 implausible, 47 consistent``."""
    total = sum(counts.values())
    figures = say("figures", n=total) if total else say("no_figures")
    if not total or not checked:
        return figures
    parts = (say("counted", n=count, verdict=say.verdict(verdict)) for verdict, count in counts.items())
    return say("summary", figures=figures, counts=say("between").join(parts))


def _bar(counts: Mapping[Verdict, int]) -> list[tuple[Verdict, int, int]]:
    """The verdicts as stretches (verdict, start, width) of a line of 1,000, none too short to be seen."""
    total = sum(max(count, sum(counts.values()) / _LEAST) for count in counts.values())
    stretches, start = [], 0.0
    for verdict, count in counts.items():
        width = 1000 * max(count, sum(counts.values()) / _LEAST) / total
        stretches.append((verdict, round(start), max(1, round(start + width) - round(start) - _GAP)))
        start += width
    return stretches


def hashed(text: str) -> str:
    """A script or style as a Content-Security-Policy names it."""
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def page_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tachograph.presenting"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=words.day,
        evidence=words.evidence,
        period=words.period,
        measured=words.measured,
        when=words.when,
        safe_text=safe,
        spaced=words.spaced,
        value=words.value,
        address=address,
    )
    environment.globals.update(
        VERDICTS=words.VERDICTS,
        FLAGGED=words.FLAGGED,
        MOST_EVIDENCE=MOST_EVIDENCE,
        tally=words.tally,
        tally_words=words.summary,
        copying=together.copying,
    )
    return environment


def address(source: str) -> tuple[str | None, str, str]:
    """A source as (address to link to, its words, the rest): what follows an address after a blank is no part of it."""
    first, blank, rest = source.partition(" ")
    linked = web_address(first)
    return (linked, shortened(first), blank + rest) if linked else (None, source, "")


def shortened(source: str, most: int = 48) -> str:
    """An address without its scheme, the middle left out if it is long."""
    bare = re.sub(r"^https?://(www\.)?", "", source, flags=re.IGNORECASE).rstrip("/")
    host, _, path = bare.partition("/")
    return bare if len(bare) <= most else f"{host}/…{path[-(most - len(host) - 2) :]}" if len(host) < most else host


# --- laying out -------------------------------------------------------------------------------------------------------


def leaf_of(number: int, article: Article) -> Leaf:
    anchors = {claim.id: f"c{number}-{order}" for order, mark in enumerate(article.marks, 1) for claim in mark.claims}
    lines = [line for line in article.lines() if _written(line).strip()]
    front = front_matter(lines)
    title: tuple[Piece, ...] = (Piece(article.heading),)
    if len(lines) > front and _written(lines[front]).lstrip("# ").split() == article.heading.split():
        title = _trimmed(lines.pop(front), "heading")
    head = (Block("front", ((line,),)) for line in lines[:front] if any(piece.mark for piece in line))
    return Leaf(number, article, (*head, *_blocks(lines[front:])), title, anchors)


def _blocks(lines: Sequence[tuple[Piece, ...]]) -> Iterator[Block]:
    for in_table, group in groupby(lines, key=lambda line: _written(line).lstrip().startswith("|")):
        if in_table:
            rows = [tuple(_cells(line)) for line in group if not _RULE.fullmatch(_written(line))]
            if rows:
                yield Block("table", tuple(rows))
            continue
        for line in group:
            style = _style(line)
            yield Block(style, ((_trimmed(line, style),),))


def _style(line: tuple[Piece, ...]) -> Style:
    written = _written(line).strip()
    if written.startswith(("- ", "* ", "• ")):
        return "item"
    figures = sum(piece.mark is not None for piece in line)
    if not figures and dateline(written):
        return "dateline"
    plain = len(written) <= _HEADING and not written.endswith(_STOPS) and figures <= 1
    return "heading" if plain or written.startswith("#") else "paragraph"


def _trimmed(line: tuple[Piece, ...], style: Style) -> tuple[Piece, ...]:
    """The line without the characters that only say how it is set."""
    if line[0].mark is not None or style == "paragraph":
        return line
    return (Piece(line[0].text.lstrip().lstrip("#-*•").lstrip()), *line[1:])


def _cells(line: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The cells of a table's line, which bars divide; the empty ones outside the outer bars are left out."""
    cells: list[list[Piece]] = [[]]
    for piece in line:
        if piece.mark is not None:
            cells[-1].append(piece)
            continue
        first, *others = piece.text.split("|")
        cells[-1].append(Piece(first))
        cells.extend([Piece(other)] for other in others)
    inner = cells[1 : -1 if not _written(cells[-1]).strip() else None]
    yield from map(tuple, inner)


def _written(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)

"""Figures in tables: what the columns mean, and whose the rows are."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction import headings as said
from tachograph.extraction.columns import form_of, host_of, is_rate, placed, read_columns
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.figures import Form
from tachograph.extraction.grids import Cell, Grid, Row
from tachograph.extraction.headers import Form as ColumnForm
from tachograph.extraction.headers import split_header
from tachograph.extraction.headings import Heading, Headings, combined, measure
from tachograph.extraction.periods import shifted
from tachograph.extraction.scene import Scene
from tachograph.extraction.vocabulary import Sort, sells

_NOTE = re.compile(r"\s*[|.]?\s*[(（]([^)）]{0,80})[)）]")
_NOTED = re.compile(
    r"(?P<mark>[+*~†])[\"”'’)]?[^.|\n]{0,20}?(?:\s(?:marks?|means?|denotes?|indicates?|stands? for)|\s?[=:])"
    r"[^.|\n]{0,30}\bestimat",
    re.IGNORECASE,
)
_NOTE_REACH = 160
_CROWD = 9  # a cell holds no more figures
_ESTIMATED = re.compile(r"\best\b|\bestimate", re.IGNORECASE)
_ACCOUNTING = re.compile(r"\([^()]*\)$")
_RANKED = re.compile(r"\brank|\bno\b|\bpos\b|#|排名", re.IGNORECASE)
_REGIONAL = re.compile(r"\b(?:regions?|countr(?:y|ies)|markets?|areas?)\b|地区|地區|国家", re.IGNORECASE)
_MODEL = re.compile(r"(?:\b(?:models?|nameplates?)|车型|車型)$", re.IGNORECASE)


@dataclass
class _Line:
    """A row with its drafts: per column the cell's figure, then what else stands in the cell."""

    row: Row
    words: str
    heading: Heading
    drafts: list[list[Draft]]
    summed: bool = False  # the total of many subjects: of none of them


@dataclass(frozen=True)
class _Marks:
    """The mark that a note explains as an estimate, and the columns whose cells all stand in brackets."""

    mark: str | None
    bracketed: frozenset[int]

    def marks(self, cell: str) -> bool:
        """Whether the cell is an estimate; a plus before a number is its sign."""
        if _ESTIMATED.search(cell):
            return True
        return self.mark is not None and (cell.endswith(self.mark) or (self.mark != "+" and cell.startswith(self.mark)))


class Tables:
    """Reads grids into drafts. Times, metrics and names come from the laid-out scene.

    ``counted`` is the unit that the text counts, where that is not the pack's main one.
    """

    def __init__(self, scene: Scene, pack: Pack, counted: str | None = None) -> None:
        self.scene = scene
        self.pack = pack
        self.counted = counted or pack.main_unit
        self.headings = Headings(scene, pack)

    def read(self, grid: Grid, drafts: list[Draft]) -> None:
        """Fix the fields of the drafts that stand in ``grid`` as far as its header, labels and notes say."""
        grid = self._with_header(grid, drafts)
        lines = self._lines(grid, drafts)
        about = self._about(grid)
        columns = self._columns(grid, lines, about)
        self._name(grid, lines, about)
        marks = self._marks(grid, lines)
        for line in lines:
            self._fill(line, columns, about, marks)

    # --- layout -----------------------------------------------------------------------------------------------------

    def _with_header(self, grid: Grid, drafts: list[Draft]) -> Grid:
        """The grid with its header taken apart, where it ran together with the first label."""
        if grid.opening is None:
            return grid
        cells = [[self._in(c, drafts) for c in row.cells] for row in grid.rows]
        ranked = bool(_RANKED.search(grid.opening.of(self.scene.text)))
        forms = [form_of(_column(cells, i), ranked=ranked) for i in range(grid.width)]
        own = grid.rows[0].labels
        header = split_header(self.scene.text, grid.opening, forms, self.headings, labelled=bool(own))
        first = Row(own or ((header.label,) if header.label else ()), grid.rows[0].cells)
        columns = tuple(None if f is ColumnForm.RANK else c for c, f in zip(header.columns, forms, strict=True))
        return replace(grid, caption=header.corner, corner=header.corner, header=columns, rows=(first, *grid.rows[1:]))

    def _lines(self, grid: Grid, drafts: list[Draft]) -> list[_Line]:
        lines: list[_Line] = []
        for row in grid.rows:
            words = " ".join(s.of(self.scene.text) for s in row.labels).strip(" *")
            heading = Heading()
            for label in row.labels:
                heading = heading.over(self.headings.read(label))
            cells = [self._in(c, drafts) for c in row.cells]
            lines.append(_Line(row, words, heading, cells))
        for above, line in itertools.pairwise(lines):
            if said.PART.match(line.words) and line.heading.metric is None:  # "of which NEVs" is of the row above
                line.heading = replace(line.heading, metric=above.heading.metric)
        return lines

    def _in(self, cell: Cell, drafts: list[Draft]) -> list[Draft]:
        """The figures in a cell; ``drafts`` are in the order of the text."""
        if cell is None:
            return []
        first = bisect_left(drafts, cell.start, key=lambda d: d.span.start)
        near = itertools.takewhile(lambda d: d.span.start < cell.end, drafts[max(0, first - 1) : first + _CROWD])
        return [d for d in near if cell.contains(d.span) or d.span.contains(cell)]

    def _columns(self, grid: Grid, lines: list[_Line], about: Heading) -> list[Heading]:
        header = [*grid.header, *([None] * (grid.width - len(grid.header)))][: grid.width]
        cells = [_column([line.drafts for line in lines], i) for i in range(grid.width)]
        ratios = any(self.headings.is_ratio(line.heading.metric) for line in lines)
        before = grid.opening or grid.corner
        ranked = before is not None and bool(_RANKED.search(before.of(self.scene.text)))
        return read_columns(header, cells, about, self.headings, ratios=ratios, ranked=ranked)

    # --- the whole table --------------------------------------------------------------------------------------------

    def _about(self, grid: Grid) -> Heading:
        """What caption, corner and the note after the table say of all its cells."""
        text = self.scene.text
        after = _NOTE.match(text[grid.span.end : grid.span.end + 120])
        scale, currency = measure(after[1]) if after else (0, None)
        heading = Heading(scale=scale, currency=currency)
        for span in dict.fromkeys((grid.corner, grid.caption)):
            if span is not None:
                read = self.headings.caption(span)
                owner = read.subject or self.headings.owner(span.of(text))
                heading = heading.over(replace(read, kind=None, shift=None, against=None, modality=None, subject=owner))
        lead = self._lead(grid)
        metric = heading.metric or lead.metric or (self.headings.spoken(grid.span.start) if heading.currency else None)
        heading = replace(heading, metric=metric, period=heading.period or lead.period)
        if lead.scale and lead.currency:  # "In billion yuan."
            heading = heading.over(Heading(scale=lead.scale, currency=lead.currency))
        return heading

    def _lead(self, grid: Grid) -> Heading:
        """What the sentence before a table says, where it has no figures of its own and so introduces it."""
        sentences = self.scene.sentences
        before = bisect_right(sentences, grid.span.start, key=lambda s: s.span.end) - 1
        told = before < 0 or sentences[before].figures
        return Heading() if told else self.headings.caption(sentences[before].span)

    # --- rows -------------------------------------------------------------------------------------------------------

    def _name(self, grid: Grid, lines: list[_Line], about: Heading) -> None:
        """Give the rows their subjects, models and regions."""
        corner = grid.corner.of(self.scene.text) if grid.corner else ""
        regional = _REGIONAL.search(corner) or 2 * sum(_is_region(line) for line in lines) > len(lines)
        market = self._market(grid) if regional else None
        for line in lines:
            h, words = line.heading, line.words
            if regional and market is not None and h.subject is None:
                line.heading = replace(h, subject=self._regional(market, h.region, words, about.region), region=None)
            elif regional or h.subject is not None or not words:
                if h.subject is not None and h.model is None and _MODEL.search(corner):
                    line.heading = replace(h, model=words)
            elif _is_name(words) and not (h.period or h.metric or h.segment):
                line.heading = replace(h, subject=Subject(words))
        self._total(lines, about)

    def _total(self, lines: list[_Line], about: Heading) -> None:
        """A total is that of the table's subject, or of the one whose models the rows are."""
        named = [line.heading.subject for line in lines if line.heading.subject is not None]
        names = {s.name for s in named}
        whole = about.subject if about.subject and about.subject.name not in names else None
        for line in lines:
            if line.heading.subject is None and said.TOTAL.match(line.words):
                line.heading = replace(line.heading, subject=named[0] if len(names) == 1 else whole)
                line.summed = len(names) > 1 and whole is None

    def _market(self, grid: Grid) -> tuple[str, str] | None:
        """The market that a table of regions is of: name and home of one of its segment; ``None`` for a seller's."""
        segment: str | None = None
        for mention in self.headings.mentions_before(grid.span.end):
            if mention.sort is Sort.ENTITY:
                entity = self.pack.entities[mention.key]
                if sells(entity):
                    return None
                if entity.kind is EntityKind.MARKET and entity.home:
                    return entity.name, entity.home
            segment = segment or (mention.key if mention.sort is Sort.SEGMENT else None)
        markets = [e for e in self.pack.entities.values() if e.kind is EntityKind.MARKET and e.home]
        return next(((e.name, e.home or "") for e in markets if segment and e.segment == segment), None)

    def _regional(self, market: tuple[str, str], region: str | None, words: str, whole: str | None) -> Subject:
        """The market of a region: "Europe semiconductor market"; ``whole`` is the region that a total is of."""
        name, home = market
        own = home if home in name else home.capitalize()
        if said.WORLD.match(words) or said.TOTAL.match(words):
            places = ["Global" if said.WORLD.match(words) or not whole or whole == "global" else whole]
        elif region is not None and words in _spellings(self.pack, region):
            places = [words, region]
        else:
            places = [words]
        named = [name.replace(own, place, 1) for place in places]
        known = next((e for n in named if (e := self.pack.entity_named(n)) is not None), None)
        return Subject(known.name, known) if known else Subject(named[-1])

    # --- cells ------------------------------------------------------------------------------------------------------

    def _fill(self, line: _Line, columns: list[Heading], about: Heading, table: _Marks) -> None:
        """Set the drafts of a row, levels before the rates that are said of them."""
        levels: dict[int, Draft] = {}
        mixed = any(c.modality is not None for c in columns)
        for i, held in placed(line.drafts, columns):
            for n, draft in enumerate(held):
                draft.fixed.add("table")
                if line.summed:
                    draft.fixed.add("subject")
                column = columns[i] if n == 0 else Heading(kind=Kind.CHANGE if is_rate(draft) else None)
                self._set(draft, line.heading, column, about, levels.get(i if n else host_of(columns, i)))
                if draft.kind is Kind.LEVEL and n == 0:
                    levels[i] = draft
                cell = self._cell(line, draft)
                self._set_sign(draft, cell, bracketed=i in table.bracketed)
                self._set_modality(draft, column, marked=table.marks(cell), mixed=mixed)

    def _marks(self, grid: Grid, lines: list[_Line]) -> _Marks:
        note = _NOTED.search(self.scene.text[grid.span.end : grid.span.end + _NOTE_REACH])
        cells: dict[int, list[str]] = {}
        for line in lines:
            for i, held in enumerate(line.drafts):
                cells.setdefault(i, []).extend(self._cell(line, d) for d in held[:1])
        plain = {i for i, held in cells.items() if len(held) > 1 and all(map(_ACCOUNTING.match, held))}
        return _Marks(note["mark"] if note else None, frozenset(plain))

    def _cell(self, line: _Line, draft: Draft) -> str:
        """The cell as written; where cells run together, the figure with the brackets right around it."""
        text, span = self.scene.text, draft.span
        cell = next((c for c in line.row.cells if c and c.contains(span)), span)
        if cell == span and text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")":
            return text[span.start - 1 : span.end + 1]
        return cell.of(text)

    def _set(self, draft: Draft, row: Heading, column: Heading, about: Heading, host: Draft | None) -> None:
        period = combined(row, column, about)
        self._set_subject(draft, row, column, about)
        if column.kind is Kind.RANK:
            draft.kind, draft.unit = Kind.RANK, "rank"
        elif draft.figure.form is Form.POINTS:
            draft.kind = Kind.CHANGE
        elif is_rate(draft):
            draft.kind = column.kind or (Kind.LEVEL if self.headings.is_ratio(row.metric or column.metric) else None)
        else:
            draft.kind = Kind.LEVEL
            self._set_quantity(draft, row, column, about)
        if draft.kind is not Kind.RANK:
            self._set_metric(draft, row, column, about, host)
        if draft.kind in (Kind.CHANGE, Kind.SHARE) and host is not None:
            draft.host = host
            period = column.period or host.period or period
        if period is not None:
            draft.period = period
            draft.fixed.add("period")
            if draft.kind is Kind.CHANGE:
                basis = combined(row, Heading(period=column.against), about) if column.against else None
                basis = basis or shifted(period, column.shift or "year")
                draft.basis = None if basis is None else str(basis)

    def _set_subject(self, draft: Draft, row: Heading, column: Heading, about: Heading) -> None:
        if "subject" in draft.fixed:
            return  # the total of many subjects is of none of them
        subject = row.subject or column.subject or about.subject
        if subject is not None:
            draft.subject, draft.model = subject, row.model or column.model
            draft.fixed.add("subject")
        draft.region = row.region or column.region or draft.region
        segment = row.segment or column.segment
        if segment is not None:
            draft.segment = segment
            draft.fixed.add("segment")

    def _set_quantity(self, draft: Draft, row: Heading, column: Heading, about: Heading) -> None:
        """Scale, currency and unit of a bare number."""
        if draft.figure.form is not Form.NUMBER:
            return
        heading = column.over(row).over(about)
        metric = self.pack.metrics.get(heading.metric or "")
        unit = self.pack.units.get(metric.unit) if metric else None
        if heading.currency and (unit is None or unit.dimension in ("money", "count")):
            draft.unit = heading.currency
        elif heading.unit:
            draft.unit = heading.unit
        if heading.scale and draft.figure.scale == 1:
            draft.scale(Decimal(10) ** heading.scale)

    def _set_metric(self, draft: Draft, row: Heading, column: Heading, about: Heading, host: Draft | None) -> None:
        rate = draft.kind is not Kind.LEVEL
        keys = [k for k in (row.metric, column.metric) if k and not (rate and self.headings.is_ratio(k))]
        keys.sort(key=lambda k: not self.pack.metrics[k].basis)
        if draft.kind is Kind.SHARE and column.metric == "market_share":
            keys.insert(0, column.metric)
        if not keys and host is not None and host.metric:
            keys = [host.metric]
        if self.headings.is_money(draft.unit) and (paid := row.paid or column.paid):
            keys = [paid]
        if not keys and about.metric and (draft.unit is None or rate or about.currency):
            keys = [about.metric]
        if not keys:
            return
        draft.metric = keys[0]
        metric = self.pack.metrics[keys[0]]
        if draft.unit is None and draft.figure.form is Form.NUMBER and metric.unit in self.pack.units:
            draft.unit = self.counted if metric.unit == self.pack.main_unit else metric.unit

    def _set_sign(self, draft: Draft, cell: str, *, bracketed: bool) -> None:
        """Accountants write a fall or a loss in brackets: (29.4%), (0.03).

        ``bracketed`` says that all cells of the column stand in brackets, which for rates then say nothing.
        """
        low = draft.low if draft.low is not None else draft.high
        if draft.figure.signed or low is None or low <= 0 or not _ACCOUNTING.match(cell):
            return
        loss = draft.metric is not None and "loss" in draft.metric
        if (draft.kind is Kind.CHANGE and not bracketed) or (draft.kind is Kind.LEVEL and not loss):
            draft.scale(Decimal(-1))

    def _set_modality(self, draft: Draft, column: Heading, *, marked: bool, mixed: bool) -> None:
        """Targets, forecasts and estimates as the column says, or else a mark on the cell.

        ``mixed`` says that other columns are no actual figures, so this one's are.
        """
        modality = column.modality
        if modality is None and draft.host is not None and draft.host.modality is not Modality.ACTUAL:
            modality = draft.host.modality
        if modality is None and marked:
            modality = Modality.ESTIMATE
        if modality is not None or mixed:
            draft.modality = modality or Modality.ACTUAL
            draft.fixed.add("modality")

    # --- rows of times over rows of figures ---------------------------------------------------------------------------

    def read_series(self, drafts: list[Draft]) -> None:
        """Fix the periods where a row of times stands right before a row of as many figures."""
        text, times = self.scene.text, self.headings.times
        edges = [i for i in range(1, len(times)) if not _adjacent(text, times[i - 1].span, times[i].span)]
        for start, end in itertools.pairwise([0, *edges, len(times)]):
            run = times[start:end]
            if len(run) < 3:
                continue
            first = bisect_left(drafts, run[-1].span.end, key=lambda d: d.span.start)
            following = drafts[first : first + len(run)]
            spans = [run[-1].span, *(d.span for d in following)]
            if len(following) == len(run) and all(_adjacent(text, a, b) for a, b in itertools.pairwise(spans)):
                for draft, mention in zip(following, run, strict=True):
                    draft.kind, draft.period = draft.kind or Kind.LEVEL, mention.period
                    draft.fixed.add("period")


def _adjacent(text: str, left: Span, right: Span) -> bool:
    return left.end <= right.start and not text[left.end : right.start].strip(" ,|\t")


def _is_name(words: str) -> bool:
    return len(words) > 1 and not said.TOTAL.match(words) and not (words[0].islower() and words.isalpha())


def _column(rows: Sequence[Sequence[Sequence[Draft]]], i: int) -> list[Draft]:
    """The first figure of each cell of column ``i``."""
    return [row[i][0] for row in rows if i < len(row) and row[i]]


def _is_region(line: _Line) -> bool:
    return line.heading.region is not None and line.heading.subject is None and line.heading.metric is None


def _spellings(pack: Pack, region: str) -> set[str]:
    term = next((t for t in pack.regions if t.id == region), None)
    return {w for words in term.words.values() for w in words} if term else set()

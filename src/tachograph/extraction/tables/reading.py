"""Figures in tables: what the columns mean, and whose the rows are."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene
from tachograph.extraction.tables.cells import Cell, Grid, Row
from tachograph.extraction.tables.columns import as_rates, form_of, host_of, is_rate, placed, read_columns
from tachograph.extraction.tables.headers import Form as ColumnForm
from tachograph.extraction.tables.headers import split_header
from tachograph.extraction.tables.headings import Heading, Headings, combined, counted_from
from tachograph.extraction.tables.labels import Labels, Line
from tachograph.extraction.tables.notes import Marks, Notes
from tachograph.extraction.tables.slashed import header_line
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.calendar import shifted
from tachograph.extraction.times.expressions import TimeMention

_CROWD = 9  # a cell holds no more figures
_REMARK = 6  # words: a longer cell tells of figures itself
_ACCOUNTING = re.compile(r"\([^()]*\)$")
_FALL = re.compile(r"^\W*[▼↓↘]")
_RANKED = Caseless(r"\brank|\bno\b|\bpos\b|#", r"排名|名次|序号")


@dataclass(frozen=True)
class _Setting:
    """What bears on a cell: its row, its column, the whole table, and the level that it is said of.

    ``below`` says that the level stands in the same column, in a row above.
    """

    row: Heading
    column: Heading
    about: Heading
    host: Draft | None = None
    below: bool = False


class Tables:
    """Reads grids into drafts. Times, metrics and names come from the laid-out scene.

    ``counted`` is the unit that the text counts, where that is not the pack's main one.
    """

    def __init__(self, scene: Scene, pack: Pack, counted: str | None = None) -> None:
        self.scene = scene
        self.pack = pack
        self.counted = counted or pack.main_unit
        self.headings = Headings(scene, pack)
        self.labels = Labels(scene, pack, self.headings)
        self.notes = Notes(scene, self.headings)

    def read(self, grid: Grid, drafts: list[Draft]) -> None:
        """Fix the fields of the drafts that stand in ``grid`` as far as its header, labels and notes say.

        ``drafts`` are those of the text, in order. Figures in headers and labels ("the 702 Max") are dropped.
        """
        grid = self._with_header(grid, drafts)
        lines = self.labels.lines(grid, [[self._in(c, drafts) for c in row.cells] for row in grid.rows])
        self._drop(grid, drafts)
        about = self.notes.about(grid)
        columns = self._columns(grid, lines, about)
        self.labels.name(grid, lines, about)
        marks = self._marks(grid, lines)
        levels: list[dict[int, Draft]] = [{} for _ in lines]
        for n in sorted(range(len(lines)), key=lambda n: lines[n].heading.kind is not None):
            self._fill(
                lines[n], columns, about, marks, levels[n], levels[lines[n].host] if lines[n].host >= 0 else None
            )

    # --- layout -----------------------------------------------------------------------------------------------------

    def _with_header(self, grid: Grid, drafts: list[Draft]) -> Grid:
        """The grid with its header taken apart, where it ran together with the first label."""
        if grid.opening is None:
            return grid
        cells = [[self._in(c, drafts) for c in row.cells] for row in grid.rows]
        ranked = bool(_RANKED.search(grid.opening.of(self.scene.text)))
        forms = [form_of(_column(cells, i), ranked=ranked) for i in range(grid.width)]
        own = grid.rows[0].labels
        if (parted := header_line(self.scene.text, grid.opening, grid.width)) is not None:
            corner, over, label = parted
            first = Row(own or ((label,) if label else ()), grid.rows[0].cells)
            over = tuple(None if f is ColumnForm.RANK else c for c, f in zip(over, forms, strict=True))
            return replace(grid, corner=corner, header=over, rows=(first, *grid.rows[1:]))
        header = split_header(self.scene.text, grid.opening, forms, self.headings, labelled=bool(own))
        first = Row(own or ((header.label,) if header.label else ()), grid.rows[0].cells)
        columns = tuple(None if f is ColumnForm.RANK else c for c, f in zip(header.columns, forms, strict=True))
        captions = (*((header.corner,) if header.corner else ()), *grid.captions)
        return replace(grid, captions=captions, corner=header.corner, header=columns, rows=(first, *grid.rows[1:]))

    def _in(self, cell: Cell, drafts: list[Draft]) -> list[Draft]:
        """The figures in a cell; ``drafts`` are in the order of the text."""
        if cell is None:
            return []
        first = bisect_left(drafts, cell.start, key=lambda d: d.span.start)
        near = itertools.takewhile(lambda d: d.span.start < cell.end, drafts[max(0, first - 1) : first + _CROWD])
        return [d for d in near if cell.contains(d.span) or d.span.contains(cell)]

    def _drop(self, grid: Grid, drafts: list[Draft]) -> None:
        """Figures in headers and labels name a thing or a measure; one that counts what the next line names, a year."""
        for caption in grid.captions:
            for draft in self._in(Span(caption.end - 1, caption.end), drafts):
                noun = draft.figure.noun_span or draft.span
                draft.dropped = draft.dropped or max(noun.end, draft.span.end) > caption.end
        if grid.opening is not None:
            return
        headers = [c for row in (grid.header, *grid.upper) for c in row]
        for cell in (*headers, *(label for row in grid.rows for label in row.labels)):
            if cell is not None and len(cell.of(self.scene.text).split()) < _REMARK:
                for draft in self._in(cell, drafts):
                    draft.dropped = True
                    draft.fixed.add("table")

    def _columns(self, grid: Grid, lines: list[Line], about: Heading) -> list[Heading]:
        header = [*grid.header, *([None] * (grid.width - len(grid.header)))][: grid.width]
        for line in lines:
            if line.heading.unit in ("percent", "percentage_point"):
                as_rates([held[0] for held in line.drafts if held], line.heading.unit)
        cells = [_column([line.drafts for line in lines], i) for i in range(grid.width)]
        ratios = any(self.headings.is_ratio(line.heading.metric) or line.heading.kind for line in lines)
        before = grid.opening or grid.corner
        ranked = before is not None and bool(_RANKED.search(before.of(self.scene.text)))
        return read_columns(header, grid.upper, cells, about, self.headings, ratios=ratios, ranked=ranked)

    # --- cells ------------------------------------------------------------------------------------------------------

    def _fill(
        self,
        line: Line,
        columns: list[Heading],
        about: Heading,
        table: Marks,
        levels: dict[int, Draft],
        above: dict[int, Draft] | None,
    ) -> None:
        """Set the drafts of a row, levels before the rates that are said of them; gather its ``levels`` per column.

        ``above`` are the levels of the row that this one's changes or shares are said of.
        """
        mixed = any(c.modality is not None for c in columns)
        for i, held in placed(line.drafts, columns):
            for n, draft in enumerate(held):
                draft.fixed.add("table")
                if line.summed:
                    draft.fixed.add("subject")
                    draft.subject = None
                column = columns[i] if n == 0 else Heading(kind=Kind.CHANGE if is_rate(draft) else None)
                beside = levels.get(i if n else host_of(columns, i))
                setting = _Setting(line.heading, column, about, beside)
                if above is not None and n == 0 and column.kind is None:
                    setting = replace(setting, host=above.get(i), below=True)
                self._set(draft, setting)
                if draft.kind in (Kind.LEVEL, Kind.SHARE) and n == 0:
                    levels[i] = draft
                cell = self._cell(line, i, draft)
                self._set_sign(draft, cell, bracketed=i in table.bracketed)
                self._set_modality(draft, setting, marked=table.marks(cell), mixed=mixed)

    def _marks(self, grid: Grid, lines: list[Line]) -> Marks:
        cells: list[list[str]] = [[] for _ in range(grid.width)]
        for line in lines:
            for i, held in enumerate(line.drafts):
                cells[i].extend(self._cell(line, i, d) for d in held[:1])
        return self.notes.marks(grid, cells)

    def _cell(self, line: Line, i: int, draft: Draft) -> str:
        """The cell as written; where cells run together, the figure with the brackets right around it."""
        text, span = self.scene.text, draft.span
        own = line.row.cells[i] if i < len(line.row.cells) else None
        cell = own if own and own.contains(span) else span
        if cell == span and text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")":
            return text[span.start - 1 : span.end + 1]
        return cell.of(text)

    def _set(self, draft: Draft, setting: _Setting) -> None:
        row, column, about, host = setting.row, setting.column, setting.about, setting.host
        period = counted_from(combined(row, column, about), row, column)
        self._set_subject(draft, row, column, about)
        kind = column.kind or row.kind
        if Kind.RANK in (column.kind, row.kind):
            draft.kind, draft.unit = Kind.RANK, "rank"
        elif draft.figure.form is Form.POINTS:
            draft.kind = Kind.CHANGE
        elif is_rate(draft):
            draft.kind = kind or (Kind.LEVEL if self.headings.is_ratio(row.metric or column.metric) else None)
        else:
            absolute = kind is Kind.CHANGE and draft.figure.form in (Form.NUMBER, Form.UNIT, Form.MONEY)
            draft.kind = Kind.CHANGE if absolute else Kind.LEVEL
            self._set_quantity(draft, row, column, about)
        if draft.kind is not Kind.RANK:
            self._set_metric(draft, row, column, about, host)
        if draft.kind in (Kind.CHANGE, Kind.SHARE) and host is not None:
            draft.host = host
            draft.unit = draft.unit or host.unit
            own = combined(row, column, about) if column.period and not setting.below else None
            period = own or host.period or period
        if period is not None:
            draft.period = period
            draft.fixed.add("period")
            if draft.kind is Kind.CHANGE:
                self._set_basis(draft, period, setting)

    def _set_basis(self, draft: Draft, period: Period, setting: _Setting) -> None:
        """What a change is against: the other level of the table, or what the words of row, column or caption say."""
        row, column, about = setting.row, setting.column, setting.about
        against = column.against or row.against
        basis = combined(row, Heading(period=column.against), about) if column.against else against
        basis = basis or shifted(period, column.shift or row.shift or "year")
        draft.basis = None if basis is None else str(basis)

    def _set_subject(self, draft: Draft, row: Heading, column: Heading, about: Heading) -> None:
        if "subject" in draft.fixed:
            return  # the total of many subjects is of none of them
        segment = row.segment or column.segment
        subject = row.subject or column.subject or self.labels.narrowed(about.subject, segment)
        if subject is not None:
            draft.subject, draft.model = subject, row.model or column.model
            draft.fixed.add("subject")
        draft.region = row.region or column.region or draft.region
        if segment is not None:
            draft.segment = segment
            draft.fixed.add("segment")

    def _set_quantity(self, draft: Draft, row: Heading, column: Heading, about: Heading) -> None:
        """Scale, currency and unit of a bare number."""
        if draft.figure.form is not Form.NUMBER:
            return
        heading = column.over(row)
        # A header that names its unit is not counted in what stands around the table.
        heading = heading.over(replace(about, scale=0, currency=None) if heading.unit else about)
        metric = self.pack.metrics.get(heading.metric or "")
        unit = self.pack.units.get(metric.unit) if metric else None
        own = column.unit or row.unit
        if own and own != self.pack.main_unit:
            draft.unit = own
        elif heading.currency and (unit is None or unit.dimension in ("money", "count")):
            draft.unit = heading.currency
        elif heading.unit:
            draft.unit = self.counted if heading.unit == self.pack.main_unit else heading.unit
        if heading.scale and draft.figure.scale == 1:
            draft.scale(Decimal(10) ** heading.scale)

    def _set_metric(self, draft: Draft, row: Heading, column: Heading, about: Heading, host: Draft | None) -> None:
        rate = draft.kind is not Kind.LEVEL
        keys = [k for k in (row.metric, column.metric) if k and not (rate and self.headings.is_ratio(k))]
        keys.sort(key=lambda k: not self.pack.metrics[k].basis)
        if draft.kind is Kind.SHARE and "market_share" in (column.metric, row.metric):
            keys.insert(0, "market_share")
        unit = self.pack.units.get(draft.unit or "")
        measured = unit.metric if unit is not None and not rate else None
        if not keys and measured in self.pack.metrics:
            keys = [measured or ""]
        if not keys and host is not None and host.metric and (rate or host.unit == (draft.unit or host.unit)):
            keys = [host.metric]
        paid = row.paid or column.paid
        if paid and (self.headings.is_money(draft.unit) or (rate and host is not None and host.metric == paid)):
            keys = [paid]  # "Vehicle sales | 22,783.7 | 9,939.3 | 129.2%" in millions of yuan
        if not keys and about.metric and (rate or about.currency or self._counts(about.metric, draft.unit)):
            keys = [about.metric]
        if not keys:
            return
        draft.metric = keys[0]
        metric = self.pack.metrics[keys[0]]
        if draft.unit is None and draft.figure.form is Form.NUMBER and metric.unit in self.pack.units:
            draft.unit = self.counted if metric.unit == self.pack.main_unit else metric.unit

    def _counts(self, metric: str, unit: str | None) -> bool:
        """Whether a metric is counted in ``unit``, or that is not known yet."""
        return unit in (None, self.pack.metrics[metric].unit) or (
            unit == self.counted and self.pack.metrics[metric].unit == self.pack.main_unit
        )

    def _set_sign(self, draft: Draft, cell: str, *, bracketed: bool) -> None:
        """Accountants write a fall or a loss in brackets: (29.4%), (0.03); others write an arrow or a word.

        ``bracketed`` says that all cells of the column stand in brackets, which for rates then say nothing.
        """
        low = draft.low if draft.low is not None else draft.high
        accounting = _ACCOUNTING.match(cell) is not None
        if bracketed and accounting and draft.kind is Kind.LEVEL and self._is_counted(draft):
            draft.scale(Decimal(-1) if low is not None and low < 0 else Decimal(1))  # no cars are below none
            return
        if draft.figure.signed or low is None or low <= 0:
            return
        if draft.kind is Kind.CHANGE and (_FALL.match(cell) or cues.DOWN.search(cell)):
            draft.scale(Decimal(-1))
        if not accounting:
            return
        loss = draft.metric is not None and "loss" in draft.metric
        if (draft.kind is Kind.CHANGE and not bracketed) or (draft.kind is Kind.LEVEL and not loss):
            draft.scale(Decimal(-1))

    def _is_counted(self, draft: Draft) -> bool:
        """Whether a level is a number of things, or of energy, which is never below zero."""
        metric = self.pack.metrics.get(draft.metric or "")
        unit = self.pack.units.get(draft.unit or (metric.unit if metric else None) or self.counted or "")
        return unit is not None and unit.dimension in ("count", "energy")

    def _set_modality(self, draft: Draft, setting: _Setting, *, marked: bool, mixed: bool) -> None:
        """Targets, forecasts and estimates as the column or row says, or else a mark on the cell.

        ``mixed`` says that other columns are no actual figures, so this one's are. So are those of a time that has
        begun, where not even the caption speaks of aims.
        """
        modality = setting.column.modality or setting.row.modality
        if modality is None and draft.host is not None and draft.host.modality is not Modality.ACTUAL:
            modality = draft.host.modality
        if modality is None and marked:
            modality = Modality.ESTIMATE
        if modality is not None or mixed or (setting.about.modality is None and self._has_begun(draft.period)):
            draft.modality = modality or Modality.ACTUAL
            draft.fixed.add("modality")

    def _has_begun(self, period: Period | None) -> bool:
        """Whether a period had begun when the text appeared, as far as both are known."""
        published = self.scene.document.published
        return period is not None and published is not None and (period.start is None or period.start < published)

    # --- rows of times over rows of figures ---------------------------------------------------------------------------

    def read_series(self, drafts: list[Draft]) -> None:
        """Fix the periods where a row of times stands right before a row of as many figures."""
        text, times = self.scene.text, self.headings.times
        starts = [d.span.start for d in drafts]
        for run in _runs(text, times):
            first = bisect_left(starts, run[-1].span.end)
            following = drafts[first : first + len(run)]
            spans = [run[-1].span, *(d.span for d in following)]
            if len(following) == len(run) and all(_adjacent(text, a, b) for a, b in itertools.pairwise(spans)):
                for draft, mention in zip(following, run, strict=True):
                    if "table" not in draft.fixed:
                        draft.kind, draft.period = draft.kind or Kind.LEVEL, mention.period
                        draft.fixed.add("period")


def _runs(text: str, times: Sequence[TimeMention]) -> list[list[TimeMention]]:
    """Three times or more that stand in a row."""
    runs: list[list[TimeMention]] = [[]]
    for time in times:
        if runs[-1] and not _adjacent(text, runs[-1][-1].span, time.span):
            runs.append([])
        runs[-1].append(time)
    return [r for r in runs if len(r) > 2]


def _adjacent(text: str, left: Span, right: Span) -> bool:
    return left.end <= right.start and not text[left.end : right.start].strip(" ,|\t")


def _column(rows: Sequence[Sequence[Sequence[Draft]]], i: int) -> list[Draft]:
    """The first figure of each cell of column ``i``."""
    return [row[i][0] for row in rows if i < len(row) and row[i]]

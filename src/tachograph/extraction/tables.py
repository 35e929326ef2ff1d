"""Figures in tables: what the columns mean, and whose the rows are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import EntityKind, Nature, Pack
from tachograph.core.period import Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.figures import Form
from tachograph.extraction.grids import Grid, Row
from tachograph.extraction.periods import shifted
from tachograph.extraction.scene import Scene
from tachograph.extraction.subjects import maker_of
from tachograph.extraction.times import Sense, TimeMention
from tachograph.extraction.vocabulary import Mention, Sort

_RANK = re.compile(r"^\s*(?:rank(?:ing)?|no\.?|#|pos(?:ition)?|place|排名|名次)\s*$", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:goal|target|aim|plan|guidance)s?\b|目标|目標", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:change|rise|growth|increase|chg|yoy|y/y|mom|m/m|qoq|q/q|vs\.?|up|gain|%)(?=\W|$)|同比|环比|環比|增速|增幅", re.IGNORECASE)
_SHARE = re.compile(r"\bshare\b|占比|份额|份額", re.IGNORECASE)
_TOTAL = re.compile(r"^\s*(?:grand\s+)?(?:total|sum|overall|all|world|合计|合計|总计|總計)\b", re.IGNORECASE)
_SCALE = re.compile(
    r"\b(?:in|unit:?)?\s*(?:units of\s+)?(?P<scale>thousands?|millions?|billions?|bn|mn|m|k|'000|10,?000|万|亿|萬|億)\b|(?P<zh>[万亿萬億])", re.IGNORECASE
)
_SCALES = {
    "thousand": 3, "k": 3, "'000": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "万": 4, "萬": 4, "亿": 8, "億": 8, "10000": 4,
}
_CURRENCY = re.compile(r"\b(?:USD|US\$|CNY|RMB|EUR|HKD|JPY|GBP|yuan|dollars?|euros?)\b|[$€£¥]|元", re.IGNORECASE)
_CURRENCIES = {
    "usd": "USD", "us$": "USD", "$": "USD", "dollar": "USD", "dollars": "USD", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "元": "CNY",
    "eur": "EUR", "€": "EUR", "euro": "EUR", "euros": "EUR", "hkd": "HKD", "jpy": "JPY", "¥": "CNY", "gbp": "GBP", "£": "GBP",
}  # fmt: skip
_NOTE_REACH = 80


@dataclass(frozen=True)
class Column:
    """What one column holds; ``None`` where the header does not say."""

    kind: Kind | None = None
    period: Period | None = None
    shift: str | None = None
    against: Period | None = None
    metric: str | None = None
    modality: Modality | None = None
    currency: str | None = None
    scale: int = 0


class Tables:
    """Reads grids into drafts. Times, metrics and names come from the laid-out scene."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene = scene
        self.pack = pack
        self.times = [t for s in scene.sentences for t in s.times]
        self.mentions = [m for s in scene.sentences for m in s.mentions]

    def read(self, grid: Grid, drafts: list[Draft]) -> None:
        """Fix the fields of the drafts that stand in ``grid`` as far as its header and labels say."""
        by_cell = [(row, [self._draft_in(c, drafts) for c in row.cells]) for row in grid.rows]
        if self._is_matrix(grid, by_cell):
            return
        columns = self._columns(grid, by_cell)
        note = self._note(grid)
        aims = any(c.modality is Modality.TARGET for c in columns)
        for row, cells in by_cell:
            subject, model, period = self._label(row)
            metric, segment = self._measured(row)
            last: Draft | None = None
            for i, draft in enumerate(cells):
                if draft is None:
                    continue
                draft.fixed.add("table")
                column = columns[i] if i < len(columns) else Column()
                self._fill(draft, replace(column, scale=column.scale or note.scale, currency=column.currency or note.currency))
                if metric and draft.kind is not Kind.RANK and draft.metric is None:
                    draft.metric = metric
                    if draft.unit is None:
                        draft.unit = self.pack.metrics[metric].unit
                if segment:
                    draft.segment = segment
                    draft.fixed.add("segment")
                if subject is not None:
                    draft.subject, draft.model = subject, model
                    draft.fixed.add("subject")
                if period is not None and draft.period is None:
                    draft.period = period
                    draft.fixed.add("period")
                if aims and column.modality is None:
                    draft.modality = Modality.ACTUAL
                    draft.fixed.add("modality")
                if draft.kind is Kind.CHANGE:
                    self._compare(draft, column, last)
                elif draft.kind is Kind.LEVEL:
                    last = draft

    # --- columns ----------------------------------------------------------------------------------------------------

    def _columns(self, grid: Grid, by_cell: list[tuple[Row, list[Draft | None]]]) -> list[Column]:
        width = grid.width
        if len(grid.header) == width:
            columns = [self._column(h) for h in grid.header]
        elif len(grid.header) == 1:
            columns = self._split_header(grid.header[0], width, by_cell)
        else:
            columns = [self._column(h) for h in grid.header[-width:]] if len(grid.header) > width else []
        if not columns:
            columns = [Column() for _ in range(width)]
        return [self._ranked(c, [cells[i] for _, cells in by_cell if i < len(cells)]) for i, c in enumerate(columns)]

    def _ranked(self, column: Column, cells: list[Draft | None]) -> Column:
        """A column of 1, 2, 3 … holds ranks, whatever its header."""
        values = [d.low for d in cells if d is not None and d.figure.form in (Form.NUMBER, Form.ORDINAL)]
        if len(values) >= 3 and values == [Decimal(n) for n in range(1, len(values) + 1)]:
            return Column(kind=Kind.RANK)
        return column

    def _column(self, header: Span) -> Column:
        words = header.of(self.scene.text)
        if _RANK.match(words):
            return Column(kind=Kind.RANK)
        times = [t for t in self.times if header.contains(t.span)]
        own = next((t for t in times if t.sense is not Sense.COMPARISON and t.period), None)
        compared = next((t for t in times if t.sense is Sense.COMPARISON), None)
        metric = next((m.key for m in self.mentions if m.sort is Sort.METRIC and header.contains(m.span)), None)
        kind = Kind.SHARE if _SHARE.search(words) else Kind.CHANGE if compared or _CHANGE.search(words) else None
        scale, currency = self._measure(words)
        return Column(
            kind, own.period if own else None, compared.shift if compared else None, compared.period if compared else None,
            metric, Modality.TARGET if _GOAL.search(words) else None, currency, scale,
        )  # fmt: skip

    def _split_header(self, header: Span, width: int, by_cell: list[tuple[Row, list[Draft | None]]]) -> list[Column]:
        """Give the times of a header that runs together to the columns: periods to levels, comparisons to percentages."""
        forms = [self._form([cells[i] for _, cells in by_cell if i < len(cells)]) for i in range(width)]
        times = [t for t in self.times if header.contains(t.span)]
        own = [t for t in times if t.sense is not Sense.COMPARISON]
        compared = [t for t in times if t.sense is Sense.COMPARISON]
        levels = [i for i, f in enumerate(forms) if f is not Form.PERCENT]
        rates = [i for i, f in enumerate(forms) if f is Form.PERCENT]
        words = header.of(self.scene.text)
        if re.search(r"\b(?:rank|no\.?|#)(?=\s)", words, re.IGNORECASE) and len(levels) == len(own) + 1:
            levels = levels[1:]
        columns = [Column() for _ in range(width)]
        if len(own) == 1 and own[0].ends and len(levels) == len(own[0].ends) and len(rates) < len(levels):
            for i, end in zip(levels, own[0].ends, strict=True):
                columns[i] = Column(period=end)
            for i in rates:
                columns[i] = Column(kind=Kind.CHANGE, period=own[0].ends[1], against=own[0].ends[0])
        elif len(own) >= len(levels) > 0:
            for i, t in zip(levels, own[-len(levels) :], strict=True):
                columns[i] = Column(period=t.period)
        elif len(own) == 1:
            # the one time stands over the levels that follow as many rates as it follows comparisons
            before = sum(t.span.start < own[0].span.start for t in compared)
            for i in levels:
                if sum(r < i for r in rates) >= before:
                    columns[i] = Column(period=own[0].period)
        if len(compared) >= len(rates) > 0:
            for i, t in zip(rates, compared[-len(rates) :], strict=True):
                columns[i] = Column(kind=Kind.CHANGE, shift=t.shift, against=t.period)
        if (goal := _GOAL.search(words)) and len(levels) > 1:
            before = len([t for t in own if t.span.start < header.start + goal.start()])
            place = levels[min(before, len(levels) - 1)]
            last = own[before - 1].period if before else None
            columns[place] = replace(
                columns[place], modality=Modality.TARGET, period=last.years_earlier(-1) if last and last.start else None
            )
        scale, currency = self._measure(words)
        metric = next((m.key for m in self.mentions if m.sort is Sort.METRIC and header.contains(m.span)), None)
        return [replace(c, scale=scale, currency=currency, metric=metric) if i in levels else c for i, c in enumerate(columns)]

    def _form(self, cells: list[Draft | None]) -> Form:
        forms = [d.figure.form for d in cells if d is not None]
        return max(sorted(set(forms)), key=forms.count) if forms else Form.NUMBER

    def _note(self, grid: Grid) -> Column:
        """Scale and currency said in the caption before the table or in a bracket right after it."""
        text = self.scene.text
        after = re.match(r"\s*[|.]?\s*\(([^)]{0,60})\)", text[grid.span.end : grid.span.end + _NOTE_REACH])
        words = after[1] if after else ""
        if grid.caption is not None:
            words += " " + grid.caption.of(text)
        scale, currency = self._measure(words)
        return Column(scale=scale, currency=currency)

    def _measure(self, words: str) -> tuple[int, str | None]:
        scale = 0
        if match := _SCALE.search(words):
            word = (match["scale"] or match["zh"]).lower().replace(",", "")
            scale = _SCALES.get(word) or _SCALES.get(word.rstrip("s"), 0)
        money = _CURRENCY.search(words)
        return scale, _CURRENCIES.get(money.group().lower()) if money else None

    # --- cells ------------------------------------------------------------------------------------------------------

    def _draft_in(self, cell: Span | None, drafts: list[Draft]) -> Draft | None:
        if cell is None:
            return None
        return next((d for d in drafts if cell.contains(d.span) or d.span.contains(cell)), None)

    def _fill(self, draft: Draft, column: Column) -> None:
        bare = draft.figure.form is Form.NUMBER
        if column.kind is Kind.RANK:
            draft.kind, draft.unit = Kind.RANK, "rank"
        elif draft.figure.form is Form.PERCENT:
            draft.kind = column.kind or Kind.CHANGE
        else:
            draft.kind = Kind.LEVEL
            if bare and column.scale and not self._scaled(draft):
                draft.scale(Decimal(10) ** column.scale)
            if bare and column.currency:
                draft.unit = column.currency
        if column.metric and draft.kind is not Kind.RANK:
            draft.metric = column.metric
            if draft.unit is None and bare:
                unit = self.pack.metrics[column.metric].unit
                draft.unit = column.currency or unit
        if column.period is not None:
            draft.period = column.period
            draft.fixed.add("period")
        if column.modality is not None:
            draft.modality = column.modality
            draft.fixed.add("modality")
        if draft.kind is Kind.CHANGE and draft.figure.signed == 0:
            draft.fixed.add("sign")

    def _scaled(self, draft: Draft) -> bool:
        return draft.precision > 1

    def _compare(self, draft: Draft, column: Column, last: Draft | None) -> None:
        """A rate belongs to the level column before it."""
        if last is None:
            return
        draft.host = last
        draft.metric = draft.metric or last.metric
        if column.period is None and last.period is not None:
            draft.period = last.period
            draft.fixed.add("period")
        if draft.period is not None:
            basis = column.against or shifted(draft.period, column.shift or "year")
            draft.basis = None if basis is None else str(basis)
        if last.modality is not Modality.ACTUAL:
            draft.modality = last.modality
            draft.fixed.add("modality")

    def _measured(self, row: Row) -> tuple[str | None, str | None]:
        """The metric and segment that a row's label says: "NEV wholesale"."""
        if row.label is None:
            return None, None
        inside = [m for m in self.mentions if row.label.contains(m.span)]
        metrics = [m.key for m in inside if m.sort is Sort.METRIC and self.pack.metrics[m.key].nature is not Nature.RATIO]
        basis = [k for k in metrics if self.pack.metrics[k].basis]
        segments = [m.key for m in inside if m.sort is Sort.SEGMENT]
        return next(iter([*basis, *metrics]), None), next(iter(segments), None)

    def _label(self, row: Row) -> tuple[Subject | None, str | None, Period | None]:
        """Subject, model and period that a row's label says."""
        if row.label is None:
            return None, None, None
        label = row.label
        period = next((t.period for t in self.times if label.contains(t.span) and t.sense is not Sense.COMPARISON), None)
        inside = [m for m in self.mentions if m.sort is Sort.ENTITY and label.overlaps(m.span)]
        words = label.of(self.scene.text)
        if inside:
            return (*self._named(inside), period)
        if period is not None or _TOTAL.match(words) or any(self._measured(row)) or len(words) < 2 or words[0].islower():
            return None, None, period
        return Subject(words.strip(" *")), None, None

    def _named(self, inside: list[Mention]) -> tuple[Subject | None, str | None]:
        entities = [self.pack.entities[m.key] for m in inside]
        model = next((e for e in entities if e.kind is EntityKind.MODEL), None)
        seller = next((e for e in entities if e.kind is not EntityKind.MODEL), None)
        if seller is None and model is not None:
            seller = maker_of(model, self.pack)
        return (Subject(seller.name, seller) if seller else None), (model.name if model else None)

    # --- months against years, and rows of times over rows of figures -------------------------------------------------

    def _is_matrix(self, grid: Grid, by_cell: list[tuple[Row, list[Draft | None]]]) -> bool:
        """Read a table whose rows are months and whose columns are years; ``False`` if it is none."""
        years = [t.period for t in self.times if any(h.contains(t.span) for h in grid.header) and _is_year(t)]
        months = [self._month(row) for row, _ in by_cell]
        if len(years) < 2 or sum(m is not None for m in months) < 2:
            return False
        for (_, cells), month in zip(by_cell, months, strict=True):
            for draft, year in zip(cells, years, strict=False):
                if draft is None or month is None or year is None or year.start is None:
                    continue
                draft.kind, draft.period = Kind.LEVEL, Period.month(year.start.year, month)
                draft.fixed.add("period")
        return True

    def _month(self, row: Row) -> int | None:
        if row.label is None:
            return None
        words = row.label.of(self.scene.text).strip(" .:").lower()[:3]
        return _MONTHS.get(words)

    def read_series(self, drafts: list[Draft]) -> None:
        """Fix the periods where a row of times stands right before a row of as many figures."""
        text = self.scene.text
        for i, time in enumerate(self.times):
            run = [time]
            while i + len(run) < len(self.times) and _adjacent(text, run[-1].span, self.times[i + len(run)].span):
                run.append(self.times[i + len(run)])
            if len(run) < 3 or (i and _adjacent(text, self.times[i - 1].span, time.span)):
                continue
            following = [d for d in drafts if d.span.start >= run[-1].span.end][: len(run)]
            spans = [run[-1].span, *(d.span for d in following)]
            if len(following) == len(run) and all(_adjacent(text, a, b) for a, b in zip(spans, spans[1:], strict=False)):
                for draft, mention in zip(following, run, strict=True):
                    draft.kind, draft.period = draft.kind or Kind.LEVEL, mention.period
                    draft.fixed.add("period")


def _is_year(time: TimeMention) -> bool:
    return time.period is not None and time.period.whole_months == 12 and time.period.grain == "year"


def _adjacent(text: str, left: Span, right: Span) -> bool:
    return left.end <= right.start and not text[left.end : right.start].strip(" ,|\t")


_MONTHS = {
    name: n
    for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}

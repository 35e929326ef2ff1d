"""What stands around a table: captions, the sentence that introduces it, notes below, and marks that notes explain."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tachograph.core.span import Span
from tachograph.extraction.scene import Scene
from tachograph.extraction.tables.cells import Grid
from tachograph.extraction.tables.headings import Heading, Headings, measure, tells_amount
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort

_NOTE = re.compile(r"\s*[|.。]?\s*[(（]([^)）]{0,80})[)）]")
_UNIT_NOTE = re.compile(
    r"[\s|.。*]*(?:(?:note|注|备注)\s?[:：]\s*)?"
    r"((?:(?:units?|all (?:figures|numbers|data|values|amounts)|figures|numbers|amounts|values|in)\b|单位|單位)[^\n。;；]{1,80})",
    re.IGNORECASE,
)
_IN_UNITS = Caseless(
    r"\b(?:in units of|(?:figures?|numbers?|values?|volumes?|sales|deliveries|data|amounts?|totals?|cells|columns?|everything|all|counts?)\s(?:(?:is|are|were|here|below|given"
    r"|shown|stated|expressed|quoted|counted|reported)\s){0,3}in|units?:|(?:counted|stated|shown|expressed) in)\s",
    r"单位|單位",
)
_BRACKETS = re.compile(r"[(（][^()（）]{1,120}[)）]")
_PARAGRAPH = 4  # sentences
_BELOW = re.compile(r"[ \t|]*\n\s*([^\n|\t]{3,80})(?=\n|$)")
_SENTENCE_ENDS = (".", "。", "!", "?", ":", "：")
_NOTED = re.compile(
    r"(?P<mark>[+*~†]|(?<![\w])[eE](?=\s?[=:]))[\"”'’)]?[^.|\n]{0,20}?(?:\s(?:marks?|means?|denotes?|indicates?|stands? for)|\s?[=:：])"
    r"[^.|\n]{0,30}(?:\bestimat|估)",
    re.IGNORECASE,
)
_NOTE_REACH = 240
_ESTIMATED = Caseless(r"\best\b|\bestimate", r"预估|估计|估算")


@dataclass(frozen=True)
class Marks:
    """The mark that a note explains as an estimate, and the columns whose cells all stand in brackets."""

    mark: str | None
    bracketed: frozenset[int]

    def marks(self, cell: str) -> bool:
        """Whether the cell is an estimate; a plus before a number is its sign."""
        if _ESTIMATED.search(cell):
            return True
        return self.mark is not None and (cell.endswith(self.mark) or (self.mark != "+" and cell.startswith(self.mark)))


class Notes:
    """Reads what stands around the tables of one text."""

    def __init__(self, scene: Scene, headings: Headings) -> None:
        self.scene = scene
        self.headings = headings
        self._ends = [s.span.end for s in scene.sentences]

    def about(self, grid: Grid) -> Heading:
        """What captions, corner and the notes around the table say of all its cells."""
        heading = self._after(grid)
        for span in dict.fromkeys((grid.corner, *grid.captions)):
            if span is not None:
                heading = heading.over(self._caption(span))
        below = None if grid.captions or heading.metric else _BELOW.match(self.scene.text, grid.span.end)
        if below is not None and not below[1].endswith(_SENTENCE_ENDS):
            heading = heading.over(self._caption(Span(below.start(1), below.end(1))))
        lead = self._lead(grid)
        metric = heading.metric or lead.metric
        if metric is None and (heading.currency or self.scene.document.lang == "zh"):
            metric = self.headings.spoken(grid.span.start)
        shift = heading.shift or lead.shift
        modality = heading.modality or lead.modality
        heading = replace(heading, metric=metric, period=heading.period or lead.period, shift=shift, modality=modality)
        heading = replace(heading, week=self.headings.week_before(grid.span.start))
        if heading.period is None:
            heading = replace(heading, spoken=self.headings.month_before(grid.span.start))
        if lead.scale and (
            lead.currency or self._tells_units(grid)
        ):  # "In billion yuan.", "in units of 10,000 vehicles"
            heading = heading.over(Heading(scale=lead.scale, currency=lead.currency))
        return heading

    def _caption(self, span: Span) -> Heading:
        if tells_amount(span.of(self.scene.text)):
            return Heading()
        read = self.headings.caption(span)
        owner = read.subject or self.headings.owner(span.of(self.scene.text))
        unit = None if read.unit in ("percent", "percentage_point") else read.unit
        return replace(read, kind=None, against=None, subject=owner, unit=unit)

    def _after(self, grid: Grid) -> Heading:
        """Scale, currency and unit by the note below: "(All in millions of vehicles.)", "Unit: GWh"."""
        text, end = self.scene.text, grid.span.end
        note = _NOTE.match(text[end : end + 120]) or _UNIT_NOTE.match(text[end : end + 160])
        if note is None:
            return Heading()
        scale, currency = measure(note[1])
        return Heading(scale=scale, currency=currency, unit=self.headings.unit_named(note[1]))

    def _lead(self, grid: Grid) -> Heading:
        """What the sentence before a table says, where it has no figures of its own and so introduces it."""
        place = bisect_right(self._ends, grid.span.start)
        before = self.scene.sentences[place - 1] if place else None
        if before is None or before.figures:
            return Heading()
        heading = self.headings.caption(before.span)
        named = self._outside_brackets(place - 1) if heading.metric else None
        return replace(heading, metric=named) if named else heading

    def _outside_brackets(self, place: int) -> str | None:
        """What the paragraph before a table measures, where its last sentence only says in brackets how that is counted."""
        last = self.scene.sentences[place]
        brackets = [
            Span(m.start(), m.end()) for m in _BRACKETS.finditer(self.scene.text, last.span.start, last.span.end)
        ]
        if any(not any(b.contains(m.span) for b in brackets) for m in last.of_sort(Sort.METRIC)):
            return None
        earlier = (s for s in self.scene.sentences[max(0, place - _PARAGRAPH) : place][::-1] if s.block == last.block)
        return next((s.of_sort(Sort.METRIC)[0].key for s in earlier if s.of_sort(Sort.METRIC)), None)

    def _tells_units(self, grid: Grid) -> bool:
        """Whether the sentence before a table says what all its figures are counted in."""
        start = self.scene.text.rfind("\n", 0, grid.span.start - 1) + 1
        place = bisect_right(self._ends, grid.span.start)
        start = min(start, self.scene.sentences[place - 1].span.start) if place else start
        return _IN_UNITS.search(self.scene.text, start, grid.span.start) is not None

    def marks(self, grid: Grid, cells: Sequence[Sequence[str]]) -> Marks:
        """The marks of estimates; ``cells`` are the filled cells of each column."""
        note = _NOTED.search(self.scene.text, grid.span.end, grid.span.end + _NOTE_REACH)
        plain = {i for i, held in enumerate(cells) if len(held) > 1 and all(c[0] == "(" and c[-1] == ")" for c in held)}
        return Marks(note["mark"] if note else None, frozenset(plain))

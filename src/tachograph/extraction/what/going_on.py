"""What a figure goes on with: the measure of what was counted shortly before, where its own sentence names none."""

from __future__ import annotations

import re
from itertools import takewhile

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import asides
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.what.onward_zh import goes_through, is_abroad, is_part_of_told
from tachograph.extraction.what.paying import IT_WAS, Paying

OF_THEM = re.compile(r"\s(?:more\s)?of (?:them|those|these)\b", re.IGNORECASE)
_OF_THAT = re.compile(
    r"\s(?:of|to|towards?) (?:that|this)\b(?! (?:year|month|quarter|week|period|day|time|date|market|size|kind|sort|number|total|amount|sum|company|group|brand|model)\b)",
    re.IGNORECASE,
)
_OPENS_IT = re.compile(r"[\"“'‘(\s]*(?:It|They)\s(?:[a-z'’-]+\s){1,4}", re.ASCII)
_OPENS_OF = re.compile(r"[\"“'‘(\s]*Of (?:these|those|them|this|that|the total)\b")
_TOPIC_REACH = 12  # sentences
# what goes on about the figure of the sentence before
_POINTS = re.compile(
    r"[\"“‘'(\s]*(?:(?:But |And |Yet )?(?:That|This|It)|The (?:number|figure|total|result|volume|tally|sum|amount|level|count|reading))\s(?:now\s|still\s)?"
    r"(?:is|was|['’]s|represent(?:s|ed)|mark(?:s|ed)|means?|meant|equals?|compare(?:s|d)|amount(?:s|ed)|translates?|corresponds?|exceed(?:s|ed)|top(?:s|ped)"
    r"|beats?|fell|rose|grew|edged|jumped|slipped|came)\b"
)
_BASE = re.compile(
    r"\b(?:than|double|triple|quadruple|twice|half|times|below|above|from|over|against|versus|on)\s(?:the\s)?$"
)
# where capacity is: without such a word a text on a plant counts what is sold
_WORKS = Caseless(
    r"\b(?:plants?|factor(?:y|ies)|lines?|works|sites?|capacit(?:y|ies)|phases?|stages?|complex|bases?|facilit(?:y|ies)|assembl\w+|annual(?:ly)?|a year|per year|designed)\b",
)
_NAMES = re.compile(r"\s(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*[a-z]s\b")  # "90 Yangwangs": sold things by their name
_THAN_MANY = re.compile(
    r"\s(?:more|fewer) than (?:the |its )?\d{1,3},\d{3}\b"
)  # "just 19 more than the 21,333 of Zeekr"
# "37 vehicles, after 52 a week earlier"
_SET_AGAINST = re.compile(
    r"(?:\s(?:in|of|to|on)\s[A-Za-z’' -]{2,24})?,?\s(?:after|against|versus|compared with|up from|down from)\s(?:just\s|only\s|some\s|about\s)?"
)
# 一、销量（单位：辆）; 【批发】; 2. 产量; 出口情况: a line of its own above what it is about
_HEADING_ZH = re.compile(
    r"[#＃*\s]*(?:(?P<marked>[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|[【■●◆▌▍])\s*)?[^，。；！？\n]{1,24}[】:：]?\s*"
)
_BARE_HEADING = 12  # characters


class GoingOn(Paying):
    """Remembers what the sentences of a text counted, for those that go on with it."""

    def __init__(self, scene: Scene, pack: Pack, titled: tuple[Mention, ...] = ()) -> None:
        super().__init__(scene, pack, titled)
        self._before: tuple[str, int, int] | None = None  # what the last sentence counted by a basis, and where that is
        self._told: tuple[str, int, int] | None = None  # all that the last sentence counted, by whatever basis
        self._held: tuple[str, str, int] | None = None  # what was counted last, its metric, and in which sentence
        self._factor: tuple[str, int] | None = None  # the coefficient told last, and in which paragraph
        self._pointed: Draft | None = None  # the level that the sentence goes on about
        self._headed: str | None = None  # the measure that the last heading names
        self._counted_last: dict[str, tuple[str, int, int]] = {}  # per unit: the metric of its last level, and where

    def _points_to_told(self, sentence: Sentence) -> Draft | None:
        """The level of the sentence before that an English one speaks on of: "That is 76.7% more …", "The figure is up 3%"."""
        told = self._latest
        if told is None or told.sentence.index != sentence.index - 1 or told.sentence.block != sentence.block:
            return None
        return told if _POINTS.match(self.scene.text, sentence.span.start, sentence.span.end) else None

    def told_of(self, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> Draft | None:
        """The level that the sentence points back to, where nothing before ``draft`` measures anything else."""
        told = self._pointed
        if told is None or any(m.span.start < draft.span.start for m in self.spoken.said(sentence)):
            return None
        before = (d for d in drafts if d.kind is Kind.LEVEL and d.span.end <= draft.span.start)
        return None if any(d.metric != told.metric for d in before) else told

    def _set_base(self, sentence: Sentence, draft: Draft) -> bool:
        """Make a bare number an amount, if one of the sentence before is measured by it; whether it is."""
        told = self.told_of(sentence, draft, []) if draft.unit is None else None
        if told is None or told.figure.form is not Form.MONEY:
            return False
        if _BASE.search(self.scene.text, sentence.span.start, draft.figure.full.start) is None:
            return False
        draft.unit, draft.metric = told.unit, told.metric  # "more than triple the 271.7 million of the first quarter"
        return True

    def _based(self, sentence: Sentence, drafts: list[Draft]) -> tuple[str, int, int] | None:
        """The measure with a basis that all levels of a sentence are of, and the sentence's place."""
        found = {d.metric for d in drafts if d.kind is Kind.LEVEL and d.unit == self.pack.main_unit and d.metric}
        if not found and self.scene.document.lang == "en" and self._before and self._before[2] == sentence.block:
            return self._before[0], sentence.index, sentence.block  # "Its share of the market is a mere 1.2%."
        metric = self.pack.metrics.get(found.pop()) if len(found) == 1 else None
        self._told = (metric.id, sentence.index, sentence.block) if metric is not None else None
        lasting = metric is not None and metric.basis not in (None, "export")  # exports are told in passing …
        lasting = lasting or (metric is not None and goes_through(self.scene.text, sentence, self.pack, metric))
        return (metric.id, sentence.index, sentence.block) if metric is not None and lasting else None

    def _hold_named(self, sentence: Sentence) -> None:
        """Remember what a sentence without figures tells of, if that is counted: "Showrooms are multiplying quickly."."""
        said = {m.key for m in self.spoken.said(sentence)}
        metric = self.pack.metrics[said.pop()] if len(said) == 1 else None
        if self._is_heading(sentence, named=metric is not None):
            flow = metric is not None and metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit
            self._headed = metric.id if metric is not None and flow else None
        unit = self.pack.units.get(metric.unit) if metric is not None and metric.nature is Nature.STOCK else None
        if metric is not None and unit is not None and unit.dimension == "count" and unit.id != self.pack.main_unit:
            self._held = unit.id, metric.id, sentence.index

    def _is_heading(self, sentence: Sentence, *, named: bool) -> bool:
        """Whether a Chinese line is a heading: marked or numbered, or a few words with a measure among them."""
        line = sentence.span.of(self.scene.text).strip()
        if self.scene.document.lang != "zh" or not sentence.index or not self.scene.opens_line(sentence):
            return False
        end = sentence.span.end
        alone = self.scene.text[end : end + 1] in ("", "\n") or self.scene.text[end - 1 : end] == "\n"
        heads = _HEADING_ZH.fullmatch(line) if alone else None
        return heads is not None and (heads["marked"] is not None or (named and len(line) <= _BARE_HEADING))

    def _coefficient(self, sentence: Sentence, draft: Draft) -> str | None:
        """The coefficient that a bare decimal of a Chinese paragraph is: 库存系数为1.95，…；1月还只是1.65."""
        bare = draft.unit is None and draft.figure.form is Form.NUMBER and draft.figure.scale == 1
        if self.scene.document.lang != "zh" or not bare or "." not in draft.span.of(self.scene.text):
            return None
        told = [m for m in sentence.of_sort(Sort.METRIC) if m.span.end <= draft.span.start]
        if told:
            metric = self.pack.metrics[told[-1].key]
            held = metric.unit == "times" and metric.nature is Nature.RATIO
            self._factor = (metric.id, sentence.block) if held else None
        return self._factor[0] if self._factor is not None and self._factor[1] == sentence.block else None

    def _main_of(self, sentence: Sentence) -> str | None:
        """What a figure in the pack's unit counts that no word names, as far as its paragraph or the text says.

        A text that speaks of capacity most still counts what is sold, unless the sentence is of a place of work or its
        paragraph names capacity.
        """
        if self._headed is not None:
            return self._headed
        key = self.spoken.main()
        if key is None or not self.spoken.is_held_of_main(key):
            return key
        told, _, block = self._counted_last.get(self.pack.main_unit or "", ("", -1, -1))
        if told and block == sentence.block:
            return told
        works = _WORKS.search(self.scene.text, sentence.span.start, sentence.span.end)
        return key if works or self._is_named(key, sentence) else self.spoken.flow or key

    def _is_named(self, key: str, sentence: Sentence) -> bool:
        """Whether a Chinese paragraph names a metric, as far as to the end of a sentence."""
        if self.scene.document.lang != "zh":
            return False
        told = takewhile(lambda s: s.block == sentence.block, reversed(self.scene.sentences[: sentence.index + 1]))
        return any(m.key == key for s in told for m in self.spoken.said(s))

    def _goes_on(self, sentence: Sentence, draft: Draft) -> str | None:
        """What the sentence before counted by its own basis, where this one names no measure: "批发…。比亚迪以393060辆居首"."""
        part = is_part_of_told(self.scene.text, sentence, draft)
        told = self._told if part or self.scene.goes_on(sentence) else self._before
        if told is None or told[1] != sentence.index - 1 or told[2] != sentence.block:
            return None
        said = [m for m in self.spoken.said(sentence) if self._counts_alike(m)]
        said = [m for m in said if not self._is_aside(sentence, draft, m)]
        if any(not part or m.span.end <= draft.span.start for m in said):
            return None
        return told[0]

    def _is_aside(self, sentence: Sentence, draft: Draft, mention: Mention) -> bool:
        """Whether a word stands in an insertion that the figure is no part of."""
        inserted = asides(self.scene.text, sentence.span)
        return any(a.contains(mention.span) and not a.contains(draft.span) for a in inserted)

    def _own_word(self, sentence: Sentence, draft: Draft) -> tuple[Mention | None, float]:
        """The nearest word for what a figure measures; not that of an insertion, where the sentence goes on with the one before."""
        mention, cost = self._nearest(sentence, draft, draft.unit)
        if mention is not None and self._is_aside(sentence, draft, mention) and self._goes_on(sentence, draft):
            return None, cost  # "SAIC, for which MG does nearly all the selling, managed 201,400"
        return mention, cost

    def _unsaid(self, sentence: Sentence, draft: Draft) -> str | None:
        """What is counted where no word says it: what the sentence before counted, or else the text."""
        return self._goes_on(sentence, draft) or self._exported_on(sentence) or self._main_of(sentence)

    def _counts_alike(self, mention: Mention) -> bool:
        """Whether a word names a measure of what is sold, made or the like; a rate beside it is no such: 渗透率升至34.9%."""
        return mention.quote.isascii() or self.pack.metrics[mention.key].nature is not Nature.RATIO

    def _exported_on(self, sentence: Sentence) -> str | None:
        """Exports, where the sentence before counted them and this one names countries or kinds of cars, and no seller."""
        told = self._told
        if told is None or told[1] != sentence.index - 1 or told[2] != sentence.block or self.spoken.said(sentence):
            return None
        metric = self.pack.metrics[told[0]]
        if metric.basis != "export" or self._names_seller(sentence):
            return None
        before = self.scene.sentences[max(0, sentence.index - _TOPIC_REACH) : sentence.index]
        named = next((s for s in reversed(before) if s.of_sort(Sort.ENTITY)), None)
        parted = sentence.of_sort(Sort.SEGMENT) and not (named is not None and self._names_seller(named))
        return metric.id if sentence.of_sort(Sort.REGION) or parted else None

    def _sellers_on(self, draft: Draft) -> str | None:
        """What the sentence before counted by its basis, where this one gives it for sellers: "MG alone had 45,000"."""
        sentence = draft.sentence
        told = self._goes_on(sentence, draft)
        if (
            told is None
            or not self._names_seller(sentence)
            or any(m.key == "overseas" for m in sentence.of_sort(Sort.REGION))
        ):
            return None
        return None if cues.TARGET.search(self.scene.text, sentence.span.start, sentence.span.end) else told

    def _abroad(self, draft: Draft) -> str | None:
        """What is counted right behind a Chinese word for abroad: 去年出海近290万辆, 海外目标130万辆."""
        counted = draft.unit == self.pack.main_unit and self.spoken.usual.get(draft.unit or "") != "exports"
        if not counted or "overseas_sales" not in self.pack.metrics:
            return None
        return "overseas_sales" if is_abroad(self.scene.text, draft) else None

    def _names_seller(self, sentence: Sentence) -> bool:
        return any(sells(self.pack.entities[m.key]) for m in sentence.of_sort(Sort.ENTITY))

    def _is_answer(self, sentence: Sentence) -> bool:
        """Whether a line goes on from a question: "How many outlets are there?", then "One hundred and twelve."."""
        before = self.scene.text[: sentence.span.start].rstrip() if sentence.index else ""
        return before.endswith("?")

    def _asked_for(self, sentence: Sentence) -> str | None:
        """What the question or remark before a quoted answer speaks of, where the answer names nothing that is measured."""
        first = self.scene.opening(sentence)
        if not first.index or not self.scene.is_quoted(sentence):
            return None
        asked = self.scene.sentences[first.index - 1]
        said = {m.key for m in self.spoken.said(asked) if self.pack.metrics[m.key].unit == self.pack.main_unit}
        answered = any(self.spoken.said(s) for s in self.scene.sentences[first.index : sentence.index + 1])
        return said.pop() if len(said) == 1 and not asked.figures and not answered else None

    def _of_it(self, draft: Draft) -> str | None:
        """What the sentence before counted, where a pronoun goes on with it: "… exported 995,000. In 2024 it was"."""
        sentence, told = draft.sentence, self._told
        if told is None or told[1] != sentence.index - 1 or told[2] != sentence.block or self.spoken.said(sentence):
            return None
        text, start, end = self.scene.text, sentence.span.start, draft.figure.full.start
        return told[0] if IT_WAS.search(text, start, end) or _OPENS_IT.fullmatch(text, start, end) else None

    def _pointed_at(self, sentence: Sentence, draft: Draft) -> str | None:
        """What was counted last, where words point back to it: "NEVs were 697,000 of them", "17.6 GWh of that"."""
        text = self.scene.text
        points = _OF_THAT.match(text, draft.span.end) or OF_THEM.match(text, draft.span.end)
        if not points and _OPENS_OF.match(text, sentence.span.start, draft.figure.full.start) is None:
            return None
        metric, index, block = self._counted_last.get(draft.unit or self.spoken.thing() or "", ("", -9, -1))
        return metric if sentence.index - index <= 1 and block == sentence.block else None

    def _counts_few(self, draft: Draft) -> bool:
        """Whether a small bare number is one of things sold: "90 Yangwangs", "37 vehicles, after 52 a week earlier"."""
        text, end = self.scene.text, draft.span.end
        if _NAMES.match(text, end) or _THAN_MANY.match(text, end):
            return True
        before = draft.sentence.figure_before(draft.figure.full.start)
        counted = before is not None and before.unit == self.pack.main_unit
        return (
            counted
            and before is not None
            and _SET_AGAINST.fullmatch(text, before.full.end, draft.figure.full.start) is not None
        )

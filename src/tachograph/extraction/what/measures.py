"""Which of the words that say what is measured goes with a figure."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import asides, distance
from tachograph.extraction.vocabulary import Mention
from tachograph.extraction.what.onward_zh import is_whole
from tachograph.extraction.what.spoken import PLACES, Spoken, specific

_AFTER = 1.0  # a metric word behind the figure costs more than one before it
_SPECIFIC = 1.5  # "retail sales": the word that names a basis outweighs the general one beside it
BESIDE = 1.2
MISSING = "target_gap"  # what is missing to an aim is told in passing
_SOLD = 2.0
_NEXT = 3.0
_ASIDE = 2.5
_WHOLE = 1.5  # "R&D was 4.9% of revenue": the whole stands behind
REACHES = re.compile(r"[^,;.)]{0,30}\b(?:to|at|of|on)\s", re.IGNORECASE)
_PART = Caseless(r"\b(?:of which|of them|of those|with|including|incl\.?)\b", r"其中")

# what stands between a figure and its noun: "17% extra duty", "a 5 percent price cut"
_NOUN_OF = re.compile(
    r"[-\s](?:(?!of\b|in\b|to\b|for\b|on\b|by\b|from\b|and\b|or\b|than\b|as\b|with\b|at\b|more\b|less\b|fewer\b)[a-z][a-z-]*\s){0,3}"
)
_OF_WHOLE = re.compile(r"\s(?:per\s?cent\s)?of\s(?:(?:its|the|their|all|total|overall|group)\s)*")
_TOLD = 0.01  # decides between the metrics of one word
_RECEIVED = "order"  # counted in whatever is ordered, so orders and backlogs are of ships, tonnes or cars
_OR_PERCENT = ("discount",)  # so much off, or so much in the hundred


class Measures:
    """The metrics that a document names, and which of them a figure can be of."""

    def __init__(self, scene: Scene, pack: Pack, titled: tuple[Mention, ...] = ()) -> None:
        self.pack = pack
        self.scene = scene
        self.spoken = Spoken(scene, pack, titled)
        self._in_money: set[str] = set()  # the metrics of amounts of money told so far

    def _is_time(self, unit: str) -> bool:
        return unit in self.pack.units and self.pack.units[unit].dimension == "time"

    def _is_energy(self, unit: str) -> bool:
        return unit in self.pack.units and self.pack.units[unit].dimension == "energy"

    def _is_mass(self, unit: str) -> bool:
        return unit in self.pack.units and self.pack.units[unit].dimension == "mass"

    def _measured_in(self, unit: str) -> bool:
        """Whether the text measures anything in the unit."""
        return any(f.unit == unit for s in self.scene.sentences for f in s.figures)

    def _nearest(self, sentence: Sentence, draft: Draft, unit: str | None) -> tuple[Mention | None, float]:
        best, price = None, 60.0
        prices: dict[str, float] = {}
        inserted = [a for a in asides(self.scene.text, sentence.span) if not a.contains(draft.span)]
        for mention in self.spoken.said(sentence):
            metric = self.pack.metrics[mention.key]
            if not self._compatible(draft, metric, unit) or self._is_anothers_gap(sentence, draft, mention):
                continue
            if draft.unit is None and self._counts_another(sentence, draft, mention):
                continue  # "aims at 1 million and now runs 900 stores"
            cost = distance(self.scene.text, mention.span, draft.span)
            if draft.kind is Kind.LEVEL and sentence.figure_after(mention.span.end) is not draft.figure:
                cost += 60.0 if is_whole(self.scene.text, mention, draft) else 0.0
            if mention.span.overlaps(draft.figure.full):
                cost = 0.0
            elif mention.span.start > draft.span.start:
                if self._of_another(sentence, draft, mention) or self._heads_another(sentence, draft, mention):
                    continue
                if draft.kind in (Kind.LEVEL, Kind.SHARE) and re.search(
                    "[;；]", self.scene.text[draft.span.end : mention.span.start]
                ):
                    continue
                if cost > 0 and self._of_next(sentence, mention):
                    cost += _NEXT if REACHES.match(self.scene.text[draft.span.end : mention.span.start]) else 60.0
                cost = cost * 1.4 + (_AFTER if cost > 0 else 0.3)
            if draft.kind is Kind.SHARE and mention.span.start > draft.span.start:
                cost += _WHOLE
            cost += _ASIDE if any(a.contains(mention.span) for a in inserted) else 0.0
            cost -= (
                _SPECIFIC
                if specific(metric) and (metric.unit == self.pack.main_unit or draft.unit != "percent")
                else 0.0
            )
            if self._is_money(draft) and metric.unit == self.pack.main_unit:
                cost += _SOLD if cost < BESIDE else 60.0  # "sales of 39 billion dollars": only right beside
            prices[mention.key] = min(cost, prices.get(mention.key, cost))
            if draft.kind is Kind.CHANGE and metric.id in self._in_money:
                cost -= _TOLD  # "vehicle sales declined by 27.9%", where they were told in yuan
            if cost < price:
                best, price = mention, cost
        draft.chose("metric", prices)
        return best, price

    def _is_anothers_gap(self, sentence: Sentence, draft: Draft, mention: Mention) -> bool:
        """Whether a Chinese word says what is missing to another figure: 还差335万辆 is said of the figure behind it alone."""
        if mention.key != MISSING or mention.quote.isascii():
            return False
        return sentence.figure_after(mention.span.end) is not draft.figure

    def _of_another(self, sentence: Sentence, draft: Draft, mention: Mention) -> bool:
        """Whether the word says what a later figure is: "87,600 of which were exported", "17,397, or 10% of deliveries"."""
        if draft.kind is not Kind.LEVEL:
            return False
        following = sentence.figure_after(draft.span.end)
        if following is None or following.span.end > mention.span.start:
            return False
        whole = _OF_WHOLE.fullmatch(self.scene.text, following.span.end, mention.span.start)
        return whole is not None or bool(_PART.search(self.scene.text, draft.span.end, mention.span.start))

    def _heads_another(self, sentence: Sentence, draft: Draft, mention: Mention) -> bool:
        """Whether the word is the noun of a later figure: "a gain of 227.8% in spite of the 17% extra duty"."""
        following = sentence.figure_before(mention.span.start)
        if following is None or following.span.start < draft.span.end:
            return False
        before = sentence.figure_before(draft.figure.full.start)
        if draft.kind is Kind.CHANGE and before is not None and mention.quote.isascii():
            return True  # it says how what was counted before changed
        return _NOUN_OF.fullmatch(self.scene.text, following.full.end, mention.span.start) is not None

    def _counts_another(self, sentence: Sentence, draft: Draft, mention: Mention) -> bool:
        """Whether the word is the noun of a stock that a later figure of the sentence counts."""
        if self.pack.metrics[mention.key].nature is not Nature.STOCK:
            return False
        behind = (f for f in sentence.figures if f.span.start >= draft.span.end and f.dimension == "count")
        return draft.kind is Kind.LEVEL and any(f.full.contains(mention.span) for f in behind)

    def _is_money(self, draft: Draft) -> bool:
        unit = self.pack.units.get(draft.unit or "")
        return draft.figure.form is Form.MONEY or (unit is not None and unit.dimension == "money")

    def _of_next(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether the word opens what is said of the next figure: "… to 1.69 million and exports were 420,100"."""
        figure = sentence.figure_after(mention.span.end)
        between = "," if figure is None else self.scene.text[mention.span.end : figure.span.start]
        return not re.search("[,;.(，；。（]", between)

    def _compatible(self, draft: Draft, metric: Metric, unit: str | None) -> bool:
        form = draft.figure.form
        if draft.kind is Kind.RANK and metric.unit == "rank":
            return False
        if self._is_money(draft):
            money = metric.unit in self.pack.units and self.pack.units[metric.unit].dimension == "money"
            sold = metric.nature is Nature.FLOW and not metric.basis and metric.unit == self.pack.main_unit
            return money or sold or metric.unit == _RECEIVED
        if form is Form.POINTS:
            return metric.nature is Nature.RATIO or metric.id in _OR_PERCENT
        if draft.kind is Kind.LEVEL and form is Form.PERCENT:
            return metric.nature is Nature.RATIO or metric.id in _OR_PERCENT
        if draft.kind is Kind.SHARE:
            return True
        if draft.kind in (Kind.CHANGE, Kind.RATIO, Kind.RANK):
            counted = self.pack.units[metric.unit].dimension == "count" if metric.unit in self.pack.units else False
            if counted and metric.unit not in (
                self.pack.main_unit,
                self.spoken.unit,
                *(f.unit for f in draft.sentence.figures),
            ):
                return False  # "handed over to users, up 32%" is not of users
            return metric.nature is not Nature.RATIO or metric.id not in ("market_share", "penetration")
        main = metric.unit in (self.pack.main_unit, self.spoken.unit)
        if unit is not None:
            if self._is_time(unit) and self._is_time(metric.unit):
                return True
            if self._is_energy(unit) and metric.nature is Nature.STOCK and metric.unit == self.pack.main_unit:
                said = {self.pack.metrics[m.key].unit for m in self.spoken.said(draft.sentence)}
                return unit not in said  # a capacity of 100 GWh; but "with a capacity of 933 GWh were installed"
            if self._is_mass(unit) and metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit:
                return True  # steel is produced, sold and exported in tonnes
            if self._is_energy(unit) and metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit:
                return True  # batteries too are produced, sold and exported, in GWh
            if (
                unit == self.spoken.unit != self.pack.main_unit
                and self._is_energy(metric.unit)
                and metric.nature is Nature.FLOW
            ):
                return self._is_thing(unit)  # robots are installed too, as batteries are
            if metric.id == "recalls" and metric.unit == "product" and unit == self.pack.main_unit:
                return True  # what is sold is called back
            return metric.unit == unit or (main and unit == self.spoken.unit) or self._ordered(draft, metric, unit)
        return main or (self.pack.units[metric.unit].dimension == "count" and metric.unit in self._counted(draft))

    def _ordered(self, draft: Draft, metric: Metric, unit: str) -> bool:
        """Whether things are counted by what is done to them: "大定破20万台", "orders for 20,000 cars"."""
        done = self.pack.units.get(metric.unit)
        received = self.pack.metrics.get((done.metric if done else None) or "")
        if received is None or received.nature is not Nature.FLOW or unit == metric.unit:
            return False
        if unit != self.spoken.unit and not (metric.unit == _RECEIVED and self._is_thing(unit)):
            return False
        beside = (m.span for m in self.spoken.said(draft.sentence) if m.key == metric.id)
        reach = BESIDE / 2 if unit == self.pack.main_unit else BESIDE * 2
        return any(distance(self.scene.text, span, draft.span) < reach for span in beside)

    def _is_thing(self, unit: str) -> bool:
        """Whether it is what is sold, made or ordered: the unit that the text counts, or another that has no metric."""
        if unit == self.spoken.unit:
            return True
        counted = self.pack.units.get(unit)
        return counted is not None and counted.dimension == "count" and counted.metric is None and unit not in PLACES

    def _counted(self, draft: Draft) -> set[str]:
        """The units counted in the figure's sentence: a bare number beside "swap stations" may count those."""
        return {f.unit for f in draft.sentence.figures if f.unit} | {
            self.pack.metrics[m.key].unit
            for m in self.spoken.said(draft.sentence)
            if distance(self.scene.text, m.span, draft.span) < BESIDE
        }

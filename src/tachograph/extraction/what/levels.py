"""What levels, counts and durations measure, and in which unit a bare number counts."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import lru_cache

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack, Unit
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance
from tachograph.extraction.vocabulary import Mention, unit_words
from tachograph.extraction.what import own_words
from tachograph.extraction.what.gaps_zh import is_gap
from tachograph.extraction.what.going_on import OF_THEM, GoingOn
from tachograph.extraction.what.measures import BESIDE, MISSING
from tachograph.extraction.what.onward_zh import counts_told, margin_named, margin_of
from tachograph.extraction.what.spoken import PLACES, is_generic

_CARRIED = 5.0
_OPENED = Caseless(
    r"\b(?:new|open(?:s|ed|ing)?|add(?:s|ed|ing|ition\w*)?|openings?|more(?! than)|further|additional|extra|another"
    r"|buil(?:ds?|t|ding))\b",
    r"新增|新[开開]|新建|[再增加][开開]|增[设設]",
)
_SMALL = Decimal(100)
_OF_ONE = ("price", "share_price", "discount", "subsidy", "target_price", "profit_per_vehicle", "revenue_per_vehicle")
_PRICE = Decimal(5_000_000)  # the dearest things that people buy; a company's accounts are in larger sums
_SITES = ("site", "location", "facility")  # said of whatever places the text counts
_LEAD = Caseless(
    r"\b(?:first place|first position|top spot|the top|the lead|number one|no\.? ?1|the crown|pole position|the throne|atop|on top|first among|wins?|as the (?:[\w-]+ )?(?:largest|biggest|best-?sell\w+|leader|strongest))\b",
    r"第一|榜首|头把交椅|頭把交椅|宝座|冠军|冠軍|首位|居首|登顶|登頂|领跑|領跑|头名|頭名",
)
_OF_STOCK = re.compile(
    r"(?:['’]s?)?\s(?:(?:of|worth of)\s)?(?:sales|supply|stocks?|inventory|demand)\b|['’]?\sworth\b(?! of (?!sales|supply|stock|demand))"
)
_NUMBER_OF = re.compile(r"\bnumber of (?:its |their |the )?(?:[a-z-]+ )?(?P<noun>[a-z]{3,20}s)\b[^.;]*$")
_ON_CARS = Caseless(
    r"\b(?:on|for|from|of) (?:its |the )?(?:vehicles?|cars?|car sales|vehicle sales|selling cars)\b[^.;\d]*$"
)
_AT_HOME = Caseless(r"\b(?:at home|domestic\w*|in china|in total|in all|overall|worldwide|globally|home market)\b")
_OF_WHICH = Caseless(
    r"\bof (?:which|them|these|those),?\s(?:(?:about|some|around|over|nearly|almost|only)\s)?$", needs="of "
)
_AT_TOP = 75  # characters around a streak in which it is said to be one at the top
_WITHIN = Caseless(r"\bwithin\s$", r"方圆|半径")
_ROLLED = Caseless(r"\b(?:deliver\w*|hand\w* over|sold)\b", r"交付")


@lru_cache(maxsize=4)
def _families(pack: Pack) -> dict[str, list[str]]:
    """The metrics whose ids have several words, by the first of them."""
    families = defaultdict[str, list[str]](list)
    for key in pack.metrics:
        if "_" in key:
            families[key.partition("_")[0]].append(key)
    return families


class Levels(GoingOn):
    """Links levels, counts and durations to the metrics of a pack, sentence by sentence."""

    def __init__(self, scene: Scene, pack: Pack, titled: tuple[Mention, ...] = ()) -> None:
        super().__init__(scene, pack, titled)
        self._by_verb: dict[int, str] = {}  # what a word of the sentence said of a figure by its place: sold abroad
        self._margin_before: str | None = None  # the same of the sentence before
        self._share: str | None = None
        self._traded = -1, -1  # the last sentence that told share prices, and its paragraph
        self._share_told: tuple[str, int] = ("", -1)  # what the last share was of, and in which paragraph
        self.margin: str | None = None  # what the last sentence gave in percent of it

    def set_levels(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Metric and unit of the levels, counts and durations of a sentence."""
        self._last, self._by_verb = {}, {}
        margin, self.margin = self.margin, None
        self._pointed = self._points_to_told(sentence)
        self._margin_before = margin
        for draft in drafts:
            if margin and draft.metric is None and draft.kind is Kind.LEVEL and draft.figure.form is Form.PERCENT:
                said = any(self.pack.metrics[m.key].nature is Nature.RATIO for m in self.spoken.said(sentence))
                going = None if said else self._own_margin(sentence, draft, margin)
                draft.metric = going and margin_of(self.scene.text, sentence, draft, going, self.pack)
            if is_generic(draft.figure) and draft.unit == self.pack.main_unit:
                draft.unit = self.spoken.thing()
            self._pay(sentence, draft)
            if draft.unit in _SITES and draft.unit not in self.pack.units:
                draft.unit = self.spoken.stock or draft.unit
            if draft.metric is None and (factor := self._coefficient(sentence, draft)) is not None:
                draft.metric, draft.unit = factor, self.pack.metrics[factor].unit
            if (
                draft.metric is None
                and draft.kind in (Kind.LEVEL, Kind.COUNT, Kind.DURATION)
                and not self._set_base(sentence, draft)
                and not self._set_gap(sentence, draft)
            ):
                self._set_level(sentence, draft)
                draft.metric = "price" if self._is_price(draft) else draft.metric
            if draft.metric == "gross_margin" and draft.kind is Kind.LEVEL:
                draft.metric = self._own_margin(sentence, draft, draft.metric)
            ratio = self.pack.metrics.get(draft.metric or "")
            if (
                draft.kind is Kind.LEVEL
                and draft.figure.form is Form.PERCENT
                and ratio
                and ratio.nature is Nature.RATIO
            ):
                self.margin = draft.metric
            if draft.metric is not None and draft.kind is Kind.LEVEL and self._is_money(draft):
                self._in_money.add(draft.metric)
            if draft.figure.form is Form.MONEY and self._converted(draft) is not None:
                pass  # "30 billion yuan ($4.2 billion)": the same amount again
            elif draft.kind is Kind.LEVEL and draft.figure.form is not Form.PERCENT:
                self._amount = draft if draft.figure.form is Form.MONEY else self._amount
                self._latest = draft
            if draft.metric is None and counts_told(self.scene.text, draft):
                draft.metric = self._last.get("*") or (self._told[0] if self._told is not None else None)
            if draft.metric is not None and draft.kind is Kind.LEVEL and draft.metric != MISSING:
                self._last[draft.unit or ""] = self._last["*"] = draft.metric
                self._hold(sentence, draft)
                self._counted_last[draft.unit or ""] = draft.metric, sentence.index, sentence.block
        self._before = self._based(sentence, drafts)
        if not drafts:
            self._hold_named(sentence)
            self.margin = margin_named(self.scene.text, sentence, self.spoken.said(sentence), self.pack)

    def _hold(self, sentence: Sentence, draft: Draft) -> None:
        """Remember what is counted: a bare number of the next sentence may go on with it."""
        unit = self.pack.units.get(draft.unit or "")
        if unit is None or draft.metric is None or unit.dimension != "count" or unit.id in PLACES:
            return
        main = unit.id in (self.pack.main_unit, self.spoken.thing())
        if draft.metric == "orders" and self._last.get(self.spoken.thing() or ""):
            return  # told in passing: what is sold was counted before
        self._held = None if main else (unit.id, draft.metric, sentence.index)

    def _set_level(self, sentence: Sentence, draft: Draft) -> None:
        if (amount := self._converted(draft)) is not None:
            draft.host, draft.metric = amount, amount.metric
            return
        mention, cost = self._own_word(sentence, draft)
        unit = self.pack.units.get(draft.unit or "")
        carried = self._last.get(draft.unit or self.spoken.unit or "")
        pointed = self._points_back(sentence, draft)
        alone = mention is None and draft.unit is None
        if (alone or pointed) and (beside := self._beside(sentence, draft, pointed=pointed)) is not None:
            draft.unit, draft.metric = beside
            counted = self.pack.units.get(draft.unit)
            draft.metric = (self._openings(draft, counted) if counted is not None else None) or draft.metric
            return
        if mention is None and (meant := self._pointed_at(sentence, draft) or self._abroad(draft)) is not None:
            draft.metric = meant
            draft.unit = draft.unit or self.spoken.thing()
            return
        sibling = self._sibling(sentence, draft)
        if sibling is not None and (mention is None or cost > BESIDE):
            draft.metric = sibling
        elif mention is not None and (carried is None or cost < _CARRIED):
            draft.metric = self._as_before(mention, self.spoken.key(mention, sentence, draft), sentence, draft)
        elif unit is not None and unit.metric and unit.dimension == "count" and unit.id != self.pack.main_unit:
            draft.metric = self.spoken.topical(unit.id) or unit.metric
        elif carried is not None and draft.figure.form is not Form.MONEY:
            opened = unit is not None and carried == f"{unit.id}_openings"
            draft.metric = unit.metric if unit is not None and opened else carried
        elif draft.figure.form is Form.MONEY:
            draft.metric = carried or self._amount_before(sentence, draft) or self._money(draft)
        elif draft.unit == self.spoken.unit and (unit is None or not unit.metric):
            draft.metric = self._unsaid(sentence, draft)
        elif draft.unit:
            said = self.spoken.usual.get(draft.unit) or (unit.metric if unit else None)
            lasts = draft.kind is Kind.DURATION  # mostly of what the sentence speaks of
            draft.metric = said or (None if lasts else self.spoken.topical(draft.unit))
        if draft.kind is Kind.DURATION and self._at_top(sentence, draft):
            draft.metric = "rank"
        if draft.figure.form is Form.MONEY and (paid := self._paid_for(sentence, draft)) is not None:
            draft.metric = paid
        if self._is_radius(draft):
            draft.metric = "distance"
        if (
            draft.figure.ordinal
            and draft.unit == self.pack.main_unit
            and not _ROLLED.search(sentence.span.of(self.scene.text))
        ):
            draft.metric = "production" if "production" in self.pack.metrics else draft.metric
        if (
            draft.kind is Kind.DURATION
            and "inventory" in self.pack.metrics
            and _OF_STOCK.match(self.scene.text, draft.span.end)
        ):
            draft.metric = "inventory"
        if draft.kind is Kind.DURATION and draft.metric is None:
            draft.metric = self._spoken(sentence, draft) or self._last.get("*") or self._main_of(sentence)
        if mention is None and draft.unit is not None and (carried is None or draft.figure.form is Form.MONEY):
            draft.metric = self._own_words(sentence, draft, carried) or draft.metric
        if draft.unit is None:
            self._set_unit(draft)
        if unit is not None:
            draft.metric = self._openings(draft, unit) or draft.metric

    def _set_gap(self, sentence: Sentence, draft: Draft) -> bool:
        """Give what Chinese says is missing to an aim its metric."""
        counted = draft.unit == self.pack.main_unit and MISSING in self.pack.metrics
        gap = counted and self.scene.document.lang == "zh" and is_gap(self.scene.text, sentence, draft)
        draft.metric = MISSING if gap else draft.metric
        return gap

    def _own_words(self, sentence: Sentence, draft: Draft, carried: str | None) -> str | None:
        """The text's own noun for what no word of the pack says: a backlog, croissants."""
        if draft.figure.form is Form.MONEY:  # what opens its clause takes over from what is spoken of
            heads = own_words.heading(self.scene.text, draft.figure.full, sentence.span.start)
            if heads is not None or carried is not None:
                return heads
        if draft.figure.form is Form.MONEY:
            said = own_words.measured(self.scene.text, draft.figure.full, sentence.span.start)
            if said is not None and said.rpartition("_")[2] in own_words.PAYMENTS:
                return said
            if draft.metric == "price":
                return None
        if draft.metric in self.pack.metrics and not (draft.figure.form is Form.MONEY and self._is_default(draft)):
            return None
        earlier = [f.span.end for f in sentence.figures if f.span.end <= draft.span.start]
        said = own_words.measured(self.scene.text, draft.figure.full, max([sentence.span.start, *earlier]))
        things = draft.figure.noun if draft.figure.dimension == "count" else None
        return said or (own_words.counted(things) if things else None)

    def _unnamed(self, sentence: Sentence, draft: Draft) -> str | None:
        """What a rate is of in a text that names nothing the pack measures: "the unemployment rate rose to 4.6%"."""
        if self.spoken.usual:
            return None
        return own_words.measured(self.scene.text, draft.figure.full, sentence.span.start)

    def _is_default(self, draft: Draft) -> bool:
        """Whether an amount has only the metric that the text counts in things."""
        metric = self.pack.metrics.get(draft.metric or "")
        return metric is not None and metric.unit == self.pack.main_unit

    def _at_top(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether the duration is that of a lead: "on the throne for six months"."""
        start, end = draft.span.start - _AT_TOP, draft.span.end + _AT_TOP
        return bool(_LEAD.search(self.scene.text, max(sentence.span.start, start), min(sentence.span.end, end)))

    def _is_radius(self, draft: Draft) -> bool:
        """Whether a length is how far something is away: "within 3 km of home"."""
        unit = self.pack.units.get(draft.unit or "")
        length = unit is not None and unit.dimension == "length" and "distance" in self.pack.metrics
        return length and bool(_WITHIN.search(self.scene.text, draft.sentence.span.start, draft.figure.span.start))

    def _points_back(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a bare number is said of what was counted before: "3,516 of them, 1,004 of which"."""
        if draft.unit is not None:
            return False
        return (
            OF_THEM.match(self.scene.text, draft.span.end) is not None
            or _OF_WHICH.search(self.scene.text, sentence.span.start, draft.figure.full.start) is not None
        )

    def _beside(self, sentence: Sentence, draft: Draft, *, pointed: bool = False) -> tuple[str, str] | None:
        """Unit and metric of the thing counted before, where nothing else is spoken of or a pronoun points to it.

        In the sentence ("487 stations … to the 3,420 in place") or in the one before ("… 12.8 million charging points.
        Of these, 3.6 million are public").
        """
        said = [self.pack.metrics[m.key] for m in self.spoken.said(sentence) if m.span.end <= draft.span.start]
        if not pointed and (counted := self._number_of(sentence, draft)) is not None:
            return counted
        if not pointed and any(
            self.pack.metrics[m.key].unit == self.pack.main_unit for m in self.spoken.said(sentence)
        ):
            return None
        counted = self._number_of(sentence, draft) if not pointed else None
        if counted is not None:
            return counted
        named = [m for m in said if m.nature is Nature.STOCK and m.unit in self.pack.units]
        if pointed and named and self.pack.units[named[-1].unit].dimension == "count":
            return named[-1].unit, named[-1].id  # "has presented its flash chargers and plans to build 4,000 of them"
        before = [f for f in sentence.figures if f.span.end <= draft.span.start and f.dimension == "count" and f.unit]
        unit = self.pack.units.get(before[-1].unit or "") if before else None
        if unit is not None:
            metric = self._last.get(unit.id) or unit.metric
            if pointed and unit.id in (self.pack.main_unit, self.spoken.thing()):
                return None
            return (unit.id, metric) if metric and unit.id not in PLACES else None
        held = self._held
        if (
            held is None
            or sentence.index - held[2] > 1
            or (self.scene.opens_line(sentence) and not self._is_answer(sentence))
        ):
            return None  # another line is of another thing
        return held[:2]

    def _number_of(self, sentence: Sentence, draft: Draft) -> tuple[str, str] | None:
        """Unit and metric of what a bare number is the number of: "the number of outlets is to double … to 2,000"."""
        said = _NUMBER_OF.search(self.scene.text, sentence.span.start, draft.figure.full.start)
        unit = self.pack.units.get(unit_words(self.pack).get(said["noun"], "")) if said is not None else None
        if unit is None or unit.dimension != "count" or not unit.metric or unit.id in PLACES:
            return None
        return unit.id, unit.metric

    def _sibling(self, sentence: Sentence, draft: Draft) -> str | None:
        """The metric that goes with one named in the sentence and has the figure's unit: a warranty's years and km."""
        said: tuple[Mention, ...] = self.spoken.said(sentence)
        # The nearest first: "a range of 530 km, a warranty of seven years or 160,000 km".
        if draft.figure.form is not Form.MONEY:
            said = tuple(m for m in reversed(said) if m.span.start < draft.span.end)
        for mention in said:
            if self.pack.metrics[mention.key].unit == draft.unit:
                return None
            head, joined, _ = mention.key.partition("_")
            for key in _families(self.pack).get(head, ()) if joined else ():
                if key != mention.key and self.pack.metrics[key].unit == draft.unit:
                    return key
        return None

    def _set_unit(self, draft: Draft) -> None:
        """A bare number takes the unit of its metric; small bare numbers that count nothing are no claims."""
        if draft.metric is None:
            told = (
                self._of_it(draft)
                or self._asked_for(draft.sentence)
                or self._exported_on(draft.sentence)
                or self._sellers_on(draft)
            )
            draft.metric = told or self._main_of(draft.sentence)
        metric = self.pack.metrics.get(draft.metric or "")
        value = draft.low if draft.low is not None else draft.high
        unit = (
            None
            if metric is None
            else self.spoken.thing()
            if self.spoken.unit_of(metric) == self.pack.main_unit
            else metric.unit
        )
        if unit is not None and self._is_energy(unit) and not self._measured_in(unit):
            draft.metric = self._main_of(draft.sentence)
            unit = self.spoken.thing()
        few = value is not None and abs(value) < _SMALL and unit == self.pack.main_unit
        if unit is None or value is None or (few and not self._counts_few(draft)):
            draft.dropped = True
        else:
            draft.unit = unit

    def _money(self, draft: Draft) -> str | None:
        """What an amount is that no word names: a price if a buyer could pay it, else what the text mostly speaks of."""
        value = draft.low if draft.low is not None else draft.high
        if value is not None and abs(value) < _PRICE and "price" in self.pack.metrics:
            return "price"
        usual = self.spoken.usual.get(draft.unit or "")
        if usual in _OF_ONE:  # too much for one car or share
            return None
        counted = self.spoken.usual.get(self.pack.main_unit or "")
        return self.spoken.usual.get(draft.unit or "") or (counted if counted == "sales" else None)

    def _as_before(self, mention: Mention, key: str, sentence: Sentence, draft: Draft) -> str:
        """What one verb did to an earlier figure too: "set out to sell 800,000 overseas, got to 1.046 million"."""
        if key != mention.key:
            self._by_verb[mention.span.start] = key
            return key
        own = self._by_verb.get(mention.span.start, key)
        return key if own != key and _AT_HOME.search(self.scene.text, draft.span.end, sentence.span.end) else own

    def _own_margin(self, sentence: Sentence, draft: Draft, margin: str) -> str:
        """The margin that goes on; on cars alone it is that of cars: "Gross margin was 16.3%. On vehicles it was 15.5%"."""
        cars = _ON_CARS.search(self.scene.text, sentence.span.start, draft.figure.full.start)
        return (
            "vehicle_margin" if cars and margin == "gross_margin" and "vehicle_margin" in self.pack.metrics else margin
        )

    def _openings(self, draft: Draft, unit: Unit) -> str | None:
        named = (f"{(draft.metric or '').removesuffix('s')}_openings", f"{unit.id}_openings")
        opened = next((key for key in named if key in self.pack.metrics), None)
        if opened is None or draft.figure.ordinal:
            return None  # the 500th that opens makes 500 of them
        start = max(draft.sentence.span.start, draft.span.start - 24)
        if _OF_WHICH.search(self.scene.text, start, draft.figure.full.start) or OF_THEM.match(
            self.scene.text, draft.span.end
        ):
            return None  # "has built 1,214 of them, 300 of which" are there
        near = self.scene.text[start : draft.span.end]
        return opened if _OPENED.search(near) else None

    def _spoken(self, sentence: Sentence, draft: Draft) -> str | None:
        """What a duration's sentence speaks of: a streak of deliveries, or of a margin that is named before it."""
        before = sentence.figure_before(draft.figure.full.start)
        last = 0 if before is None else before.span.start - 1  # its own figure may stand behind the word
        natures = [(m, self.pack.metrics[m.key].nature) for m in self.spoken.said(sentence)]
        found = [
            m
            for m, n in natures
            if n is Nature.FLOW or (n is Nature.RATIO and last <= m.span.end <= draft.figure.full.start)
        ]
        return min(found, key=lambda m: distance(self.scene.text, m.span, draft.span)).key if found else None

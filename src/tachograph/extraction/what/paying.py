"""Amounts: which bare numbers are money, in which currency, and what an amount is paid for."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from tachograph.core.claim import Kind
from tachograph.core.pack import Metric, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention
from tachograph.extraction.what import own_words
from tachograph.extraction.what.measures import Measures

_CONVERTED = re.compile(r"\s?[(（](?:about|around|approximately|roughly|or|some|约合?|約合?)?\s?", re.IGNORECASE)
_BILLION = Decimal(1_000_000_000)  # nothing that is sold one by one is counted so
_EACH = re.compile(r"\s(?:apiece|each|per (?:car|vehicle|unit)|a (?:car|vehicle|unit|piece))\b")
_EACH_ZH = re.compile(r"(?:每|[单單])[辆輛台臺部][车車]?[^，。；\d]{0,6}$")  # 平均每辆1.64万美元
_PER_THING = {
    "export_value": "export_price",
    "revenue": "revenue_per_vehicle",
    "vehicle_revenue": "revenue_per_vehicle",
    "profit": "profit_per_vehicle",
}
_APPOSED = Caseless(r"\b(?:a|an|the|his|her|its|their|my|our)\s(?:[a-z-]+\s)?(?P<noun>[a-z]{3,12}),\s(?:of\s)?$")
_BRIEF = 30  # characters of a question that only names what the answer is of
_CHEAPEST = 1_000  # prices of what is sold one by one
_DEAREST = 5_000_000
_SELLS_FOR = Caseless(
    r"\b(?:(?:sells?|selling|offers?|offering)\b[^.;\d]{0,30}\b(?:from|for|at)|sells? for|selling for|sold for|priced at|price tag of|price of|retails? (?:for|at)|goes for|costs?|costing|starting at|starts at|starts from)\s"
    r"(?:(?:about|around|some|only|just|between|from|nearly|almost|over|under|less than|more than)\s){0,2}$"
)
_ASKED = Caseless(
    r"\b(?:asking|asks|paid|paying|pays?|charg(?:es?|ed|ing)|went from|fell from|fell to|cut from|cut to|down from|down to|marked down to|reduced to|dropped to"
    r"|instead of|rather than|used to be|it was|it is|it['’]s|rival['’]s|now at|is now|now from|from just)\s(?:(?:about|around|some|only|just|nearly|almost)\s)?$"
)
_JOINS = re.compile(
    r",?\s(?:(?:to|and|or|instead of|rather than|down from|up from|from|after|against|versus)\s)?(?:(?:[A-Z][\w&-]*\s){1,3}(?:the\s)?(?:[A-Z\d][\w&-]*\s){0,3}(?:from|at|for)\s)?"
)
_MILLION = 1_000_000
_CLAUSE = re.compile(r"[;:.]|,\s(?:and|but|while|as|with)\s")
_PUTS = Caseless(
    r"\b(?:puts?|putting|pour(?:s|ed|ing)?|plough(?:s|ed|ing)?|plow(?:s|ed|ing)?|sinks?|sank|pump(?:s|ed|ing)?|inject(?:s|ed|ing)?)\s(?:\w+\s){0,3}$"
)
_INTO = re.compile(r"(?:\s\([^()]{1,40}\))?\s(?:in|into|towards?)\b")
_IN_PAYMENTS = re.compile(r"\s(?:in|of)\s(?:[a-z-]+\s)?(?P<noun>[a-z]+)\b")
_PLANT_COSTS = Caseless(
    r"\b(?:factory|plant|works|facility|site|complex)\b[^.;]{0,60}\b(?:costs?|costing|will cost)\s(?:\w+\s){0,2}$"
)
# 減至5.58萬元, 由15.58萬元劈至: what something costs, not what is taken off
_PRICED_AT = re.compile(r"[减減降劈调調砍跌涨漲升探][至到为為](?:只需|只要|仅需|仅|僅|只|约|約|近)?$")
_PRICED_FROM = re.compile(r"[由从從][^，。；\d]{0,6}$")
_PRICED_ON = re.compile(r"[^，。；\d]{0,6}[减減降劈调調砍跌涨漲升探][至到为為]")
_WORTH = re.compile(
    r"(?:\s[a-z]+)?(?:\s(?:in|during|from|between)\s[^,;.]{3,30})?,?\sworth\s(?:about |some |nearly |over )?"
)
_THEY_WORTH = re.compile(
    r"(?:They|These|Those|All of them|Together (?:they|these))\s(?:were|are)\s(?:together\s)?worth\s(?:about |some |nearly |over |around )?$"
)
IT_WAS = Caseless(
    r"\bit (?:was|is|had been|has been|came to|stood at|reached|had (?:risen|grown|fallen) to)\s(?:\w+\s)?$"
)


_ORDERED_FROM = re.compile(
    r"\border(?:s|ed|ing)?\b[^.;\d]{0,24}\b(?:from|at|for|starting at)\s(?:just\s|only\s|about\s)?$"
)


class Paying(Measures):
    """Links amounts to what they are of, sentence by sentence."""

    def __init__(self, scene: Scene, pack: Pack, titled: tuple[Mention, ...] = ()) -> None:
        super().__init__(scene, pack, titled)
        self._last: dict[str, str] = {}  # per unit, what the sentence counted last
        self._currency: str | None = None  # of the last amount
        self._amount: Draft | None = None  # the last one
        self._latest: Draft | None = None  # the last level that is no percentage

    def _converted(self, draft: Draft) -> Draft | None:
        """The amount that one in brackets repeats in another currency: "7.82 billion yuan ($1.1 billion)"."""
        last = self._amount
        if draft.figure.form is not Form.MONEY or last is None or last.sentence is not draft.sentence:
            return None
        between = self.scene.text[last.span.end : draft.figure.full.start]
        return last if last.unit != draft.unit and _CONVERTED.fullmatch(between) else None

    def _pay(self, sentence: Sentence, draft: Draft) -> None:
        """Give a large number without a unit the currency of the amounts before it, where what is measured is money."""
        if draft.figure.form is Form.MONEY:
            if self._converted(draft) is None:  # what brackets convert says nothing of the amounts that follow
                self._currency = draft.unit
            return
        if draft.figure.form is not Form.NUMBER or draft.unit is not None or draft.kind is Kind.RATIO:
            return
        currency = self._paid(sentence, draft)
        if currency is not None:
            draft.unit = self._currency = currency
            draft.figure = replace(draft.figure, form=Form.MONEY, unit=currency, dimension="money")
            if (
                draft.metric in self.pack.metrics
                and draft.metric != "price"
                and not self._is_paid(self.pack.metrics[draft.metric or ""])
            ):
                draft.metric = None

    def _paid(self, sentence: Sentence, draft: Draft) -> str | None:
        """The currency of a bare number that is an amount, by what the sentence measures or the one before it."""
        own = self.pack.metrics.get(draft.metric or "")
        if own is not None and self._is_paid(own):
            return self._currency or own.unit
        if (asked := self._asked(sentence, draft)) is not None:
            draft.metric = "price"
            return asked
        value = abs(next((v for v in (draft.low, draft.high) if v is not None), Decimal(0)))
        said = self.spoken.said(sentence)
        before = [m for m in said if m.span.end <= draft.span.start]
        measured = self.pack.metrics[before[-1].key] if before else None
        stated = self._currency or (measured.unit if measured is not None and self._is_paid(measured) else None)
        if value >= _BILLION:
            behind = [m for m in said if m.span.start >= draft.span.end]
            measured = measured or (self.pack.metrics[behind[0].key] if behind else None)
            amounts = not before and self._amount is not None and self._amount.sentence is sentence
            paid = (measured is not None and self._is_paid(measured)) or amounts or self._told_amount(sentence)
            return (stated or self._currency) if paid else self._currency  # nothing that is sold is counted in billions
        if value < _MILLION or draft.figure.scale < _MILLION:
            return None
        if measured is not None:
            if any(m.span == before[-1].span and not self._is_paid(self.pack.metrics[m.key]) for m in before[:-1]):
                return None  # "vehicle sales of 32.9 million" are counted
            gap = self.scene.text[before[-1].span.end : draft.figure.full.start]
            return stated if self._is_paid(measured) and not _CLAUSE.search(gap) else None
        goes_on = self._amount is not None and self._amount.sentence is sentence
        goes_on = goes_on or IT_WAS.search(self.scene.text, sentence.span.start, draft.figure.full.start) is not None
        return self._currency if not said and goes_on and self._told_amount(sentence) else None

    def _asked(self, sentence: Sentence, draft: Draft) -> str | None:
        """The currency of a bare number that is a price: "went from 69,800 to 55,800", "he's asking 119,900"."""
        value = draft.low if draft.low is not None else draft.high
        if value is None or not _CHEAPEST <= abs(value) < _DEAREST or "price" not in self.pack.metrics:
            return None
        text, start, end = self.scene.text, sentence.span.start, draft.figure.full.start
        last = self._amount
        currency = self._currency or self.pack.metrics["price"].unit
        if _SELLS_FOR.search(text, start, end) is not None:
            return currency
        if last is None or last.metric != "price" or sentence.index - last.sentence.index > 1:
            return None
        if _ASKED.search(text, start, end) is not None:
            return currency
        goes_on = last.sentence is sentence and _JOINS.fullmatch(text, last.span.end, end) is not None
        return currency if goes_on else None

    def _amount_before(self, sentence: Sentence, draft: Draft) -> str | None:
        """What the amount of the sentence before was, where this one names nothing: "Net loss was … It was 480 million"."""
        if (asked := self._asked_about(sentence)) is not None:
            return asked
        last = self._amount
        if last is None or last is not self._latest or sentence.index - last.sentence.index != 1:
            return None
        start = draft.figure.full.start if self.scene.document.lang == "zh" else sentence.span.end
        said = any(m.span.start < start for m in self.spoken.said(sentence))
        if last.sentence.block != sentence.block or said or last.unit != draft.unit:
            return None
        if _is_of_one(last, draft):
            return last.metric
        if own_words.measured(self.scene.text, draft.figure.full, sentence.span.start) is not None:
            return None
        metric = self.pack.metrics.get(last.metric or "")
        return metric.id if metric is not None and self._is_paid(metric) else None

    def _asked_about(self, sentence: Sentence) -> str | None:
        """The measure in money that a question of a word or two names: "Profit? In the first quarter 750 million yuan"."""
        before = self.scene.sentences[sentence.index - 1] if sentence.index else None
        if before is None or before.figures or before.span.end - before.span.start > _BRIEF:
            return None
        if not before.span.of(self.scene.text).rstrip().endswith("?"):
            return None
        paid = (m.key for m in self.spoken.said(before) if self._is_paid(self.pack.metrics[m.key]))
        return next(paid, None)

    def _is_price(self, draft: Draft) -> bool:
        """Whether an amount is what something is ordered at, or in Chinese where a price moves in a sentence on discounts."""
        text, start, lead = self.scene.text, draft.sentence.span.start, draft.figure.full.start
        if draft.metric == "orders" and draft.figure.form is Form.MONEY and "price" in self.pack.metrics:
            return _ORDERED_FROM.search(text, start, lead) is not None  # "up for pre-order from CNY 229,900"
        if draft.metric != "discount" or "price" not in self.pack.metrics or draft.kind is not Kind.LEVEL:
            return False
        if _PRICED_AT.search(text, start, lead):
            return True
        return bool(_PRICED_FROM.search(text, start, lead) and _PRICED_ON.match(text, draft.span.end))

    def _is_paid(self, metric: Metric) -> bool:
        unit = self.pack.units.get(metric.unit)
        return unit is not None and unit.dimension == "money" and metric.id not in ("price", "share_price")

    def _told_amount(self, sentence: Sentence) -> bool:
        """Whether the last figure of the sentence, or else of the one before, was an amount."""
        return (
            self._amount is not None
            and self._amount is self._latest
            and sentence.index - self._amount.sentence.index <= 1
        )

    def _paid_for(self, sentence: Sentence, draft: Draft) -> str | None:
        """What an amount pays for: "put $10 billion into foreign markets", "exported 694,000 cars worth $11.9 billion"."""
        text, start = self.scene.text, draft.figure.full.start
        if "investment" in self.pack.metrics and (
            (_PUTS.search(text, sentence.span.start, start) and _INTO.match(text, draft.span.end))
            or _PLANT_COSTS.search(text, sentence.span.start, start)
        ):
            return "investment"
        each = (
            _EACH.match(text, draft.span.end) or _EACH_ZH.search(text, max(sentence.span.start, start - _BRIEF), start)
            if self._amount is not None and self._amount.sentence is sentence
            else None
        )
        if each and (unit := _PER_THING.get(self._amount.metric or "" if self._amount else "")) in self.pack.metrics:
            return unit
        named = _APPOSED.search(text, sentence.span.start, start)
        if named is not None and named["noun"] in own_words.PAYMENTS:
            return named["noun"]
        paid = _IN_PAYMENTS.match(text, draft.span.end)
        if paid is not None and paid["noun"] in own_words.PAYMENTS:
            return paid["noun"]
        before = sentence.figure_before(start)
        worth = before is not None and _WORTH.fullmatch(text, before.span.end, start) is not None
        told = (
            self._last.get(before.unit or "", "") if worth and before is not None else self._told_worth(sentence, start)
        )
        basis = self.pack.metrics.get(told)
        if basis is not None and basis.basis == "export" and "export_value" in self.pack.metrics:
            return "export_value"
        return None

    def _told_worth(self, sentence: Sentence, start: int) -> str:
        """What the sentence before counted, where one says what that was worth: "They were worth $31 billion"."""
        told = self._latest
        if told is None or (told.sentence.index, told.sentence.block) != (sentence.index - 1, sentence.block):
            return ""
        return (told.metric or "") if _THEY_WORTH.search(self.scene.text, sentence.span.start, start) else ""


def _is_of_one(last: Draft, draft: Draft) -> bool:
    """Whether an amount may be what another is for each vehicle, by its size: 单车利润8800元，……二季度将跌至6500元."""
    alike = last.low is not None and draft.low is not None and last.low <= 3 * draft.low and draft.low <= 3 * last.low
    return alike and (last.metric or "").endswith("_per_vehicle")

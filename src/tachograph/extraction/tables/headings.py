"""What the words of a table's header, labels and caption say of the figures under and beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import EntityKind, Nature, Pack
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.times.stamps import is_first_day, stamped
from tachograph.extraction.vocabulary import Mention, Sort, unit_words
from tachograph.extraction.whose.names import maker_of

_I = re.IGNORECASE
RANK = re.compile(r"^\W*(?:rank(?:ing)?|no\.?|nr\.?|#|pos(?:ition)?\.?|place|排名|名次|序号)\W*$", _I)
GOAL = re.compile(r"\b(?:goals?|targets?|aims?|plan(?:ned)?|guidance)\b|目标|目標", _I)
REACHED = re.compile(
    r"\b(?:completion|completed|achieve\w*|attain\w*|reached|fulfil\w*)\b|^\W*(?:got to|hit(?: rate)?|met|made|delivered on)\W*$|\bof (?:the )?(?:goal|target|plan)\b|完成率|达成率|達成率",
    _I,
)
CHANGE = re.compile(
    r"\b(?:change|rise|growth|increase|chg|yoy|y/y|y-o-y|mom|m/m|m-o-m|qoq|q/q|q-o-q|vs|gain|diff\w*)(?=\W|$)"
    r"|(?:^|\s)(?:Δ|\+/-|±)|同比|环比|環比|增速|增幅|增长|增長|变化|變化",
    _I,
)  # fmt: skip
_LABELLED = frozenset(kind.value for kind in EntityKind)  # "Maker" over a column says whose, not what is counted
SHARE = re.compile(
    r"\b(?:share|mix|proportion|done|completed|completion|attained|attainment|progress)\b|% of (?:target|goal|plan)|占比|份额|份額|市占率|比重|完成率|完成度|达成率|達成率|进度",
    _I,
)
BEFORE = re.compile(r"^\W*(?:then|before|previous(?:ly)?|prior|old|earlier)\W*$", _I)
NOW = re.compile(r"^\W*(?:now|current(?:ly)?|latest|new|after)\W*$", _I)
THIS_MONTH = re.compile(r"^\W*(?:this month|current month|(?:the )?month|[本当當]月)(?:销量|銷量|产量|值)?\W*$", _I)
THIS_WEEK = re.compile(r"^\W*(?:(?:this|the|past|last|latest|current|reporting) )?week\W*$", _I)
CUMULATIVE = re.compile(r"\b(?:cumulative|lifetime|all-time|to date|since launch)\b|累计|累計", _I)
YEAR_SO_FAR = re.compile(
    r"\b(?:ytd|year[- ]to[- ]date)\b|年初至今|(?:本|今|年)年?累[计計]|^\W*累[计計](?:销量|銷量|同比|增速|产量|零售|批发)?\W*(?:[(（].*)?$",
    _I,
)
_SINCE_JANUARY = re.compile(r"\W*[1一]\s?月?\s?[-—–~～至到]\s?[\d一二三四五六七八九十]{1,2}\s?月")
TOTAL = re.compile(
    r"^\W*(?:(?:grand |sub-?)?totals?|sum|overall|all|altogether|industry|合计|合計|总计|總計|总体|總體|总量|小计|小計|全行业)(?![a-z])",
    _I,
)
OTHERS = re.compile(
    r"^\W*(?:(?:all )?others?(?: (?:brands|makers|vendors|companies))?|rest|remaining|remainder|其他|其它|其餘|其余)\W*$",
    _I,
)
WORLD = re.compile(r"^\W*(?:world|worldwide|global|全球|世界)\b", _I)
PART = re.compile(r"^\W*(?:of which|o/w|thereof|incl(?:uding|\.)?|其中)", _I)
_ESTIMATE = re.compile(r"\b(?:est\.?|estimated?|estimates?|preliminary)(?=\W|$)|\b(?:19|20)\d\dE\b|估计|預估|预估", _I)
_FORECAST = re.compile(r"\b(?:forecasts?|outlook|projected|projection|expected)\b|\b20\d\dF\b|预测|預測", _I)
_SCALE = re.compile(
    r"(?:^|[\s(/,])(?P<scale>thousands?|millions?|billions?|trillions?|bn|bln|mn|mln|tn|m|k|'000s?|’000s?|000s|10,?000)(?=$|[\s)/,.;:])"
    r"|(?P<zh>[万亿萬億千])(?:$|(?=[^\u4e00-\u9fff]|[元辆輛台臺座个個件颗顆吨噸家只支套块人份股瓦度次美港欧歐日人万亿萬億]))",  # not 亿纬
    _I,
)
# An amount told in passing: its scale and currency are its own, and say nothing of the cells below.
_AMOUNT = re.compile(
    r"(?:(?:US|HK)?\$|[€£¥])?(?<![\d.,])(?!(?:19|20)\d\d\s|10,?000)\d[\d,]*(?:\.\d+)?\s?"
    r"(?:[十百千万亿萬億]+余?(?:美元|港元|欧元|元)?|(?:thousand|million|billion|trillion|bn|mn|m)\b(?:\s(?:yuan|dollars?|euros?|RMB|USD))?)",
    _I,
)
_PERCENT = re.compile(r"[%％﹪]|\bper ?cent\b|百分比")
_POINTS = re.compile(r"\b(?:pp|ppts?|p\.p\.|pct pts?|percentage points?)(?=\W|$)|百分点|百分點", _I)
_SCALED = re.compile(r"^(?:[千万萬亿億百]+|'?0?00s?|(?:thousand|million|billion|mn?|bn|k)s?(?: of)?(?= ))")
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{1,40})[)）\]]|[,，/:：]\s*([^,，/:：]{1,30})$")
_SCALES = {
    "thousand": 3, "k": 3, "'000": 3, "000": 3, "千": 3, "万": 4, "萬": 4, "10000": 4, "million": 6, "mn": 6, "mln": 6,
    "m": 6, "亿": 8, "億": 8, "billion": 9, "bn": 9, "bln": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
_CURRENCY = re.compile(r"\b(?:USD|CNY|RMB|EUR|HKD|JPY|GBP|yuan|dollars?|euros?)\b|(?:US|HK)?\$|[€£¥]|元", _I)
_CURRENCIES = {
    "us$": "USD", "$": "USD", "dollar": "USD", "hk$": "HKD", "rmb": "CNY", "yuan": "CNY", "元": "CNY", "¥": "CNY",
    "€": "EUR", "euro": "EUR", "£": "GBP",
}  # fmt: skip
_AS_OF = re.compile(r"\b(?:as of|as at|by|end of)\b|截至|截止", _I)
_WEEK = 7  # days
_TIMES_BACK = 200  # so many times before a table are looked through for a month
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEGAL_NAME = re.compile("公司$")
_OF = re.compile(
    r"^(?P<name>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,2}) (?:financials|results|accounts|earnings|key figures)\b", _I
)


@dataclass(frozen=True)
class Heading:
    """What a header, label or caption says; ``None`` (or 0) where it does not.

    ``paid`` is the metric that the words say of money ("vehicle sales" are counted or paid for). ``shift`` and
    ``against`` are those of a comparison, ``ends`` the two times that a caption names; ``bare`` says
    that the period is a month or quarter without its year, ``so_far`` that the words mean the year so far,
    ``cumulative`` that they mean all since the beginning. ``spoken`` is the month that the text before a table told of,
    ``week`` the week.
    """

    kind: Kind | None = None
    subject: Subject | None = None
    model: str | None = None
    region: str | None = None
    segment: str | None = None
    metric: str | None = None
    paid: str | None = None
    period: Period | None = None
    bare: bool = False
    so_far: bool = False
    cumulative: bool = False
    spoken: Period | None = None
    week: Period | None = None
    ends: tuple[Period, Period] | None = None
    shift: str | None = None
    against: Period | None = None
    modality: Modality | None = None
    unit: str | None = None
    currency: str | None = None
    scale: int = 0

    def over(self, other: Heading) -> Heading:
        """This heading, completed by what only ``other`` says."""
        said = {name: value for name in _FIELDS if (value := getattr(other, name)) not in (None, 0)}
        added = {name: value for name, value in said.items() if getattr(self, name) in (None, 0)}
        return replace(self, **added) if added else self


_FIELDS = tuple(f.name for f in fields(Heading))


class Headings:
    """Reads headings from the words, times and names found in the scene."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.text = scene.text
        self.pack = pack
        self.times = [t for s in scene.sentences for t in s.times]
        self.mentions = [m for s in scene.sentences for m in s.mentions]
        self._time_starts = [t.span.start for t in self.times]
        self._mention_starts = [m.span.start for m in self.mentions]
        self._units = unit_words(pack)

    def mentions_in(self, span: Span) -> list[Mention]:
        """The names and words that stand in ``span``, also those that only reach into it."""
        return _overlapping(self.mentions, self._mention_starts, span)

    def times_in(self, span: Span) -> list[TimeMention]:
        """The times that stand in ``span``."""
        return [t for t in _overlapping(self.times, self._time_starts, span) if span.contains(t.span)]

    def read(self, span: Span | None) -> Heading:
        """What the words at ``span`` say."""
        if span is None:
            return Heading()
        words = span.of(self.text)
        if RANK.match(words):
            return Heading(kind=Kind.RANK)
        inside, times = self.mentions_in(span), self._uncompared(span)
        own = [t for t in times if t.sense is not Sense.COMPARISON and t.period]
        own.sort(key=lambda t: t.reporting or t.sense is Sense.AS_OF)  # "said on Monday" is no month of sales
        compared = next((t for t in times if t.sense is Sense.COMPARISON), None)
        subject, model = self._named(inside)
        if subject is not None and _LEGAL_NAME.search(words):
            inside = [m for m in inside if m.sort is Sort.ENTITY]  # 新能源汽车股份有限公司 is a part of its name
        metrics = [m.key for m in inside if m.sort is Sort.METRIC]
        kind = Kind.SHARE if SHARE.search(words) or REACHED.search(words) else None
        if kind is None and (compared or CHANGE.search(words)):
            kind = Kind.CHANGE
        scale, currency = measure(words)
        stamp = stamped(words)
        so_far = stamp is None and (
            bool(YEAR_SO_FAR.search(words)) or (_SINCE_JANUARY.match(words) is not None and not own)
        )
        period = stamp[0] if stamp else _month_of(own, words)
        if so_far and _is_day(period):  # until when is for the other columns to say
            period = None
        return Heading(
            kind=kind,
            subject=subject,
            model=model,
            region=next((m.key for m in inside if m.sort is Sort.REGION), None),
            segment=next((m.key for m in inside if m.sort is Sort.SEGMENT), None),
            metric=next(iter(sorted(metrics, key=lambda k: not self.pack.metrics[k].basis)), None),
            paid=next((k for k in metrics if self.is_money(self.pack.metrics[k].unit)), None),
            period=period,
            bare=not stamp and bool(own) and not _is_day(own[0].period) and not _YEAR.search(own[0].span.of(self.text)),
            so_far=so_far,
            cumulative=not so_far and bool(CUMULATIVE.search(words)),
            ends=own[0].ends if len(own) == 1 else _two([t.period for t in own]),
            shift=compared.shift if compared else None,
            against=compared.period if compared else None,
            modality=None if kind is Kind.SHARE else _modality(words) or (stamp[1] if stamp else None),
            unit=self._unit(words),
            currency=currency,
            scale=scale,
        )

    def _uncompared(self, span: Span) -> list[TimeMention]:
        """The times of a cell: what opens it is compared with nothing, though the column before is headed 同比."""
        times = self.times_in(span)
        if times and times[0].sense is Sense.COMPARISON and times[0].shift is None:
            lead = self.text[span.start : times[0].span.start].strip(" *(（")
            if not lead and self.text[max(0, span.start - 2) : span.start].rstrip(" ").endswith("\t"):
                # The months so far are of the year that the other columns tell.
                period = None if _SINCE_JANUARY.match(times[0].span.of(self.text)) else times[0].period
                times[0] = replace(times[0], sense=Sense.PERIOD, period=period)
        return times

    def caption(self, span: Span | None) -> Heading:
        """What a caption says; the day in it is mostly that of saying so, unless it says as of when."""
        heading = self.read(span)
        if span is None or not _is_day(heading.period):
            return heading
        return heading if _AS_OF.search(span.of(self.text)) else replace(heading, period=None)

    def owner(self, words: str) -> Subject | None:
        """The company that a corner names in "SKG Financials" though no pack knows it."""
        match = _OF.match(words.strip(" *"))
        return Subject(match["name"]) if match else None

    def _named(self, inside: list[Mention]) -> tuple[Subject | None, str | None]:
        entities = [self.pack.entities[m.key] for m in inside if m.sort is Sort.ENTITY]
        model = next((e for e in entities if e.kind is EntityKind.MODEL), None)
        seller = next((e for e in entities if e.kind not in (EntityKind.MODEL, EntityKind.BODY)), None)
        if seller is None and model is not None:
            seller = maker_of(model, self.pack)
        return (Subject(seller.name, seller) if seller else None), (model.name if model else None)

    def unit_named(self, note: str) -> str | None:
        """The unit that a note names after a colon or by itself: "Unit: GWh"."""
        unit = self._unit(note.strip(" .。"))
        return None if unit in ("percent", "percentage_point") else unit

    def _unit(self, words: str) -> str | None:
        """The unit that is all of the words, or stands in brackets or last: "Installed (GWh)", "Range, km"."""
        if _POINTS.search(words):
            return "percentage_point"
        if _PERCENT.search(words):
            return "percent"
        for part in (words, *(a or b for a, b in _BRACKETED.findall(words))):
            for word in (part, part.lower(), _SCALED.sub("", part.lower())):
                unit = self._units.get(word.strip(" .*"))
                if unit in _LABELLED:
                    continue
                if unit and (part is not words or self.pack.units[unit].dimension != "count"):
                    return unit  # "Brand" over a column of brands is no unit of the figures beside them
        tokens = set(re.findall(r"[A-Za-z]+", words))
        found = [u.id for u in self.pack.units.values() if u.dimension == "energy" and tokens & {u.id, *u.symbols}]
        return found[0] if found else None

    def spoken(self, before: int) -> str | None:
        """The last flow or amount that the text names before an offset."""
        for i in range(bisect_left(self._mention_starts, before) - 1, -1, -1):
            mention = self.mentions[i]
            if mention.sort is Sort.METRIC and mention.span.end <= before and not self.is_ratio(mention.key):
                return mention.key
        return None

    def month_before(self, before: int) -> Period | None:
        """The last month that the text names before an offset, but for comparisons."""
        return next((p for p in self._told_before(before) if p.whole_months == 1), None)

    def week_before(self, before: int) -> Period | None:
        """The last week that the text names before an offset, but for comparisons."""
        return next((p for p in self._told_before(before) if p.days == _WEEK), None)

    def _told_before(self, before: int) -> Iterator[Period]:
        """The last few times that the text names before an offset, the last one first."""
        last = bisect_left(self._time_starts, before) - 1
        for i in range(last, max(-1, last - _TIMES_BACK), -1):
            period = self.times[i].period
            if self.times[i].sense is Sense.PERIOD and period is not None:
                yield period

    def is_money(self, unit: str | None) -> bool:
        """Whether a unit is a currency."""
        return unit is not None and unit in self.pack.units and self.pack.units[unit].dimension == "money"

    def is_ratio(self, metric: str | None) -> bool:
        """Whether a metric is a margin, a rate or the like."""
        return metric is not None and self.pack.metrics[metric].nature is Nature.RATIO


def tells_amount(words: str) -> bool:
    """Whether a line is a sentence that tells an amount of its own, and so no caption of what stands below."""
    return words.rstrip().endswith((".", "。")) and _AMOUNT.search(words) is not None


def measure(words: str) -> tuple[int, str | None]:
    """The power of ten and the currency that a heading or note names: "RMB mn", "(in millions of vehicles)"."""
    words, scale = _AMOUNT.sub(" ", words), 0
    if match := _SCALE.search(words):
        word = (match["scale"] or match["zh"]).lower().replace(",", "").replace("’", "'")
        scale = _SCALES.get(word) or _SCALES.get(word.rstrip("s"), 0)
    money = _CURRENCY.search(words)
    if money is None:
        return scale, None
    symbol = money.group().lower()
    return scale, _CURRENCIES.get(symbol) or _CURRENCIES.get(symbol.rstrip("s")) or symbol.upper()


def combined(row: Heading, column: Heading, about: Heading) -> Period | None:
    """The period of a cell: a month or quarter without its year on one side is that of the year on the other."""
    for part, whole in ((row, column), (column, row), (about, column), (column, about), (row, about)):
        if part.period is None or whole.period is None or not part.bare or part.period.start is None:
            continue
        if whole.period.start is not None:
            moved = part.period.years_earlier(part.period.start.year - whole.period.start.year)
            if whole.bare and whole.period.grain is Grain.YEAR:
                continue  # 全年目标 is of all the year, whichever month the table is of
            if whole.period.grain is Grain.YEAR or (not whole.bare and whole.period.contains(moved)):
                return moved
    return column.period or row.period or about.period


def counted_from(period: Period | None, row: Heading, column: Heading) -> Period | None:
    """The period of a cell whose row or column counts from the year's or the very beginning until then."""
    if period is None or period.start is None:
        return period
    if period.whole_months == 1 and (row.so_far or column.so_far):
        return Period.between(Period.month(period.end.year, 1), period)
    if period.whole_months is not None and (row.cumulative or column.cumulative):
        whole_year = period.grain is Grain.MONTH and period.whole_months > 1  # "1-9月累计" is the year so far
        return period if whole_year else Period.until(period)
    return period


_Placed = TypeVar("_Placed", Mention, TimeMention)


def _overlapping(found: Sequence[_Placed], starts: Sequence[int], span: Span) -> list[_Placed]:
    """What overlaps ``span``, of what is in order and hardly overlaps itself."""
    first = max(0, bisect_left(starts, span.start) - 1)
    return [f for f in found[first : bisect_left(starts, span.end)] if f.span.overlaps(span)]


def _month_of(own: list[TimeMention], words: str) -> Period | None:
    """The time that a heading names; a cell that is the first of a month stands for the month."""
    period = own[0].period if own else None
    if period is not None and period.start is not None and is_first_day(words):
        return Period.month(period.end.year, period.end.month)
    return period


def _modality(words: str) -> Modality | None:
    if GOAL.search(words):
        return Modality.TARGET
    if _FORECAST.search(words):
        return Modality.FORECAST
    return Modality.ESTIMATE if _ESTIMATE.search(words) else None


def _is_day(period: Period | None) -> bool:
    return period is not None and period.grain is Grain.DAY


def _two(periods: list[Period | None]) -> tuple[Period, Period] | None:
    known = [p for p in periods if p is not None]
    return (known[0], known[1]) if len(known) == 2 else None

"""What a figure measures: level, change, share, ratio, rank, count or duration; and the sign of a change."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import asides
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.what.contrasts_zh import difference, is_ratio
from tachograph.extraction.what.counted import ABSOLUTE, counted_kind
from tachograph.extraction.what.directions import GONE, Window, negate, set_sign
from tachograph.extraction.what.percentages import GROWTH_NOUN, MINUS, MOVES_BY, OF_TIME, percent_kind

_MOVES_ZH = re.compile(
    "(?:增[长長加]|提[高升]|[上下][升降滑跌]|减少|減少|[缩縮][水减減小窄]|收[窄缩縮]|[扩擴]大|改善|萎[缩縮]|下挫|回[落升]|走[低高]|蒸[发發]|[增减減升降涨漲跌多少高低])了?(?:近|约|約|超|逾|不到|将近|超过|大约)*$"
)
_IN_BRACKETS = re.compile(r"\s?[(（](?:(?:or|about|approximately|around|some)\s|[约約合]+)*")
# "a fifth consecutive annual decline" is one on the year, however often it is counted; an annual loss is a year's
_GRAIN = Caseless(
    r"(?<!\bon-)\b(month|quarter|year|week|annual)(?:ly)?\b(?!-o[nv])"
    r"(?<!\bannual(?= (?:declin|fall|drop|decreas|ris|gain|increas|growth|contract|slid|advanc|jump)))"
)
_GRAINS = {"month": "month", "quarter": "quarter", "year": "year", "annual": "year", "week": "week"}
_OF_WHAT = re.compile(
    r"^\s*(?:of\s+(?:what|that of|those of)|as (?:many|much|long|high|large|big|heavy|expensive|fast)|that of|the (?:\w+\s)?(?:level|rate|number|pace|figure)|the (?:(?:some|roughly|about)\s)?$)",
    re.IGNORECASE,
)
# "more than triple the 271.7 million of the first quarter": an adjective, where "to double its sales" is a verb
_DOUBLE = ("double", "triple", "treble", "quadruple")
_TIMES_WHAT = re.compile(
    r"\s(?:(?:the|its|their|last\s\w+['’]s)\s$|the\s(?:[\w-]+\s){0,2}(?:number|figure|level|total|volume|rate|amount|tally)\b|what\s|that of\s)"
)
_VERBAL = Caseless(
    r"\b(?:to|will|would|can|could|should|may|might|must|not|they|we)\s(?:(?:more than|almost|nearly|roughly|about|at least)\s)?$"
)
_OF_THE = re.compile(r"\b(?:from|in|than|over|of|for|on) the $")
_QUARTER = re.compile(
    r"\b(?:first|second|third|fourth) (?:quarter|half|half-year|target|goal|aim|plan|year|month|week|stage)\b",
    re.IGNORECASE,
)
_COMES_TO_ZH = re.compile(
    "(?:[升降增跌涨漲减減掉缩縮滑落高低大窄][了]?[至到成]|[达達][至到]?|[还還][有剩]|[只仅僅][有剩占佔]|[为為是])了?(?:大约|约|約|近|超|逾|不到|不足)?$"
)
_RATE_ZH = re.compile("[同环環]比|增[速幅长長]|[跌降涨漲升]幅|按[年月季]")
_MILLION = 1_000_000
_PLACED = re.compile(
    r"[\s-](?!(?:and|or|but|as|when|while|to|at|with|by|in|of|was|is|were|had|than|from)\b)(?:[a-z]|\d)"
)  # something follows that it counts
_AGAIN = re.compile(r"\s?as (?:many|much|large|big|high)(?:\s[a-z]+)?\sagain\b", re.IGNORECASE)  # half as many again
_SHORT_ZH = 4  # characters
_COMMA_ZH = re.compile("[，；。]")
_FOLD_GROWTH = re.compile(
    r"(?:[增升涨漲高飆飙]|(?<!差不)多|增幅|升幅|涨幅)[^，。；,;是]{0,6}$"
)  # 是如今的两倍 is no growth


def set_kinds(
    scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack, *, shares: bool, margins: bool = False
) -> None:
    """Give every draft of a sentence its kind, and every change its sign.

    ``shares`` says that the last percentages of the text were shares, ``margins`` that they were levels of a margin.
    """
    inserted = asides(scene.text, sentence.span)
    for i, draft in enumerate(drafts):
        if draft.kind is not None:
            if draft.kind is Kind.CHANGE and "table" not in draft.fixed:
                set_sign(draft, Window.around(scene.text, sentence, drafts, i, inserted), drafts[:i])
            continue
        window = Window.around(scene.text, sentence, drafts, i, inserted)
        draft.kind = _kind(draft, window, drafts[:i], sentence, pack, shares=shares)
        told = (Kind.CHANGE,) if window.lead.isascii() else (Kind.CHANGE, Kind.SHARE)
        if margins and draft.kind in told and draft.figure.form is Form.PERCENT and _is_bare(draft, window):
            draft.kind = Kind.LEVEL
        if margins and draft.kind is Kind.SHARE and draft.figure.form is Form.PERCENT and OF_TIME.match(window.tail):
            draft.kind = Kind.LEVEL  # "below the 14.3% of the previous quarter"
        if draft.kind is Kind.RATIO and _FOLD_GROWTH.search(window.lead):
            draft.scale(Decimal(100))  # 多1.7倍 is 170 percent more
            draft.unit, draft.kind = "percent", Kind.CHANGE
        if draft.kind is Kind.CHANGE and draft.figure.form is Form.MULTIPLE and _is_multiple(draft, window, scene.text):
            draft.scale(Decimal("0.01"))
            draft.low, draft.high = (None if b is None else b + 1 for b in (draft.low, draft.high))
            draft.unit, draft.kind = "times", Kind.RATIO
        if draft.kind is Kind.RATIO and draft.figure.form is Form.FRACTION:
            draft.scale(Decimal("0.01"))  # "half of what NIO sold" is 0.5 times it
            draft.unit = "times"
        signed = draft.figure.form in (Form.PERCENT, Form.MONEY) or draft.figure.scale >= _MILLION
        if draft.kind is Kind.LEVEL and signed and MINUS.search(window.lead):
            negate(draft)
        if draft.kind is Kind.CHANGE:
            apart = difference(window.lead, window.tail, money=True) if draft.unit != "percent" else 0
            if apart < 0:
                negate(draft)
            elif not apart:
                set_sign(draft, window, drafts[:i])
        if draft.kind is Kind.RANK and _OF_THE.search(window.lead) and _QUARTER.search(window.before):
            draft.dropped = _PLACED.match(window.tail) is None  # "up 4.6% from the second": a quarter, no rank


def _is_multiple(draft: Draft, window: Window, text: str) -> bool:
    """Whether "double" is said of another amount: "nearly double the 107,000 of a year earlier"."""
    said = draft.span.of(text).lower().endswith(_DOUBLE)
    return said and _TIMES_WHAT.match(window.tail) is not None and _VERBAL.search(window.lead) is None


def _is_bare(draft: Draft, window: Window) -> bool:
    """Whether nothing around a percentage says which way anything moves: "We aim for 18% next year"."""
    if draft.figure.signed or cues.GROWTH_AFTER.match(window.tail):
        return False
    said = f"{window.before} {_COMMA_ZH.split(window.tail)[0]}"
    return not any(p.search(said) for p in (cues.UP, cues.DOWN, cues.SHARE, GROWTH_NOUN))


def _kind(draft: Draft, window: Window, earlier: list[Draft], sentence: Sentence, pack: Pack, *, shares: bool) -> Kind:
    unit = pack.units.get(draft.unit or "")
    if unit is not None and unit.dimension == "time" and draft.figure.form is Form.ORDINAL:
        return Kind.DURATION
    ratio = draft.figure.form in (Form.PERCENT, Form.FRACTION) and not _is_beside_rate(draft, earlier)
    if ratio and is_ratio(window.before, named=_names_another(draft, sentence)):
        return Kind.RATIO
    match draft.figure.form:
        case Form.PERCENT | Form.VAGUE:
            kind = percent_kind(draft, window, earlier, sentence, pack, shares=shares)
            return Kind.SHARE if kind is Kind.CHANGE and _is_share_again(draft, window, earlier) else kind
        case Form.POINTS:
            return Kind.CHANGE
        case Form.MULTIPLE:
            return Kind.CHANGE if draft.unit == "percent" else Kind.RATIO
        case Form.FRACTION:
            if (
                _MOVES_ZH.search(window.lead)
                or MOVES_BY.search(window.lead)
                or ABSOLUTE.match(window.tail)
                or _AGAIN.match(window.tail)
                or GONE.match(window.tail)
                or window.tail.startswith(" off ")
            ):
                return Kind.CHANGE
            return Kind.RATIO if _OF_WHAT.match(window.tail) else Kind.SHARE
        case Form.ORDINAL:
            return _ordinal_kind(draft, window)
        case Form.MONEY if earlier and earlier[-1].figure.form is Form.MONEY and _IN_BRACKETS.fullmatch(window.lead):
            return earlier[-1].kind or Kind.LEVEL  # the same amount in another currency
        case _:
            gap = any(d.kind is Kind.CHANGE and d.figure.form is draft.figure.form for d in earlier)
            return counted_kind(draft, window, pack, earlier_gap=gap)


def _is_beside_rate(draft: Draft, earlier: list[Draft]) -> bool:
    """Whether a percentage is only another value of the rate told before it: 毛利率20.1%，但不及一季度的20.5%."""
    told = next((d for d in reversed(earlier) if d.figure.form is Form.PERCENT and d.kind is not Kind.CHANGE), None)
    if told is None or told.low is None or draft.low is None or draft.figure.form is not Form.PERCENT:
        return False
    return told.low <= 2 * draft.low and draft.low <= 2 * told.low


def _is_share_again(draft: Draft, window: Window, earlier: list[Draft]) -> bool:
    """Whether a Chinese percentage is where the share told before it has come to: 去年占出口的15%，今年降到了9%."""
    told = next((d for d in reversed(earlier) if d.figure.form is Form.PERCENT), None)
    if told is None or told.kind is not Kind.SHARE or draft.figure.signed or draft.figure.form is not Form.PERCENT:
        return False
    between = window.before[-(draft.figure.full.start - told.span.end) :]
    return _COMES_TO_ZH.search(between) is not None and _RATE_ZH.search(between) is None


def _names_another(draft: Draft, sentence: Sentence) -> bool:
    """Whether a seller's name stands right before the figure but for 的 and a loosening word: 不足深蓝的一半."""
    start = draft.figure.full.start
    return any(0 < start - m.span.end <= _SHORT_ZH for m in sentence.of_sort(Sort.ENTITY))


def _ordinal_kind(draft: Draft, window: Window) -> Kind:
    if cues.STREAK_AFTER.match(window.tail):
        grain = _GRAIN.search(window.tail)
        if draft.unit == "rank" and grain:
            draft.unit = _GRAINS[grain[1].lower()]
        return Kind.DURATION
    return Kind.RANK

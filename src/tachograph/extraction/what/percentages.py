"""What a percentage is: a change, a share of a whole, or the level of a rate such as a margin."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.what.contrasts_zh import is_dearer
from tachograph.extraction.what.directions import LOOSENED, Window, direction_after, last_of

_STATES = Caseless(
    r"\b(?:to|at|from|is|was|were|are|stood at|stands at|reach(?:ed|es)?|of|with|on|has|had|hit)\s*(?:an? |the |around |about |some |almost |nearly |just )*$"
)
MOVES_BY = Caseless(
    rf"\b(?:by|{cues.NOT_MADE}up|down|puts? on|ris(?:e|es|ing)|rose|grew|grow(?:s|ing|th)?|increas\w+|gain(?:s|ed)?|jump(?:s|ed)?|surg(?:e|es|ed)|climb(?:s|ed)?|soar(?:s|ed)?"
    r"|f[ae]ll(?:s|ing|en)?|drop(?:s|ped)?|declin\w+|decreas\w+|slid|slump(?:s|ed)?|shrank|plung\w+|tumbl\w+|lost|loses|sank|dip(?:s|ped)?"
    r"|shed|reduc\w+|cut(?:s|ting)?|slash\w*|add(?:s|ed)?|advanc\w+|slip(?:s|ped)?|leapt|contract\w+|minus|plus)\s+(?:of |by |an? |the |another |around |about |some |almost |nearly |over |more than |just |as much as |as many as |at least |less than |well over )*$"
)
_OBJECT = Caseless(
    r"\b(?:from|versus|vs\.?|against|after|than|to|and)\s*(?:the\s+)?$|\b(?:above|below|beyond|over|under|short of)\s(?:the|its|their)\s$",
    r"(?:(?<![同环環])[比较較由从從]|[高低][于於])(?:[^，。；\d增升涨漲降跌减減]|\d{1,2}月){0,14}$",
)
_SHORT_OF = re.compile(r"(?:还|還|只|仅|僅|尚|仍|相)差(?:了|着)?(?:近|约|約|逾|超过)?$")
_BEFORE = re.compile(r",?\s(?:up from|down from|after|versus|against|compared with)\s\S{0,3}$", re.IGNORECASE)
_FROM = Caseless(r"\bfrom\s*$")
_ZH_OF = re.compile(
    r"(?:目标|目標|[上下]限|总量|總量|总数|收入|[销产][量能]|[銷產][量能]|交付量|出货量|出貨量|[装裝][车車机機]量|营收|營收)的(?:约|約|近|超|逾|大约)?$"
)
_OF_WHICH = Caseless(r"\bof (?:which|them|these|those)(?: about| around| some| nearly| over)?\s$")
# 较去年同期的61.5%提高3.2个百分点: what something is compared with, though the next word says which way it went
_COMPARED_ZH = re.compile(r"(?<![同环環])[较較比](?:[^，。；,\d]|\d{1,2}月|\d{4}年){1,12}的$")
_MOVES_ON = re.compile(
    r"(?:再|又|还|略|小幅|大幅|微|明显|显著){0,2}(?:提[高升]|上升|抬升|攀升|增加|增长|[增升涨降跌减多少]|下[降滑跌]|滑落|下探|回落|回升|降低|减少|收窄|扩大|[高低多少]出?)了?(?:约|近|逾|超)?(?:[，。；].*)?",
    re.DOTALL,
)
_PASSES = Caseless(
    r"\b(?:share|portion|proportion|part|penetration)\s(?:of [a-z ]{2,30}\s)?(?:has |had |now |already |first )*(?:exceed|top|surpass|pass|cross|broke|break|reach|clear)\w*\s(?:[a-z]+\s){0,2}$"
)
_PART_OF = Caseless(r"\b(?:of which|of (?:them|these|those)|including|among them)\b[^.;]{0,20}$", r"其中[^。；]{0,16}$")
_OR = Caseless(
    r",?\s(?:or|i\.e\.,?|that is,?|which is|equal to|equivalent to)\s(?:about |some |nearly |around )?$",
    r"，?[亦也]?(?:即|就是|相当于|相當於)(?:约|約)?$",
)
GROWTH_NOUN = Caseless(r"\b(?:growth|increase|rise|gain|jump|surge|decline|drop|fall|decrease|hike|minus|plus)s?\b")
# "of 10.7% from September and of 42.1%"; "of 35% over May, when it sold 226,686, and of 12% over April"
_AND_OF = re.compile(r"\b(?:from|on|over|against)\b[^,;.]*\band\s(?:of|by)\s$")
_AND_OF_TOO = re.compile(r"\band\s(?:of|by)\s$")
_MEASURED = re.compile(r"\s(?:from|on|over|against|compared|versus)\s")
# "36.6% of the market, ahead of BYD with 17.9%"
_PLACED_WITH = Caseless(r"\b(?:ahead of|behind|before|followed by|above)\s[^;.\d]*?\b(?:with|at|on)\s(?:\w+\s)?$")
# 份额由1.3%跌至0.6%: where a share or margin moves from and to, not how far
_HELD_ZH = r"(?:份[额額]|占比|佔比|比重|渗透率|滲透率|市占率|毛利率|利[润潤]率|[净淨]利率|关税|關稅|税率|稅率|利率)"
_MOVES_FROM = re.compile(rf"{_HELD_ZH}[^，。；,;]{{0,8}}[由从從][^，。；\d]{{0,8}}$")
_COMMA_ZH = re.compile("[，；]")
_SETS_OUT = re.compile("[由从從][^，。；\\d]{0,8}$")
_REACHES_COUNT = re.compile(r"\sto$|\sto\s(?:about |some |around |nearly |over |a record )?$")
_PRECISELY = re.compile(
    r"(?:\sof\s(?:[\w-]+\s?){1,3})?,?\s[(]?(?:(?:or|exactly|precisely|to be (?:exact|precise),)\s)*"
)
_LISTED_PART = re.compile(r":\s(?:the\s)?(?:[a-z]+\s)?[a-z]+s\s(?:that|which|who|of|with|in|made|built)\b")
_AGAINST_AIM = Caseless(
    r"\b(?:against|measured against|compared with|of) (?:the|its|their|that|this)\s(?:[a-z-]+\s){1,3}(?:it|that|this)(?:['’]s|\s(?:is|was|makes|made|comes to|came to))\s(?:[a-z]+\s)?$"
)
OF_TIME = re.compile(
    r"\s?of (?:the |a )?(?:previous|prior|preceding|last|same|first|second|third|fourth|quarter|month|year|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|(?:19|20)\d\d)\b(?! (?:goal|target|plan))",
    re.IGNORECASE,
)
_OF_MARKET = re.compile(
    r"\s?of (?:the|that|this|its|all|china['’]s|europe['’]s|the [a-z]+['’]s) (?:[\w-]+\s){0,3}?market\b", re.IGNORECASE
)
_LEVIED = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:duty|duties|tariffs?|tax|levy|VAT|surcharge)\b|的?(?:[\u4e00-\u9fff]{0,5}?)(?:[关關][税稅]|[补補][贴貼][税稅]|附加[税稅])"
)
_TAKES_ZH = re.compile("(?:[吃拿抢搶分占佔揽攬][掉下走去到了]+|包[揽攬]|[贡貢][献獻]了?|[占佔])[^，。；\\d]{0,8}$")
_OF_FLOW_ZH = re.compile(
    "的[^，。；\\d]{0,4}?(?:出口|[销銷]量|[销銷]售|市[场場]|份[额額]|[产產][量能]|[订訂][单單]|收入|[营營]收|利[润潤])"
)
_JOINED = re.compile(r",?\s(?:and\s)?(?:by\s)?")
_RESPECTIVELY = re.compile(r",?\srespectively\b")
_HOLDS = re.compile(
    r"\b(?:had|held|holds?|takes?|took|commands?|commanded|controls?|controlled|stay|stays|stayed|remain|remains|remained|corresponds? to|equals)"
    r"\s(?:(?:about|around|some|almost|nearly|over|only|just|above|below|at|well)\s)*$",
    re.IGNORECASE,
)
_MET_BY = Caseless(
    r"\b(?:met|meets?|fulfil\w*|achiev\w*|complet\w*|reached)\b[^,.;\d]{0,20}\bto the (?:tune|extent) of\s$",
    needs="to the ",
)
# "the average discount widened to 16.8%": where something moves that is told in percent
_MOVES_TO = re.compile(
    r"\b(?:widen|narrow|rise|rose|risen|fall|fell|fallen|climb|slip|drop|ease|decline|improve|increase|decrease|edge|inch|shrink|shrank|go|went|come|came)(?:s|d|ed|ing)?"
    r"\s(?:(?:up|down|back|further|slightly|sharply)\s){0,2}to\s(?:(?:about|around|almost|nearly|just|over|only|a record|more than|less than)\s)*$",
    re.IGNORECASE,
)
_STATES_ZH = re.compile(
    rf"{_HELD_ZH}[^，。；,;]{{0,16}}(?:[由从從][^，。；\d]{{0,8}}|[升降跌增提滑回落涨漲收调調][^，。；\d]{{0,3}}[至到][约約近]?)$"
)
# 掉到, 缩水至, 跌回, 压到了: where something comes to, whatever verb says how; a rate of growth is one of change still
_ARRIVES_ZH = re.compile(
    "(?<![达達])[\u4e00-\u9fff][至到回](?:了)?(?:[约約近逾超仅僅才只]|不到|不足|将近|將近|超过|超過)*$"
)
_GROWTH_ZH = re.compile("[增降跌升涨漲减減]幅|增[速长長](?!的)")
MINUS = re.compile(
    r"\b(?:minus|negative)\s(?:(?:to the tune of|at|by|of|territory at)\s)?(?:(?:about|some|around|nearly|over)\s)?$|[负負]$",
    re.IGNORECASE,
)
_OWN_IN_BRACKETS = re.compile(r"[A-Za-z](?:['’]s|s['’])\s\($")
_OF_WHAT_WAS = re.compile(
    r"\s?of\s(?:what\s(?:it|they|he|she|the\s\w+)\s(?:\w+\s){1,3}?(?=a\syear|last|in|the\s(?:month|week|quarter|year)|before|then|two|three|five|ten|back)"
    r"|(?:the|its|their)\s(?:level|number|total|volume|figure|rate|pace)\s(?:of\s)?(?:a\syear|last|in\s(?:19|20)|two|three|five|ten))",
    re.IGNORECASE,
)
_ON_TO = re.compile("[^，。；\\d]{0,4}[至到回]")
# 由26.3%降到20.3%，再回升到22.9%
_ON_TO_ZH = re.compile("，(?:再|又|然后|随后|最后|而后|其后)[^，。；\\d]{0,6}[至到][了约約近]?")
_OF_FIGURE_ZH = re.compile(r"[辆輛台臺元座家度]?的[约約近超逾不到大足仅僅才将將]{0,3}$")  # 目标70万辆的58%
# "The average discount in the market reached 18.2%", 平均优惠幅度为17.9%: how deep it is, and not how far it moved
_DISCOUNT_IS = Caseless(
    r"\b(?:discounts?)\b[^.;\d]{0,40}\b(?:reached|was|were|is|are|averaged|averages|stood at|stands at|came to|amounted to|hit)\s(?:[a-z]+\s){0,3}$",
    r"(?:[优優]惠|折扣|折[让讓]|[让讓]利)(?:幅度|力度|率)(?:[达達][到至]?|[为為是]|[约約近超逾]|高)*$",
    needs="discount",
)
# "were down 14 percent at 390,000, luxury brands 16 percent at 206,000": the verb is said once
_NEXT_NAME = re.compile(r"(?:,|;| and|, and)\s(?:[A-Za-z][\w&’'-]*\s){1,4}(?:by\s)?")
_AT_COUNT = re.compile(r"\sat\s(?:about\s|some\s|around\s|nearly\s|over\s)?$")
_EXCEEDS = re.compile(r"\s(?:now\s)?(?:exceed|top|surpass|pass|cross)(?:s|es|ed)?\s", re.IGNORECASE)
_AT = re.compile(r"(?:\s(?:cars|vehicles|models))?\sat\s(?:about\s|around\s|some\s|over\s|nearly\s)?")
_DASH = re.compile(r"\s?[-–—]\s?(?![-\d])")
_DASHED = re.compile(r"\s?[-–—]\s?(?:(?:or|about|around|some|nearly|almost|roughly|just)\s){0,2}")


# "It lost 36 percent of its volume": of what it had itself
_LOSES = Caseless(
    r"\b(?:lost|los(?:e|es|ing)|shed(?:s|ding)?|gave up|giv(?:es|ing) up|given up|surrendered|forfeited|forgone|sacrificed)\s(?:(?:about|around|some|nearly|almost|over|more than|as much as|up to|another|a further|just|only)\s){0,2}$"
)
_OF_ITS_OWN = re.compile(
    r"\s(?:of|in|from)\s(?:its|their|his|her|the|our)\s(?:[\w'’-]+\s){0,2}?(?:volumes?|sales|deliver(?:y|ies)|business|custom|customers|buyers|registrations|output|production|exports|shipments|revenues?|turnover|profits?|earnings|value|worth|capitali[sz]ation)\b"
)


def percent_kind(
    draft: Draft, window: Window, earlier: list[Draft], sentence: Sentence, pack: Pack, *, shares: bool
) -> Kind:
    """What a percentage is, by what is said right beside it, else by the figures before it, else by its clause.

    ``shares`` says that the last percentages of the text were shares.
    """
    ratio = _ratio_metric(draft, sentence, pack, window.inserted)
    return (
        _beside(draft, window, sentence, pack, ratio)
        or _going_on(draft, window, earlier, ratio, shares=shares)
        or _in_clause(draft, window, earlier, sentence, ratio, shares=shares)
    )


def _beside(draft: Draft, window: Window, sentence: Sentence, pack: Pack, ratio: str | None) -> Kind | None:
    """The kind that the words right before or behind a percentage give it, whatever was told before."""
    lead, tail = window.lead, window.tail
    held = Kind.SHARE if ratio is None else Kind.LEVEL
    if is_dearer(lead) or (_LOSES.search(lead) and _OF_ITS_OWN.match(tail)):
        return Kind.CHANGE
    if _DISCOUNT_IS.search(lead):
        return Kind.LEVEL
    if MINUS.search(lead) and _ratio_metric(draft, sentence, pack):
        return Kind.LEVEL
    if draft.figure.signed and not _ratio_metric(draft, sentence, pack):
        return Kind.CHANGE
    if (
        not lead.isascii()
        and _ON_TO.match(tail)
        and (_MOVES_FROM if ratio is None else _SETS_OUT).search(window.before)
    ):
        return held
    if tail.startswith((" mark", " threshold", "-mark")) and not GROWTH_NOUN.search(lead):
        return held
    if _OF_WHAT_WAS.match(tail) and not MOVES_BY.search(lead):
        return Kind.RATIO  # "about 60% of what it registered a year ago"
    if _OF_MARKET.match(tail) and not MOVES_BY.search(lead):
        return Kind.SHARE  # "15% of the market above 200,000 yuan"
    if _TAKES_ZH.search(lead) and _OF_FLOW_ZH.match(tail):
        return Kind.SHARE  # 吃掉我们18%的出口
    if _LEVIED.match(tail):
        return Kind.LEVEL  # "a 50% duty"
    if _COMPARED_ZH.search(lead) and _MOVES_ON.fullmatch(tail):
        return held
    sets_out = not lead.isascii() and _SETS_OUT.search(lead) and _ON_TO.match(tail)  # 由8%爬升到11%
    if cues.GROWTH_AFTER.match(tail) or (direction_after(tail) and not sets_out):
        return Kind.CHANGE
    if _is_surpassed(draft, sentence, window) or _PASSES.search(lead):
        return Kind.SHARE
    return None


def _going_on(draft: Draft, window: Window, earlier: list[Draft], ratio: str | None, *, shares: bool) -> Kind | None:
    """The kind of a percentage that goes on from the figures before it."""
    lead, tail = window.lead, window.tail
    if (again := _told_again(window, earlier, of_ratio=ratio is not None, shares=shares)) is not None:
        return again
    if cues.SHARE_AFTER.match(tail) and ratio is None:
        return Kind.SHARE
    held = [d.kind for d in earlier if d.figure.form is Form.PERCENT][-1:]
    if held == [Kind.SHARE] and not lead.isascii() and _SETS_OUT.search(lead) and _ON_TO.match(tail):
        return Kind.SHARE  # 市占率由22%滑到18%，在巴西由8%爬升到11%
    if MOVES_BY.search(lead):
        return Kind.CHANGE
    last = earlier[-1] if earlier else None
    rates = [d for d in earlier if d.figure.form is Form.PERCENT]
    rate = rates[-1] if rates and rates[-1] is last else None  # right before it
    if rate is not None and rate.kind is Kind.CHANGE and _JOINED.fullmatch(lead) and _RESPECTIVELY.match(tail):
        return Kind.CHANGE
    if rate is not None and _PLACED_WITH.search(lead):
        return rate.kind or Kind.CHANGE
    if shares and ratio is None and _BEFORE.match(tail):
        return Kind.SHARE
    if last is not None and last.kind is Kind.CHANGE and _AND_OF.search(lead):
        return Kind.CHANGE
    if rates and rates[-1].kind is Kind.CHANGE and _AND_OF_TOO.search(lead) and _MEASURED.match(tail):
        return Kind.CHANGE
    if _REACHES_COUNT.match(tail) and not _FROM.search(lead):
        return Kind.CHANGE  # "for a share of 23.3 percent, and plug-in hybrids 56.4 percent to 38,308"
    if lead.endswith(("(", "（")) and last is not None and _is_part(draft, last, window):
        return Kind.SHARE
    if last is not None and last.kind is Kind.LEVEL and not lead.isascii() and _OF_FIGURE_ZH.fullmatch(lead):
        return Kind.SHARE
    if rate is not None and rate.kind in (Kind.SHARE, Kind.LEVEL) and _ON_TO_ZH.fullmatch(lead):
        return rate.kind
    if _OF_WHICH.search(lead) or _ZH_OF.search(lead) or _SHORT_OF.search(lead):
        return Kind.SHARE
    if last is not None and last.figure.form is Form.FRACTION and _PRECISELY.fullmatch(lead):
        return last.kind or Kind.SHARE  # "more than half of them, 52.6%, lost money"
    if _LISTED_PART.match(tail) or _AGAINST_AIM.search(lead):
        return Kind.SHARE  # "60%: stations that make money", "Against the original it is 84%"
    aside = len(earlier) > 1 and lead.startswith((")", "）")) and earlier[-1].kind is Kind.CHANGE
    if (_OR.search(lead) or _in_dashes(lead, tail)) and earlier and earlier[-1 - aside].kind is Kind.LEVEL:
        return Kind.SHARE
    return None


def _in_clause(
    draft: Draft, window: Window, earlier: list[Draft], sentence: Sentence, ratio: str | None, *, shares: bool
) -> Kind:
    """The kind of a percentage by the nearest words of its clause for shares, rates and directions."""
    lead, tail = window.lead, window.tail
    share = last_of(cues.SHARE, window.before)
    stated = bool(_STATES.search(lead)) or (not lead.isascii() and _states_zh(window, of_ratio=ratio is not None))
    if stated:
        if ratio is not None:
            return Kind.LEVEL
        if share >= 0 and share > last_of(GROWTH_NOUN, window.before):
            return Kind.SHARE
    percents = [d for d in earlier if d.figure.form is Form.PERCENT and d.kind in (Kind.SHARE, Kind.CHANGE, Kind.LEVEL)]
    if _OBJECT.search(lead) and (held := [d for d in percents if d.kind is not Kind.CHANGE]):
        return held[-1].kind or Kind.SHARE
    arrives = not lead.isascii() and _ARRIVES_ZH.search(lead) and not _GROWTH_ZH.search(_COMMA_ZH.split(lead)[-1])
    if arrives and percents and percents[-1] is earlier[-1] and percents[-1].kind is Kind.SHARE:
        return Kind.SHARE  # 渗透率三季度冲上10.5%，补贴一停，立刻跌回5.2%
    if percents and percents[-1] is earlier[-1] and _FROM.search(lead):
        return percents[-1].kind or Kind.CHANGE
    if shares and stated and not GROWTH_NOUN.search(lead):
        return Kind.SHARE
    if ratio is not None and _metric_last(draft, sentence, lead):
        return Kind.LEVEL
    if _HOLDS.search(lead) or _MET_BY.search(lead):
        return Kind.SHARE
    if _MOVES_TO.search(lead) and not GROWTH_NOUN.search(window.before):
        return Kind.SHARE if share >= 0 else Kind.LEVEL
    bare = LOOSENED.sub("", lead)
    up_down = max(last_of(cues.UP, bare), last_of(cues.DOWN, bare))
    here = last_of(cues.SHARE, lead)
    if up_down >= 0 or here >= 0:
        return Kind.SHARE if here > up_down else Kind.CHANGE
    if ratio is not None:
        return Kind.LEVEL
    if percents and percents[-1] is earlier[-1]:
        return percents[-1].kind or Kind.CHANGE
    if percents and percents[-1].kind is Kind.CHANGE and _NEXT_NAME.fullmatch(lead) and _AT_COUNT.match(tail):
        return Kind.CHANGE
    if shares:
        return Kind.SHARE
    if cues.SHARE.search(window.before) or re.match(r"^[^.;]{0,40}\bshare\b", tail):
        return Kind.SHARE
    return Kind.CHANGE


def _states_zh(window: Window, *, of_ratio: bool) -> bool:
    """Whether Chinese says where a rate or share stands or has come to, and not how far it moved."""
    if _STATES_ZH.search(window.before):
        return True
    return (
        of_ratio and bool(_ARRIVES_ZH.search(window.lead)) and not _GROWTH_ZH.search(_COMMA_ZH.split(window.lead)[-1])
    )


def _told_again(window: Window, earlier: list[Draft], *, of_ratio: bool, shares: bool) -> Kind | None:
    """The kind of what somebody else has in brackets, or of the growth of another time."""
    if of_ratio:
        return (
            Kind.LEVEL if _OWN_IN_BRACKETS.search(window.lead) else None
        )  # "5.6 points short of XPeng's (20.1 percent)"
    moved = [d.kind for d in earlier if d.figure.form is Form.PERCENT][-1:]
    grew = moved == [Kind.CHANGE] and not shares
    return Kind.CHANGE if grew and OF_TIME.match(window.tail) else None  # "topped the 17 percent of the year before"


def _is_part(draft: Draft, before: Draft, window: Window) -> bool:
    """Whether what stands in brackets is a share: behind another, or what a part is of the whole told before it.

    "471,000 passenger cars, of which 268,000 were NEVs (56.9%)": the part's noun may follow its figure.
    """
    if before.kind is Kind.SHARE:
        return True
    if before.kind is not Kind.LEVEL or not window.tail.startswith((")", "）")):
        return False
    return _PART_OF.search(window.before[: before.figure.full.start - draft.span.start]) is not None


def _ratio_metric(draft: Draft, sentence: Sentence, pack: Pack, inserted: tuple[Span, ...] = ()) -> str | None:
    """The ratio metric (a margin, an index) named nearest before the figure in its sentence, if it is the last metric.

    What stands in the ``inserted`` parts of the sentence is passed over.
    """
    last = None
    for mention in sentence.of_sort(Sort.METRIC):
        if mention.span.start < draft.span.start and not any(a.contains(mention.span) for a in inserted):
            last = mention.key
    metric = pack.metrics.get(last) if last else None
    if (
        metric
        and metric.nature is Nature.RATIO
        and metric.unit == "percent"
        and metric.id not in ("market_share", "penetration")
    ):
        return metric.id
    return None


def _metric_last(draft: Draft, sentence: Sentence, lead: str) -> bool:
    """Whether the metric's name comes after every word of direction before the figure: "…, and vehicle margin 13.1%"."""
    start = draft.span.start - len(lead)
    named = max((m.span.start for m in sentence.of_sort(Sort.METRIC) if m.span.start < draft.span.start), default=-1)
    return named - start > max(last_of(cues.UP, lead), last_of(cues.DOWN, lead))


def _is_surpassed(draft: Draft, sentence: Sentence, window: Window) -> bool:
    """Whether a segment passes so much of the whole: "NEVs exceed 60%"."""
    before = [m for m in sentence.of_sort(Sort.SEGMENT) if m.span.end <= draft.span.start]
    behind = window.before[before[-1].span.end - draft.span.start :] if before else ""
    led = before and window.before[: before[-1].span.start - draft.span.start].endswith("with ")
    return _EXCEEDS.fullmatch(behind) is not None or bool(led and _AT.fullmatch(behind))  # "with NEVs at 54 percent"


def _in_dashes(lead: str, tail: str) -> bool:
    """Whether a figure stands between dashes right behind another: "22.6 GWh - 16.8 percent - went abroad"."""
    return _DASHED.fullmatch(lead) is not None and _DASH.match(tail) is not None

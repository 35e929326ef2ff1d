"""Chinese prices told without a currency, as they are spoken: 指导价35.39万, 便宜了2万, 12万就能开走, 标价25.35万起."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure, Form

_TEN_THOUSAND = 10_000
_LOWEST, _HIGHEST = Decimal(1_000), Decimal(5_000_000)
_OF_CARS = Decimal(30_000)  # what is told beside a price may be as low as a part of it, or a number of cars
_ALIKE = Decimal(3)
_LEAD = 20  # characters
_PASSED = 3  # figures: 23.59万的Model Y，三年后只剩13万
_CURRENCY = "CNY"
_LOOSE = "(?:[后後约約近逾超达達到至为為是在要需得出了只才仅僅就也还還高低多仍]|快|差不多|不到|不足|不超[过過]|左右|大[约約]|[将將]近|[最至][高低多少]|统一|直接|分[别別])*"
# 指导价, 裸车价, 成交价格; not 评价, 股价, 特价车, and not what prices only lead to
_PRICE = "(?<![评評股特廉半物油电電运運])[价價](?:格|位|[钱錢])?(?![值车車款比])"
_PRICED = re.compile(f"{_PRICE}(?:[^，。；：、\\d销銷卖賣交订訂产產月]{{0,6}}?){_LOOSE}[:：（(]?$")
_PAID = re.compile(
    "(?:便宜|直降|立[减減省]|[优優]惠|[降涨漲加]价|[降漲加]價|[让讓]利|[减減]免|[补補][贴貼]|[贵貴]|[节節]?省|[倒]?[贴貼]|抵扣|首付|[定订訂]金|尾款|月供"
    f"|落地|裸[车車]|[标標][价價]|[报報][价價]|起步|[标標]着|花|掏|[开開][价價]|肯出|只出|砍掉?[价價]?|[才只仅僅][给給]到?|[亏虧赔賠赚賺](?:损|損|掉)?){_LOOSE}$"
)
_BUYS = re.compile(
    "(?:元|[块塊][钱錢]?)?(?:左右|上下|出[头頭]|多)?(?:起?[售卖賣步](?!出|了)|起(?=[，。；、）)！]|$)"
    "|[就便]?(?:能|可以?|得)?(?:拿下|[开開]走|入手|提[车車]|落地|包牌|[买買](?:到|下|的|了|[一这這])|到手|[提落]的)|的?(?:价位|價位|价格|價格|售价|售價|起[价價]|[级級]))"
)
# What counts things, and no amount of money, between a price and a bare number behind it.
_COUNTS = re.compile(
    "[销銷售]量|售出|[卖賣][出了掉]|月[销銷]|[销銷]售|交付|交[出了]|[订訂][单單]|大定|小[订訂]|[产產]|出口|[用客]户|保有|下[线線]|[辆輛台臺]|突破|累[计計]|破"
)


def price_bare(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, bare tens of thousands that the words around them make a price with the currency left out."""
    priced = list(figures)
    for i, figure in enumerate(priced):
        if not _may_be_price(figure):
            continue
        before = priced[i - 1] if i else None
        amount = next((f for f in priced[max(0, i - _PASSED) : i][::-1] if _goes_on(text, f, figure)), None)
        if amount is not None or _is_named(text, figure, before):
            priced[i] = _in(amount.unit if amount is not None else _CURRENCY, text, figure)
    return priced


def _may_be_price(figure: Figure) -> bool:
    """Whether it is a bare number of tens of thousands; 起 behind one only seems to count cases."""
    bare = figure.form is Form.NUMBER or (figure.form is Form.UNIT and figure.noun == "起")
    value = figure.high if figure.high is not None else figure.value
    return bare and figure.scale == _TEN_THOUSAND and not figure.ordinal and _LOWEST <= abs(value) <= _HIGHEST


def _is_named(text: str, figure: Figure, before: Figure | None) -> bool:
    start = max(figure.full.start - _LEAD, before.span.end if before is not None else 0)
    lead = text[start : figure.full.start]
    if _PRICED.search(lead) or _PAID.search(lead):
        return True
    end = figure.noun_span.start if figure.noun_span is not None and figure.noun == "起" else figure.span.end
    return figure.value >= _OF_CARS and _BUYS.match(text, end) is not None


def _goes_on(text: str, before: Figure, figure: Figure) -> bool:
    """Whether it is another price of the sentence: 起售价27.98万元，顶配37.98万; 那会儿可是32.18万到36.98万."""
    if before.form is not Form.MONEY or before.scale != _TEN_THOUSAND or figure.noun is not None:
        return False
    between = text[before.span.end : figure.full.start]
    a, b = abs(before.value), abs(figure.value)
    alike = _LOWEST <= a <= _HIGHEST and b >= _OF_CARS and max(a, b) <= _ALIKE * min(a, b)
    return alike and not re.search("[。！？\n]", between) and _COUNTS.search(between) is None


def _in(unit: str | None, text: str, figure: Figure) -> Figure:
    """The figure as an amount of money, without a 起 that it took for what it counts."""
    span, full = figure.span, figure.full
    if figure.noun == "起" and figure.noun_span is not None:
        end = len(text[: figure.noun_span.start].rstrip())
        span, full = Span(span.start, end), Span(full.start, end)
    return replace(
        figure, span=span, full=full, form=Form.MONEY, unit=unit, dimension="money", noun=None, noun_span=None,
        classifier=False, known=True,
    )  # fmt: skip

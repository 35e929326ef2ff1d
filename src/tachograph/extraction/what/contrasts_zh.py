"""Chinese figures that say how far one thing is from another: 领先小鹏约16.7万辆, 少卖了近30万辆, 不足前者的六成."""

from __future__ import annotations

import re

from tachograph.extraction.text.caseless import Caseless

_LOOSE = r"(?:了|近|将近|约|大约|逾|超|超过|不到|差不多|整整|足足|至少|至多|最多|最高|多达|高达|达|出)*"
_MADE = r"(?:卖|售|销|交|产|造|装|赚|挣|花|付|收|送|开|买|投|用|出口|交付|销售|生产)"
# 领先它近6000辆, 多卖19万辆: of what is counted
_AHEAD = Caseless(
    "(?!)",
    rf"(?:领先|反超|赶超|甩开|拉开|高过|胜过|超出(?=目标|计划|预期|指引|原定|近|约|了)|多{_MADE}(?:出|付|了)?)[^，。；：\d]{{0,10}}?{_LOOSE}$",
)
_BEHIND = Caseless("(?!)", rf"(?:落后|不及|输给|少{_MADE}(?:出|付|了)?)[^，。；：\d]{{0,10}}?{_LOOSE}$")
# 被前者甩开约800辆
_LEFT_BEHIND = Caseless("(?!)", rf"被[^，。；：\d]{{0,8}}(?:领先|反超|赶超|甩开|甩下|拉开|落下|超出){_LOOSE}$")
_MARGIN = re.compile(r"的?(?:微弱|明显|巨大|较大|绝对|小幅|些微|微小)?(?:优势|差距|之差|领先优势)")
# 砍去30万元, 贵出近9000元, 下调了两万元: of what is paid
_DEARER = Caseless(
    "(?!)", rf"(?:贵|涨|加价|上涨|调高|调涨|抬高|上浮)(?:了|出|至多)?{_LOOSE}$|厚了?{_LOOSE}$|[又再多]?添{_LOOSE}$"
)
_CHEAPER = Caseless("(?!)", rf"(?:砍[去掉了]|直降|便宜|狂降|再降|降了|降下|省|调低|薄了?|少了){_LOOSE}$")
_COSTS = re.compile("(?:贵|貴|便宜|[降涨漲加]价|[降漲加]價)(?:了|出|近|约|約|超过?|至少|将近|不到)*$")
_TRADITIONAL = str.maketrans(
    "領趕開過勝賣銷產裝賺買輸給貴漲調厚約將達優勢", "领赶开过胜卖销产装赚买输给贵涨调厚约将达优势"
)
_LISTED = re.compile(r"(?:[上下]调|调整|涉及|覆盖|推出|发布)了?(?:旗下|多达|共)?$")

# 不足前者的六成, 抵得上去年全年的九成多, 不到1月63238辆的一半: so much of another figure, which is no whole of it
_EQUALS = (
    r"(?:抵得[上过]|相当于|等于|不足|不到|[不只仅才刚]及|未到|只有|仅有|仅为|只是|仅是|约为|约是|大约是|还不到|接近)"
)
_OTHER = (
    r"(?:前者|后者|对手|上者|[去上前]年(?:全年|同期|同月|同季)?|上月|上季度?|同期|\d{4}年(?:全年|同期)?|[一二三四1-4]季度"
    r"|(?:[去上]年)?\d{1,2}月(?:份)?(?:全月|同期)?)"
)
_OF_ANOTHER = re.compile(rf"(?:{_OTHER}(?:的?[\d.,]+[万亿]*[辆台家座元])?|[\d.,]+[万亿]*[辆台家座])的{_LOOSE}$")
_OF_SELLER = re.compile(rf"(?:抵得[上过]|相当于|等于)(?P<whom>[^，。；\d]{{2,12}}?)的{_LOOSE}$")
# 出口2.8万辆，相当于同期产量的16%: so much of what the same seller or market did in all
_OF_OWN = re.compile(
    rf"(?:同期|同月|当月|其|自身|本国|国内|全部|全年|总)?的?总?(?:[销产]量|交付量?|营收|收入|产能|出货量?|装[车机]量|批发量?|零售量?)的{_LOOSE}$"
)
_POSSESSED = re.compile(rf"的{_LOOSE}$")
_COMPARES = re.compile(rf"{_EQUALS}[^，。；]{{0,24}}$")
_WHOLE = re.compile("总|全部|全国|目标|计划|市场|整体|大盘|行业|集团|规模|盘子|其中")


def difference(lead: str, tail: str, *, money: bool) -> int:
    """1 or -1 where the words right before a counted figure make it a difference, by its direction; else 0."""
    if lead.isascii():
        return 0
    lead = lead.translate(_TRADITIONAL)[-24:]
    if _LEFT_BEHIND.search(lead):
        return -1
    if _MARGIN.match(tail.translate(_TRADITIONAL)) or _AHEAD.search(lead):
        return 1
    if _BEHIND.search(lead):
        return -1
    if money and _DEARER.search(lead):
        return 1
    return -1 if money and _CHEAPER.search(lead) else 0


def is_dearer(lead: str) -> bool:
    """Whether the words right before a figure say how much more or less something costs: 贵三成, 便宜了两成."""
    return not lead.isascii() and _COSTS.search(lead[-8:]) is not None


def is_listed(lead: str) -> bool:
    """Whether so many things are what is dealt with, not how far something moves: 下调31款车的指导价."""
    return _LISTED.search(lead) is not None


def is_ratio(before: str, *, named: bool) -> bool:
    """Whether a percentage or fraction behind these words is of another seller's or time's figure, no share of a whole.

    ``named`` says that a name stands right before it.
    """
    said = _COMPARES.search(before[-40:])
    if said is None or _WHOLE.search(said.group()):
        return False
    if named and _POSSESSED.search(said.group()):
        return True
    own = re.match(_EQUALS, said.group())
    if own is not None and _OF_OWN.fullmatch(said.group(), own.end()):
        return False
    return _OF_ANOTHER.search(said.group()) is not None or _OF_SELLER.search(said.group()) is not None

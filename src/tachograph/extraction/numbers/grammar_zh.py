"""The Chinese of figures: numerals, loosening words, measure words, all as ``script.plain`` spells them."""

from __future__ import annotations

import re

from tachograph.core.quantity import Modifier

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERAL = "零〇一二三四五六七八九十百千万亿两"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BEFORE: dict[str, Modifier] = {
    **dict.fromkeys(_words("约 大约 约为 约合 约占 约有 大概 大致 差不多 估计"), Modifier.ABOUT),
    **dict.fromkeys(
        _words(
            "超 超过 超出 超逾 逾 过 突破 破 高于 多于 大于 至少 最少 不低于 不少于 起码 站上 站稳 站稳在 守住 守在 稳居 跨过 越过 迈过 冲破 踏上 够上 高过 "
            "超过了 突破了 站上了 守住了 跨过了 越过了 迈过了 冲破了"
        ),
        Modifier.OVER,
    ),
    **dict.fromkeys(
        _words(
            "不到 不足 低于 少于 小于 未满 不满 至多 最多 最多等 最高 最高达 最高可 最高可达 最高可领 最高可享 最高可省 最高可减 最高可补 最高补贴 最多可领 最多可省 最多可享 至长可享 不超过 不会超过 不多于 不会多于 未超过 未到 上限"
        ),
        Modifier.UNDER,
    ),
    **dict.fromkeys(_words("近 接近 将近 逼近 直逼 濒近 差点 接近了 逼近了"), Modifier.NEARLY),
}
LONGEST_BEFORE = max(map(len, BEFORE))
# 经过 and the like end in a loosening character that does not loosen.
NOT_AFTER = {"过": "经通透不", "近": "最附", "约": "节合预契特签违", "破": "爆", "超": "赶反"}
AFTER: dict[str, Modifier] = {
    **dict.fromkeys(_words("左右 上下 前后 许"), Modifier.ABOUT),
    **dict.fromkeys(_words("以上 或以上 及以上 之上 上方 大关 关口 开外 出头 挂零 起 还多 有余 还要多"), Modifier.OVER),
    **dict.fromkeys(_words("以内 之内 以下 下方 内 都不到 都没到 都不足 还不到"), Modifier.UNDER),
}
NOT_INSIDE = "地部需存外饰"  # 内地 and the like do not bound
MORE = "多余"  # inside a figure: 30多家, 20余万
CROSSING = "过破上逾超"  # before a lone scale word: 过万 is above ten thousand
REACHING = "近约达至"
CLASSIFIERS = frozenset("个家款座名位条项种只支批次场份艘架颗枚套件部台辆间所店处户人根")
ONLY = re.compile(
    "只(?:完成|[是有能够卖交做占剩要用花需给差达算到]|实现|兑现|达成|跑|涨|跌|增|降|多|少)"
)  # no measure word
SORTS = re.compile(
    "新能源(?:汽车)?|纯电动?|电动(?:汽?车)?|自主|合资|国产|本土|中国|主流|头部|豪华|造车|整车|汽车|海外|线下|直营"
)
GENERIC = frozenset("家座个间所处根")  # measure words of many things: the topic of the sentence tells which
VAGUE = frozenset("几数好")  # 几万, 数百
DECIPERCENT = "成"  # 一成 is ten percent
NOT_DECIPERCENT = frozenset("为本立功果长交员熟都就套品")  # 三成为 is no share
# Multiples as changes in percent, and words for the first place.
TURNS = {
    **dict.fromkeys(_words("翻倍 翻番 翻一番 翻了一番 翻一倍 翻了一倍 翻了倍 倍增"), 100),
    **dict.fromkeys(_words("翻两番 翻了两番"), 300),
    **dict.fromkeys(_words("腰斩 减半"), -50),
}
FIRSTS = frozenset(
    _words(
        "居首 榜首 周冠 月冠 季冠 年冠 销冠 一哥 称冠 夺冠 登顶 冠军 头名 魁首 头把交椅 排在首位 排首位 位列首位 位居首位 列首位 居首位 占据首位 跃居首位 升至首位"
    )
)
SECONDS = frozenset(_words("次席 亚军 榜眼 居次"))
HALVES = {"一半": False, "半数": False, "过半": True}  # and whether it says "more than"

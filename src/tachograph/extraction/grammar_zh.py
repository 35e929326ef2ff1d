"""The Chinese of figures: numerals, loosening words, measure words. Written in the spelling that ``script.plain`` gives."""

from __future__ import annotations

from tachograph.core.quantity import Modifier

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERAL = "零〇一二三四五六七八九十百千万亿两"

_O, _U, _N, _A = Modifier.OVER, Modifier.UNDER, Modifier.NEARLY, Modifier.ABOUT
BEFORE: dict[str, Modifier] = {
    **dict.fromkeys(("约", "大约", "约为", "约合", "约占", "大概", "大致", "差不多", "估计"), _A),
    **dict.fromkeys(("超", "超过", "超出", "超逾", "逾", "过", "突破", "破", "高于", "多于", "大于", "至少", "最少", "不低于", "不少于", "起码",
                     "站上", "跨过", "越过", "迈过", "以上的", "高过"), _O),
    **dict.fromkeys(("不到", "不足", "低于", "少于", "小于", "未满", "不满", "至多", "最多", "最多等", "不超过", "不多于", "未超过", "未到", "最高", "高达",
                     "上限"), _U),
    **dict.fromkeys(("近", "接近", "将近", "逼近", "直逼", "濒近", "差点"), _N),
}  # fmt: skip
BEFORE["高达"] = Modifier.EXACTLY
BEFORE["最高"] = Modifier.EXACTLY
LONGEST_BEFORE = max(map(len, BEFORE))
AFTER: dict[str, Modifier] = {
    **dict.fromkeys(("左右", "上下", "前后", "许"), _A),
    **dict.fromkeys(("以上", "或以上", "及以上", "之上", "开外", "起"), _O),
    **dict.fromkeys(("以内", "之内", "以下", "以下的"), _U),
}
# 以上 and the like count wherever a unit stands between; 多 and 余 stand inside the figure: 30多家, 20余万.
MORE = "多余"
CLASSIFIERS = frozenset("个家款座名位条项种只支批次场份艘架颗枚套件部台辆台间所店处店户人员")
GENERIC = frozenset("家座个间所处根")  # measure words of many things: the topic tells which
DECIPERCENT = "成"  # 一成 is ten percent
NOT_GENERIC = frozenset("家座个间所处根")  # measure words of many things: the topic tells which
DECIPERCENT = frozenset("为本立功果长交员熟都就套品")  # 五成 is a share, 三成为 is not
# 经过 and the like end in a loosening character that does not loosen.
NOT_AFTER = {"过": "经通透不", "近": "最附", "约": "节合预契特签违", "破": "爆", "超": "赶反", "以上的": ""}

"""Levels that are told only to be compared with: "X，上年同期为Y，增幅Z%" says Z of X."""

from __future__ import annotations

import re

from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.decided_zh import settles_aim
from tachograph.extraction.times.expressions import Sense, TimeMention

BASED = re.compile(r"的?基[础礎數数]上")  # 在22.2万辆的基础上翻番: where an aim starts from
_NEAR, _TURNS = 24, 6  # characters
_CALENDAR = re.compile(r"[年月季期前]")  # 去年同期 and 上月 name a time, 同比 and 环比 only compare
# What a clause may open with before the time that it looks back to.
_TURN = "(?:不过|不過|然而|要知道|须知|須知|反观|反觀|其实|其實|而|但|却|卻|可|惟|唯|只是)?"
_OPENS = re.compile(
    f"(?:^|[，；、,;（(—：“]|为|為|是|由|从|從|于|於|把|将|將)(?:{_TURN}，?(?:[与與和同较較比为為])?在?)$"
)
# 去年这时候人家净赚28亿元; 而一年之前，这两个数字分别是6.2万辆和10.7%: the clause of the time, or one that points back
_UP_TO = re.compile(
    "(?:，(?:[这這该該此]|它|其)[^，。；、（(\\d]{0,8})?(?:的|则|則|仅|僅|只|约|約|近|超|逾|[\u4e00-\u9fff]){0,8}(?:（|\\()?"
)
_BESIDE = Caseless(r"(?:[比较較](?:起|去年|上年|上月|上季)?|相[较較比]于?|[与與])[^，。；,;]{1,14}$")
_YEAR_BEFORE = re.compile("[去上前]年|一年")
_LEADS = re.compile(f"{_TURN}，?在?")
_COMES_BACK = re.compile(
    r"相比|相較|相较|基[数數]|如今|现[在今]|現[在今]|目前|眼下|今[年天]|[这這此][次番回一]|本[月季年次]|当[月季]|[增升降跌减減涨漲滑回扩擴缩縮攀提变變][^，。；\d]{0,3}[至到为為]"
)
_MEANWHILE = ("同期", "同月", "同季", "同季度")  # 同期交付42.9万辆 is of the same time, 同期为33.6万辆 of a year ago
_IS_ZH = re.compile(r"的?(?:则|則|仅|僅|只|才)?(?:为|為|是|有)?(?:约|約|近|超|逾)?(?:（|\()?")
_MOVES = re.compile(r"[比较較](?:[^，。；\d]*)(?:[增升涨漲降跌减減]|多|少|高|低)")


def recalled_by(text: str, sentence: Sentence, figure: Figure) -> TimeMention | None:
    """The earlier time that a Chinese figure is of, told beside another: 上年同期为…, 去年同月的…, 上一季度盈利…."""
    start = figure.full.start
    for time in reversed(sentence.times):
        if time.span.end > start:
            continue
        if text[time.span.end : start] == "的" and not time.future:
            return time  # 去年的19万辆
        if start - time.span.end > _NEAR or (time.shift is None and time.sense is not Sense.COMPARISON):
            return None
        said = time.span.of(text)
        if settles_aim(text, time.span.end):
            return None  # 比年初定下的23万辆目标少
        if time.span.end == start and said not in _MEANWHILE and _YEAR_BEFORE.match(said):
            return time  # 连去年同期1.23万辆的一半都没守住
        opens = time.span.start == sentence.span.start
        opens = opens or bool(_OPENS.search(text, max(sentence.span.start, time.span.start - _TURNS), time.span.start))
        if said.isascii() or not _CALENDAR.search(said) or not opens:
            return None
        between = text[time.span.end : start]
        if said in _MEANWHILE and not _IS_ZH.fullmatch(between):
            return None
        return time if _UP_TO.fullmatch(between) and not _MOVES.search(said + between) else None
    return None


def led_back_by(text: str, sentence: Sentence, figure: Figure) -> TimeMention | None:
    """The earlier time that a Chinese sentence opens with and is of, up to where it comes back: 去年此时，俄罗斯还居首，吃下…."""
    time = next(iter(sentence.times), None)
    if time is None or time.shift != "year" or time.sense is not Sense.COMPARISON:
        return None
    lead = text[sentence.span.start : time.span.start].strip("“ ")
    said = time.span.of(text)
    if not _LEADS.fullmatch(lead) or not _YEAR_BEFORE.search(said):
        return None
    start = figure.full.start
    if any(time.span.end <= t.span.start < start for t in sentence.times):
        return None
    return None if _COMES_BACK.search(text, time.span.end, start) else time


def is_yardstick(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a Chinese figure is what another is measured by: 比二季度的63.56亿元回升了23.1%."""
    start = figure.full.start
    if beside := _BESIDE.search(text, max(sentence.span.start, start - _NEAR), start):
        return not _MOVES.search(text, beside.start(), start)
    return recalled_by(text, sentence, figure) is not None

"""Chinese days without the number of their month, as in news: 本月26日, 26日晚开卖, 公司1日披露, 3日，特斯拉宣布."""

from __future__ import annotations

import re

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.times.phrases import Form, Phrase, Unit

_PART = r"(?:[晚夜早](?!于|於|期)|凌晨|清晨|上午|中午|下午|傍晚|盘[前后]|盤[前後]|收[盘盤]|当[天晚日]|當[天晚日])"
_TOLD = r"(?:[电電讯訊消]|公[布佈告开開]|发[布佈表]|發[布佈表]|披露|宣[布佈]|表示|透露|[称稱]|[晒曬交亮]出|官宣|通[报報]|上市|[开開][售卖賣启啟]|亮相|推出|起[售，])"
# Not the end of a range, no ordinal, and no length of time: 1日至26日, 第30日, 账期30日.
_ALONE = r"(?<![\d.,~～—–\-至到第月每近超满滿期限后後内內前])"
_RANGE = r"(?!\s*[-–—~～至到])"
BARE_DAY = (
    rf"(?:本月|上[个個]?月)(?:[12]\d|3[01]|[1-9])\s*[日号號]{_RANGE}"
    rf"|{_ALONE}(?:[12]\d|3[01]|[1-9])\s*[日号號](?={_PART}|{_TOLD})"
    rf"|(?<=[。；！？\n、])(?:[12]\d|3[01]|[1-9])[日号號](?=，)"
)
# 第一周（1日至9日）, 16日至22日: of the month that the text tells of; the brackets behind a week are no aside
_DAYS = r"(?:[12]\d|3[01]|[1-9])"
_TO = r"\s*[-–—~～至到]\s*"
_ONE_MONTH = 3  # numbers of days in one month: 11.10-16
BARE_DAYS = (
    rf"(?:第\s*[一二三四五1-5]|首|最[后後]一)[个個]?[周週][（(]{_DAYS}\s*[日号號]?{_TO}{_DAYS}\s*[日号號][）)]"
    rf"|(?<![\d.,~～—–\-至到月]){_DAYS}\s*[日号號]{_TO}{_DAYS}\s*[日号號]"
)

# 第46周（11.10-11.16）, 11.10—16这一周: months and days as weekly rankings write them, never a range of figures
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:[12]\d|3[01]|0?[1-9])"
DOTTED_DAYS = (
    rf"(?<=[（(]){_MONTH}[./]{_DAY}{_TO}(?:{_MONTH}[./])?{_DAY}(?=[）)])"
    rf"|(?<![\d.]){_MONTH}[./]{_DAY}{_TO}(?:{_MONTH}[./])?{_DAY}(?=[这這当當]?(?:一?[周週]|期间|期間))"
)


def dotted_days(span: Span, match: re.Match[str]) -> Phrase:
    """From one day to another, each with the number of its month or the last without."""
    numbers = [int(n) for n in re.findall(r"\d+", match["dots"])]
    month, first, last = numbers[0], numbers[1], numbers[-1]
    until = Unit(Grain.DAY, numbers[2] if len(numbers) > _ONE_MONTH else month, last)
    return Phrase(span, Form.RANGE, Unit(Grain.DAY, month, first), until)


def bare_day(span: Span, match: re.Match[str]) -> Phrase:
    """The last such day up to the one of writing, or that of the month named."""
    said = match["mday"]
    number = re.search(r"\d+", said)
    assert number is not None
    offset = -1 if said.startswith("上") else 0
    named = said[0] in "本上"
    return Phrase(
        span, Form.UNIT, Unit(Grain.MONTH, offset=offset, day=int(number.group()), turn=None if named else -1)
    )


def bare_days(span: Span, match: re.Match[str]) -> Phrase:
    """From one day to another of the month that the text tells of."""
    first, last = map(int, re.findall(r"\d+", match["mdays"])[-2:])
    return Phrase(span, Form.DAYS, Unit(Grain.DAY, day=first), Unit(Grain.DAY, day=last), grain=Grain.DAY)

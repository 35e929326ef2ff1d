"""Chinese names that no pack has, told by the list in which they stand: 五个品牌依次为：云岚11840辆、浔河10260辆、璞澜8930辆."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from tachograph.core.span import Span

_SELLERS = re.compile("品牌|[车車]企|企[业業]|[厂廠][商家]|公司|新[势勢]力|[各\\d二三四五六七八九十][家强強]")
_ITEM = re.compile(
    "(?<=[：、，；为為是\n])(?P<name>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z]{1,4}?)"
    "(?:交付|[销銷]售?|售出|[卖賣]出|上[险險])?(?:了|[为為是：（]|[约約近超逾])*"
    r"\d[\d,.]*[万萬]?[辆輛台臺](?:[）]|（[^（）\n]{1,16}）)?"
)
_BETWEEN = re.compile("[、，；和及]?")
# Words that stand so in lists of other things: parts, times, places, sorts of cars.
NO_NAME = re.compile(
    "[年季月周週日天前首后後]|目[标標]|[计計][划劃]|任[务務]|指引|[预預]|合[计計]|[总總]|其中|其[余餘他它]|[轿轎卡客跑货貨新][车車]|[车車型级級]$|累[计計]|均|同比|[环環]比|[国國][内內]|海外|出口|[产產][销銷量]"
    "|[销銷]量|批[发發]|零售|交付|[华華][东南北中東]|[东西南北東]部|[地市省州国國区區]$|[纯純][电電]|插混|增程|燃油|混[动動]|[电電][动動]|能源|[乘商][用]|自主|合[资資]|豪[华華]|[达達]到|[增减減]|至少|[不仅僅只才超约約近]"
)
_FEWEST = 3
_LEAD = 60  # characters before a list


def listed_names(text: str, sentence: Span, known: Sequence[Span]) -> Iterator[Span]:
    """Where a sentence names one of those that the lists of the text give figures for, outside the ``known`` mentions."""
    names = _names_of(text)
    for match in names.finditer(text, sentence.start, sentence.end) if names is not None else ():
        span = Span(*match.span())
        if not any(span.overlaps(k) for k in known):
            yield span


@lru_cache(maxsize=1)  # every sentence of a text asks
def _names_of(text: str) -> re.Pattern[str] | None:
    """A pattern for all names in lists of sellers; none are told from fewer than three items of one shape."""
    runs, end = list[tuple[int, re.Match[str]]](), -1
    for match in _ITEM.finditer(text):
        apart = end < 0 or _BETWEEN.fullmatch(text, end, match.start()) is None
        runs.append((runs[-1][0] + apart if runs else 0, match))
        end = match.end()
    names: set[str] = set()
    for _, run in groupby(runs, key=lambda r: r[0]):
        items = [m for _, m in run]
        lead = text[max(0, text.rfind("\n", 0, items[0].start() - 1), items[0].start() - _LEAD) : items[0].start()]
        told = {m["name"] for m in items if not NO_NAME.search(m["name"])}
        if len(told) >= _FEWEST and _SELLERS.search(lead):
            names |= told
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))) if names else None

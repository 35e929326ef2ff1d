"""Chinese sellers that no pack knows: 云岚10月交付…, 云岚：8100辆, and those in a row with others, 小米汽车9800辆，云岚8100辆."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tachograph.extraction.whose.listed_zh import NO_NAME

_TIME = (
    "在?(?:\\d{1,2}月(?:份)?|[当本上单]月|全年|[今去]年|上半年|[一二三四]季度|前[一二三四五六七八九十\\d]+个?[月季]度?)"
)
_SALE = "的?(?:交付量?|[销銷]量|[销銷]售|零售|批[发發]|[卖賣]出|售出|交出|交了|出口)"
_TOLD = re.compile(
    "(?:^|(?<=[，。；：、！？\n（“—|\\s]))(?:而|(?:[去今]年)?同[期月]|此外|反[观觀]|至于|至於)?(?P<name>[\u4e00-\u9fff]{2,3}?)"
    f"(?=汽[车車]|{_TIME}|{_SALE}|[则則]?以|：|[则則])(?:汽[车車])?(?:{_TIME})?(?:{_SALE})?(?:了|[为為]|[达達]到?|[仅僅]|[则則]?以|[录錄]得|[约約]|超|近|：|\\| ?|逾|[则則])*\\d[\\d,.]*[万萬]?[辆輛台]"
)
# What stands for a seller told before, 该公司, and what leads on to its figure, 已完成, 仅共, or to where it is counted, 终端.
_NO_NAME = re.compile(
    "公司|品牌|[厂廠][商家]|集[团團]|[两兩]者|[终終]端|完成|[该該这這本已若如最对對到]|[下的共为為是有在于於以由]$"
)
# 小米汽车9800辆，云岚8100辆: an item of a row in which another seller is known
_ITEM = re.compile("(?<=[，、；。])(?P<name>[\u4e00-\u9fff]{2,3})(?:汽[车車])?(?=\\d[\\d,.]*[万萬]?[辆輛台])")
_ROW = 40  # characters
_FEWEST = 2  # times that a text must tell sales of a name
_CARMAKER = re.compile("汽[车車]")


def told_in(text: str, is_free: Callable[[int, int], bool], is_known: Callable[[int, int], bool]) -> Iterator[str]:
    """The names that a text tells sales of, twice, as of a carmaker, or in a row of which another item is known."""
    told: Counter[str] = Counter()
    for match in _TOLD.finditer(text):
        if _is_name(match["name"]) and is_free(*match.span("name")):
            told[match["name"]] += _FEWEST if _CARMAKER.match(text, match.end("name")) else 1
    for match in _ITEM.finditer(text):
        if _is_name(match["name"]) and is_free(*match.span("name")) and is_known(match.start() - _ROW, match.start()):
            told[match["name"]] += _FEWEST
    yield from (name for name, times in told.items() if times >= _FEWEST)


def _is_name(word: str) -> bool:
    return not (NO_NAME.search(word) or _NO_NAME.search(word))

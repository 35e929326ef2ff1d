"""Chinese sellers that no pack knows, named with their Latin name behind: 曜岚汽车（Yaolan Auto）交付5087辆."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_GLOSS = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,24})[（(](?P<latin>[A-Z][A-Za-z&.-]{2,24}(?: [A-Z][A-Za-z&.-]{1,24}){0,2})[）)]"
)
# What stands before the name: 成立仅三年的曜岚汽车, 小型供应商瑞控电子
_LEADS = re.compile(
    ".*(?:的|是|[与與和及]|[而但]|旗下|[供应應商]商|[车車药]企|企[业業]|公司|[厂廠]商?|品牌|新[势勢]力|新秀|黑[马馬]|巨[头頭]|[伙夥]伴|[对對]手|同[业業])"
)
# What only sellers do or have, near behind: not people, bodies or places.
_DEALS = re.compile(
    "[^，。；：\\d]{0,10}(?:交付|[销銷]|售|[卖賣]|批[发發]|零售|出口|出[货貨]|[装裝][车車机機]|[产產]|收入|[营營]收|[净淨]利|[扩擴]|[门門]店|[订訂][单單])"
    "|[^。；：]{0,24}(?:交付|[销銷售卖賣]出|[销銷]量|[产產][量能]|[扩擴][产產]|出[货貨])"
)
_PERSON = re.compile("[，；]?(?:[表称稱說说認认]|指出|透露|[预預][计計测測])")
_FORM = re.compile(
    "(?<=..)(?:新能源汽[车車]|新能源|汽[车車]|科技|[电電][子池控]|[动動]力|能源|智能|股份|集[团團]|公司)+$"
)


def glossed_in(text: str, is_unnamed: Callable[[int, int], bool]) -> Iterator[tuple[str, ...]]:
    """The Latin name of each such seller, and the Chinese names that it goes by, with and without what it makes."""
    for match in _GLOSS.finditer(text):
        led = _LEADS.match(match["before"])
        name = match["before"][led.end() if led else 0 :]
        start = match.end("before") - len(name)
        proper = len(name) > 1 and not match["latin"].isupper() and is_unnamed(start, match.end("latin"))
        if not proper or _PERSON.match(text, match.end()) or not _DEALS.match(text, match.end()):
            continue
        yield tuple(dict.fromkeys((match["latin"], name, _FORM.sub("", name))))

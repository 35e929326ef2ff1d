"""What a whole country is equipped with, in Chinese: 全国充电设施总数2009万个 is no company's, 全国门店502家 may be."""

from __future__ import annotations

import re

from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Sentence

_NATION = "(?:全国|全國|我国|我國|国内|國內|中国|中國)"
_GRID = "(?:公共|私人)?(?:充电|充電|充换电|充換電)(?:基础|基礎)?(?:设施|設施)|(?:充电|充電|公共|私人)[桩樁]"
_SUM = "(?:总数|總數|总量|總量|保有量|总规模)"
_EQUIPS = re.compile(
    f"{_NATION}[^，。；\\d]{{0,6}}?(?:{_GRID})|{_NATION}[^，。；]{{0,12}}\\d[^，。；]{{0,6}}(?:{_GRID})"
    f"|{_NATION}{_SUM}[^，。；]{{0,12}}\\d|{_NATION}[^。；\\n]{{0,30}}(?:{_GRID}){_SUM}"
)
_OWN = re.compile("自[营營建有]|旗下|品牌|[该該本]?公司")


def equips_nation(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence counts the chargers of the country, be it in parts; of no network of a company's own."""
    said = _EQUIPS.search(text, sentence.span.start, sentence.span.end)
    if draft.unit != "charger" or said is None or said.start() >= draft.span.end:
        return False
    return _OWN.search(text, sentence.span.start, draft.span.start) is None

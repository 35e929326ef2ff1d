"""Chinese companies that no pack has, told by the word that ends their names and by what they do: 流明汽车10月交付…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.core.span import Span
from tachograph.extraction.text.caseless import holds_chinese
from tachograph.extraction.whose.listed_zh import listed_names

_SUFFIX = re.compile(
    r"(?:汽车|汽車|集团|集團|科技|股份)(?:(?:科技|集团|股份)?(?:有限)?公司)?"
    r"(?=(?:今日|昨日|日前|近日)?(?:公布|宣布|發布|发布|披露|在|于|今年|去年|本月|当月|全年|上半年|下半年|前[\d一二三四五六七八九十]|第[一二三四]|截至"
    r"|\d|[一二三四五六七八九十]+月|交付|售出|卖出|累计|实现|拥有|开设|旗下|表示|称))"
)
_STEM = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_REACH = 12
# Where a name can begin: behind a time, a particle, a word for its sort.
_BEFORE = re.compile(
    r".*(?:[^\u4e00-\u9fff]|[日月年讯的在是和与由为对而据称及占佔]|新势力|车企|企业|品牌|公司|厂商|巨头|同期|相比之下|与之对比|此外|其中)",
    re.DOTALL,
)
# Words before 汽车 and its like that say of which sort it is: no name.
_GENERIC = re.compile(
    r"新能源|电动|電動|智能|中国|中國|我国|全国|国内|國內|全球|海外|乘用|商用|国产|进口|出口|自主|合资|传统|燃油|混动|混合|纯电|插电|二手|豪华|家用|网联"
    r"|动力|造车|头部|主流|其他|其它|多家|各家|该|上述|民营|国有|大型|欧洲|美国|德国|日本|韩国|泰国|市场|行业|今年|去年|本月|累计|信息|高新|生产|销售|购买|绿色|新车"
)


def chinese_names(text: str, sentence: Span, known: Sequence[Span]) -> list[Span]:
    """The names in a sentence; those that overlap ``known`` mentions are left out."""
    found: list[Span] = []
    if not holds_chinese(text):
        return found
    for match in _SUFFIX.finditer(text, sentence.start, sentence.end):
        left = max([sentence.start, match.start() - _REACH, *(k.end for k in known if k.end <= match.start())])
        cut = _BEFORE.match(text, left, match.start())
        stem = _STEM.search(text, cut.end() if cut else left, match.start())
        if stem is None or stem.start() != (cut.end() if cut else left) or _GENERIC.search(stem.group()):
            continue
        span = Span(stem.start(), match.end())
        if not any(span.overlaps(k) for k in known):
            found.append(span)
    found += (s for s in listed_names(text, sentence, [*known, *found]))
    return found

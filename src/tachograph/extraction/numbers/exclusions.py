"""What looks like a number and is no quantity: dates, clock times, codes, references, addresses.

Closed, general classes, decided before anything is read as a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.text.cues import IN_A_ROW

_YEAR = r"(?:19|20)\d{2}"
_NOT_QUANTITY = (
    r"(?![,.]?\d|\s?%|\s?per\s?cent|\s?percent|\s?(?:million|billion|thousand|bn|mn|trillion)\b|[kmbx]\b|\s?[万亿倍])"
)
_DATE = r"(?:[12]\d|3[01]|0?[1-9])"
_DAY = _DATE + r"(?!\d)(?:st|nd|rd|th)?" + _NOT_QUANTITY
_SPAN_OF_TIME = r"(?:months?|quarters?|weeks?|days?|years?|decades?|hours?|minutes?)"
_CALENDAR_TIME = r"(?:months?|quarters?|weeks?|days?|years?|decades?)"  # "in the first 24 hours" tells how long it took
_ZH_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
_NUMBERED = (
    "section|article|pages?|chapter|figure|fig|table|note|clause|annex|appendix|exhibit|item|rule|level|tier|phase|stage|"
    "version|route|highway|hall|booth|type|class|category|scope|form|schedule|paragraph|volume|issue|model|mark|mk|gen|"
    "generation|series|terminal|exit|line|channel|step|part|episode|season|round|android|ios|windows|gpt|act|bill|mode|ver"
)
_DIGITS = r"\d{1,3}"


def _numbered_time(number: str) -> str:
    """So many units of time that are a period and no duration: "nine months ended", "three years ago"."""
    ended = rf"(?:\speriod)?,?\s(?:ended|ending|(?:to|through|until|up\sto)\s(?:the\s)?(?:end\sof\s)?{en.MONTHS}\b)"
    tallied = "period|total|sales|deliveries|exports|figures?|profit|revenues?|results|cumulative|output|production|volume|tally"
    return rf"(?:{number})(?:[\s-]{_SPAN_OF_TIME}{ended}|\s{_SPAN_OF_TIME}{_AGO}|-month\s(?:{tallied})\b)"


_AGO = r"\s(?:ago|earlier|before|prior|previously)\b(?!\s(?:the|its)\b)"
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]++"
_PLAN = r"(?:\w{1,20}\s)?(?:five|ten)-year\splan"
_RANGE_FROM_ZERO = r"\s?(?:-|–|to)\s?(?:60|62|100|200)\b(?!\s?(?:%|percent|per\scent))"

# What begins with a digit.
_FROM_DIGIT = (
    # dates
    rf"(?<![\d,.]){_DATE}(?:(?:st|nd|rd|th)(?:\sof)?)?(?:\s?(?:[-–—]|to|and)\s?{_DATE}(?:st|nd|rd|th)?)?[\s-]{en.MONTHS}\b\.?(?:,?\s{_YEAR}\b)?",
    r"(?<=day the )\d{1,2}(?:st|nd|rd|th)\b",  # "on Monday the 26th"
    r"(?<![\d.,])\d{4}(?P<big>[-/.])\d{1,2}(?P=big)\d{1,2}(?!\d)",
    r"(?<![\d.,])\d{1,2}(?P<little>[-/.])\d{1,2}(?P=little)(?:\d{4}|\d{2})(?![\d%])",
    rf"(?<![\d.,/+-]){_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d{{1,2}}))(?![\d,%]|\.\d)",
    rf"\b[1-4][qh](?:20)?\d{{2}}\b|\b{_YEAR}[ -]?[qh][1-4]\b",
    r"\b\d{1,3}(?:st|nd|rd|th)\s(?:[\w&'-]+\s){0,6}?(?:festivals?|summits?|forums?|expos?|exhibitions?|conferences?|meetings?|awards?|olympics|games)\b",
    r"\b\d{1,2}(?:st|nd|rd|th)\s(?:century|anniversary|birthday|floor|edition|congress|plenum|plenary|generation|street|avenue)",
    rf"\b{_numbered_time(_DIGITS)}|\b\d{{1,3}}-year-olds?\b|\b50[-/]50\b",
    # clock times and ratios
    r"(?<![\d:])\d{1,3}:\d{1,3}(?!\d)(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d{2})?\s?(?:[ap]m\b|[ap]\.m\.|o'clock)",
    rf"\b0{_RANGE_FROM_ZERO}",
    r"(?<![\d/.,])(?:\d{1,2}/(?:1[1-9]|[2-9]\d)|(?:1\d|[2-9]\d)/\d{1,2})(?![\d/%]|[.,]\d)",
    r"\b24[/x]7\b|\b4x4\b|\b\d\sseries\b",
    # addresses, telephone numbers, stock codes, versions
    _EMAIL,
    r"(?<![\d-])\d{3,4}-\d{3,4}-\d{3,4}(?![\d-])",
    r"\b\d{3,6}\.(?:hk|sh|sz|ss|ks|t|us|tw|ns|bo|kq)\b",
    r"\b\d{1,6}\s(?:hk|ch|cn)(?:\sequity)?(?=\s?[,;:)|/\]]|$)",
    r"(?<![\d,.])\d{1,3}\.\d{1,3}\.\d{1,2}(?:\.\d+)?(?![\d,])",
    # references and names with numbers
    r"\b\d{1,2}\+\d{1,2}\+\w+|\b\d{1,2}\+[nx]\b",
    rf"\b{_PLAN}|^\d{{1,2}}[.)](?=\s|[^\s\d])",
)
# What begins with a word and goes on with digits.
_FROM_WORD_TO_DIGIT = (
    rf"{en.MONTHS}\b\.?\s{_DAY}(?:\s?(?:[-–—]|to|and|through|until)\s?(?:{en.MONTHS}\.?\s)?{_DAY})?(?:,?\s{_YEAR}\b)?",
    r"the\s\d{1,2}(?:st|nd|rd|th)\s(?=of\s(?:this|last|next|the)\s(?:month|year))",
    r"the\s\d{1,2}(?:st|nd|rd|th)\s(?:to|through|until|till|and)\sthe\s\d{1,2}(?:st|nd|rd|th)\b",
    r"[qh][1-4][ -]?'?(?:20)?\d{2}\b|(?:fy|cy|my)[ -]?'?(?:20)?\d{2}\b",
    r"(?:in\s)?units?\s?(?:of|:|：)\s?(?:10|100)?,?000\b",
    r"aged\s\d{1,3}\b|(?:no|number|nos)\.?\s\d{4,}|no\.\s\d{2,}(?=\s(?!in|on|at|among|with|by|for|globally|worldwide)[a-z])",
    rf"zero{_RANGE_FROM_ZERO}",
    r"[a-z]{2,6}(?:/t)?\s?\d{3,6}(?:\.\d+)?-(?:19|20)\d{2}\b",
    r"(?:hkg|hkex|sehk|nyse|nasdaq|sse|szse|sha|she|tyo|krx|hk|sh|sz|stock code|code)[:：]?\s?\d{3,6}\b",
    r"v\s?\d+(?:\.\d+)*",
    r"(?:os|version|platform|architecture|android|ios|windows|ver\.)\s\d++(?:\.\d++)*",
    rf"(?:{_NUMBERED})\.?\s(?!\d+k\b)\d{{1,4}}[a-z]?\b{_NOT_QUANTITY}",
    rf"(?<!last\s)(?<!this\s)(?<!next\s)(?<!per\s)(?<!\ba\s)(?<!the\s)weeks?\s\d{{1,2}}\b{_NOT_QUANTITY}(?!\s[a-z]+s\b)",
    rf"euro\s[1-7][a-z]?\b{_NOT_QUANTITY}",
)
# What begins with a word and needs no digits.
_FROM_WORD = (
    r"(?:half(?:\sof)?|(?:a|one|two|three)[\s-](?:third|quarter|fourth|fifth)s?\sof)\s(?:the\s|this\s|a\s)?(?:year|quarter|month|decade|20\d\d)\b(?!-|['’]s)",
    # stretches of time that are periods, not durations
    rf"(?:first|initial|opening)\s(?:{_DIGITS}|{en.CARDINAL_WORDS})(?:\s(?:full|straight|calendar|consecutive|trading|working))?[\s-]{_CALENDAR_TIME}\b",
    rf"(?:past|last|previous|preceding|trailing|prior|latest|final)\s(?:{_DIGITS}|{en.CARDINAL_WORDS})(?:\s(?:full|straight|calendar|consecutive|trading|working))?[\s-]{_SPAN_OF_TIME}\b",
    rf"(?:the|its|their|these|those)\s(?:{_DIGITS}|{en.CARDINAL_WORDS})\s(?:months?|quarters?|weeks?)\b(?!\s{IN_A_ROW})",
    _numbered_time(en.CARDINAL_WORDS),
    rf"an?\s{_SPAN_OF_TIME}{_AGO}",
    r"at\sone\spoint\b",
    r"first\s(?:of\sall|and\sforemost)\b",
    rf"(?:tally|total|sum|count)\sfor\s(?:the\s)?(?:first\s)?(?:{_DIGITS}|{en.CARDINAL_WORDS})\s(?:months|quarters|weeks)\b",
    r"half\sa\s(?:month|week|year|quarter|day)['’]s\b",
    r"www\.\S++",
    _EMAIL,
    r"group\sof\s(?:7|20|seven|twenty)\b(?!\s(?:companies|people))",
    _PLAN,
    r"(?:no|any|every|some|each)\sone\b|one\s(?:of|another|day|more|by\sone|such|thing|way|side|hand|or\sanother)\b|one-(?:off|stop|time|sided|on-one)\b",
    r"(?:those|these|the|all|both|other|its|their)\s(?:other\s)?(?:two|three|four|five)(?=\s(?:of|have|has|had|were|was|are|is|will|both|all|also|together|combined)\b|[,.;)])",
)
# What begins with a mark or at the start of a line.
_FROM_MARK = (
    r"[(（]\s?(?:in\s|x\s?)?10,000\b",
    _EMAIL,
    r"\+\d{1,3}[ -]\(?\d[\d ()-]{4,20}\d(?![\d,.])",
    r"(?<=\S)\s?\((?:\d{4,6}|(?<=[^\x00-\x7f]\()\d{3,6})\)|\(\d{4,6}[,;、]",
    r"(?<!\d)[.:;。；：]\s?\d{1,2}\)(?=[^\d,.;])|[.:;]\s\d{1,2}\.\s(?=[^\d\s])",
    r"(?:^|\n)[ \t]*\d{1,2}[.)](?=\s|[^\s\d])|\[\d{1,3}\]",
)
# At each place only those are tried that can begin there.
_ENGLISH = re.compile(
    rf"(?<!\d)(?=\d)(?:{'|'.join(_FROM_DIGIT)})"
    rf"|(?=[a-z])(?:(?<![a-z])(?:\b(?:(?=\D{{1,24}}+\d)(?:{'|'.join(_FROM_WORD_TO_DIGIT)})|{'|'.join(_FROM_WORD)}))|https?://\S++)"
    rf"|(?=[^a-z\d\s]|\s[(]|\n|^)(?:{'|'.join(_FROM_MARK)})"
)
_CHINESE = re.compile(
    "|".join(
        (
            rf"{_YEAR}\s?(?:[-–~至到]\s?{_YEAR}\s?)?(?:年度?|财年)|[〇零一二三四五六七八九]{{4}}年",
            r"(?<!\d)\d{2}年(?=\d{1,2}月|第|上半|下半|q|底|初|末|全年|[一二三四]季|前[三\d])",
            rf"(?<![\d.]){_ZH_NUMBER}\s?(?:[-–—~至到]\s?{_ZH_NUMBER}\s?)?月(?:份|底|初|末|中旬|上旬|下旬)?(?:\s?{_ZH_NUMBER}\s?(?:[-–—~至到]\s?{_ZH_NUMBER}\s?)?[日号])?",
            rf"(?<![\d.,])(?!(?:3[2-9]|[4-9]\d|\d{{3,}})\s?日){_ZH_NUMBER}\s?(?:[-–—~至到]\s?{_ZH_NUMBER}\s?)?[日号](?!产|均|线|活)",
            r"第?[一二三四1-4]\s?(?:季度|季(?!报))|[上下][半]年|半年",
            rf"(?:[首前]|(?<![才已刚仅只就又])过去|最近|此前|上)\s?{_ZH_NUMBER}\s?个?(?:月|季度|季|年|周|天|日)",
            rf"近\s?{_ZH_NUMBER}\s?(?:年|个月|周|天)",
            rf"第\s?{_ZH_NUMBER}\s?(?:届|次|代|期|批|阶段|方|时间|线|财经|产业|个?五年|三产业|类|种|点|章|条|节|页|梯队|曲线|人称)",
            r"十[一二三四五六七]五(?!万|千|百|亿)|(?:上午|下午|晚上?|凌晨|早上?|中午)\s?\d{1,2}\s?[点时]|\d{1,2}时\d{1,2}分",
            r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{3,6})(?:\.\d{1,3})?\s?点(?![\d半])",  # 恒指报25,940点
            r"周[一二三四五六日]|星期[一二三四五六日天]|礼拜[一二三四五六日天]",
            r"[一二三四两]线|二手|三方|三电|三元|四驱|两驱|两会|一汽|三星|百度|五菱|七座|六座|五座|统一|一般|一直|一起|一些|一定|一样|一旦|一致|一体|唯一|(?<!分)之一|万一|千万别|十分(?!之[一二三])|万向|三包|两岸|一步|一系列|一度|一路|一举|进一步|一口气|一级|二级|三级",
            r"(?:代码|编号|股份代号|许可证号?|备案号|备案|邮编|邮政编码|电话|热线|传真|qq|微信)\s?[:：为是]?\s?[（(]?[\w临]{0,6}?[\d-]{3,20}",
            r"双\s?1[12](?!\d)|618(?=大促|期间|活动|年中|，|、)|五一|十一(?=假期|黄金周|期间|长假|国庆)",
            rf"(?<![\d.]){_ZH_NUMBER}(?:[-–—~至到]{_ZH_NUMBER})?\s?万元?级|[一两三四]口价|百公里|百家|百强|千亿级|千里|百年|万里|十足|四大|三大|两大|一代|二代|三代|四代|五代|一手|双手|一点(?![\d一二三四五六七八九〇零])|{_ZH_NUMBER}部(?=[门委分件队署长法曲])|四起(?=[，。；！、]|$)|减半(?=征收)|[一二三四五六七八九十两]块(?:牌子|屏|电池|业务|蛋糕|短板|拼图|市场|板|地)",
        )
    )
)
# A bare number of four digits in the range of years is a year, unless what follows shows that things are counted.
_BARE_YEAR = re.compile(
    rf"(?<![\d.,$€£¥₩₹]){_YEAR}(?!\d|[,.]\d|\+|\s?%|\s?per\s?cent|\s?(?:million|billion|thousand|mn|bn|k|m)\b|[-\s]?units?\b"
    r"|\s?[万亿千倍辆台家个名套座元人店间])s?"
)
_CHINESE_CHAR = re.compile(r"[\u4e00-\u9fff]")


def excluded(folded: str) -> Exclusions:
    """The stretches of ``folded`` (from :func:`script.fold`) that hold no figures."""
    spans = [m.span() for m in _ENGLISH.finditer(folded)]
    spans += (m.span() for m in _BARE_YEAR.finditer(folded))
    if not folded.isascii() and _CHINESE_CHAR.search(folded):
        spans += (m.span() for m in _CHINESE.finditer(folded))
    return Exclusions(spans)


class Exclusions:
    """Stretches without figures, for asking whether one overlaps a range."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [s for s, _ in self._spans]

    def hold(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps ``[start, end)``."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._spans[index][1] > start

"""Dates as a page or press release prints its own: whole, in one of a few unmistakable forms."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"[0-3]?\d"
# 12/02/2025 is left out: the two sides of the Atlantic read it differently.
_DATE = re.compile(
    rf"""(?<![\d.-])(?:
      (?P<y1>\d{{4}})(?P<sep>[-/.])(?P<m1>[01]?\d)(?P=sep)(?P<d1>{_DAY})(?!\d)
    | (?P<y2>\d{{4}})\s?年\s?(?P<m2>[01]?\d)\s?月\s?(?P<d2>{_DAY})\s?日
    | (?P<m3>{_MONTH})\s(?P<d3>{_DAY})(?:st|nd|rd|th)?,?\s(?P<y3>\d{{4}})(?!\d)
    | (?P<d4>{_DAY})(?:st|nd|rd|th)?\s(?P<m4>{_MONTH}),?\s(?P<y4>\d{{4}})(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ZONE = r"(?:GMT|UTC|[A-Z]{1,3}[SD]?T|Z|北京时间)"
_CLOCK = re.compile(
    rf"""(?: \bat\s+ | T )? (?<!\d)[0-2]?\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)? (?:\s?[ap]\.?m\b\.?)?
         (?:\s?\(?{_ZONE}?(?:[+-]\d{{1,2}}(?::?\d\d)?)?\)?(?!\w))?""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|(?:星期|周)[一二三四五六日天]",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|released|issued)(?: (?:on|date|time))?"
    r"(?: by .{1,40})?|(?:publication |release )?date|on|发布(?:时间|日期|于)?|发表(?:时间|日期|于)?|时间|日期)",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"(?:last |latest )?(?:updated?|modified|edited|revised)\b|更新|修改", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:(?:written )?by|source|author|text|reporter)\b[:\s]|(?:文|作者|来源|记者|编辑|撰文)\s?[/:：|｜]", re.IGNORECASE
)
_PARTS = re.compile(r"\s*[|｜·•\t/]\s+|\s+[|｜·•–—-]\s+|\s{2,}|[\u3000]")
_YEARS = 1900, 2199
_ORNAMENT = " \u00a0\t\r\n*_#>`,.:;()[]（）【】《》，。：；-–—|/"
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s|[。！？]")
_WIRE = r"(?:/[A-Za-z][A-Za-z -]*/|\([A-Z][A-Za-z ]*\))"
_DASH = r"(?:--+|[—–-])"
# "SHANGHAI, Dec. 1, 2025 /PRNewswire/ -- ", "Shenzhen, China – December 1, 2025 – ": names, the date, a wire or dash
_PLACE = re.compile(rf"(?:[A-Z][^\W\d_]*[.,]?\s+){{1,5}}?(?:(?<=,\s)|(?<=[A-Z]{{2}}\s)|{_DASH}\s+)")
_AFTER = re.compile(rf"\s*(?:{_WIRE}\s*(?:{_DASH}|:)?|{_DASH}|:)\s")
_AGENCY = re.compile(rf"\s*{_WIRE}\s*{_DASH}\s")
# "杭州，2026年1月1日——零跑…", "2025年11月17日 小鹏…", "新华社北京1月5日电" without its year is none
_PLACE_ZH = re.compile(r"(?:(?:本报|本网)?(?!回到|直到|截至|截止|自从)[\u4e00-\u9fff]{2,6}[，,、]?\s?)")
_AFTER_ZH = re.compile(
    r"\s?(?:[—–]{1,3}|--+|电[，,：:\s]|讯[，,：:\s]|[（(][^（()）\d]{0,12}(?:记者|电|讯)[^（()）]{0,12}[）)])"
)
# The day alone before the text: a space, which Chinese has nowhere else, or words that say it is the news of that day
_OPENS_ZH = re.compile(
    r"[ \t\u3000]+(?=[\u4e00-\u9fff])|(?:消息|[电讯])[，,：:\s]|[，,](?:据)?(?:[^，,。；]{0,12}(?:记者|获悉|初步统计|最新数据|消息))"
)
_TOWN = re.compile(r"[A-Z]{3,}(?:\s[A-Z]{2,})?,\s")  # alone before its date it is told from a headline by its capitals


def parse_date(text: str) -> date | None:
    """The first whole date in ``text``; ``None`` if there is none."""
    match = _DATE.search(text)
    return None if match is None else _value(match)


def dateline(line: str) -> date | None:
    """The date of a line that is nearly only a date: with a label, a clock, a weekday, a byline or an outlet.

    A line that says when it was changed, or anything else beside the date, gives none; so does a headline.
    """
    line = line.strip(_ORNAMENT)
    if len(line) > 150 or _SENTENCE.search(_CLOCK.sub("", _DATE.sub("", line))):
        return None
    found = None
    for part in _PARTS.split(line):
        match = _DATE.search(part)
        rest = _bare(part if match is None else part[: match.start()] + " " + part[match.end() :])
        if match is None:
            if not _aside(rest):
                return None
        elif not _CHANGED.match(rest):
            if rest and not _PUBLISHED.fullmatch(rest) and not (_BYLINE.match(rest + " ") and _aside(rest)):
                return None
            found = found or _value(match)
    return found


def wire_date(line: str) -> date | None:
    """The date that opens a press release, or has a line of its own: ``SHANGHAI, Dec. 1, 2025 /PRNewswire/ -- NIO …``.

    So does a Chinese one: ``杭州，2026年1月1日——零跑…``.
    """
    match = _DATE.search(line[:120])
    if match is None:
        return None
    if match["y2"] is not None:
        return _value(match) if _opens_chinese(line, match) else None
    alone = not line[match.end() :].strip() and _TOWN.fullmatch(line, 0, match.start())
    opens = _AFTER.match(line, match.end()) and _PLACE.fullmatch(line, 0, match.start())
    if not match.start():
        opens = _AGENCY.match(line, match.end())
    return _value(match) if alone or opens else None


def _opens_chinese(line: str, match: re.Match[str]) -> bool:
    """Whether a date in Chinese stands before the running text, with a town, a wire or a space beside it."""
    if match.start() == 0:
        return bool(_OPENS_ZH.match(line, match.end()) or _AFTER_ZH.match(line, match.end()))
    return bool(_PLACE_ZH.fullmatch(line, 0, match.start()) and _AFTER_ZH.match(line, match.end()))


def _bare(text: str) -> str:
    return " ".join(_WEEKDAY.sub(" ", _CLOCK.sub(" ", text)).split()).strip(_ORNAMENT)


def _aside(text: str) -> bool:
    """Whether a part without a date can be a name: an outlet, a person, a section."""
    return len(text) <= 60 and len(text.split()) <= 6 and not _DIGIT.search(text)


def _value(match: re.Match[str]) -> date | None:
    year, month, day = (next(v for k, v in match.groupdict().items() if v and k[0] == part) for part in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if _YEARS[0] <= found.year <= _YEARS[1] else None

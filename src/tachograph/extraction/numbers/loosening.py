"""Words that loosen a figure: "about", "over", "nearly", 近, 左右."""

from __future__ import annotations

import re

from tachograph.core.quantity import Modifier
from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers import grammar_zh as zh
from tachograph.extraction.numbers.lexicon import COUNT, LENGTH, TIME
from tachograph.extraction.numbers.marks import Form, Mark

_BEFORE = 44  # characters looked back
_SYMBOLS = {
    **dict.fromkeys(("~", "≈", "±"), Modifier.ABOUT),
    **dict.fromkeys((">", "≥", ">="), Modifier.OVER),
    **dict.fromkeys(("<", "≤", "<="), Modifier.UNDER),
}  # fmt: skip
_SYMBOL = re.compile(r"(>=|<=|[~≈±><≥≤])\s?$")
_WORDS = re.compile(r"[a-z]+\.?|\S")
_QUOTES = " \u00a0\"“”'(："
_AFTER_OVER = re.compile(
    r"[\s,]*(?:or\s(?:more|above|higher|over|greater|better)|and\s(?:above|over|up|upwards|more)|(?<=[a-z]\s)plus)\b(?!\sthan|\s[\d$€£])"
)
_AFTER_UNDER = re.compile(r"\s(?:or\s(?:less|fewer|below|under|lower)|at\smost)\b")
_AFTER_ABOUT = re.compile(r"\sor\sso\b|-odd\b|-ish\b")
_CLOSING = frozenset(phrase.rpartition(" ")[2] for phrase in en.MODIFIERS)  # the last words of all phrases
_THRESHOLD = re.compile(
    r"[\"”']?[\s-](?:(?:unit|vehicle|car|a-month|a-year|sales|delivery)[\s-]){0,2}("
    + "|".join(sorted(en.THRESHOLDS))
    + r")s?\b"
)
_CHINESE_TAIL = re.compile(r"[\u4e00-\u9fff]+\s?$")
# 还不到总量的一成, 将近后者的两倍, 几乎是前年41万辆的两倍: the whole stands between the word and the part
_OF_WHOLE = re.compile(
    r"(?:(?P<any>不到|不足|未到|将近|接近|约占|几乎|差不多)(?:[是为占])?[^，。；、：\d]{1,8}(?:\d[\d.,]*[万亿]{0,2}[^，。；、：\d]{0,3})?"
    r"|(?P<all>超过|占到?|约|近|逾)(?:总|全|整|其|前者|后者)[^，。；、：\d]{0,6})的$"
)
_STILL_MORE = ("还多", "还要多", "还不到")
_THAN = re.compile("[比较](?:[^，。；]{1,16})的$")  # 比蔚来的23.9亿元还多: more than just that
_CHINESE_AFTER = re.compile(rf"(?:{'|'.join(sorted(zh.AFTER, key=len, reverse=True))})(?<!内(?=[{zh.NOT_INSIDE}]))")


def modifier_of(folded: str, mark: Mark) -> tuple[Modifier, int]:
    """The modifier of a mark, and where the words that carry it start."""
    start, limit = mark.start, max(0, mark.start - _BEFORE)
    before = folded[limit:start]
    if symbol := _SYMBOL.search(folded, max(0, start - 3), start):
        return _SYMBOLS[symbol[1]], symbol.start()
    ranked = mark.form is Form.ORDINAL and mark.unit == "rank"  # 稳居榜首 is no more than the first place
    if not before.isascii() and not ranked and (chinese := _CHINESE_TAIL.search(before)):
        found, length = _chinese(chinese.group().rstrip())
        if found is not None:
            return found, limit + chinese.start() + len(chinese.group().rstrip()) - length
        parted = mark.form in (Form.PERCENT, Form.FRACTION) or mark.unit == "times"
        if parted and before.endswith("的") and (whole := _OF_WHOLE.search(before)):
            said = whole["any"] or whole["all"]
            return zh.BEFORE.get(said, Modifier.NEARLY if said == "几乎" else Modifier.ABOUT), start
    found, begin = _english(folded, before, limit, mark)
    if found is None:
        found, begin = _after(folded, mark), start
    if mark.more and found not in (Modifier.UNDER, Modifier.NEARLY):
        found = Modifier.OVER
    return found or Modifier.EXACTLY, begin


def _chinese(tail: str) -> tuple[Modifier | None, int]:
    for length in range(min(zh.LONGEST_BEFORE, len(tail)), 0, -1):
        word = tail[-length:]
        if word in zh.BEFORE:
            before = tail[-length - 1 : -length] if len(tail) > length else ""
            if before and before in zh.NOT_AFTER.get(word, ""):
                return None, 0
            return zh.BEFORE[word], length
    return None, 0


def _english(folded: str, before: str, limit: int, mark: Mark) -> tuple[Modifier | None, int]:
    stripped = before.rstrip(_QUOTES)
    if not stripped or not stripped[-1].isascii() or "\n" in before[len(stripped) :]:
        return None, mark.start
    words = list(_WORDS.finditer(stripped))[-en.MODIFIER_LENGTH - 1 :]
    article = words[-1].group() if words and words[-1].group() in ("the", "a", "an", "its", "their") else ""
    tier = _THRESHOLD.match(folded, mark.end)
    if article:
        words.pop()
    closes = bool(words) and words[-1].group() in _CLOSING
    for count in range(min(len(words), en.MODIFIER_LENGTH) if closes else 0, 0, -1):
        phrase = " ".join(w.group() for w in words[-count:])
        found = en.MODIFIERS.get(phrase)
        if found is None:
            continue
        if article in ("the", "its", "their") and not tier:
            return None, mark.start
        previous = words[-count - 1].group() if count < len(words) else ""
        if previous in en.NOT_AFTER.get(phrase, ()):
            return None, mark.start
        if not _applies(phrase, mark):
            continue
        return found, limit + words[-count].start()
    if tier and (tier[1] in en.TIERS or (words and words[-1].group() in en.PASSING)) and article:
        return Modifier.OVER, mark.start
    return None, mark.start


def _applies(phrase: str, mark: Mark) -> bool:
    """Whether an ambiguous word loosens this figure: "over four years" lasts them, "within 3 km" bounds it."""
    if mark.form is Form.ORDINAL:
        return False
    if phrase == "over" and mark.dimension == TIME:
        return False
    if phrase == "within":
        return mark.dimension in (TIME, LENGTH)
    if phrase == "some":
        return mark.value >= 20
    if phrase in ("top", "tops"):
        measured = mark.form in (Form.PERCENT, Form.MONEY) or mark.dimension not in (None, COUNT, TIME)
        return measured or mark.scale > 1 or mark.value >= 1000  # "tops 60 GWh", but not the top 60 of something
    return not (phrase == "past" and mark.dimension == TIME)


def _after(folded: str, mark: Mark) -> Modifier | None:
    end = mark.end
    if _AFTER_OVER.match(folded, end):
        return Modifier.OVER
    if _AFTER_UNDER.match(folded, end):
        return Modifier.UNDER
    if _AFTER_ABOUT.match(folded, end):
        return Modifier.ABOUT
    if match := _CHINESE_AFTER.match(folded, end):
        starting = match.group() == "起" and mark.form is Form.MONEY  # 11.98万元起 is the price of the cheapest
        compared = match.group() in _STILL_MORE and _THAN.search(folded, max(0, mark.start - _BEFORE), mark.start)
        return None if starting or compared else zh.AFTER[match.group()]
    return None

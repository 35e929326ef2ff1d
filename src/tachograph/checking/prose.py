"""Where sentences end, and what the words around a figure say of it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tachograph.core.sentences import split_sentences

_BREAKS = re.compile(r"[^\S\n]*\n+")


def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences and lines of a text as half-open ranges that cover it; what parts two lines is a range of its own."""
    cuts = [0, *(cut for s in split_sentences(text) for cut in (s.end, _line_end(text, s.end))), len(text)]
    return tuple((a, b) for a, b in pairwise(cuts) if a < b) or ((0, len(text)),)


def _line_end(text: str, place: int) -> int:
    """Behind the line breaks at a place; the place itself if there are none."""
    breaks = _BREAKS.match(text, place)
    return place if breaks is None else breaks.end()


OF_WHICH = r"of (?:which|these|those|them)\b"
"""Words that single out a part of what stands before them, as a pattern; in Chinese :data:`OF_WHICH_ZH`."""
OF_WHICH_ZH = "其中|当中|當中"
PART_AFTER = re.compile(rf"^(?:\s[a-z]+){{0,2}}\s(?:{OF_WHICH}|among them\b)", re.IGNORECASE)
"""Words right behind a figure that single it out of one before: "2,988 of them"."""
PORTION_ZH = r"的?[^，。；]{0,3}(?:半|[成%％]|分之)"
"""Words right behind a figure that speak of a part of it only, as a pattern: 420万辆的一半."""
AT_HOME = re.compile(r"\b(?:at home|domestic\w*)\b|国内|國內|内销|內銷|本土", re.IGNORECASE)
"""Words of sales in the seller's own country; those of sales elsewhere are :data:`ABROAD`."""
ABROAD = re.compile(r"\b(?:abroad|overseas|exported)\b|海外|国外|國外|出口", re.IGNORECASE)
_ABOUT = r"(?: by)?(?: about| some| nearly| almost| roughly| around)? |"
TOLD_RISE = re.compile(
    rf"(?:\b(?:rose|rises?|risen|grew|grows?|grown|up|increased?|climbed|gained|jumped){_ABOUT}增长|增長|上升|上涨|上漲|增加|提高|[增升涨漲])[了约約近]?$",
    re.IGNORECASE,
)
"""Words right before a rate that tell a rise; those of a fall are :data:`TOLD_FALL`."""
TOLD_FALL = re.compile(
    rf"(?:\b(?:fell|falls?|fallen|down|declined?|decreased?|dropped|slipped|shrank){_ABOUT}下降|下滑|下跌|减少|減少|回落|[降跌减減少])[了约約近]?$",
    re.IGNORECASE,
)
_RATE_AFTER = re.compile(
    r"^\s*(?:[a-z-]+\s){0,2}(?:a|an|per|each|every)\s(?:month|day|week|quarter|year|hour|minute)\b(?!\s+(?:earlier|ago|before|later|prior))"
    r"|^\s*(?:monthly|daily|weekly)\b|^\s*/\s*(?:month|day|week)",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"(?:on average|an average of|averag\w+|monthly rate of|daily)\s*(?:of\s*|about\s*)?$|(?:月均|日均|周均|每月|每天|每日|平均每?)\D{0,4}$",
    re.IGNORECASE,
)


_LEFT_BEFORE = re.compile(
    r"(?:\bleaving|\bleaves|\bremaining|\brest of|\bshort(?:fall)? of|\bgap of|剩余|剩餘|剩下|余下|餘下|还剩|還剩|尚余|尚餘|还差|還差|仍差|尚差|尚缺|还缺)"
    r"[^\d,，;；]{0,10}$"
    r"|\b(?:passed|exceed(?:ed|ing)|beaten|beat|missed|surpassed|topped|overshot)(?: [\w'’]+){0,3} by (?:about |some |nearly )?$|(?:超出|超额|超額)[^\d,，;；]{0,6}$",
    re.IGNORECASE,
)
_LEFT_AFTER = re.compile(
    r"^(?:\s(?:cars|vehicles|units))?,?\s(?:(?:still|yet)\s)?(?:to go|short|left|remaining|missing)\b", re.IGNORECASE
)

_OF_OTHERS = re.compile(
    r"\bthe (?:other|remaining|rest[,:]?(?: of)?)\s(?:(?:about|some|roughly|nearly|almost)\s)?$|(?:其余|其餘|其他|其它|剩余|剩餘|剩下)的?(?:[约約近])?$",
    re.IGNORECASE,
)
_FALL_AFTER = re.compile(r"^\s(?:below|lower|less|fewer)\b(?! than (?:half|a third|a quarter)\b)", re.IGNORECASE)
_RUN_ENDED = re.compile(
    r"\b(?:end(?:ed|ing|s)|br(?:oke|eaking|eaks|oken)|snap(?:ped|ping|s)|interrupt(?:ed|ing|s)|halt(?:ed|ing|s))\b[^.;]{0,40}"
    r"\b(?:run|streak|series|string|stretch|sequence)\b[^.;]{0,50}$"
    r"|(?:结束|結束|终结|終結|打破|中断|中斷|止住|告别|告別)[^，。；;]{0,8}(?:连续|連續|连着|連着)[^，。；;]{0,10}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words and phrases, in any case, as words of their own; Chinese words have no bounds."""
    escaped = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return re.compile("|".join(escaped) or r"(?!)", re.IGNORECASE)


def is_rate(before: str, after: str) -> bool:
    """Whether the words next to a figure make it an average per month, week or day instead of a total."""
    return bool(_RATE_AFTER.search(after) or _RATE_BEFORE.search(before))


def is_left(before: str, after: str) -> bool:
    """Whether the words next to a figure make it what is left to an aim, or more than it."""
    return bool(_LEFT_BEFORE.search(before) or _LEFT_AFTER.match(after))


def is_of_others(before: str) -> bool:
    """Whether the words next to a figure make it the rest of a whole: "the other 21,000", "the remaining 21,000", 其余2.1万辆."""
    return _OF_OTHERS.search(before) is not None


def is_of_ended_run(before: str) -> bool:
    """Whether the words before a mark make it one of a run that is over: "ending a streak of three months above 66,000"."""
    return bool(_RUN_ENDED.search(before))


def is_fall(before: str, after: str) -> bool:
    """Whether the words next to a rate tell a fall: "down 12%", "12% fewer"."""
    return bool(TOLD_FALL.search(before) or _FALL_AFTER.match(after))

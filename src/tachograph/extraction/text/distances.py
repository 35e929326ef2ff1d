"""What it costs to link two things of a text across what stands between them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import lru_cache

from tachograph.core.span import Span

# The order is that of how rarely a figure belongs to something beyond such a mark; the units are arbitrary.
_MARKS = re.compile(
    r"(?P<word>[A-Za-z0-9][\w'’.%&-]*+)"  # most are words, so these come first
    r"|(?P<sentence>[.!?。！？]\s|\n)"
    r"|(?P<strong>[;；]|\s(?:while|whereas|although)\b)"
    r"|(?P<turn>,?\s(?:but|yet|versus|compared with|against|which|who|whose)\b|，而)"
    r"|(?P<colon>[:：]|\s[–—-]\s|——)"
    r"|(?P<and>\s(?:and|with)\s|、|和|及)"
    r"|(?P<comma>[,，])"
    r"|(?P<bracket>[()（）\[\]|])"
    r"|(?P<other>[\w'’.%&-]+)"
)
_COST = {
    "sentence": 6.0,
    "strong": 3.5,
    "turn": 2.0,
    "colon": 1.0,
    "and": 1.0,
    "comma": 1.2,
    "bracket": 0.8,
    "word": 0.12,
    "other": 0.12,
}
_COSTS = (0.0, *(_COST[name] for name in _MARKS.groupindex))  # by the number of the group
_FAR = 600  # characters
_FARTHEST = 60.0
_ASIDE = (
    r"[(（][^()（）]{0,120}[)）]"
    r"|,\s(?:including|excluding|which|who|whose|in which|in whom|for which|with which|by which|backed|led|owned|based|headquartered|founded|launched|established|built|made|developed|hit|hurt|dragged|helped|boosted|weighed|driven|lifted|pushed|supported|[a-z]+ing|with|along with|together with|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|number|ahead|behind|once|long|now|still|already|like|unlike|not|for (?:years|decades|long)|a|an|the)\s"
    r"(?:[^\d,.;:()]|(?:19|20)\d\d){2,70}(?=,)"
    r"|,\s(?:which|who|whose|once|number one|number two|long|by far|easily|still|already|again|now|the|its|a|an|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s(?:(?!\.\s)[^,;:()\n]|,(?=\d{3})|[(][^()\n]{0,60}[)]){2,140}(?=,\s(?:can|could|will|would|has|had|is|was|were|sold|delivered|reported|posted|expects|plans|wants|saw|got|made|said|manag\w+|came|registered|recorded|handed|shipped|exported|built|produced|rose|fell|grew|climbed|dropped|slipped|slid|jumped|surged|gained|lost|took|accounted|finished|ended|reached|hit|topped|passed|turned|put|added|moved|brought)\b)"
    r"|,\s[A-Z][\w&-]{1,24}['’]s\s(?:[a-z][a-z-]*\s?){1,4}(?=,)"
    r"|,\sof (?:which|whom|them)\s(?:[^,;.]|\d[,.]\d){2,70}(?=,\s(?:was|were|is|are|rose|fell|grew|came|made|had|accounted|represent)\w*\b)"
    r"|\s[–—-]\s[^\d–—.;:]{3,90}\s[–—-]\s"
)
_ASIDES = re.compile(_ASIDE)
_OPENINGS = re.compile(rf"(?={_ASIDE})")  # where one begins, also inside another


@lru_cache(maxsize=4)  # every figure of a sentence asks for them
def asides(text: str, span: Span) -> tuple[Span, ...]:
    """The insertions of a sentence: what stands in brackets, or between commas after "which", "backed by" or "a"."""
    return tuple(Span(m.start(), m.end()) for m in _ASIDES.finditer(text, span.start, span.end))


def distance(text: str, left: Span, right: Span) -> float:
    """The cost of linking ``left`` to ``right`` (the one further on); brackets between them are stepped over."""
    first, last = (left, right) if left.start <= right.start else (right, left)
    start, end = first.end, last.start
    if start >= end or text[start:end].isspace():
        return 0.0
    return _FARTHEST if end - start > _FAR else _ruler(text).cost(start, end)


@lru_cache(maxsize=1)
def _ruler(text: str) -> _Ruler:
    return _Ruler(text)


class _Ruler:
    """The words and marks of a text with what they cost, read once for all that is measured between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        marks = list(_MARKS.finditer(text))
        self._starts, self._ends = array("l", [m.start() for m in marks]), array("l", [m.end() for m in marks])
        self._costs = array("d", [_COSTS[m.lastindex or 0] if text.isascii() else _cost(m) for m in marks])
        self._openings = array("l", [m.start() for m in _OPENINGS.finditer(text)])

    def cost(self, start: int, end: int) -> float:
        """What stands in ``[start, end)`` costs, without the insertions that lie wholly in it."""
        opening = bisect_left(self._openings, start)
        if opening < len(self._openings) and self._openings[opening] < end:
            return _added(0.0, _ASIDES.sub(" ", self._text[start:end]))
        first, total = bisect_left(self._starts, start), 0.0
        while first and self._ends[first - 1] > start:  # a mark that begins before: only what is left of it counts
            mark = _MARKS.search(self._text, start, end)
            if mark is None:
                return total
            total, start = total + _cost(mark), mark.end()
            first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        cut = last > first and self._ends[last - 1] > end  # a mark that ends behind: only what is left of it counts
        for cost in self._costs[first : last - cut]:
            total += cost
        if not cut:
            return total
        return _added(total, self._text[self._ends[last - 2] if last - 1 > first else start : end])


def _added(total: float, text: str) -> float:
    """``total`` with the cost of all marks of ``text``, in their order: another would round differently."""
    for mark in _MARKS.finditer(text):
        total += _cost(mark)
    return total


def _cost(mark: re.Match[str]) -> float:
    """A mark's cost; words of other scripts are not set apart, so they count by their length."""
    cost = _COSTS[mark.lastindex or 0]
    if mark.lastgroup in ("word", "other") and not (word := mark.group()).isascii():
        return cost * max(1.0, len(word) / 2)
    return cost

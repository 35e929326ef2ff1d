"""Ordinals: a rank ("second", 第三名), a place in a row of months, or a counted thing ("the 500,000th vehicle")."""

from __future__ import annotations

import re

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers.lexicon import COUNT, TIME, UnitWord
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.nouns import Nouns
from tachograph.extraction.text.cues import IN_A_ROW

# "its fifth consecutive annual decline": an annual one is one on the year, whatever it is of
_ROWED = re.compile(
    r"[\s-](?:straight|consecutive|successive)\s(?:(monthly|quarterly|weekly|daily)\b|(?:annual|yearly|(?:year-on-year|year-over-year|yoy|y/y|record)\b)\s)?"
)
# what can come several times in a row without saying how long one is
_MOVE = re.compile(
    r"\s?(?:[a-z-]+\s){0,2}?(?:declines?|falls?|drops?|decreases?|losses|loss|contractions?|slides?|slumps?|retreats?|setbacks?|dips?|reductions?|rises?|gains?|increases?"
    r"|advances?|records?|highs?|lows?|improvements?|profits?|expansions?|growth)\b"
)
_IN_A_ROW = re.compile(rf"[^.;,]{{0,30}}\b{IN_A_ROW}")
_FIRST_AMONG = re.compile(r"\s(?:among|amongst|of\sall)\b")
_CALENDAR = re.compile(r"\s(?:of\s(?:the|20|this|last|each|every)|after|before)")
_A_MONTH = re.compile(r"\b(?:for\s(?:a|the|its)|a|its)\s$")
_PLACED = re.compile(r"[\s-](?:places?|spots?|positions?|ranks?|placed)\b")
_RANKED = re.compile(
    r"\b(?:rank(?:ed|s|ing)?|finish(?:ed|es|ing)?|came|comes?|coming|placed|remain(?:ed|s)?|stood|stayed|stands)\s$"
)
# "the second of these": one of a row that was told
_COUNTED_OFF = re.compile(r"\sof\s(?:these|them|those|the\s(?:two|three|four|five|lot|group|list|pair|trio|bunch))\b")
_SUPERLATIVE = re.compile(r"-(?:\w{1,20}est|best|most|worst|place|placed|highest|ranked)\b")
_ONE_NAME = re.compile(r"\s[A-Z]\w{1,20}(?=\s)")
_NEXT_WORD = re.compile(r"\s([a-z][a-z'-]*)")
_PLACE = re.compile(r"名|位|大(?=[\u4e00-\u9fff])")
_CLAUSE_END = re.compile(r"\s*(?:[，。；！？、,.;)」”]|的|$)")
_SMALL = 100  # ordinals up to here are ranks unless a noun says otherwise


def complete(mark: Mark, nouns: Nouns) -> bool:
    """Complete an ordinal ``mark`` in place; ``False`` if it is none of the three: "third quarter", "first time"."""
    folded = nouns.folded
    mark.tail = mark.end
    if folded[mark.number] == "第":
        return _chinese(mark, folded)
    if _PLACED.match(folded, mark.end):
        mark.unit = "rank"
        return True
    if mark.value == 1 and not _RANKED.search(folded, max(0, mark.number - 12), mark.number):
        mark.unit = "rank"
        return _FIRST_AMONG.match(folded, mark.end) is not None
    if _COUNTED_OFF.match(folded, mark.end) and not _RANKED.search(folded, max(0, mark.number - 12), mark.number):
        return False
    if rowed := _ROWED.match(folded, mark.end):
        return _rowed(mark, nouns, rowed)
    joint = folded[mark.end : mark.end + 1]
    word = nouns.lexicon.at(nouns.text, folded, mark.end + 1) if joint == " " else None
    if word is not None and word.dimension not in (TIME, COUNT):
        return False  # "third time"
    if word is not None and word.dimension == TIME:
        return _streak(mark, word, folded)
    if mark.scale > 1 or mark.value > _SMALL:
        return _counted(mark, nouns, word)
    if word is None and (name := _ONE_NAME.match(nouns.text, mark.end)):
        word = nouns.lexicon.at(nouns.text, folded, name.end() + 1)
    if word is not None:
        mark.noun, mark.unit, mark.dimension = (word.start, word.end), word.unit, word.dimension
        return True
    return _rank(mark, folded)


_STREAK_ZH = re.compile("个?(?P<unit>月|季度?|年|周)")
_RUNNING_ZH = re.compile("连续?第?$")
_SPANS_ZH = {"月": "month", "季": "quarter", "季度": "quarter", "年": "year", "周": "week"}


def _chinese(mark: Mark, folded: str) -> bool:
    """第二名, 第三大, 连续第五个月, or 第一 where its clause ends; at the start of a clause it numbers an argument."""
    if (streak := _STREAK_ZH.match(folded, mark.end)) and _RUNNING_ZH.search(
        folded, max(0, mark.number - 3), mark.number
    ):
        mark.unit, mark.dimension = _SPANS_ZH[streak["unit"]], TIME
        mark.end = mark.tail = streak.end()
        return True
    mark.unit = "rank"
    if match := _PLACE.match(folded, mark.end):
        mark.end = mark.tail = match.end()
        return True
    opens = mark.number == 0 or not folded[mark.number - 1].isalnum()
    return not opens and bool(_CLAUSE_END.match(folded, mark.end))


def _rowed(mark: Mark, nouns: Nouns, rowed: re.Match[str]) -> bool:
    mark.dimension = TIME
    mark.unit = en.RATES.get(rowed[1] or "")
    word = nouns.lexicon.at(nouns.text, nouns.folded, rowed.end())
    moves = _MOVE.match(nouns.folded, rowed.end()) is not None
    if word is not None and not moves:
        mark.unit, mark.dimension, mark.noun = word.unit, word.dimension, (word.start, word.end)
    if mark.unit is None and moves:
        mark.unit, mark.dimension = "rank", None  # the time told of says how long each is
    return mark.unit is not None


def _streak(mark: Mark, word: UnitWord, folded: str) -> bool:
    """Whether "second month" counts months in a row; if not, it is a date."""
    in_a_row = _IN_A_ROW.match(folded, word.end)
    if not in_a_row:
        if word.unit not in ("month", "week") or _CALENDAR.match(folded, word.end):
            return False
        if not _A_MONTH.search(folded, max(0, mark.number - 8), mark.number):
            return False
    mark.unit, mark.dimension, mark.noun = word.unit, TIME, (word.start, word.end)
    mark.end = mark.tail = word.end
    return True


def _counted(mark: Mark, nouns: Nouns, word: UnitWord | None) -> bool:
    if word is not None:
        nouns.adopt(mark, word, adjoining=True)
        return True
    far = nouns.far(mark.end)
    if far is not None:
        mark.form, mark.unit, mark.dimension = Form.UNIT, far.unit, far.dimension
        mark.segment, mark.noun = far.segment, (far.start, far.end)
        return True
    mark.form = Form.NUMBER
    following = _NEXT_WORD.match(nouns.folded, mark.end)
    return mark.scale > 1 or not following or following[1] in en.STOPS


def _rank(mark: Mark, folded: str) -> bool:
    mark.unit = "rank"
    if folded[mark.end : mark.end + 1] == "-":
        return bool(_SUPERLATIVE.match(folded, mark.end))
    following = _NEXT_WORD.match(folded, mark.end)
    return not (following and following[1] in en.NOT_RANKED)

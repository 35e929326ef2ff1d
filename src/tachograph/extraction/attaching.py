"""What belongs to a number: sign, currency, percent, unit, counted noun, "a month"."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.extraction import grammar_en as en
from tachograph.extraction import grammar_zh as zh
from tachograph.extraction.lexicon import COUNT, LENGTH, MONEY, TIME, UnitLexicon, UnitWord
from tachograph.extraction.marks import Form, Mark
from tachograph.extraction.numerals import singular

_PERCENT = re.compile(r"(?:\s?%+|[\s-]?(?:percentage|percent|per[\s-]cent|pct|pc)\b)(?![\s-]points?\b)")
_POINTS = re.compile(
    r"[\s-]?(?:(?P<percentage_point>(?:%|percentage|percent|per\scent|pct)[\s-]points?|ppts?|pps?|p\.p\.|pct\.?\s?pts?|(?:of\s)?a\s(?:full\s)?percentage\spoint|个?百分点)"
    r"|(?P<basis_point>basis[\s-]points?|bps?|个?基点)|(?P<point>points?|pts?|个?点(?!\d)))(?![a-z])|\sof\sa\s(?P<part>percentage\spoint)"
)
_RATE_TALK = re.compile(r"%|\bper\s?cent|margin|\bshare\b|\brates?\b|率|份额")
_TIMES = re.compile(r"(?P<x>\s?[x×](?![a-z0-9]))|(?P<times>[\s-]times\b|\s?倍)|(?P<fold>[\s-]?fold\b)")
_MORE = re.compile(r"\+(?!\d)|-plus\b|\splus\b(?!\s\d)|[多余](?=[^\d%]|$)")
_LATIN = re.compile(r"[a-z]")
_SKIPPED = re.compile(r"\s([A-Za-z][\w&'/+.-]{0,24}|\d{1,4}[a-z]?(?=\s))(?=\s)")
_MOST_SKIPPED = 4
_TOPIC_REACH = 24
_NAME_GOES_ON = re.compile(r"\s(?:\d|[A-Z]\b)")  # "Model 3", "Model Y": no noun yet
_THRESHOLD = re.compile(r"[\"”']?[\s-](?:" + "|".join(sorted(en.THRESHOLDS)) + r")s?\b")
_PER = re.compile(r"(?:\s?/\s?|\s(?:per|an?|each|every)\s|-a-|(?:每|/))")
_RATES = re.compile(r",?\s(monthly|annually|yearly|daily|weekly|quarterly|each|apiece)\b")
_RATE_UNITS = {"monthly": "month", "annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "quarterly": "quarter"}
_STREAK = re.compile(r"[\s-](?:straight|consecutive|successive)\s(?:(monthly|quarterly|annual|yearly|weekly|daily)\b)?")
_STREAK_UNITS = {**_RATE_UNITS, "annual": "year"}
_VERSION = re.compile(r"\d\.0$")
_VERSIONED = re.compile(r"[A-Z][\w-]*\s$")
_NAME_BEFORE = re.compile(r"([A-Za-z][\w&.+'-]*)\s$")
_CAPITALISED = re.compile(r"\s([A-Z][A-Za-z]+)(?!\w)")
_TABLE_AFTER = re.compile(r"\s?\|?\s*[+(-]?\d|\s?\|")
_DETERMINER = re.compile(r"\b(?:the|a|an|new|next|latest|its|their|'s|all-new|facelifted)\s$")
_NEW = re.compile(r"\b(?:new|next|latest|all-new|facelifted|redesigned|updated|upcoming)\s$")
_PREFIXES = frozenset(("sub", "over", "under", "plus", "near", "non"))
_LOOSE = re.compile(r"(?:(?:less|more)\sthan|under|nearly|almost|about|over|just\sover|just\sunder)\s$")
# A plural that no pack knows, where it ends its phrase: "34 sites.", "1,500 charge cycles and".
_PLURAL = re.compile(
    r"\s(?:([a-z][a-z-]*)\s)?([a-z]{2,}(?:[^su\Wi]s|[^aeiou\W]is))(?=\s*(?:[.,;:)!?]|$)|\s(?:and|or|in|at|to|of|for|from|across|by|on|"
    r"were|was|are|have|has|had|will|would|could|that|which|who|as|since|this|last|worldwide|including|between|under|over|"
    r"during|nationwide|globally|annually|each|per|a|but|while|after|before|[a-z]+ed|told|said|sold|set)\b)"
)
_SOME_OF = re.compile(r"\sof\s(?:the|its|their|them|these|those|his|our)\b")
_MORE_OF = frozenset(("more", "fewer", "other", "additional", "further"))
_NAMED = re.compile(r"\s\d{3}s?\b(?![,.]\d)")  # "eight 787s", "one 787": counted by name
_PLACE = re.compile(r"名|位|大(?=[\u4e00-\u9fff])")
_CLAUSE_END = re.compile(r"\s*(?:[，。；！？、,.;)」”]|的|$)")
_NOMINAL = re.compile(r"\s([a-z][a-z'-]*)")


def is_code(text: str, folded: str, start: int, written: str) -> bool:
    """Whether digits at ``start`` belong to a code: ES8, CX-5, ID.4, 001, #3."""
    if len(written) > 1 and written[0] == "0" and written[1] != ".":
        return True
    if written.count(".") > 1:
        return True
    if not start:
        return False
    before = folded[start - 1]
    if before in "#_@\\":
        return True
    if before == ".":
        return start > 1 and folded[start - 2].isalnum()
    if before == "'":
        return len(written) == 2
    if before == "+" and start > 1 and _LATIN.match(folded[start - 2]):
        return True
    if before in "-–" and start > 1 and _LATIN.match(folded[start - 2]):
        word = re.search(r"[a-z]+$", folded[max(0, start - 12) : start - 1])
        return not (word and word.group() in _PREFIXES)
    return False


class Attacher:
    """Attaches to the marks of one text what stands around them, with the pack's unit words."""

    def __init__(self, text: str, folded: str, lexicon: UnitLexicon) -> None:
        self.text, self.folded, self.lexicon = text, folded, lexicon

    def attach(self, mark: Mark) -> bool:
        """Complete ``mark`` in place; ``False`` if it turns out to be part of a name or code."""
        mark.tail = mark.end
        if mark.form is Form.ORDINAL or mark.ordinal:
            return self._ordinal(mark)
        if not self._currency(mark):
            return False
        self._sign(mark)
        if match := _MORE.match(self.folded, mark.end):
            mark.more, mark.end = True, match.end()
        if mark.form is not Form.MONEY and self._ratio(mark):
            mark.tail = mark.end
            return True
        if not self._unit(mark) and _LATIN.match(self.folded[mark.end : mark.end + 1]):
            return False
        if mark.form is Form.NUMBER and self.folded[mark.end : mark.end + 1] == "-" and _LATIN.match(self.folded[mark.end + 1 : mark.end + 2]) and "," not in mark.written:
            return False
        self._rate(mark)
        return not self._in_name(mark)

    # --- before -----------------------------------------------------------------------------------------------------

    def _currency(self, mark: Mark) -> bool:
        """Take in a currency before the number; ``False`` if letters that are none run into it."""
        found = self.lexicon.currency_before(self.text, mark.number)
        if found:
            mark.start, mark.unit, mark.form, mark.dimension = found.start, found.unit, Form.MONEY, MONEY
            mark.noun = (found.start, found.end)
            return True
        before = self.text[mark.number - 1 : mark.number]
        return not (before.isascii() and before.isalpha() and mark.written)

    def _sign(self, mark: Mark) -> None:
        text, start = self.text, mark.start
        sign = text[start - 1 : start] if start else ""
        if sign and sign in "+-–" and mark.written:
            before = text[start - 2 : start - 1] if start > 1 else " "
            if before.isspace() or before in "([|/:,;，、：（" or (before > "\u2e80" and sign != "–"):
                if sign == "–" and start > 2 and text[start - 3].isdigit():
                    return
                self._signed(mark, -1 if sign != "+" else 1, start - 1)
            return
        words = self.folded[max(0, start - 9) : start]
        if words.endswith(("minus ", "negative ")) or words.endswith(("负", "負")):
            self._signed(mark, -1, start)
        elif words.endswith("plus "):
            self._signed(mark, 1, start)

    def _signed(self, mark: Mark, sign: int, start: int) -> None:
        mark.signed, mark.start = sign, start
        mark.value = mark.value * sign

    # --- after ------------------------------------------------------------------------------------------------------

    def _ratio(self, mark: Mark) -> bool:
        """Percent, points and times: ratios of the language itself, not of a pack."""
        folded, end = self.folded, mark.end
        if match := _PERCENT.match(folded, end):
            mark.form, mark.unit, mark.end = Form.PERCENT, "percent", match.end()
            if more := re.compile(r"\+(?!\d)").match(folded, mark.end):
                mark.more, mark.end = True, more.end()
            return True
        if (match := _POINTS.match(folded, end)) and mark.scale < 1000:
            unit = match.lastgroup or "point"
            mark.unit = self._point(mark.number) if unit == "point" else unit.replace("part", "percentage_point")
            mark.form, mark.end = Form.POINTS, match.end()
            mark.noun = (match.start() + (folded[match.start()] == " "), match.end())
            return True
        if match := _TIMES.match(folded, end):
            if match["x"] and self.text[match.end() - 1] == "X" and "." not in mark.written:
                return False  # Zeekr 9X
            mark.form, mark.end = Form.MULTIPLE, match.end()
            if match["fold"]:
                mark.value, mark.unit, mark.step = (mark.value - 1) * 100, "percent", max(mark.step * 100, Decimal(10))
            else:
                mark.unit = "times"
            return True
        return False

    def _point(self, start: int) -> str:
        """What plain "points" are: percentage points where rates are spoken of, else points of an index."""
        return "percentage_point" if _RATE_TALK.search(self.folded, max(0, start - 200), start + 100) else "point"

    def _unit(self, mark: Mark) -> bool:
        """The unit word after the number, or the noun that it counts a few words on."""
        if _THRESHOLD.match(self.folded, mark.end):
            return False
        word = self._next_word(mark.end)
        if word is not None:
            if mark.form is Form.MONEY and word.dimension != MONEY:
                return False
            if word.end - word.start == 1 and self.folded[word.start] in zh.CLASSIFIERS:
                return self._classifier(mark, word.start)
            compound = word.singular and mark.value != 1 and self.folded[mark.end] == " " and word.dimension == COUNT
            if compound and (head := self._far_noun(word.end, _MOST_SKIPPED // 2)):
                self._take(mark, head, adjoining=False)
            else:
                self._take(mark, word, adjoining=not compound)
            return True
        if mark.form is Form.MONEY:
            return False
        after = mark.end + (self.folded[mark.end : mark.end + 1] == " ")
        if self.folded[after : after + 1] in zh.CLASSIFIERS and after < len(self.folded):
            return self._classifier(mark, after)
        if self.folded[mark.end : mark.end + 1] == " ":
            if far := self._far_noun(mark.end):
                self._take(mark, far, adjoining=False)
                return True
            return self._unknown_noun(mark)
        return False

    def _unknown_noun(self, mark: Mark) -> bool:
        """A plural noun that no pack knows counts itself: "34 sites" are 34 ``site``."""
        match = _PLURAL.match(self.folded, mark.end)
        if not match or match[2] in en.NOT_PLURALS or abs(mark.value) == 1:
            return False
        if match[1] and match[1] in en.ENDS_PHRASE and match[1] not in _MORE_OF:
            return False
        if not self.text[match.start(2)].islower():
            return False
        mark.unit, mark.known, mark.form = singular(match[2]), False, Form.UNIT
        mark.noun, mark.dimension = match.span(2), COUNT
        mark.end = mark.tail = match.end(2)
        return True

    def _take(self, mark: Mark, word: UnitWord, *, adjoining: bool) -> None:
        mark.unit, mark.dimension, mark.segment = word.unit, word.dimension, word.segment
        mark.form = Form.MONEY if word.dimension == MONEY else Form.UNIT
        mark.noun, mark.adjoining = (word.start, word.end), adjoining
        close = adjoining or self._one_plain_word(mark.end, word.start)
        if close:
            mark.end = word.end
        mark.tail = word.end

    def _one_plain_word(self, end: int, start: int) -> bool:
        between = self.folded[end:start].strip()
        return between.isalpha() and between.isascii()

    def _next_word(self, end: int) -> UnitWord | None:
        """A unit word right here or after one space or hyphen."""
        folded = self.folded
        found = self.lexicon.at(self.text, folded, end)
        if found is None and folded[end : end + 1] in (" ", "\u00a0", "-"):
            found = self.lexicon.at(self.text, folded, end + 1)
            if found is not None and folded[end] == "-" and found.end < len(folded) and folded[found.end].isdigit():
                return None
        return found

    def _far_noun(self, end: int, most: int = _MOST_SKIPPED) -> UnitWord | None:
        """The counted noun after up to ``most`` words that do not end the phrase."""
        position = end
        for _ in range(most):
            match = _SKIPPED.match(self.text, position)
            if not match or (match[1].lower() in en.ENDS_PHRASE and not (position == end and match[1] in _MORE_OF)):
                return None
            position = match.end()
            found = self.lexicon.at(self.text, self.folded, position + 1)
            if found is not None and found.dimension != MONEY and found.end - found.start > 2:
                if not _NAME_GOES_ON.match(self.text, found.end):
                    return found
        return None

    def _classifier(self, mark: Mark, position: int) -> bool:
        """A Chinese measure word, with the noun that follows it (三个品牌) or is the topic before (门店新增32家).

        Alone it is a guess: 家 is said of stores and makers alike.
        """
        word = self.folded[position]
        noun = self.lexicon.at(self.text, self.folded, position + 1)
        if noun is not None and (noun.dimension != COUNT or noun.end - noun.start < 2):
            noun = None
        if word == "座" and mark.value < 10 and noun is None:
            return False  # a car's seats
        mark.form, mark.adjoining, mark.classifier = Form.UNIT, True, noun is None
        mark.noun = (position, noun.end if noun else position + 1)
        if noun is None:
            noun = (self._topic(mark.start) if word in zh.GENERIC else None) or self.lexicon.at(self.text, self.folded, position)
        if noun is not None:
            mark.unit, mark.dimension, mark.segment = noun.unit, noun.dimension, noun.segment
        mark.end = mark.tail = mark.noun[1]
        return True

    def _topic(self, start: int) -> UnitWord | None:
        """The nearest thing counted that the sentence names before, unless it has a number of its own."""
        for position in range(start - 2, max(0, start - _TOPIC_REACH) - 1, -1):
            if self.folded[position] in "。！？；\n":
                return None
            found = self.lexicon.at(self.text, self.folded, position)
            if found is None or found.dimension != COUNT or found.end - position < 2 or found.end > start:
                continue
            before = self.folded[position - 1 : position]
            if before not in zh.CLASSIFIERS and before not in zh.NUMERAL and not before.isdigit():
                return found
        return None

    def _rate(self, mark: Mark) -> None:
        """"a month", "/km", "per vehicle" after the unit."""
        if match := _PER.match(self.folded, mark.tail):
            if word := self.lexicon.at(self.text, self.folded, match.end()):
                mark.per, mark.tail = word.unit, word.end
        elif match := _RATES.match(self.folded, mark.tail):
            mark.per, mark.tail = _RATE_UNITS.get(match[1], "each"), match.end()

    # --- ordinals ---------------------------------------------------------------------------------------------------

    def _ordinal(self, mark: Mark) -> bool:
        """A rank, a place in a row of months, or a counted thing (the 500,000th vehicle)."""
        folded = self.folded
        before = self.text[mark.number - 1 : mark.number]
        if before.isascii() and before.isalpha():
            return False
        if mark.value == 1 and not re.compile(r"(?:\s|-)?(?:place|spot|position|rank)|名|位").match(folded, mark.end):
            ranked = re.search(r"\b(?:rank(?:ed|s|ing)?|finish(?:ed|es|ing)?|came|comes?|coming|placed|remain(?:ed|s)?|stood|stayed|stands)\s$", folded[max(0, mark.number - 12) : mark.number])
            if not ranked and folded[mark.number] != "第":
                return False
        if folded[mark.number : mark.number + 1] == "第":
            return self._chinese_rank(mark)
        large = mark.scale > 1 or mark.value > 100
        if streak := _STREAK.match(folded, mark.end):
            mark.unit, mark.dimension = _STREAK_UNITS.get(streak[1] or "", None), TIME
            word = self.lexicon.at(self.text, folded, streak.end())
            if word is not None:
                mark.unit, mark.dimension, mark.noun = word.unit, word.dimension, (word.start, word.end)
            return mark.unit is not None
        word = self.lexicon.at(self.text, folded, mark.end + 1) if folded[mark.end : mark.end + 1] == " " else None
        if word is None and not large:
            return self._rank(mark)
        if word is None:
            word = self._far_noun(mark.end)
            mark.form = Form.NUMBER
            noun = _NOMINAL.match(folded, mark.end)
            if word is None and noun and noun[1] not in en.STOPS:
                return False
            if word is not None:
                mark.unit, mark.dimension, mark.segment, mark.noun = word.unit, word.dimension, word.segment, (word.start, word.end)
                mark.form = Form.UNIT
            return True
        if word.dimension == TIME:
            if not self._in_a_row(mark, word):
                return False
            mark.unit, mark.dimension, mark.noun, mark.end = word.unit, TIME, (word.start, word.end), word.end
        elif large:
            self._take(mark, word, adjoining=True)
        else:
            mark.noun, mark.unit = (word.start, word.end), word.unit
        mark.tail = mark.end
        return True

    def _chinese_rank(self, mark: Mark) -> bool:
        """第二名, 第三大, or 第一 where its clause ends; at the start of a clause it numbers an argument."""
        mark.unit, mark.tail = "rank", mark.end
        opens = mark.number == 0 or not self.folded[mark.number - 1].isalnum()
        if match := _PLACE.match(self.folded, mark.end):
            mark.end = mark.tail = match.end()
            return True
        return not opens and bool(_CLAUSE_END.match(self.folded, mark.end))

    def _in_a_row(self, mark: Mark, word: UnitWord) -> bool:
        after = self.folded[word.end : word.end + 40]
        if re.search(r"^[^.;,]{0,30}\b(?:in\sa\srow|in\ssuccession|running|straight)\b", after):
            return True
        if word.unit in ("month", "week") and not re.match(r"\s(?:of\s(?:the|20|this|last|each|every)|after|before)", after):
            return bool(re.search(r"\b(?:for\s(?:a|the|its)|a|its)\s$", self.folded[max(0, mark.number - 8) : mark.number]))
        return False

    def _rank(self, mark: Mark) -> bool:
        after = _NOMINAL.match(self.folded, mark.end)
        mark.unit = "rank"
        if self.folded[mark.end : mark.end + 1] == "-":
            return bool(re.compile(r"-(?:\w+est|best|most|worst|place|placed|highest|ranked)\b").match(self.folded, mark.end))
        return not (after and after[1] in en.NOT_RANKED)

    # --- what it is not ---------------------------------------------------------------------------------------------

    def _in_name(self, mark: Mark) -> bool:
        """Whether a bare number is part of a name: Golf 8, S&P 500, the 737 Max, one 787."""
        if mark.form is Form.NUMBER and mark.scale == 1 and _VERSION.match(mark.written) and not mark.more and not mark.signed:
            return bool(_VERSIONED.search(self.text, max(0, mark.number - 30), mark.number)) and not _TABLE_AFTER.match(self.text, mark.bare_end)
        if not mark.plain or mark.form is Form.MONEY:
            return False
        before = self.text[max(0, mark.number - 30) : mark.number]
        after = self.text[mark.bare_end : mark.bare_end + 30]
        if (match := _NAME_BEFORE.search(before)) and not _TABLE_AFTER.match(after):
            word = match[1]
            if any(c.isupper() for c in word) and not word.endswith("'s") and word.lower().rstrip(".") not in en.OPENERS:
                return True
        if re.search(r"\d\s$", before) and _CAPITALISED.match(after):
            return True
        if (capital := _CAPITALISED.match(after)) and _DETERMINER.search(before) and not capital[1].endswith(("ese", "an", "ish", "s")):
            return True
        if re.search(r"\b(?:" + en.CARDINAL_WORDS + r")\s$", before):
            return True
        return (mark.form is Form.NUMBER or not mark.known) and mark.value >= 100 and bool(_NEW.search(before))

    def meant(self, mark: Mark, word: str) -> bool:
        """Whether an English number word counts something: "one" and its like often do not."""
        if mark.form in (Form.PERCENT, Form.POINTS, Form.MULTIPLE, Form.MONEY) or mark.scale >= 1000 or mark.dimension == LENGTH:
            return True
        if self.folded[mark.bare_end : mark.bare_end + 1] == "-":
            return mark.form is Form.UNIT and mark.adjoining and mark.value != 1
        if mark.form is Form.UNIT:
            return not (mark.value == 1 and (not mark.adjoining or word in ("a", "an") or mark.dimension not in (TIME, LENGTH)))
        if _NAMED.match(self.folded, mark.end) or (mark.value == 1 and self.folded.startswith(" or two ", mark.end)):
            return True
        if mark.value == 1 or word in ("a", "an"):
            return False
        return mark.noun is not None or mark.value > 12 or bool(_SOME_OF.match(self.folded, mark.end))

    def meant_chinese(self, mark: Mark, token: str) -> bool:
        """Whether a Chinese numeral counts something; a lone 一 mostly says "a"."""
        if mark.form in (Form.PERCENT, Form.POINTS, Form.MULTIPLE, Form.MONEY) or mark.scale > 1:
            return True
        if mark.form is not Form.UNIT or not mark.adjoining:
            return False
        return token != "一" and (mark.unit is not None or mark.value > 10)

    def lone_article(self, start: int, end: int) -> Mark | None:
        """"a year" after a word that loosens it: "less than a year"."""
        if not _LOOSE.search(self.folded[max(0, start - 12) : start]):
            return None
        word = self.lexicon.at(self.text, self.folded, end + 1)
        if word is None or word.dimension != TIME:
            return None
        return Mark(start, start, word.end, Decimal(1), Decimal(1), Form.UNIT, bare_end=end, unit=word.unit, dimension=TIME, noun=(word.start, word.end), adjoining=True, tail=word.end)

    # --- questions --------------------------------------------------------------------------------------------------

    def unit_follows(self, end: int) -> bool:
        """Whether a percent sign, a scale word or a known unit stands after ``end``."""
        return bool(_PERCENT.match(self.folded, end)) or self._next_word(end) is not None

    def noun_follows(self, end: int) -> bool:
        """Whether a noun of the pack stands right after ``end``: "half year"."""
        return self.folded[end : end + 1] == " " and self.lexicon.at(self.text, self.folded, end + 1) is not None

    def time_follows(self, end: int) -> bool:
        """Whether a unit of time stands right after ``end``."""
        word = self._next_word(end)
        return word is not None and word.dimension == TIME

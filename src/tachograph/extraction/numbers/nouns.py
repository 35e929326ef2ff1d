"""The unit word or counted noun of a number: next to it, a few words on, or the topic of a Chinese clause."""

from __future__ import annotations

import re

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers import grammar_zh as zh
from tachograph.extraction.numbers.lexicon import COUNT, MONEY, TIME, UnitLexicon, UnitWord
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.numerals import singular

_SKIPPED = re.compile(r"\s([A-Za-z][\w&'/+.-]{0,24}|\d{1,4}[a-z]?(?=\s))(?=\s)")
_MOST_SKIPPED = 4
_OF_ITS = re.compile(r"\sof\s(?:its|their|our|his|her)\s")
_CLOSES = re.compile(r"[A-Za-z'-]{4,}\.")  # a word that ends its sentence; "U.S." and "Inc." do not
_NAME_GOES_ON = re.compile(r"\s(?:\d|[A-Z]\b)")  # "Model 3", "Model Y": no noun yet
_THRESHOLD = re.compile(rf"[\"”']?[\s-](?:{'|'.join(sorted(en.THRESHOLDS))})s?\b")
# 交付破4万 年内目标达成: a blank between Chinese characters parts a headline, unless all words have one (4 万 辆)
_BREAK_ZH = re.compile(r"[^ ][\u4e00-\u9fff] [\u4e00-\u9fff]")
_CAR_NAMED_SO = re.compile(r"Yuan\s(?:Plus|Pro|UP|Up|EV|DM|[A-Z][a-z]+\s(?:cars|SUVs|crossovers|electric))\b")
# A plural that no pack knows, where it ends its phrase: "34 sites.", "1,500 charge cycles and".
_PLURAL = re.compile(
    r"\s(?:([a-z][a-z-]{0,24})\s)?([a-z]{2,24}(?:[^su\W]s|[^aeiou\W]is))(?=\s*(?:[.,;:)!?]|$)|\s(?:and|or|in|at|to|of|for|"
    r"from|across|by|on|were|was|are|have|has|had|will|would|could|that|which|who|as|since|this|last|worldwide|including|"
    r"between|under|over|during|nationwide|globally|annually|each|per|a|but|while|after|before|[a-z]+ed|told|said|sold|set)\b)"
)
_COLON = re.compile(r":\s(?:the\s|new\s|battery\s)?")
_LINE_OPENS = re.compile(r"(?:^|\n)[ \t]*(?:[-–•*·]\s+)?(?:about |some |over |almost |nearly )?$")
_COMPARED = re.compile(r"\s(?:over|on|ago|earlier|before|to)\b")  # "10.5 million year over year"
_TOPIC_REACH = 24  # characters
_OWN_NUMBER = re.compile("[^\\d，。；！？\n]{0,3}[\\d.,]+[万亿]?([\u4e00-\u9fff])")


class Nouns:
    """Finds the units of the marks of one text in the pack's unit words."""

    def __init__(self, text: str, folded: str, lexicon: UnitLexicon) -> None:
        self.text, self.folded, self.lexicon = text, folded, lexicon
        self._counted: dict[str, tuple[UnitWord, int]] = {}  # what each measure word counted last, and where

    def take(self, mark: Mark) -> None:
        """Complete ``mark`` with the unit after it, if there is one."""
        if _THRESHOLD.match(self.folded, mark.end):
            return
        if (owned := _OF_ITS.match(self.folded, mark.end)) is not None and mark.form is not Form.MONEY:
            whose = self.far(owned.end() - 1)
            if whose is not None and whose.dimension == COUNT:
                mark.unit, mark.dimension, mark.segment, mark.form = (
                    whose.unit,
                    whose.dimension,
                    whose.segment,
                    Form.UNIT,
                )
                mark.noun = (whose.start, whose.end)
                return  # "700 of its Choco-SEB stations"
        if mark.form is Form.NUMBER and (listed := self._listed(mark)) is not None:
            self.adopt(mark, listed, adjoining=False)
            return
        word = self.next_word(mark.end)
        after = word.start if word else mark.end + (self.folded[mark.end : mark.end + 1] == " ")
        if zh.ONLY.match(self.folded, after):
            return  # 44万只完成了32.6万
        if self.folded[after : after + 1] in zh.CLASSIFIERS and (word is None or word.end - word.start == 1):
            if mark.form is not Form.MONEY:
                self._classifier(mark, after)
        elif word is not None:
            self._next(mark, word)
        elif mark.form is not Form.MONEY and self.folded[mark.end : mark.end + 1] == " ":
            far = self.far(mark.end)
            if far:
                self.adopt(mark, far, adjoining=False)
            else:
                self._unknown(mark)

    def adopt(self, mark: Mark, word: UnitWord, *, adjoining: bool) -> None:
        """Make ``word`` the unit of ``mark``; its span grows over a noun at most one plain word away."""
        mark.unit, mark.dimension, mark.segment = word.unit, word.dimension, word.segment
        mark.form = Form.MONEY if word.dimension == MONEY else Form.UNIT
        mark.noun, mark.adjoining = (word.start, word.end), adjoining
        between = self.folded[mark.end : word.start].strip()
        if adjoining or (between.isalpha() and between.isascii()):
            mark.end = word.end
        mark.tail = word.end

    def _listed(self, mark: Mark) -> UnitWord | None:
        """What the number that opens a line counts, behind a colon: "- 3,729: stations in operation"."""
        colon = _COLON.match(self.folded, mark.end)
        if colon is None or _LINE_OPENS.search(self.text, max(0, mark.number - 12), mark.number) is None:
            return None
        found = self.lexicon.at(self.text, self.folded, colon.end())
        return found if found is not None and found.dimension == COUNT and not found.singular else None

    def next_word(self, end: int) -> UnitWord | None:
        """A unit word right here or after one space or hyphen."""
        folded = self.folded
        found = self.lexicon.at(self.text, folded, end)
        if found is None and folded[end : end + 1] in (" ", "\u00a0", "-") and not _BREAK_ZH.match(folded, end - 2):
            found = self.lexicon.at(self.text, folded, end + 1)
            if found is not None and folded[end] == "-" and folded[found.end : found.end + 1].isdigit():
                return None
        if found is not None and found.dimension == MONEY and _CAR_NAMED_SO.match(self.text, found.start):
            return None  # "71,248 Yuan Pro electric cars"
        return found

    def far(self, end: int, most: int = _MOST_SKIPPED) -> UnitWord | None:
        """The counted noun after up to ``most`` words that do not end the phrase."""
        position = end
        for _ in range(most):
            match = _SKIPPED.match(self.text, position)
            if not match:
                return None
            if _CLOSES.fullmatch(match[1]):
                return None  # "the 542,000 installed worldwide. Local suppliers …"
            if match[1].lower() in en.ENDS_PHRASE and not (position == end and match[1] in en.MORE_OF):
                return None
            position = match.end()
            found = self.lexicon.at(self.text, self.folded, position + 1)
            if found is None or found.dimension == MONEY or found.end - found.start < 3:
                continue
            if not _NAME_GOES_ON.match(self.text, found.end):
                return self._head(found)
        return None

    def time_after(self, end: int) -> bool:
        """Whether a unit of time stands right after ``end``."""
        word = self.next_word(end)
        return word is not None and word.dimension == TIME

    def _next(self, mark: Mark, word: UnitWord) -> None:
        if mark.form is Form.MONEY and word.dimension != MONEY:
            return
        lone = word.singular and abs(mark.value) != 1 and self.folded[mark.end] == " "
        if lone and word.dimension == TIME and _COMPARED.match(self.folded, word.end):
            return
        compound = lone and word.dimension == COUNT
        head = self.far(word.end, _MOST_SKIPPED // 2) if compound else None
        self.adopt(mark, head or self._head(word), adjoining=not compound)

    def _head(self, word: UnitWord) -> UnitWord:
        """English compounds end in their head: "20 car dealerships" and "806 sales stores" are not cars or sales."""
        if word.dimension != COUNT or self.folded[word.end : word.end + 1] != " ":
            return word
        following = self.lexicon.at(self.text, self.folded, word.end + 1)
        return following if following and following.dimension == COUNT and not following.singular else word

    def _unknown(self, mark: Mark) -> None:
        """A plural noun that no pack knows counts itself: "34 sites" are 34 ``site``."""
        match = _PLURAL.match(self.folded, mark.end)
        if not match or match[2] in en.NOT_PLURALS or abs(mark.value) == 1 or not self.text[match.start(2)].islower():
            return
        if match[1] and match[1] in en.ENDS_PHRASE and match[1] not in en.MORE_OF:
            return
        mark.unit, mark.known, mark.form = singular(match[2]), False, Form.UNIT
        mark.noun, mark.dimension = match.span(2), COUNT
        mark.end = mark.tail = match.end(2)

    def _classifier(self, mark: Mark, position: int) -> None:
        """A Chinese measure word, with the noun that follows it (三个品牌) or is the topic before (门店新增32家).

        Alone it is a guess: 家 is said of stores and makers alike. A single-digit 座 is a car's seats.
        """
        word = self.folded[position]
        noun = self.lexicon.at(self.text, self.folded, position + 1)
        if noun is not None and (noun.dimension != COUNT or noun.end - noun.start < 2):
            noun = None
        if word == "座" and mark.value < 10 and noun is None:
            mark.rejected = True
            return
        mark.form, mark.adjoining, mark.classifier = Form.UNIT, True, noun is None
        mark.noun = (position, noun.end if noun else position + 1)
        if noun is None and word in zh.GENERIC and (sort := zh.SORTS.match(self.folded, position + 1)):
            noun = self.lexicon.at(self.text, self.folded, sort.end())  # 三十多个新能源品牌
            noun = noun if noun is not None and noun.dimension == COUNT and noun.end - noun.start > 1 else None
        if noun is None and word in zh.GENERIC:
            topic = self._topic(mark.start)
            own = topic is not None and not self._is_measured_otherwise(topic, word)
            noun = topic if own else self._counted_before(word, mark.start)
        if noun is not None and word in zh.GENERIC:
            self._counted[word] = (noun, mark.start)
        noun = noun or self.lexicon.at(self.text, self.folded, position)
        if noun is not None:
            mark.unit, mark.dimension, mark.segment = noun.unit, noun.dimension, noun.segment
        mark.end = mark.tail = mark.noun[1]

    def _counted_before(self, word: str, start: int) -> UnitWord | None:
        """What the same measure word counted before in the sentence: 门店450家，……年底增至550家."""
        noun, place = self._counted.get(word, (None, 0))
        return None if noun is None or re.search("[。！？\n]", self.folded[place:start]) else noun

    def _is_measured_otherwise(self, noun: UnitWord, word: str) -> bool:
        """Whether a noun has a number of its own behind it with another measure word: 超充站90座、超充桩500根，……60座."""
        own = _OWN_NUMBER.match(self.folded, noun.end)
        return own is not None and own[1] != word

    def _topic(self, start: int) -> UnitWord | None:
        """The nearest thing counted that the sentence names before, unless it has a number of its own."""
        for position in range(start - 2, max(0, start - _TOPIC_REACH) - 1, -1):
            if self.folded[position] in "。！？；\n":
                return None
            found = self.lexicon.at(self.text, self.folded, position)
            if found is None or found.dimension != COUNT or found.end - position < 2 or found.end > start:
                continue
            before = self.folded[position - 1] if position else " "
            if not before.isdigit() and before not in zh.NUMERAL and before not in zh.CLASSIFIERS:
                return found
        return None

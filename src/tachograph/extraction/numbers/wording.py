"""English numbers in words: cardinals, fractions, ordinals, multiples."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers import naming
from tachograph.extraction.numbers.attaching import Attacher
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.numerals import precision, read_english

_IN_EVERY = re.compile(rf"\s(?:in|out\sof)(?:\severy)?\s({'|'.join(en.ONES)}|\d{{1,3}})\b(?!,?\d)")
# "one new car in five", "two buyers out of ten"; "one plant in four countries" is no part.
_OF_THEM_IN = re.compile(
    r"\s(?:(?:new|private|electric|urban|young|used|passenger)\s)?(?:cars?|vehicles?|vans?|trucks?|bus(?:es)?|taxis?|buyers?|customers?"
    r"|drivers?|owners?|households?|people|persons?|dealers?|shoppers?|respondents?)(?:\s(?:sold|bought|built|registered))?"
    rf"\s(?:in|out\sof)(?:\severy)?\s({'|'.join(en.ONES)}|\d{{1,3}})\b(?!,?\d|\s(?!is|was|has|does|goes|plans|says)[a-z]+s\b)"
)
_PART = re.compile(rf"[ -]({'|'.join(en.DENOMINATORS)})s?\b")
_OF = re.compile(
    r"\s(?:of|more|less|fewer|higher|lower|below|above|down|short|better|worse|smaller|larger|cheaper|weaker|the|as|off)\b"
)
# "lost a tenth and ended at …", "fell a quarter to 2,000", but not "added a third shift"
_MOVED = re.compile(
    r"\b(?:los[te]s?|shed|sheds|gain(?:s|ed)?|f[ae]ll(?:s|en)?|rose|risen|rises?|gr[eo]w(?:s|n)?|shr[aiu]nk|drop(?:s|ped)?|declined?|climbed|jumped|trimmed|shaved"
    r"|sliced|knock(?:s|ed)|took|cut|slashed|surged|slumped|slipped|sank|advanced|up|down)\s(?:(?:by|about|around|some|almost|nearly|roughly|over)\s)*$"
)
_GOES_ON = re.compile(r"\s(?:and|but|while|whereas|or|when|at|after|against|compared|over|off)\b")
_QUARTER_OF = re.compile(r"\s(?:of\s(?!growth|decline|expansion|20\d|this|last\s|the\syear)|more|less|fewer|off|\(\d)")
_QUARTER_BY = re.compile(
    r"\b(?:by|(?:by|of|about|around|some|nearly|almost|roughly|than)\s(?:about|around|some|nearly|almost|roughly|than|over))\s$"
)
_ENDS = re.compile(
    r"\s*(?:[,.;:()!?]|$|\s(?:in|from|by|to|since|during|last|this|on|year[\s-]o)\b|\s(?:an?|two|three|four|five|ten)\s(?:years?|months?|quarters?)\s(?:ago|earlier|before)\b)"
)
_OF_A_SCALE = re.compile(r"\sof\sa\s(million|billion|trillion)\b")
_HALF_A_SCALE = re.compile(r"\san?\s(dozen|thousand|million|billion|trillion)\b")
_HALF_POINT = re.compile(r"\sa\spercentage\spoint\b")
_HALF_AFTER = re.compile(r"\s(?:of|the|its|their|that|as|what)\b")
_HALF_SO = re.compile(
    r"\s(?:right|wrong|true|false|full|empty|joking|serious|asleep|awake|finished|done|built|open|convinced|expected|hoped)\b"
)
_HALF_BEFORE = re.compile(
    r"(?:than|over|under|above|below|quite|about|around|roughly|nearly|almost|by|in|to|or|just|exceed\w*|approximately|was|were|up)\s$"
)
_PERIOD_HALF = re.compile(r"(?:first|second|1st|2nd|latter|last|this|next|other|better|top|bottom)[\s-]$|-$")
_TENS_ORDINAL = re.compile(rf"[ -]({en.UNIT_ORDINALS})\b")
_DOUBLE_AFTER = re.compile(
    r"\s(?:the|its|their|that|those|his|what|last|from|to|in|by|sales|output|production|capacity|deliveries|exports|revenue|over|"
    r"year|compared|again|since|as)\b|[.,;]|$"
)
_DOUBLE_BEFORE = re.compile(
    r"(?:to|will|would|could|should|may|might|can|than|nearly|almost|about|roughly|around|expected|more|and)\s$"
)
_TWICE_AFTER = re.compile(r"\s(?:the|as|its|that|what|last|their|those|more)\b")
_FOLD = re.compile(r"[ -]?fold\b")
_DIGIT = re.compile(r"-digits?\b")
_AND_PART = re.compile(
    r"\sand\sa\s(half|quarter|third)(?=\s(?:times|million|billion|trillion|percent|per\scent|years|months|hours|points)\b)"
)
_TENTH = Decimal("0.1")


class Wording:
    """Reads marks from English words of one text."""

    openers = frozenset(("a", "an", "half", *en.ONES, *en.TENS, *en.ORDINALS, *en.MULTIPLIERS, *en.ADVERBS, *en.VAGUE))

    def __init__(self, folded: str, attacher: Attacher) -> None:
        self.folded, self.attacher = folded, attacher

    def read(self, start: int, end: int, word: str) -> Mark | None:
        """The mark that ``word`` at ``[start, end)`` opens; ``None`` if it opens none."""
        if word in en.ONES or word in en.TENS or word in ("a", "an"):
            return self._cardinal(start, end, word)
        if word == "half":
            return self._half(start, end)
        if word in en.ORDINALS:
            return self._ordinal(start, end, en.ORDINALS[word])
        if word in en.VAGUE and (match := _DIGIT.match(self.folded, end)):
            return _vague(start, match.end(), word)
        if word in en.MULTIPLIERS:
            return self._multiplier(start, end, word)
        if word in en.ADVERBS:
            twice = _TWICE_AFTER.match(self.folded, end)
            return Mark.times(start, end, Decimal(en.ADVERBS[word]), _TENTH) if twice else None
        factor = en.ONES.get(word.removesuffix("fold"))
        return Mark.change(start, end, Decimal(factor)) if factor and word.endswith("fold") else None

    def _cardinal(self, start: int, end: int, word: str) -> Mark | None:
        if part := self._fraction(start, end, word):
            return part
        if word in ("a", "an") and (lone := self.attacher.lone_article(start, end)):
            return lone
        read = read_english(self.folded, start)
        if read is None:
            return None
        value, end, scale = read
        if scale == 1 and (more := _AND_PART.match(self.folded, end)):  # "two and a half times"
            value, end = value + Decimal(1) / en.DENOMINATORS[more[1]], more.end()
        if part := self._in_every(start, end, value):
            return part
        if fold := _FOLD.match(self.folded, end):
            return Mark.change(start, fold.end(), value)
        if word in en.TENS and (tail := _TENS_ORDINAL.match(self.folded, end)):
            return self._ordinal(start, tail.end(), int(value) + en.ORDINALS[tail[1]])
        mark = Mark(start, start, end, value, precision(value, "", scale), scale=scale, bare_end=end)
        if not self.attacher.attach(mark):
            return None
        mark.meant = naming.counts(mark, self.folded, word)
        return mark

    def _fraction(self, start: int, end: int, word: str) -> Mark | None:
        """Parts: "a third", "two-thirds", "one quarter of"; not the ordinal, not the quarter of a year."""
        match = _PART.match(self.folded, end)
        if not match or (end_char := self.folded[match.end() : match.end() + 1]) == "-":
            return None
        whole = en.DENOMINATORS[match[1]]
        if scaled := self._part_of_scale(start, match.end(), word, whole):
            return scaled
        after = _OF.match(self.folded, match.end()) or self._moved(start, match.end())
        if word in ("a", "an"):
            if match[1] == "quarter":
                meant = self._part_of(start, match.end())
            else:
                meant = bool(after) or (
                    match[1] != "half" and (end_char == "" or bool(_ENDS.match(self.folded, match.end())))
                )
            return Mark.part(start, match.end(), Decimal(1) / whole) if meant else None
        parts = en.ONES.get(word, 0)
        plural = self.folded[match.end() - 1] == "s"
        if not 0 < parts < whole or (parts > 1) != plural:
            return None
        if self.folded[end] != "-" and match[1] == "quarter" and not self._part_of(start, match.end()):
            return None
        return Mark.part(start, match.end(), Decimal(parts) / whole)

    def _moved(self, start: int, end: int) -> re.Match[str] | None:
        """The end of a part by which something has moved: "lost a tenth and …"."""
        if _MOVED.search(self.folded, max(0, start - 24), start) is None:
            return None
        return _GOES_ON.match(self.folded, end) or _ENDS.match(self.folded, end)

    def _part_of_scale(self, start: int, end: int, word: str, whole: int) -> Mark | None:
        """A round number told as a part of one: "a quarter of a million", "three quarters of a million"."""
        match = _OF_A_SCALE.match(self.folded, end)
        parts = en.ONES.get(word, 1)
        if match is None or not 0 < parts < whole:
            return None
        scale = en.SCALES[match[1]]
        value = Decimal(scale * parts) / whole
        mark = Mark(start, start, match.end(), value, value / 5, scale=scale, bare_end=match.end())
        return mark if self.attacher.attach(mark) else None

    def _part_of(self, start: int, end: int) -> bool:
        """Whether quarters are fourths, not months: "a quarter of", "by some three quarters"."""
        before = self.folded[max(0, start - 24) : start]
        part = _QUARTER_OF.match(self.folded, end) or _QUARTER_BY.search(before)
        return bool(part or self._moved(start, end))

    def one_in(self, start: int, end: int, written: str) -> Mark | None:
        """A part in digits, "1 in 4"; more than one in so many is as often a count ("5 in 10 cities")."""
        return self._in_every(start, end, Decimal(1)) if written == "1" else None

    def _in_every(self, start: int, end: int, value: Decimal) -> Mark | None:
        """Parts of a number: "two in five"."""
        match = _IN_EVERY.match(self.folded, end) or _OF_THEM_IN.match(self.folded, end)
        if not match:
            return None
        whole = int(match[1]) if match[1].isdigit() else en.ONES[match[1]]
        if not 0 < value < whole <= 100 or self.attacher.nouns.time_after(match.end()):
            return None
        return Mark.part(start, match.end(), value / whole)

    def _half(self, start: int, end: int) -> Mark | None:
        folded = self.folded
        if match := _HALF_A_SCALE.match(folded, end):
            scale = en.SCALES.get(match[1], en.DOZEN)
            value = Decimal(scale) / 2
            mark = Mark(start, start, match.end(), value, value / 5, scale=scale, bare_end=match.end())
            return mark if self.attacher.attach(mark) else None
        if match := _HALF_POINT.match(folded, end):
            point = Mark(start, start, match.end(), Decimal("0.5"), _TENTH, Form.POINTS, bare_end=match.end())
            point.unit, point.tail = "percentage_point", match.end()
            return point
        before = folded[max(0, start - 16) : start]
        if _PERIOD_HALF.search(before) or folded[end : end + 1] == "-":
            return None
        lone = bool(_HALF_BEFORE.search(before)) and not self.attacher.noun_follows(end)
        lone = lone and _HALF_SO.match(folded, end) is None  # "looks about half right"
        return Mark.part(start, end, Decimal("0.5")) if lone or _HALF_AFTER.match(folded, end) else None

    def _ordinal(self, start: int, end: int, value: int) -> Mark | None:
        mark = Mark(start, start, end, Decimal(value), Decimal(1), Form.ORDINAL, bare_end=end, ordinal=True)
        return mark if self.attacher.attach(mark) else None

    def _multiplier(self, start: int, end: int, word: str) -> Mark | None:
        if word.endswith("e"):
            verb = _DOUBLE_AFTER.match(self.folded, end) or _DOUBLE_BEFORE.search(
                self.folded[max(0, start - 12) : start]
            )
            if not verb or self.folded[end : end + 1] == "-":
                return None
        return Mark.change(start, end, en.MULTIPLIERS[word])


def _vague(start: int, end: int, word: str) -> Mark:
    low, high = en.VAGUE[word]
    bound = low if low is not None else high
    assert bound is not None
    mark = Mark(start, start, end, Decimal(bound), Decimal(1), Form.VAGUE, unit="percent", bare_end=end)
    mark.open_side = 1 if low is not None else -1
    return mark

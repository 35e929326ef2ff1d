"""Chinese numbers in characters: numerals, 成, 百分之, 分之, 翻倍, 居首."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.extraction.numbers import grammar_zh as zh
from tachograph.extraction.numbers import naming
from tachograph.extraction.numbers.attaching import Attacher
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.numerals import precision, read_chinese

_PART_OF = re.compile(rf"分之([{zh.NUMERAL}]++|\d++)")
_HUNDREDTHS = re.compile(rf"\d++(?:\.\d++)?|[{zh.NUMERAL}]++(?:点[{zh.NUMERAL}]++)?")
_MILLIONS = re.compile(r"个(多|小)?亿(?!万)")  # 一个亿, 三个多亿
_MORE_MYRIADS = re.compile("[多余]([万亿])")  # 一百多万, 二十余亿
_SCALES = frozenset("万亿千百")
_AND_MORE = re.compile("还多|有余|多(?!少)")
_TENTH_STEP = Decimal(5)  # percent: 五成 is said of 45 to 55
_HALF = Decimal("0.5")
_TENTHS = {char: Decimal(digit) / 10 for char, digit in zh.DIGITS.items() if digit}


class ChineseWording:
    """Reads marks from Chinese characters of one text."""

    def __init__(self, folded: str, attacher: Attacher) -> None:
        self.folded, self.attacher = folded, attacher

    def read(self, start: int, end: int, word: str) -> Mark | None:
        """The mark that ``word`` at ``[start, end)`` is or opens; ``None`` if it is none."""
        if word in zh.TURNS:
            mark = Mark.change(start, end, 1 + Decimal(zh.TURNS[word]) / 100)
            mark.more = mark.more or bool(_AND_MORE.match(self.folded, end))
            return mark
        if word in zh.FIRSTS or word in zh.SECONDS:
            place = Decimal(1 if word in zh.FIRSTS else 2)
            return Mark(start, start, end, place, Decimal(1), Form.ORDINAL, unit="rank", bare_end=end, ordinal=True)
        if word in zh.HALVES:
            mark = Mark.part(start, end, _HALF)
            mark.more = zh.HALVES[word]
            return mark
        if word == "百分之":
            return self._hundredths(start, end)
        if word == "半成":
            return self._half_tenth(start, end)
        if word[0] == "第":
            return self._ordinal(start, end, word[1:].strip())
        if part := _PART_OF.match(self.folded, end):
            return self._part(start, part, word)
        return self._numeral(start, end, word)

    def _half_tenth(self, start: int, end: int) -> Mark | None:
        """半成 is five percent; 半成品 is none."""
        if self.folded[end : end + 1] in zh.NOT_DECIPERCENT:
            return None
        return Mark(start, start, end, _TENTH_STEP, _TENTH_STEP / 2, Form.PERCENT, unit="percent", bare_end=end)

    def _ordinal(self, start: int, end: int, number: str) -> Mark | None:
        place = Decimal(number) if number.isdigit() and number.isascii() else read_chinese(number)
        if place is None:
            return None
        mark = Mark(start, start, end, place, Decimal(1), Form.ORDINAL, bare_end=end, ordinal=True)
        return mark if self.attacher.attach(mark) else None

    def _part(self, start: int, part: re.Match[str], word: str) -> Mark | None:
        """三分之二: the whole stands first."""
        whole = read_chinese(word)
        above = Decimal(part[1]) if part[1].isdigit() and part[1].isascii() else read_chinese(part[1])
        return Mark.part(start, part.end(), above / whole) if above and whole and above < whole else None

    def _hundredths(self, start: int, end: int) -> Mark | None:
        """百分之二十, 百分之12.5."""
        match = _HUNDREDTHS.match(self.folded, end)
        if not match:
            return None
        written = match.group()
        if written[0].isdigit():
            value, step = Decimal(written), precision(Decimal(written), written, 1)
        else:
            whole, _, decimals = written.partition("点")
            read = read_chinese(whole)
            if read is None or any(c not in zh.DIGITS for c in decimals):
                return None
            step = Decimal(1).scaleb(-len(decimals))
            value = read + _decimals(decimals)
        return Mark(start, start, match.end(), value, step, Form.PERCENT, unit="percent", bare_end=match.end())

    def _numeral(self, start: int, end: int, word: str) -> Mark | None:
        folded = self.folded
        before = folded[start - 1 : start]
        if before and before in zh.VAGUE:
            return None
        value = read_chinese(word)
        if not value:  # 零部件, 零售: nothing counts nought in characters
            return None
        crossed = False
        if word[0] in _SCALES:  # 过万 is above ten thousand, 百万辆 a million; elsewhere 千万 and the like are words
            crossed = before != "" and before in zh.CROSSING
            if not crossed and not (before and before in zh.REACHING) and not self._measured(end, word):
                return None
        scale = max(size for char, size in (("", 1), *zh.MYRIADS.items()) if char in word)
        mark = Mark(start, start, end, value, precision(value, "", scale), scale=scale, bare_end=end, more=crossed)
        if folded[end : end + 1] == zh.DECIPERCENT and folded[end + 1 : end + 2] not in zh.NOT_DECIPERCENT:
            return self._tenths(mark)
        if scale == 1 and (myriads := _MORE_MYRIADS.match(folded, end)):
            mark.scale, mark.more = zh.MYRIADS[myriads[1]], True
            mark.value, mark.step = value * mark.scale, mark.step * mark.scale
            mark.end = mark.bare_end = myriads.end()
        elif folded[end : end + 1] and folded[end] in zh.MORE:
            mark.more = True
            mark.end = mark.bare_end = end + 1
        if mark.scale == 1 and (hundreds := _MILLIONS.match(folded, mark.end)):
            mark.scale, mark.value, mark.more = zh.MYRIADS["亿"], value * zh.MYRIADS["亿"], hundreds[1] == "多"
            mark.step = precision(mark.value, "", mark.scale)
            mark.end = mark.bare_end = hundreds.end()
        if not self.attacher.attach(mark):
            return None
        mark.meant = mark.scale > 1 or naming.counts_chinese(mark, word)
        return mark

    def _measured(self, end: int, word: str) -> bool:
        return len(word) > 1 and self.attacher.nouns.next_word(end) is not None

    def _tenths(self, mark: Mark) -> Mark:
        """五成, 两成半, 五成六."""
        mark.end += 1
        following = self.folded[mark.end : mark.end + 1]
        if following == "半":
            mark.end += 1
            mark.value += _HALF
        elif following in _TENTHS and self.folded[mark.end + 1 : mark.end + 2] not in zh.CLASSIFIERS:
            mark.end += 1
            mark.value += _TENTHS[following]
        mark.bare_end = mark.tail = mark.end
        mark.more = mark.more or bool(_AND_MORE.match(self.folded, mark.end))
        mark.value, mark.step, mark.form, mark.unit = mark.value * 10, _TENTH_STEP, Form.PERCENT, "percent"
        return mark


def _decimals(digits: str) -> Decimal:
    """三五 after the point is 0.35."""
    return sum((Decimal(zh.DIGITS[c]).scaleb(-place) for place, c in enumerate(digits, start=1)), Decimal(0))

"""From text to marks: digits, number words, Chinese numerals, fractions and multiples, one pass from the left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tachograph.extraction import grammar_en as en
from tachograph.extraction import grammar_zh as zh
from tachograph.extraction.attaching import Attacher, is_code
from tachograph.extraction.exclusions import Exclusions
from tachograph.extraction.marks import Form, Mark
from tachograph.extraction.numerals import precision, read_chinese, read_english

_WORDS_STEP = Decimal(10)  # "doubled" is said of anything from 95 to 105 percent more
_PART_STEP = Decimal(2)  # "half" of 49 to 51 percent

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3}(?!\d))++(?:\.\d++)?|\d{1,2}(?:,\d{2}(?!\d))++,\d{3}(?!\d)|\d++(?:\.\d++)*+|[a-z]++"
    r"|百分之|百分点|翻倍|翻一番|翻了一番|翻番|翻两番|翻了两番|腰斩|减半|过半|居首|榜首|称冠|夺冠|登顶|冠军|头名|魁首|一半|半数"
    rf"|第\s?(?:[{zh.NUMERAL}]++|\d{{1,3}}(?![\d,.万亿]))|[{zh.NUMERAL}]++"
)
_LONGEST = 24  # digits: a longer run is an identifier
_SPACED = re.compile(r"(?:([ \u00a0])\d{3}(?![\d]|[,.]\d))++")
_RATIO = re.compile(r"/(\d{1,2})(?![\d/,.]|\s?%)")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")
_SCALE = re.compile(
    r"[\s-]?(hundred|thousand|million|billion|trillion|lakh|crore)(ths?)?s?\b|\s?(mn|mln|mm|bn|bln|tn|trn)\b|([kmb])(?![a-z0-9/²])"
)
_ZH_SCALE = re.compile(r"([多余来])?\s?([十百千]?[万亿]+|[百千])(?:\([a-zà-ǜ]{1,7}\))?([多余])?")
_IN_EVERY = re.compile(rf"\s(?:in|out\sof)(?:\severy)?\s({'|'.join(en.ONES)}|\d{{1,3}})\b(?!,?\d)")
_PART = re.compile(rf"[ -]({'|'.join(en.DENOMINATORS)})s?\b")
_OF = re.compile(r"\s(?:of|more|less|fewer|higher|lower|the|as)\b")
_ENDS = re.compile(r"\s*(?:[,.;:)!?]|$|\s(?:in|from|by|to|since|during|last|this|on|year)\b)")
_HALF_AFTER = re.compile(r"\s(?:of|the|its|their|that|as|what|a\s(?=million|billion|thousand|dozen|hundred))\b|\sa\s(?:million|billion|thousand|dozen|hundred)\b")
_PERIOD_HALF = re.compile(r"(?:first|second|1st|2nd|latter|last|this|next|other|better|top|bottom)[\s-]$|-$")
_HALF_BEFORE = re.compile(r"(?:than|over|under|above|below|about|around|roughly|nearly|almost|by|in|to|or|just|exceed\w*|approximately|was|were|up)\s$")
_PART_OF_ZH = re.compile(rf"分之([{zh.NUMERAL}]++|\d++)")
_DOUBLE_AFTER = re.compile(r"\s(?:the|its|their|that|those|his|what|last|from|to|in|by|sales|output|production|capacity|deliveries|exports|revenue|over|year|compared|again|since|as)\b|[.,;]|$")
_DOUBLE_BEFORE = re.compile(r"(?:to|will|would|could|should|may|might|can|than|nearly|almost|about|roughly|around|expected|more|and)\s$")
_TWICE_AFTER = re.compile(r"\s(?:the|as|its|that|what|last|their|those|those|more)\b")
_FOLD = re.compile(r"[ -]?fold\b")
_TOP = re.compile(r"\btop[\s-]$")
_NUMBERED = re.compile(r"\b(?:no\.?\s?|number[\s-])$")
_DIGIT = re.compile(r"-digits?\b")
_HUNDRED = Decimal(100)
_TURNS = {"翻倍": 100, "翻番": 100, "翻一番": 100, "翻了一番": 100, "翻两番": 300, "翻了两番": 300, "腰斩": -50, "减半": -50}
_FIRSTS = frozenset(("居首", "榜首", "称冠", "夺冠", "登顶", "冠军", "头名", "魁首"))


class Scanner:
    """Reads the marks of one text. ``text`` and ``folded`` are what :mod:`script` makes of it; offsets are the same."""

    def __init__(self, text: str, folded: str, exclusions: Exclusions, attacher: Attacher) -> None:
        self.text, self.folded, self.exclusions, self.attacher = text, folded, exclusions, attacher

    def marks(self) -> Iterator[Mark]:
        """Every number that can be a figure, from left to right, not overlapping."""
        done = 0
        for match in _TOKEN.finditer(self.folded):
            start, end = match.span()
            if start < done:
                continue
            token = match.group()
            if token[0].isdigit():
                mark = self._digits(start, end, token)
            elif token[0].isascii():
                mark = self._word(start, end, token)
            else:
                mark = self._chinese(start, end, token)
            if mark is not None:
                done = mark.end
                if self.exclusions.end_of(mark.number, max(mark.bare_end, mark.number + 1)) is None:
                    yield mark

    # --- digits -----------------------------------------------------------------------------------------------------

    def _digits(self, start: int, end: int, token: str) -> Mark | None:
        folded = self.folded
        ratio = _RATIO.match(folded, end) if token.isdigit() else None
        if ratio and 0 < int(token[:3]) < int(ratio[1]) <= 10 and (start == 0 or not folded[start - 1].isalnum() or not folded[start - 1].isascii()):
            return self._part(start, ratio.end(), Decimal(token) / int(ratio[1]))
        written, end = self._spaced(start, end, token)
        if len(written) > _LONGEST or is_code(self.text, folded, start, written):
            return None
        value = Decimal(written.replace(",", ""))
        mark = Mark(start, start, end, value, precision(value, written, 1), written=written, bare_end=end)
        if _ORDINAL_TAIL.match(folded, end):
            mark.ordinal, mark.form = True, Form.ORDINAL
            mark.end = mark.bare_end = end + 2
        else:
            self._scale(mark)
        if not self.attacher.attach(mark):
            return None
        if mark.form is Form.NUMBER and mark.plain and value <= 100:
            self._topped(mark)
        return mark

    def _topped(self, mark: Mark) -> bool:
        """Whether the number is a rank: "top five" is the fifth or better, "No. 1" the first."""
        before = self.folded[max(0, mark.number - 8) : mark.number]
        if _TOP.search(before):
            mark.open_side = -1
        elif not _NUMBERED.search(before):
            return False
        mark.form, mark.unit = Form.ORDINAL, "rank"
        return True

    def _spaced(self, start: int, end: int, token: str) -> tuple[str, int]:
        """Thousands set apart by spaces: no-break ones always, others when a unit follows and no number precedes."""
        match = _SPACED.match(self.folded, end) if token.isdigit() and len(token) <= 3 else None
        if not match:
            return token, end
        plain_spaces = " " in match.group()
        if plain_spaces and not (
            self.attacher.unit_follows(match.end()) and not self.folded[max(0, start - 2) : start].strip().isdigit()
        ):
            return token, end
        return token + match.group().replace("\u00a0", "").replace(" ", ""), match.end()

    def _scale(self, mark: Mark) -> None:
        folded, end = self.folded, mark.end
        if match := _SCALE.match(folded, end):
            word = match[1]
            mark.scale = en.SCALES[word] if word else en.ABBREVIATED[match[3] or match[4]]
            mark.ordinal = bool(match[2])
            mark.end = match.end()
        elif match := _ZH_SCALE.match(folded, end):
            mark.scale = 1
            for char in match[2]:
                mark.scale *= zh.MYRIADS.get(char) or zh.TENS[char]
            mark.more = bool(match[1] or match[3])
            mark.end = match.end()
        if mark.scale != 1:
            value = mark.value * mark.scale
            mark.step = precision(value, mark.written, mark.scale)
            mark.value = value
        mark.bare_end = mark.end

    # --- English words ----------------------------------------------------------------------------------------------

    def _word(self, start: int, end: int, word: str) -> Mark | None:
        if start and self.folded[start - 1] in "'_":
            return None
        if word in en.ONES or word in en.TENS or word in ("a", "an"):
            return self._cardinal(start, end, word)
        if word == "half":
            return self._half(start, end)
        if word in en.ORDINALS:
            return self._ordinal(start, end, en.ORDINALS[word])
        if word in en.ADVERBS and _TWICE_AFTER.match(self.folded, end):
            return Mark(start, start, end, Decimal(en.ADVERBS[word]), Decimal("0.1"), Form.MULTIPLE, unit="times", bare_end=end)
        if word in en.VAGUE and (match := _DIGIT.match(self.folded, end)):
            return self._vague(start, match.end(), word)
        if word in en.MULTIPLIERS:
            return self._multiplier(start, end, word)
        if word.endswith("fold") and word[:-4].rstrip("-") in en.ONES:
            return self._folds(start, end, Decimal(en.ONES[word[:-4]]))
        return None

    def _cardinal(self, start: int, end: int, word: str) -> Mark | None:
        folded = self.folded
        if part := self._fraction(start, end, word):
            return part
        if word in ("a", "an") and (lone := self.attacher.lone_article(start, end)):
            return lone
        read = read_english(folded, start)
        if read is None:
            return None
        value, end, scale = read
        if every := _IN_EVERY.match(folded, end):
            whole = int(every[1]) if every[1].isdigit() else en.ONES[every[1]]
            if value < whole <= 100 and not self.attacher.time_follows(every.end()):
                return self._part(start, every.end(), value / whole)
        if fold := _FOLD.match(folded, end):
            return self._folds(start, fold.end(), value)
        step = precision(value / scale, str(value / scale), scale) if scale > 1 else Decimal(1)
        mark = Mark(start, start, end, value, min(step, precision(value, str(value), 1)), scale=scale, bare_end=end)
        tens_ordinal = re.compile(r"[ -](" + "|".join(list(en.ORDINALS)[:9]) + r")\b").match(folded, end) if word in en.TENS else None
        if tens_ordinal:
            return self._ordinal(start, tens_ordinal.end(), int(value) + en.ORDINALS[tens_ordinal[1]])
        if not self.attacher.attach(mark):
            return None
        if mark.form is Form.NUMBER and self._topped(mark):
            return mark
        return mark if self.attacher.meant(mark, word) else None

    def _fraction(self, start: int, end: int, word: str) -> Mark | None:
        match = _PART.match(self.folded, end)
        if not match:
            return None
        parts, whole = match[1].removesuffix("s") if match[1] != "halves" else "half", en.DENOMINATORS[match[1]]
        joined = self.folded[end] == "-"
        after = _OF.match(self.folded, match.end())
        if word in ("a", "an"):
            follows = after or (parts != "quarter" and parts != "half" and _ENDS.match(self.folded, match.end()))
            if not follows or (parts == "quarter" and not re.compile(r"\s(?:of\s(?!growth|decline)|more|less|fewer)").match(self.folded, match.end())):
                return None
            return self._part(start, match.end(), Decimal(1) / whole)
        number = en.ONES.get(word, 0)
        plural = self.folded[match.end() - 1] == "s"
        if not 0 < number < whole or (number > 1) != plural or (not joined and parts == "quarter" and not after):
            return None
        if joined and self.folded.startswith("-", match.end()):
            return None
        return self._part(start, match.end(), Decimal(number) / whole)

    def _part(self, start: int, end: int, share: Decimal) -> Mark:
        value = round(share * _HUNDRED, 4).normalize()
        return Mark(start, start, end, Decimal(f"{value:f}"), _PART_STEP, Form.FRACTION, unit="percent", bare_end=end)

    def _half(self, start: int, end: int) -> Mark | None:
        folded = self.folded
        if match := re.compile(r"\s(?:an?\s)(dozen|thousand|million|billion|trillion)\b").match(folded, end):
            scale = en.SCALES.get(match[1], en.DOZEN)
            value = Decimal(scale) / 2
            mark = Mark(start, start, match.end(), value, value / 5, scale=scale, bare_end=match.end())
            return mark if self.attacher.attach(mark) else None
        before = folded[max(0, start - 14) : start]
        if _PERIOD_HALF.search(before) or folded[end : end + 1] == "-":
            return None
        opens = not before.strip() or before.rstrip()[-1:] in ".!?:;,"
        if _HALF_AFTER.match(folded, end) or (_HALF_BEFORE.search(before) and not self.attacher.noun_follows(end)) or (opens and _OF.match(folded, end)):
            return self._part(start, end, Decimal("0.5"))
        return None

    def _ordinal(self, start: int, end: int, value: int) -> Mark | None:
        mark = Mark(start, start, end, Decimal(value), Decimal(1), Form.ORDINAL, bare_end=end, ordinal=True)
        return mark if self.attacher.attach(mark) else None

    def _multiplier(self, start: int, end: int, word: str) -> Mark | None:
        if word.endswith("e"):
            before = self.folded[max(0, start - 12) : start]
            if not _DOUBLE_AFTER.match(self.folded, end) and not _DOUBLE_BEFORE.search(before):
                return None
            if self.folded[end : end + 1] == "-":
                return None
        return self._change(start, end, en.MULTIPLIERS[word])

    def _folds(self, start: int, end: int, factor: Decimal) -> Mark:
        return self._change(start, end, factor)

    def _change(self, start: int, end: int, factor: Decimal) -> Mark:
        return Mark(start, start, end, (factor - 1) * _HUNDRED, _WORDS_STEP, Form.MULTIPLE, unit="percent", bare_end=end)

    def _vague(self, start: int, end: int, word: str) -> Mark:
        low, high = en.VAGUE[word]
        bound = low if low is not None else high
        assert bound is not None
        side = 1 if low is not None else -1
        return Mark(start, start, end, Decimal(bound), Decimal(1), Form.VAGUE, unit="percent", bare_end=end, open_side=side)

    # --- Chinese ----------------------------------------------------------------------------------------------------

    def _chinese(self, start: int, end: int, token: str) -> Mark | None:
        folded = self.folded
        if token in _TURNS:
            return Mark(start, start, end, Decimal(_TURNS[token]), _WORDS_STEP, Form.MULTIPLE, unit="percent", bare_end=end)
        if token in _FIRSTS:
            return Mark(start, start, end, Decimal(1), Decimal(1), Form.ORDINAL, unit="rank", bare_end=end, ordinal=True)
        if token in ("一半", "半数", "过半"):
            mark = self._part(start, end, Decimal("0.5"))
            mark.more = token == "过半"
            return mark
        if token == "百分之":
            return self._hundredths(start, end)
        if token == "百分点":
            return None
        if token[0] == "第":
            number = token[1:].strip()
            place = Decimal(number) if number.isdigit() else read_chinese(number)
            return None if place is None else self._ordinal(start, end, int(place))
        if part := _PART_OF_ZH.match(folded, end):
            whole = read_chinese(part[1]) if not part[1].isdigit() else Decimal(part[1])
            above = read_chinese(token)
            # 三分之二: the whole stands first
            return self._part(start, part.end(), whole / above) if above and whole and whole < above else None
        return self._numeral(start, end, token)

    def _hundredths(self, start: int, end: int) -> Mark | None:
        match = re.compile(rf"\d++(?:\.\d++)?|[{zh.NUMERAL}]++(?:点[{zh.NUMERAL}]++)?").match(self.folded, end)
        if not match:
            return None
        written = match.group()
        if written[0].isdigit():
            value: Decimal | None = Decimal(written)
            step = precision(Decimal(written), written, 1)
        else:
            whole, _, decimals = written.partition("点")
            value, step = read_chinese(whole), Decimal(1).scaleb(-len(decimals))
            if value is not None and decimals:
                value += (read_chinese(decimals) or Decimal(0)) * step
        if value is None:
            return None
        return Mark(start, start, match.end(), value, step, Form.PERCENT, unit="percent", bare_end=match.end())

    def _numeral(self, start: int, end: int, token: str) -> Mark | None:
        folded = self.folded
        if start and folded[start - 1] in "几数好第":
            return None
        value = read_chinese(token)
        if value is None and len(token) > 1 and token[0] in "万亿千百":  # 过万 reads as ten thousand
            return None
        if value is None or (len(token) == 4 and all(c in zh.DIGITS for c in token)):
            if token not in ("万", "亿", "千", "百") or not (start and folded[start - 1] in "过破上逾超近"):
                return None
            value = Decimal(zh.MYRIADS.get(token) or zh.TENS[token])
        scale = 1
        for char, size in zh.MYRIADS.items():
            if char in token:
                scale = max(scale, size)
        mark = Mark(start, start, end, value, precision(value, str(value), 1), scale=scale, bare_end=end)
        if folded[end : end + 1] == zh.DECIPERCENT and folded[end + 1 : end + 2] not in zh.NOT_DECIPERCENT:
            mark.end = mark.bare_end = end + 1
            if folded.startswith("半", mark.end):
                mark.end += 1
                mark.value += Decimal("0.5")
            mark.value, mark.step, mark.form, mark.unit = mark.value * 10, Decimal(5), Form.PERCENT, "percent"
            return mark
        if folded[end : end + 1] in zh.MORE and folded[end : end + 1]:
            mark.more = True
            mark.end = mark.bare_end = end + 1
        if not self.attacher.attach(mark) or not self.attacher.meant_chinese(mark, token):
            return None
        return mark

"""What belongs to a number: sign, currency, percent, unit, counted noun, "a month"."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers import naming, ordinals
from tachograph.extraction.numbers.lexicon import MONEY, TIME, UnitLexicon, UnitWord
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.nouns import Nouns

_PERCENT = re.compile(r"(?:\s?%+|[\s-]?(?:percent|per[\s-]cent|pct|pc)\b)(?![\s-]points?\b)")
_POINTS = re.compile(
    r"(?:\s?个?(?P<percentage>百分点)|\s?个?(?P<basis>基点)|\sof\sa\s(?P<part>percentage\spoint)"
    r"|[\s-]?(?:(?P<percentage_point>(?:%|percentage|percent|per\scent|pct)[\s-]points?|ppts?|pps?|p\.p\.|pct\.?\s?pts?)"
    r"|(?P<basis_point>basis[\s-]points?|bps?)|(?P<point>points?|pts?))(?![a-z])|\s?个?(?P<dot>点)(?!\d))"
)
_POINT_UNITS = {
    "percentage": "percentage_point", "basis": "basis_point", "part": "percentage_point", "dot": "point",
}  # fmt: skip
# Plain "points" are percentage points where rates are spoken of, else points of an index.
_RATE_TALK = re.compile(r"%|\bper\s?cent|margin|\bshare\b|\brates?\b|率|份额")
_TIMES = re.compile(r"(?P<x>\s?[x×](?!\s?\d|[a-z]))|(?P<times>[\s-]times\b|\s?倍)|(?P<fold>[\s-]?fold\b)")
_TO_ONE = re.compile(r"\sto\s(?:one|1)\b(?![.,]\d)")  # "a ratio of roughly 1.7 to one"
_RATIO_OF = re.compile(r"\bratio\sof\s(?:\w+\s){0,2}$")
_MORE = re.compile(r"\+(?!\d)|-plus\b|\splus\b(?!\s\d)|[多余](?=[^\d%]|$)")
_MORE_AFTER = re.compile(r"\+(?!\d)")
_LATIN = re.compile(r"[a-z]")
_PER = re.compile(r"\s?/\s?|\s(?:per|an?|each|every)\s|-a-|每")
_RATES = re.compile(rf",?\s({'|'.join(en.RATES)})\b")
_LOOSE = re.compile(r"(?:(?:less|more)\sthan|under|nearly|almost|about|over)\s$")
_FOLD_STEP = Decimal(10)
_MOST_POINTS = 1000  # a rate moves by fewer; "12,000 points" are of something else, or of an index
_AFTER_SIGN = "([|/:,;，、："


class Attacher:
    """Attaches to the marks of one text what stands around them, with the pack's unit words."""

    def __init__(self, text: str, folded: str, lexicon: UnitLexicon) -> None:
        self.text, self.folded, self.lexicon = text, folded, lexicon
        self.nouns = Nouns(text, folded, lexicon)
        self.done = -1  # where the mark before ends: a dash that follows it is no sign

    def attach(self, mark: Mark) -> bool:
        """Complete ``mark`` in place; ``False`` if it turns out to be part of a name or code."""
        if not self._currency(mark):
            return False
        if mark.ordinal:
            return ordinals.complete(mark, self.nouns)
        self._sign(mark)
        if (match := _MORE.match(self.folded, mark.end)) and not self.text.startswith(" Plus", mark.end):  # a version
            mark.more, mark.end = True, match.end()
        mark.tail = mark.end
        if mark.form is not Form.MONEY and self._ratio(mark):
            mark.tail = mark.end
            return not mark.rejected
        self.nouns.take(mark)
        if mark.rejected or self._runs_on(mark):
            return False
        if match := _MORE_AFTER.match(self.folded, mark.end):
            mark.more, mark.end = True, match.end()
        self._rate(mark)
        self._brackets(mark)
        return not naming.in_name(mark, self.text)

    def lone_article(self, start: int, end: int) -> Mark | None:
        """One unit of time after a word that loosens it: "less than a year"."""
        if not _LOOSE.search(self.folded, max(0, start - 12), start):
            return None
        word = self.lexicon.at(self.text, self.folded, end + 1)
        if word is None or word.dimension != TIME:
            return None
        mark = Mark(start, start, end, Decimal(1), Decimal(1), bare_end=end)
        self.nouns.adopt(mark, word, adjoining=True)
        return mark

    def unit_follows(self, end: int) -> bool:
        """Whether a percent sign or a known unit stands after ``end``."""
        return bool(_PERCENT.match(self.folded, end)) or self.nouns.next_word(end) is not None

    def noun_follows(self, end: int) -> bool:
        """Whether a unit word stands right after ``end``: "half year"."""
        return self.folded[end : end + 1] == " " and self.lexicon.at(self.text, self.folded, end + 1) is not None

    # --- before -----------------------------------------------------------------------------------------------------

    def _currency(self, mark: Mark) -> bool:
        """Take in a currency before the number; ``False`` if letters that are none run into it."""
        found = self.lexicon.currency_before(self.text, mark.number)
        if found and not mark.ordinal:
            self._paid_in(mark, found)
            return True
        before = self.text[mark.number - 1 : mark.number] if mark.written and mark.number else ""
        if before.isascii() and before.isalpha():
            return naming.glued(self.text, mark.number, mark.written)
        return True

    def _sign(self, mark: Mark) -> None:
        text, start = self.text, mark.start
        sign = text[start - 1 : start] if start > self.done + 1 and mark.written else ""
        if sign and sign in "+-–":
            before = text[start - 2 : start - 1] if start > 1 else " "
            after_number = sign == "–" and text[start - 3 : start - 2].isdigit()
            chinese = before >= "\u2e80" and sign != "–"
            currency = self.lexicon.currency_before(text, start - 1) if mark.unit is None else None
            if not after_number and (before.isspace() or before in _AFTER_SIGN or chinese or currency):
                mark.start -= 1
                self._signed(mark, 1 if sign == "+" else -1)
                if currency:
                    self._paid_in(mark, currency)
            return
        words = self.folded[max(0, start - 9) : start]
        if words.endswith(("minus ", "negative ", "负", "負")):
            self._signed(mark, -1)
        elif words.endswith("plus "):
            self._signed(mark, 1)

    def _paid_in(self, mark: Mark, currency: UnitWord) -> None:
        mark.start, mark.unit, mark.form, mark.dimension = currency.start, currency.unit, Form.MONEY, MONEY
        mark.noun = (currency.start, currency.end)

    def _signed(self, mark: Mark, sign: int) -> None:
        mark.signed, mark.value = sign, mark.value * sign

    def _brackets(self, mark: Mark) -> None:
        """Accounting brackets: a decimal or an amount alone in them is negative, as in "RMB (0.03)" and "(1.4)%"."""
        if self.text[mark.start - 1 : mark.start] != "(" or self.text[mark.end : mark.end + 1] != ")" or mark.signed:
            return
        if mark.form is not Form.NUMBER or mark.scale > 1:
            return
        if match := _PERCENT.match(self.folded, mark.end + 1):
            mark.start, mark.end, mark.form, mark.unit = mark.start - 1, match.end(), Form.PERCENT, "percent"
            mark.tail = mark.end
            self._signed(mark, -1)
            return
        currency = self.lexicon.currency_before(self.text, mark.start - 1)
        if currency is not None or "." in mark.written:
            self._signed(mark, -1)
        if currency is not None:
            start = mark.start
            self._paid_in(mark, currency)
            mark.start = start  # the bracket stands between

    # --- after ------------------------------------------------------------------------------------------------------

    def _ratio(self, mark: Mark) -> bool:
        """Percent, points and times: ratios of the language itself, not of a pack."""
        folded, end = self.folded, mark.end
        if match := _PERCENT.match(folded, end):
            mark.form, mark.unit, mark.end = Form.PERCENT, "percent", match.end()
            if more := _MORE_AFTER.match(folded, mark.end):
                mark.more, mark.end = True, more.end()
            return True
        if (match := _POINTS.match(folded, end)) and mark.scale < 1000 and abs(mark.value) < _MOST_POINTS:
            found = match.lastgroup or "point"
            mark.unit = _POINT_UNITS.get(found, found)
            if mark.unit == "point" and _RATE_TALK.search(folded, max(0, mark.number - 200), mark.number + 100):
                mark.unit = "percentage_point"
            mark.form, mark.end = Form.POINTS, match.end()
            mark.noun = match.span(match.lastgroup or 0)
            return True
        if _TO_ONE.match(folded, end) and _RATIO_OF.search(folded, max(0, mark.start - 24), mark.start):
            mark.form, mark.unit = Form.MULTIPLE, "times"
            return True
        if match := _TIMES.match(folded, end):
            # A capital X after a whole number is a name: Zeekr 9X.
            mark.rejected = bool(match["x"]) and self.text[match.end() - 1] == "X" and "." not in mark.written
            mark.form, mark.end, mark.unit = Form.MULTIPLE, match.end(), "times"
            if match["fold"]:
                mark.value, mark.unit = (mark.value - 1) * 100, "percent"
                mark.step = max(mark.step * 100, _FOLD_STEP)
            return True
        return False

    def _runs_on(self, mark: Mark) -> bool:
        """Whether letters that are no unit follow directly (5C, 500e) or make a compound (two-wheeler)."""
        if mark.form is Form.UNIT:
            return False
        after = self.folded[mark.end : mark.end + 2]
        if _LATIN.match(after):
            return True
        compound = mark.form is Form.NUMBER and after[:1] == "-" and bool(_LATIN.match(after[1:]))
        return compound and "," not in mark.written and mark.scale == 1 and not self._threshold(mark)

    def _threshold(self, mark: Mark) -> bool:
        return self.folded.startswith(tuple(f"-{word}" for word in en.THRESHOLDS), mark.end)

    def _rate(self, mark: Mark) -> None:
        """The rate after the unit: "a month", "/km", "per vehicle"."""
        if match := _PER.match(self.folded, mark.tail):
            if word := self.lexicon.at(self.text, self.folded, match.end()):
                mark.per, mark.tail = word.unit, word.end
        elif match := _RATES.match(self.folded, mark.tail):
            mark.per, mark.tail = en.RATES[match[1]], match.end()

"""From text to marks: one pass from the left over digits, number words and Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers import grammar_zh as zh
from tachograph.extraction.numbers import naming
from tachograph.extraction.numbers.attaching import Attacher
from tachograph.extraction.numbers.exclusions import Exclusions
from tachograph.extraction.numbers.lexicon import COUNT
from tachograph.extraction.numbers.marks import Form, Mark
from tachograph.extraction.numbers.numerals import precision
from tachograph.extraction.numbers.wording import Wording
from tachograph.extraction.numbers.wording_zh import ChineseWording

_TOKEN = re.compile(
    r"\d{1,3},\d{1,2}(?=\s?%|\s?(?:percent|per\scent|million|billion|bn|mn)\b)|\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d++)?|\d{1,2}(?:,\d{2}(?!\d))+,\d{3}(?!\d)|\d++(?:\.\d++)*|[a-z]++|百分之|百分点|半成"
    rf"|(?:{'|'.join(sorted((*zh.TURNS, *zh.FIRSTS, *zh.SECONDS, *zh.HALVES), key=len, reverse=True))})(?!(?<=冠)军|(?<=居次)[席要])"
    rf"|第\s?(?:[{zh.NUMERAL}]++|\d{{1,3}}(?![\d,.万亿]))|[{zh.NUMERAL}]++"
)
_PLACES = 3  # digits of a place in a list
_ROW = re.compile(r" [\u4e00-\u9fff][^\n，。；、 ]{0,20}(?: [^\n，。；、 ]{1,20})?(?: [+-]?[\d.,]{1,12}%?)+ ?(?:\n|$)")
_LONGEST = 24  # digits: a longer run is an identifier
_SPACED = re.compile(r"(?:([ \u00a0])\d{3}(?![\d]|[,.]\d))+")
# What is not seen, or stands over or under a digit. Between the digits of a number it makes another one of it.
_UNSEEN = "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]{1,8}"
_BROKEN_AFTER = re.compile(rf"[,.]?{_UNSEEN}[,.]?\d|[,.\d]*(?=[\u00aa-\u2e7f])[^\W\d_]+\d")
_BROKEN_BEFORE = re.compile(rf"\d[,.]?{_UNSEEN}[,.]?$")
_RATIO = re.compile(r"/(\d{1,2})(?![\d/,.]|\s?%)")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")
_SCALE = re.compile(
    r"[\s-]?(?P<word>hundred|thousand|million|billion|trillion|lakh|crore)(?:(?P<nth>ths?)|s)?\b|\s?(?P<short>mn|mln|bn|bln|tn|trn)\b"
    r"|(?P<letter>[kmb])(?![a-z0-9/²])"
)
_ZH_SCALE = re.compile(
    r"([多余来])?(?:\s|个(?=亿))?([十百千]?[万亿]+|百|千(?![瓦米克卡]))(?:\([a-zà-ǜ]{1,7}\))?([多余])?"
)
_TOP = re.compile(r"\btop[\s-]$")
_TOP_ZH = re.compile(r"前$")
_TOP_ZH_AFTER = re.compile(r"[名强位大]|\s*(?:[，。；、,.;]|$)")
_NUMBERED = re.compile(r"\b(?:no\.?\s?|number[\s-])$")
_JOINED = re.compile(r"[/\-a-z]")
_LARGEST_DENOMINATOR = 10
_HIGHEST_RANK = 100
_NO_RANK = 1_000
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")


class Scanner:
    """Reads the marks of one text. ``text`` and ``folded`` are what :mod:`script` makes of it; offsets are the same."""

    def __init__(self, text: str, folded: str, exclusions: Exclusions, attacher: Attacher) -> None:
        self.text, self.folded, self.exclusions, self.attacher = text, folded, exclusions, attacher
        self._english = Wording(folded, attacher)
        self._chinese = ChineseWording(folded, attacher)

    def marks(self) -> Iterator[Mark]:
        """Every number that can be a figure, from left to right, not overlapping."""
        done, openers = 0, self._english.openers
        for match in _TOKEN.finditer(self.folded):
            token = match.group()
            if "a" <= token[0] <= "z" and token not in openers and not token.endswith("fold"):
                continue  # as most words are
            start, end = match.span()
            if start < done:
                continue
            mark = self._read(start, end, token)
            if mark is None:
                continue
            done = self.attacher.done = mark.end
            if self.exclusions.hold(mark.number, max(mark.bare_end, mark.number + 1)):
                continue
            yield mark

    def _read(self, start: int, end: int, token: str) -> Mark | None:
        if token[0].isdigit():
            return self._digits(start, end, token)
        if token[0].isascii():
            if start and self.folded[start - 1] in "'_":
                return None
            mark = self._english.read(start, end, token)
        else:
            mark = self._chinese.read(start, end, token)
        if mark is not None:
            self._rank(mark)
        return mark if mark is None or mark.meant else None

    def _digits(self, start: int, end: int, token: str) -> Mark | None:
        if part := self._ratio(start, end, token) or self._english.one_in(start, end, token):
            return part
        written, end = self._spaced(start, end, token)
        if self._is_broken(start, end):
            return None
        written = _conventional(written)
        if len(written) > _LONGEST or written.count(".") > 1 or naming.is_code(self.folded, start, written):
            return None
        value = Decimal(written.replace(",", ""))
        mark = Mark(start, start, end, value, precision(value, written, 1), written=written, bare_end=end)
        if self._numbers_row(start, end, token):
            return mark  # 2 国轩 4.05: no two countries
        if _ORDINAL_TAIL.match(self.folded, end):
            mark.ordinal, mark.form = True, Form.ORDINAL
            mark.end = mark.bare_end = end + 2
        else:
            self._scale(mark)
        if not self.attacher.attach(mark):
            return None
        self._rank(mark)
        if start and self.folded[start - 1] == "第":  # 第1500万辆
            mark.start, mark.ordinal = start - 1, True
        return mark

    def _numbers_row(self, start: int, end: int, token: str) -> bool:
        """Whether a number opens a line of cells that blanks keep apart, behind which a name stands and figures."""
        opens = len(token) <= _PLACES and (not start or self.folded[start - 1] == "\n")
        return opens and _ROW.match(self.folded, end) is not None

    def _is_broken(self, start: int, end: int) -> bool:
        """Whether it is a part of a number that something unseen, or a letter like a digit, stands in."""
        if self.folded.isascii():
            return False
        before = self.folded[max(0, start - 12) : start]
        if before and "\u00aa" <= before[-1] < "\u2e80" and before[-1].isalpha():  # 2О7 with a Cyrillic letter
            return True
        return bool(_BROKEN_AFTER.match(self.folded, end) or _BROKEN_BEFORE.search(before))

    def _ratio(self, start: int, end: int, token: str) -> Mark | None:
        """A simple fraction: 1/3."""
        match = _RATIO.match(self.folded, end) if token.isdigit() else None
        if not match or len(token) > 2 or not 0 < int(token) < int(match[1]) <= _LARGEST_DENOMINATOR:
            return None
        if start and _JOINED.match(self.folded, start - 1):
            return None
        return Mark.part(start, match.end(), Decimal(token) / int(match[1]))

    def _spaced(self, start: int, end: int, token: str) -> tuple[str, int]:
        """Thousands set apart by spaces: no-break ones always, others when a unit follows and no number precedes."""
        match = _SPACED.match(self.folded, end) if token.isdigit() and len(token) <= 3 else None
        if not match:
            return token, end
        if " " in match.group():
            numbered = self.folded[max(0, start - 2) : start].strip().isdigit()
            if numbered or not self.attacher.unit_follows(match.end()):
                return token, end
        return token + "".join(match.group().split()), match.end()

    def _scale(self, mark: Mark) -> None:
        folded, end = self.folded, mark.end
        if match := _SCALE.match(folded, end):
            word = match["word"]
            mark.scale = en.SCALES[word] if word else en.ABBREVIATED[match["short"] or match["letter"]]
            mark.ordinal = bool(match["nth"])
            if mark.ordinal:
                mark.form = Form.ORDINAL
            mark.end = match.end()
        elif match := _ZH_SCALE.match(folded, end):
            for char in match[2]:
                mark.scale *= zh.MYRIADS.get(char) or zh.TENS[char]
            mark.more = bool(match[1] or match[3])
            mark.end = match.end()
        if mark.scale != 1:
            mark.value *= mark.scale
            mark.step = precision(mark.value, mark.written, mark.scale)
        mark.bare_end = mark.end

    def _rank(self, mark: Mark) -> None:
        """Turn the number into a rank if it is one: "top five" is the fifth or better, "No. 1" the first."""
        if (
            mark.form not in (Form.NUMBER, Form.UNIT)
            or mark.scale > 1
            or mark.signed
            or mark.dimension not in (None, COUNT)
        ):
            return
        before = self.folded[max(0, mark.number - 8) : mark.number]
        if mark.value >= _NO_RANK and _TOP.search(before):
            return  # "sales top 310,000"
        if _TOP.search(before) or (_TOP_ZH.search(before) and _TOP_ZH_AFTER.match(self.folded, mark.bare_end)):
            mark.open_side = -1
        elif not _NUMBERED.search(before):
            return
        mark.meant = mark.value <= _HIGHEST_RANK
        mark.form, mark.unit = Form.ORDINAL, "rank"


def _conventional(written: str) -> str:
    """The digits with commas and a decimal point, where others write "4,9" (before "%") and "1.234.567"."""
    if _DECIMAL_COMMA.fullmatch(written):
        return written.replace(",", ".")
    return written.replace(".", ",") if _DOTTED.fullmatch(written) else written

"""Which values the numerals of a quote can mean: the test that a model's number is the text's number.

Closed classes of English and Chinese only. A numeral may mean several values ("1.7-fold" as a change is 70 or 170
percent); it never means one whose digits it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tachograph.core.quantity import stated_precision
from tachograph.llm.folding import fold

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5,
    "crore": 10**7, "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8,
}  # fmt: skip
_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | dict.fromkeys("榜首 居首 首位 冠军 第一名 登顶 夺冠".split(), 1)
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_MULTIPLES = {
    stem + end: Decimal(times)
    for stem, times in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4), ("quintupl", 5), ("halv", "0.5"))
    for end in ("e", "ed", "es", "ing")
} | {
    "twice": Decimal(2), "thrice": Decimal(3), "two-fold": Decimal(2), "twofold": Decimal(2), "threefold": Decimal(3),
    "翻倍": Decimal(2), "翻番": Decimal(2), "翻一番": Decimal(2), "翻了一番": Decimal(2), "倍增": Decimal(2),
    "翻两番": Decimal(4), "翻了两番": Decimal(4), "腰斩": Decimal("0.5"), "减半": Decimal("0.5"),
}  # fmt: skip
_VAGUE = {"single-digit": 10, "double-digit": 10, "triple-digit": 100, "两位数": 10, "三位数": 100}
_LETTERS = {"metre": 10**6, "tonne": 10**12}  # units whose letter is also a scale
_ROUNDED = {"percent": Decimal("0.5"), "times": Decimal("0.005")}  # "a third" is 33 or 33.3
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WORD = _either((*_SMALL, "hundred", "thousand", "million", "billion", "trillion", "dozen"))
_LATIN_SCALE = _either(w for w in _SCALES if w.isascii())
_TOKEN = re.compile(
    rf"(?P<vague>{_either(_VAGUE)})"
    rf"|(?P<multiple>(?<![a-z])(?:{_either(w for w in _MULTIPLES if w.isascii())})(?![a-z])|{_either(w for w in _MULTIPLES if not w.isascii())})"
    rf"|(?P<half>一半|半数|过半|(?<![a-z])half(?![a-z]))"
    rf"|(?P<part>(?<![a-z])(?P<parts>an?|one|two|three|four|five|six|seven)[ -](?P<of>{_either(_PARTS)})s?(?![a-z]))"
    rf"|(?P<ordinal>(?<![a-z])(?:{_either(w for w in _ORDINALS if w.isascii())})(?![a-z])|{_either(w for w in _ORDINALS if not w.isascii())})"
    r"|(?P<hundredths>百分之(?P<hundredth>[零〇一二两三四五六七八九十百点\d.]+))"
    r"|(?P<quotient>(?P<above>\d)/(?P<below>\d{1,2})(?![\d/.]))"
    r"|(?P<digits>\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d+(?:\.\d+)?)"
    rf"(?P<scale>(?:[ -]?(?:{_LATIN_SCALE})(?![a-z])|[余多]?[十百千万亿])*)"
    r"|(?P<hanzi>(?!百分|十分)[零〇一二两三四五六七八九十百千万亿](?:(?!百分)[零〇一二两三四五六七八九十百千万亿]|点(?=[零一二三四五六七八九]))*)"
    rf"|(?P<words>(?<![a-z])(?:an? (?=second|minute|hour|day|week|month|year|decade)|(?:an? (?=hundred|thousand|million|billion|trillion|dozen))?(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*(?![a-z])))"
)
_TIMES = re.compile(r"[ -]?(?:fold|times|x)(?![a-z])|倍|多倍")
_TENTHS = re.compile(r"成(?!为|立|本|功|果|员)")
_STEP = re.compile(rf"{_LATIN_SCALE}|[十百千万亿]")
_NEAR_SCALE = re.compile(
    r"(?<![a-z])(thousand|million|billion|trillion|mn|mln|bn|bln|trn|lakh|crore|m|k)s?(?![a-z])|([万亿千])"
)
_NOT_NUMERALS = frozenset({"千米", "千克", "千瓦", "万一", "一起", "一个", "一些", "一直", "一致"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a quote: its number without scale word, its last digit's step, its scale, and what it is."""

    number: Decimal
    step: Decimal
    scale: int = 1
    form: str = "plain"

    def means(self, bound: Decimal, unit: str, others: frozenset[int]) -> Decimal | None:
        """The step of ``bound`` if this numeral can mean it in ``unit``, else ``None``.

        ``others`` are scales that stand nearby, which a numeral without a scale of its own may take.
        """
        size = abs(bound)
        for value, step in self._values(unit, others):
            if size == value or (self.form == "part" and abs(size - value) <= _ROUNDED.get(unit, 0)):
                return step
        return None

    def _values(self, unit: str, others: frozenset[int]) -> Iterable[tuple[Decimal, Decimal]]:
        match self.form:
            case "plain":
                yield from self._scaled(others if self.scale == 1 else frozenset())
                if self.scale in _LETTERS.values() and unit in _LETTERS:  # "5 m" may be metres
                    yield self.number, self.step
            case "times":
                yield self.number, self.step
                yield self.number * 100, self.step * 100  # 多1.7倍: 170 percent more
                yield abs(self.number - 1) * 100, self.step * 100
            case "tenths":
                yield self.number * 10, Decimal(5)
            case "multiple":
                yield abs(self.number - 1) * 100, Decimal(10)
                yield self.number * 100, Decimal(10)
                yield self.number, Decimal(1)
            case "part":  # percent, whose rounding means() allows for, or so many times
                yield self.number * 100, Decimal(2)
                yield self.number, Decimal("0.01")
            case _:
                yield self.number, self.step

    def _scaled(self, others: frozenset[int]) -> Iterable[tuple[Decimal, Decimal]]:
        for scale in (self.scale, *sorted(others)):
            value = self.number * scale
            fractional = self.step < 1
            yield value, self.step * scale if fractional else stated_precision(str(int(value)))


def numerals(quote: str) -> tuple[Numeral, ...]:
    """The numerals of ``quote``, in order."""
    text = fold(quote)
    found = ((match, _numeral(match)) for match in _TOKEN.finditer(text))
    return tuple(_as_followed(numeral, text, match.end()) for match, numeral in found if numeral is not None)


def scales_near(text: str) -> frozenset[int]:
    """The scale words in ``text``: those that a bare number of a table or list may be in."""
    return frozenset(_SCALES[a or b] for a, b in _NEAR_SCALE.findall(fold(text)))


def _as_followed(numeral: Numeral, text: str, end: int) -> Numeral:
    """The numeral as a multiple or a number of tenths, if the words after it say so."""
    if numeral.form == "plain" and numeral.scale == 1:
        if _TIMES.match(text, end):
            return replace(numeral, form="times")
        if _TENTHS.match(text, end):
            return replace(numeral, form="tenths")
    return numeral


def _numeral(match: re.Match[str]) -> Numeral | None:
    text = match.group()
    if match["digits"]:
        return _digits(match["digits"], match["scale"])
    if match["multiple"]:
        return Numeral(_MULTIPLES[text], Decimal(1), form="multiple")
    if match["half"]:
        return Numeral(Decimal("0.5"), Decimal("0.01"), form="part")
    if match["part"]:
        parts = {"a": 1, "an": 1}.get(match["parts"]) or _SMALL[match["parts"]]
        return Numeral(Decimal(parts) / _PARTS[match["of"]], Decimal("0.01"), form="part")
    if match["quotient"]:
        below = Decimal(match["below"])
        return Numeral(Decimal(match["above"]) / below, Decimal("0.01"), form="part") if below else None
    if match["ordinal"]:
        return Numeral(Decimal(_ORDINALS[text]), Decimal(1), form="ordinal")
    if match["vague"]:
        return Numeral(Decimal(_VAGUE[text]), Decimal(1), form="vague")
    if match["hundredths"]:
        return _hundredths(match["hundredth"])
    if match["hanzi"]:
        return _plain(read_chinese(text)) if text not in _NOT_NUMERALS else None
    return _plain(_read_words(text))


def _digits(digits: str, scales: str) -> Numeral:
    written = digits.replace(",", "").replace(" ", "")
    scale = 1
    for word in _STEP.findall(scales):
        scale *= _SCALES[word]
    return Numeral(Decimal(written), stated_precision(written), scale)


def _plain(value: Decimal | None) -> Numeral | None:
    return None if value is None else Numeral(value, stated_precision(f"{value.normalize():f}"))


def _hundredths(written: str) -> Numeral | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", written):
        return _digits(written, "")
    return _plain(read_chinese(written))


def _read_words(text: str) -> Decimal | None:
    total, current = 0, int(text.strip() in ("a", "an"))
    for word in re.split(r"[ -]+", text):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "dozen":
            current = max(current, 1) * 12
        elif word in _SCALES:
            total, current = total + max(current, 1) * _SCALES[word], 0
    return Decimal(total + current)


def read_chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral (二十二, 三千二百万, 两万五, 三点五亿); ``None`` if it is none."""
    whole, point, decimals = text.partition("点")
    if point:
        tail = decimals.rstrip("百千万亿")
        scale = 1
        for word in decimals[len(tail) :]:
            scale *= _SCALES[word]
        head = read_chinese(whole)
        digits = "".join(str(_HANZI.get(c, "")) for c in tail)
        return None if head is None or len(digits) != len(tail) or not tail else Decimal(f"{head}.{digits}") * scale
    if len(whole) > 1 and all(c in _HANZI for c in whole):
        return Decimal("".join(str(_HANZI[c]) for c in whole))
    total, section, digit, last = 0, 0, -1, 1
    for char in whole:
        if char in _HANZI:
            digit, last = _HANZI[char], 10 if char in "零〇" else last
        elif char in "十百千":
            section, digit, last = section + (1 if digit < 0 else digit) * _SCALES[char], -1, _SCALES[char]
        elif char in "万亿":
            section += max(digit, 0)
            total = (
                (total + (section or 1 - bool(total))) * _SCALES[char]
                if total < _SCALES[char]
                else total + section * _SCALES[char]
            )
            section, digit, last = 0, -1, _SCALES[char]
        else:
            return None
    rest = max(digit, 0) * (last // 10 if last > 10 else 1)  # 两万五 is 25,000
    return Decimal(total + section + rest)

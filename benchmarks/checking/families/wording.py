"""Errors in the words beside a figure: its scale, its direction, its currency, points for percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.numerals import Printed, all_printed, written_like
from benchmarks.checking.planting import Edit, Plant

_SCALES = {
    "thousand": ("million", 3),
    "million": ("billion", 3),
    "billion": ("million", -3),
    "万亿": ("亿", -4),
    "万": ("亿", 4),
    "亿": ("万", -4),
    "萬": ("億", 4),
    "億": ("萬", -4),
}
_BILLION = {"billion": 1, "亿": -1, "億": -1}  # 912 亿 are 91.2 billion
_UP_AND_DOWN = (
    ("up", "down"), ("rose", "fell"), ("rising", "falling"), ("rise", "fall"), ("grew", "shrank"),
    ("growth", "decline"), ("increased", "decreased"), ("increase", "decrease"), ("gained", "lost"),
    ("higher", "lower"), ("jumped", "dropped"), ("surged", "plunged"), ("climbed", "slipped"), ("gain", "drop"),
    ("增长", "下降"), ("增長", "下降"), ("上涨", "下跌"), ("上升", "下滑"), ("大增", "大降"), ("增加", "减少"),
    ("上升", "下跌"), ("成長", "衰退"), ("同比增", "同比降"), ("环比增", "环比降"), ("年增", "年減"), ("月增", "月減"), ("增幅", "降幅"),
)  # fmt: skip
_OTHER_WAY: Mapping[str, str] = {k: v for a, b in reversed(_UP_AND_DOWN) for k, v in ((a, b), (b, a))}
_WAY = re.compile(
    r"\b(?:" + "|".join(w for w in _OTHER_WAY if w.isascii()) + r")\b|(?:"
    + "|".join(sorted((w for w in _OTHER_WAY if not w.isascii()), key=len, reverse=True)) + r")(?![长長加幅])"
)  # fmt: skip
_SIGNS = {"+": "-", "-": "+", "−": "+", "–": "+"}
_REACH = 30  # characters from a word to its figure
_POINTS = (
    (re.compile(r" ?percentage points?$| points?$|-point$"), " percent"),
    (re.compile(r" ?[个個]百分[点點]$"), "%"),
)
_PERCENTS = ((re.compile(r" percent$|%$"), {"en": " percentage points", "zh": "个百分点"}),)
_MONEY = (
    ("US$", "RMB", "CNY"), ("RMB ", "US$", "USD"), ("RMB", "US$", "USD"), ("¥", "$", "USD"),
    ("$", "RMB", "CNY"), (" yuan", " dollars", "USD"), ("美元", "元", "CNY"), ("元", "美元", "USD"),
)  # fmt: skip
_UNIT_OF = {"US$": "USD", "$": "USD", "美元": "USD"}


def scale_word(ground: Ground) -> Iterator[Plant | None]:
    """万 for 亿, million for billion."""
    for figure in all_printed(ground.article):
        tail, at = _tail(ground, figure)
        word = next((w for w in _SCALES if tail.lstrip().startswith(w)), None)
        if word:
            start = at + tail.index(word)
            new, power = _SCALES[word]
            factor = Decimal(10) ** power
            yield Plant((Edit(start, start + len(word), new),), {figure.claim: _scaled(ground, figure, factor)})


def translated_scale(ground: Ground) -> Iterator[Plant | None]:
    """So many 亿 given as so many billion, and the other way round: ten times too much or too little."""
    for figure in all_printed(ground.article):
        tail, _ = _tail(ground, figure)
        word = next((w for w in _BILLION if tail.lstrip().startswith(w)), None)
        if word:
            number = figure.number.scaleb(_BILLION[word])
            digits = max(0, len(figure.token.partition(".")[2]) - _BILLION[word])
            token = written_like("1." + "0" * digits if digits else "1", number, grouped="," in figure.token)
            factor = Decimal(token.replace(",", "")) / figure.number
            edit = Edit(figure.start, figure.start + len(figure.token), token)
            yield Plant((edit,), {figure.claim: _scaled(ground, figure, factor)})


def direction(ground: Ground) -> Iterator[Plant | None]:
    """A rise told as a fall, and the other way round."""
    for figure in all_printed(ground.article):
        row = ground.article.rows[figure.claim]
        if row["kind"] == "change" and row["unit"] in ("percent", "percentage_point"):
            edit = _sign(ground, figure) or _word(ground, figure)
            yield Plant((edit,), {figure.claim: _negative(ground, figure)}) if edit else None


def points(ground: Ground) -> Iterator[Plant | None]:
    """Percent for percentage points."""
    for figure in all_printed(ground.article):
        row = ground.article.rows[figure.claim]
        for pattern, new in _POINTS:
            match = pattern.search(ground.article.quote(figure.claim))
            if match and row["unit"] == "percentage_point":
                edit = Edit(row["start"] + match.start(), row["end"], new)
                yield Plant((edit,), {figure.claim: {"unit": "percent"}})


def currency(ground: Ground) -> Iterator[Plant | None]:
    """Dollars for yuan, and the other way round."""
    for figure in all_printed(ground.article):
        row, quote = ground.article.rows[figure.claim], ground.article.quote(figure.claim)
        for old, new, unit in _MONEY:
            own = _UNIT_OF.get(old, "CNY")
            if old in quote and row["unit"] == own and unit != own:
                start = row["start"] + quote.index(old)
                yield Plant((Edit(start, start + len(old), new),), {figure.claim: {"unit": unit}})
                break


def _tail(ground: Ground, figure: Printed) -> tuple[str, int]:
    """What follows the digits in the figure, and where."""
    at = figure.start + len(figure.token)
    return ground.article.text[at : ground.article.rows[figure.claim]["end"]], at


def _scaled(ground: Ground, figure: Printed, factor: Decimal) -> dict[str, Decimal]:
    row = ground.article.rows[figure.claim]
    return {k: Decimal(str(row[k])) * factor for k in ("low", "high") if row[k] is not None}


def _negative(ground: Ground, figure: Printed) -> dict[str, Decimal | None]:
    row = ground.article.rows[figure.claim]
    low, high = (None if row[k] is None else -Decimal(str(row[k])) for k in ("low", "high"))
    return {"low": high, "high": low}


def _sign(ground: Ground, figure: Printed) -> Edit | None:
    start = ground.article.rows[figure.claim]["start"]
    sign = ground.article.text[start]
    return Edit(start, start + 1, _SIGNS[sign]) if sign in _SIGNS else None


def _word(ground: Ground, figure: Printed) -> Edit | None:
    """The word before a figure, or right behind it, that says which way; none if it may be another figure's too."""
    text, rows, row = ground.article.text, ground.article.rows, ground.article.rows[figure.claim]
    before = max((r["end"] for r in rows if r["end"] <= row["start"]), default=0)
    behind = min((r["start"] for r in rows if r["start"] >= row["end"]), default=len(text))
    led = list(_WAY.finditer(text, max(before, row["start"] - _REACH), row["start"]))
    if led:
        return _turned(led[-1]) if _is_last(ground, figure, behind) else None
    match = _WAY.match(text, min(row["end"] + 1, behind), behind) or _WAY.match(text, row["end"], behind)
    return _turned(match) if match else None


def _is_last(ground: Ground, figure: Printed, behind: int) -> bool:
    """Whether the next figure is of another sentence, no change, or has a direction of its own."""
    row = ground.article.rows[figure.claim]
    gap = ground.article.text[row["end"] : behind]
    following = next((r for r in ground.article.rows if r["start"] == behind), None)
    ends = re.search(r"[.!?。！？；;\n]", gap)
    return following is None or following["kind"] != "change" or bool(ends) or bool(_WAY.search(gap))


def _turned(match: re.Match[str]) -> Edit:
    return Edit(match.start(), match.end(), _OTHER_WAY[match[0]])

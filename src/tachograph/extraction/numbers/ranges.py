"""Numbers that belong together: "10-15%", "between 2% and 3%", 800-1000亿元, "18 and 14.7 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tachograph.extraction.numbers.loosening import modifier_of
from tachograph.extraction.numbers.marks import Form, Mark

_LOOSE = r"(?:(?:about|approximately|around|roughly|nearly|almost|over)\s)"
_DASH = re.compile(r"\s?[-–—~]\s?|至|到")
_TO = re.compile(r"\sto\s")
_AND = re.compile(rf"\s(?:and|to)\s{_LOOSE}?|和|与|至|到")
_OR = re.compile(r"\sor\s|、")
_ROW = re.compile(r"\s?/\s?|、|和|\s(?:and|or)\s")
_COMMA = re.compile(r",?\s(?:and\s)?")
_BETWEEN = re.compile(
    r"\b(?:between|pric(?:ed|es|ing)\sfrom|costs?\sfrom|rang(?:ing|ed|es|e)\sfrom|range\sof|anywhere\sfrom)\s"
    rf"{_LOOSE}?$|(?:介于|在|介乎)$"
)
_FROM = re.compile(rf"\bfrom\s(?:{_LOOSE}|the\s|a\s)*$|从$")
_BY = re.compile(rf"\bby\s{_LOOSE}?$")
_CHANGE = re.compile(
    r"\b(?:up|down|rose|fell|grew|increased|decreased|dropped|climbed|jumped|declined|gained|slid|added|cut|shed|"
    rf"slipped|surged|rise|fall|rising|falling|growing)\s(?:{_LOOSE}|an?\s)*$"
)
_CHANGE_ZH = re.compile(
    r"(?:[上下]调|[降减涨升增]|[降减提]价|[降减][低少]|提高|[上下][涨跌降升]|增加|增[长持])(?:了|约|近|超|逾)?$"
)
_LESS = re.compile(rf"\b(?:decrease|decline|drop|fall|reduction)\sof\s(?:{_LOOSE}|an?\s)*$")
# 交付8.5万至9万辆，同比减少8.5%至3.1%: what a range is less by, from its lower end to its upper one
_LESS_ZH = re.compile(
    r"[^，。；\d]{0,3}[，(](?:[^，。；\d]{0,8})(?:减少|下[降滑跌]|回落|减|降|跌)(?:幅[度为]*)?(?:了|约)*"
)
_OPEN = re.compile(r"\s?\((?:(?:or|about|approximately|around|equivalent\sto|some)\s|约)*")
_SHUT_AND = re.compile(r"\)\s?(?:and|to|-|–)\s")
_FAR = 20  # characters between the two ends of a range
_BEFORE = 40  # characters looked back
_LONG_LEAP = 2  # "rose 5,000 to 20,000" is a change and its result, "up 10 to 15 percent" a range
_CODE_LEAP = 4  # bare digits further apart are no range: a telephone number, a score


@dataclass(frozen=True, slots=True)
class Pair:
    """The two ends of a range; ``begin`` is where "between" or another loosening word stands."""

    low: Mark
    high: Mark
    begin: int


def share_scales(folded: str, marks: list[Mark]) -> None:
    """Give the scale word said once for a row to all of it: "18 and 14.7 million", "from 17.1 to 10.5 million"."""
    for mark, after in zip(reversed(marks[:-1]), reversed(marks[1:]), strict=True):
        if after.scale == 1 or mark.form is not Form.NUMBER or not mark.written or mark.scale > 1 or mark.more:
            continue
        between = folded[mark.end : after.start]
        row = _ROW.fullmatch(between) or ("." in mark.written and _COMMA.fullmatch(between))
        moved = _TO.fullmatch(between) and _FROM.search(folded, max(0, mark.start - _FAR), mark.start)
        if (row or moved) and abs(mark.value) < 1000 and "," not in mark.written:
            mark.share(after.scale)


def pair_up(folded: str, marks: list[Mark]) -> Iterator[Mark | Pair]:
    """The marks with those that bound one range joined, in order of where they start."""
    index = 0
    before: Pair | None = None
    while index < len(marks):
        if converted := _converted(folded, marks[index : index + 4]):
            yield from converted
            index, before = index + 4, None
            continue
        pair = _joined(folded, marks[index], marks[index + 1], before) if index + 1 < len(marks) else None
        before = pair
        yield pair or marks[index]
        index += 2 if pair else 1


def _converted(folded: str, four: list[Mark]) -> tuple[Pair, Pair] | None:
    """Two ranges that interleave: "between RMB 7 billion ($1 billion) and RMB 12 billion ($1.7 billion)"."""
    if len(four) < 4 or any(m.form is not Form.MONEY for m in four):
        return None
    a, b, c, d = four
    if a.unit != c.unit or b.unit != d.unit or a.unit == b.unit or not (a.value < c.value and b.value < d.value):
        return None
    if not _OPEN.fullmatch(folded, a.end, b.start) or not _OPEN.fullmatch(folded, c.end, d.start):
        return None
    since = max(0, a.start - _BEFORE)
    if not _SHUT_AND.match(folded, b.end, c.start) or _BY.search(folded, since, a.start):
        return None
    return Pair(a, c, a.start), Pair(b, d, b.start)


def _joined(folded: str, a: Mark, b: Mark, before: Pair | None) -> Pair | None:
    """The two as one range, if they are; ``before`` is the range that ended right before them."""
    if b.start - a.end > _FAR or not _alike(a, b):
        return None
    since = max(0, a.start - _BEFORE)
    announced = _BETWEEN.search(folded, since, a.start)
    if not (announced and _AND.fullmatch(folded, a.end, b.start)) and not _bounds(folded, a, b):
        return None
    if a.scale == 1 and b.scale > 1 and abs(a.value) < abs(b.value / b.scale):
        a.share(b.scale)
    falls = a.form is b.form is Form.PERCENT and b.value < a.value
    fallen = falls and a.value <= b.value * _LONG_LEAP and _LESS.search(folded, since, a.start)
    if fallen or (falls and before is not None and _LESS_ZH.fullmatch(folded, before.high.end, a.start)):
        return Pair(a, b, modifier_of(folded, a)[1])  # "a decrease of 37.0 percent to 30.7 percent"
    if abs(a.value) >= abs(b.value) or (a.signed < 0) != (b.signed < 0):
        return None
    return Pair(a, b, announced.start() if announced else modifier_of(folded, a)[1])


def _bounds(folded: str, a: Mark, b: Mark) -> bool:
    """Whether what stands between and before makes two numbers the bounds of one."""
    if _DASH.fullmatch(folded, a.end, b.start):
        if _rises_to(folded, a, b) or _are_counted(folded, a, b):
            return False
        bare = not a.unit and not b.unit and a.plain and b.plain
        return not bare or a.value < b.value <= a.value * _CODE_LEAP
    if _TO.fullmatch(folded, a.end, b.start):
        since = max(0, a.start - _BEFORE)
        if _FROM.search(folded, since, a.start):
            return False
        if _BY.search(folded, since, a.start):  # "by 5,000 to 20,000", but "by 40% to 50%"
            rates = a.form is b.form is Form.PERCENT and b.value <= a.value * _LONG_LEAP
            return rates or (a.form is Form.NUMBER and b.form is Form.PERCENT)
        return not (_CHANGE.search(folded, since, a.start) and a.value * _LONG_LEAP < b.value)
    # "one or two years"
    next_to = not a.written and not b.written and b.value == a.value + 1
    return next_to and bool(_OR.fullmatch(folded, a.end, b.start))


def _are_counted(folded: str, a: Mark, b: Mark) -> bool:
    """Whether two numbers around a dash with spaces are known to the last digit: ends of ranges are round."""
    spaced = folded[a.end : b.start].strip() != folded[a.end : b.start]
    return spaced and all("," in (m.written or "") and m.value % 10 for m in (a, b))


def _rises_to(folded: str, a: Mark, b: Mark) -> bool:
    """Whether the first is a change and the second its result: 下调10,000元至33.9万元."""
    if folded[a.end : b.start] not in ("至", "到") or a.form is Form.PERCENT:
        return False
    result = b.value if a.unit or a.scale > 1 else b.value / b.scale  # 降价1至2万元: the scale word is of both
    changed = _CHANGE_ZH.search(folded, max(0, a.start - _BEFORE), a.start) is not None
    return changed and result > a.value * _LONG_LEAP


def _alike(a: Mark, b: Mark) -> bool:
    if a.ordinal or b.ordinal or a.open_side or b.open_side or a.more:
        return False
    if Form.FRACTION in (a.form, b.form) or (a.form is Form.MULTIPLE and b.form is not Form.MULTIPLE):
        return False
    if a.form is Form.NUMBER or (a.form is Form.UNIT and not a.adjoining):
        return True
    if a.form is Form.MONEY and b.form is Form.NUMBER:
        return True
    return a.form is b.form and a.unit == b.unit

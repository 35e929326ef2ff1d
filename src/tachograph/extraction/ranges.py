"""Two numbers that are one figure: "10-15%", "between 2% and 3%", 800-1000亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tachograph.extraction.loosening import modifier_of
from tachograph.extraction.marks import Form, Mark

_DASH = re.compile(r"\s?[-–—~]\s?|至|到")
_TO = re.compile(r"\sto\s")
_AND = re.compile(r"\s(?:and|to)\s(?:(?:about|approximately|around)\s)?|和|与|至|到")
_OR = re.compile(r"\sor\s|、")
_BETWEEN = re.compile(
    r"\b(?:between|pric(?:ed|es|ing)\sfrom|costs?\sfrom|ranging\sfrom|ranged\sfrom|ranges\sfrom|range\sfrom|range\sof|anywhere\sfrom)\s(?:(?:about|approximately|around|roughly)\s)?$|(?:介于|在|介乎)$"
)
_FROM = re.compile(r"\bfrom\s(?:(?:about|approximately|around|roughly|nearly|over|the|a)\s)*$|从$")
_CHANGE = re.compile(
    r"\b(?:up|down|by|rose|fell|grew|increased|decreased|dropped|climbed|jumped|declined|gained|slid|added|cut|shed|slipped|surged|"
    r"rise|fall|rising|falling|growing)\s(?:(?:about|approximately|around|roughly|nearly|over|almost|a|an)\s)*$"
)
_OPEN = re.compile(r"\s?\((?:or\s|about\s|approximately\s|around\s|equivalent\sto\s|around\s|some\s|约)*")
_SHUT_AND = re.compile(r"\)\s?(?:and|to|-|–)\s")


@dataclass(frozen=True, slots=True)
class Pair:
    """The two ends of a range; ``begin`` is where "between" stands; ``shared`` that ``low`` took ``high``'s scale."""

    low: Mark
    high: Mark
    begin: int
    shared: bool


def pair_up(folded: str, marks: list[Mark]) -> Iterator[Mark | Pair]:
    """The marks with those that bound one range joined, in order of where they start."""
    index = 0
    while index < len(marks):
        converted = _converted(folded, marks[index : index + 4])
        if converted:
            yield from converted
            index += 4
            continue
        pair = _joined(folded, marks[index], marks[index + 1]) if index + 1 < len(marks) else None
        yield pair or marks[index]
        index += 2 if pair else 1


def _converted(folded: str, four: list[Mark]) -> tuple[Pair, Pair] | None:
    """ "between RMB 7 billion ($1 billion) and RMB 12 billion ($1.7 billion)": two ranges that interleave."""
    if len(four) < 4 or any(m.form is not Form.MONEY for m in four):
        return None
    a, b, c, d = four
    if a.unit != c.unit or b.unit != d.unit or a.unit == b.unit or not (a.value < c.value and b.value < d.value):
        return None
    between = (folded[a.end : b.start], folded[b.end : c.start], folded[c.end : d.start])
    if not (_OPEN.fullmatch(between[0]) and _SHUT_AND.match(between[1]) and _OPEN.fullmatch(between[2])):
        return None
    return Pair(a, c, a.start, shared=False), Pair(b, d, b.start, shared=False)


def _joined(folded: str, a: Mark, b: Mark) -> Pair | None:
    between = folded[a.end : b.start]
    if len(between) > 20 or not _alike(a, b):
        return None
    before = folded[max(0, a.start - 40) : a.start]
    announced = _BETWEEN.search(before)
    dashed = bool(_DASH.fullmatch(between))
    if announced and _AND.fullmatch(between):
        pass
    elif dashed:
        if not a.unit and not b.unit and a.plain and b.plain and (a.value >= b.value or a.value * 4 < b.value):
            return None
    elif _TO.fullmatch(between):
        if _FROM.search(before) or (_CHANGE.search(before) and a.value * 2 < b.value):
            return None
    elif not (_OR.fullmatch(between) and _next_to_each_other(a, b)):
        return None
    shared = a.scale == 1 and b.scale > 1 and abs(a.value) < abs(b.value / b.scale)
    if shared:
        a.value, a.step = a.value * b.scale, a.step * b.scale
    if abs(a.value) >= abs(b.value) or a.signed < 0 < b.signed:
        return None
    if b.signed < 0 and not a.signed:
        return None
    begin = announced.start() + max(0, a.start - 40) if announced else modifier_of(folded, a)[1]
    return Pair(a, b, begin, shared)


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


def _next_to_each_other(a: Mark, b: Mark) -> bool:
    """ "one or two years"."""
    return not a.written and not b.written and b.value == a.value + 1 and a.value < 12

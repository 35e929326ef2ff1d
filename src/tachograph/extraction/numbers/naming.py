"""Numbers that are part of a name or code, and number words that count nothing."""

from __future__ import annotations

import re

from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers.lexicon import LENGTH, TIME
from tachograph.extraction.numbers.marks import Form, Mark

_LATIN = re.compile(r"[a-z]")
_LETTERS = re.compile(r"[a-z]+$")
_PREFIXES = frozenset(("sub", "over", "under", "plus", "near", "non"))
_GLUED = re.compile(r"(?<![A-Za-z0-9-])(?:[a-z]+-on-)?[a-z]{3,20}$")
_WHOLE = re.compile(r"\d++(?!\s?%|[\s-]?per\s?cent|\s?(?:million|billion|thousand)\b)")
_COUNTED_ZH = re.compile(r"\s?(?:[万亿][辆台元部套]?|[辆台部套])")
_NAME_BEFORE = re.compile(r"([A-Za-z][\w&.+'-]*)[^\S\t\n]$")  # across cells and lines there is no name
_LARGE, _NAMES = r"\d{1,3}(?:,\d{3})+", r"(?:[A-Z][\w.'’-]*\s){1,3}"
_ITEM_BEFORE = re.compile(rf"{_NAMES}{_LARGE}(?:\s\([^()]*\))?[,;]?\s(?:and\s)?{_NAMES}$")
_ITEM_AFTER = re.compile(rf"[,;]?\s(?:and\s)?{_NAMES}{_LARGE}")
_ITEM_ENDS = re.compile(r"\s?[,;.)(]|\sand\b|\s*$")
_ITEM, _HUNDREDS = 60, 3  # characters; digits
_CAPITALISED = re.compile(r"\s([A-Z][A-Za-z]+)(?!\w)")
_TABLE_AFTER = re.compile(r"\s?\|?\s*[+(-]?\d|\s?\|")
_DETERMINER = re.compile(r"\b(?:the|a|an|new|next|latest|its|their|'s|all-new|facelifted)\s$")
_NEW = re.compile(r"\b(?:new|next|latest|all-new|facelifted|redesigned|updated|upcoming)\s$")
_VERSION = re.compile(r"\d\.0$")
_VERSIONED = re.compile(r"[A-Z][\w-]*\s$")
_AFTER_NUMBER = re.compile(rf"(?:\d|\b(?:{en.CARDINAL_WORDS}))\s$")
_PEOPLES = ("ese", "an", "ish")
_NAMED = re.compile(r"\s\d{3}s?\b(?![,.]\d)")  # "eight 787s", "one 787": counted by name
_SOME_OF = re.compile(r"\sof\s(?:the|its|their|them|these|those|his|our)\b")
_DOZEN = 12
_RANGE_AHEAD = re.compile(rf"\s(?:or|to|and)\s(?:{en.CARDINAL_WORDS})\b")


def is_code(folded: str, start: int, written: str) -> bool:
    """Whether digits at ``start`` belong to a code by what touches them: CX-5, ID.4, 001, #3, FREE+318."""
    if len(written) > 1 and written[0] == "0" and written[1] != ".":
        return True
    if not start:
        return False
    before, second = folded[start - 1], folded[start - 2 : start - 1]
    if before in "#_@\\":
        return True
    if before == ".":
        return second.isalnum() and not folded.startswith("no.", start - 3)
    if before == "'":
        return len(written) == 2
    if before == "+":
        return bool(_LATIN.match(second))
    if before in "-–" and _LATIN.match(second):
        word = _LETTERS.search(folded, max(0, start - 12), start - 1)
        return not (word and word.group() in _PREFIXES)
    return False


def glued(text: str, start: int, written: str) -> bool:
    """Whether letters that touch the digits are a word that lost its space: "year-on-year9%", "sold35,000".

    A code has a capital or a short, bare number: iPhone16, model3.
    """
    if not written.isdigit() and _COUNTED_ZH.match(text, start + len(written)):
        return True  # Model Y1.24万辆, SUV12,400辆
    if written.isdigit() and _WHOLE.match(text, start):
        return False
    return bool(_GLUED.search(text, max(0, start - 24), start))


def in_name(mark: Mark, text: str) -> bool:
    """Whether a bare number is part of a name: Golf 8, S&P 500, the 737 Max, e-Platform 3.0."""
    before = text[max(0, mark.number - 30) : mark.number]
    in_table = bool(_TABLE_AFTER.match(text, mark.bare_end))
    if (
        mark.form is Form.NUMBER
        and mark.scale == 1
        and _VERSION.match(mark.written)
        and not mark.more
        and not mark.signed
    ):
        return not in_table and bool(_VERSIONED.search(before))
    if not mark.plain:
        return False
    if mark.written == "0" and mark.form is Form.NUMBER and text[mark.end : mark.end + 1] >= "\u2e80":
        return True  # 0息
    name = _NAME_BEFORE.search(before)
    if name and _is_item(text, mark):
        return False
    if name and not in_table and any(c.isupper() for c in name[1]) and not name[1].endswith("'s"):
        return name[1].lower().rstrip(".") not in en.OPENERS
    if capital := _CAPITALISED.match(text, mark.bare_end):
        if before[-2:-1].isdigit() and before[-1:] == " ":
            return True
        if _DETERMINER.search(before) and not capital[1].endswith((*_PEOPLES, "s")):
            return True
    if _AFTER_NUMBER.search(before) and not before[-2:-1].isdigit():
        return True
    return (mark.form is Form.NUMBER or not mark.known) and mark.value >= 100 and bool(_NEW.search(before))


def _is_item(text: str, mark: Mark) -> bool:
    """Whether a bare number stands behind its name as a larger one beside it does: "Onvo 1,640, Firefly 820"."""
    if mark.form is not Form.NUMBER or len(mark.written) != _HUNDREDS or not _ITEM_ENDS.match(text, mark.bare_end):
        return False
    before = text[max(0, mark.number - _ITEM) : mark.number]
    return bool(_ITEM_BEFORE.search(before) or _ITEM_AFTER.match(text, mark.bare_end, mark.bare_end + _ITEM))


def counts(mark: Mark, folded: str, word: str) -> bool:
    """Whether an English number word counts something: "one" and its like often do not."""
    if mark.form not in (Form.NUMBER, Form.UNIT) or mark.scale >= 1000 or mark.dimension == LENGTH:
        return True
    if folded[mark.bare_end : mark.bare_end + 1] == "-":
        return mark.form is Form.UNIT and mark.adjoining and mark.value != 1
    if mark.form is Form.UNIT:
        return mark.value != 1 or (mark.adjoining and word == "one" and mark.dimension == TIME)
    if _NAMED.match(folded, mark.end):
        return True
    if _RANGE_AHEAD.match(folded, mark.end):
        return True
    if mark.value == 1:
        return False
    return mark.value > _DOZEN or bool(_SOME_OF.match(folded, mark.end))


def counts_chinese(mark: Mark, numeral: str) -> bool:
    """Whether a Chinese numeral counts something; a lone 一 mostly says "a"."""
    if mark.form not in (Form.NUMBER, Form.UNIT) or mark.scale > 1:
        return True
    if mark.form is Form.NUMBER or not mark.adjoining:
        return False
    return numeral != "一" and (mark.unit is not None or mark.value > 10)

"""Numbers in words and in digits, as exact values with the step of their last meant digit."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.core.quantity import stated_precision
from tachograph.extraction.numbers import grammar_en as en
from tachograph.extraction.numbers import grammar_zh as zh

_WORD = re.compile(r"[a-z]+")


def singular(noun: str) -> str:
    """The singular of a regular English plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("sses", "xes", "ches", "shes")) else noun[:-1]


def precision(value: Decimal, written: str, scale: int) -> Decimal:
    """The step of the last meant digit of ``written`` times ``scale``, as :func:`stated_precision` means it."""
    if "." in written:
        return stated_precision(written) * scale
    return stated_precision(str(int(value)))


def read_english(folded: str, start: int) -> tuple[Decimal, int, int] | None:
    """The cardinal in words at ``start``: value, end, and the largest scale word used (1 if none).

    ``None`` if there is none: "a" counts only before a scale word, scales alone ("millions") never.
    """
    total, current, scale = 0, 0, 1
    last, end, position = "", start, start
    while match := _WORD.match(folded, position):
        word = match.group()
        if word in en.ONES and last in ("", "tens", "scale", "and"):
            current, last = current + en.ONES[word], "ones"
        elif word in en.TENS and last in ("", "scale", "and"):
            current, last = current + en.TENS[word], "tens"
        elif word in ("a", "an") and not last:
            current, last = 1, "article"
        elif word == "dozen" and last in ("ones", "tens", "article"):
            return Decimal(current * en.DOZEN), match.end(), 1
        elif word == "hundred" and last in ("ones", "tens", "article") and current < 100:
            current, last, scale = current * 100, "scale", max(scale, 100)
        elif word in en.SCALES and word != "hundred" and last in ("ones", "tens", "article", "scale") and current:
            total, current, last = total + current * en.SCALES[word], 0, "scale"
            scale = max(scale, en.SCALES[word])
        elif word == "and" and last == "scale":
            position, last = match.end() + 1, "and"
            continue
        else:
            break
        end = match.end()
        if folded[end : end + 1] not in (" ", "-"):
            break
        position = end + 1
    if end == start or (last == "article" and total == 0 and current == 1):
        return None
    return Decimal(total + current), end, scale


def read_chinese(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral (二十二, 三千二百万, 两万五), or ``None`` if it is not one."""
    if len(numeral) > 1 and all(c in zh.DIGITS for c in numeral):
        return None  # a year or code (二〇二五), or an approximation (七八)
    total, section, digit, last_unit = 0, 0, -1, 1
    for char in numeral:
        if char in zh.DIGITS:
            if digit > 0:
                return None
            digit = zh.DIGITS[char]
            if digit == 0:
                last_unit = 10  # after 零 a last digit is ones
        elif char in zh.TENS:
            section += (1 if digit < 0 else digit) * zh.TENS[char]
            digit, last_unit = -1, zh.TENS[char]
        elif char not in zh.MYRIADS:
            return None  # 百分点 alone: a word with a numeral in it
        else:
            section += max(digit, 0)
            unit = zh.MYRIADS[char]
            if section == 0 and total == 0:
                section = 1
            total = (total + section) * unit if unit > total > 0 else total + section * unit
            section, digit, last_unit = 0, -1, unit
    # 两万五 is 25,000: a last bare digit takes the next lower place.
    return Decimal(total + section + (max(digit, 0) * last_unit // 10 if last_unit > 10 else max(digit, 0)))

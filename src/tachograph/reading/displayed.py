"""The values of a workbook's cells as its number formats show them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

# Quoted words, characters after \ or !, the blanks of _x and *x, and what stands in brackets: colours, currencies.
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]', re.DOTALL)
_HELD = re.compile("[\ue000-\uf8ff]")  # a literal's place while the rest is read
_DIGITS = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]*)?,*|\.[#0?]+")
_MONEY = re.compile(r"\$([^-]*)")
_CONDITION = re.compile(r"\s*(?:\[[a-z]+\])?\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]", re.IGNORECASE)
_DAY = re.compile(r"d", re.IGNORECASE)
_MONTH = re.compile(r"m", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]", re.IGNORECASE)
_WIDE = Context(prec=400)  # the largest number of a sheet has 308 digits
_LONGEST = 15  # digits that a sheet holds of a number


def shown_value(value: object, form: str) -> str:
    """A cell as text: numbers with the decimals, separators, percent signs and words of its format, dates in ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() | Decimal():
            return _number(value, form)
        case datetime() | date():
            return _date(value, form)
        case time() | timedelta():
            return str(value)
        case _:
            return str(value)


def _date(value: date, form: str) -> str:
    """The date, cut to what its format shows: a month, a year."""
    plain = _LITERAL.sub("", form)
    if isinstance(value, datetime) and (value.hour or value.minute) and _CLOCK.search(plain):
        return f"{value:%Y-%m-%d %H:%M}"
    if _DAY.search(plain) or not (_MONTH.search(plain) or "y" in plain.lower()):
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if _MONTH.search(plain) else f"{value:%Y}"


def _number(value: float | Decimal, form: str) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    sections = _sections(form)
    if conditions := [c for part in sections[:2] if (c := _CONDITION.match(part))]:
        fits = [i for i, c in enumerate(conditions) if _holds(number, c[1], Decimal(c[2]))]
        return _in_section(number, sections[fits[0] if fits else -1])
    if number < 0 and len(sections) > 1:  # it says itself how a negative number looks
        return _in_section(-number, sections[1])
    return _in_section(number, sections[2] if number == 0 and len(sections) > 2 else sections[0])


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    match sign:
        case "<":
            return number < bound
        case "<=":
            return number <= bound
        case ">":
            return number > bound
        case ">=":
            return number >= bound
        case "=":
            return number == bound
        case _:
            return number != bound


def _sections(form: str) -> list[str]:
    """The parts of a format for positive, negative and zero, parted by semicolons outside quotation marks."""
    sections, start, quoted = [], 0, False
    for i, char in enumerate(form):
        quoted ^= char == '"'
        if char == ";" and not quoted:
            sections.append(form[start:i])
            start = i + 1
    return [*sections, form[start:]]


def _in_section(number: Decimal, section: str) -> str:
    words: list[str] = []

    def held(match: re.Match[str]) -> str:
        money = _MONEY.match(match[3]) if match[3] else None
        words.append(match[1] or match[2] or (money[1] if money else ""))
        return chr(0xE000 + len(words) - 1)

    def restored(text: str) -> str:
        return _HELD.sub(lambda m: words[ord(m[0]) - 0xE000], text).strip()

    bare = _LITERAL.sub(held, section)
    if "general" in bare.lower():
        return restored(re.sub("general", _general(number), bare, flags=re.IGNORECASE))
    groups = _DIGITS.findall(bare)
    if not groups and words and "@" not in bare:
        return restored(bare)
    if len(groups) != 1 or "e" in bare.lower():  # powers of ten, fractions, digits in parts, text
        return _general(number)
    pattern = groups[0].rstrip(",")
    scaled = number * (100 if "%" in bare else 1) / Decimal(1000) ** (len(groups[0]) - len(pattern))
    return restored(_DIGITS.sub(_digits(scaled, pattern), bare))


def _digits(number: Decimal, pattern: str) -> str:
    """The number with the decimals and separators of ``pattern``; nothing for a zero where that asks for no digit."""
    whole, _, part = pattern.partition(".")
    if not number and "0" not in pattern:
        return ""
    return _grouped(number, len(part), part.count("0"), comma="," in whole)


def _grouped(number: Decimal, places: int, fixed: int, *, comma: bool) -> str:
    """The number with so many decimals, of which ``fixed`` stay even if they are zero."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)
    text = f"{rounded:,f}" if comma else f"{rounded:f}"
    if places > fixed and "." in text:
        head, _, tail = text.partition(".")
        tail = tail[:fixed] + tail[fixed:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text


def _general(number: Decimal) -> str:
    """A number without a format: as many digits as a sheet has, without zeros at the end."""
    if number and number.adjusted() >= _LONGEST:
        return f"{number.normalize():f}"
    rounded = round(number, max(0, _LONGEST - 1 - (number.adjusted() if number else 0)))
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

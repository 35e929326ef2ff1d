"""How verdicts, numbers, intervals and periods are said to a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.difference import Difference
from tachograph.core.finding import Evidence, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LARGE = 18  # powers of ten from which a number is written with an exponent
_PLACES = 6  # decimals at most
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SLACK = Fraction(6, 5)  # a calculated bound may lie just outside what rounding leaves
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))
_DATED = frozenset({Kind.CHANGE})  # kinds whose basis is a period
_PLURALS = {"person": "people", "percentage_point": "percentage points"}
_UNCOUNTED = frozenset({"percent", "times", "km", "kg"})


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict's mark (told apart without colour) and its meaning in one sentence."""

    mark: str
    meaning: str


VERDICTS: dict[Verdict, VerdictWords] = {
    Verdict.CONTRADICTED: VerdictWords("✗", "cannot stand with stronger evidence or with the text’s own figures"),
    Verdict.IMPLAUSIBLE: VerdictWords("?", "outside what is known to be possible; look again"),
    Verdict.CONFIRMED: VerdictWords("✓", "independent figures give the same value"),
    Verdict.CONSISTENT: VerdictWords("°", "nothing against it, nothing independent for it"),
    Verdict.UNCHECKED: VerdictWords("·", "nothing to compare it with"),
}
FLAGGED = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def tally(claims: Iterable[Claim]) -> dict[Verdict, int]:
    """How many claims have each verdict, worst first; verdicts that none has are left out."""
    counts = Counter(claim.verdict for claim in claims)
    return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}


def summary(claims: Iterable[Claim], *, checked: bool = True) -> str:
    """``52 figures: 3 contradicted, 2 implausible, 47 consistent``."""
    counts = tally(claims)
    total = sum(counts.values())
    head = "no figures" if not total else "1 figure" if total == 1 else f"{total:,} figures"
    if not total or not checked:
        return head
    return f"{head}: " + ", ".join(f"{count:,} {verdict}" for verdict, count in counts.items())


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; unchecked if there are none."""
    order = list(Verdict)
    return min(verdicts, key=order.index, default=Verdict.UNCHECKED)


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def spaced(name: str) -> str:
    """A snake_case name as words."""
    return name.replace("_", " ")


# --- numbers ----------------------------------------------------------------------------------------------------------


def number(value: Decimal | Fraction | int) -> str:
    """A number with thousands separators and a true minus sign, rounded to six decimals."""
    exact = Fraction(value)
    return _fixed(exact, min(_PLACES, _decimals(exact)), round)


def interval(value: Interval) -> str:
    """``10.10 to 10.12``, ``at least 5``, ``361,600``: bounds rounded outwards to digits that show the width."""
    if value.low is None:
        return "anything" if value.high is None else f"at most {number(value.high)}"
    if value.high is None:
        return f"at least {number(value.low)}"
    width = value.high - value.low
    if not width:
        if _decimals(value.low) <= _PLACES:
            return number(value.low)
        return f"≈ {_fixed(value.low, max(0, min(_PLACES, _PLACES - 1 - _magnitude(value.low))), round)}"
    places = max(0, 1 - _magnitude(width))
    return f"{_fixed(value.low, places, floor)} to {_fixed(value.high, places, ceil)}"


def result(step: Step) -> str | None:
    """What a step of a calculation gives, unless its text says so already or gives a range itself."""
    if step.interval is None or " to " in step.text:
        return None
    said = interval(step.interval)
    if _says_as_much(step.text, step.interval):
        return None
    return None if re.search(rf"(?<![\d.,]){re.escape(said)}(?!\d|[.,]\d)", step.text) else said


def _says_as_much(text: str, found: Interval) -> bool:
    """Whether the last number of a text, as finely as it is written, is all that the interval holds."""
    numbers = _NUMBER.findall(text)
    if not numbers or found.low is None or found.high is None:
        return False
    last = numbers[-1].replace(",", "")
    size, half = abs(Fraction(last)), Fraction(1, 2 * 10 ** len(last.partition(".")[2]))
    return all(abs(abs(bound) - size) <= half * _SLACK for bound in (found.low, found.high))


def value(claim: Claim) -> str:
    """The claim's value with its modifier and unit: ``over 2,100,000 vehicles``."""
    low, high = claim.low, claim.high
    if low is not None and high is not None and low != high:
        stated = f"{_scaled(low)} to {_scaled(high)}"
    else:
        stated = _scaled(claim.quantity.value)
    word = "" if claim.modifier in (Modifier.EXACTLY, Modifier.BETWEEN) else f"{claim.modifier} "
    return f"{word}{stated} {plural(claim.unit, one=low == high == 1)}"


def reading(claim: Claim) -> str:
    """How the figure was understood, in one line: value, whose, of what, when."""
    return " · ".join(part for part in (value(claim), claim.subject, measured(claim), when(claim)) if part)


def measured(claim: Claim) -> str:
    """What the figure is of: the metric, what narrows it, and for a share the whole."""
    parts = [claim.metric, claim.model, claim.region, claim.segment]
    if claim.basis and claim.kind not in _DATED:
        parts.append(f"{'of' if claim.kind is Kind.SHARE else 'against'} {claim.basis}")
    return " · ".join(spaced(part) for part in parts if part)


def when(claim: Claim) -> str:
    """When the figure holds and, for a change, against when; whether it has happened, and who says so."""
    parts = [
        period(claim.period),
        f"against {period(claim.basis)}" if claim.basis and claim.kind in _DATED else "",
        "" if claim.modality is Modality.ACTUAL else str(claim.modality),
        f"says {claim.claimant}" if claim.claimant else "",
    ]
    return " · ".join(part for part in parts if part)


def difference(differing: Difference) -> str:
    """What two extractors differ in, in one line: ``period: rules 2026-01, model 2026-02``."""
    ours = "nothing" if differing.rules is None else differing.rules
    theirs = "nothing" if differing.model is None else differing.model
    return f"{spaced(differing.field)}: rules {ours}, model {theirs}"


def evidence(given: Evidence) -> str:
    """What the evidence says, of what, where and when it appeared, in one line."""
    about = f" ({given.fact})" if given.fact else ""
    where = ", ".join(part for part in (given.source, period(given.published)) if part)
    return f"{given.value}{about}{', ' if where else ''}{where}"


def _scaled(value: Decimal) -> str:
    """``10.45 billion`` where three decimals write it exactly, else all the digits."""
    for name, power in _SCALES:
        scaled = Fraction(value) / 10**power
        if abs(scaled) >= 1 and _decimals(scaled) <= 3:
            return f"{number(scaled)} {name}"
    return number(value)


def plural(unit: str, *, one: bool = False) -> str:
    """A unit after a number, or after one."""
    if one or unit in _UNCOUNTED or not unit.islower():
        return spaced(unit)
    if unit in _PLURALS:
        return _PLURALS[unit]
    ies = unit.endswith("y") and unit[-2:-1] not in "aeiou"
    return spaced(unit[:-1] + "ies" if ies else unit + "s")


def _fixed(value: Fraction, places: int, rounding: Callable[[Fraction], int]) -> str:
    if _magnitude(value) > _LARGE:
        return f"{Decimal(value.numerator) / Decimal(value.denominator):.3e}"
    units = rounding(value * 10**places)
    whole, decimals = divmod(abs(units), 10**places)
    sign = "−" if units < 0 else ""
    return f"{sign}{whole:,}.{decimals:0{places}}" if places else f"{sign}{whole:,}"


def _decimals(value: Fraction) -> int:
    """How many decimals write the value exactly; one more than are ever shown if there is no end to them."""
    return next((n for n in range(_PLACES + 1) if 10**n % value.denominator == 0), _PLACES + 1)


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for zero."""
    if not value:
        return 0
    size = abs(value)
    near = floor((size.numerator.bit_length() - size.denominator.bit_length()) * log10(2))  # exact or one off
    return next(power for power in (near + 1, near, near - 1) if size >= Fraction(10) ** power)


# --- periods ----------------------------------------------------------------------------------------------------------


def period(text: str | None) -> str:
    """An EDTF period as people write it (``Jan–Nov 2025``); other text, such as a share's whole, unchanged."""
    if not text:
        return ""
    try:
        parsed = Period.parse(text)
    except ValueError:
        return spaced(text)
    first, slash, _ = text.partition("/")
    if not slash or parsed.start == parsed.end:
        return _point(text.partition("/")[0], parsed.end)
    last = _point(text.partition("/")[2], parsed.end)
    if parsed.start is None:
        return f"until {last}"
    start = _point(first, parsed.start)
    year = f" {parsed.end.year}"
    if parsed.start.year == parsed.end.year and start.endswith(year) and last.endswith(year):
        start = start.removesuffix(year)
    return f"{start}–{last}"


def day(when: date) -> str:
    """``21 Dec 2025``."""
    return f"{when.day} {_month(when)}"


def _month(when: date) -> str:
    return f"{_MONTHS[when.month - 1]} {when.year}"


def _point(written: str, when: date) -> str:
    """One end of a period, as finely as it is written."""
    match written[5:6], len(written):
        case (("Q" | "H"), _):
            return f"{written[5:]} {written[:4]}"
        case _, 10:
            return day(when)
        case _, 7:
            return _month(when)
        case _:
            return written

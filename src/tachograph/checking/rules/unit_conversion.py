"""An amount in two currencies against the exchange rate of its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from tachograph.checking.confidence import given
from tachograph.checking.figures import Figures
from tachograph.checking.repairs import is_narrow, powers_that_fit, recalculated, slip_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.checking.wording import number
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Grain, Period
from tachograph.core.quantity import Modifier

INFO = RuleInfo(
    code="unit_conversion",
    tier="basic",
    catches="An amount given in two currencies whose quotient is not an exchange rate of its time: implausible if it "
    "is the rate of another time, contradicted if the two currencies never stood so, or if the text's other amounts "
    "are converted at another rate and a slip explains the difference.",
    how="low ≤ amount in one currency / amount in the other ≤ high, the lowest and highest fixing of the period's "
    "months; otherwise the range of all years.",
    failing="Bonuses of 100 million yuan ($142 million) were paid in December 2025.",
    passing="Bonuses of 100 million yuan ($14.2 million) were paid in December 2025.",
)

_BESIDE = re.compile(
    r"[\s,(（\[]*(?:or|about|approximately|approx\.?|around|roughly|nearly|some|equivalent to|equal to|i\.e\.|约合|約合|折合|约|約|合|"
    r"大约|大約|即)?\s*(?:about|约|約)?[\s(（]*",
    re.IGNORECASE,
)
_SLACK = Fraction(1, 400)  # the ranges of the rates are wide already
_OTHER_RATE = Fraction(1, 100)  # one text converts at one rate, or nearly
_ONE_RATE = Fraction(1, 500)  # the same where several amounts of one time are converted at one rate
_MANY = 2
_DRIFT = Fraction(2, 100)  # a month: how far rates that are not on record yet may have moved
_NEVER = Fraction(15, 100)  # beyond every rate on record by this much, no date explains it
_BEFORE, _AFTER = timedelta(days=100), timedelta(days=10)  # results are converted at the rate of their quarter's end
_RECORD = Period(date(2000, 1, 1), date(2099, 12, 31), Grain.DAY)


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every amount that stands beside itself in another currency."""
    pairs = tuple(_pairs(figures))
    for a, b in pairs:
        always = _rates(figures, b.unit, a.unit, _RECORD)
        time = _time(figures, a, b)
        known = (_rates(figures, b.unit, a.unit, time) if time else None) or always
        if known and always and not (time and _may_have_moved(figures, a, b, known, time)):
            others = [_implied(x, y) for x, y in pairs if (x.unit, y.unit) == (a.unit, b.unit) and x is not a]
            used = _common([i for i in others if i.meets(_wider(known, _SLACK))])
            yield (
                _judged(figures, a, b, known, always)
                if used is None
                else _beside_others(figures, a, b, known, always, used)
            )


def _pairs(figures: Figures) -> Iterator[tuple[Claim, Claim]]:
    """Every amount with itself in another currency."""
    money = [c for c in figures.context.claims if len(c.unit) == 3 and c.unit.isupper() and c.quantity.value]
    return ((a, b) for a, b in pairwise(money) if a.unit != b.unit and a.kind == b.kind and _beside(figures, a, b))


def _common(implied: Sequence[Interval]) -> Interval | None:
    """The rate at which other amounts of the text are all converted; ``None`` if there are none, or several rates."""
    found: Interval | None = implied[0] if implied else None
    for one in implied[1:]:
        found = None if found is None else found.intersect(one)
    return found


def _beside_others(figures: Figures, a: Claim, b: Claim, known: Interval, always: Interval, used: Interval) -> Finding:
    """A conversion beside others: contradicted if it needs another rate, no time had that or a slip explains it."""
    own = _judged(figures, a, b, known, always)
    rounded = _rounded(a) / _rounded(b) if a.modifier is not Modifier.BETWEEN else _implied(a, b)
    room = _ONE_RATE if _of_one_time(figures, a, b) and _number(figures, a, b) > _MANY else _OTHER_RATE
    if own.verdict is Verdict.CONTRADICTED or rounded.meets(_wider(used, room)) or not is_narrow(used):
        return own
    right = Interval.exactly(Fraction(a.quantity.value)) / used
    slip = slip_repair(b, right)
    if slip is None and not _of_one_time(figures, a, b) and _implied(a, b).meets(_wider(always, _OTHER_RATE)):
        return own  # the rate of another time
    repairs = (slip[0],) if slip else recalculated(b, right)
    words = own.derivation[0].text
    message = f"{words}, but the text’s other amounts are converted at {_range(used)}"
    steps = (own.derivation[0], Step(f"the rate of the other amounts: {_range(used)}", used))
    return Finding(INFO.code, Verdict.CONTRADICTED, own.claims, message, steps, (), repairs)


def _number(figures: Figures, a: Claim, b: Claim) -> int:
    """How many amounts the text converts from one currency into another."""
    return sum((x.unit, y.unit) == (a.unit, b.unit) for x, y in _pairs(figures))


def _of_one_time(figures: Figures, a: Claim, b: Claim) -> bool:
    """Whether the text converts amounts of one time only, handed over as they are: then there is but one rate."""
    periods = {x.period for x, y in _pairs(figures) if (x.unit, y.unit) == (a.unit, b.unit)}
    return given((a, b)) and periods == {a.period}


def _beside(figures: Figures, a: Claim, b: Claim) -> bool:
    return a.span.overlaps(b.span) or bool(_BESIDE.fullmatch(figures.context.between(a, b)))


def _rates(figures: Figures, base: str, quote: str, time: Period) -> Interval | None:
    found = figures.context.rates.per(base, quote, time)
    return None if found is None else Interval(Fraction(found[0]), Fraction(found[1]))


def _may_have_moved(figures: Figures, a: Claim, b: Claim, known: Interval, time: Period) -> bool:
    """Whether the record does not reach the time yet, and a rate off the last ones may be that of the time."""
    moved = _wider(known, _SLACK + _DRIFT * _months_since_record(figures, a, b, time.end - _AFTER))
    implied = _implied(a, b)
    return implied.meets(moved) and not implied.meets(_wider(known, _SLACK))


def _months_since_record(figures: Figures, a: Claim, b: Claim, day: date) -> int:
    """From the last month on record to that of ``day``."""
    ends = [figures.context.rates.last_month[unit] for unit in (a.unit, b.unit) if unit != "EUR"]
    return max(0, *((day.year - int(end[:4])) * 12 + day.month - int(end[5:7]) for end in ends))


def _time(figures: Figures, a: Claim, b: Claim) -> Period | None:
    """The days whose rates the writer may have used: those of the figure, and around the publication.

    If neither is known, the latest period of the text stands for it.
    """
    published = figures.context.document.published
    own = parsed(a.period or b.period or "")
    if not published and not own:
        own = max(
            (w for c in figures.context.claims if (w := parsed(c.period or ""))), key=lambda w: w.end, default=None
        )
    days = [d for d in (published, own and own.end, own and (own.start or own.end)) if d]
    return Period(min(days) - _BEFORE, max(days) + _AFTER, Grain.DAY) if days else None


def _judged(figures: Figures, a: Claim, b: Claim, known: Interval, always: Interval) -> Finding:
    implied = _implied(a, b)
    claims = (a.id, b.id)
    rate = _rate(Fraction(a.quantity.value) / Fraction(b.quantity.value))
    words = f"{a.quote} / {b.quote} = {rate} {_currency(figures, a.unit)} per {_currency(figures, b.unit)}"
    steps = (Step(words, implied, claims), Step(f"the rate of the time: {_range(known)}", known))
    if implied.meets(_wider(known, _SLACK)):
        return Finding(INFO.code, Verdict.CONFIRMED, claims, f"{words}, the rate of the time ({_range(known)})", steps)
    if implied.meets(_wider(always, _NEVER)):
        message = f"{words}, but the rate of the time was {_range(known)}"
        return Finding(INFO.code, Verdict.IMPLAUSIBLE, claims, message, steps)
    message = f"{words}, but the two currencies never stood so (on record: {_range(always)})"
    return Finding(
        INFO.code, Verdict.CONTRADICTED, claims, message, steps, (), powers_that_fit(a, b, _wider(always, _NEVER))
    )


def _currency(figures: Figures, code: str) -> str:
    """A currency's name as people say it: the shortest that is no code."""
    unit = figures.context.pack.units.get(code)
    names = [w for w in (unit.words.get("en", ()) if unit else ()) if len(w) > len(code)]
    return min(names, key=len, default=code)


def _implied(a: Claim, b: Claim) -> Interval:
    """The rate that an amount and its conversion imply.

    A rounder first amount is the exact original (a price of 250,000 yuan) and only the conversion is rounded.
    """
    if a.modifier is Modifier.BETWEEN or b.modifier is Modifier.BETWEEN:
        return a.quantity.tolerant() / b.quantity.tolerant()
    original = Interval.exactly(Fraction(a.quantity.value)) if _digits(a) < _digits(b) else _rounded(a)
    return original / _rounded(b)


def _rounded(claim: Claim) -> Interval:
    value, half = Fraction(claim.quantity.value), Fraction(claim.quantity.precision) / 2
    return Interval(value - half, value + half)


def _digits(claim: Claim) -> int:
    """How many digits of a figure were meant."""
    return len(str(abs(round(Fraction(claim.quantity.value) / Fraction(claim.quantity.precision)))))


def _wider(interval: Interval, share: Fraction) -> Interval:
    return interval * Interval(1 - share, 1 + share)


def _rate(value: Fraction) -> str:
    return number(value, 3 if value < 1 else 2)


def _range(interval: Interval) -> str:
    low, high = interval.low, interval.high
    assert low is not None
    assert high is not None
    return _rate(low) if low == high else f"{_rate(low)} to {_rate(high)}"

"""How numbers and intervals read in a message."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from tachograph.checking.variables import GLOBAL, Variable, parsed
from tachograph.core.claim import Claim, Kind
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Grain

_BILLION = 10**9
_SCALES = (("billion", _BILLION), ("million", 10**6))
_PLACES = 4  # decimals of a million or billion: finer figures are written out
_CENTS = 2  # decimals of an amount beside another
_DECIMALS = re.compile(r"\d\.(\d+)")
_SCALES_ZH = (("万亿", 10**12), ("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4))
_CURRENCIES = {"CNY": "yuan", "EUR": "euros", "JPY": "yen"}
_ZH_CURRENCIES = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元"}
_QUARTERS = ("first", "second", "third", "fourth")


def number(value: Fraction, digits: int = 2) -> str:
    """A plain figure: "57,915", "2.806 million", "20.38 billion", at most ``digits`` decimals below a thousand."""
    for name, scale in _SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and (rounded := round(scaled, _PLACES)) == scaled:
            return f"{_plain(float(rounded), _PLACES)} {name}"
    if abs(value) >= _BILLION:
        return f"{_plain(float(value / _BILLION), _PLACES)} billion"
    if abs(value) >= 1000 or value.denominator == 1:
        return f"{round(value):,}"
    return _plain(float(value), digits)


def money(value: Fraction, currency: str, like: str = "") -> str:
    """An amount as people write it, in the scale and to the decimals of the figure that it is set ``like``.

    "21.79 billion yuan" for 21,793,900,000 CNY beside "23.79 billion yuan", "217.94亿元" beside "237.94亿元".
    """
    digits = _DECIMALS.search(like)
    places = max(_CENTS, len(digits[1])) if digits else _CENTS if like else _PLACES
    for word, scale in _SCALES_ZH:
        if word in like:
            return f"{_plain(float(value / scale), places)}{word}{_ZH_CURRENCIES.get(currency, currency)}"
    name = _CURRENCIES.get(currency, currency)
    for word, scale in _SCALES:
        if abs(value) >= scale:
            return f"{_plain(float(value / scale), places)} {word} {name}"
    return f"{_plain(float(value), places)} {name}"


def percent(value: Fraction, *, signed: bool = False, digits: int = 2) -> str:
    """A fraction as a percentage."""
    return f"{'+' if signed and value >= 0 else ''}{_plain(float(value * 100), digits)}%"


def _plain(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def period_words(period: str | None) -> str:
    """A period as people write it: "January 2026", "the third quarter of 2025", "January to November 2025"."""
    found = parsed(period or "")
    if found is None:
        return period or ""
    if found.start is None:
        return f"the time until {_day(found.end) if found.grain is Grain.DAY else f'{found.end:%B %Y}'}"
    if found.start == found.end:
        return _day(found.end)
    year, months = found.end.year, found.whole_months
    first = found.start
    if months == 12 and first.month == 1:
        return str(year)
    if months == 6 and first.month in (1, 7):
        return f"the {'first' if first.month == 1 else 'second'} half of {year}"
    if months == 3 and first.month % 3 == 1:
        return f"the {_QUARTERS[first.month // 3]} quarter of {year}"
    if months == 1:
        return f"{first:%B %Y}"
    if months and months % 12 == 0:
        return f"{first.year} to {year}"
    if months:
        return f"{first:%B}{'' if first.year == year else f' {first.year}'} to {found.end:%B %Y}"
    return f"{_day(first)} to {_day(found.end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def when_words(period: str | None) -> str:
    """A period with its preposition: "in 2025", "on 15 February 2026", "from January to May 2026", "by June 2026"."""
    found, words = parsed(period or ""), period_words(period)
    if found is None:
        return ""
    if found.start is None:
        return "by " + words.removeprefix("the time until ")
    if found.start == found.end:
        return f"on {words}"
    return ("from " if " to " in words else "in ") + words


def series_words(claim: Claim, pack: Pack) -> str:
    """What a claim is about: "HIMA's deliveries in January 2026", "BYD's overseas sales in 2025"."""
    return about(claim.subject, claim, pack)


def about(subject: str | None, figure: Claim | Observation, pack: Pack) -> str:
    """What a figure of a text or a source is about; ``subject`` is the name of whose it is."""
    metric = pack.metrics.get(figure.metric or "")
    name = metric.name if metric else (figure.metric or "figure").replace("_", " ")
    narrowing = (figure.model, figure.segment and figure.segment.upper(), figure.region)
    narrow = [x for x in narrowing if x and x != GLOBAL and x.casefold() not in name.casefold()]
    whose = f"{subject}{'’' if subject.endswith('s') else '’s'}" if subject else "the"
    of = {Kind.CHANGE: ["change in"], Kind.SHARE: ["share of"]}.get(figure.kind, [])
    return " ".join([whose, *of, *narrow, name, when_words(figure.period)]).rstrip()


def of_variable(variable: Variable, value: Fraction) -> str:
    """A value in the words of its variable: a rate of change, a share or a plain figure."""
    if variable.scope.unit == "percent" and variable.kind == "change":
        return percent(value - 1, signed=True)
    if variable.scope.unit == "percent" and variable.kind == "share":
        return percent(value)
    return number(value)


def span_of(variable: Variable, interval: Interval) -> str:
    """An interval in the words of its variable."""
    low = None if interval.low is None else of_variable(variable, interval.low)
    high = None if interval.high is None else of_variable(variable, interval.high)
    if low is None and high is None:
        return "anything"
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def shown(variable: Variable, interval: Interval) -> Interval:
    """An interval for a step, in the unit that readers see: percent for rates and shares."""
    if variable.scope.unit != "percent":
        return interval
    if variable.kind == "change":
        return (interval + Interval.exactly(-1)).scale(100)
    return interval.scale(100) if variable.kind == "share" else interval

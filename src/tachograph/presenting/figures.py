"""How observations, cells and estimates of the ledger are said to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from tachograph.core.estimate import Cell, Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.site import host_of, site_of
from tachograph.presenting import words

_BRACKETED = re.compile(r"\(([^()\s]+)\)")
_UNDATED = "9999"
_ROUNDING = 6  # significant digits of an estimate that is no exact figure


def entity(id_: str, pack: Pack) -> str:
    """The name of an entity; itself if no pack knows it."""
    known = pack.entities.get(id_)
    return known.name if known else id_


def metric(id_: str, pack: Pack) -> str:
    """The name of a metric."""
    known = pack.metrics.get(id_)
    return known.name if known else words.spaced(id_)


def series(cell: Cell, pack: Pack) -> str:
    """What a cell counts, without whose it is and when: ``overseas sales, BEV, in % of …``."""
    narrowed = [model(cell.model, pack), cell.segment.upper() if len(cell.segment) <= 4 else cell.segment, cell.region]
    whole = f"of {words.spaced(cell.basis)}" if cell.basis else ""
    return ", ".join(part for part in (metric(cell.metric, pack), *map(words.spaced, narrowed), whole) if part)


def model(written: str, pack: Pack) -> str:
    """A model as its pack spells it; cells have its name in small letters."""
    return next((e.name for e in pack.entities.values() if e.name.casefold() == written), written.upper())


def reference(cell: Cell) -> str:
    """A cell as it can be typed: ``nio:deliveries:2025-12``, with what narrows it after that."""
    named = (("region", cell.region), ("segment", cell.segment), ("model", cell.model), ("of", cell.basis))
    more = [f"{name}={value}" for name, value in named if value]
    return ":".join([cell.entity, cell.metric, cell.period, *more])


def quantity(q: Quantity) -> str:
    """A stated figure without its unit, percent excepted: ``48,135``, ``over 39,000``, ``550,000 to 600,000``, ``+54.6%``."""
    sign = "%" if q.unit == "percent" else ""
    if q.low is not None and q.high is not None and q.low != q.high:
        return f"{words.number(q.low)} to {words.number(q.high)}{sign}"
    word = "" if q.modifier in (Modifier.EXACTLY, Modifier.BETWEEN) else f"{q.modifier} "
    return f"{word}{words.number(q.value)}{sign}"


def amount(estimate: Estimate) -> str:
    """The value of an estimate, ``≈`` before it where its interval has a width."""
    value, found = estimate.value, estimate.interval
    exact = found.low == found.high == value
    sign = "%" if estimate.cell.unit == "percent" else ""
    return f"{'' if exact else '≈ '}{words.number(value if exact else rounded(value))}{sign}"


def rounded(value: Fraction) -> Decimal:
    """A value to as many digits as an estimate deserves; counts to the unit."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    plain = Decimal(value.numerator) / Decimal(value.denominator)
    if abs(plain) >= 10 ** (_ROUNDING - 1):
        return Decimal(round(plain))
    return Decimal(f"{plain:.{_ROUNDING}g}")


def calculation(text: str) -> str:
    """A step of a calculation with its periods as people write them: ``124,807 (Q4 2025)``."""

    def said(found: re.Match[str]) -> str:
        try:
            Period.parse(found[1])
        except ValueError:
            return found[0]
        return f"({words.period(found[1])})"

    return _BRACKETED.sub(said, text)


def place(observation: Observation) -> str:
    """Where an observation was read: the site, or the file's name."""
    return host_of(observation.source) or observation.source.rpartition("/")[2] or "no source"


def best_first(observations: Iterable[Observation], pack: Pack) -> list[Observation]:
    """Primary sources first, then exact figures, then the earliest; what a page says twice once."""

    def rank(o: Observation) -> tuple[bool, Decimal, str, str, bool, str]:
        primary = site_of(o.source) in pack.reliability.primary
        return not primary, o.quantity.precision, o.published or _UNDATED, o.source, not o.quote, o.claim

    once = {(o.source, o.quantity.low, o.quantity.high): o for o in sorted(observations, key=rank, reverse=True)}
    return sorted(once.values(), key=rank)

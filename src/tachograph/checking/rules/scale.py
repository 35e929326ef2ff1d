"""A power of ten too many or too few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from tachograph.checking import telling
from tachograph.checking.confidence import firm, given, likely, sure
from tachograph.checking.digits import is_scaled_from_afar
from tachograph.checking.evidence import Record, as_evidence, exactness, same_definition, supports
from tachograph.checking.figures import Figures
from tachograph.checking.repairs import plain
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import number, series_words
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Band, EntityKind, Nature, Pack
from tachograph.core.quantity import Quantity

INFO = RuleInfo(
    code="scale",
    tier="strict",
    catches="A figure outside what the pack says is possible for its metric, or ten times (a hundred, 万 for 亿) what "
    "independent sources give.",
    how="low ≤ figure ≤ high, the pack's sourced bounds for such a seller and period (contradicted at ten times these, else "
    "implausible), or ten times those of anybody; or figure = 10ⁿ × what independent sources give.",
    failing="SKG had a revenue of 10.45 billion yuan in 2024.",
    passing="SKG had a revenue of 1.045 billion yuan in 2024.",
)

_YEAR = 366
_LITTLE = 2
_READ = 0.8
_ABSURD = 10  # times what is possible
_POWERS = (-1, 1, -2, 2, -3, 3, -4, 4)
_NEXT = {"billion": -3, "bn": -3, "亿": -4, "億": -4}  # the power of ten to the next scale word below
_MANY = 3  # sources that give the very digits, a power of ten off: no other figure has them
_DIGITS = 3


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every series of the wrong size, repetitions included."""
    context = figures.context
    series: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in context.claims:
        if claim.kind is Kind.LEVEL and claim.id in context.scopes and claim.low is not None and claim.low > 0:
            scope = context.scopes[claim.id]
            series.setdefault((scope.subject, scope.metric, scope.unit), []).append(claim)
    for claims in series.values():
        found = _by_sources(figures, claims)
        if found:
            yield found
        for claim in claims:
            if (
                not is_scaled_from_afar(claim)
                and (beyond := _by_band(figures, claim))
                and not (found and claim.id in found.claims)
            ):
                yield beyond


# --- sources ----------------------------------------------------------------------------------------------------------


def _by_sources(figures: Figures, claims: Sequence[Claim]) -> Finding | None:
    """Two or more hosts give one a power of ten off, and more of them than give it as stated.

    The others of the series that sources give with the same factor go with it.
    """
    for claim in claims:
        entity = figures.context.entity(claim)
        if entity is None or not figures.context.names(claim, entity) or is_scaled_from_afar(claim):
            continue  # it may be somebody else's, or of another size
        if len(claim.quantity.meant) < _DIGITS and not given([claim]):
            continue  # somebody has these digits for something
        rows = _rows(figures, claim)
        hosts = {r.host for r in rows if supports(claim.quantity, r)}
        for power in _POWERS:
            others = _scaled_rows(figures, claim, power)
            if len({r.host for r in others}) > max(1, len(hosts)):
                along = [c for c in claims if c.low == claim.low or _scaled_rows(figures, c, power)]
                values = {c.low for c in along}
                along += [c for c in claims if c.low in values and c not in along]
                return _finding(figures, [claim, *(c for c in along if c is not claim)], power, others)
    return None


def _rows(figures: Figures, claim: Claim) -> list[Record]:
    scope, period = figures.context.scopes[claim.id], canonical(claim.period)
    if not period:
        return []
    return [r for r in figures.context.records(scope.subject).at(period) if same_definition(claim, scope, r)]


def _scaled_rows(figures: Figures, claim: Claim, power: int) -> list[Record]:
    """The records of the claim's figure that say it a power of ten off."""
    scaled = _scaled(claim.quantity, power)
    return [r for r in _rows(figures, claim) if supports(scaled, r)]


def _scaled(quantity: Quantity, power: int) -> Quantity:
    factor = Decimal(10) ** power
    low, high = (None if b is None else b * factor for b in (quantity.low, quantity.high))
    return Quantity(low, high, quantity.modifier, quantity.unit, quantity.precision * factor)


def _finding(figures: Figures, claims: Sequence[Claim], power: int, rows: Sequence[Record]) -> Finding:
    claim, ids, pack = claims[0], tuple(c.id for c in claims), figures.context.pack
    whose = f"{len({r.host for r in rows})} sources give"
    value = Fraction(claim.quantity.value) * Fraction(10) ** power
    message = f"{claim.quote} is stated for {series_words(claim, pack)}, but {whose} {number(value)}"
    message += f", a factor of {10 ** abs(power):,}"
    step = Step(f"{whose} {number(value)}", Interval.exactly(value), ids)
    repairs = tuple(_repair(c, power) for c in claims)
    band = _band(figures, claim)
    told = _is_told(claim, rows) or (band is not None and _is_absurd(pack, claim, band))
    verdict = Verdict.CONTRADICTED if told else Verdict.IMPLAUSIBLE
    return Finding(INFO.code, verdict, ids, message, (step,), as_evidence(rows, pack), repairs, ids if told else ())


def _is_told(claim: Claim, rows: Sequence[Record]) -> bool:
    """Whether so many sources have these digits that it is this figure, and not another with a like one."""
    if given([claim]) and claim.low == claim.high:
        return True
    if likely([claim]) and telling.is_told(claim.confidence, claim, min(rows, key=exactness).interval):
        return True
    digits = f"{claim.quantity.value:f}".replace(".", "").strip("-0")
    return len({r.host for r in rows}) >= _MANY and len(digits) >= _DIGITS and sure([claim])


def _repair(claim: Claim, power: int) -> Repair:
    value = Fraction(claim.quantity.value)
    return Repair(claim.id, "value", plain(value), plain(value * Fraction(10) ** power))


# --- bands ------------------------------------------------------------------------------------------------------------


def _by_band(figures: Figures, claim: Claim) -> Finding | None:
    pack, own = figures.context.pack, _band(figures, claim)
    band = own or _widest(pack, claim)
    if band is None or _inside(claim.quantity.tolerant(), band) or (_is_near(claim, band) and not firm([claim])):
        return None
    fitting = (p for p in _POWERS if _inside(_scaled(claim.quantity, p).interval(), band))
    power = next(fitting, None) if own else next((p for word, p in _NEXT.items() if word in claim.quote), None)
    ids = (claim.id,)
    limits = f"{_limit(band.low)} to {_limit(band.high)}"
    message = f"{claim.quote} for {series_words(claim, pack)} is outside what is possible ({limits})"
    step = Step(f"possible: {limits} ({band.source})", _as_interval(band), ids)
    repairs = (_repair(claim, power),) if power is not None else ()
    if _is_absurd(pack, claim, band):
        return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs, ids)
    return Finding(INFO.code, Verdict.IMPLAUSIBLE, ids, message, (step,), (), repairs)


def _is_absurd(pack: Pack, claim: Claim, band: Band) -> bool:
    """Whether a figure is so far beyond what is possible that nobody sells as much, and says itself what it counts."""
    unit = pack.units.get(claim.unit)
    words = () if unit is None else tuple(w for found in unit.words.values() for w in found)
    named = claim.quote.casefold().endswith(tuple(w.casefold() for w in words))
    return named and band.high is not None and claim.quantity.value > band.high * _ABSURD


def _is_near(claim: Claim, band: Band) -> bool:
    """Whether a figure is so little beyond what is possible that it may be that of all sellers."""
    return band.high is not None and claim.quantity.value <= band.high * _LITTLE


def _band(figures: Figures, claim: Claim) -> Band | None:
    """The widest band for the claim's entity itself, else for its kind, up to a year.

    A month's figure beyond a month's band may be a year's, misread; beyond a year's it can be none. A figure that was not
    surely read may be that of all sellers.
    """
    metric, entity = figures.context.pack.metrics.get(claim.metric or ""), figures.context.entity(claim)
    if (
        metric is None
        or entity is None
        or claim.model
        or claim.confidence < _READ
        or claim.unit != metric.unit
        or not figures.context.names(claim, entity)
    ):
        return None
    period = parsed(claim.period or "")
    if period is None or period.days is None or period.days > _YEAR:
        return None
    for kind in (entity.id, str(entity.kind)):
        bands = [b for b in metric.bands if b.kind == kind]
        if bands:
            return max(bands, key=lambda b: (b.high is None, b.high or 0))
    return None


def _widest(pack: Pack, claim: Claim) -> Band | None:
    """The widest band of a whole market for what is counted so: for figures absurdly beyond it, however they were read."""
    metric = pack.metrics.get(claim.metric or "")
    if metric is None or metric.nature is not Nature.FLOW or claim.unit != metric.unit:
        return None
    bands = [b for m in pack.metrics.values() if m.unit == claim.unit for b in m.bands if b.kind == EntityKind.MARKET]
    widest = max(bands, key=lambda b: b.high or 0, default=None)
    return widest if widest is not None and _is_absurd(pack, claim, widest) else None


def _as_interval(band: Band) -> Interval:
    return Interval(
        None if band.low is None else Fraction(band.low), None if band.high is None else Fraction(band.high)
    )


def _inside(interval: Interval, band: Band) -> bool:
    return interval.meets(_as_interval(band))


def _limit(bound: Decimal | None) -> str:
    return "any" if bound is None else number(Fraction(bound))

"""What figures are about: the variables that claims state values of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.interval import Interval
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

GLOBAL = "global"
_UNDATED = "#"


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """Whose figure, and what it counts: everything of a variable but the period. Empty strings mean "not narrowed"."""

    subject: str
    metric: str
    unit: str = ""
    region: str = ""
    segment: str = ""
    model: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing narrows the subject's figure."""
        return not (self.region or self.segment or self.model)


@dataclass(frozen=True, slots=True, order=True)
class Variable:
    """An unknown of the network: a level, or what relates two levels (``kind`` change, share or ratio).

    ``period`` and ``basis`` are canonical EDTF; ``view`` separates actual figures from estimates, targets and each
    forecaster's forecasts; ``end`` is ``low`` or ``high`` for an end of a range that was stated as one.
    """

    kind: str
    scope: Scope
    period: str
    view: str = "actual"
    basis: str = ""
    end: str = ""

    @property
    def dated(self) -> bool:
        """Whether the text says when it holds; a figure without a time is a variable of its own."""
        return not self.period.startswith(_UNDATED)


@lru_cache(maxsize=4096)
def parsed(period: str) -> Period | None:
    """The period as a value; ``None`` if it is not EDTF."""
    try:
        return Period.parse(period)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def canonical(period: str | None) -> str:
    """One spelling for the same days (``2025-01/2025-06`` for ``2025-H1``); empty if there is no period."""
    value = None if period is None else parsed(period)
    if value is None:
        return ""
    return f"{value.start or '..'}/{value.end}"


def scope_of(claim: Claim, pack: Pack) -> Scope | None:
    """The scope of a claim; ``None`` if its subject or metric is not known.

    What the subject says already (the NEV market's segment, a Chinese market's region) does not narrow it again.
    """
    if not claim.subject or not claim.metric:
        return None
    entity = pack.entities.get(claim.subject_id) if claim.subject_id else pack.entity_named(claim.subject)
    subject = entity.id if entity else claim.subject.casefold()
    region = "" if claim.region in (None, GLOBAL) or (entity and claim.region == entity.home) else claim.region or ""
    segment = "" if entity and claim.segment == entity.segment else claim.segment or ""
    return Scope(subject, claim.metric, claim.unit, region, segment, (claim.model or "").casefold())


def view_of(claim: Claim) -> str:
    """Which of several figures for one thing it is: a target, somebody's forecast, what happened."""
    if claim.modality in (Modality.FORECAST, Modality.ESTIMATE):
        return f"{claim.modality}:{claim.claimant or ''}"
    return str(claim.modality)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of a variable as stated, once or several times: ``claims`` are the claims that say exactly this."""

    variable: Variable
    interval: Interval
    nominal: Fraction
    claims: tuple[str, ...]
    cost: Fraction = Fraction(1)


def statements_of(claims: Sequence[Claim], scopes: Mapping[str, Scope]) -> Iterator[Statement]:
    """Every claim as a statement about one variable, or two for the ends of a range.

    A figure that the text does not tell the time of, or whose it is, speaks of a variable that no other speaks of.
    """
    for claim in claims:
        period = canonical(claim.period)
        scope = scopes.get(claim.id)
        if scope is None or not period:
            scope = scope or Scope((claim.subject or "").casefold(), claim.metric or "", claim.unit)
            period = f"{_UNDATED}{claim.id}"
        yield from _claim_statements(claim, scope, period)


_LEVELS = (Kind.LEVEL, Kind.COUNT)
_BALANCED = (*_LEVELS, Kind.CHANGE, Kind.SHARE, Kind.RATIO)


def _claim_statements(claim: Claim, scope: Scope, period: str) -> Iterator[Statement]:
    kind = str(claim.kind)
    basis = _basis_of(claim)
    if claim.kind not in _BALANCED or (claim.kind not in _LEVELS and not basis and not period.startswith(_UNDATED)):
        return
    variable = Variable(kind, scope, period, view_of(claim), basis)
    quantity = claim.quantity
    interval = as_factor(claim, quantity.tolerant())
    if interval is None:
        return
    if quantity.modifier is Modifier.BETWEEN and quantity.low is not None and quantity.high is not None:
        half = Fraction(quantity.precision)
        for end, value in (("low", quantity.low), ("high", quantity.high)):
            spread = as_factor(claim, Interval(Fraction(value) - half, Fraction(value) + half))
            nominal = as_factor(claim, Interval.exactly(Fraction(value)))
            if spread and nominal and nominal.low is not None:
                yield Statement(replace(variable, end=end), spread, nominal.low, (claim.id,))
        return
    point = as_factor(claim, Interval.exactly(Fraction(quantity.value)))
    if point is not None and point.low is not None:
        yield Statement(variable, interval, point.low, (claim.id,))


def _basis_of(claim: Claim) -> str:
    if claim.kind is Kind.CHANGE:
        return canonical(claim.basis)
    return (claim.basis or "").casefold()


def as_factor(claim: Claim, interval: Interval) -> Interval | None:
    """The interval of a claim in the unit of its variable."""
    return factor_of(claim.kind, claim.unit, interval)


def factor_of(kind: Kind, unit: str, interval: Interval) -> Interval | None:
    """The interval in the unit of its variable: a relative change as the factor 1+g, a share as a fraction."""
    if unit != "percent":
        return interval
    if kind is Kind.CHANGE:
        factor = interval.scale(Fraction(1, 100)) + Interval.exactly(1)
        if factor.high is not None and factor.high <= 0:
            return None  # a fall of all and more says nothing of a level
        return Interval(max(factor.low, Fraction(0)) if factor.low is not None else None, factor.high)
    if kind is Kind.SHARE:
        return interval.scale(Fraction(1, 100))
    return interval

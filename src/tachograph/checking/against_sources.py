"""When a rate is false because sources have both of the figures that it compares.

The text's own figure is what sources give, sources agree on the one before it, and the two do not yield the rate. That
the rate was misread, or that the figure before was restated, must be ruled out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tachograph.checking import telling
from tachograph.checking.confidence import certain, likely, sure
from tachograph.checking.evidence import RESTATED, Record, agreed_level, hosts, supports
from tachograph.checking.figures import Figures
from tachograph.checking.named import is_reckoned_otherwise
from tachograph.checking.repairs import recalculated, slip_repair, value_repair
from tachograph.checking.variables import Scope, Statement, Variable
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.finding import Repair
from tachograph.core.interval import Interval
from tachograph.core.pack import EntityKind

_COUNTED = Fraction(1, 1000)  # and in what a seller counts


def is_false(figures: Figures, rate: Statement, whole: Variable, base: Sequence[Record]) -> bool:
    """Whether two hosts agree on each of the two figures, the text's being theirs, and no source has the rate."""
    context = figures.context
    stated = context.by_id[rate.claims[0]]
    records = context.records(whole.scope.subject)
    now = agreed_level(records, whole.scope, whole.period)
    claims = (context.by_id[c] for s in figures.about(whole) for c in s.claims)
    levels = sorted((c for c in claims if any(supports(c.quantity, r) for r in now)), key=sharpness)
    if not levels or min(hosts(now), hosts(base)) < 2:
        return False
    rates = (r for r in records.at(rate.variable.period) if r.observation.kind is Kind.CHANGE)
    printed = any(r.basis == rate.variable.basis and supports(stated.quantity, r) for r in rates)
    if printed or stated.modality is not Modality.ACTUAL or is_reckoned_otherwise(context, stated):
        return False
    factor = levels[0].quantity.tolerant() / base[0].observation.quantity.tolerant()
    if rate.interval.meets(factor * editions(figures, whole.scope)):
        return False
    if certain([stated]) and sure(levels):  # two hosts have the level to the unit: it was read rightly
        return True
    return likely([stated]) and telling.is_told(stated.confidence, stated, (factor + Interval.exactly(-1)).scale(100))


def sharpness(claim: Claim) -> tuple[bool, Decimal]:
    """For sorting: the figure known best first, marks ("over 20,000") last."""
    return claim.low != claim.high, claim.quantity.precision


def repairs(figures: Figures, rate: Statement, factor: Interval) -> tuple[Repair, ...]:
    """The rate without the slip that explains it, with the other sign, or as the two figures give it."""
    claim, computed = figures.context.by_id[rate.claims[0]], (factor + Interval.exactly(-1)).scale(100)
    if computed.meets(-claim.quantity.tolerant()):
        return (value_repair(claim, -Fraction(claim.quantity.value)),)
    slip = slip_repair(claim, computed)
    return (slip[0],) if slip else recalculated(claim, computed)


def editions(figures: Figures, scope: Scope) -> Interval:
    """By what factors two figures of one kind may have been restated since sources printed them."""
    entity = figures.context.pack.entities.get(scope.subject)
    market = entity is not None and entity.kind in (EntityKind.MARKET, EntityKind.BODY)
    money = len(scope.unit) == 3 and scope.unit.isupper()
    by = RESTATED if market or money else _COUNTED
    return Interval(1 - by, 1 + by)

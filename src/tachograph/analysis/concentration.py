"""How a market is shared out, as far as the figures of its sellers tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.analysis.board import market_of
from tachograph.analysis.listing import Definition, Listing, is_of_level, listing
from tachograph.analysis.table import Scope, Table
from tachograph.core.estimate import Estimate
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind
from tachograph.core.period import Period

LEADER = Fraction(5, 100)  # a seller with this part of the market or more leads
SMALL = Fraction(1, 100)  # one with less than this is small; those between are mid-tier
_MOST = 5
_SQUARES = 10_000  # of a monopoly


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares of a market at one level and on one basis.

    ``hhi`` is the sum of the squared shares in percent, 0 to 10,000; ``cr5`` the part of the five largest. Both are
    ranges: the sellers that nobody gives a figure of may be many small ones or a single large one. ``known`` is the
    part of the market that is accounted for; ``estimates`` are the figures that the shares are of, in their order.
    """

    definition: Definition
    market: Entity
    whole: Estimate
    shares: tuple[tuple[Scope, Fraction], ...]
    known: Fraction
    hhi: Interval
    cr5: Interval
    leaders: int
    mid_tier: int
    small: int
    estimates: tuple[Estimate, ...]


def concentrations(table: Table, period: Period) -> tuple[Concentration, ...]:
    """The markets whose sellers can be set against a whole on the same basis, makers and brands apart."""
    found = []
    for metric in table.pack.metrics.values():
        for level in (EntityKind.MAKER, EntityKind.GROUP, EntityKind.BRAND):
            if metric.basis is None or metric.within or metric.unit != table.pack.main_unit:
                continue
            one = listing(table, Definition(metric.id, level), period)
            market = market_of(table, one)
            if market is not None and one.rows and is_of_level(one, table.pack) and not one.left_out.crossings:
                found.append(_shared_out(one, *market))
    return tuple(found)


def _shared_out(found: Listing, market: Entity, whole: Estimate) -> Concentration:
    shares = [(row.scope, row.estimate.value / whole.value) for row in found.rows]
    values = [share for _, share in shares]
    known = sum(values, Fraction(0))
    return Concentration(
        found.definition,
        market,
        whole,
        tuple(shares),
        known,
        hhi_of(values),
        cr_of(values),
        sum(share >= LEADER for share in values),
        sum(SMALL <= share < LEADER for share in values),
        sum(share < SMALL for share in values),
        tuple(row.estimate for row in found.rows),
    )


def hhi_of(shares: Sequence[Fraction]) -> Interval:
    """The Herfindahl index: at least if the unknown rest is many small sellers, at most if it is a single one."""
    rest = max(1 - sum(shares, Fraction(0)), Fraction(0))
    squares = sum((share * share for share in shares), Fraction(0))
    return Interval(squares * _SQUARES, (squares + rest * rest) * _SQUARES)


def cr_of(shares: Sequence[Fraction], most: int = _MOST) -> Interval:
    """The part of the largest few: at least those known, at most with the unknown rest as one of them."""
    rest = max(1 - sum(shares, Fraction(0)), Fraction(0))
    return Interval(
        sum(sorted(shares, reverse=True)[:most], Fraction(0)),
        min(sum(sorted((*shares, rest), reverse=True)[:most], Fraction(0)), Fraction(1)),
    )

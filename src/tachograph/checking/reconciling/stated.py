"""The figure to believe of those that are stated for one cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from tachograph.checking.reconciling.choosing import Chosen, weight
from tachograph.checking.reconciling.following import Following
from tachograph.checking.reconciling.readings import Reading, is_market
from tachograph.checking.reconciling.timeline import Known
from tachograph.checking.variables import Variable
from tachograph.core.interval import Interval
from tachograph.core.pack import Pack

_OVER = Fraction(1, 10)  # "over 30,000" is said of no more than a tenth more
_NEAR = Fraction(1, 500)  # how close sums come to a market's figure whose parts were revised

Group = Sequence[Reading]


def best_stated(variable: Variable, chosen: Chosen, pack: Pack, sums: Following | None = None) -> Known | None:
    """The finest figure that is not outvoted; of several editions of a market's, that which others add up to.

    ``None`` if nothing that is stated is believed.
    """
    groups = [chosen.behind[i] for i in chosen.believed(variable)]
    bounded = [g for g in groups if g[0].interval.bounded]
    if not groups:
        return None
    if not bounded:
        return _bound(groups)
    finest = min(_width(g) for g in bounded)
    if is_market(variable.scope.subject, pack):
        editions = [g for g in bounded if _width(g) <= 2 * finest]
    else:
        editions = [g for g in bounded if _width(g) == finest]
    other = sums.summed(variable) if sums and len(editions) > 1 else None

    def rank(g: Group) -> tuple[bool, Fraction, Fraction, str]:
        near = other is not None and abs(other.known.value - g[0].nominal) <= abs(g[0].nominal) * _NEAR
        agreeing = [r for h in bounded for r in h if r.loose.contains(g[0].nominal)]
        return near, weight(agreeing, pack), -_width(g), max(r.observation.published or "" for r in g)

    best = max(editions, key=rank)[0]
    return _within(Known(best.nominal, best.interval), groups)


def best_flash(rows: Sequence[Reading]) -> Known:
    """The latest of flash counts, of those the finest."""
    last = max(rows, key=lambda r: (r.observation.published or "", r.interval.bounded, -_width([r])))
    return Known(last.nominal, _closed(last))


def likeliest(rows: Sequence[Reading], pack: Pack) -> Known:
    """Of figures that are all doubted the one with the best source."""
    best = max(rows, key=lambda r: (weight([r], pack), r.exact))
    return Known(best.nominal, _closed(best))


def _within(known: Known, groups: Sequence[Group]) -> Known:
    """A figure with its interval cut to what the others, rounder ones and bounds, leave of it."""
    interval = known.interval
    for other in (_strict(g[0]) for g in groups):
        cut = interval.intersect(other)
        if cut is not None and cut.contains(known.value):
            interval = cut
    return Known(known.value, interval)


def _bound(groups: Sequence[Group]) -> Known:
    """What to say where there are only bounds: "over 30,000" is 30,000 and some more, as far as the others leave it."""
    strict = [_strict(g[0]) for g in groups]
    low = max((i.low for i in strict if i.low is not None), default=None)
    high = min((i.high for i in strict if i.high is not None), default=None)
    if low is None or (high is not None and high < low):
        top = high if high is not None else groups[0][0].nominal
        return Known(top, Interval(top - abs(top) * _OVER, top))
    value = Fraction(ceil(low))
    most = value + abs(value) * _OVER
    return Known(value, Interval(value, max(value, most if high is None else min(most, high))))


def limited(known: Known, limits: Interval) -> Known:
    """A figure that is known by bounds only, with what else is known of it."""
    interval = known.interval.intersect(limits)
    if interval is None or interval.low is None or interval.high is None:
        return known
    low = Fraction(ceil(interval.low))
    return Known(min(max(known.value, low), interval.high), interval)


def _strict(r: Reading) -> Interval:
    """A reading with "over" and "under" taken at their word."""
    low, high = r.interval.low, r.interval.high
    return Interval(r.nominal if high is None else low, r.nominal if low is None else high)


def _width(g: Group) -> Fraction:
    return g[0].interval.width or Fraction(0)


def _closed(r: Reading) -> Interval:
    """What "over 30,000" and "under 30,000" can be."""
    span = abs(r.nominal) * _OVER
    low, high = r.interval.low, r.interval.high
    if low is not None and high is not None:
        return r.interval
    return Interval(r.nominal - span, r.nominal) if low is None else Interval(r.nominal, r.nominal + span)

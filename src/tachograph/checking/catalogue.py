"""The checks there are."""

from __future__ import annotations

from tachograph.checking.rules import (
    before_launch,
    bounds,
    cross_source,
    date_anchor,
    enumeration,
    growth,
    metric_drift,
    period_membership,
    rank,
    run_rate,
    scale,
    share,
    streak,
    sum_of_parts,
    unit_conversion,
)
from tachograph.checking.rules.info import RuleInfo

_RULES = (
    growth,
    sum_of_parts,
    share,
    unit_conversion,
    bounds,
    period_membership,
    enumeration,
    rank,
    run_rate,
    streak,
    metric_drift,
    before_launch,
    date_anchor,
    scale,
    cross_source,
)


def catalogue() -> tuple[RuleInfo, ...]:
    """What every check says of itself, the basic ones first."""
    return tuple(sorted((rule.INFO for rule in _RULES), key=lambda info: info.tier != "basic"))

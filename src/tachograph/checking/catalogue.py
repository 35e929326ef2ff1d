"""The checks there are."""

from __future__ import annotations

from tachograph.checking.rules import (
    all_parts,
    before_launch,
    bounds,
    cross_source,
    date_anchor,
    enumeration,
    forecast_as_target,
    growth,
    impossible_fall,
    impossible_share,
    metric_drift,
    months_of_sources,
    overlap,
    period_membership,
    points,
    publication_date,
    rank,
    record,
    run_rate,
    said_twice,
    scale,
    share,
    stated_basis,
    streak,
    sum_of_parts,
    target_vintage,
    unit_conversion,
    wrong_basis,
    wrong_level,
    wrong_span,
)
from tachograph.checking.rules.info import RuleInfo

_RULES = (
    growth,
    sum_of_parts,
    share,
    stated_basis,
    unit_conversion,
    points,
    bounds,
    period_membership,
    enumeration,
    rank,
    run_rate,
    streak,
    metric_drift,
    publication_date,
    before_launch,
    date_anchor,
    scale,
    wrong_basis,
    wrong_level,
    wrong_span,
    all_parts,
    said_twice,
    record,
    target_vintage,
    forecast_as_target,
    impossible_fall,
    impossible_share,
    overlap,
    cross_source,
    months_of_sources,
)


def catalogue() -> tuple[RuleInfo, ...]:
    """What every check says of itself, the basic ones first."""
    return tuple(sorted((rule.INFO for rule in _RULES), key=lambda info: info.tier != "basic"))

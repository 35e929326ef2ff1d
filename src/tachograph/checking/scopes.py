"""Which counts are parts of which."""

from __future__ import annotations

from tachograph.checking.variables import Variable
from tachograph.core.pack import Nature, Pack


def is_narrower(part: Variable, whole: Variable, pack: Pack) -> bool:
    """Whether fewer things are counted over the same days: a model, a segment, a region, or a metric within another."""
    a, b = part.scope, whole.scope
    known = pack.metrics.get(a.metric)
    if part.period != whole.period or a.subject != b.subject or (known and known.nature is Nature.RATIO):
        return False
    if a.metric != b.metric:
        return bool(known and b.metric in known.within) and (a.region, a.segment, a.model) == (
            b.region,
            b.segment,
            b.model,
        )
    pairs = (a.region, b.region), (a.segment, b.segment), (a.model, b.model)
    return a != b and all(not wide or narrow == wide for narrow, wide in pairs)

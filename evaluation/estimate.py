"""Print how the best estimate of a cell of the packaged reference came about.

``python -m evaluation.estimate nio deliveries 2023-01/2023-09``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from tachograph.checking import family, ordinary, reconcile
from tachograph.checking.evidence import written
from tachograph.checking.wording import number
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.site import site_of
from tachograph.packs.loader import load_pack


def lines(entity: str, metric: str, period: str, pack: Pack) -> Iterator[str]:
    """The estimates of an entity's metric for a period, one for each scope, as text."""
    kin = family(entity, pack)
    own = [o for o in pack.observations if o.entity in kin]
    others = [o for o in pack.observations if o.entity not in kin]
    for e in reconcile(own, pack, elsewhere=others):
        if (e.cell.entity, e.cell.metric, e.cell.period) == (entity, metric, ordinary(period)):
            yield from _told(e)


def _told(e: Estimate) -> Iterator[str]:
    low, high = e.interval.low, e.interval.high
    span = (
        "exactly"
        if low == high
        else f"{'?' if low is None else number(low)} to {'?' if high is None else number(high)}"
    )
    scope = " ".join(x for x in (e.cell.region, e.cell.segment, e.cell.model) if x)
    yield f"{e.cell.entity} {e.cell.metric} {scope + ' ' if scope else ''}{e.cell.period}: {number(e.value)} ({span}), {e.status}"
    yield from (f"  because  {step.text}" for step in e.derivation)
    yield from (f"  for      {_source(o)}" for o in e.support)
    yield from (f"  earlier  {_source(o)}" for o in e.vintages)
    for d in e.dissent:
        yield f"  against  {_source(d.observation)}"
        yield f"           {d.reason}"


def _source(o: Observation) -> str:
    return f"{written(o.quantity)}, {site_of(o.source)}, {o.published or 'no date'}"


def main(arguments: Sequence[str]) -> None:
    """Print the estimates that the arguments name: entity, metric and period."""
    if len(arguments) != 3:
        sys.exit("arguments: write an entity, a metric and a period, such as nio deliveries 2025-12")
    entity, metric, period = arguments
    print("\n".join(lines(entity, metric, period, load_pack(["cars"]))))


if __name__ == "__main__":
    main(sys.argv[1:])

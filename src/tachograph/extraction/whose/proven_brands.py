"""A company's own brand among its brands, known by the sum: "40,397 … 17,143, 17,342 and 5,912 from NIO, Onvo and Firefly"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft, Subject


def settle_proven_brands(drafts: Sequence[Draft], pack: Pack) -> None:
    """Give a company's level to the brand of its name, where it and its other brands' make up a level of the company.

    ``drafts`` are those of one sentence.
    """
    levels = [d for d in drafts if d.kind is Kind.LEVEL and d.subject and d.subject.entity and d.low]
    for draft in levels:
        entity = draft.subject.entity if draft.subject else None
        brands = pack.children(entity.id, "brand_of") if entity is not None else ()
        own = next((b for b in brands if entity and b.name.removesuffix("brand").strip() == entity.name), None)
        others = [d for d in levels if d.subject and d.subject.entity in brands and _alike(d, draft)]
        if own is None or not others or any(d.subject and d.subject.entity is own for d in others):
            continue
        parts = sum((d.low or Decimal(0) for d in others), draft.low or Decimal(0))
        slack = sum((d.precision for d in others), draft.precision)
        totals = [d for d in levels if d is not draft and d.subject and d.subject.entity is entity and _alike(d, draft)]
        if any(abs((d.low or Decimal(0)) - parts) <= (slack + d.precision) / 2 for d in totals):
            draft.subject = Subject(own.name, own)


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two levels count the same of the same time."""
    return (one.unit, one.metric, one.period) == (other.unit, other.metric, other.period)

"""Which period a figure can be of: a part is never more than the whole that was told for the same time."""

from __future__ import annotations

from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.times.calendar import shifted


class Totals:
    """Remembers the totals that a text tells, and moves what is too large for its carried time to one where it fits.

    "BYD sold 4.6 million cars last year. In December it sold 420,398. Overseas sales doubled to 1.05 million" is said
    of the year.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._told: dict[str, dict[Period, Decimal]] = {}  # by subject

    def set(self, drafts: list[Draft]) -> None:
        """Settle the figures of one sentence that name no time, then remember its totals."""
        for draft in drafts:
            if draft.dated is None and self._is_flow(draft) and "period" not in draft.fixed:
                self._move(draft, drafts)
        for draft in drafts:
            told = draft.subject is not None and draft.period is not None and draft.low is not None
            if told and draft.dated is not None and self._is_flow(draft) and draft.segment is None:
                assert draft.subject is not None
                assert draft.period is not None
                assert draft.low is not None
                if not draft.period.since_inception:
                    totals = self._told.setdefault(draft.subject.name, {})
                    totals[draft.period] = max(draft.low, totals.get(draft.period, Decimal(0)))

    def _move(self, draft: Draft, drafts: list[Draft]) -> None:
        """Give a figure, and the changes said of it, the shortest time told whose total is large enough."""
        totals = self._told.get(draft.subject.name if draft.subject else "", {})
        carried, value = draft.period, draft.low
        if carried is None or value is None or carried not in totals or value <= totals[carried]:
            return
        wide = [p for p, total in totals.items() if total >= value and p.contains(carried) and p != carried]
        best = min(wide, key=lambda p: p.days or 0, default=None)
        if best is None:
            return
        for one in drafts:
            if one is draft or (one.host is draft and one.period == carried):
                one.period = best
                if one.kind is Kind.CHANGE and one.basis == str(shifted(carried, "year")):
                    one.basis = str(shifted(best, "year"))

    def _is_flow(self, draft: Draft) -> bool:
        metric = self.pack.metrics.get(draft.metric or "")
        if metric is None or draft.kind is not Kind.LEVEL or draft.modality is not Modality.ACTUAL:
            return False
        return metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit and "table" not in draft.fixed

"""How far a year's aim has got: what is sold so far, in a text that compares it with the aim."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.times.expressions import Sense

_WEEK = 7  # days
_FAR_LESS = 2  # times less than what has been reached: no error of the text's own
_YEAR = 12  # months
_BEHIND = 3  # times less than the months that are over would make: a month's sales, not the year's
_LEAST = 2  # months: a sum so far


class Progress:
    """Gives the year so far to the figures that are set against the year's aim.

    "XPeng, with 391,937, is past its 350,000" is said of eleven months where the text has counted eleven before.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.so_far: Period | None = None
        self.counted: Decimal | None = None  # how much it was then

    def set(
        self, drafts: list[Draft], spoken: Period | None, published: date | None = None, aim: Draft | None = None
    ) -> None:
        """Settle one sentence; ``spoken`` is the period that the text last spoke of, ``published`` its day.

        ``aim`` is the one that the sentence tells how much is done of, wherever that stands.
        """
        counted = [d for d in drafts if self._is_counted(d) and "table" not in d.fixed]
        aims = [*([aim] if aim is not None else []), *counted]
        year = next((d.period for d in aims if _is_year_aim(d)), None)
        for draft in counted:
            self._narrow(draft)
            if _is_so_far(draft):
                self.so_far, self.counted = draft.period, draft.low
        if year is None or year.start is None:
            return
        if published is not None and year.end < published:
            spoken = None  # the year is over: a quarter told of is no part of it that has been reached
        reached = self._reached(year, counted, spoken)
        if reached is None:
            return
        self.so_far = reached
        told = any(_is_so_far(d) and d.period == reached and d.kind is Kind.LEVEL for d in counted)
        kinds = (
            (Kind.SHARE, Kind.RATIO) if told else (Kind.LEVEL, Kind.SHARE)
        )  # "70,327 cars, 536,132 in 11 months, past its 500,000"
        for draft in counted:
            if not _is_open(draft, year):
                continue
            if draft.modality is Modality.ACTUAL and draft.kind in kinds and not _is_no_part(draft, counted, reached):
                draft.period = reached
            elif draft.modality is Modality.ESTIMATE and draft.kind in (Kind.LEVEL, Kind.RATIO):
                draft.period = _rest(year, reached)

    def _narrow(self, draft: Draft) -> None:
        """A sum "in all" that is smaller than the year so far is of the year so far: a part of it.

        What has been sold since the beginning is never less than what has been sold this year.
        """
        period, value = draft.period, draft.low
        if "period" in draft.fixed or self.so_far is None or self.counted is None or period is None or value is None:
            return
        if period.since_inception and period.end <= self.so_far.end and value < self.counted:
            draft.period = self.so_far

    def _reached(self, year: Period, counted: list[Draft], spoken: Period | None) -> Period | None:
        """The months of the aim's year that have been counted."""
        if self.so_far is not None and year.contains(self.so_far):
            return self.so_far
        as_of = (d.dated.period for d in counted if d.dated is not None and d.dated.sense is Sense.AS_OF)
        last = next((p for p in (*as_of, spoken) if p is not None and year.contains(p)), None)
        if last is not None and last.days == _WEEK:
            return None  # what a week counts says nothing of the year so far
        if last is None or last.end.month < _LEAST or last.end == year.end or last.start is None:
            return None
        return Period.between(Period.month(year.end.year, 1), Period.month(last.end.year, last.end.month))

    def _is_counted(self, draft: Draft) -> bool:
        """Whether it is a flow of what the pack counts."""
        metric = self.pack.metrics.get(draft.metric or "")
        return metric is not None and metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit


def _is_no_part(draft: Draft, counted: list[Draft], reached: Period) -> bool:
    """Whether a level is not what has been reached, for it is far less of the aim: 11月18.8万辆，…目标300万辆已完成93%.

    Where the text does not say how much of the aim is done, that is at least a third of what the months would make.
    """
    aims = [d.low for d in counted if _is_year_aim(d) and d.kind is Kind.LEVEL and d.unit == draft.unit]
    parts = [d.low for d in counted if d.kind is Kind.SHARE and d.modality is Modality.ACTUAL and d.unit == "percent"]
    if draft.kind is not Kind.LEVEL or draft.low is None or len(aims) != 1 or len(parts) > 1 or not aims[0]:
        return False
    done = 100 * draft.low / aims[0]
    if not parts:
        return done * _BEHIND * _YEAR < 100 * reached.end.month
    return parts[0] is not None and done * _FAR_LESS < parts[0]


def _rest(year: Period, reached: Period) -> Period:
    """The months that are left: "must average 94,200"."""
    first, last = Period.month(year.end.year, reached.end.month + 1), Period.month(year.end.year, 12)
    return last if first.same_days(last) else Period.between(first, last)


def _is_year_aim(draft: Draft) -> bool:
    aimed = draft.modality is Modality.TARGET and draft.kind in (Kind.LEVEL, Kind.CHANGE)
    return aimed and draft.period is not None and draft.period.grain is Grain.YEAR


def _is_so_far(draft: Draft) -> bool:
    """Whether the figure is of the first months of a year."""
    period = draft.period
    if period is None or period.start is None or draft.modality is not Modality.ACTUAL or draft.kind is not Kind.LEVEL:
        return False
    months = period.whole_months
    return months is not None and _LEAST <= months < 12 and period.start == date(period.end.year, 1, 1)


def _is_open(draft: Draft, year: Period) -> bool:
    """Whether nothing beside the figure dates it, unless by the year of the aim or the day on which it was counted."""
    if draft.dated is None or draft.period is None:
        return True
    return draft.period.same_days(year) or draft.dated.sense is Sense.AS_OF

"""When an observation could be known."""

from __future__ import annotations

from datetime import date

from tachograph.core.claim import Modality
from tachograph.core.observation import Observation
from tachograph.core.period import Period

_AHEAD = (Modality.TARGET, Modality.FORECAST)
_BEGINNING = date(1900, 1, 1)


def known_from(o: Observation) -> date:
    """The first day on which an observation was surely public.

    The page's date, the last day of it where only the month or year is known. Without one, the last day of the period
    that it is about; an aim or a forecast without one counts as known before that period began.
    """
    if o.published:
        return Period.parse(o.published).end
    period = Period.parse(o.period)
    return (period.start or _BEGINNING) if o.modality in _AHEAD else period.end

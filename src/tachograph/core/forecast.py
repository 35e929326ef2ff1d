"""What is expected of a monthly series, and how it turned out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The probabilities whose quantiles a forecast gives; the first and last bound the 80% interval."""


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """Whose figures, and of what: a cell without its period."""

    entity: str
    metric: str
    unit: str
    region: str = ""
    segment: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one period.

    ``point`` is the single best figure; the points of months add up to those of quarters, years and groups.
    ``quantiles`` belong to :data:`LEVELS`: the figure stays below each of them with that probability.
    """

    period: str
    point: float
    quantiles: tuple[float, ...]

    @property
    def low(self) -> float:
        """Where the 80% interval begins."""
        return self.quantiles[0]

    @property
    def high(self) -> float:
        """Where the 80% interval ends."""
        return self.quantiles[-1]


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of a series, as made on a day from what was known up to the month ``last_known``.

    ``months`` are consecutive, ``totals`` are of quarters and years, with what is known of them already. ``scale`` is
    the mean absolute difference from the same month of the year before among the known figures, by which errors are
    measured; ``None`` if there are too few.
    """

    series: SeriesKey
    made_on: date
    last_known: str
    method: str
    months: tuple[Expected, ...]
    totals: tuple[Expected, ...] = ()
    scale: float | None = None

    @property
    def id(self) -> str:
        """A hash of all that it says; the same forecast made on another day has the same."""
        parts = [repr(getattr(self, f.name)) for f in fields(self) if f.name != "made_on"]
        return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Score:
    """How one expected month turned out, ``horizon`` months ahead.

    ``error`` is absolute, in the unit of the series; ``loss`` is the pinball loss, the mean over :data:`LEVELS`; both
    are to be divided by ``scale`` before they are compared with another series'.
    """

    series: SeriesKey
    period: str
    horizon: int
    actual: float
    error: float
    loss: float | None
    inside: bool | None
    scale: float | None


@dataclass(frozen=True, slots=True)
class Skill:
    """What many scores come to.

    ``mase`` is the mean absolute scaled error (1: as far off as last year's figure usually is), ``loss`` the mean scaled
    pinball loss, ``coverage`` how often the figure lay in the 80% interval; ``None`` where nothing could be measured.
    """

    scored: int
    mase: float | None
    loss: float | None
    coverage: float | None

"""Where sources disagree, and what may have happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tachograph.core.finding import Step
from tachograph.core.observation import Observation


class Cause(StrEnum):
    """What may make a figure differ from the others, the harmless ones first."""

    EDITION = "edition"  # an early count, or one revised later
    DEFINITION = "definition"  # it is the figure of another count of the same subject and period
    SUBJECT = "subject"  # it is somebody else's figure
    PERIOD = "period"  # it is the figure of another period, or compared with another
    SLIP = "slip"  # a digit, swapped digits, a power of ten


@dataclass(frozen=True, slots=True)
class Explanation:
    """One thing that may have happened, in words; ``value`` is what the figure should be, if that is known."""

    cause: Cause
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Doubted:
    """One figure that may be wrong, as all the sources that give it have it, and what may have happened."""

    observations: tuple[Observation, ...]
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Observations that cannot all hold: the likely culprit, or several if it cannot be told, and the others.

    ``rule`` names the strongest relation that fails, ``series`` what the (first) culprit is about, in words, and
    ``message`` the calculation in one line.
    """

    rule: str
    series: str
    message: str
    doubted: tuple[Doubted, ...]
    others: tuple[Observation, ...]
    derivation: tuple[Step, ...] = ()

    @property
    def entity(self) -> str:
        """Whose figure it is."""
        return self.doubted[0].observations[0].entity

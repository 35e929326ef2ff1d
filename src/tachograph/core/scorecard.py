"""How likely a reading is right, by what was seen of it: a logistic regression on named signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, fsum


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What each signal adds to the log-odds of a claim being right in every field; ``base`` is where they start.

    The empty scorecard knows nothing and says one half.
    """

    base: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)

    def probability(self, signals: Iterable[str]) -> float:
        """The chance of being right, between 0 and 1; signals without a weight say nothing."""
        return logistic(self.log_odds(signals))

    def log_odds(self, signals: Iterable[str]) -> float:
        """What the signals add up to; signals without a weight say nothing."""
        return fsum((self.base, *filter(None, map(self.weights.get, signals))))


UNMEASURED = Scorecard()
"""Of a reading that nobody has measured."""


def logistic(odds: float) -> float:
    """The probability that has these log-odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0

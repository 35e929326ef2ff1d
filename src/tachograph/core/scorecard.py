"""How likely a reading is right, by what was seen of it: a logistic regression on named signals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, fsum


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What each signal adds to the log-odds of a claim being right in every field; ``base`` is where they start.

    ``curve`` has the share that is right of the claims of which the regression says so much, as rising pairs (said,
    right) between 0 and 1; without one the regression is believed. The empty scorecard knows nothing and says one half.
    """

    base: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)
    curve: tuple[tuple[float, float], ...] = ()

    def probability(self, signals: Iterable[str]) -> float:
        """The chance of being right, between 0 and 1; signals without a weight say nothing."""
        return followed(self.curve, logistic(self.log_odds(signals)))

    def log_odds(self, signals: Iterable[str]) -> float:
        """What the signals add up to; signals without a weight say nothing."""
        return fsum((self.base, *filter(None, map(self.weights.get, signals))))


UNMEASURED = Scorecard()
"""Of a reading that nobody has measured."""


def logistic(odds: float) -> float:
    """The probability that has these log-odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def followed(curve: Sequence[tuple[float, float]], said: float) -> float:
    """The height of a curve that goes straight from (0, 0) by its points to (1, 1), at ``said``."""
    if not curve:
        return said
    points = ((0.0, 0.0), *curve, (1.0, 1.0))
    place = min(bisect_right(points, said, key=lambda point: point[0]), len(points) - 1)
    (left, low), (right, high) = points[place - 1], points[place]
    return low + (high - low) * (said - left) / (right - left)

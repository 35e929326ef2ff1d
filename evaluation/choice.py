"""Learning which of several formulas was meant: a conditional choice with the chance of none, by maximum likelihood.

The chance of each is proportional to the exponential of its signals' weights, none being worth 1 (McFadden 1974). Where
several may be right, their chances add up. Deterministic: one start, one way, and the weights are rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tachograph.core.scorecard import Scorecard

L2 = 0.5  # half a weight's square costs this much log-likelihood; the base is free
RARE = 6  # a signal that is seen in fewer articles gets no weight
_DECIMALS = 2
_UTMOST = 30.0
_CLOSE, _ROUGH = 1e-6, 1e-2  # of the slope at the end


@dataclass(frozen=True, slots=True)
class Choice:
    """A rate of an article: the signals of each formula that it may follow from, and which may be right; none may be."""

    article: str
    signals: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def fitted(choices: Sequence[Choice], *, closely: bool = True) -> Scorecard:
    """The weights under which the right choices are likeliest, kept small by :data:`L2` and rounded to two decimals.

    ``closely`` is needed for the same decimals on every machine.
    """
    names = _names(choices)
    found = _descended(_Loss(choices, names), np.zeros(len(names) + 1), _CLOSE if closely else _ROUGH)
    rounded = [round(float(w), _DECIMALS) for w in found]
    return Scorecard(rounded[0], {n: w for n, w in zip(names, rounded[1:], strict=True) if w})


def _names(choices: Sequence[Choice]) -> list[str]:
    """The signals that get a weight."""
    seen = {(name, c.article) for c in choices for signals in c.signals for name in signals}
    counts = Counter(name for name, _ in seen)
    return sorted(name for name, count in counts.items() if count >= RARE)


def _descended(loss: _Loss, start: np.ndarray, slope: float) -> np.ndarray:
    options = {"maxiter": 5000, "maxfun": 6000, "ftol": 0.0, "gtol": slope, "maxcor": 30}
    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return found


class _Loss:
    """The penalised negative log-likelihood of weights, and its slope."""

    def __init__(self, choices: Sequence[Choice], names: Sequence[str]) -> None:
        place = {name: n for n, name in enumerate(names, start=1)}
        rows = [[0, *sorted({place[s] for s in signals if s in place})] for c in choices for signals in c.signals]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(ends[-1]))
        self._seen = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(place) + 1))
        self._of = np.repeat(np.arange(len(choices)), [len(c.signals) for c in choices])
        self._right = np.fromiter((r for c in choices for r in c.right), dtype=float)
        self._some = np.bincount(self._of, weights=self._right, minlength=len(choices)) > 0

    def __call__(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        size = len(self._some)
        worth = np.exp(np.clip(self._seen @ weights, -_UTMOST, _UTMOST))
        everything = 1.0 + np.bincount(self._of, weights=worth, minlength=size)
        right = np.bincount(self._of, weights=worth * self._right, minlength=size)
        right = np.where(self._some, right, 1.0)
        loss = float(np.sum(np.log(everything) - np.log(right)) + L2 / 2 * np.sum(weights[1:] ** 2))
        meant = np.where(self._some[self._of], worth * self._right / right[self._of], 0.0)
        slope = self._seen.T @ (worth / everything[self._of] - meant)
        slope[1:] += L2 * weights[1:]
        return loss, slope

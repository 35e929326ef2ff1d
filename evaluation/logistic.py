"""Logistic regression on named signals, deterministic to the last digit: Newton's method from nought, no randomness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tachograph.core.scorecard import Scorecard, logistic

L2 = 2.0  # half a weight's square costs this much log-likelihood; the base is free
RARE = 8  # a signal that fewer claims have gets no weight
_STEPS = 30
_STILL = 1e-9
_DECIMALS = 2
_FREE = 1e-9  # keeps the base solvable where all claims are right


@dataclass(frozen=True, slots=True)
class Case:
    """A claim as the regression sees it: its article, its signals, and whether it is right in every field."""

    article: str
    signals: tuple[str, ...]
    right: bool


def fitted(cases: Sequence[Case]) -> Scorecard:
    """The weights under which the cases are likeliest, kept small by :data:`L2` and rounded to two decimals."""
    counts = Counter(signal for case in cases for signal in case.signals)
    names = sorted(signal for signal, count in counts.items() if count >= RARE)
    place = {name: i for i, name in enumerate(names, start=1)}
    rows = [(0, *sorted(place[s] for s in case.signals if s in place)) for case in cases]
    weights = _newton(rows, [float(case.right) for case in cases], len(names) + 1)
    rounded = [round(w, _DECIMALS) for w in weights]
    return Scorecard(rounded[0], {n: w for n, w in zip(names, rounded[1:], strict=True) if w})


def _newton(rows: Sequence[tuple[int, ...]], right: Sequence[float], size: int) -> list[float]:
    weights = [0.0] * size
    for _ in range(_STEPS):
        step = _solved(*_slopes(rows, right, weights))
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _STILL:
            break
    return weights


def _slopes(
    rows: Sequence[tuple[int, ...]], right: Sequence[float], weights: Sequence[float]
) -> tuple[list[list[float]], list[float]]:
    """Curvature (its lower triangle) and gradient of the penalised log-likelihood; ``rows`` name the signals seen."""
    penalties = [_FREE, *[L2] * (len(weights) - 1)]
    gradient = [-p * w for p, w in zip(penalties, weights, strict=True)]
    curvature = [[0.0] * i + [p] for i, p in enumerate(penalties)]
    for row, truth in zip(rows, right, strict=True):
        chance = logistic(sum(weights[i] for i in row))
        error, spread = truth - chance, chance * (1 - chance)
        for n, i in enumerate(row):
            gradient[i] += error
            line = curvature[i]
            for j in row[: n + 1]:
                line[j] += spread
    return curvature, gradient


def _solved(matrix: list[list[float]], values: list[float]) -> list[float]:
    """The solution of a positive definite system given by its lower triangle, by Cholesky."""
    size = len(values)
    for i in range(size):
        row = matrix[i]
        for j in range(i + 1):
            other = matrix[j]
            rest = row[j] - sum(row[k] * other[k] for k in range(j))
            row[j] = rest**0.5 if i == j else rest / other[j]
    half = list[float]()
    for i in range(size):
        half.append((values[i] - sum(matrix[i][k] * half[k] for k in range(i))) / matrix[i][i])
    solution = [0.0] * size
    for i in reversed(range(size)):
        solution[i] = (half[i] - sum(matrix[k][i] * solution[k] for k in range(i + 1, size))) / matrix[i][i]
    return solution

"""Whether the stated confidence is the share of claims that is right in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tachograph.scoring.measures import ScoredArticle

_DISTINCT = 12  # stated values up to which each is a bin of its own
_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: their mean stated confidence, how many they are, and how many are right in full."""

    stated: float
    count: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right in full."""
        return self.right / self.count


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins, the surest first, and the expected calibration error: the mean distance of stated and measured share.

    The distance is weighted by how many claims each bin has; 0 is perfect. ``brier`` is the mean squared distance of
    the stated confidence from 1 for a right claim and 0 for a wrong one. ``auc`` is the chance that of a right and a
    wrong claim the right one states more, ties counting half; ``None`` where all or none are right.
    """

    bins: tuple[Bin, ...]
    error: float
    brier: float
    auc: float | None


def reliability(articles: Iterable[ScoredArticle]) -> Reliability | None:
    """The reliability of the claims that state a confidence; ``None`` if none does.

    A surplus claim is not right. A dozen values at most are bins of their own, more are put into ten of equal width.
    """
    stated = [
        (float(figure.predicted["confidence"]), figure.status == "right")
        for one in articles
        for figure in one.figures
        if figure.predicted is not None and figure.predicted.get("confidence") is not None
    ]
    return reliability_of(stated) if stated else None


def reliability_of(stated: Sequence[tuple[float, bool]]) -> Reliability:
    """The reliability of stated confidences, each with whether its claim is right; there must be one at least."""
    own = len({confidence for confidence, _ in stated}) <= _DISTINCT
    groups: dict[float, list[tuple[float, bool]]] = {}
    for confidence, right in stated:
        key = confidence if own else float(min(_BINS - 1, int(confidence * _BINS)))
        groups.setdefault(key, []).append((confidence, right))
    bins = tuple(_bin(members) for _, members in sorted(groups.items(), reverse=True))
    error = sum(b.count * abs(b.share - b.stated) for b in bins) / len(stated)
    return Reliability(bins, error, fmean((confidence - right) ** 2 for confidence, right in stated), _auc(stated))


def _auc(stated: Sequence[tuple[float, bool]]) -> float | None:
    right = Counter(confidence for confidence, is_right in stated if is_right)
    wrong = Counter(confidence for confidence, is_right in stated if not is_right)
    if not right or not wrong:
        return None
    below, won = 0, 0.0
    for confidence in sorted({*right, *wrong}):
        won += right[confidence] * (below + wrong[confidence] / 2)
        below += wrong[confidence]
    return won / (right.total() * wrong.total())


def _bin(members: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(fmean(c for c, _ in members), len(members), sum(right for _, right in members))

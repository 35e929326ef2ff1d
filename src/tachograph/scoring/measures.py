"""Precision, recall and F1 per measure, over any choice of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tachograph.scoring.comparing import Figure, compare
from tachograph.scoring.files import GoldArticle
from tachograph.scoring.rows import MEASURES, Row


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An annotated article with its figures compared."""

    article: GoldArticle
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Articles with their figures compared.

    ``unpredicted`` are the ids of articles that the predictions do not hold (all their figures are missed),
    ``unmatched`` the names of predicted documents that belong to no article (they count for nothing).
    """

    articles: tuple[ScoredArticle, ...]
    unpredicted: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How many claims are annotated and predicted, and how many pairs each measure counts as right."""

    articles: int
    gold: int
    predicted: int
    right: Mapping[str, int]

    def precision(self, measure: str) -> float:
        """The share of the predicted claims that is right; 0 if there is none."""
        return self.right[measure] / self.predicted if self.predicted else 0.0

    def recall(self, measure: str) -> float:
        """The share of the annotated claims that is found and right; 0 if there is none."""
        return self.right[measure] / self.gold if self.gold else 0.0

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision and recall; 0 if nothing is right."""
        p, r = self.precision(measure), self.recall(measure)
        return 2 * p * r / (p + r) if p + r else 0.0


def evaluate(articles: Iterable[GoldArticle], predicted: Mapping[str, Iterable[Row]]) -> Evaluation:
    """Compare articles with the predicted claims, given by article id."""
    wanted = tuple(articles)
    scored = tuple(ScoredArticle(one, compare(one.claims, tuple(predicted.get(one.id, ())))) for one in wanted)
    ids = {one.id for one in wanted}
    unpredicted = tuple(one.id for one in wanted if one.id not in predicted)
    return Evaluation(scored, unpredicted, tuple(name for name in predicted if name not in ids))


def score(articles: Iterable[ScoredArticle]) -> Score:
    """The counts over some articles together."""
    chosen = tuple(articles)
    figures = [figure for one in chosen for figure in one.figures]
    counts = Counter(measure for figure in figures for measure in figure.measures)
    return Score(
        len(chosen),
        sum(figure.gold is not None for figure in figures),
        sum(figure.predicted is not None for figure in figures),
        {measure: counts[measure] for measure in MEASURES},
    )


def by_language(articles: Iterable[ScoredArticle]) -> dict[str, Score]:
    """The counts per language of the article."""
    return _grouped(articles, lambda one: one.article.document.lang)


def by_kind(articles: Iterable[ScoredArticle]) -> dict[str, Score]:
    """The counts per kind of article, ``""`` for those whose gold file names none."""
    return _grouped(articles, lambda one: one.article.kind or "")


def _grouped(articles: Iterable[ScoredArticle], name: Callable[[ScoredArticle], str]) -> dict[str, Score]:
    groups: dict[str, list[ScoredArticle]] = {}
    for one in articles:
        groups.setdefault(name(one), []).append(one)
    return {group: score(members) for group, members in sorted(groups.items())}

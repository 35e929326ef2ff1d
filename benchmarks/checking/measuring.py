"""A run over all cases, or over the fixed sample that the tests take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from benchmarks.checking.articles import SETS, Article, clean_articles
from benchmarks.checking.cases import cases_of
from benchmarks.checking.families import Family
from benchmarks.checking.judging import Outcome, judged
from benchmarks.checking.running import MODES, answer, false_alarms

_ONE_IN = 8


@dataclass(frozen=True)
class Measured:
    """Every outcome, and the false alarms about the clean articles, by set of articles and mode."""

    outcomes: tuple[Outcome, ...]
    alarms: dict[tuple[str, str], tuple[str, ...]]
    articles: dict[str, int]


def measure(wanted: Callable[[Article, Family], bool], modes: Sequence[str] = MODES, *, whole: bool = True) -> Measured:
    """Plant the errors of some families in some articles, check the articles, and judge the answers.

    ``whole`` is with the errors that cannot be seen, and the false alarms about all clean articles.
    """
    alarms, outcomes = {}, []
    for name in SETS:
        for mode in modes if whole else ():
            alarms[name, mode] = tuple(a for article in clean_articles(name) for a in false_alarms(article, mode))
        for article in clean_articles(name):
            cases = [case for case in cases_of(article, wanted) if whole or case.sight.observable]
            outcomes += [judged(case, mode, answer(case, mode)) for case in cases for mode in modes]
    return Measured(tuple(outcomes), alarms, {name: len(clean_articles(name)) for name in SETS})


def sample(article: Article, family: Family) -> bool:
    """Whether the tests take the cases of a family in an article: an eighth of them, drawn by their names."""
    drawn = blake2b(f"{article.id}-{family.name}".encode(), digest_size=4).digest()
    return int.from_bytes(drawn, "big") % _ONE_IN == 0

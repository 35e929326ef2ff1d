"""A run over all cases, or over the fixed sample that the tests take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from benchmarks.checking.articles import SETS, Article, clean_articles
from benchmarks.checking.cases import Case, cases_of
from benchmarks.checking.judging import Outcome, judged
from benchmarks.checking.running import MODES, answer, false_alarms

_ONE_IN = 8


@dataclass(frozen=True)
class Measured:
    """Every outcome, and the false alarms about the clean articles, by set of articles and mode."""

    outcomes: tuple[Outcome, ...]
    alarms: dict[tuple[str, str], tuple[str, ...]]
    articles: dict[str, int]


def measure(
    families: Collection[str], modes: Sequence[str] = MODES, only: Callable[[Case], bool] | None = None
) -> Measured:
    """Plant the errors of some families, check every article, and judge the answers."""
    alarms, outcomes = {}, []
    for name in SETS:
        for mode in modes:
            alarms[name, mode] = tuple(a for article in clean_articles(name) for a in false_alarms(article, mode))
        for case in _cases(clean_articles(name), families):
            if only is None or only(case):
                outcomes += [judged(case, mode, answer(case, mode)) for mode in modes]
    return Measured(tuple(outcomes), alarms, {name: len(clean_articles(name)) for name in SETS})


def sample(case: Case) -> bool:
    """Whether the tests take a case: an eighth of those that can be seen, drawn by their names."""
    number = int.from_bytes(blake2b(case.id.encode(), digest_size=4).digest(), "big")
    return case.sight.observable and number % _ONE_IN == 0


def _cases(articles: Sequence[Article], families: Collection[str]) -> Iterator[Case]:
    return (case for article in articles for case in cases_of(article) if case.family.name in families)

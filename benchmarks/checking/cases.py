"""The cases: which errors are planted where. The dice are seeded by article and family, so they never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.checking.articles import Article
from benchmarks.checking.equations import equations
from benchmarks.checking.families import FAMILIES, Family, Ground
from benchmarks.checking.observing import Sight, sight
from benchmarks.checking.planting import Plant, is_possible, planted

_SEED = "planted-1"
_SEEN, _UNSEEN = 2, 1  # of each family in each article: errors that can be seen, and that cannot


@dataclass(frozen=True)
class Case:
    """One error in one article, and the article after it."""

    family: Family
    number: int
    clean: Article
    plant: Plant
    after: Article
    sight: Sight

    @property
    def id(self) -> str:
        return f"{self.clean.id}-{self.family.name}-{self.number}"


def cases_of(article: Article, wanted: Callable[[Article, Family], bool] = lambda _, __: True) -> Iterator[Case]:
    """The cases that one article gives, of the families that are wanted in it."""
    families = [family for family in FAMILIES if wanted(article, family)]
    tied = equations(article) if families else ()
    for family in families:
        dice = Random(f"{_SEED}:{article.id}:{family.name}")  # noqa: S311 - no secret, but the same every time
        ground = Ground(article, tied, dice)
        plants = [p for p in family.plants(ground) if p is not None and is_possible(article, p)]
        dice.shuffle(plants)
        yield from _chosen(family, ground, plants)


def _chosen(family: Family, ground: Ground, plants: list[Plant]) -> Iterator[Case]:
    """The first few that can be seen, and the first that cannot."""
    left = {True: _SEEN, False: _UNSEEN}
    taken: set[int] = set()
    for plant in plants:
        if not any(left.values()):
            return
        after = planted(ground.article, plant)
        seen = sight(ground.article, ground.equations, plant, after)
        if left[seen.observable] and not taken & plant.claims:
            left[seen.observable] -= 1
            taken |= plant.claims
            number = _SEEN + _UNSEEN - sum(left.values())
            yield Case(family, number, ground.article, plant, after, seen)

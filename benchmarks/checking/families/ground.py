"""What a family of errors plants in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.checking.articles import Article
from benchmarks.checking.equations import Equation
from benchmarks.checking.planting import Plant


@dataclass(frozen=True)
class Ground:
    """A clean article, what ties its figures, and the dice, which fall the same on every run."""

    article: Article
    equations: tuple[Equation, ...]
    dice: Random

    def tied(self, kind: str) -> Iterator[Equation]:
        """The equations of a kind."""
        return (e for e in self.equations if e.kind == kind)


@dataclass(frozen=True)
class Family:
    """A kind of error.

    ``plants`` gives the errors of it that an article can have; ``catalogue`` says whether it is one of the usual slips,
    for which the right repair is expected.
    """

    name: str
    what: str
    plants: Callable[[Ground], Iterator[Plant | None]]
    catalogue: bool = True

"""Whether an error can be seen at all, and whether it can be told which figure is wrong, decided without the checker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from benchmarks.checking.articles import Article
from benchmarks.checking.equations import Equation, implied_growth, restatements
from benchmarks.checking.planting import Plant
from benchmarks.checking.sources import backed, change_backed, change_denied, denied
from tachograph.core.claim import Claim


@dataclass(frozen=True)
class Sight:
    """What of an error can be seen: the kinds of equations that fail by it.

    ``identifiable`` says whether they show which figure is wrong; ``None`` where several are, or it cannot be seen.
    """

    failed: tuple[str, ...]
    identifiable: bool | None

    @property
    def observable(self) -> bool:
        return bool(self.failed)


def sight(article: Article, equations: Sequence[Equation], plant: Plant, after: Article) -> Sight:
    """What can be seen of an error by the equations that hold before it, and by sources."""
    touched = [e for e in equations if plant.claims & set(e.claims)]
    untouched = [e for e in equations if not plant.claims & set(e.claims)]
    failed = [(e.kind, frozenset(e.claims)) for e in touched if _fails(e, article.claims, after.claims)]
    failed += _clashes(article.claims, after.claims, plant)
    failed += [("source", frozenset({i})) for i in sorted(plant.claims) if _refuted(i, article.claims, after.claims)]
    kinds = tuple(sorted({kind for kind, _ in failed}))
    if not failed or len(plant.claims) > 1:
        return Sight(kinds, None)
    return Sight(kinds, _is_identifiable(plant, [tied for _, tied in failed], untouched, after.claims))


def _fails(equation: Equation, before: Sequence[Claim], after: Sequence[Claim]) -> bool:
    """Whether an equation fails now, and is not about something else."""
    return equation.applies(after, before) and not equation.holds(after)


def _clashes(before: Sequence[Claim], after: Sequence[Claim], plant: Plant) -> list[tuple[str, frozenset[int]]]:
    """Claims that are about one thing, or a rate and its levels, only since the error, and do not fit."""
    known = {frozenset(e.claims) for e in (*restatements(before), *implied_growth(before, plant.claims))}
    now = (*restatements(after), *implied_growth(after, plant.claims))
    new = [e for e in now if frozenset(e.claims) not in known and plant.claims & set(e.claims)]
    return [(e.kind, frozenset(e.claims)) for e in new if not e.holds(after)]


def _refuted(index: int, before: Sequence[Claim], after: Sequence[Claim]) -> bool:
    """Whether sources deny the figure, which they had if it was about the same before."""
    old, new = before[index], after[index]
    moved = _about(old) != _about(new)
    level = denied(new) and (moved or backed(old))
    change = change_denied(new, after) and not change_backed(new, after)
    return level or (change and (moved or change_backed(old, before)))


def _about(claim: Claim) -> tuple[object, ...]:
    return claim.subject, claim.metric, claim.period, claim.basis, claim.unit


def _is_identifiable(
    plant: Plant, failed: Sequence[frozenset[int]], holding: Sequence[Equation], claims: Sequence[Claim]
) -> bool:
    """Whether every other figure that could be the wrong one is vouched for, by another equation or by sources."""
    common = reduce(frozenset.intersection, failed)
    vouched = {i for e in holding if e.strong for i in e.claims}
    return all(i in vouched or backed(claims[i]) or change_backed(claims[i], claims) for i in common - plant.claims)

"""Brands that add up to their group, in every possible course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from tachograph.analysis.forecasting.season import Matrix
from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.study import Paths, Study
from tachograph.core.pack import Pack

_RELATIONS = ("brand_of", "member_of")
_LATEST, _FEWEST = 6, 3  # common months in which brands must add up to their group, and how many there must be
_NEARLY = 0.01
_MOST = 2 / 3  # of these months in which they must


def members(group: Series, every: Iterable[Series], pack: Pack) -> tuple[Series, ...]:
    """The series of brands that together are the group's, as their latest common months show; empty if none are.

    A month that is unknown of one brand only is what the others leave of the group's.
    """
    of_group = {e.id for relation in _RELATIONS for e in pack.children(group.key.entity, relation)}
    like = replace(group.key, entity="")
    found = [s for s in every if s.key.entity in of_group and replace(s.key, entity="") == like]
    common = [m for m in range(group.last, group.first - 1, -1) if all(s.at(m) is not None for s in (group, *found))]
    adds_up = [_near(group.at(m), sum(s.at(m) or 0.0 for s in found)) for m in common[:_LATEST]]
    if len(found) < 2 or len(adds_up) < _FEWEST or sum(adds_up) < _MOST * len(adds_up):
        return ()
    return tuple(_completed(brand, group, [s for s in found if s is not brand]) for brand in found)


def _completed(brand: Series, group: Series, others: Sequence[Series]) -> Series:
    return Series(
        brand.key, brand.first, tuple(_left(brand, m, group, others) for m in range(brand.first, group.last + 1))
    )


def _left(brand: Series, month: int, group: Series, others: Sequence[Series]) -> float | None:
    whole, rest = group.at(month), [other.at(month) for other in others if month >= other.first]
    if brand.at(month) is not None or whole is None or None in rest:
        return brand.at(month)
    left = whole - sum(figure or 0.0 for figure in rest)
    return left if left > 0 else None


def _near(whole: float | None, parts: float) -> bool:
    return whole is not None and abs(whole - parts) <= _NEARLY * whole


def coherent(study: Study, group: Series, brands: Sequence[Series]) -> tuple[Paths, ...] | None:
    """The paths of the group and of its brands, which add up in every row; ``None`` if there is too little to tell.

    The group's own forecast and the sum of the brands' are averaged, the surer counting more, and the brands share
    what that changes in proportion. A brand whose figures end earlier than the group's is first forecast up to there.
    """
    whole = study.paths(group)
    parts = [study.paths(_until(study, brand, group.last)) for brand in brands]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    trust = _trust(whole.draws, [part.draws for part in known])
    points = _settled(np.array([np.round(whole.points)]), [np.array([p.points]) for p in known], trust, whole=True)
    draws = _settled(whole.draws, [p.draws for p in known], trust, whole=False)
    return tuple(
        replace(paths, points=point[0], draws=draw)
        for paths, point, draw in zip((whole, *known), points, draws, strict=True)
    )


def _until(study: Study, brand: Series, month: int) -> Series:
    points = np.exp(study.expected(brand))[: max(month - brand.last, 0)]
    return replace(brand, values=(*brand.values, *map(float, points)))


def _trust(whole: Matrix, parts: Sequence[Matrix]) -> Matrix:
    """How much the group's own forecast of each month counts against the sum of the brands', 0 to 1."""
    own, summed = whole.var(axis=0), np.sum([part.var(axis=0) for part in parts], axis=0)
    return np.asarray(summed / (own + summed))


def _settled(group: Matrix, parts: Sequence[Matrix], trust: Matrix, *, whole: bool) -> list[Matrix]:
    """The group and its parts after averaging; as whole vehicles if asked for, which still add up."""
    summed = np.sum(parts, axis=0)
    agreed = trust * group + (1 - trust) * summed
    shared = [part * agreed / summed for part in parts]
    if whole:
        shared = [np.round(part) for part in shared]
    return [np.sum(shared, axis=0), *shared]

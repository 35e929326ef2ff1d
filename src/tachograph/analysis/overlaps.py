"""Who is part of whom: a group with its brands, an alliance with its members. None is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tachograph.core.pack import Pack
from tachograph.core.period import Period

_PART_OF = ("brand_of", "member_of", "model_of")
_OWNED = ("owned_by",)  # reports apart, though a group that is spoken of as a whole counts it


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two of whom neither is part of the other, though both count the same ``shared`` makers or brands.

    What is part of one of these is not named again.
    """

    first: str
    second: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Some entities told apart: those that stand for themselves, the parts of these, and who still overlap.

    ``parts`` maps each part that is left out to the whole that counts it.
    """

    kept: tuple[str, ...]
    parts: Mapping[str, str]
    crossings: tuple[Crossing, ...]


def told_apart(entities: Iterable[str], pack: Pack, period: Period, *, owned: bool = False) -> Apart:
    """Each car counted once: whoever is part of another one in the list, or ``owned`` by it, is left out."""
    listed = tuple(dict.fromkeys(entities))
    relations = (*_PART_OF, *_OWNED) if owned else _PART_OF
    parts: dict[str, str] = {}
    for entity in listed:
        wholes = wholes_of(entity, pack, period, relations)
        inside = [other for other in listed if other in wholes]
        if inside:
            parts[entity] = max(inside, key=lambda w: (len(parts_of(w, pack, period)), w))
    kept = tuple(e for e in listed if e not in parts)
    return Apart(kept, parts, tuple(_crossings(kept, pack, period)))


def _crossings(kept: Sequence[str], pack: Pack, period: Period) -> Iterable[Crossing]:
    below = {e: parts_of(e, pack, period) for e in kept}
    for n, first in enumerate(kept):
        for second in kept[n + 1 :]:
            if shared := below[first] & below[second]:
                outer = sorted(e for e in shared if not wholes_of(e, pack, period) & shared)
                yield Crossing(first, second, tuple(outer))


def wholes_of(entity: str, pack: Pack, period: Period, relations: Sequence[str] = _PART_OF) -> frozenset[str]:
    """All that count the cars of an entity among theirs, by the relations that say so."""
    found: set[str] = set()
    waiting = [entity]
    while waiting:
        known = pack.entities.get(waiting.pop())
        for m in known.parents if known else ():
            if m.relation in relations and m.parent not in found and m.holds_on(period):
                found.add(m.parent)
                waiting.append(m.parent)
    return frozenset(found - {entity})


def parts_of(entity: str, pack: Pack, period: Period) -> frozenset[str]:
    """All whose cars an entity counts among its own."""
    found: set[str] = set()
    waiting = [entity]
    while waiting:
        whole = waiting.pop()
        for relation in _PART_OF:
            for part in pack.children(whole, relation, period):
                if part.id not in found:
                    found.add(part.id)
                    waiting.append(part.id)
    return frozenset(found - {entity})

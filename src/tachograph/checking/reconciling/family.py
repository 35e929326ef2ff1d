"""Who must be reconciled together."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.core.pack import Pack

_JOINED = ("brand_of", "member_of")  # relations by which the figures of one bound those of another


def family(entity: str, pack: Pack) -> frozenset[str]:
    """The entities whose figures bear on those of ``entity``: groups with their brands, alliances with their members.

    An entity that the pack does not know is a family of its own.
    """
    found, waiting = {entity}, [entity]
    while waiting:
        for other in _joined(waiting.pop(), pack):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)


def _joined(entity: str, pack: Pack) -> Iterator[str]:
    known = pack.entities.get(entity)
    if known is not None:
        yield from (m.parent for m in known.parents if m.relation in _JOINED)
    for relation in _JOINED:
        yield from (e.id for e in pack.children(entity, relation))

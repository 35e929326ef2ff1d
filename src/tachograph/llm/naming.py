"""The names of an answer as the pack spells them, as far as the text bears them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tachograph.core.document import Document
from tachograph.core.pack import Entity, EntityKind, Pack, Term
from tachograph.llm.folding import fold

_LONGEST = 100  # code points of a name


class Names:
    """What names of a model's answer mean for one document.

    Nothing comes back that is neither in the pack nor in the document: a model cannot put words into a claim.
    """

    def __init__(self, document: Document, pack: Pack) -> None:
        self._pack = pack
        self._spelt = f"{document.title or ''}\n{document.text}"
        self._text = fold(self._spelt)
        self._entities: dict[str, list[Entity]] = {}
        for entity in pack.entities.values():
            for name in {fold(n) for n in _spellings(entity)}:
                self._entities.setdefault(name, []).append(entity)
        self._metrics = {fold(w): m.id for m in pack.metrics.values() for w in (*_all(m.words), m.id, m.name)}
        self._regions = _terms(pack.regions)
        self._children: dict[str, list[str]] = {}
        for entity in pack.entities.values():
            for membership in entity.parents:
                self._children.setdefault(membership.parent, []).append(entity.id)
        self._segments = _terms(pack.segments)

    def entity(self, name: str) -> tuple[str, str | None] | None:
        """The canonical name and id; the name as the text spells it, without id, if no pack knows it."""
        known = self._known(name)
        if known is not None:
            return known.name, known.id
        written = self._market(name) or self.written(name)
        return None if written is None else (written, None)

    def metric(self, name: str) -> str | None:
        """The id of a metric, by its id or by a word that says it."""
        return self._metrics.get(_key(name)) or self._metrics.get(_key(name).replace("_", " "))

    def region(self, name: str) -> str | None:
        return self._regions.get(_key(name))

    def segment(self, name: str) -> str | None:
        return self._segments.get(_key(name))

    def whole(self, name: str) -> str | None:
        """The basis of a share or ratio: a metric, an entity, an entity's metric, or words of the text."""
        metric = self.metric(name)
        if metric is not None:
            return metric
        first, _, last = name.strip().rpartition(" ")
        if last == "target" and first in self._pack.metrics:
            return f"{first} target"
        owner = self._known(first) if first else None
        if owner is not None and last in self._pack.metrics:
            return f"{owner.name} {last}"
        found = self.entity(name)
        return None if found is None else found[0]

    def written(self, name: str) -> str | None:
        """The name as the text spells it; ``None`` if it does not stand there as a whole."""
        key = _key(name)
        if not key or len(key) > _LONGEST:
            return None
        match = re.search(_whole(key), self._text)
        return None if match is None else self._spelt[match.start() : match.end()]

    def _known(self, name: str) -> Entity | None:
        """The entity of that name, if the text names it; a market can be meant without being named."""
        candidates = self._entities.get(_key(name), [])
        meant = [e for e in candidates if fold(e.name) == _key(name)] + candidates
        return next((e for e in meant if e.kind is EntityKind.MARKET or self._near(e)), None)

    def _near(self, entity: Entity) -> bool:
        """Whether the text names the entity, its parent or a child: Xiaomi's cars are Xiaomi Auto's."""
        family = [entity.id, *(m.parent for m in entity.parents), *self._children.get(entity.id, ())]
        return any(self._named(self._pack.entities[i]) for i in family if i in self._pack.entities)

    def _named(self, entity: Entity) -> bool:
        return any(re.search(_whole(fold(name)), self._text) for name in _spellings(entity))

    def _market(self, name: str) -> str | None:
        """A market that no pack has, named as the packs name theirs: another region before the same words."""
        for entity in self._pack.entities.values():
            if entity.kind is not EntityKind.MARKET or not entity.home:
                continue
            words = entity.name[len(entity.home) :] if fold(entity.name).startswith(fold(entity.home)) else ""
            if words and _key(name).endswith(fold(words)):
                region = self.region(name.strip()[: -len(words)])
                if region is not None:
                    return region + words
        return None


def _key(name: str) -> str:
    return fold(" ".join(name.split()))


def _spellings(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from _all(entity.names)
    yield from entity.tickers
    yield from entity.weak


def _all(words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for spellings in words.values():
        yield from spellings


def _terms(terms: Iterable[Term]) -> dict[str, str]:
    return {fold(word): term.id for term in terms for word in (*_all(term.words), term.id)}


def _whole(key: str) -> str:
    """A pattern for a name as a whole: Latin letters and digits may not go on beside it."""
    before = r"(?<![a-z0-9])" if key[0].isascii() and key[0].isalnum() else ""
    after = r"(?![a-z0-9])" if key[-1].isascii() and key[-1].isalnum() else ""
    return before + re.escape(key).replace(r"\ ", r"\s+") + after

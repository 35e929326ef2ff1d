"""Joint ventures that a text calls by their two owners: "SAIC … its joint venture with Volkswagen"."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.cached import kept_with_owner
from tachograph.core.pack import Entity, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.whose.names import Name, Topic

_PARTNER = 3.0  # what it costs to take one of the owners for the venture
_WITH = re.compile(
    r"(?P<whose>\b[Ii]ts|\b[Tt]heir|\b[Tt]he (?:company|group|firm|maker|carmaker)['’]s|(?P<named>['’]s?))\s(?:(?:local|chinese|own|second|old|main)\s)?(?:joint\s)?venture\swith\s(?:the\s)?$"
    r"|\b(?P<again>the (?:one|venture)|that) with\s$"  # "Its joint venture with Toyota contributed 62,000, the one with Honda 31,000"
)
_NEAR = 60  # characters


def with_ventures(scene: Scene, sentence: Sentence, names: list[Name], topic: Topic, pack: Pack) -> list[Name]:
    """The names of a sentence with the ventures that it calls by their owners in place of these."""
    found = names
    for mention in sentence.of_sort(Sort.ENTITY):
        partner = pack.entities[mention.key]
        start = max(sentence.span.start, mention.span.start - _NEAR)
        said = _WITH.search(scene.text, start, mention.span.start) if sells(partner) else None
        if said is None or (said["again"] and "venture" not in scene.text[sentence.span.start : said.start()]):
            continue
        owner = _owner(found, topic, said.start() if said["named"] else None)
        venture = None if owner is None else _venture_of(pack, owner.id, partner.id)
        if venture is not None:
            own = Span(said.start(), mention.span.end)
            found = [replace(n, penalty=n.penalty + _PARTNER) if own.contains(n.span) else n for n in found]
            found.append(Name(own, Subject(venture.name, venture), 0.0))
    return found


def _owner(names: list[Name], topic: Topic, end: int | None) -> Entity | None:
    """The seller whose venture it is: named up to ``end``, or else the last one named before or spoken of."""
    if end is not None:
        return next((n.subject.entity for n in names if n.span.end == end), None)
    told = [n.subject.entity for n in names if n.subject.entity is not None and sells(n.subject.entity)]
    return told[0] if told else topic.subject.entity if topic.subject is not None else None


@kept_with_owner
def _venture_of(pack: Pack, owner: str, partner: str) -> Entity | None:
    """The only company that belongs to both."""
    one, other = _with_houses(owner, pack), _with_houses(partner, pack)
    shared = [e for e in pack.entities.values() if _belongs(e, one) and _belongs(e, other) and e.id not in one | other]
    return shared[0] if len(shared) == 1 else None


def _with_houses(entity: str, pack: Pack) -> frozenset[str]:
    return frozenset({entity, *(m.parent for m in pack.entities[entity].parents)})


def _belongs(entity: Entity, houses: frozenset[str]) -> bool:
    return any(m.parent in houses for m in entity.parents) and sells(entity)

"""Who does what a clause speaks of, and what it names besides."""

from __future__ import annotations

import re

from tachograph.core.pack import EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.distances import asides
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.whose.interviews import Interview
from tachograph.extraction.whose.names import PROPER, Name, Topic, names_in
from tachograph.extraction.whose.topics import topic_after

_PRONOUN = re.compile(
    r"(?:it|they|the (?:[\w-]+ ){0,2}?(?:company|firm|group|carmaker|automaker|brand|maker))\b|公司|该|其",
    re.IGNORECASE,
)
_NOT_DOING = re.compile(
    r"\b(?:with|than|from|against|by|for|after|unlike|like|including|at|on|customers of)\s+(?:the\s+)?(?:[\w-]+\s)?$"
    r"|[与與和同跟向对對比从從]$",
    re.IGNORECASE,
)
_GENERATIONS = 3  # from a model to its group
_APPOSED = 24  # characters: "Huawei partner Seres"


class Actors:
    """Follows whom a text speaks of, from sentence to sentence."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene, self.pack = scene, pack
        self.named = frozenset(m.key for s in scene.sentences for m in s.of_sort(Sort.ENTITY))
        self.topic = Topic()
        self.interview = Interview(scene, pack)

    def enter(self, sentence: Sentence) -> tuple[Name, ...]:
        """The names that a sentence offers as subjects."""
        return names_in(self.scene, sentence, self.pack, self.named, self.topic, self.interview)

    def leave(self, sentence: Sentence, names: tuple[Name, ...]) -> None:
        """Go on to the next sentence."""
        self.topic = topic_after(self.scene, sentence, [], names, self.topic, self.pack)

    def opens_with_pronoun(self, sentence: Sentence) -> bool:
        return _PRONOUN.match(self.scene.text, sentence.span.start, sentence.span.end) is not None

    def subject(
        self, sentence: Sentence, names: tuple[Name, ...], act: Span, clause: Span
    ) -> tuple[Subject | None, bool]:
        """Who does an act, and whether the text named them only before: the clause's subject, else the last one's."""
        aside = asides(self.scene.text, sentence.span)
        doing = [
            n
            for n in names
            if n.span.start < act.start and n.penalty < PROPER and not any(a.contains(n.span) for a in aside)
        ]
        own = [n for n in doing if n.span.start >= clause.start and not self._is_object(n, sentence)]
        before = [n for n in doing if n.span.start < clause.start and not self._is_object(n, sentence)]
        if own:
            return self._arm(self._apposed(own).subject), False
        if before:
            return self._arm(before[0].subject), False
        if self.topic.subject is not None:
            return self._arm(self.topic.subject), True
        rest = doing or [n for n in names if n.penalty < PROPER]
        return (self._arm(rest[0].subject), True) if rest else (None, True)

    def _apposed(self, names: list[Name]) -> Name:
        """The first name of a clause, or the second where the first only describes it: "Huawei partner Seres"."""
        if len(names) > 1 and self.scene.text.isascii():
            between = self.scene.text[names[0].span.end : names[1].span.start]
            if len(between) < _APPOSED and re.fullmatch(r"\s(?:partner|unit|brand|subsidiary|affiliate)\s", between):
                return names[1]
        return names[0]

    def _is_object(self, name: Name, sentence: Sentence) -> bool:
        before = self.scene.text[max(sentence.span.start, name.span.start - 24) : name.span.start]
        return _NOT_DOING.search(before) is not None

    def _arm(self, subject: Subject) -> Subject:
        """A group's only maker, where the text names it: Xiaomi's promises about cars are Xiaomi Auto's."""
        entity = subject.entity
        if entity is None or entity.kind is not EntityKind.GROUP:
            return subject
        arms = [e for e in self.pack.children(entity.id, "brand_of") if e.kind is EntityKind.MAKER]
        return Subject(arms[0].name, arms[0]) if len(arms) == 1 and arms[0].id in self.named else subject

    def about(self, sentence: Sentence, span: Span, key: str | None) -> tuple[str, ...]:
        """The ids of the models and brands named in a clause that belong to the company of this id."""
        inside = [m.key for m in sentence.of_sort(Sort.ENTITY) if span.contains(m.span)]
        return tuple(dict.fromkeys(k for k in inside if key is not None and self._belongs(k, key)))

    def _belongs(self, entity: str, company: str) -> bool:
        line = [entity]
        for _ in range(_GENERATIONS):
            line = [m.parent for e in line if e in self.pack.entities for m in self.pack.entities[e].parents]
            if company in line:
                return True
        return False

    def regions(self, sentence: Sentence, span: Span) -> tuple[str, ...]:
        """The ids of the regions named in a clause."""
        return tuple(dict.fromkeys(m.key for m in sentence.of_sort(Sort.REGION) if span.contains(m.span)))


def subject_ids(subject: Subject | None) -> tuple[str | None, str | None]:
    """The name and the pack's id of a subject."""
    if subject is None:
        return None, None
    return subject.name, subject.id

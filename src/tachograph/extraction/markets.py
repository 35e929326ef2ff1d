"""The market as subject: "NEV retail in China came to 445,000" is about no maker."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import EntityKind, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence, distance
from tachograph.extraction.subjects import Name, Topic
from tachograph.extraction.vocabulary import Mention, Sort

_OPENING = 20
_ALL = re.compile(r"\b(?:all|total|overall|whole|entire)\b", re.IGNORECASE)


class Markets:
    """Finds which market a figure without a maker is of.

    Markets are pack entities with a ``home`` region and a ``segment``; one is named by its segment and region words,
    so "NEV" in a text about China is the China NEV market when a market metric is spoken of.
    """

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.pack = pack
        self.scene = scene
        self.by_scope: dict[tuple[str | None, str | None], Subject] = {}
        for entity in pack.entities.values():
            if entity.kind is EntityKind.MARKET and "sellers" not in entity.tags:
                self.by_scope.setdefault((entity.home, entity.segment), Subject(entity.name, entity))
        self.segments = {segment for _, segment in self.by_scope if segment}
        self.usual = self._usual()

    def subject(
        self, sentence: Sentence, draft: Draft, names: tuple[Name, ...], topic: Topic, earlier: Subject | None
    ) -> Subject | None:
        """The market that the figure is of; ``None`` where a maker is spoken of.

        ``earlier`` is the subject of the figure before in the sentence.
        """
        if not draft.carried and draft.subject is not None:
            return None
        about_market = (
            topic.subject is None
            or _is_market(topic.subject)
            or self._counted_by_body(sentence, draft)
            or self._opens_with_market(sentence)
        )
        makers = [
            n
            for n in names
            if not _is_market(n.subject)
            and n.penalty < 2.5
            and n.span.start < draft.span.start
            and n.subject is not topic.subject
        ]
        if makers or not about_market:
            return None
        metric = self.pack.metrics.get(draft.metric or "")
        if _sellers(topic.subject) and metric is not None and metric.basis not in ("retail", "wholesale", "production"):
            return None
        if metric is None or metric.unit not in (self.pack.main_unit, "percent"):
            return None
        region = self._region(sentence) or (
            topic.subject.entity.home if topic.subject and topic.subject.entity else None
        )
        segment = self._segment(sentence, draft, earlier if earlier and _is_market(earlier) else topic.subject)
        return self._named(region or self.pack.home, segment)

    def _usual(self) -> str | None:
        """The segment that the bodies named in the text count, if they count one."""
        for sentence in self.scene.sentences:
            for mention in sentence.of_sort(Sort.ENTITY):
                entity = self.pack.entities[mention.key]
                if entity.kind is EntityKind.BODY and entity.segment in self.segments:
                    return entity.segment
        return None

    def _named(self, region: str | None, segment: str | None) -> Subject | None:
        known = self.by_scope.get((region, segment)) or self.by_scope.get((region, None))
        home = self.by_scope.get((self.pack.home, segment)) or self.by_scope.get((self.pack.home, None))
        if known is not None or region is None or home is None:
            return known
        of_region = [s for (r, _), s in self.by_scope.items() if r == region]
        return of_region[0] if of_region else Subject(home.name.replace(self.pack.home or "", region))

    def _region(self, sentence: Sentence) -> str | None:
        regions = sentence.of_sort(Sort.REGION)
        return regions[0].key if regions and regions[0].key != "overseas" else None

    def set_penetration(self, draft: Draft) -> None:
        """A market segment's share of all that is sold is its penetration."""
        entity = draft.subject.entity if draft.subject else None
        metric = self.pack.metrics.get(draft.metric or "")
        if draft.kind is Kind.SHARE and entity is not None and entity.kind is EntityKind.MARKET and entity.segment:
            if metric is not None and metric.unit == self.pack.main_unit and "penetration" in self.pack.metrics:
                draft.metric = "penetration"

    def _opens_with_market(self, sentence: Sentence) -> bool:
        """Whether the sentence begins with a region and what is counted there: "China's smartphone shipments"."""
        if not sentence.mentions or sentence.mentions[0].sort is not Sort.REGION:
            return False
        first = sentence.mentions[0]
        if self.scene.text[sentence.span.start : first.span.start].strip(" *-\"'“"):
            return False
        after = self.scene.text[first.span.end : first.span.end + 3]
        following = sentence.mentions[1] if len(sentence.mentions) > 1 else None
        near = (
            following is not None and following.sort is not Sort.ENTITY and following.span.start - first.span.end <= 4
        )
        return near and (after.startswith(("'s", "’s")) or after[:1] == " ")

    def _counted_by_body(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether an association counts it: what is retailed or produced is then the market's."""
        metric = self.pack.metrics.get(draft.metric or "")
        entities = sentence.of_sort(Sort.ENTITY)
        bodies = [m for m in entities if self.pack.entities[m.key].kind is EntityKind.BODY]
        if not bodies or metric is None:
            return False
        return metric.basis is not None or (
            bodies[0] is entities[0] and bodies[0].span.start - sentence.span.start < _OPENING
        )

    def _segment(self, sentence: Sentence, draft: Draft, carried: Subject | None) -> str | None:
        if "segment" in draft.fixed and draft.segment in self.segments:
            return draft.segment
        best: Mention | None = None
        price = 6.0
        for mention in sentence.of_sort(Sort.SEGMENT):
            cost = distance(self.scene.text, mention.span, draft.span)
            cost += 1.5 if mention.span.start > draft.span.end else 0.0
            if cost < price:
                best, price = mention, cost
        if best is not None and best.key in self.segments:
            return best.key
        lead = self.scene.text[sentence.span.start : draft.span.start]
        if carried is not None and _is_market(carried) and carried.entity and not _ALL.search(lead):
            return carried.entity.segment
        return self.usual


def _sellers(subject: Subject | None) -> bool:
    return subject is not None and subject.entity is not None and "sellers" in subject.entity.tags


def _is_market(subject: Subject) -> bool:
    return subject.entity is not None and subject.entity.kind is EntityKind.MARKET

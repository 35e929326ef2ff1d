"""What every check looks at: one document, its claims and what is known about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tachograph.checking.confidence import given
from tachograph.checking.evidence import Records
from tachograph.checking.prose import is_left, is_of_ended_run, is_of_others, is_rate, sentences_of
from tachograph.checking.variables import Scope, scope_of
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Entity, Nature, Pack, Rates
from tachograph.core.plain import plain

_BESIDE = 30  # characters around a figure in which words say that it is an average
_RUN = 100  # characters before a mark in which words say of which run it is


@dataclass(frozen=True)
class Context:
    """One document in plain writing with its claims in the order of the text, the pack and the rates."""

    document: Document
    claims: tuple[Claim, ...]
    pack: Pack
    rates: Rates

    @classmethod
    def of(
        cls,
        document: Document,
        claims: Sequence[Claim],
        pack: Pack,
        rates: Rates,
    ) -> Context:
        written = plain(document)
        ordered = sorted(map(written.claim_as_plain, claims), key=lambda c: (c.span.start, c.span.end, c.id))
        return cls(written.document, tuple(ordered), pack, rates)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        return {c.id: c for c in self.claims}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The place of each claim in the order of the text."""
        return {c.id: n for n, c in enumerate(self.claims)}

    def places(self, unit: str) -> Sequence[int]:
        """The places of the claims in a unit, in the order of the text."""
        return self._places.get(unit, ())

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = {}
        for n, claim in enumerate(self.claims):
            places.setdefault(claim.unit, []).append(n)
        return places

    @cached_property
    def scopes(self) -> Mapping[str, Scope]:
        """The scope of each claim that has one."""
        return {c.id: s for c in self.claims if (s := scope_of(c, self.pack)) is not None}

    def scope_of(self, claim: Claim) -> Scope | None:
        """The scope of any claim, also of another document's."""
        return scope_of(claim, self.pack)

    def records(self, entity: str) -> Records:
        """The observations about an entity."""
        return Records.of(entity, self.pack)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return sentences_of(self.text)

    @cached_property
    def _sentence_numbers(self) -> Mapping[str, int]:
        numbers, n = {}, 0
        for claim in self.claims:
            while n + 1 < len(self.sentences) and self.sentences[n][1] <= claim.span.start:
                n += 1
            numbers[claim.id] = n
        return numbers

    def sentence(self, claim: Claim) -> int:
        """The number of the sentence or row that a claim stands in."""
        return self._sentence_numbers[claim.id]

    def sentence_text(self, claim: Claim) -> str:
        start, end = self.sentences[self.sentence(claim)]
        return self.text[start:end]

    def before(self, claim: Claim, width: int) -> str:
        """Up to ``width`` characters of the claim's sentence before it."""
        start, _ = self.sentences[self.sentence(claim)]
        return self.text[max(start, claim.span.start - width) : claim.span.start]

    def after(self, claim: Claim, width: int) -> str:
        """Up to ``width`` characters of the claim's sentence after it."""
        _, end = self.sentences[self.sentence(claim)]
        return self.text[claim.span.end : min(end, claim.span.end + width)]

    @cached_property
    def averages(self) -> frozenset[str]:
        """The claims whose words make them a rate per month, week or day, by their ids."""
        return frozenset(c.id for c in self.claims if is_rate(self.before(c, _BESIDE), self.after(c, _BESIDE)))

    @cached_property
    def left(self) -> frozenset[str]:
        """The claims whose words make them what is left to an aim beside them, or more than it, by their ids."""
        aims = {(c.unit, self.sentence(c)) for c in self.claims if c.modality is Modality.TARGET}
        near = (c for c in self.claims if any((c.unit, self.sentence(c) - n) in aims for n in (0, 1)))
        return frozenset(
            c.id
            for c in near
            if c.modality is not Modality.TARGET
            and not given((c,))
            and is_left(self.before(c, _BESIDE), self.after(c, _BESIDE))
        )

    @cached_property
    def past(self) -> frozenset[str]:
        """The marks of runs of months that are over, which say nothing of the text's own month, by their ids."""
        marks = (c for c in self.claims if c.kind is Kind.LEVEL and c.low != c.high)
        return frozenset(c.id for c in marks if not given((c,)) and is_of_ended_run(self.before(c, _RUN)))

    @cached_property
    def others(self) -> frozenset[str]:
        """The figures whose words make them what is left of a whole, by their ids: "the other 21,000"; none that has a name."""
        bare = (c for c in self.claims if not (c.segment or c.model))
        levels = (c for c in bare if c.kind is Kind.LEVEL and not given((c,)))
        return frozenset(c.id for c in levels if is_of_others(self.before(c, _BESIDE)))

    def between(self, a: Claim, b: Claim) -> str:
        """The text between two claims in the order of the text."""
        first, last = sorted((a.span, b.span))
        return self.text[first.end : last.start]

    @cached_property
    def kinships(self) -> dict[tuple[str, str], tuple[tuple[str, ...], str]]:
        """How figures relate, by the ids of two, as far as it was asked (:func:`tachograph.checking.tells.kinship`)."""
        return {}

    def entity(self, claim: Claim) -> Entity | None:
        """The pack's entity that a claim is about."""
        if claim.subject_id and claim.subject_id in self.pack.entities:
            return self.pack.entities[claim.subject_id]
        return self.pack.entity_named(claim.subject)

    def nature(self, metric: str) -> Nature | None:
        """Whether a metric adds up over time; ``None`` if the pack does not know it."""
        known = self.pack.metrics.get(metric)
        return known.nature if known else None

    def names(self, claim: Claim, entity: Entity) -> bool:
        """Whether the claim's sentence itself names the entity, so that the figure is hardly somebody else's."""
        text = self.sentence_text(claim).casefold()
        return any(n.casefold() in text for names in entity.names.values() for n in names)

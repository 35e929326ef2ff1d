"""Promises that are counts: "intends to build 1,000 this year", of what the text has spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Period
from tachograph.core.promise import Promise, PromiseKind
from tachograph.core.span import Span
from tachograph.extraction.deeds import commitments
from tachograph.extraction.deeds.acting import Actors
from tachograph.extraction.deeds.acts import Form, act_lexicon
from tachograph.extraction.deeds.clauses import clauses_of
from tachograph.extraction.deeds.deadlines import Calendar
from tachograph.extraction.deeds.phrasing import cut
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Mention, Sort

_COUNTS = (Kind.LEVEL, Kind.COUNT, Kind.CHANGE)
_NEAR = 16  # characters from a count to the word that says it comes on top


class Reading(Protocol):
    """What is known of the text by the reading of its acts."""

    actors: Actors
    made: str | None

    def is_void(self, clause: Span) -> bool: ...


class Counts:
    """The claims of a document as promises, where they count what is opened or entered."""

    def __init__(self, scene: Scene, pack: Pack, calendar: Calendar, claims: Sequence[Claim]) -> None:
        self.scene, self.pack, self.calendar, self.claims = scene, pack, calendar, claims
        self.kinds = {metric: act.kind for act in pack.acts for metric in act.metrics}

    def complete(self, promise: Promise) -> Promise:
        """The promise with how many there are to be, where its words say so."""
        inside = [c for c in self.claims if promise.what_span.contains(c.span)]
        counting = [c for c in inside if self.kinds.get(c.metric or "") is promise.kind]
        if not counting:
            return promise
        claim = counting[0]
        if claim.subject_id is not None and not self._named(promise):
            promise = replace(promise, subject=claim.subject, subject_id=claim.subject_id)  # followed more closely
        return replace(promise, metric=claim.metric, count=claim.low) if self._is_total(claim) else promise

    def _named(self, promise: Promise) -> tuple[Mention, ...]:
        """The names in the sentence before what is promised."""
        sentence = next(s for s in self.scene.sentences if s.span == promise.span)
        return tuple(m for m in sentence.of_sort(Sort.ENTITY) if m.span.start < promise.what_span.start)

    def beside(self, known: Sequence[Promise], reading: Reading) -> Iterator[Promise]:
        """The counts that no act is said of: targets, and what is to come by words of commitment and a time ahead."""
        taken = list(known)
        for claim in self.claims:
            kind = self.kinds.get(claim.metric or "")
            if kind is None or claim.kind not in _COUNTS:
                continue
            if any(p.what_span.overlaps(claim.span) for p in taken):
                continue
            made = self._promise(claim, kind, reading)
            if made is not None and not any(_same(made, p) for p in taken):
                taken.append(made)
                yield self.complete(made)

    def _promise(self, claim: Claim, kind: PromiseKind, reading: Reading) -> Promise | None:
        sentence = next((s for s in self.scene.sentences if s.span.contains(claim.span)), None)
        due = None if sentence is None else self._due_of(claim, sentence)
        if sentence is None or due is None:
            return None
        clause = self._clause_of(claim, sentence)
        words = commitments.words_of(self.scene.text, clause)
        aimed = claim.modality is Modality.TARGET or (claim.modality is Modality.ACTUAL and bool(words))
        words = words or commitments.words_of(self.scene.text, sentence.span)
        if not aimed or not words or reading.is_void(clause) or self._is_told(sentence, clause):
            return None
        return self._worded(claim, sentence, clause, words, kind, due, reading)

    def _worded(
        self,
        claim: Claim,
        sentence: Sentence,
        clause: Span,
        words: Sequence[Span],
        kind: PromiseKind,
        due: Period,
        reading: Reading,
    ) -> Promise:
        text = self.scene.text
        times = [t.span.start for t, _ in self.calendar.ahead(sentence)]
        end = min((t for t in times if claim.span.end <= t < clause.end), default=clause.end)
        what = cut(text, claim.span.start, end) or claim.span
        return Promise(
            document=claim.document,
            span=sentence.span,
            quote=sentence.span.of(text),
            what=what.of(text),
            what_span=what,
            kind=kind,
            deadline=str(due),
            subject=claim.subject,
            subject_id=claim.subject_id,
            about=reading.actors.about(sentence, clause, claim.subject_id),
            regions=reading.actors.regions(sentence, clause),
            claimant=claim.claimant,
            words=tuple(dict.fromkeys(w.of(text) for w in words)),
            hearsay=commitments.is_hearsay(text, sentence.span),
            made=reading.made,
            confidence=round(claim.confidence, 2),
        )

    def _due_of(self, claim: Claim, sentence: Sentence) -> Period | None:
        """The deadline of a target: its period, as the time in its sentence words it."""
        ahead = self.calendar.ahead(sentence, commitments.words_of(self.scene.text, sentence.span))
        return next((due for time, due in ahead if claim.when in (due, time.period)), None)

    def _is_told(self, sentence: Sentence, clause: Span) -> bool:
        """Whether a clause without a word of commitment tells what has been done."""
        acts = act_lexicon(self.pack).find(self.scene.text, sentence, clause)
        return not commitments.words_of(self.scene.text, clause) and any(a.form is Form.PAST for a in acts)

    def _clause_of(self, claim: Claim, sentence: Sentence) -> Span:
        times = [t.span for t in sentence.times if t.period is not None]
        clauses = clauses_of(self.scene.text, sentence.span, times)
        return next((c for c in clauses if c.contains(claim.span)), sentence.span)

    def _is_total(self, claim: Claim) -> bool:
        """Whether a count is of all there are to be, not of those that are added."""
        metric = self.pack.metrics.get(claim.metric or "")
        around = self.scene.text[max(0, claim.span.start - _NEAR) : claim.span.end + _NEAR]
        stock = metric is not None and metric.nature is Nature.STOCK
        return stock and claim.kind in (Kind.LEVEL, Kind.COUNT) and not commitments.ADDED.search(around)


def _same(left: Promise, right: Promise) -> bool:
    """Whether two promises of one sentence say the same: "1,000, ten of them abroad"."""
    return (left.span, left.kind, left.deadline) == (right.span, right.kind, right.deadline)

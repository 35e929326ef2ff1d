"""A document's promises: what somebody says they will do, and by when. Pure and deterministic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.plain import Plain, plain
from tachograph.core.promise import Promise, PromiseKind
from tachograph.core.span import Span
from tachograph.extraction.deeds import commitments
from tachograph.extraction.deeds.acting import Actors, subject_ids
from tachograph.extraction.deeds.acts import ActLexicon, ActMention, Form, act_lexicon
from tachograph.extraction.deeds.clauses import clauses_of
from tachograph.extraction.deeds.counts import Counts
from tachograph.extraction.deeds.deadlines import Calendar
from tachograph.extraction.deeds.phrasing import what_of
from tachograph.extraction.draft import Subject
from tachograph.extraction.extract import extract_claims
from tachograph.extraction.layout import laid_out
from tachograph.extraction.numbers.lexicon import COUNT, MONEY
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.times.expressions import TimeMention, spoken_on
from tachograph.extraction.whose.claimants import claimant_of

_SURE = 0.9
_UNSAID, _INHERITED, _CARRIED = 0.2, 0.2, 0.1  # what is taken off where a word, the time or the name is not there
_BEHIND = 10  # characters: an act stands before its time more often than behind it
_MEANT = 15  # … and beside the words that promise it
_ITSELF = re.compile(r"|\s(?:it|them)\b.*")  # nothing, or a pronoun
_JOINED = re.compile(r"并|並|且|同时|同時")
_OF_PRODUCTS = (PromiseKind.PRODUCT_LAUNCH, PromiseKind.START_OF_DELIVERIES, PromiseKind.MASS_PRODUCTION)
_COUNTING = 16  # characters between a count and the noun counted


@dataclass(frozen=True)
class Clause:
    """A clause with its acts, the times in it that lie ahead, and the words that commit."""

    span: Span
    acts: tuple[ActMention, ...]
    times: tuple[tuple[TimeMention, Period], ...]
    words: tuple[Span, ...]


@dataclass(frozen=True)
class Found:
    """An act with its deadline, before it is known whose it is."""

    clause: Clause
    act: ActMention
    due: Period
    time: TimeMention | None  # ``None`` if it stands in another sentence
    words: tuple[Span, ...]
    inherited: bool = False


def extract_promises(document: Document, pack: Pack, claims: Sequence[Claim] | None = None) -> tuple[Promise, ...]:
    """Every dated commitment of ``document``, in the order of the text.

    Past events, denials, conditions and others' expectations are left out, hearsay is marked. Targets of sales,
    deliveries and the like are claims and no promises; those of stores, stations and markets are both. ``claims`` are
    those of the document, extracted here if not given.
    """
    written = plain(document)
    scene, _, acquainted = laid_out(written.document, pack)
    finder = Finder(scene, acquainted)
    read = extract_claims(document, pack) if claims is None else claims
    counts = Counts(scene, acquainted, finder.calendar, [written.claim_as_plain(c) for c in read])
    acts = [counts.complete(p) for sentence in scene.sentences for p in finder.read(sentence)]
    found = sorted((*acts, *counts.beside(acts, finder)), key=lambda p: (p.what_span, p.kind))
    return tuple(_as_given(promise, written) for promise in found)


def _as_given(promise: Promise, written: Plain) -> Promise:
    """A promise that was read in the plain text, as one of the given text."""
    quote, what = written.quote(promise.span), written.quote(promise.what_span)
    span, what_span = written.as_given(promise.span), written.as_given(promise.what_span)
    return replace(promise, span=span, quote=quote, what_span=what_span, what=what, id="")


class Finder:
    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene, self.pack = scene, pack
        self.lexicon: ActLexicon = act_lexicon(pack)
        spans = [s.span for s in scene.sentences]
        self.calendar = Calendar(scene.text, scene.document.published, spoken_on(scene.document, spans))
        self.actors = Actors(scene, pack)
        self.made = None if scene.document.published is None else scene.document.published.isoformat()
        self.before: tuple[Sentence, Period] | None = None  # the last sentence with a time ahead, and its first

    def read(self, sentence: Sentence) -> Iterator[Promise]:
        """The promises of one sentence."""
        names = self.actors.enter(sentence)
        if not commitments.is_others(self.scene.text, sentence.span):
            clauses = self.clauses(sentence)
            for found in self._found(sentence, clauses):
                subject, carried = self.actors.subject(sentence, names, found.act.span, found.clause.span)
                yield self._promise(sentence, found, subject, carried=carried)
        aimed = [due for time, due in self.calendar.ahead(sentence) if time.future]
        if aimed:
            self.before = (sentence, aimed[0])
        self.actors.leave(sentence, names)

    def clauses(self, sentence: Sentence) -> tuple[Clause, ...]:
        text = self.scene.text
        present = [a.span for a in self.lexicon.find(text, sentence, sentence.span) if _is_present(text, a)]
        ahead = self.calendar.ahead(sentence, (*commitments.words_of(text, sentence.span), *present))
        spans = clauses_of(text, sentence.span, [t.span for t in sentence.times if t.period is not None])
        return tuple(
            Clause(
                span,
                self.lexicon.find(text, sentence, span),
                tuple((t, due) for t, due in ahead if span.start <= t.span.start < span.end),
                commitments.words_of(text, span),
            )
            for span in spans
        )

    def _found(self, sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[Found]:
        """The acts of the clauses with their deadlines: a time of their own, or that of the clause before."""
        last: tuple[TimeMention, Period] | None = None
        words: tuple[Span, ...] = ()
        conditional = False
        for clause in clauses:
            own = clause.words or words
            depends, conditional = conditional, commitments.opens_condition(self.scene.text, clause.span)
            if depends or self.is_void(clause.span):
                last, words = None, ()
                continue
            paired = list(self._paired(sentence, clause, own))
            yield from paired
            if not paired and not clause.times and last is not None:
                yield from self._inheriting(sentence, clause, own, *last)
            if not paired and last is None and not clause.times and clause is clauses[0]:
                yield from self._following(sentence, clause)
            last = clause.times[-1] if clause.times else last
            words = clause.words or words

    def is_void(self, clause: Span) -> bool:
        text = self.scene.text
        return commitments.is_left_open(text, clause) or commitments.is_conditional(text, clause)

    def _paired(self, sentence: Sentence, clause: Clause, words: tuple[Span, ...]) -> Iterator[Found]:
        """Each time of a clause with the act that it belongs to."""
        for time, due in clause.times:
            sure = self.calendar.surely_ahead(time, due)
            fitting = [a for a in clause.acts if self._is_to_come(a, sentence, clause, words, sure=sure)]
            if fitting:
                act = min(fitting, key=lambda a: _price(a, time.span, clause.words))
                yield Found(clause, act, due, time, words)

    def _inheriting(
        self, sentence: Sentence, clause: Clause, words: tuple[Span, ...], time: TimeMention, due: Period
    ) -> Iterator[Found]:
        joined = clause.words or _JOINED.match(self.scene.text, clause.span.start)
        fitting = [a for a in clause.acts if joined and self._is_to_come(a, sentence, clause, words, sure=False)]
        if fitting:
            near = clause.words[0] if clause.words else clause.span
            act = min(fitting, key=lambda a: _price(a, near, clause.words))
            yield Found(clause, act, due, time, words, inherited=True)

    def _following(self, sentence: Sentence, clause: Clause) -> Iterator[Found]:
        """A counted plan behind a dated aim of the same paragraph and subject is for the same time."""
        if self.before is None or sentence.times or not clause.words or not sentence.figures:
            return
        before, due = self.before
        if before.index != sentence.index - 1 or before.block != sentence.block:
            return
        if self.actors.opens_with_pronoun(sentence):
            for act in clause.acts:
                if self._is_counted(act, sentence) and self._is_to_come(
                    act, sentence, clause, clause.words, sure=False
                ):
                    yield Found(clause, act, due, None, clause.words, inherited=True)
                    return

    def _is_counted(self, act: ActMention, sentence: Sentence) -> bool:
        """Whether a figure stands right before what the act is done to: "five key regions"."""
        thing = act.object
        return thing is not None and any(
            f.span.start <= thing.start <= f.span.end + _COUNTING for f in sentence.figures
        )

    def _is_to_come(
        self, act: ActMention, sentence: Sentence, clause: Clause, words: tuple[Span, ...], *, sure: bool
    ) -> bool:
        """Whether the form of an act, and the words around it, say that it lies ahead."""
        text = self.scene.text
        before = text[clause.span.start : act.span.start]
        if self._is_figure(act, sentence, clause.span) or commitments.is_denied(text, clause.span, act.span):
            return False
        if act.form is Form.PAST:
            return bool(commitments.TO_BE_DONE.search(before)) or any(w.overlaps(act.span) for w in words)
        if commitments.DONE.search(before) or commitments.DONE_AFTER.match(text, act.span.end):
            return False
        return sure or bool(words)

    def _about(self, sentence: Sentence, found: Found, key: str | None) -> tuple[str, ...]:
        """The models and brands promised; of a clause that only says "deliveries", those of the clause before."""
        span, act = found.clause.span, found.act
        own = self.actors.about(sentence, span, key)
        rest = self.scene.text[act.span.end : span.end]
        bare = act.act.kind is PromiseKind.START_OF_DELIVERIES or _ITSELF.fullmatch(rest) is not None
        if own or span.start == sentence.span.start or not bare or act.act.kind not in _OF_PRODUCTS:
            return own
        return self.actors.about(sentence, Span(sentence.span.start, span.start), key)[-1:]

    def _is_figure(self, act: ActMention, sentence: Sentence, clause: Span) -> bool:
        """Whether an act is only what is measured: "a profit of 5 billion yuan", "deliveries of 87,000" are targets."""
        inside = [f for f in sentence.figures if clause.contains(f.span)]
        if act.act.kind is PromiseKind.FINANCE:
            return any(f.dimension == MONEY for f in inside)
        return act.form is Form.NOUN and any(f.dimension in (COUNT, None) or f.unit == "percent" for f in inside)

    def _promise(self, sentence: Sentence, found: Found, subject: Subject | None, *, carried: bool) -> Promise:
        text = self.scene.text
        span = found.clause.span
        what = what_of(text, span, found.act, found.time.span if found.time else None)
        name, key = subject_ids(subject)
        sure = _SURE - _UNSAID * (not found.words) - _INHERITED * found.inherited - _CARRIED * carried
        return Promise(
            document=self.scene.document.id,
            span=sentence.span,
            quote=sentence.span.of(text),
            what=what.of(text),
            what_span=what,
            kind=found.act.act.kind,
            deadline=str(found.due),
            subject=name,
            subject_id=key,
            about=self._about(sentence, found, key),
            regions=self.actors.regions(sentence, span),
            claimant=claimant_of(self.scene, sentence, self.pack),
            words=tuple(dict.fromkeys(w.of(text) for w in found.words)),
            hearsay=commitments.is_hearsay(text, sentence.span),
            made=self.made,
            confidence=round(sure, 2),
        )


def _is_present(text: str, act: ActMention) -> bool:
    """Whether an English verb stands in the present, which of a date is the future: "deliveries start in May"."""
    return act.form in (Form.BASE, Form.PRESENT) and act.span.of(text).isascii()


def _price(act: ActMention, time: Span, words: Sequence[Span]) -> float:
    """What it costs to say that a time is that of an act."""
    price = float(time.start - act.span.end) if act.span.end <= time.start else act.span.start - time.end + _BEHIND
    meant = any(0 <= act.span.start - w.end <= _MEANT or w == act.span for w in words)
    return price - (_MEANT if meant else 0) + (_MEANT if act.form is Form.NOUN else 0)

"""What a document says has been done, or given up, of the things that can be promised. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.period import Grain, Period
from tachograph.core.plain import plain
from tachograph.core.promise import Event
from tachograph.core.span import Span
from tachograph.extraction.deeds import commitments
from tachograph.extraction.deeds.acting import subject_ids
from tachograph.extraction.deeds.acts import ActMention, Form
from tachograph.extraction.deeds.deadlines import deadline_of
from tachograph.extraction.deeds.promises import Clause, Finder
from tachograph.extraction.layout import laid_out
from tachograph.extraction.scene import Sentence
from tachograph.extraction.times.expressions import Sense


def extract_events(document: Document, pack: Pack) -> tuple[Event, ...]:
    """What ``document`` says has happened of the acts of the pack, and what it says is called off or put off.

    Hearsay, denials and conditions are left out, and so is what nobody known did.
    """
    written = plain(document)
    scene, _, pack = laid_out(written.document, pack)
    reader = _Reader(Finder(scene, pack), written.document)
    found = (event for sentence in scene.sentences for event in reader.read(sentence))
    return tuple(replace(e, span=written.as_given(e.span), quote=written.quote(e.span)) for e in found)


class _Reader:
    def __init__(self, finder: Finder, document: Document) -> None:
        self.finder, self.document = finder, document

    def read(self, sentence: Sentence) -> Iterator[Event]:
        text, finder = self.document.text, self.finder
        names = finder.actors.enter(sentence)
        if not (commitments.is_hearsay(text, sentence.span) or commitments.is_others(text, sentence.span)):
            for clause in finder.clauses(sentence):
                act = self._told(clause)
                off = commitments.is_put_off(text, clause.span)
                act = clause.acts[0] if off and clause.acts else act
                subject, _ = finder.actors.subject(sentence, names, act.span if act else clause.span, clause.span)
                key = subject_ids(subject)[1]
                if act is not None and key is not None:
                    yield self._event(sentence, clause, act, key, off=off)
        finder.actors.leave(sentence, names)

    def _told(self, clause: Clause) -> ActMention | None:
        """The act of a clause that is told as done."""
        text = self.document.text
        if commitments.is_left_open(text, clause.span) or commitments.is_conditional(text, clause.span):
            return None
        told = (a for a in clause.acts if self._is_done(a, clause))
        return next((a for a in told if not commitments.is_denied(text, clause.span, a.span)), None)

    def _is_done(self, act: ActMention, clause: Clause) -> bool:
        text = self.document.text
        before = text[clause.span.start : act.span.start]
        if act.form is Form.PAST:
            return not commitments.TO_BE_DONE.search(before) and not any(w.overlaps(act.span) for w in clause.words)
        if act.span.of(text).isascii():
            return False
        return bool(commitments.DONE.search(before) or commitments.DONE_AFTER.match(text, act.span.end))

    def _event(self, sentence: Sentence, clause: Clause, act: ActMention, key: str, *, off: bool) -> Event:
        finder = self.finder
        date = self._new_date(clause) if off else self._when(sentence, clause.span)
        return Event(
            document=self.document.id,
            source=self.document.source,
            published=finder.made,
            span=clause.span,
            quote=clause.span.of(self.document.text),
            kind=act.act.kind,
            date=None if date is None else str(date),
            subject_id=key,
            about=finder.actors.about(sentence, clause.span, key),
            regions=finder.actors.regions(sentence, clause.span),
            called_off=off,
        )

    def _new_date(self, clause: Clause) -> Period | None:
        """The date to which something is put off: the last that its clause names."""
        return clause.times[-1][1] if clause.times else None

    def _when(self, sentence: Sentence, clause: Span) -> Period | None:
        """When something happened: the time in its clause, else the sentence's only one."""
        told = [t for t in sentence.times if t.period is not None and t.sense is not Sense.COMPARISON and not t.future]
        inside = [t for t in told if clause.contains(t.span)]
        times = inside or (told if len(told) == 1 else [])
        if not times:
            return None
        period = times[0].period
        return period if period is not None and period.grain is Grain.DAY else deadline_of(times[0])

"""What a counting body foresees of the market that it counts."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, Nature
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.market_signs import Signs

# "The CPCA reckons with 2.2 million", "It had pencilled in 2.15 million"
_FORETELLS = Caseless(
    r"\b(?:expects?|expected|forecasts?|predicts?|predicted|reckons?(?: with)?|reckoned(?: with)?|pencill?(?:s|ed) in|counts on|looks for|projects|projected|anticipates?|anticipated|foresees?|foresaw)\b"
)
_THE_BODY = Caseless(
    r"\bthe (?:[a-z-]+ )?(?:association|federation|trade body|industry body|industry group)\b[^.;\d]{0,40}$"
)
_IT = re.compile(r"(?:It|They)\s(?:had\s|has\s|now\s|also\s|still\s){0,2}")
_BESIDE = 24  # characters
_COUNTED_FIRST = ("retail_sales",)


class Foretold(Signs):
    """Finds whose the forecasts of associations are."""

    about: Subject | None
    exporting = False  # the text is about what the home market exports, and where to

    def foretell(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Give what a counting body foresees to the market that it counts: "The CPCA reckons with 2.2 million in October".

        Where nothing says what is counted, it is what the body counts first.
        """
        if self.scene.document.lang != "en" or not self.segments.counting:
            return
        verb = _FORETELLS.search(self.scene.text, sentence.span.start, sentence.span.end)
        body = self._foreteller(sentence, verb.start()) if verb is not None else None
        if verb is None or body is None:
            return
        usual = next((key for key in _COUNTED_FIRST if key in body.tags), None)
        for draft in drafts:
            metric = self.pack.metrics.get(draft.metric or "")
            if draft.figure.full.start < verb.end() or metric is None or draft.fixed & {"table", "subject"}:
                continue
            if any(verb.end() <= m.span.start < draft.span.start for m in self._named_sellers(sentence)):
                return
            flow = metric.nature is Nature.FLOW and metric.unit == self.pack.main_unit
            host = draft.host is not None and draft.host.sentence is sentence
            if not flow or draft.kind not in (Kind.LEVEL, Kind.CHANGE) or (draft.kind is Kind.CHANGE and not host):
                continue
            said = [m for m in sentence.of_sort(Sort.METRIC) if verb.end() <= m.span.start < draft.span.end + _BESIDE]
            onward = self.exporting and metric.basis == "export"  # in a text on exports, a body foresees those
            if not said and not onward and usual is not None:
                draft.metric = usual
            segments = [m.key for m in sentence.of_sort(Sort.SEGMENT) if verb.end() <= m.span.start]
            family = [m for m in self.register.markets if self.pack.main_unit in m.units]
            about = self.register.known(self.about)
            whole = about is not None and about.segment in (None, "passenger") and about.region == body.home
            if not segments:
                segment = about.segment if about is not None and whole and (said or onward) else body.segment
                draft.subject = self.register.named(family, body.home, segment) or draft.subject
                draft.region, draft.segment, draft.model = None, None, None

    def _foreteller(self, sentence: Sentence, end: int) -> Entity | None:
        """The counting body that foresees something by its name, as "the association" or as "it" behind its name."""
        text, sellers = self.scene.text, self._named_sellers(sentence)
        named = [m for m in self.segments.counting if sentence.span.start <= m.span.start < end]
        if named and not any(named[-1].span.end <= m.span.start < end for m in sellers):
            return self.pack.entities[named[-1].key]
        if any(m.span.start < end for m in sellers):
            return None
        if _THE_BODY.search(text, sentence.span.start, end):
            return self.segments.body(sentence)
        before = [m for m in self.segments.counting if m.span.end <= sentence.span.start]
        if not _IT.fullmatch(text, sentence.span.start, end) or not before:
            return None
        start = self.scene.opening(sentence).span.start
        here = [
            m
            for s in self.scene.sentences
            if start <= s.span.start < sentence.span.start
            for m in self._named_sellers(s)
        ]
        late = before[-1].span.start >= start and not any(m.span.start > before[-1].span.start for m in here)
        return self.pack.entities[before[-1].key] if late else None

    def _named_sellers(self, sentence: Sentence) -> list[Mention]:
        return [m for m in sentence.of_sort(Sort.ENTITY) if sells(self.pack.entities[m.key])]

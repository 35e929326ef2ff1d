"""What a figure is narrowed to that only tells another time of the one before: "A year earlier it was 64,000."."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Sort

_TALLY = r"(?:figure|number|total|tally|count|result|sum|level|volume)"
_AT = r"(?:(?:A|One|Two|Three) (?:years?|months?|quarters?) (?:before|earlier|ago|previously)|(?:In|During|For|Back in) (?!all\b|total\b)[^,;.\d]{3,24}(?:20\d\d)?),?\s"
_RECALLS = re.compile(
    rf"(?:{_AT})?(?:it|It|that|the {_TALLY}|The {_TALLY}) (?:had (?:still |only |just )?been|was|were|stood at|had stood at|came to|had come to|amounted to)\b"
    rf"|(?:The )?(?:[A-Z][a-z]+|(?:L|l)ast (?:year|month|quarter)|(?:previous|prior|preceding) (?:year|month|quarter))['’]s {_TALLY}\b"
)


class Recalled:
    """Carries what a level is narrowed to on to sentences that compare it with another time."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._told: Draft | None = None  # the level of the sentence before, if its levels are all narrowed alike
        self._next = -1, -1  # the sentence that this is carried on to, and its paragraph

    def set(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Narrow the figures of a sentence that recalls the one before, and note what the next may recall."""
        told = self._told if self._next == (sentence.index, sentence.block) else None
        if told is not None and self._recalls(sentence):
            for draft in drafts:
                if draft.unit in (told.unit, "percent") and draft.kind in (Kind.LEVEL, Kind.CHANGE):
                    self._narrow(draft, told)
        levels = [d for d in drafts if d.kind is Kind.LEVEL and "table" not in d.fixed and not d.dropped]
        alike = len({(d.unit, d.metric, d.region, d.segment, d.model) for d in levels}) == 1
        self._told = levels[0] if alike else None
        self._next = sentence.index + 1, sentence.block

    def _recalls(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with another time of what was told, and names nothing else."""
        named = any(m.sort in (Sort.METRIC, Sort.SEGMENT, Sort.REGION, Sort.ENTITY) for m in sentence.mentions)
        return not named and _RECALLS.match(self.scene.text, sentence.span.start, sentence.span.end) is not None

    def _narrow(self, draft: Draft, told: Draft) -> None:
        if (draft.region, draft.segment, draft.model) != (None, None, None) and draft.kind is Kind.LEVEL:
            return
        draft.metric = told.metric if "metric" not in draft.fixed else draft.metric
        draft.region, draft.segment, draft.model = told.region, told.segment, told.model

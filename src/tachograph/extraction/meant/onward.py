"""What a text goes on meaning: the aims and forecasts that sentences without a word for it carry on."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind, Modality
from tachograph.extraction.draft import Draft
from tachograph.extraction.meant.aims import measures
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues

Carried = dict[tuple[str | None, str | None], Modality]
"""The modality that the sentence before gave to each unit and metric."""

_ITEM = re.compile(r"[*•●▪‣·–—-]\s|[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)）、]\s?")
_INTRODUCES = (":", "：")


class Onward:
    """Remembers how the figures of a paragraph are meant; give it the sentences in order.

    A paragraph of aims goes on in the next one, a list of them too. An aim that closes a paragraph of results ends
    with it: "Deliveries rose to 70,327. Next year it wants a million.", and the next paragraph is of another maker.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.carried: Carried = {}
        self._block = -1
        self._results = False  # whether the paragraph has told what has happened
        self.announced: Modality | None = None  # how the line above a list says that its items are meant

    def begin(self, sentence: Sentence) -> None:
        """Settle what holds at the start of a sentence: what is ``carried``, and what a list's items are ``announced`` to be."""
        text = self.scene.text
        if sentence.block != self._block:
            reckoned = Modality.ESTIMATE in self.carried.values()  # what one maker still needs is no word on the next
            if (self._results or reckoned) and self.scene.document.lang == "en":
                self.carried = {}
            self._block, self._results = sentence.block, False
            if _ITEM.match(text, sentence.span.start) is None:
                self.announced = None
        if not sentence.figures and sentence.span.of(text).endswith(_INTRODUCES):
            self.announced = _said(text, sentence)

    def after(self, drafts: list[Draft]) -> None:
        """Note the figures of a sentence, once it is known how they are meant."""
        levels = [d for d in drafts if d.kind is Kind.LEVEL and not d.past]
        told = (d for d in levels if d.modality is Modality.ACTUAL and "table" not in d.fixed)
        self._results = self._results or any(told)
        self.carried = modalities_after(drafts, self.carried)


def _said(text: str, sentence: Sentence) -> Modality | None:
    """The modality that a line without figures announces."""
    where = sentence.span.start, sentence.span.end
    if cues.FORECAST.search(text, *where):
        return Modality.FORECAST
    return Modality.TARGET if cues.TARGET.search(text, *where) else None


def modalities_after(drafts: list[Draft], carried: Carried) -> Carried:
    """What the next sentence carries on: the modality of the last level; an aim named for one figure ends with it."""
    if not drafts:
        return carried
    last = next((d for d in reversed(drafts) if d.kind is Kind.LEVEL and not d.past), drafts[-1])
    if last.own_aim or measures(last, drafts) or _is_overtaken(last, drafts):
        return {}
    return {(d.unit, d.metric): d.modality for d in drafts if d.modality is last.modality}


def _is_overtaken(last: Draft, drafts: list[Draft]) -> bool:
    """Whether what is told behind a forecast has happened: 预测是3290万辆，实际多卖了150万辆."""
    behind = [d for d in drafts if d.span.start >= last.span.end]
    return last.modality is not Modality.ACTUAL and any(d.happened and d.modality is Modality.ACTUAL for d in behind)

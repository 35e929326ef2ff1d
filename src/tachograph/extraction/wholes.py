"""What a share is a share of."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.caseless import Caseless
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.shared import aim_of
from tachograph.extraction.vocabulary import Sort

_REACH = 70
_OF = re.compile(r"\s*(?:share\s+|slice\s+|stake\s+)?(?:of|in)\s+", re.IGNORECASE)
_END = re.compile(r"[.;:。；]|,\s")
_TARGET = Caseless(r"\b(?:targets?|goals?|plan(?:ned)?|aims?)\b", r"目标|目標")


def set_wholes(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """Name the whole of every share that says it: ``exports``, or ``sales target`` for so much of an aim.

    The whole stands behind "of", up to the next break: "36.8% of all vehicle exports", "45.6% of its target of 4.5
    million".
    """
    for draft in drafts:
        if draft.kind is not Kind.SHARE or draft.basis is not None:
            continue
        tail = scene.text[draft.span.end : min(sentence.span.end, draft.span.end + _REACH)]
        of = _OF.match(tail)
        if of is None:
            continue
        end = _END.search(tail, of.end())
        until = draft.span.end + (end.start() if end else len(tail))
        if _TARGET.search(scene.text, draft.span.end, until):
            draft.basis = aim_of(draft)
            continue
        named = [m.key for m in sentence.of_sort(Sort.METRIC) if draft.span.end <= m.span.start < until]
        draft.basis = next((k for k in named if pack.metrics[k].nature is not Nature.RATIO), None)

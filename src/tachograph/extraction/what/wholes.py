"""What a share is a share of."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.what.shared import aim_of

_REACH = 70
_OF = re.compile(r"\s*(?:share\s+|slice\s+|stake\s+)?(?:of|in)\s+", re.IGNORECASE)
_END = re.compile(r"[.;:。；]|,\s")
_TARGET = Caseless(r"\b(?:targets?|goals?|plan(?:ned)?|aims?)\b", r"目标|目標")

_RATE = Caseless(r"\b(?:the|that|this|plug-in|nev|ev|electric|electrification) rate\b", needs="rate")


def is_own_rate(text: str, draft: Draft) -> bool:
    """Whether a group's percentage is of what it sells itself, and no share of the market: "The rate was 78% among them"."""
    return _RATE.search(text, draft.sentence.span.start, draft.figure.full.start) is not None


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
            draft.basis = _said_before(scene, sentence, draft, pack)
            continue
        end = _END.search(tail, of.end())
        until = draft.span.end + (end.start() if end else len(tail))
        if _TARGET.search(scene.text, draft.span.end, until):
            draft.basis = aim_of(draft)
            continue
        named = [m.key for m in sentence.of_sort(Sort.METRIC) if draft.span.end <= m.span.start < until]
        draft.basis = next((k for k in named if pack.metrics[k].nature is not Nature.RATIO), None)


def _said_before(scene: Scene, sentence: Sentence, draft: Draft, pack: Pack) -> str | None:
    """What a penetration is counted by where the words before it say so: 批发渗透率53.5%, 达到总销量的51.6%."""
    if draft.metric != "penetration":
        return None
    said = [m for m in sentence.of_sort(Sort.METRIC) if m.span.end <= draft.figure.full.start]
    for place, mention in enumerate(said):
        between = scene.text[mention.span.end : draft.figure.full.start]
        if pack.metrics[mention.key].nature is Nature.FLOW and between == "的":
            return mention.key
        following = said[place + 1] if place + 1 < len(said) else None
        rate = following is not None and following.key == "penetration" and following.span.start == mention.span.end
        if rate and following is said[-1] and pack.metrics[mention.key].basis is not None:
            return mention.key
    return None

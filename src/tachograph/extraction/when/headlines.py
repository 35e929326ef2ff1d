"""When the figures of a headline hold, which seldom says: those that the text tells again, and dates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene
from tachograph.extraction.when.leads import only_begins

_NEARLY = Decimal("0.05")  # "clears 70,000" is said of 70,327
_TOLD = (Kind.LEVEL, Kind.SHARE, Kind.CHANGE)


def settle_headlines(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give the figures of a headline that names no time the period in which the text tells them first."""
    first = scene.sentences[0] if scene.sentences else None
    if first is None or scene.document.lang != "en":
        return
    published = scene.document.published
    times = [t for t in first.times if not only_begins(scene.text, first.span, t, published)]
    if any(t.period is not None or t.shift for t in times):
        return
    told = [d for d in drafts if not d.dropped]
    for draft in told:
        if draft.sentence.index:
            return
        if draft.period is not None or draft.kind not in _TOLD or draft.modality is not Modality.ACTUAL:
            continue
        again = next((d for d in told if d.sentence.block != first.block and _is_again(draft, d)), None)
        if again is not None and "period" not in draft.fixed:
            draft.period, draft.basis = again.period, draft.basis or again.basis


def _is_again(headline: Draft, told: Draft) -> bool:
    """Whether the text tells what its headline has: of the same seller, the same thing, and nearly the same number."""
    if headline.subject is None or told.subject is None or headline.subject.name != told.subject.name:
        return False
    if (headline.kind, headline.unit, told.modality) != (told.kind, told.unit, Modality.ACTUAL) or told.period is None:
        return False
    if headline.low is None or told.low is None:
        return False
    return abs(told.low - headline.low) <= _NEARLY * abs(told.low)

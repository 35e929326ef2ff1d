"""Whether a figure has happened: actual, estimate, forecast or target."""

from __future__ import annotations

from tachograph.core.claim import Modality
from tachograph.core.span import Span
from tachograph.extraction import cues
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence, distance

_REACH = 5.0
_CLOSE = 0.7
_BEHIND = 0.5  # a cue behind the figure costs this more than one before it
_CUES = (
    (Modality.TARGET, cues.TARGET),
    (Modality.FORECAST, cues.FORECAST),
    (Modality.ESTIMATE, cues.ESTIMATE),
    (Modality.ACTUAL, cues.PAST),
)


def set_modalities(scene: Scene, sentence: Sentence, drafts: list[Draft]) -> None:
    """Give every draft of a sentence its modality, from the nearest word that says it."""
    found = _cues_in(scene, sentence)
    for draft in sorted(drafts, key=lambda d: d.host is not None):
        if "modality" in draft.fixed:
            continue
        modality, cost = _nearest(scene, draft, found)
        host = draft.host
        if host is not None and distance(scene.text, host.span, draft.span) < cost:
            modality = host.modality
        draft.modality = modality


def _cues_in(scene: Scene, sentence: Sentence) -> list[tuple[Span, Modality]]:
    start, end = sentence.span.start, sentence.span.end
    return [
        (Span(m.start(), m.end()), modality)
        for modality, pattern in _CUES
        for m in pattern.finditer(scene.text, start, end)
        if m.end() > m.start()
    ]


def _nearest(scene: Scene, draft: Draft, found: list[tuple[Span, Modality]]) -> tuple[Modality, float]:
    best, price = Modality.ACTUAL, _REACH
    for span, modality in found:
        cost = distance(scene.text, span, draft.span)
        if span.start > draft.span.start and modality is not Modality.ACTUAL:
            cost += _BEHIND if cost < _CLOSE else _REACH
        if modality is Modality.ACTUAL:
            cost += 0.3  # "is expected to have reached": the aim outweighs the tense beside it
        if cost < price:
            best, price = modality, cost
    return best, price


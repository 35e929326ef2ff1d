"""Whether a figure has happened: actual, estimate, forecast or target."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction import cues
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence, distance
from tachograph.extraction.vocabulary import sells

_REACH = 5.0
_OF_TARGET = re.compile(r"\bof\b[^,;.]{0,40}\b(?:target|goal|plan|aim|planned)", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:more |higher |up )?(?:than|on|from|above|over)\s+(?:its |the |a )?$", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:complet|achiev|fulfil|reach|equal)\w*\s+(?:at least |about |only |nearly |over |just )*$", re.IGNORECASE
)
_CLOSES = re.compile(r"(?:\s(?:for|at|to))?\s*[,;.)]")
_CLOSE = 0.7
_SOON = 20  # characters
_WINDOW = 600  # characters
_CUES = (
    (Modality.TARGET, cues.TARGET),
    (Modality.FORECAST, cues.FORECAST),
    (Modality.ESTIMATE, cues.ESTIMATE),
    (Modality.ACTUAL, cues.PAST),
)


def set_modalities(scene: Scene, sentence: Sentence, drafts: list[Draft], carried: dict[str, Modality]) -> None:
    """Give every draft of a sentence its modality, from the nearest word that says it.

    ``carried`` is the modality per unit of the sentence before: a text about targets goes on about them until a verb
    says that something has happened.
    """
    if not drafts:
        return
    found = _cues_in(scene, sentence)
    figures = [f.span for f in sentence.figures]
    leading = [(s, m) for s, m in found if not _is_of(scene.text, s, figures)]
    timeless = not cues.HAPPENED.search(scene.text, sentence.span.start, sentence.span.end)
    for draft in sorted(drafts, key=lambda d: d.host is not None):
        if "modality" in draft.fixed:
            continue
        modality, cost = _nearest(scene, draft, found, leading)
        draft.happened = modality is Modality.ACTUAL and cost < _REACH
        host = draft.host
        if draft.kind is Kind.SHARE and _is_reached(scene, sentence, draft, modality):
            modality, cost = Modality.ACTUAL, 0.0
        if host is not None and host.modality is Modality.TARGET and modality is Modality.FORECAST:
            modality, cost = Modality.TARGET, 0.0  # "aims for 550,000, which would be 28% more"
        if host is not None and distance(scene.text, host.span, draft.span) < cost:
            modality = host.modality
        base = _is_base(scene, draft, drafts) or _is_past(sentence, draft)
        if base:
            modality = Modality.ACTUAL
        if modality is Modality.ACTUAL and timeless and not base and "modality" not in draft.fixed:
            modality = carried.get(draft.unit or "", modality)
        draft.modality = modality


def _is_reached(scene: Scene, sentence: Sentence, draft: Draft, modality: Modality) -> bool:
    """Whether the share is so much of a target as has been reached."""
    if _DONE.search(scene.text, sentence.span.start, draft.span.start):
        return True
    return modality is Modality.TARGET and bool(_OF_TARGET.search(scene.text, draft.span.end, draft.span.end + 60))


def _is_base(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the figure is what an aim starts from: "wants 28% more than its 429,450"."""
    before = [d for d in drafts if d.span.end <= draft.span.start]
    if cues.TARGET.search(scene.text[draft.span.end : draft.span.end + _SOON]):
        return False
    return (
        draft.kind is Kind.LEVEL
        and bool(before)
        and before[-1].kind is Kind.CHANGE
        and bool(_BASE.match(scene.text[before[-1].span.end : draft.figure.full.start]))
    )


def _is_past(sentence: Sentence, draft: Draft) -> bool:
    """Whether a time right behind a level looks back: "596,555 last year"."""
    behind = [t for t in sentence.times if 0 <= t.span.start - draft.span.end <= 2]
    return draft.kind is Kind.LEVEL and bool(behind) and behind[0].shift is not None


def modalities_after(drafts: list[Draft], carried: dict[str, Modality]) -> dict[str, Modality]:
    """What the next sentence carries on: the modality of the last figure per unit."""
    if not drafts:
        return carried
    return {draft.unit or "": draft.modality for draft in drafts}


def set_unfinished(drafts: list[Draft], now: date | None) -> None:
    """What lasts beyond the day of the text cannot have happened: a seller's figure is its target, else a forecast."""
    for draft in drafts:
        period = draft.period
        settled = draft.happened or "modality" in draft.fixed
        if draft.modality is not Modality.ACTUAL or period is None or now is None or settled:
            continue
        if draft.kind in (Kind.LEVEL, Kind.CHANGE, Kind.SHARE) and period.end > now and period.grain is not Grain.DAY:
            entity = draft.subject.entity if draft.subject else None
            forecast = any(d.modality is Modality.FORECAST for d in drafts) or (
                entity is not None and not sells(entity)
            )
            draft.modality = Modality.FORECAST if forecast else Modality.TARGET


def _is_of(text: str, cue: Span, figures: list[Span]) -> bool:
    """Whether a cue closes what is said of a figure before it: "the 380,000 it was aiming for, …"."""
    closes = _CLOSES.match(text[cue.end : cue.end + 8]) or not cue.of(text).isascii()  # 35万辆目标: the noun follows
    return bool(closes) and any(0 <= cue.start - f.end <= _WINDOW and distance(text, f, cue) < _CLOSE for f in figures)


def _cues_in(scene: Scene, sentence: Sentence) -> list[tuple[Span, Modality]]:
    """The words that say a modality, in order; a participle behind its noun ("550,000 vehicles sold") says none."""
    start, end = sentence.span.start, sentence.span.end
    found = [
        (Span(m.start(), m.end()), modality)
        for modality, pattern in _CUES
        for m in pattern.finditer(scene.text, start, end)
        if m.end() > m.start()
    ]
    nouns = {f.full.end for f in sentence.figures}
    return sorted((s, m) for s, m in found if m is not Modality.ACTUAL or not {s.start, s.start - 1} & nouns)


def _nearest(
    scene: Scene, draft: Draft, found: list[tuple[Span, Modality]], leading: list[tuple[Span, Modality]]
) -> tuple[Modality, float]:
    """The last word before the figure that says it, or one right behind it ("the 500,000 planned").

    ``leading`` are the words of ``found`` that close nothing said of a figure before them.
    """
    before = [(s, m) for s, m in leading if s.end <= draft.span.start]
    best, price = Modality.ACTUAL, _REACH
    if before:
        span, best = before[-1]
        price = min(_REACH - 1, distance(scene.text, span, draft.span))
        if best is Modality.ACTUAL and len(before) > 1 and distance(scene.text, before[-2][0], span) < _CLOSE:
            best = before[-2][1]  # "is expected to have reached"
    for span, modality in found:
        if span.start >= draft.span.end and modality is not Modality.ACTUAL:
            cost = distance(scene.text, draft.span, span)
            if cost < min(_CLOSE, price):
                best, price = modality, cost
    return best, price

"""When the figures of a headline hold, which seldom says: those that the text tells again, and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene
from tachograph.extraction.when.leads import only_begins

_NEARLY = Decimal("0.05")  # "clears 70,000" is said of 70,327
_TOLD = (Kind.LEVEL, Kind.SHARE, Kind.CHANGE)
_NO_HEADLINE = re.compile(r"^\W*[*•|>-]|[.;]\s*$")  # an item of a list, or a sentence of the text itself
_LINES = 4
_PERCENT = "percent"


def settle_headlines(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Read the figures of a headline as the text tells them again; one without a time holds when the text or its lead does."""
    first = scene.sentences[0] if scene.sentences else None
    if first is None or scene.document.lang != "en":
        return
    head = [s for s in scene.sentences[:_LINES] if s.block == first.block]
    if _NO_HEADLINE.search(scene.text[first.span.start : head[-1].span.end]):
        return
    published = scene.document.published
    times = [t for t in first.times if not only_begins(scene.text, first.span, t, published)]
    timed = any(t.period is not None or t.shift for t in times)
    told = [d for d in drafts if not d.dropped]
    below = [d for d in told if d.sentence.block != first.block]
    lead = [d for d in below if d.sentence.block == below[0].sentence.block]
    for draft in told:
        if draft.sentence.block != first.block:
            return
        if draft.modality is not Modality.ACTUAL or draft.kind not in _TOLD or "table" in draft.fixed:
            continue
        if not timed and draft.period is None and "period" not in draft.fixed:
            again = next((d for d in below if _is_again(draft, d)), None)
            if again is not None:
                draft.period, draft.basis = again.period, draft.basis or again.basis
        meant = _meant(draft, below)
        if meant is not None and (draft.period is None or draft.period == meant.period):
            draft.kind, draft.metric, draft.subject = meant.kind, meant.metric, meant.subject
            draft.segment, draft.region, draft.model = meant.segment, meant.region, meant.model
            draft.basis, draft.period = meant.basis, draft.period if timed else meant.period
            draft.low, draft.high = _signed_as(draft, meant)
        elif not timed and draft.period is None and "period" not in draft.fixed:
            draft.period = _period_of(lead)


def _is_again(headline: Draft, told: Draft) -> bool:
    """Whether the text tells what its headline has: of the same seller, the same thing, and nearly the same number."""
    if headline.subject is None or told.subject is None or headline.subject.name != told.subject.name:
        return False
    if (headline.kind, headline.unit, told.modality) != (told.kind, told.unit, Modality.ACTUAL) or told.period is None:
        return False
    return _is_near(headline, told, _NEARLY)


def _is_near(headline: Draft, told: Draft, part: Decimal) -> bool:
    if headline.low is None or told.low is None:
        return False
    return abs(abs(told.low) - abs(headline.low)) <= part * abs(told.low)


def _meant(headline: Draft, below: Sequence[Draft]) -> Draft | None:
    """The figure of the text that a percentage of its headline rounds, if only one thing is told so."""
    if headline.unit != _PERCENT or headline.figure.form is not Form.PERCENT:
        return None
    alike = [
        d
        for d in below
        if d.unit == _PERCENT and d.kind in _TOLD and d.modality is Modality.ACTUAL and d.period is not None
    ]
    alike = [d for d in alike if _rounds(headline, d)]
    things = {(d.kind, d.metric, d.subject.name if d.subject else None, d.period) for d in alike}
    return alike[0] if len(things) == 1 else None


def _rounds(headline: Draft, told: Draft) -> bool:
    """Whether a percentage is another one without its decimals: 42 or "tops 57" of 42.3 and 57.8."""
    if headline.low is None or told.low is None:
        return False
    shown, exact = abs(headline.low), abs(told.low)
    return (
        shown == exact
        or (headline.precision > told.precision and 0 <= exact - shown < headline.precision)
        or (headline.precision > told.precision and abs(exact - shown) * 2 <= headline.precision)
    )


def _signed_as(headline: Draft, told: Draft) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of a headline's figure with the sign that the text gives it."""
    low, high = headline.low, headline.high
    falls = told.kind is Kind.CHANGE and told.low is not None and told.low < 0
    if low is None or high is None or (low < 0) is falls:
        return low, high
    return (-high, -low) if told.kind is Kind.CHANGE or low < 0 else (low, high)


def _period_of(lead: Sequence[Draft]) -> Period | None:
    """When the figures of the lead hold, all that are told of a stretch of time."""
    told = [d.period for d in lead if d.kind in _TOLD and d.modality is Modality.ACTUAL and d.period is not None]
    return told[0] if told and told[0].days != 1 and not told[0].since_inception else None

"""A draft whose fields are settled, as a claim."""

from __future__ import annotations

from decimal import Decimal

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.quantity import Quantity
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft

VERSION = "rules-1"


def claim_of(document: Document, draft: Draft, confidence: float) -> Claim:
    """The claim that a draft has become, its metric, unit and kind settled."""
    span: Span = draft.span
    assert draft.unit is not None
    assert draft.kind is not None
    subject = draft.subject
    return Claim(
        document=document.id,
        span=span,
        quote=span.of(document.text),
        quantity=Quantity(_plain(draft.low), _plain(draft.high), draft.modifier, draft.unit, _precision(draft)),
        kind=draft.kind,
        subject=subject.name if subject else None,
        subject_id=subject.id if subject else None,
        metric=draft.metric,
        period=None if draft.period is None else str(draft.period),
        basis=draft.basis if draft.kind in (Kind.CHANGE, Kind.SHARE, Kind.RATIO) else None,
        modality=draft.modality,
        claimant=draft.claimant,
        model=draft.model,
        region=draft.region,
        segment=draft.segment,
        confidence=confidence,
        extractor=VERSION,
    )


def _precision(draft: Draft) -> Decimal:
    """The step of a figure; a forecast of "9 million" is one to the million, however exact a count of 9 million may be."""
    if draft.modality is not Modality.FORECAST or draft.kind is not Kind.LEVEL or not draft.low:
        return draft.precision
    digits = draft.low.normalize().as_tuple()
    return max(draft.precision, Decimal(1).scaleb(int(digits.exponent))) if draft.low == draft.high else draft.precision


def _plain(value: Decimal | None) -> Decimal | None:
    """34700000.0 as 34700000: scale words leave digits behind that say nothing."""
    return Decimal(int(value)) if value is not None and value == value.to_integral_value() else value

"""What the claims of a document observe."""

from __future__ import annotations

from collections.abc import Callable

from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack

_COMPARED = (Kind.CHANGE, Kind.SHARE)
_DOUBTED = 0.2  # how sure a figure is at most that cannot stand with what it was printed beside


def observations_of(checked: CheckedDocument, pack: Pack, quote: Callable[[Claim], str]) -> tuple[Observation, ...]:
    """The figures of a document that belong in a table: it is known whose they are, of what and for when.

    ``quote`` gives the words around a claim.
    """
    blamed = {c for f in checked.findings if f.verdict is Verdict.CONTRADICTED for c in f.blamed}
    found = (
        _observation(claim, checked.document, pack, quote(claim), doubted=claim.id in blamed)
        for claim in checked.claims
    )
    return tuple(dict.fromkeys(o for o in found if o is not None))


def _observation(claim: Claim, document: Document, pack: Pack, quote: str, *, doubted: bool) -> Observation | None:
    if claim.kind not in (Kind.LEVEL, *_COMPARED) or not claim.subject or not claim.metric or not claim.period:
        return None
    if claim.kind in _COMPARED and not claim.basis:
        return None
    entity = pack.entities.get(claim.subject_id) if claim.subject_id else None
    return Observation(
        entity=entity.id if entity else claim.subject,
        metric=claim.metric,
        period=claim.period,
        quantity=claim.quantity,
        kind=claim.kind,
        modality=claim.modality,
        basis=claim.basis,
        region=claim.region,
        segment=claim.segment,
        model=claim.model,
        source=document.source,
        published=document.published.isoformat() if document.published else None,
        quote=quote,
        document=document.id,
        claim=claim.id,
        claimant=claim.claimant,
        confidence=min(claim.confidence, _DOUBTED) if doubted else claim.confidence,
    )

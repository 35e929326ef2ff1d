"""The public contract: documents with their claims and findings as JSON.

The types below are what is printed; the published JSON Schema is generated from them. Numbers are written as the exact
decimals that were read, and the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import Annotated, Literal, TypedDict

from tachograph import __version__
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.copy import Copy
from tachograph.core.finding import CheckedDocument, Evidence, Finding, Repair, Step
from tachograph.core.quantity import Modifier

_WIDEST = 40  # powers of ten from which a number is written with an exponent
_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
_ROUNDING = Context(prec=15)


class ClaimRecord(TypedDict):
    """A figure of a text and its meaning."""

    id: Annotated[str, "Stable hash of the document and the place in it."]
    start: Annotated[int, "First code point of the quote in the text."]
    end: Annotated[int, "One past the last code point of the quote."]
    quote: Annotated[str, "The figure as written, with sign, currency and scale words."]
    low: Annotated[Decimal | None, "Lower bound as stated, in the base unit; null if open."]
    high: Annotated[Decimal | None, "Upper bound as stated, in the base unit; null if open."]
    modifier: Annotated[Modifier, "The word that loosens the figure."]
    unit: Annotated[str, "Unit or counted noun, singular."]
    kind: Annotated[Kind, "What the figure measures."]
    subject: Annotated[str | None, "Whose figure: canonical English name, or as written if no pack knows it."]
    subject_id: Annotated[str | None, "Id of the subject in the pack."]
    metric: Annotated[str | None, "What is measured."]
    period: Annotated[str | None, "When it holds: EDTF, with 2025-Q3 and 2025-H1."]
    basis: Annotated[str | None, "Change: the period compared with; share: the whole; ratio: the other quantity."]
    modality: Annotated[Modality, "Whether it has happened."]
    claimant: Annotated[str | None, "Who says it, if the text attributes it."]
    model: Annotated[str | None, "The model that the text narrows the figure to."]
    region: Annotated[str | None, "The region that the text narrows the figure to."]
    segment: Annotated[str | None, "The segment that the text narrows the figure to."]
    confidence: Annotated[float, "How sure the reading is, 0 to 1."]
    verdict: Annotated[Verdict, "What checking says of it; unchecked after extraction alone."]
    extractor: Annotated[str, "What read it: rules-1, llm:MODEL, or both joined by +."]


class IntervalRecord(TypedDict):
    """A closed interval; null is an open side."""

    low: Decimal | None
    high: Decimal | None


class StepRecord(TypedDict):
    """One line of a calculation."""

    text: Annotated[str, "What is computed."]
    interval: Annotated[IntervalRecord | None, "What it gives; bounds to 15 significant digits."]
    claims: Annotated[list[str], "Ids of the claims it uses."]


class EvidenceRecord(TypedDict):
    """A figure or fact from outside the text."""

    source: Annotated[str, "Where it was read."]
    value: Annotated[str, "What it says."]
    published: Annotated[str | None, "When it appeared: EDTF."]
    fact: Annotated[str, "What it is about."]


# The keys ``from`` and ``to`` are words of the language, hence the functional form.
RepairRecord = TypedDict(
    "RepairRecord",
    {
        "claim": Annotated[str, "Id of the claim to edit."],
        "field": Annotated[str, "The field of the claim to edit."],
        "from": Annotated[str, "Its value as it stands."],
        "to": Annotated[str, "The value that would mend the finding."],
        "explains": Annotated[int, "How many failed constraints hold after the edit."],
    },
)
RepairRecord.__doc__ = "The smallest edit of one field that would mend a finding."


class FindingRecord(TypedDict):
    """What one rule concludes about some claims."""

    rule: Annotated[str, "Code of the rule; `tacho explain CODE` says what it catches."]
    verdict: Annotated[Verdict, "What it concludes."]
    claims: Annotated[list[str], "Ids of the claims, the one to blame first."]
    message: Annotated[str, "The conclusion in one sentence."]
    derivation: Annotated[list[StepRecord], "The calculation, step by step."]
    evidence: Annotated[list[EvidenceRecord], "What from outside the text it rests on."]
    repairs: Annotated[list[RepairRecord], "Edits that would mend it, best first."]
    blamed: Annotated[list[str], "Ids of the claims that are wrong, where that can be told; if empty, any may be."]


class DifferenceRecord(TypedDict):
    """A field that the rules and a model read differently; the rules' value stands unless it is null."""

    claim: Annotated[str, "Id of the claim."]
    quote: Annotated[str, "Its figure as written."]
    field: Annotated[str, "The field of the claim; figure where the model saw another figure in the same place."]
    rules: Annotated[str | None, "What the rules read; null if nothing."]
    model: Annotated[str | None, "What the model read."]


class CopyRecord(TypedDict):
    """Another document checked together with this one, of which one repeats the other."""

    id: Annotated[str, "Id of the other document; the same as this one's if the texts are the same."]
    source: Annotated[str, "Path, URL or - that it was read from."]
    published: Annotated[str | None, "ISO date of publication; without one it is not known which came first."]
    shared: Annotated[float, "Part of the copy's wording around its figures that stands in the other, 0 to 1."]


class DocumentRecord(TypedDict):
    """A text that was read."""

    id: Annotated[str, "Stable hash of the text and its date."]
    source: Annotated[str, "Path, URL or - that it was read from."]
    title: str | None
    published: Annotated[str | None, "ISO date of publication."]
    lang: Annotated[Literal["en", "zh"], "Language of the text."]
    copy_of: Annotated[CopyRecord | None, "The earliest of the documents checked together that this one repeats."]
    copies: Annotated[list[CopyRecord], "Those of them that repeat this one, the earliest first."]
    claims: list[ClaimRecord]
    findings: Annotated[list[FindingRecord], "Empty after extraction alone."]
    differences: Annotated[list[DifferenceRecord], "What two extractors differ in; empty if one alone read the text."]


class ReportRecord(TypedDict):
    """What `tacho check` and `tacho extract` print with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    documents: list[DocumentRecord]


def render(documents: Sequence[CheckedDocument], *, checked: bool = True) -> str:
    """The report as JSON text, one claim and one finding a line; without checking there are no findings in it."""
    return "".join(_lines(report(documents, checked=checked)))


def report(documents: Sequence[CheckedDocument], *, checked: bool = True) -> ReportRecord:
    """The report as values for a JSON writer; numbers are ``Decimal``."""
    return {"tachograph": __version__, "documents": [_document(one, checked=checked) for one in documents]}


def _document(one: CheckedDocument, *, checked: bool) -> DocumentRecord:
    document = one.document
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "lang": "zh" if document.lang == "zh" else "en",
        "copy_of": _copy(one.copy_of) if one.copy_of else None,
        "copies": [_copy(copy) for copy in one.copies],
        "claims": [claim_record(claim) for claim in one.claims],
        "findings": [finding_record(finding) for finding in one.findings] if checked else [],
        "differences": _differences(one),
    }


def _copy(copy: Copy) -> CopyRecord:
    return {
        "id": copy.id,
        "source": copy.source,
        "published": copy.published.isoformat() if copy.published else None,
        "shared": round(float(copy.shared), 3),
    }


def claim_record(claim: Claim) -> ClaimRecord:
    """A claim as values for a JSON writer."""
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "low": claim.low,
        "high": claim.high,
        "modifier": claim.modifier,
        "unit": claim.unit,
        "kind": claim.kind,
        "subject": claim.subject,
        "subject_id": claim.subject_id,
        "metric": claim.metric,
        "period": claim.period,
        "basis": claim.basis,
        "modality": claim.modality,
        "claimant": claim.claimant,
        "model": claim.model,
        "region": claim.region,
        "segment": claim.segment,
        "confidence": claim.confidence,
        "verdict": claim.verdict,
        "extractor": claim.extractor,
    }


def finding_record(finding: Finding) -> FindingRecord:
    """A finding as values for a JSON writer."""
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "claims": list(finding.claims),
        "message": finding.message,
        "derivation": [_step(step) for step in finding.derivation],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "repairs": [_repair(repair) for repair in finding.repairs],
        "blamed": list(finding.blamed),
    }


def _differences(one: CheckedDocument) -> list[DifferenceRecord]:
    quotes = {claim.id: claim.quote for claim in one.claims}
    return [
        {"claim": d.claim, "quote": quotes.get(d.claim, ""), "field": d.field, "rules": d.rules, "model": d.model}
        for d in one.differences
    ]


def _step(step: Step) -> StepRecord:
    bounds: IntervalRecord | None = None
    if step.interval is not None:
        bounds = {"low": decimal(step.interval.low), "high": decimal(step.interval.high)}
    return {"text": step.text, "interval": bounds, "claims": list(step.claims)}


def _evidence(evidence: Evidence) -> EvidenceRecord:
    return {
        "source": evidence.source,
        "value": evidence.value,
        "published": evidence.published,
        "fact": evidence.fact,
    }


def _repair(repair: Repair) -> RepairRecord:
    return {
        "claim": repair.claim,
        "field": repair.field,
        "from": repair.before,
        "to": repair.after,
        "explains": repair.explains,
    }


def decimal(bound: Fraction | None) -> Decimal | None:
    """A fraction to 15 significant digits, for JSON."""
    return None if bound is None else _ROUNDING.divide(Decimal(bound.numerator), Decimal(bound.denominator))


def _lines(whole: ReportRecord) -> Iterator[str]:
    yield f'{{"tachograph": {written(whole["tachograph"])}, "documents": ['
    for number, document in enumerate(whole["documents"]):
        head = ", ".join(
            f"{written(key)}: {written(value)}"
            for key, value in document.items()
            if key not in ("claims", "findings", "differences")
        )
        yield f"{',' if number else ''}\n{{{head},\n"
        yield f' "claims": [{_rows(document["claims"])}],\n'
        yield f' "findings": [{_rows(document["findings"])}],\n'
        yield f' "differences": [{_rows(document["differences"])}]}}'
    yield "]}\n"


def _rows(records: Sequence[ClaimRecord] | Sequence[FindingRecord] | Sequence[DifferenceRecord]) -> str:
    return ",".join(f"\n  {written(record)}" for record in records)


def written(value: object) -> str:
    """A value as JSON. The standard encoder has no exact decimals, hence this one."""
    match value:
        case None | bool() | int() | float():
            return json.dumps(value, allow_nan=False)
        case Decimal():
            return plain(value)
        case str():
            return _string(value)
        case Mapping():
            return "{" + ", ".join(f"{_string(key)}: {written(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
    raise TypeError(f"no JSON for {type(value).__name__}")


def plain(value: Decimal) -> str:
    """The shortest plain digits of a decimal: ``4100000000``, ``67.5``, never ``4.1E+9`` or ``67.50``."""
    if not value:
        return "0"
    shortest = value.normalize(_EXACT)
    return f"{shortest:f}" if -_WIDEST < shortest.adjusted() < _WIDEST else f"{shortest:e}"


def _string(text: str) -> str:
    # Half a surrogate pair cannot be written as UTF-8, only escaped.
    return json.dumps(text, ensure_ascii=any("\ud800" <= character <= "\udfff" for character in text))

"""Promises as JSON; the published schema is generated from the types below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, TypedDict

from tachograph import __version__
from tachograph.core.promise import Evidence, JudgedPromise, Promise, PromiseKind, Standing
from tachograph.presenting.json import written


class WordingRecord(TypedDict):
    """Where a promise is said."""

    id: Annotated[str, "Hash of document, place, kind and deadline."]
    document: Annotated[str, "Id of the document."]
    source: Annotated[str, "Path or address it came from."]
    made: Annotated[str | None, "Day on which the document appeared, if known."]
    start: Annotated[int, "Where the quote begins: code points of the document's text."]
    end: Annotated[int, "Where it ends."]
    quote: Annotated[str, "The sentence that says it."]
    what_start: Annotated[int, "Where the words for what is promised begin."]
    what_end: Annotated[int, "Where they end."]
    what: Annotated[str, "The words for what is promised."]
    words: Annotated[list[str], "The words that make it a promise; none if only the date lies ahead."]
    claimant: Annotated[str | None, "Who says it, if the text names them."]
    hearsay: Annotated[bool, "Whether only unnamed people or unconfirmed reports say it."]
    confidence: Annotated[float, "From 0 to 1: how plainly the text says act, date and name."]


class OutcomeRecord(TypedDict):
    """What says how a promise stands."""

    text: Annotated[str, "In words."]
    date: Annotated[str, "When it happened, or the new date of what is put off: EDTF."]
    source: Annotated[str, "Where it is from."]
    published: Annotated[str | None, "When the source appeared: EDTF."]


class PromiseRecord(TypedDict):
    """A dated commitment and how it stands."""

    subject: Annotated[str | None, "Who is to do it: canonical English name, or the name as written."]
    subject_id: Annotated[str | None, "Id of the subject in the packs."]
    kind: Annotated[PromiseKind, "What sort of thing is promised."]
    deadline: Annotated[str, "By the last day of which it is due: EDTF, with 2025-Q3 and 2025-H1."]
    standing: Annotated[Standing, "How it stands on the day."]
    about: Annotated[list[str], "Ids of the subject's models and brands that the clause names."]
    regions: Annotated[list[str], "Ids of the regions that the clause names."]
    metric: Annotated[str | None, "What is counted, if the promise is to have so many."]
    count: Annotated[Decimal | None, "How many."]
    wording: WordingRecord
    repeats: Annotated[list[WordingRecord], "Other wordings of the same promise."]
    evidence: list[OutcomeRecord]


class PromisesRecord(TypedDict):
    """What `tacho promises` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    as_of: Annotated[str, "The day on which the promises stand so."]
    promises: Annotated[list[PromiseRecord], "In order of deadline."]


def render(judged: Sequence[JudgedPromise], sources: Mapping[str, str], as_of: date) -> str:
    """The promises as JSON text, one a line."""
    rows = ",".join(f"\n {written(record(j, sources))}" for j in judged)
    return f'{{"tachograph": {written(__version__)}, "as_of": {written(as_of.isoformat())}, "promises": [{rows}]}}\n'


def record(judged: JudgedPromise, sources: Mapping[str, str]) -> PromiseRecord:
    """A promise as values for a JSON writer."""
    p = judged.promise
    return {
        "subject": p.subject,
        "subject_id": p.subject_id,
        "kind": p.kind,
        "deadline": p.deadline,
        "standing": judged.standing,
        "about": list(p.about),
        "regions": list(p.regions),
        "metric": p.metric,
        "count": p.count,
        "wording": _wording(p, sources),
        "repeats": [_wording(r, sources) for r in judged.repeats],
        "evidence": [_evidence(e) for e in judged.evidence],
    }


def _wording(p: Promise, sources: Mapping[str, str]) -> WordingRecord:
    return {
        "id": p.id,
        "document": p.document,
        "source": sources.get(p.document, ""),
        "made": p.made,
        "start": p.span.start,
        "end": p.span.end,
        "quote": p.quote,
        "what_start": p.what_span.start,
        "what_end": p.what_span.end,
        "what": p.what,
        "words": list(p.words),
        "claimant": p.claimant,
        "hearsay": p.hearsay,
        "confidence": p.confidence,
    }


def _evidence(e: Evidence) -> OutcomeRecord:
    return {"text": e.text, "date": e.date, "source": e.source, "published": e.published}

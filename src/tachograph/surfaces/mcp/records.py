"""What the tools give that no verb prints as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from tachograph import __version__
from tachograph.core.claim import Kind, Modality
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.presenting import figures
from tachograph.presenting.cells.json import SaidRecord, said


class FoundRecord(SaidRecord):
    """A figure as a source gives it."""

    entity: Annotated[str, "Whose figure: canonical English name, or as written if no pack knows it."]
    metric: Annotated[str, "What is measured."]
    period: Annotated[str, "When it holds: EDTF, with 2025-Q3 and 2025-H1."]
    unit: Annotated[str, "Unit or counted noun, singular."]
    kind: Annotated[Kind, "What the figure measures."]
    basis: Annotated[str | None, "Change: the period compared with; share: the whole."]
    modality: Annotated[Modality, "Whether it has happened."]
    model: str | None
    region: str | None
    segment: str | None
    claimant: Annotated[str | None, "Who says it, if the page attributes it."]


class FoundClaimsRecord(TypedDict):
    """Figures as sources give them, the latest period first."""

    tachograph: Annotated[str, "Version of Tachograph."]
    total: Annotated[int, "How many there are; fewer may be listed."]
    claims: list[FoundRecord]


class ExplainedRecord(TypedDict):
    """What a rule catches, where a claim comes from, or what a cell rests on."""

    tachograph: Annotated[str, "Version of Tachograph."]
    code: str
    what: Literal["rule", "claim", "cell"]
    text: str


def found(observations: Sequence[Observation], pack: Pack, most: int) -> FoundClaimsRecord:
    """The first ``most`` of some observations, the latest period first."""
    ordered = sorted(observations, key=lambda o: (o.published or "", o.source))
    ordered.sort(key=lambda o: o.period[-10:].rpartition("/")[2], reverse=True)
    return {"tachograph": __version__, "total": len(ordered), "claims": [_found(o, pack) for o in ordered[:most]]}


def line(claim: FoundRecord) -> str:
    """A figure in a line: whose, of what, when, how firmly, who says so, and in which words."""
    whose = ", ".join(part for part in (claim["entity"], claim["model"], claim["metric"], claim["period"]) if part)
    word = "" if claim["modifier"] == "exactly" else f"{claim['modifier']} "
    quote = f" “{claim['quote']}”" if claim["quote"] else ""
    dated = claim["published"] or "undated"
    return f"{whose}: {word}{claim['value']} {claim['unit']} ({claim['modality']}, {dated}, {claim['source']}){quote}"


def explained(code: str, what: Literal["rule", "claim", "cell"], text: str) -> ExplainedRecord:
    """An explanation as values."""
    return {"tachograph": __version__, "code": code, "what": what, "text": text}


def _found(o: Observation, pack: Pack) -> FoundRecord:
    return {
        **said(o),
        "entity": figures.entity(o.entity, pack),
        "metric": o.metric,
        "period": o.period,
        "unit": o.quantity.unit,
        "kind": o.kind,
        "basis": o.basis,
        "modality": o.modality,
        "model": o.model,
        "region": o.region,
        "segment": o.segment,
        "claimant": o.claimant,
    }

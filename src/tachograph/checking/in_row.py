"""A figure in a row of several sellers', of whom sources bear out the others: "XPeng 10,138, Neta 8,107, Li Auto 7,649".

What sources have for the neighbours, to the unit, shows for which month and of what the row is told. A figure right behind its
seller's name that two sources give otherwise, and nobody has for anything of that seller's, is then wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.denied import known, relatives
from tachograph.checking.evidence import (
    UNITS_SOLD,
    Record,
    against,
    as_evidence,
    exactness,
    hosts,
    same_definition,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures, is_average
from tachograph.checking.misplaced import is_telling
from tachograph.checking.repairs import value_repair
from tachograph.checking.variables import canonical
from tachograph.checking.wording import series_words
from tachograph.core.claim import Claim, Modality, Verdict
from tachograph.core.finding import Finding, Step

_APART = 2  # sentences between two figures of a row
_BORNE_OUT = 2  # neighbours
_INDEPENDENT = 2  # hosts
_PLAIN = re.compile(r"[^A-Z;:；：]{0,60}")  # after the name: no other name, nor anything new
_LEAD = 80  # characters
_OTHER_TIME = re.compile(
    r"\b(?:from|than|against|versus|vs|compared (?:with|to)|of which|including)\s(?:[\w'’-]+\s){0,3}$"
    r"|(?:上月|上个月|去年|上年|同期|其中|[较較比])[^，。；\d]{0,8}$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:total|cumulative|so far|since|target|goal|record|above|over|exceed\w*|more than(?! doubled))\b|累计|累計|合计|合計|目标|目標|超|破|共",
    re.IGNORECASE,
)


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every such figure that sources deny; none of what is ``settled`` already."""
    context = figures.context
    for claim in context.claims:
        if claim.id in settled or not _is_of_row(context, claim) or not sure([claim]):
            continue
        denying = _denying(context, claim)
        told = hosts(denying) >= _INDEPENDENT and _is_named(context, claim) and _is_borne_out(context, claim)
        if told and not known(figures, claim, sharply=True):
            yield _finding(context, claim, denying)


def _is_of_row(context: Context, claim: Claim) -> bool:
    scope = context.scopes.get(claim.id)
    plain = scope is not None and is_telling(claim) and not (scope.region or scope.segment or scope.model)
    return plain and bool(canonical(claim.period)) and not is_average(context, claim)


def _records(context: Context, claim: Claim) -> list[Record]:
    scope = context.scopes[claim.id]
    metrics = UNITS_SOLD if scope.metric in UNITS_SOLD else ()
    rows = context.records(scope.subject).at(canonical(claim.period))
    return [r for r in rows if same_definition(claim, scope, r, metrics=metrics)]


def _denying(context: Context, claim: Claim) -> tuple[Record, ...]:
    rows = _records(context, claim)
    if claim.modality is not Modality.ACTUAL or any(supports(claim.quantity, r) for r in rows):
        return ()
    return against(claim.quantity, rows)


def _is_borne_out(context: Context, claim: Claim) -> bool:
    """Whether sources have the nearest figures of other sellers in the row, to the unit, and deny none of them."""
    here, subject = context.sentence(claim), context.scopes[claim.id].subject
    row = [
        c
        for c in context.claims
        if _is_of_row(context, c)
        and context.scopes[c.id].subject != subject
        and (c.unit, canonical(c.period)) == (claim.unit, canonical(claim.period))
        and (c.metric == claim.metric or {c.metric, claim.metric} <= UNITS_SOLD)
        and abs(context.sentence(c) - here) <= _APART
    ]
    borne_out = [c for c in row if hosts([r for r in _records(context, c) if supports(c.quantity, r)]) >= _INDEPENDENT]
    return len(borne_out) >= _BORNE_OUT and not any(_denying(context, c) for c in row)


def _is_named(context: Context, claim: Claim) -> bool:
    """Whether its seller's name, and nobody else's, stands between a figure and the one before it."""
    own, lead = context.entity(claim), context.before(claim, _LEAD)
    if own is None:
        return False
    said = lead.casefold()
    rest = lead[max((said.rfind(n.casefold()) + len(n) for n in own.spellings if n.casefold() in said), default=0) :]
    start = claim.span.start - len(rest)
    if rest == lead or any(c.kind is claim.kind and start <= c.span.start < claim.span.start for c in context.claims):
        return False
    if _OTHER_TIME.search(rest) or _OF_ALL.search(rest):
        return False
    kin = (e for i in relatives(own, context.pack) if (e := context.pack.entities.get(i)) is not None)
    others = any(n.casefold() in rest.casefold() for e in kin for n in e.spellings)
    return _PLAIN.fullmatch(rest) is not None and not others


def _finding(context: Context, claim: Claim, denying: Sequence[Record]) -> Finding:
    best = min(denying, key=exactness)
    given = f"{sources_give(denying)} {written(best.observation.quantity, claim.quote)}"
    message = (
        f"{claim.quote} is stated for {series_words(claim, context.pack)}, but {given}; they have the figures beside it"
    )
    step = Step(given, best.interval, (claim.id,))
    repairs = (value_repair(claim, best.observation.quantity.nominal),)
    evidence = as_evidence(denying, context.pack)
    return Finding("cross_source", Verdict.CONTRADICTED, (claim.id,), message, (step,), evidence, repairs, (claim.id,))

"""A figure with a month right beside it that is, to the unit, the same seller's figure of another month.

"4.42% more than the 48,006 in May": sources have 48,006 for June and another figure for May. The month stands in so many
words beside the figure, and that it is the seller's own figure of another month is no accident, so nothing was misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking.confidence import likely
from tachograph.checking.context import Context
from tachograph.checking.evidence import Record, agreed_level, as_evidence, hosts, sources_give, supports, written
from tachograph.checking.figures import Figures
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import series_words, when_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.period import Period

_DIGITS = 4  # of a figure that hardly two months have
_INDEPENDENT = 2  # hosts
_MONTHS = "January February March April May June July August September October November December".split()
_UNIT = r"\s*(?:cars|vehicles|units|deliveries)?\s*"


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every such figure; none of what is ``settled`` already."""
    context = figures.context
    for claim in context.claims:
        when = parsed(claim.period or "")
        if claim.id in settled or when is None or when.whole_months != 1:
            continue
        if not _is_level(context, claim) or not _is_beside(context, claim, when.end.month):
            continue
        scope = context.scopes[claim.id]
        records = context.records(scope.subject)
        own = agreed_level(records, scope, canonical(claim.period))
        if hosts(own) < _INDEPENDENT or any(supports(claim.quantity, r) for r in records.at(canonical(claim.period))):
            continue
        if meant := _of_another_month(figures, claim, when):
            yield _finding(figures, claim, own, meant)


def _is_level(context: Context, claim: Claim) -> bool:
    exact = claim.kind is Kind.LEVEL and claim.low == claim.high and len(claim.quantity.meant) >= _DIGITS
    return exact and claim.modality is Modality.ACTUAL and claim.id in context.scopes and likely((claim,))


def _is_beside(context: Context, claim: Claim, month: int) -> bool:
    """Whether the month that a figure is read to be of stands right beside it, and no other one."""
    name, before, after = _MONTHS[month - 1], context.before(claim, 16), context.after(claim, 32)
    english = re.match(rf"{_UNIT}(?:in|of|for|from)\s{name}\b(?!\s*(?:to|through|[-–]))", after) or re.search(
        rf"\b{name}['’]s\s$", before
    )
    chinese = re.search(rf"(?<![\d至到\-—–]){month}月(?:份)?(?:的|[（(])$", before)
    return bool(english or chinese)


def _of_another_month(figures: Figures, claim: Claim, when: Period) -> tuple[Record, ...]:
    """The records of the one other month of the same year or the year beside it of which sources have the very figure."""
    scope = figures.context.scopes[claim.id]
    records = figures.context.records(scope.subject)
    found: dict[str, tuple[Record, ...]] = {}
    for there, _ in records.as_long_as(when):
        rows = agreed_level(records, scope, canonical(str(there)))
        if rows and rows[0].observation.quantity.nominal == Fraction(claim.quantity.value):
            found[str(there)] = rows
    if len(found) != 1:
        return ()
    ((there_, rows),) = found.items()
    other = parsed(there_)
    moved = other is not None and other.end.month != when.end.month and abs(other.end.year - when.end.year) <= 1
    return rows if moved else ()


def _finding(figures: Figures, claim: Claim, own: tuple[Record, ...], meant: tuple[Record, ...]) -> Finding:
    pack, when = figures.context.pack, meant[0].observation.period
    given = f"{sources_give(own)} {written(own[0].observation.quantity, claim.quote)}"
    message = (
        f"{claim.quote} is stated for {series_words(claim, pack)}, but {given}; it is the figure {when_words(when)}"
    )
    evidence = (*as_evidence(own, pack), *as_evidence(meant, pack))
    repair = Repair(claim.id, "period", claim.period or "", when)
    step = Step(given, own[0].interval, (claim.id,))
    return Finding(
        "cross_source", Verdict.CONTRADICTED, (claim.id,), message, (step,), evidence, (repair,), (claim.id,)
    )

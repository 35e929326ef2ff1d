"""A figure under another definition than its own: wholesale told as retail, production as sales."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD, Record, related_definition
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import Refuted, refuted, says, swapped
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim
from tachograph.core.finding import Finding

INFO = RuleInfo(
    code="wrong_basis",
    tier="strict",
    catches="A figure told as exports, retail or production that sources have, to the unit, as sales, wholesale or "
    "registrations (or the other way round), where independent sources give another figure for what the text says.",
    failing="Geely exported 3,024,567 cars in 2025.",
    passing="Geely sold 3,024,567 cars in 2025.",
    how="The figure is looked up among what sources have for the same seller and time under other "
    "definitions; it must be there to the unit, and two independent sources must exclude it under the one "
    "that the sentence names. Sold cars may be counted in any of the ways in which cars are sold.",
)

_TELLING = 3  # meant digits: there are but a handful of definitions to look in
_WAYS_OF_SELLING = frozenset({"retail", "wholesale", "registration"})  # any of them is called sales


def findings(figures: Figures) -> Iterator[Finding]:
    """Every figure whose words name one definition and whose value is that of another."""
    context = figures.context
    for case in refuted(figures, _TELLING):
        if not _named(context, case.claim):
            continue
        found = says(case.claim, _otherwise_defined(context, case))
        metrics = {"sales" if r.scope.metric in UNITS_SOLD else r.scope.metric for r in found}
        if len(metrics) == 1:
            before, after = case.claim.metric or "", min(r.scope.metric for r in found)
            yield swapped(context, INFO.code, case, found, field="metric", before=before, after=after)


def _otherwise_defined(context: Context, case: Refuted) -> list[Record]:
    """What sources have of the same cars and time under definitions that the claim's words exclude."""
    alike = (case.scope.unit, case.scope.region, case.scope.segment, case.scope.model)
    return [
        r
        for r in context.records(case.scope.subject).at(canonical(case.claim.period))
        if related_definition(case.claim, r)
        and (r.scope.unit, r.scope.region, r.scope.segment, r.scope.model) == alike
        and not _may_mean(context, case.scope.metric, r.scope.metric)
    ]


def _may_mean(context: Context, said: str, counted: str) -> bool:
    """Whether one word is used for both: sales are counted before or behind the dealer's door, and of one place."""
    if said not in UNITS_SOLD:
        return said == counted
    known = context.pack.metrics.get(counted)
    kind_of_sales = known is not None and (known.basis in _WAYS_OF_SELLING or not UNITS_SOLD.isdisjoint(known.within))
    return counted in UNITS_SOLD or kind_of_sales


def _named(context: Context, claim: Claim) -> bool:
    """Whether the sentence itself names the metric, so that it is no misreading."""
    metric = context.pack.metrics.get(claim.metric or "")
    text = context.sentence_text(claim).casefold()
    return metric is not None and any(w.casefold() in text for words in metric.words.values() for w in words)

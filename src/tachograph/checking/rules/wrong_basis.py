"""A figure under another definition than its own: wholesale told as retail, production as sales."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import refuted, says, swapped
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim
from tachograph.core.finding import Finding

INFO = RuleInfo(
    code="wrong_basis",
    tier="strict",
    catches="A figure told as retail that sources have, to the unit, as wholesale, production, registrations or exports "
    "(or the other way round), where independent sources give another figure for what the text says.",
    failing="Retail sales of Tesla's China-made cars were 68,280 in September 2024.",
    passing="Wholesale of Tesla's China-made cars was 88,321 in September 2024.",
    how="The figure is looked up among what sources have for the same seller and time under other "
    "definitions; it must be there to the unit, and two independent sources must exclude it under the one "
    "that the sentence names.",
)

_TELLING = 3  # meant digits: there are but a handful of definitions to look in


def findings(figures: Figures) -> Iterator[Finding]:
    """Every figure whose words name one definition and whose value is that of another."""
    context = figures.context
    for case in refuted(figures, _TELLING):
        rows = context.records(case.scope.subject).at(canonical(case.claim.period))
        alike = (case.scope.unit, case.scope.region, case.scope.segment, case.scope.model)
        others = [
            r
            for r in rows
            if r.scope.metric != case.scope.metric
            and (r.scope.unit, r.scope.region, r.scope.segment, r.scope.model) == alike
        ]
        found = says(case.claim, others)
        metrics = {r.scope.metric for r in found}
        if len(metrics) == 1 and _named(context, case.claim):
            metric = metrics.pop()
            yield swapped(context, INFO.code, case, found, field="metric", before=case.claim.metric or "", after=metric)


def _named(context: Context, claim: Claim) -> bool:
    """Whether the sentence itself names the metric, so that it is no misreading."""
    metric = context.pack.metrics.get(claim.metric or "")
    text = context.sentence_text(claim).casefold()
    return metric is not None and any(w.casefold() in text for words in metric.words.values() for w in words)

"""One figure under two labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step

INFO = RuleInfo(
    code="metric_drift",
    tier="basic",
    catches="The same figure of the same subject under another metric than everywhere else in the text: total sales "
    "that become exports, one month's figure that becomes another's.",
    how="One figure of one subject is given at least twice under one metric and once under another whose word "
    "stands right beside it.",
    failing="Jetour has sold 2.1 million vehicles worldwide. ... 2.1 million vehicles sold ... Jetour's 2.1M exports.",
    passing="Jetour has sold 2.1 million vehicles worldwide. ... 2.1 million vehicles sold.",
)

_NEAR = 24  # characters from a figure to the word that names what it counts
_SAME_THING = ({"sales", "deliveries"}, {"stores", "store_openings"})  # words for one thing, or easily one figure


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every figure that the text gives at least twice under one metric and once under another."""
    context = figures.context
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in context.claims:
        if claim.kind is Kind.LEVEL and claim.subject and claim.metric:
            key = (claim.subject, claim.unit, claim.quantity.value, claim.model, claim.modality)
            groups.setdefault(key, []).append(claim)
    for group in groups.values():
        counts = Counter(c.metric for c in group)
        if len(counts) == 2 and len(group) >= 3 and min(counts.values()) == 1:
            yield from _odd_one(context, group, counts)


def _odd_one(context: Context, group: Sequence[Claim], counts: Counter[str | None]) -> Iterator[Finding]:
    (usual, _), (odd, _) = counts.most_common(2)
    claim = next(c for c in group if c.metric == odd)
    if not usual or not odd or any({usual, odd} <= same for same in _SAME_THING) or not _named_beside(context, claim):
        return
    others = [c for c in group if c is not claim]
    message = f"{claim.quote} is given {len(others)} times as {_words(usual)} of {claim.subject}, once as {_words(odd)}"
    ids = (claim.id, *(c.id for c in others))
    steps = tuple(Step(f"{c.quote}: {_words(c.metric or '')}", c.quantity.interval(), (c.id,)) for c in group)
    repair = Repair(claim.id, "metric", odd, usual, len(others))
    yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, steps, (), (repair,), (claim.id,))


def _named_beside(context: Context, claim: Claim) -> bool:
    """Whether the text itself puts the metric's name beside the figure, so that it is no misreading."""
    metric = context.pack.metrics.get(claim.metric or "")
    near = (context.before(claim, _NEAR) + " " + context.after(claim, _NEAR)).casefold()
    return metric is not None and any(w.casefold() in near for words in metric.words.values() for w in words)


def _words(metric: str) -> str:
    return metric.replace("_", " ")

"""A share of a target that fits another target than the one given: an older one, or a newer."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking.confidence import sure
from tachograph.checking.evidence import UNITS_SOLD, Record, as_evidence, sources_give, written
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import number, percent, period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.quantity import Modifier

INFO = RuleInfo(
    code="target_vintage",
    tier="strict",
    catches="A share of a target that does not fit the target given, but exactly one that sources have for the same "
    "year: the rate was computed from another vintage.",
    failing="Geely sold 1,409,180 cars in the first half of 2025, 52% of its 2025 target of 3 million.",
    passing="Geely sold 1,409,180 cars in the first half of 2025, 47% of its 2025 target of 3 million.",
    how="reached / target, over the rounding of both, against the stated share, for the target of the text "
    "and for every target that sources have for the year.",
)

_SHARP = Fraction(1, 20)  # a share known less well than this fits some target anyway


def findings(figures: Figures) -> Iterator[Finding]:
    """Every share of a target whose text gives what was reached and the target."""
    context = figures.context
    for share in context.claims:
        if share.kind is not Kind.SHARE or share.unit != "percent" or "target" not in (share.basis or ""):
            continue
        aims = [c for c in context.claims if _alike(c, share) and c.modality is Modality.TARGET]
        done = [c for c in context.claims if _alike(c, share) and c.modality is Modality.ACTUAL and _when(c, share)]
        if len({c.quantity.value for c in aims}) == 1 and len({c.quantity.value for c in done}) == 1:
            yield from _judged(figures, share, done[0], aims[0])


def _alike(claim: Claim, share: Claim) -> bool:
    same = claim.subject == share.subject and claim.kind is Kind.LEVEL and claim.low == claim.high
    counts = claim.metric == share.metric or {claim.metric, share.metric} <= UNITS_SOLD
    return same and counts and claim.model == share.model and claim.quantity.value > 0


def _when(claim: Claim, share: Claim) -> bool:
    return bool(canonical(claim.period)) and canonical(claim.period) == canonical(share.period)


def _judged(figures: Figures, share: Claim, done: Claim, aim: Claim) -> Iterator[Finding]:
    stated = share.quantity.tolerant().scale(Fraction(1, 100))
    if stated.meets(done.quantity.tolerant() / aim.quantity.tolerant()) or not stated.bounded:
        return
    assert stated.low is not None
    assert stated.high is not None
    if stated.high - stated.low > stated.high * _SHARP:
        return
    others = [r for r in _targets(figures, aim) if r.observation.quantity.value != aim.quantity.value]
    vintages = [r for r in others if stated.meets(done.quantity.tolerant() / r.interval)]
    vouched = len({r.host for r in vintages}) > 1 or sure([aim, share, done])
    if vouched and len({r.observation.quantity.value for r in vintages}) == 1:
        yield _finding(figures, share, done, aim, vintages)


def _targets(figures: Figures, aim: Claim) -> list[Record]:
    """Targets that sources have for the year of a target."""
    context = figures.context
    scope, year = context.scopes.get(aim.id), parsed(aim.period or "")
    if scope is None or year is None:
        return []
    rows = context.records(scope.subject).at(canonical(aim.period))
    return [
        r
        for r in rows
        if r.observation.modality is Modality.TARGET
        and r.observation.quantity.modifier is not Modifier.BETWEEN
        and (r.scope.metric == scope.metric or {r.scope.metric, scope.metric} <= UNITS_SOLD)
        and (r.scope.region, r.scope.segment, r.scope.model) == (scope.region, scope.segment, scope.model)
    ]


def _finding(figures: Figures, share: Claim, done: Claim, aim: Claim, vintages: list[Record]) -> Finding:
    reached, wrong = Fraction(done.quantity.value), Fraction(aim.quantity.value)
    right = vintages[0].observation.quantity
    message = (
        f"{share.quote} is not {done.quote} of {aim.quote}, which is {percent(reached / wrong)}, "
        f"but of {written(right, aim.quote)}, which {sources_give(vintages)} as another target for {period_words(aim.period)}"
    )
    ids = (aim.id, share.id, done.id)
    steps = tuple(
        Step(f"{number(reached)} / {number(target)} = {percent(reached / target)}", None, ids)
        for target in (wrong, Fraction(right.value))
    )
    repair = Repair(aim.id, "value", f"{aim.quantity.value.normalize():f}", f"{right.value.normalize():f}")
    evidence = as_evidence(vintages, figures.context.pack)
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, steps, evidence, (repair,))

"""A sum over months against the months that sources give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.confidence import given, likely
from tachograph.checking.denied import known
from tachograph.checking.digits import slips_to
from tachograph.checking.evidence import RESTATED, Record, agreed_level, as_evidence, same_definition
from tachograph.checking.figures import Figures
from tachograph.checking.repairs import value_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.telling import is_told
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import number, series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature

INFO = RuleInfo(
    code="months_of_sources",
    tier="strict",
    catches="A quarter, a half-year, a year to date or a year that is not the sum of the months that sources give for it, where "
    "a slip explains the difference: swapped digits, a power of ten, a wrong digit.",
    how="x = Σ months, each as two independent sources give it; only where no source gives the sum itself.",
    failing="Li Auto delivered 243,669 vehicles in the first seven months of 2025.",
    passing="Li Auto delivered 234,669 vehicles in the first seven months of 2025.",
)

_SHOWN = 3  # months whose sources are printed


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for every level over months that the sources' months confirm, or show to be a slip."""
    for claim in figures.context.claims:
        if claim.kind is Kind.LEVEL and claim.modality is Modality.ACTUAL and claim.low == claim.high:
            months = _months(figures, claim)
            if months and likely([claim]):
                yield from _judged(figures, claim, months)


def _months(figures: Figures, claim: Claim) -> Sequence[Sequence[Record]]:
    """What sources agree on for each month of a claim's time; empty if they do not for one, or give the sum itself."""
    scope, when = figures.context.scopes.get(claim.id), parsed(claim.period or "")
    if scope is None or when is None or (when.whole_months or 0) < 2 or figures.nature(scope.metric) is not Nature.FLOW:
        return ()
    records = figures.context.records(scope.subject)
    if any(same_definition(claim, scope, r) for r in records.at(canonical(claim.period))):
        return ()  # the rule on sources speaks of it
    found = []
    for month in when.months():
        rows = agreed_level(records, scope, canonical(str(month)))
        if not rows:
            return ()
        found.append(rows)
    return found


def _judged(figures: Figures, claim: Claim, months: Sequence[Sequence[Record]]) -> Iterator[Finding]:
    added, value = Interval.exactly(0), Fraction(0)
    for rows in months:
        added += rows[0].interval
        value += Fraction(rows[0].observation.quantity.value)
    words = f"the {len(months)} months that sources give add up to {number(value)}"
    step = Step(words, added, (claim.id,))
    evidence = as_evidence((rows[0] for rows in months[-_SHOWN:]), figures.context.pack)
    of_what = series_words(claim, figures.context.pack)
    if claim.quantity.interval().contains(value) and added.meets(claim.quantity.interval()):
        message = f"{claim.quote} for {of_what}: {words}"
        yield Finding(INFO.code, Verdict.CONFIRMED, (claim.id,), message, (step,), evidence)
    elif not added.meets(claim.quantity.tolerant()) and _is_false(figures, claim, added):
        slip = min(slips_to(claim, added), key=lambda s: s.order, default=None)
        repairs = (value_repair(claim, slip.value if slip else value),)
        message = f"{claim.quote} is stated for {of_what}, but {words}"
        yield Finding(INFO.code, Verdict.CONTRADICTED, (claim.id,), message, (step,), evidence, repairs, (claim.id,))


def _is_false(figures: Figures, claim: Claim, added: Interval) -> bool:
    """Whether a slip explains it, or it was handed over and is further off than months are restated."""
    if given([claim]):
        restated = added * Interval(1 - RESTATED, 1 + RESTATED)
        return not restated.meets(claim.quantity.tolerant()) and not known(figures, claim)
    return is_told(claim.confidence, claim, added) and not known(figures, claim, sharply=True)

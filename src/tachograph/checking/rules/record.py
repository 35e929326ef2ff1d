"""A record that was none: the text or sources have a higher figure for an earlier time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import Record, agreed, as_evidence, exactness, is_actual_level, sources_give, written
from tachograph.checking.figures import Figures, is_average
from tachograph.checking.misplaced import counts
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.superlatives import is_called_record, is_passed_first
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import number, series_words, when_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Evidence, Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Period

INFO = RuleInfo(
    code="record",
    tier="strict",
    catches='A record ("record high", "above 40,000 for the first time") although the text or independent sources have '
    "a higher figure for an earlier time of the same length.",
    failing="XPeng delivered a record 36,000 cars in January 2026, its highest monthly figure ever.",
    passing="XPeng delivered a record 42,013 cars in October 2025, its highest monthly figure ever.",
    how="The figure, at the most that its rounding allows, against all earlier figures of the same length of "
    "time: of the text, and those on which two independent sources agree. A record of one sort of month, place or "
    "product is left alone.",
)

_LENGTHS = (1, 3, 12)  # months: a month, a quarter, a year
_GAPLESS = 24  # months before a record that sources must have, all of them, to bear it out
_OVER = Fraction(3, 2)  # "over 40,000" hardly hides half as much again


def findings(figures: Figures) -> Iterator[Finding]:
    """Every exact or passed figure that its own clause calls a record."""
    context = figures.context
    for claim in context.claims:
        when = parsed(claim.period or "")
        if when is None or not _may_be_record(context, claim, when):
            continue
        if is_passed_first(context, claim):
            yield from _judged(context, claim, when, Fraction(claim.quantity.value), "was passed before")
        elif is_called_record(context, claim):
            yield from _judged(context, claim, when, _most(claim), "is no record")


def _may_be_record(context: Context, claim: Claim, when: Period) -> bool:
    happened = claim.kind is Kind.LEVEL and claim.modality is Modality.ACTUAL and claim.low is not None
    known = claim.id in context.scopes and when.whole_months in _LENGTHS
    return happened and known and not is_average(context, claim)


def _judged(context: Context, claim: Claim, when: Period, most: Fraction, verdict: str) -> Iterator[Finding]:
    """The higher figure that a text or sources have for an earlier time, or that they have none; ``most`` is the mark."""
    told = [c for c in context.claims if _is_earlier(context, claim, c, when) and _at_least(c) > most]
    known = _by_period(context, claim, when)
    above = [rows for rows in known.values() if _least(rows) > most]
    if told and sure([claim, *told]):
        highest = max(told, key=_at_least)
        higher = f"{_series(context, claim)} were {highest.quote} {when_words(highest.period)}"
        value = Fraction(highest.quantity.value)
        yield _finding(claim, f"{verdict}: {higher}", (most, value), others=(highest.id,))
    elif above and sure([claim]):
        rows = max(above, key=_least)
        best = min(rows, key=exactness).observation
        higher = f"{sources_give(rows)} {written(best.quantity, claim.quote)} {when_words(best.period)} for {_series(context, claim)}"
        value = Fraction(best.quantity.value)
        yield _finding(claim, f"{verdict}: {higher}", (most, value), evidence=as_evidence(rows, context.pack))
    elif _covered(known, when) and (claim.low or 0) > (top := max(map(_least, known.values()))):
        message = (
            f"{claim.quote} is above all {len(known)} earlier figures that sources have of {_series(context, claim)}"
        )
        step = Step(f"the highest before: {number(top)}", Interval.exactly(top), (claim.id,))
        yield Finding(INFO.code, Verdict.CONFIRMED, (claim.id,), message, (step,))


def _most(claim: Claim) -> Fraction:
    """The most that a figure can be."""
    high = claim.quantity.tolerant().high
    return high if high is not None else Fraction(claim.quantity.value) * _OVER


def _at_least(claim: Claim) -> Fraction:
    return claim.quantity.tolerant().low or Fraction(0)


def _is_earlier(context: Context, claim: Claim, other: Claim, when: Period) -> bool:
    """Whether another claim is a figure of the same series for an earlier time of the same length."""
    period = parsed(other.period or "")
    return (
        other.kind is Kind.LEVEL
        and other.modality is Modality.ACTUAL
        and context.scopes.get(other.id) == context.scopes[claim.id]
        and period is not None
        and period.whole_months == when.whole_months
        and period.end < when.end
        and not is_average(context, other)
    )


def _by_period(context: Context, claim: Claim, when: Period) -> dict[str, tuple[Record, ...]]:
    """What two or more sources agree on for earlier times of the same length."""
    scope = context.scopes[claim.id]
    found: dict[str, tuple[Record, ...]] = {}
    for other, rows in context.records(scope.subject).as_long_as(when):
        if other.end >= when.end:
            continue
        if same := agreed([r for r in rows if is_actual_level(r) and counts(claim, scope, r)]):
            found[rows[0].period] = same
    return found


def _least(rows: Sequence[Record]) -> Fraction:
    return min(r.interval.low or Fraction(0) for r in rows)


def _covered(known: dict[str, tuple[Record, ...]], when: Period) -> bool:
    """Whether sources have the series for the two years before without a gap."""
    earlier, wanted = when, []
    for _ in range(_GAPLESS // (when.whole_months or 1)):
        earlier = earlier.previous()
        wanted.append(canonical(str(earlier)))
    return all(p in known for p in wanted)


def _finding(
    claim: Claim,
    why: str,
    figures: tuple[Fraction, Fraction],
    others: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> Finding:
    """What was higher before; ``figures`` are the most that the record can be, and the earlier figure."""
    ids = (claim.id, *others)
    value, (most, higher) = Fraction(claim.quantity.value), figures
    at_most = "" if most == value else f" ({number(most)} at most)"
    step = Step(f"{number(value)}{at_most} < {number(higher)}", None, ids)
    message = f"{claim.quote} {when_words(claim.period)} {why}"
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), evidence, blamed=() if others else ids)


def _series(context: Context, claim: Claim) -> str:
    """What a claim is about, without its time: "XPeng’s deliveries"."""
    return series_words(replace(claim, period=None), context.pack)

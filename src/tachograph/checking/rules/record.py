"""A record that was none: "a record 40,000", "above 40,000 for the first time", "the most since November"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import Record, agreed, as_evidence, exactness, is_actual_level, written
from tachograph.checking.figures import Figures, is_average
from tachograph.checking.misplaced import counts
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import period_words, series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Evidence, Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Period

INFO = RuleInfo(
    code="record",
    tier="strict",
    catches='A record ("record high", "above 40,000 for the first time", "the most since November 2024") although the '
    "text or independent sources have a higher figure for an earlier time of the same length.",
    failing="XPeng delivered a record 36,000 cars in January 2026, its highest monthly figure ever.",
    passing="XPeng delivered a record 42,013 cars in October 2025, its highest monthly figure ever.",
    how="The figure, at the most that its rounding allows, against all earlier figures of the same length of "
    "time: of the text, and those on which two independent sources agree.",
)

_RECORD = re.compile(
    r"\b(?:all-time (?:high|record|best)|record[- ](?:high|breaking|setting|level)|(?:a|new|another|its|monthly|quarterly|annual|delivery|sales) record\b"
    r"|record (?:of )?[\d.,]+|best(?:[- ]ever| month ever| quarter ever)|high(?:est)?[^.;]{0,25} (?:ever|on record|in (?:its|the company.s) history)"
    r"|record (?:monthly|quarterly|annual|deliver\w+|sales|month|quarter))|历史新高|歷史新高|史上最高|创新高|創新高|创.{0,4}纪录|創.{0,4}紀錄",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bfor the first time\b|\bfirst (?:ever )?time\b|首次(?:突破|超过|超過|站上|迈上)", re.IGNORECASE)
_NARROWED = re.compile(  # a record of one sort of month, place, product or kind is another matter
    r"\b(?:for|of|in) (?:the|a|any) (?:month of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\bfor (?:this|that) time of|\b(?:first|second|third|fourth)[- ]quarter record|同期|同月|overseas|export|model|brand|region|europe|growth|rate|since|自"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) record|week|day|daily",
    re.IGNORECASE,
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every exact or passed figure that its own clause calls a record."""
    context = figures.context
    for claim in context.claims:
        if not _may_be_record(context, claim):
            continue
        clause = _clause(context, claim)
        first = bool(_FIRST.search(clause))
        if (first or _RECORD.search(clause)) and not _NARROWED.search(clause):
            yield from _judged(figures, claim)


def _may_be_record(context: Context, claim: Claim) -> bool:
    when = parsed(claim.period or "")
    return (
        claim.kind is Kind.LEVEL
        and claim.modality is Modality.ACTUAL
        and claim.id in context.scopes
        and claim.low is not None
        and when is not None
        and when.whole_months in (1, 3, 12)
        and not is_average(context, claim)
    )


def _clause(context: Context, claim: Claim) -> str:
    """The words around a figure up to the figures beside it, within its sentence."""
    start, end = context.sentences[context.sentence(claim)]
    own = [c for c in context.claims if context.sentence(c) == context.sentence(claim) and c.kind is Kind.LEVEL]
    before = [c.span.end for c in own if c.span.end <= claim.span.start]
    after = [c.span.start for c in own if c.span.start >= claim.span.end]
    return context.document.text[max([start, *before]) : min([end, *after])]


def _judged(figures: Figures, claim: Claim) -> Iterator[Finding]:
    context = figures.context
    when, low = parsed(claim.period or ""), Fraction(claim.low or 0)
    assert when is not None
    told = [c for c in context.claims if _earlier_told(context, claim, c, when)]
    over = [c for c in told if (c.quantity.tolerant().low or 0) > _ceiling(claim)]
    known = _by_period(context, claim, when)
    above = {p: rows for p, rows in known.items() if _least(rows) > _ceiling(claim)}
    if over and sure([claim, *over]):
        yield _finding(
            figures, claim, [f"{over[0].quote} in {period_words(over[0].period)}"], tuple(c.id for c in over)
        )
    elif above and sure([claim]):
        _period, rows = max(above.items(), key=lambda kv: (_least(kv[1]), kv[0]))
        words = (
            f"{written(min(rows, key=exactness).observation.quantity)} in {period_words(rows[0].observation.period)}"
        )
        yield _finding(figures, claim, [words], (), as_evidence(rows, context.pack))
    elif _covered(known, when):
        top = max(map(_least, known.values()))
        message = f"{claim.quote} is above all {len(known)} earlier figures that sources have for {series_words(claim, context.pack).split(' in ')[0]}"
        step = Step(f"the highest before: {top}", Interval.exactly(top), (claim.id,))
        if low > top:
            yield Finding(INFO.code, Verdict.CONFIRMED, (claim.id,), message, (step,))


def _ceiling(claim: Claim) -> Fraction:
    """The most that the figure can be: "over 40,000" hardly hides half as much again."""
    high = claim.quantity.tolerant().high
    return high if high is not None else Fraction(claim.quantity.value) * Fraction(3, 2)


def _earlier_told(context: Context, claim: Claim, other: Claim, when: Period) -> bool:
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
    for period, rows in context.records(scope.subject).by_period.items():
        other = parsed(rows[0].observation.period)
        if other is None or other.whole_months != when.whole_months or other.end >= when.end:
            continue
        if same := agreed([r for r in rows if is_actual_level(r) and counts(claim, scope, r)]):
            found[period] = same
    return found


def _least(rows: Sequence[Record]) -> Fraction:
    return min(r.interval.low or Fraction(0) for r in rows)


def _covered(known: dict[str, tuple[Record, ...]], when: Period) -> bool:
    """Whether sources have the series for the two years before without a gap."""
    earlier, wanted = when.previous(), []
    for _ in range(24 // (when.whole_months or 1)):
        wanted.append(canonical(str(earlier)))
        earlier = earlier.previous()
    return all(p in known for p in wanted)


def _finding(
    figures: Figures, claim: Claim, higher: Sequence[str], others: tuple[str, ...], evidence: tuple[Evidence, ...] = ()
) -> Finding:
    message = (
        f"{claim.quote} is no record: {series_words(claim, figures.context.pack).split(' in ')[0]} were {higher[0]}"
    )
    ids = (claim.id, *others)
    step = Step(f"earlier and higher: {'; '.join(higher)}", None, ids)
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), evidence, blamed=(claim.id,))

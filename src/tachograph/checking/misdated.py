"""A figure that is, to the unit, the same seller's figure of another time than the one it is told of.

"4.42% more than the 48,006 in May": sources have 48,006 for June and another figure for May. The month stands in so many
words beside the figure, or the figures around it are borne out for theirs; and that it is the seller's own figure of
another time is no accident, so nothing was misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.among import is_told_by_others
from tachograph.checking.confidence import likely, sure
from tachograph.checking.context import Context
from tachograph.checking.denied import known
from tachograph.checking.evidence import (
    Record,
    agreed_level,
    as_evidence,
    hosts,
    is_actual_level,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import counts
from tachograph.checking.repairs import value_repair
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import series_words, when_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.period import Period

_DIGITS = 4  # of a figure that hardly two months have
_SHARP = 5  # the same where nothing but the figures around one tells of which time it is
_INDEPENDENT = 2  # hosts
_QUARTER = 3
_LENGTHS = (1, _QUARTER, 12)  # months
_NEAR = 32  # characters
_NTH, _NTH_ZH = ("first", "second", "third", "fourth"), ("[首一]", "[次二]", "三", "[末四]")
_MONTHS = "January February March April May June July August September October November December".split()
_UNIT = r"\s*(?:cars|vehicles|units|deliveries)?\s*"


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every such figure; none of what is ``settled`` already."""
    context = figures.context
    for claim in context.claims:
        when = parsed(claim.period or "")
        if claim.id in settled or when is None or when.whole_months not in _LENGTHS or not _is_level(context, claim):
            continue
        scope = context.scopes[claim.id]
        records = context.records(scope.subject)
        own = agreed_level(records, scope, canonical(claim.period))
        if hosts(own) < _INDEPENDENT or any(supports(claim.quantity, r) for r in records.at(canonical(claim.period))):
            continue
        meant = _of_another_time(figures, claim, when)
        if meant is None or _is_given_too(context, claim, own):
            continue
        there = _period(meant)
        if _is_moved(when, there) and _is_beside(context, claim, when):
            yield _finding(figures, claim, own, meant)
        elif (
            _is_sharp(claim)
            and is_told_by_others(context, claim, there)
            and not known(figures, claim, at_any_time=False)
        ):
            yield _finding(figures, claim, own, meant, misdated=False)


def _is_level(context: Context, claim: Claim) -> bool:
    exact = claim.kind is Kind.LEVEL and claim.low == claim.high and len(claim.quantity.meant) >= _DIGITS
    return exact and claim.modality is Modality.ACTUAL and claim.id in context.scopes and likely((claim,))


def _is_sharp(claim: Claim) -> bool:
    return len(claim.quantity.meant) >= _SHARP and sure((claim,))


def _is_beside(context: Context, claim: Claim, when: Period) -> bool:
    """Whether the month or quarter that a figure is read to be of stands right beside it, and no other one."""
    before, after = context.before(claim, _NEAR), context.after(claim, _NEAR)
    if when.whole_months == 1:
        name, written = _MONTHS[when.end.month - 1], rf"(?<![\d至到\-—–]){when.end.month}月(?:份)?(?:[单單當当]月)?"
    elif when.whole_months == _QUARTER and when.end.month % _QUARTER == 0:
        quarter = when.end.month // _QUARTER
        name, written = rf"(?:the )?(?:{_NTH[quarter - 1]}[- ]quarter|Q{quarter})", rf"(?:{_NTH_ZH[quarter - 1]}季度?)"
    else:
        return False
    english = re.match(rf"{_UNIT}(?:in|of|for|from)\s{name}\b(?!\s*(?:to|through|[-–]))", after) or re.search(
        rf"\b{name}['’]s\s$|\b{name} (?:volume|deliveries|sales) of $", before
    )
    chinese = re.search(rf"{written}(?:的|[（(])$", before)
    return bool(english or chinese)


def _of_another_time(figures: Figures, claim: Claim, when: Period) -> tuple[Record, ...] | None:
    """The records of the one other time, as long, of which sources have the very figure."""
    scope = figures.context.scopes[claim.id]
    found: dict[str, tuple[Record, ...]] = {}
    for there, rows in figures.context.records(scope.subject).as_long_as(when):
        same = (r for r in rows if counts(claim, scope, r) and is_actual_level(r))
        if exact := tuple(r for r in same if r.observation.quantity.nominal == Fraction(claim.quantity.value)):
            found[str(there)] = exact
    return next(iter(found.values())) if len(found) == 1 else None


def _is_moved(when: Period, there: Period) -> bool:
    """Whether another time is another month of the same year or the year beside it: the year may be told elsewhere."""
    return there.end.month != when.end.month and abs(there.end.year - when.end.year) <= 1


def _is_given_too(context: Context, claim: Claim, own: Sequence[Record]) -> bool:
    """Whether the text has the figure of its time as well: then it rather tells of both times."""
    others = (c for c in context.claims if c is not claim and c.kind is Kind.LEVEL and c.unit == claim.unit)
    return any(supports(c.quantity, r) and c.low == c.high for c in others for r in own)


def _period(records: Sequence[Record]) -> Period:
    when = parsed(records[0].observation.period)
    if when is None:
        raise ValueError(records[0].observation.period)
    return when


def _finding(
    figures: Figures, claim: Claim, own: tuple[Record, ...], meant: tuple[Record, ...], *, misdated: bool = True
) -> Finding:
    pack, when = figures.context.pack, meant[0].observation.period
    given = f"{sources_give(own)} {written(own[0].observation.quantity, claim.quote)}"
    message = (
        f"{claim.quote} is stated for {series_words(claim, pack)}, but {given}; it is the figure {when_words(when)}"
    )
    evidence = (*as_evidence(own, pack), *as_evidence(meant, pack))
    repair = Repair(claim.id, "period", claim.period or "", when)
    if not misdated:
        repair = value_repair(claim, own[0].observation.quantity.nominal)
    step = Step(given, own[0].interval, (claim.id,))
    return Finding(
        "cross_source", Verdict.CONTRADICTED, (claim.id,), message, (step,), evidence, (repair,), (claim.id,)
    )

"""What can never be larger than something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import certain, given
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import SPANS
from tachograph.checking.network import Relation, Sum
from tachograph.checking.passing import is_of_another, is_told_of
from tachograph.checking.repairs import slip_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, Variable, canonical, parsed, view_of
from tachograph.checking.wording import series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature
from tachograph.core.quantity import Modifier

INFO = RuleInfo(
    code="bounds",
    tier="basic",
    catches="A month above its year to date, a part above its whole, exports above all sales, a cumulative figure that "
    "falls, or a figure below the mark that it is said to have passed.",
    how="part ≤ whole for a period inside a period, a narrower scope inside a wider one, exports inside sales; a "
    "sum since the beginning never falls; a mark that was passed ≤ the figure.",
    failing="Avatr delivered 14,057 cars in November 2025, and 11,400 in the first eleven months of 2025.",
    passing="Avatr delivered 14,057 cars in November 2025, and 114,000 in the first eleven months of 2025.",
)

_RUN = re.compile(  # how long or how often something has gone on, which is no time that a figure is of
    r"\b(?:record|high|low|best|time|rise|fall|gain|drop)s? (?:in|for) (?:[\w-]+ ){0,2}(?:months|years|quarters)\b"
    r"|\b(?:[\w-]+ )?(?:months|years|quarters) (?:in a row|running|straight|in succession)\b|连续\w{1,3}[个個]月",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b|^第", re.IGNORECASE)
_IN_ONE_BREATH = 0.8  # no false alarm from here on in annotated articles, clean texts and short ones that tempt to it
_NEAR = Fraction(13, 10)  # a mark this many times the figure beside it, or more, is rather of something else


def relations(figures: Figures) -> Iterator[Relation]:
    """``part <= whole`` for periods inside periods, narrower scopes inside wider ones and metrics inside metrics."""
    levels = [v for v in figures.variables("level") if not v.end and v.scope.unit != "percent"]
    places = {v: n for n, v in enumerate(levels)}
    series, moments = _grouped(levels, _series), _grouped(levels, _moment)
    for whole in levels:
        shorter = [v for v in series[_series(whole)] if _shorter(v, whole, figures)]
        narrower = [v for v in moments[_moment(whole)] if _narrower(v, whole, figures)]
        for part in sorted({*shorter, *narrower} - {whole}, key=places.__getitem__):
            if figures.near(part, whole):
                yield Sum(INFO.code, whole, (part,), complete=False)


def _grouped(levels: Iterable[Variable], key: Callable[[Variable], Hashable]) -> dict[Hashable, list[Variable]]:
    groups: dict[Hashable, list[Variable]] = {}
    for level in levels:
        groups.setdefault(key(level), []).append(level)
    return groups


def _series(level: Variable) -> Hashable:
    """Levels of the same thing over time."""
    return level.scope, level.view


def _moment(level: Variable) -> Hashable:
    """Levels of the same subject at the same time, counted in the same unit."""
    return level.scope.subject, level.scope.unit, level.period, level.view


def _shorter(part: Variable, whole: Variable, figures: Figures) -> bool:
    """Whether the same thing is counted over fewer days."""
    if part.scope != whole.scope or part.period == whole.period or not figures.adds_up(part.scope.metric):
        return False
    inner, outer = parsed(part.period), parsed(whole.period)
    return inner is not None and outer is not None and outer.contains(inner)


def _narrower(part: Variable, whole: Variable, figures: Figures) -> bool:
    """Whether fewer things are counted over the same days: a model, a segment, a region, or a metric within another."""
    a, b = part.scope, whole.scope
    if part.period != whole.period or a.subject != b.subject or figures.nature(a.metric) is Nature.RATIO:
        return False
    if a.metric != b.metric:
        return b.metric in figures.within(a.metric) and (a.region, a.segment, a.model) == (b.region, b.segment, b.model)
    return a != b and all(_inside(x, y) for x, y in _scopes(a, b))


def _scopes(a: Scope, b: Scope) -> Iterable[tuple[str, str]]:
    return (a.region, b.region), (a.segment, b.segment), (a.model, b.model)


def _inside(narrow: str, wide: str) -> bool:
    return not wide or narrow == wide


# --- marks passed -----------------------------------------------------------------------------------------------------


def findings(figures: Figures) -> Iterator[Finding]:
    """Marks ("over 40,000") and ranges confirmed by an exact figure that the text gives beside them."""
    context = figures.context
    yield from _out_of_order(figures)
    yield from _in_another_currency(figures)
    for mark in context.claims:
        if mark.kind not in (Kind.LEVEL, Kind.CHANGE, Kind.SHARE) or mark.low is None:
            continue
        if mark.modifier not in (Modifier.OVER, Modifier.BETWEEN):
            continue
        told = [c for c in context.claims if c is not mark and _same_thing(figures, c, mark)]
        reached = [c for c in told if _reaches(c, mark)]
        own = [c for c in told if _told_alike(c, mark)]
        if not any(c in own for c in reached) and _is_missed(figures, mark, own):
            yield _missed(mark, own[0])
        elif reached:
            ids = (mark.id, *(c.id for c in reached))
            text = ", ".join(c.quote for c in reached)
            where = "between" if mark.modifier is Modifier.BETWEEN else "above"
            message = f"{text} {'is' if len(reached) == 1 else 'are'} {where} {mark.quote}"
            step = Step(message, mark.quantity.interval(), ids)
            yield Finding(INFO.code, Verdict.CONFIRMED, ids, message, (step,))


def _out_of_order(figures: Figures) -> Iterator[Finding]:
    """An earlier one that is said to be the later by its number: the 2,100th opened before the 2,000th."""
    context = figures.context
    numbered = [c for c in context.claims if _is_numbered(figures, c) and c.id in context.scopes and certain([c])]
    for a, b in permutations(numbered, 2):
        first, then = parsed(a.period or ""), parsed(b.period or "")
        alike = context.scopes[a.id] == context.scopes[b.id] and a.modality is b.modality
        if alike and first and then and then.start and first.end < then.start and a.quantity.value > b.quantity.value:
            ids = (a.id, b.id)
            message = f"{a.quote} came before {b.quote}{UNTOLD}"
            step = Step(f"{a.period} < {b.period}", None, ids)
            yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,))


def _in_another_currency(figures: Figures) -> Iterator[Finding]:
    """Revenue that is more than the revenue that includes it at any rate of its time, since one is in another currency."""
    context = figures.context
    amounts = [c for c in context.claims if _is_revenue(figures, c)]
    for part, whole in permutations(amounts, 2):
        when = parsed(whole.period or "")
        if part.unit == whole.unit or when is None or not _includes(figures, whole, part):
            continue
        rates = context.rates.per(part.unit, whole.unit, when)
        low, high = part.quantity.tolerant().low, whole.quantity.tolerant().high
        if rates and low is not None and high is not None and low * Fraction(rates[0]) > high:
            message = f"{part.quote} for {series_words(part, context.pack)} is more than {whole.quote}, which includes it{UNTOLD}"
            ids = (part.id, whole.id)
            step = Step(f"{part.quote} <= {whole.quote}", Interval(None, high), ids)
            yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,))


def _is_revenue(figures: Figures, claim: Claim) -> bool:
    """Whether it is an amount of revenue that was handed over, which no part of a year takes back."""
    money = len(claim.unit) == 3 and claim.unit.isupper() and claim.kind is Kind.LEVEL
    told = claim.modality is Modality.ACTUAL and claim.id in figures.context.scopes and given([claim])
    return money and told and (claim.metric or "").endswith("revenue")


def _includes(figures: Figures, whole: Claim, part: Claim) -> bool:
    """Whether one revenue is of a longer time or of more things than another, all else being the same."""
    a, b = (replace(figures.context.scopes[c.id], unit="") for c in (part, whole))
    inner, outer = parsed(part.period or ""), parsed(whole.period or "")
    if inner is None or outer is None or not outer.contains(inner):
        return False
    if a == b:
        return not inner.same_days(outer)
    return replace(a, metric=b.metric) == b and b.metric in figures.within(a.metric)


def _is_numbered(figures: Figures, claim: Claim) -> bool:
    return bool(_ORDINAL.search(claim.quote)) or figures.context.before(claim, 1) == "第"


def _is_missed(figures: Figures, mark: Claim, told: Sequence[Claim]) -> bool:
    """Whether the one figure beside a mark is below it, and both are as good as certainly of the same thing."""
    if (
        len({c.quantity for c in told}) != 1
        or mark.modifier is not Modifier.OVER
        or mark.modality is not told[0].modality
        or (not given((mark, told[0])) and is_of_another(figures.context, mark, told[0]))
    ):
        return False
    high = told[0].quantity.tolerant().high
    if high is None or mark.low is None or high >= mark.low:
        return False
    if _in_one_breath(figures, mark, told[0]):
        return True
    if not certain((mark, told[0])):
        return False
    meant = given((mark, told[0])) and _very_same(figures, mark, told[0]) and _of_one_time(figures, mark, told[0])
    return mark.low <= high * _NEAR or meant or slip_repair(mark, told[0].quantity.interval()) is not None


def _in_one_breath(figures: Figures, mark: Claim, exact: Claim) -> bool:
    """Whether a sentence tells in so many words that the figure has passed the mark."""
    context = figures.context
    if context.sentence(mark) != context.sentence(exact) or not is_told_of(context, mark, exact):
        return False
    if min(mark.confidence, exact.confidence) < _IN_ONE_BREATH or not _very_same(figures, mark, exact):
        return False
    first, then = sorted((mark, exact), key=lambda c: c.span)
    return all(c.subject == mark.subject for c in context.claims if first.span < c.span < then.span)


def _missed(mark: Claim, exact: Claim) -> Finding:
    ids = (mark.id, exact.id)
    message = f"{exact.quote} is not above {mark.quote}{UNTOLD}"
    step = Step(f"stated: {exact.quote}", exact.quantity.interval(), ids)
    slip = slip_repair(mark, exact.quantity.interval())
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), (slip[0],) if slip else ())


def _same_thing(figures: Figures, claim: Claim, mark: Claim) -> bool:
    """Whether an exact figure and a mark are about the same thing, at the same time as far as the text says."""
    context = figures.context
    same_subject = claim.subject is not None and claim.subject in (mark.subject or "").split(" and ")
    alike = (claim.kind, claim.unit, claim.model) == (mark.kind, mark.unit, mark.model)
    metrics = {claim.metric, mark.metric}
    near = abs(context.sentence(claim) - context.sentence(mark)) <= 1
    same_time = canonical(claim.period) == canonical(mark.period) and canonical(claim.basis) == canonical(mark.basis)
    undated = near and (not mark.period or not claim.period)
    if given((claim, mark)) and not near:
        return bool(canonical(mark.period)) and _very_same(figures, claim, mark)
    return same_subject and alike and (len(metrics) == 1 or metrics <= UNITS_SOLD) and (undated or (same_time and near))


def _told_alike(claim: Claim, mark: Claim) -> bool:
    """Whether both happened, or both are to happen: an estimate beside a mark says nothing of whether it was passed."""
    return not given((claim, mark)) or view_of(claim) == view_of(mark)


def _very_same(figures: Figures, a: Claim, b: Claim) -> bool:
    """Whether all fields of two figures are one another's."""
    scopes = figures.context.scopes
    same = scopes.get(a.id) == scopes.get(b.id) and (a.kind, a.basis, a.modality) == (b.kind, b.basis, b.modality)
    counted = figures.nature(a.metric or "") is Nature.FLOW  # prices change within a day
    return same and counted and a.id in scopes and canonical(a.period) == canonical(b.period)


def _of_one_time(figures: Figures, mark: Claim, exact: Claim) -> bool:
    """Whether both are dated, or stand in one sentence that speaks of no longer time beside another."""
    context = figures.context
    together = context.sentence(mark) == context.sentence(exact)
    words = _RUN.sub("", context.sentence_text(mark))
    return bool(canonical(mark.period)) or (together and not SPANS.search(words))


def _reaches(claim: Claim, mark: Claim) -> bool:
    """Whether an exact figure lies beyond a mark, and not so far that nobody would name that mark."""
    if claim.modifier not in (Modifier.EXACTLY, Modifier.ABOUT) or mark.low is None:
        return False
    value = claim.quantity.value
    if mark.modifier is Modifier.BETWEEN:
        return mark.high is not None and mark.low <= value <= mark.high and claim.modality is not mark.modality
    return mark.low <= value <= mark.low * Decimal("1.5")

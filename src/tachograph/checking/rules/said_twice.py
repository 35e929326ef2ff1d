"""Two figures in one breath that by all their fields are one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import given, sure
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN
from tachograph.checking.named import is_reckoned_otherwise
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical, parsed
from tachograph.checking.wording import number, period_words, series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Grain, Period
from tachograph.core.quantity import Modifier

INFO = RuleInfo(
    code="said_twice",
    tier="basic",
    catches="Two rates of change side by side that are both said to be against the same time (up 36.9% year on year and 2.8% "
    "year on year), an amount in brackets behind another one of the same currency, and a change from a time to that same "
    "time: a word is wrong.",
    how="[a] ∩ [b] ≠ ∅ for two figures of the very same subject, metric, period, basis and unit with no other figure between "
    "them: two rates of one sentence, or an amount and what stands in brackets behind it.",
    failing="In July 2024 NEV retail sales rose 36.9% month on month and 2.8% month on month.",
    passing="In July 2024 NEV retail sales rose 36.9% year on year and 2.8% month on month.",
)

_BRACKET = re.compile(r"\s*[(（]\s*(?:or|about|approximately|approx\.?|around|roughly|约|約|合|折合|约合|約合)?\s*")
# where brackets have an earlier time's figures, which only the first or words ahead of them say: 1781亿元（上年同期1704亿元），净利润102亿元（92亿元）
_OF_THEN = re.compile(
    r"[(（][^()（）]{0,40}(?:\b(?:year|months?|quarter) (?:ago|earlier|before)|\b(?:last|previous|prior) (?:year|quarter|month)|上年|去年|同期|上季|上月)"
    r"|\bin (?:brackets|parenthes[ei]s)\b|括[号號][内內中]",
    re.IGNORECASE,
)
_AHEAD = 300  # characters
_AND_THEN = re.compile(
    r"\s*(?P<basis>(?:year|month|quarter)[- ]o(?:n|ver)[- ](?:year|month|quarter)|from (?:a|the) (?:year|month) (?:earlier|ago|before))"
    r"\s*(?:,|and|but|, and|, but)\s*(?:up|down|rose|fell)?\s*",
    re.IGNORECASE,
)
_THEN_ZH = re.compile(r"\s*[，,、及和]\s*(?P<basis>同比|环比|環比|按年|按月)[^，,。\d]{0,6}")
# 环比增长15.5%，比8月多16.2%: both are since the month before, the one that the second names
_MONTHLY_ZH, _THAN_MONTH_ZH = (
    re.compile(r"(?:环比|環比|按月)[^，,。\d]{0,6}$"),
    re.compile(r"\s*[，,、]\s*[比較较](?:上月|\d{1,2}月)[^，,。\d]{0,6}"),
)
_RESPECTIVELY = re.compile(r"\brespectively\b|分别|分別", re.IGNORECASE)
_DOLLARS, _YUAN = "USD", "CNY"
_CLOSES = re.compile(r"\s?[)）]")  # nothing else stands in the brackets
_CLOSING = 12  # characters
_RECORD = Period(date(2000, 1, 1), date(2099, 12, 31), Grain.DAY)
_HAS_ONE_BEFORE = (1, 3, 6)  # months: what is compared with the period before it as well
_RANGE = re.compile(r"\s*(?:[-–—~至到]|to|or|或)\s*", re.IGNORECASE)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every such pair whose values cannot both be."""
    context = figures.context
    yield from _over_itself(figures)
    for a, b in pairwise(context.claims):
        if a.quantity.tolerant().meets(b.quantity.tolerant()) or context.sentence(a) != context.sentence(b):
            continue
        alike = _fields(figures, a) == _fields(figures, b) and a.id in context.scopes
        bracket = a.unit == b.unit and _in_brackets(figures, a, b)
        wrong = _in_another_currency(figures, a, b) if bracket else ()
        converted = bool(wrong) and _CLOSES.match(context.after(b, _CLOSING)) is not None
        if converted or (alike and (_two_rates(figures, a, b) or (bracket and sure([a, b])))):
            message = _converted(a, b, wrong[0]) if converted else _both(figures, a, b, told=bool(wrong))
            steps = tuple(Step(f"stated: {c.quote}", c.quantity.interval(), (c.id,)) for c in (a, b))
            blamed = tuple(r.claim for r in wrong)
            repairs = wrong or tuple(_since_another_time(a, b))
            yield Finding(INFO.code, Verdict.CONTRADICTED, (a.id, b.id), message, steps, (), repairs, blamed)


def _converted(a: Claim, b: Claim, wrong: Repair) -> str:
    """That an amount is converted into its own currency, in words."""
    rate = number(Fraction(a.quantity.value) / Fraction(b.quantity.value), 2)
    return f"{a.quote} is converted to {b.quote}, the same currency; {a.quote} / {b.quote} = {rate} is the rate of {wrong.after} and {wrong.before}"


def _both(figures: Figures, a: Claim, b: Claim, *, told: bool) -> str:
    """That two figures are given for one thing, in words."""
    basis = " against the same time" if a.kind is Kind.CHANGE else ""
    about = series_words(a, figures.context.pack)
    return f"{a.quote} and {b.quote} are both given for {about}{basis}{'' if told else UNTOLD}"


def comparisons(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Two rates of change that were handed over as one comparison of one figure, wherever the text has them.

    Where words tell two things apart that no field does, the text has two figures for them as well. None of what is
    ``settled`` already.
    """
    context = figures.context
    rates = [c for c in context.claims if _is_plain_rate(c) and c.id not in settled]
    rates = [c for c in rates if not is_reckoned_otherwise(context, c)]
    for a, b in combinations(rates, 2):
        if _fields(figures, a) != _fields(figures, b) or a.quantity.tolerant().meets(b.quantity.tolerant()):
            continue
        levels = [c for c in context.claims if _is_level_of(figures, c, a)]
        one = all(x.quantity.tolerant().meets(y.quantity.tolerant()) for x, y in combinations(levels, 2))
        if levels and one and given(levels):
            message = _both(figures, a, b, told=False)
            steps = tuple(Step(f"stated: {c.quote}", c.quantity.interval(), (c.id,)) for c in (a, b))
            repairs = tuple(_since_another_time(a, b))
            yield Finding(INFO.code, Verdict.CONTRADICTED, (a.id, b.id), message, steps, (), repairs)


def _since_another_time(first: Claim, second: Claim) -> Iterator[Repair]:
    """The other of the two usual comparisons for each rate: since the year before, or since the period before.

    Writers who give two rates give these two, the yearly one first.
    """
    yearly = _is_yearly(first)
    for rate in (second, first) if yearly else (first, second):
        when, since = parsed(rate.period or ""), parsed(rate.basis or "")
        if rate.kind is not Kind.CHANGE or when is None or since is None or when.whole_months not in _HAS_ONE_BEFORE:
            continue
        usual = (when.years_earlier(), when.previous())
        others = [p for p in usual if not p.same_days(since)]
        if len(others) == 1:
            yield Repair(rate.id, "basis", rate.basis or "", str(others[0]))


def _is_yearly(rate: Claim) -> bool:
    when, since = parsed(rate.period or ""), parsed(rate.basis or "")
    return when is not None and since is not None and since.same_days(when.years_earlier())


def _is_plain_rate(claim: Claim) -> bool:
    dated = bool(canonical(claim.period) and canonical(claim.basis))
    plain = claim.kind is Kind.CHANGE and claim.unit == "percent" and claim.modifier in PLAIN
    return plain and dated and claim.modality is Modality.ACTUAL and given([claim])


def _is_level_of(figures: Figures, claim: Claim, rate: Claim) -> bool:
    """Whether a figure is of what a rate is a change of."""
    own, scope = (figures.context.scopes.get(c.id) for c in (claim, rate))
    if own is None or scope is None or claim.kind is not Kind.LEVEL or claim.modality is not rate.modality:
        return False
    return replace(own, unit="") == replace(scope, unit="") and canonical(claim.period) == canonical(rate.period)


def _over_itself(figures: Figures) -> Iterator[Finding]:
    """A change from a time to that same time, as it was handed over: rules that read may mistake either."""
    for claim in figures.context.claims:
        when = canonical(claim.period)
        if claim.kind is Kind.CHANGE and when and when == canonical(claim.basis) and given([claim]):
            message = f"{claim.quote} is told as a change from {period_words(claim.basis)} to the same time"
            step = Step(message, claim.quantity.interval(), (claim.id,))
            yield Finding(INFO.code, Verdict.CONTRADICTED, (claim.id,), message, (step,), blamed=(claim.id,))


def _fields(figures: Figures, claim: Claim) -> tuple[object, ...]:
    scope = figures.context.scopes.get(claim.id)
    return scope, claim.kind, claim.unit, claim.period, claim.basis, claim.modality, claim.claimant


def _two_rates(figures: Figures, a: Claim, b: Claim) -> bool:
    """Whether both are changes since one known time, and not the ends of a range.

    Whose the second one is, and since when, is misread more often than written wrongly: only what was handed over counts.
    """
    dated = bool(canonical(a.period) and canonical(a.basis))
    plain = all(c.kind is Kind.CHANGE and c.unit == "percent" and c.modifier is not Modifier.BETWEEN for c in (a, b))
    told = given([a, b]) or _in_the_same_words(figures, a, b)
    return plain and dated and told and not _RANGE.fullmatch(figures.context.between(a, b))


def _in_the_same_words(figures: Figures, a: Claim, b: Claim) -> bool:
    """Whether both rates have their comparison beside them, the same one, and nothing but an "and" stands between."""
    context = figures.context
    between, behind, lead = context.between(a, b), context.after(b, 30), context.before(a, 12)
    if _RESPECTIVELY.search(context.sentence_text(a)):
        return False
    english, chinese = _AND_THEN.fullmatch(between), _THEN_ZH.fullmatch(between)
    if english:
        return behind.strip().casefold().startswith(english["basis"].casefold())
    if _THAN_MONTH_ZH.fullmatch(between):
        return _MONTHLY_ZH.search(lead) is not None
    return bool(chinese and re.search(rf"{chinese['basis']}[^，,。\d]{{0,6}}$", lead))


def _in_brackets(figures: Figures, a: Claim, b: Claim) -> bool:
    """Whether one is an amount of money and the other stands in brackets right behind it."""
    context = figures.context
    money = a.kind is Kind.LEVEL and len(a.unit) == 3 and a.unit.isupper()
    if not money or not _BRACKET.fullmatch(context.between(a, b)):
        return False
    return a.unit != b.unit or not _OF_THEN.search(context.text, max(0, a.span.start - _AHEAD), a.span.start)


def _in_another_currency(figures: Figures, a: Claim, b: Claim) -> tuple[Repair, ...]:
    """The one edit of a currency that makes of two amounts one at an exchange rate on record; empty if none or several do."""
    ratio = a.quantity.tolerant() / b.quantity.tolerant()
    others = sorted({c.unit for c in figures.context.claims if len(c.unit) == 3 and c.unit.isupper()} - {a.unit})
    found = []
    for other in others or [_DOLLARS if a.unit != _DOLLARS else _YUAN]:
        for wrong, base, quote in ((b, other, a.unit), (a, a.unit, other)):
            range_ = figures.context.rates.per(base, quote, _RECORD)
            if range_ and ratio.meets(Interval(Fraction(range_[0]), Fraction(range_[1]))):
                found.append(Repair(wrong.id, "unit", wrong.unit, other))
    return (found[0],) if len(found) == 1 else ()

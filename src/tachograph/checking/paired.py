"""A figure and the rate of change beside it, of which sources bear out one and deny the other.

"Li Auto delivered 31,389, up 50.7%": sources have December's figure and that of a year before, and from the one to the
other it is +50.7%. So the sentence is about what it was taken for, and its figure is not the one that grew. The other way
round, where the figure is to the unit what sources have, the rate beside it is that of no comparison that its words could
mean. What either was read to be of is borne out by the other one, so neither needs to be read as surely as alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.against_sources import editions
from tachograph.checking.confidence import certain, firm, given, likely, sure
from tachograph.checking.context import Context
from tachograph.checking.denied import known
from tachograph.checking.evidence import (
    UNITS_SOLD,
    Record,
    agreed_level,
    as_evidence,
    hosts,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures, is_average
from tachograph.checking.fitting import PLAIN
from tachograph.checking.named import is_reckoned_otherwise
from tachograph.checking.prose import TOLD_RISE, is_fall
from tachograph.checking.repairs import recalculated, value_repair
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.checking.wording import number, percent, period_words, series_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

_FEWEST = 3  # digits of a rate that two figures of sources hardly give by chance
_RATES_OF_ONE = 5  # figures before a rate among which its level is looked for
_FEWER = 2  # the same where the level was read as surely as can be
_INDEPENDENT = 2  # hosts
_UNMISTAKABLE = 4  # digits of a level that hardly two things have
_ONE = Interval.exactly(1)
_NEAR, _FAR = 24, 48  # characters
_YEARLY_AFTER = re.compile(
    r"^\s*[,(]?\s*(?:year[- ]o(?:n|ver)[- ]year|y[/-]?o[/-]?y\b|y/y|(?:more |fewer |less |higher |lower )?(?:from|than|on) (?:a|the|in the same \w+ (?:of )?(?:last|a)) year|annually)",
    re.IGNORECASE,
)
_MONTHLY_AFTER = re.compile(
    r"^\s*[,(]?\s*(?:month[- ]o(?:n|ver)[- ]month|m[/-]?o[/-]?m\b|m/m|(?:more |fewer |less |higher |lower )?(?:from|than|on) (?:a|the) (?:previous )?month)",
    re.IGNORECASE,
)
_YEARLY_BEFORE = re.compile(r"(?:同比|按年|[较較比](?:上年|去年)同[期月])\D{0,4}$")
_MONTHLY_BEFORE = re.compile(r"(?:环比|環比|按月|[较較比]上月)\D{0,4}$")
# "20.4% over April", "2.8 percent fewer than in April", "24.4% short of December 2024"
_OF_MONTH = re.compile(
    r"^\s(?:(?:more|fewer|less|higher|lower|up|down|short|ahead)\s)?(?:over|from|than|above|below|of|on|against|compared with|versus)\s(?:in\s|the\s|that of\s)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:['’]s)?\b(?:\s(?:of\s)?20\d\d)?",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"(?:[^.;。；:：)）]|(?<=\d)\.(?=\d)){0,40}")
_BASE = re.compile(  # "against October's 42,013, the number was down 12.6%"
    r"\b(?:against|than|from|versus|compared (?:with|to)|(?<!handed )(?<!took )(?<!turned )over)\s(?:the\s)?(?:[\w-]+(?:['’]s?)?\s){0,2}$|(?:[与與和跟][^，。；]{0,8}|[比较較][^，。；\d]{0,8}\d{0,2}月?)的$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s(?:more |higher |lower |fewer )?(?:from|than|over)\s(?:[\w-]+\s){0,4}$")
_LEADS = re.compile(
    r"\s*(?:,?\s*(?:year|month)[- ]o(?:n|ver)[- ](?:year|month)\s*)?(?:to|[至到])\s*(?:about\s)?", re.IGNORECASE
)
_OF_ALL = re.compile(  # the rate is of something else than the figure in front of it
    r"\b(?:overall|in total|combined|group|which|whole|market|cumulative|while|whereas|as|but its|exports|revenues?)\b|累计|累計|总|總|其中|而|共",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A level, a rate that it is said to have grown at, and what sources agree on for its time and the one before."""

    level: Claim
    rate: Claim
    now: tuple[Record, ...]
    then: tuple[Record, ...]

    @property
    def factor(self) -> Interval:
        """By what sources' figures have grown."""
        return self.now[0].observation.quantity.tolerant() / self.then[0].observation.quantity.tolerant()


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every such figure that its own rate and sources deny; none of what is ``settled`` already."""
    doubted = set(settled)
    pairs = list(_pairs(figures))
    for pair in pairs:
        if pair.level.id not in doubted and _is_false(figures, pair):
            doubted.add(pair.level.id)
            yield _level(figures, pair)
    for pair in pairs:
        if not {pair.level.id, pair.rate.id} & doubted and _is_false_rate(figures, pair):
            doubted.add(pair.rate.id)
            yield _rate(figures, pair)


def _pairs(figures: Figures) -> Iterator[Pair]:
    context = figures.context
    for place, rate in enumerate(context.claims):
        level = _grown(context, place) if _is_rate(context, rate) else None
        if level is None:
            continue
        scope = context.scopes[level.id]
        records = context.records(scope.subject)
        now, then = (agreed_level(records, scope, canonical(p)) for p in (rate.period, rate.basis))
        if min(hosts(now), hosts(then)) >= _INDEPENDENT:
            yield Pair(level, rate, now, then)


def _is_named(context: Context, rate: Claim) -> bool:
    """Whether the words beside a rate say whether it is on the year or on the month, as its basis does."""
    before, after = context.before(rate, _NEAR), context.after(rate, _NEAR)
    own, then = parsed(rate.period or ""), parsed(rate.basis or "")
    if own is None or then is None:
        return False
    yearly = own.end.year - then.end.year == 1 and own.end.month == then.end.month
    said = [
        bool(_YEARLY_AFTER.match(after) or _YEARLY_BEFORE.search(before)),
        bool(_MONTHLY_AFTER.match(after) or _MONTHLY_BEFORE.search(before)),
    ]
    return said == [yearly, not yearly]


def _names_month(context: Context, rate: Claim) -> bool:
    """Whether the words behind a rate name the month that it is compared with; of which year, they may leave open."""
    then = parsed(rate.basis or "")
    return then is not None and then.whole_months == 1 and _OF_MONTH.match(context.after(rate, _FAR)) is not None


def _is_rate(context: Context, claim: Claim) -> bool:
    plain = claim.kind is Kind.CHANGE and claim.unit == "percent" and claim.modifier in PLAIN
    happened = claim.modality is Modality.ACTUAL and not is_reckoned_otherwise(context, claim)
    whole = parsed(claim.period or ""), parsed(claim.basis or "")
    return plain and happened and all(whole) and whole[0] != whole[1] and claim.id in context.scopes


def _grown(context: Context, place: int) -> Claim | None:
    """The level that stands right before a rate, other rates of its own aside, or that it leads to ("up 60.3% to 12,961")."""
    rate = context.claims[place]
    after = context.claims[place + 1] if place + 1 < len(context.claims) else rate
    if _is_level(context, after, rate) and _LEADS.fullmatch(context.between(rate, after)):
        return after
    behind = rate
    for at in range(place - 1, max(0, place - _RATES_OF_ONE) - 1, -1):
        before, words = context.claims[at], context.between(context.claims[at], behind)
        if not _FOLLOWS.fullmatch(words) or _OF_ALL.search(words):
            return None
        if before.kind is not Kind.CHANGE and _is_base_of_rate(context, at):
            behind = before
            continue
        if before.kind is not Kind.CHANGE:
            alone = not _has_another(context, before, named=_is_named(context, rate)) and not _BASE.search(
                context.before(before, _NEAR)
            )
            return before if alone and _is_level(context, before, rate) else None
        if before.subject != rate.subject or before.period != rate.period:
            return None
        behind = before
    return None


def _is_base_of_rate(context: Context, place: int) -> bool:
    """Whether a figure is what the rate right before it is reckoned from: "up 229.45 percent from a low base of 11,145"."""
    level, rate = context.claims[place], context.claims[place - 1] if place else context.claims[place]
    told = rate.kind is Kind.CHANGE and context.sentence(rate) == context.sentence(level)
    return (
        told
        and canonical(level.period) == canonical(rate.basis)
        and _FROM.match(context.between(rate, level)) is not None
    )


def _has_another(context: Context, level: Claim, *, named: bool) -> bool:
    """Whether a level of the same seller stands before one in its sentence, of a time as long: one is compared with the other.

    What was aimed at or foreseen is nothing that a rate ``named`` as on the year or the month is from.
    """
    for place in range(context.position[level.id] - 1, -1, -1):
        other = context.claims[place]
        if context.sentence(other) != context.sentence(level):
            return False
        alike = other.kind is Kind.LEVEL and (other.unit, other.subject) == (level.unit, level.subject)
        happened = other.modality not in (Modality.TARGET, Modality.FORECAST)
        if alike and (happened or not named) and _months(other) in (None, _months(level)):
            return True
    return False


def _months(level: Claim) -> int | None:
    when = parsed(level.period or "")
    return when.whole_months if when else None


def _is_level(context: Context, claim: Claim, rate: Claim) -> bool:
    """Whether it is a level of what a rate is a change of, in its sentence."""
    level = claim.kind is Kind.LEVEL and claim.low == claim.high and claim.modality is Modality.ACTUAL
    if not level or claim.id not in context.scopes or is_average(context, claim):
        return False
    alike = _place(context.scopes[claim.id]) == _place(context.scopes[rate.id])
    one_metric = claim.metric == rate.metric or {claim.metric, rate.metric} <= UNITS_SOLD
    one_time = canonical(claim.period) == canonical(rate.period)
    return alike and one_metric and one_time and context.sentence(claim) == context.sentence(rate)


def _place(scope: Scope) -> Sequence[str]:
    return scope.subject, scope.region, scope.segment, scope.model


def _is_false(figures: Figures, pair: Pair) -> bool:
    """Whether sources have the rate and not the figure, under any definition, nor for anything of the sentence."""
    context, level, rate = figures.context, pair.level, pair.rate
    best = pair.now[0].observation.quantity
    if (
        not likely((level, rate))
        or len(rate.quantity.meant) < (_FEWER if certain((level,)) else _FEWEST)
        or best.precision > level.quantity.precision * 100
    ):
        return False
    if not rate.quantity.tolerant().meets((pair.factor - _ONE).scale(100)):
        return False
    before = pair.then[0].observation.quantity
    if (level.quantity.tolerant() / before.tolerant() - _ONE).scale(100).meets(rate.quantity.tolerant()):
        return False
    if any(supports(level.quantity, r) for r in pair.now) or known(figures, level, at_any_time=False):
        return False
    own = (c for c in context.claims if c.unit == level.unit and context.sentence(c) == context.sentence(level))
    return not any(supports(c.quantity, r) for c in own for r in pair.now)


def _is_false_rate(figures: Figures, pair: Pair) -> bool:
    """Whether the figure is to the unit what sources have, and its rate no change that its words could mean."""
    context, level, rate = figures.context, pair.level, pair.rate
    best = pair.now[0].observation.quantity
    sharp = len(level.quantity.meant) >= _UNMISTAKABLE or firm((level,))
    if not sharp or level.quantity.precision > best.precision or not likely((level, rate)):
        return False
    if not any(supports(level.quantity, r) for r in pair.now):
        return False
    month = _names_month(context, rate) and not given((level, rate))
    told = given((level, rate)) or _is_named(context, rate)
    if not told and ((not month and not sure((rate,))) or _fits_another(figures, pair, of_month=month)):
        return False
    factor = (pair.factor * editions(figures, context.scopes[level.id])).scale(100)
    if _factor(rate).meets(factor) or (_turned(rate).meets(factor) and not _is_told_so(context, rate)):
        return False
    rates = context.records(context.scopes[level.id].subject).at(canonical(rate.period))
    if month:  # of which month it is, its words say: sources may well have the rate from another one
        rates = tuple(r for r in rates if r.basis == canonical(rate.basis))
    return not any(r.observation.kind is Kind.CHANGE and supports(rate.quantity, r) for r in rates)


def _factor(rate: Claim) -> Interval:
    """By what a rate says that something has grown, in percent."""
    return rate.quantity.tolerant() + Interval.exactly(100)


def _turned(rate: Claim) -> Interval:
    """The same if the rate were of the other sign."""
    return Interval.exactly(200) - _factor(rate)


def _is_told_so(context: Context, rate: Claim) -> bool:
    """Whether the words next to a rate, or the sign in front of it, tell its direction."""
    before, after = context.before(rate, _NEAR), context.after(rate, _NEAR)
    if rate.quantity.value < 0:
        return rate.quote.startswith(("-", "−")) or is_fall(before, after)
    return rate.quote.startswith("+") or TOLD_RISE.search(before) is not None


def _fits_another(figures: Figures, pair: Pair, *, of_month: bool) -> bool:
    """Whether the figure has changed at the rate since any other time of which sources have one as long.

    ``of_month`` asks only of the months that bear the name of the one that the rate is compared with.
    """
    level, when, basis = pair.level, parsed(pair.level.period or ""), parsed(pair.rate.basis or "")
    scope = figures.context.scopes[level.id]
    records = figures.context.records(scope.subject)
    if when is None or basis is None:
        return True
    named = [r for then, r in records.as_long_as(when) if not of_month or then.end.month == basis.end.month]
    since = (agreed_level(records, scope, rows[0].period) for rows in named)
    now = pair.now[0].observation.quantity.tolerant()
    factors = ((now / rows[0].observation.quantity.tolerant()).scale(100) for rows in since if rows)
    return any(f.meets(_factor(pair.rate)) or f.meets(_turned(pair.rate)) for f in factors)


def _level(figures: Figures, pair: Pair) -> Finding:
    level, rate, pack = pair.level, pair.rate, figures.context.pack
    best, before = (rows[0].observation.quantity for rows in (pair.now, pair.then))
    x, y = Fraction(best.value), Fraction(before.value)
    given = f"{sources_give(pair.now)} {written(best, level.quote)}"
    words = f"{number(x)} / {number(y)} - 1 = {percent(x / y - 1, signed=True)}"
    message = (
        f"{level.quote} is stated for {series_words(level, pack)}, but {given}, and {rate.quote} from "
        f"{period_words(rate.basis)} is what that yields: {words}"
    )
    step = Step(words, (pair.factor - _ONE).scale(100), (rate.id,))
    precision = Fraction(level.quantity.precision)
    repairs = (value_repair(level, round(x / precision) * precision),)
    evidence = (*as_evidence(pair.now, pack), *as_evidence(pair.then, pack))
    return Finding(
        "cross_source",
        Verdict.CONTRADICTED,
        (level.id, rate.id),
        message,
        (step,),
        evidence,
        repairs,
        blamed=(level.id,),
    )


def _rate(figures: Figures, pair: Pair) -> Finding:
    level, rate = pair.level, pair.rate
    then, factor = pair.then[0].observation.quantity, pair.factor
    computed = (factor - _ONE).scale(100)
    value = level.quantity.nominal / Fraction(then.value) - 1
    words = f"{number(level.quantity.nominal)} / {number(Fraction(then.value))} - 1 = {percent(value, signed=True)}"
    stated = percent(Fraction(rate.quantity.value) / 100, signed=True)
    message = f"{words} with the figure that {sources_give(pair.then)} for {period_words(rate.basis)}, not {stated}"
    evidence = as_evidence(pair.then, figures.context.pack)
    step = Step(words, computed, (rate.id, level.id))
    ids = (rate.id, level.id)
    return Finding(
        "growth", Verdict.CONTRADICTED, ids, message, (step,), evidence, recalculated(rate, computed), blamed=(rate.id,)
    )

"""A change in points told as percent, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import agreed_level, as_evidence, hosts, sources_give
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.prose import TOLD_FALL, TOLD_RISE
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.checking.wording import number, percent, period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval

INFO = RuleInfo(
    code="points",
    tier="basic",
    catches="A change of a share or margin in percent that is the difference of the two in percentage points, or points "
    "that are a rate.",
    failing="BYD's gross margin was 21.9% in the third quarter of 2024, up 3.2% from 18.7% in the second quarter of 2024.",
    passing="BYD's gross margin was 21.9% in the third quarter of 2024, up 3.2 percentage points from 18.7% in the second "
    "quarter of 2024.",
    how="a - b in points and a / b - 1 in percent, over the rounding of both, against what is stated.",
)

_UNITS = ("percent", "percentage_point")
_WORD = 14  # characters
_KINDS = (Kind.LEVEL, Kind.SHARE)
_THREE = 3
_INDEPENDENT = 2  # hosts
# How words join two percentages and what one is more or less than the other: the former, the difference, the latter.
_JOINED = (
    (
        re.compile(
            r"^[^.;。；]{0,60}(?:\b(?:up|down|rising|rose|falling|fell|gaining|gained|an? (?:rise|fall|gain|drop|increase) of)|,)\s*"
            r"(?:about |some |nearly )?$",
            re.IGNORECASE,
        ),
        re.compile(
            r"^\s*(?:percentage )?(?:points? )?(?:(?:more|less|higher|lower|better|worse|up|down) than|above|below|over|from)(?: the| its)? $"
        ),
    ),
)
# The same with what it was last: 17.8%，按年少2.5個百分點，一年前為20.3%.
_WAS = (
    re.compile(r"^[，,][^，,。；;\d]{0,8}(?:高|低|多|少|升|降|跌|提高|提升|上升|增加|下降|下滑|减少|減少)(?:出|了)?$"),
    re.compile(r"^[，,（(](?:一年前|去年同期|上年同期|去年同[季月]|上季度?|上月|上年)[则則]?[为為是]?$"),
)
# The same with the difference last: 47.9%,比上年的40.9%高7%, "from 40.9% to 47.9%, a rise of 7%".
_AFTER = (
    (
        re.compile(r"^[，,]?[^，,。；;]{0,6}(?:比|较|較)[^，,。；;\d]{0,14}(?:\d{1,2}月[^，,。；;\d]{0,3})?$"),
        re.compile(
            r"^的?[^，,。；;\d]{0,6}[，,]?"
            r"(?:高|低|多|少|提高|提升|上升|增加|下降|下滑|减少|減少)(?:出|了)?$"
        ),
    ),
)
_TO = (
    re.compile(r"^[^.;。；，,\d]{0,12}(?:\bto |升至|升到|提高到|提升至|增至|降至|降到|下降到|回落至)$"),
    re.compile(
        r"^[，,]\s?[^.;。；\d]{0,24}"
        r"(?:提高|提升|上升|增加|扩大|下降|下滑|减少|減少|回落|\b(?:up|down|(?:rise|gain|increase|fall|drop|decline) of))了?\s?$"
    ),
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every change of a percentage whose two ends the text gives."""
    context = figures.context
    percentages = [c for c in context.claims if c.kind in _KINDS and c.unit == "percent" and c.low == c.high]
    for claim in context.claims:
        if claim.kind is not Kind.CHANGE or claim.unit not in _UNITS or claim.modality is not Modality.ACTUAL:
            continue
        if ends := _joined(context, claim):
            yield from tuple(_judged(claim, *ends)) or _apart(context, claim, *ends)
            continue
        now = [c for c in percentages if _same(c, claim) and _at(c, claim.period)]
        then = [c for c in percentages if _same(c, claim) and _at(c, claim.basis)]
        if len({c.quantity.value for c in now}) != 1 or not sure([claim, now[0]]):
            continue
        if len({c.quantity.value for c in then}) == 1 and sure(then[:1]):
            yield from _judged(claim, now[0], then[0])
        elif not then:
            yield from _by_sources(context, claim, now[0])


def _apart(context: Context, claim: Claim, now: Claim, then: Claim) -> tuple[Finding, ...]:
    """The contradiction of points that two percentages are not apart, or not that way round, where the words join all three."""
    formula = Formula(Op.LESS, (now, then))
    plain = claim.unit == "percentage_point" and claim.modifier in PLAIN
    if not plain or any(c.unit != "percent" or c.kind not in _KINDS for c in (now, then)):
        return ()
    one_way = formula.interval.meets(Interval.exactly(0)) or (formula.value > 0) == (claim.quantity.value > 0)
    told = TOLD_RISE if claim.quantity.value > 0 else TOLD_FALL
    if fits(claim, formula) and (one_way or not told.search(context.before(claim, _WORD))):
        return ()
    return (held.contradiction(claim, formula, INFO.code),)


def _by_sources(context: Context, claim: Claim, now: Claim) -> Iterator[Finding]:
    """A change of a share or margin whose earlier one only sources give, if two of them agree on it."""
    scope = context.scopes.get(now.id)
    rows = agreed_level(context.records(scope.subject), scope, canonical(claim.basis)) if scope else ()
    if hosts(rows) >= _INDEPENDENT:
        for finding in _judged(claim, now, replace(now, quantity=rows[0].observation.quantity)):
            message = f"{finding.message} with the figure that {sources_give(rows)} for {period_words(claim.basis)}"
            ids = (claim.id, now.id)
            steps = tuple(replace(s, claims=ids) for s in finding.derivation)
            evidence = as_evidence(rows, context.pack)
            yield replace(finding, claims=ids, message=message, derivation=steps, evidence=evidence)


def _joined(context: Context, claim: Claim) -> tuple[Claim, Claim] | None:
    """The two ends of a change where the words join all three, whatever they were read to be about."""
    place = context.position[claim.id]
    three = context.claims[max(0, place - 1) : place + 2]
    if len(three) == _THREE and claim is three[1] and _are_joined(context, three, (*_JOINED, _WAS)):
        return three[0], three[2]
    three = context.claims[max(0, place - 2) : place + 1]
    if len(three) == _THREE and claim is three[2]:
        if _are_joined(context, three, _AFTER):
            return three[0], three[1]
        if _are_joined(context, three, (_TO,)):
            return three[1], three[0]
    return None


def _are_joined(
    context: Context, three: Sequence[Claim], forms: Iterable[tuple[re.Pattern[str], re.Pattern[str]]]
) -> bool:
    """Whether three percentages of one sentence are joined by some form of words."""
    percentages = all(c.unit in _UNITS and c.low == c.high for c in three)
    if not percentages or len({context.sentence(c) for c in three}) > 1:
        return False
    first, second = context.between(*three[:2]), context.between(*three[1:])
    return any(a.search(first) and b.search(second) for a, b in forms)


def _same(level: Claim, other: Claim) -> bool:
    fields = ("subject", "metric", "model", "region", "segment")
    return all(getattr(level, f) == getattr(other, f) for f in fields)


def _at(level: Claim, period: str | None) -> bool:
    return bool(canonical(period)) and canonical(level.period) == canonical(period)


def _judged(claim: Claim, now: Claim, then: Claim) -> Iterator[Finding]:
    x, y = now.quantity.tolerant(), then.quantity.tolerant()
    a, b = Fraction(now.quantity.value), Fraction(then.quantity.value)
    stated, in_points = claim.quantity.tolerant(), claim.unit == "percentage_point"
    points, rate = x - y, (x / y + Interval.exactly(-1)).scale(100) if b > 0 else None
    meant, said = (rate, points) if in_points else (points, rate)
    if meant is None or not stated.meets(meant) or (said is not None and stated.meets(said)):
        return
    difference = f"{number(a)} - {number(b)} = {number(a - b)} points"
    quotient = (
        f"{number(a)} / {number(b)} - 1 = {percent(a / b - 1, signed=True)}"
        if b > 0
        else f"no rate starts from {number(b)}%"
    )
    if in_points:
        message = f"{claim.quote} is the rate, told as points: {quotient}, but {difference}"
    else:
        message = f"{claim.quote} is the difference in points, told as a rate: {difference}, but {quotient}"
    ids = (claim.id, now.id, then.id)
    steps = (Step(difference, points, ids), Step(quotient, rate, ids))
    repair = Repair(claim.id, "unit", claim.unit, _UNITS[0] if in_points else _UNITS[1])
    yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, steps, (), (repair,), (claim.id,))

"""Paces: one every so many seconds, so many a month on average, so many a month still to go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import certain, likely, together
from tachograph.checking.figures import Figures, is_average
from tachograph.checking.repairs import slip_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.telling import is_told
from tachograph.checking.variables import parsed
from tachograph.checking.wording import number
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature

INFO = RuleInfo(
    code="run_rate",
    tier="basic",
    catches="A pace that does not follow from its total: one every so many seconds, an average per month, or what is "
    "needed per month to reach a target.",
    how="pace = length of the period / total; average = total / months; needed = (target − so far) / months left.",
    failing="Chery shipped 1.344 million cars in 2025, one every 43 seconds.",
    passing="Chery shipped 1.344 million cars in 2025, one every 23 seconds.",
)

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAY = 86_400
_CLAUSE = 30  # characters before what is needed
_EVERY = re.compile(r"\b(?:every|each|per)\s*$|每\s*$|平均每?\s*$", re.IGNORECASE)
_PER_DAY = re.compile(r"^\s*(?:\w+\s)?(?:a|per|each|every)\s(?:single\s)?day\b|^\s*daily\b", re.IGNORECASE)
_PER_MONTH = re.compile(r"^\s*(?:\w+\s)?(?:a|per|each|every)\smonth\b|^\s*monthly\b", re.IGNORECASE)
_MONTHLY = re.compile(r"月均|每月|(?:average|averag\w+)[^.]{0,20}$|monthly", re.IGNORECASE)
_NEED = re.compile(
    r"\b(?:needs?|needed|have to|has to|had to|requires?|required|must|should|to make it|to get there)\b|余下|剩余|剩下|还需|還需|需要|每月需|便可|才能|即可",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:needs?|needed|have to|has to|had to|requires?|required|must)\s[^\d,;]{0,20}$|(?:还需|還需|需要|尚需)[^\d，,；;]{0,8}$",
    re.IGNORECASE,
)
_CUT = Fraction(1, 20)  # paces are printed cut off or rounded: 23 for 23.5 seconds
_SHARP, _CUT_SHARP = 3, Fraction(1, 100)  # of so many digits they are not: 321,000 is no pace of 335,667
_WRONG = Fraction(1, 4)  # by so much the author counted something else, or wrongly


def findings(figures: Figures) -> Iterator[Finding]:
    """Every pace with the total it follows from."""
    context = figures.context
    for claim in context.claims:
        if claim.kind is Kind.DURATION and claim.unit in _SECONDS and _EVERY.search(context.before(claim, 12)):
            yield from _one_every(figures, claim)
        elif claim.kind is Kind.LEVEL and _is_monthly(figures, claim):
            yield from _to_go(figures, claim) or _averages(figures, claim) or _needed(figures, claim)
        elif claim.kind is Kind.LEVEL and _NEEDS.search(context.before(claim, _CLAUSE)):
            yield from _needed(figures, claim, at_once=True)


def _one_every(figures: Figures, claim: Claim) -> Iterator[Finding]:
    """The total of a year, a month or a day, spread over its seconds."""
    context = figures.context
    seconds = claim.quantity.tolerant().scale(_SECONDS[claim.unit])
    for total in reversed([c for c in context.claims if c.span < claim.span]):
        if (
            total.kind is not Kind.LEVEL
            or total.subject != claim.subject
            or context.sentence(total) != context.sentence(claim)
        ):
            continue
        days = _days(figures, total)
        if days and total.low:
            pace = Fraction(days * _DAY) / Fraction(total.quantity.value)
            words = (
                f"{number(Fraction(days * _DAY))} seconds / {number(Fraction(total.quantity.value))} = {number(pace)}"
            )
            yield from _judged(claim, (total,), words, pace, seconds)
        return


def _days(figures: Figures, total: Claim) -> int | None:
    if _PER_DAY.search(figures.context.after(total, 20)) or (total.metric or "").startswith("daily"):
        return 1
    period = parsed(total.period or "")
    flows = figures.context.nature(total.metric or "") is Nature.FLOW
    return period.days if period and period.days and (period.days > 1 or flows) else None


def _is_monthly(figures: Figures, claim: Claim) -> bool:
    context = figures.context
    return bool(_PER_MONTH.search(context.after(claim, 24)) or _MONTHLY.search(context.before(claim, 24)))


def _averages(figures: Figures, claim: Claim) -> list[Finding]:
    """A total of some months divided by their number."""
    for total in _series(figures, claim):
        period = parsed(total.period or "")
        months = period.whole_months if period else None
        if months and months > 1 and total.modality is claim.modality:
            mean = Fraction(total.quantity.value) / months
            words = f"{number(Fraction(total.quantity.value))} / {months} months = {number(mean)} a month"
            found = list(_judged(claim, (total,), words, mean, claim.quantity.tolerant()))
            if found:
                return found
    return []


def _to_go(figures: Figures, claim: Claim) -> list[Finding]:
    """What is left to a target, divided by the months left."""
    series = _series(figures, claim)
    for target in (c for c in series if c.modality is Modality.TARGET):
        for done in (c for c in series if c.modality is Modality.ACTUAL):
            year, until = parsed(target.period or ""), parsed(done.period or "")
            if not year or not until or not year.contains(until) or done.quantity.value >= target.quantity.value:
                continue
            months = (year.end.year - until.end.year) * 12 + year.end.month - until.end.month
            if months > 0:
                rest = (Fraction(target.quantity.value) - Fraction(done.quantity.value)) / months
                words = f"({target.quote} - {done.quote}) / {months} months = {number(rest)} a month"
                found = list(_judged(claim, (target, done), words, rest, claim.quantity.tolerant()))
                if any(f.verdict is Verdict.CONFIRMED for f in found):
                    return found
    return []


def _needed(figures: Figures, claim: Claim, *, at_once: bool = False) -> list[Finding]:
    """What is said to be needed, where no aim of the text, nothing reached so far and no time left give it.

    A month, or all ``at_once``: "it needs 418,000 in December".
    """
    told = at_once or (claim.modality is not Modality.ACTUAL and _NEED.search(figures.context.sentence_text(claim)))
    if not told:
        return []
    series = [c for c in _series(figures, claim) if likely([c])]
    aims = [c for c in series if c.modality is Modality.TARGET]
    past = [c for c in series if c.modality is Modality.ACTUAL]
    pairs = [(t, d) for t in aims for d in sorted(past, key=_end, reverse=True) if d.quantity.value < t.quantity.value]
    if at_once:
        pairs = [(t, d) for t, d in pairs if _is_so_far(t, d)]
    ways = [(t, d, n, c) for t, d in pairs for n, c in (((1, ()),) if at_once else _left(figures, claim, t, d))]
    if not pairs or len({(t.id, d.id) for t, d, *_ in ways}) < len(pairs):
        return []
    if any(claim.quantity.tolerant().meets(_about(_rest(t, d, n))) for t, d, n, _ in ways):
        return []
    aim, done, months, counted = ways[0]
    rest = _rest(aim, done, months)
    slipped = _is_slip(claim, aim, done, months)
    if not slipped and not certain([claim, *aims, *past]):
        return []
    ids = (claim.id, aim.id, done.id, *(c.id for c in counted))
    words = f"({aim.quote} - {done.quote}) / {months} months = {number(rest)} a month"
    if at_once:
        words = f"{aim.quote} - {done.quote} = {number(rest)}"
    slip = slip_repair(claim, _about(rest))
    step = Step(words, Interval.exactly(rest), ids)
    message = f"{words}, not {claim.quote}{'' if slipped else UNTOLD}"
    repairs = (slip[0],) if slip else ()
    return [Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs, ids[:1] if slipped else ())]


def _is_so_far(aim: Claim, done: Claim) -> bool:
    """Whether a figure is what has been reached since the beginning of the time that an aim is for."""
    whole, past = parsed(aim.period or ""), parsed(done.period or "")
    return bool(whole and past and whole.start == past.start and past.end < whole.end)


def _end(claim: Claim) -> str:
    period = parsed(claim.period or "")
    return period.end.isoformat() if period else ""


def _rest(aim: Claim, done: Claim, months: int) -> Fraction:
    return (Fraction(aim.quantity.value) - Fraction(done.quantity.value)) / months


def _is_slip(claim: Claim, aim: Claim, done: Claim, months: int) -> bool:
    """Whether a slip in what is needed explains it, which hardly any would by chance. An aim is the round number itself."""
    rest = (Interval.exactly(aim.quantity.nominal) - done.quantity.tolerant()).scale(Fraction(1, months))
    return is_told(together([claim, aim, done]), claim, rest)


def _about(value: Fraction) -> Interval:
    return Interval(value * (1 - _CUT), value * (1 + _CUT))


def _left(figures: Figures, claim: Claim, aim: Claim, done: Claim) -> Iterator[tuple[int, tuple[Claim, ...]]]:
    """The months that may be left: those that the text counts beside the rate, the rate's own, and from the one to the other."""
    context = figures.context
    for c in context.claims:
        if c.kind is Kind.DURATION and c.unit == "month" and abs(context.sentence(c) - context.sentence(claim)) <= 1:
            yield int(c.quantity.value), (c,)
    own, whole, past = (parsed(c.period or "") for c in (claim, aim, done))
    if own and own.whole_months:
        yield own.whole_months, ()
    if whole and past and whole.end > past.end:
        months = (whole.end.year - past.end.year) * 12 + whole.end.month - past.end.month
        yield max(1, months), ()


def _series(figures: Figures, claim: Claim) -> list[Claim]:
    """Totals of the same subject and thing, nearest first."""
    context = figures.context
    alike = [
        c
        for c in context.claims
        if c is not claim
        and c.kind is Kind.LEVEL
        and (c.subject, c.unit, c.model) == (claim.subject, claim.unit, claim.model)
        and c.low is not None
        and not is_average(context, c)
        and c.quantity.value > claim.quantity.value
    ]
    return sorted(alike, key=lambda c: (abs(c.span.start - claim.span.start), c.span.start))


def _judged(
    claim: Claim, totals: tuple[Claim, ...], words: str, value: Fraction, stated: Interval
) -> Iterator[Finding]:
    ids = (claim.id, *(t.id for t in totals))
    step = Step(words, Interval.exactly(value), ids)
    cut = _CUT if len(claim.quantity.meant) < _SHARP else _CUT_SHARP
    near = Interval(value * (1 - cut), value * (1 + cut))
    far = Interval(value * (1 - _WRONG), value * (1 + _WRONG))
    if stated.meets(near):
        yield Finding(INFO.code, Verdict.CONFIRMED, ids, f"{words}, stated as {claim.quote}", (step,))
    elif not stated.meets(far) and claim.kind is Kind.DURATION and likely((claim, *totals)):
        slip = slip_repair(claim, near.scale(Fraction(1, _SECONDS[claim.unit])))
        verdict = Verdict.CONTRADICTED if slip else Verdict.IMPLAUSIBLE  # without a slip it may be of another total
        repairs = (slip[0],) if slip else ()
        yield Finding(INFO.code, verdict, ids, f"{words}, not {claim.quote}", (step,), (), repairs)

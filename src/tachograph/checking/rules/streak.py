"""So many months running."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.checking.wording import period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Period

INFO = RuleInfo(
    code="streak",
    tier="basic",
    catches="A run of falls or rises, said to be from month to month, in which one month goes the other way.",
    how="xₜ < xₜ₋₁ for each month of a run of falls (> for rises), with the monthly figures of the text.",
    failing="NIO's deliveries fell month-on-month for the second consecutive month in May 2023. It delivered 10,378 cars "
    "in March 2023, 6,658 in April 2023 and 7,155 in May 2023.",
    passing="NIO's deliveries fell month-on-month for the second consecutive month in May 2023. It delivered 10,378 cars "
    "in March 2023, 6,658 in April 2023 and 6,155 in May 2023.",
)

_LENGTHS = {"month": 1, "quarter": 3, "year": 12}
_FALLS = re.compile(
    r"\b(?:fall|fell|drop|decline|declin|decreas|shrank|shrunk|slid|slump|down|lower)\w*|下降|下滑|下跌|减少|減少|跌",
    re.IGNORECASE,
)
_RISES = re.compile(
    r"\b(?:rise|rose|gain|grow|grew|growth|increas|climb|higher)\w*|增长|增長|上升|上涨|上漲|连增|連增", re.IGNORECASE
)


# Without such a word a monthly fall may as well be one from the year before, which the months themselves do not show.
_SEQUENTIAL = re.compile(r"\bmonth[- ](?:on|over)[- ]month\b|\bsequential|环比|環比", re.IGNORECASE)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every run with a stretch of dates, or with monthly figures to count."""
    for claim in figures.context.claims:
        if claim.kind is Kind.DURATION and claim.unit in _LENGTHS and claim.low == claim.high:
            yield from _by_dates(claim)
            yield from _by_levels(figures, claim)


def _by_dates(claim: Claim) -> Iterator[Finding]:
    """A run given with its first and last month."""
    period, length = parsed(claim.period or ""), _LENGTHS[claim.unit]
    months = period.whole_months if period and period.start else None
    if months and months > length and months % length == 0 and months // length == claim.quantity.value:
        count = months // length
        message = f"{period_words(claim.period)} is {count} {claim.unit}s"
        yield Finding(
            INFO.code, Verdict.CONFIRMED, (claim.id,), message, (Step(message, Interval.exactly(count), (claim.id,)),)
        )


def _by_levels(figures: Figures, claim: Claim) -> Iterator[Finding]:
    """Monthly figures, back from the run's last month, that fall or rise each time."""
    text = figures.context.sentence_text(claim)
    falls, rises = bool(_FALLS.search(text)), bool(_RISES.search(text))
    levels = _monthly(figures, claim)
    count = int(claim.quantity.value)
    if falls == rises or len(levels) <= count or claim.unit != "month" or count < 2:
        return
    run = levels[-count - 1 :]
    steps = [_direction(a, b) for a, b in pairwise(run)]
    ids = (claim.id, *(c.id for c in run))
    message = " > ".join(c.quote for c in run) if falls else " < ".join(c.quote for c in run)
    if all(s == (-1 if falls else 1) for s in steps):
        words = f"{message}: {count} {'falls' if falls else 'rises'} running"
        yield Finding(INFO.code, Verdict.CONFIRMED, ids, words, (Step(words, Interval.exactly(count), ids),))
        return
    against = [(a, b) for a, b in pairwise(run) if _surely(a, b) == (1 if falls else -1)]
    if against and _SEQUENTIAL.search(text):
        a, b = against[-1]
        words = f"{a.quote} to {b.quote} is a {'rise' if falls else 'fall'}, so the run is not of {count} months"
        step = Step(
            f"{a.quote} to {b.quote}",
            Interval.exactly(Fraction(b.quantity.value) - Fraction(a.quantity.value)),
            (a.id, b.id),
        )
        yield Finding(INFO.code, Verdict.CONTRADICTED, ids, words, (step,), blamed=(claim.id,))


def _monthly(figures: Figures, claim: Claim) -> list[Claim]:
    """The subject's figures of consecutive months up to the claim's, in order."""
    until = parsed(claim.period or "")
    by_month: dict[Period, Claim] = {}
    for level in figures.context.claims:
        month = parsed(level.period or "")
        alike = (level.subject, level.metric, level.model) == (claim.subject, claim.metric, claim.model)
        if (
            level.kind is Kind.LEVEL
            and alike
            and level.modality is Modality.ACTUAL
            and month
            and month.whole_months == 1
        ):
            by_month.setdefault(month, level)
    months: list[Claim] = []
    while until is not None and until in by_month:
        months.append(by_month[until])
        until = until.previous()
    return months[::-1]


def _surely(a: Claim, b: Claim) -> int:
    """1 where ``b`` is above ``a`` at every rounding of both, -1 where it is below, else 0."""
    if a.high is not None and b.low is not None and b.low > a.high:
        return 1
    return -1 if a.low is not None and b.high is not None and b.high < a.low else 0


def _direction(a: Claim, b: Claim) -> int:
    return (b.quantity.value > a.quantity.value) - (b.quantity.value < a.quantity.value)

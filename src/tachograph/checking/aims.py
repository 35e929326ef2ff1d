"""Aims that words call met or missed: "missed last year's goal of 7.4 million", 勉强够上7万辆的目标.

The words say on which side of the aim the figure lies; which figure it is, is known only of what was handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.beside import exact_level
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import Figures
from tachograph.checking.prose import PORTION_ZH
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

_AIM = r"(?:(?!of\b)[\w'’-]+ ){0,5}(?:targets?|goals?|aims?)(?: of)?(?: about| some| around| over)? ?$"
_MISSED = re.compile(
    rf"\b(?:missed|missing|fell short of|falling short of|failed to (?:meet|reach|hit)) {_AIM}"
    r"|(?:未能?|没有?|沒有?)(?:达到|達到|完成|够上|夠上|实现|實現)[^，。；\d]{0,6}$",
    re.IGNORECASE,
)
_MET = re.compile(
    rf"\b(?:met|meeting|reached|hit|achieved|beat|exceeded|exceeding|surpassed|topped) {_AIM}"
    r"|(?<![未没沒能])(?:够上|夠上|超过了|超過了|超额完成|超額完成|提前完成)[^，。；\d]{0,6}$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:not|never|yet|if|will|would|could|may|might|can|almost|nearly|hopes?|expects?|expected|aims?|plans?|likely|set|track|close|"
    r"half|month\w*|quarter\w*)\b|n['’]t\b|尚|若|如果|有望|预计|預計|将|將|能否|难|難|接近|月|季|半年",
    re.IGNORECASE,
)
_IS_AIM = re.compile(rf"^\s*(?:辆|台)?的?[^，。；\d]{{0,6}}(?:目标|目標|任务|任務)(?!{PORTION_ZH})")
_LEAD = 60  # characters


def findings(figures: Figures) -> Iterator[Finding]:
    """Every aim that is told as met by a figure that is below it, or missed by one that is above it."""
    context = figures.context
    for aim in context.claims:
        if aim.modality is not Modality.TARGET or not exact_level(context, aim) or not canonical(aim.period):
            continue
        met = _told(context, aim)
        reached = [c for c in context.claims if _is_of(context, c, aim)]
        if met is None or not reached or not given((aim, *reached)):
            continue
        low, high = aim.quantity.ends
        if all(c.quantity.ends[1] < low if met else c.quantity.ends[0] > high for c in reached):
            yield _finding(aim, reached[0], met=met)


def _told(context: Context, aim: Claim) -> bool | None:
    """Whether words say that an aim was met, or that it was missed; none if they say neither."""
    lead = context.before(aim, _LEAD)
    for told, met in ((_MISSED, False), (_MET, True)):
        found = told.search(lead)
        if found and not _NOT_YET.search(lead[max(0, found.start() - 20) :]):
            return met if found[0].isascii() or _IS_AIM.search(context.after(aim, 12)) else None
    return None


def _is_of(context: Context, claim: Claim, aim: Claim) -> bool:
    """Whether a figure is what came of an aim: of the same thing and time."""
    if claim.modality is not Modality.ACTUAL or not exact_level(context, claim) or claim.id not in context.scopes:
        return False
    alike = claim.metric == aim.metric or {claim.metric, aim.metric} <= UNITS_SOLD
    fields = ("subject", "unit", "region", "segment", "model")
    one = all(getattr(claim, f) == getattr(aim, f) for f in fields)
    return alike and one and canonical(claim.period) == canonical(aim.period)


def _finding(aim: Claim, reached: Claim, *, met: bool) -> Finding:
    said, is_ = ("met", "below") if met else ("missed", "above")
    message = f"{aim.quote} is told as an aim that was {said}, but {reached.quote} is {is_} it{UNTOLD}"
    own = aim.quantity.interval()
    step = Step(f"stated: {aim.quote}", Interval(own.low, None) if met else Interval(None, own.high), (aim.id,))
    return Finding("bounds", Verdict.CONTRADICTED, (aim.id, reached.id), message, (step,))

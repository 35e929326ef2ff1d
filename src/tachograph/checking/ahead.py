"""Who is ahead of whom, told in so many words between two figures: "XCMG (3,600) beat Sany (3,200)", 3.2万辆，超过蔚来的2.7万辆.

The words say which figure is the larger, so nothing here depends on how metrics, periods or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.beside import exact_level
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.prose import PORTION_ZH
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

# A name or two, possessive, and nothing that speaks of another time or thing.
_RIVAL = r"(?:the |its |their |his |her )?(?:[\w&-]+ ){0,2}[\w&-]+(?:['’]s?)?"
_UNIT = r"(?:\s(?:cars|vehicles|units|GWh))?"
_ENGLISH = re.compile(
    rf"^{_UNIT}\)?,?\s(?:(?:just|only|narrowly|slightly|comfortably|well|again|still|and|which|that|to|putting it|leaving it|finishing|coming)\s){{0,3}}"
    rf"(?P<told>ahead of|beat(?:ing)?|beats|edged? out|edging out|edged past|outsold|outselling|overtook|overtaking|topped|topping|surpassed|surpassing"
    rf"|behind|trailing|trailed)\s{_RIVAL}\s?(?:\(|with\s|on\s|at\s)?$"
)
_CHINESE = re.compile(
    r"^\)?）?[，,、]?(?:小幅|略微|略|大幅|仍|继续|再次|也|已|首次|双双|明显|轻松|险|以微弱优势){0,2}"
    r"(?P<told>超过|超過|领先|領先|反超|力压|力壓|高于|高於|多于|多於|落后于|落後於|低于|低於|不及|少于|少於)(?:于|於|了)?+"
    r"(?:[\w·]{1,8}?(?:汽车|汽車|集团|集團)?(?:的|[（(])?)$"
)
_PORTION = re.compile(rf"^(?:目标|目標)?{PORTION_ZH}")
_BEHIND_IT = 12  # characters
_BEHIND = re.compile(r"behind|trail|落|低|不及|少")
_TIME = re.compile(
    r"\b(?:last|previous|prior|ago|year|month|week|quarter|target|goal|aim|plan|forecast|estimate|expect\w*|record|average|own|"
    r"mark|total|market|level|guidance|range|limit)\b|月|年|季|周|目标|目標|预期|預期|纪录|紀錄|平均|均值|水平|总|總|市场|市場|同期|此前|大盘",
    re.IGNORECASE,
)  # fmt: skip


def findings(figures: Figures) -> Iterator[Finding]:
    """Every figure that is told to be ahead of another one and is less, or behind it and is more."""
    context = figures.context
    for one, other in pairwise(context.claims):
        told = _told(context, one, other)
        if told is None:
            continue
        first, second = (other, one) if _BEHIND.match(told) else (one, other)
        if first.quantity.ends[1] < second.quantity.ends[0]:
            less, more = ("more", "less") if first is other else ("less", "more")
            message = f"{one.quote} is {less} than {other.quote}, though “{told}” says {more}{UNTOLD}"
            ids = (one.id, other.id)
            step = Step(f"{first.quote} > {second.quote}", Interval(second.quantity.interval().low, None), ids)
            yield Finding("rank", Verdict.CONTRADICTED, ids, message, (step,))


def _told(context: Context, one: Claim, other: Claim) -> str | None:
    """The word between two figures of one unit that says which is the larger."""
    if not exact_level(context, one) or not exact_level(context, other) or one.unit != other.unit:
        return None
    if context.sentence(one) != context.sentence(other):
        return None
    words = context.between(one, other)
    if _PORTION.match(context.after(other, _BEHIND_IT)):
        return None
    found = None if _TIME.search(words) else _ENGLISH.match(words) or _CHINESE.match(words)
    return found["told"] if found else None

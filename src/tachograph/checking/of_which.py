"""A part that its own words put inside another figure: "74,117, of which 46,227", "4,443 stations, 2,988 of them" (其中).

No part is more than all that its sentence and the one before it could mean by the whole, so nothing here depends on which
figure that is, or on how fields were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.prose import OF_WHICH, OF_WHICH_ZH, PART_AFTER
from tachograph.checking.repairs import value_repair
from tachograph.checking.variables import canonical, parsed
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature
from tachograph.core.quantity import Modifier

_BEFORE = re.compile(rf"\b{OF_WHICH},?[^\d,;:(|]{{0,30}}$|(?:{OF_WHICH_ZH})[^\d，,；;：:（(|]{{0,12}}$", re.IGNORECASE)
_WITHIN = re.compile(r"\d[^|]*\bincluding\b[^\d,;:(|]{0,30}$", re.IGNORECASE)  # after what it is a part of
_BESIDE = re.compile(r"[,;(–—-]\s?(?:(?:and|with|some|about|nearly|around|only|just)\s){0,2}$", re.IGNORECASE)
_MEAN = re.compile(r"\baverages?\b|\bper\b|\ba piece\b|平均|均价|均價|每|单车|單車", re.IGNORECASE)
_REST = re.compile(
    r"(?:其他|其它|其餘|其余|剩余|剩餘)[^，,；;。：\d]{0,6}$|(?<!\bamong )\b(?:the (?:rest|remaining|remainder)|others?)(?: [a-z-]+){0,3} $", re.IGNORECASE
)  # fmt: skip
_LEAD = 30  # characters
_ROOM = 60  # characters that are looked at
_SENTENCES = 1  # before the part's own
_POWERS = (1, 2, 3, 4)  # of ten, by which a part may be told too large
_CLEAR = 1.02  # times: less is what one edition differs from another by


def findings(figures: Figures) -> Iterator[Finding]:
    """Every part that is more than any figure it could be a part of."""
    context = figures.context
    for place, part in enumerate(context.claims):
        if _is_part(context, part):
            wholes = _wholes(context, place)
            finding = wholes and (_above(part, wholes) or _closed(context, place, wholes))
            if finding:
                yield finding


def _is_part(context: Context, claim: Claim) -> bool:
    if claim.kind is not Kind.LEVEL or claim.unit == "percent" or claim.modifier is Modifier.BETWEEN:
        return False
    if context.nature(claim.metric or "") is Nature.RATIO or _MEAN.search(context.sentence_text(claim)):
        return False
    before, after = context.before(claim, _ROOM), context.after(claim, _ROOM)
    if _BEFORE.search(before) or _WITHIN.search(before):
        return True
    return bool(_BESIDE.search(before) and PART_AFTER.match(after))


def _wholes(context: Context, place: int) -> Sequence[Claim]:
    """The figures before a part that it may be a part of, if all of them could be: of its unit, and of no shorter time."""
    part = context.claims[place]
    first = _beginning(context, context.sentence(part) - _SENTENCES)
    before = (c for c in context.claims[:place] if c.unit == part.unit and context.sentence(c) >= first)
    found = [c for c in before if c.kind in (Kind.LEVEL, Kind.COUNT)]
    here = any(context.sentence(c) == context.sentence(part) for c in found) or not _stands_behind(context, part)
    beside = any(context.sentence(c) == context.sentence(part) and _of_one_time(c, part) for c in found)
    return found if here and (beside or not any(_is_shorter(c, part) for c in found)) else ()


def _beginning(context: Context, number: int) -> int:
    """The first of the clauses between semicolons that a sentence is the last of, all of which tell of one thing."""
    while 0 < number < len(context.sentences) and context.text[: context.sentences[number][0]].rstrip()[-1:] in ";；":
        number -= 1
    return number


def _closed(context: Context, place: int, wholes: Sequence[Claim]) -> Finding | None:
    """Parts the last of which is all the rest ("of which 283 with cars; others 7"), and no figure that is their sum.

    What is read of such a list may lack a part: only what was handed over counts.
    """
    first = context.claims[place]
    behind = (c for c in context.claims[place + 1 :] if context.sentence(c) == context.sentence(first))
    others = [c for c in behind if c.unit == first.unit and c.kind is Kind.LEVEL]
    last = next((n for n, c in enumerate(others) if _REST.search(context.before(c, _LEAD))), None)
    if last is None:
        return None
    parts = (first, *others[: last + 1])
    formula = Formula(Op.SUM, parts)
    alike = len({(c.subject, canonical(c.period), c.modality) for c in (*parts, *wholes)}) == 1
    if not alike or not given((*parts, *wholes)) or any(formula.interval.meets(c.quantity.tolerant()) for c in wholes):
        return None
    return held.contradiction(wholes[-1], formula)


def _stands_behind(context: Context, part: Claim) -> bool:
    """Whether something else of the part's sentence stands before it, which it may be a part of."""
    return len(context.before(part, 2 * _ROOM)) > _ROOM


def _of_one_time(a: Claim, b: Claim) -> bool:
    """Whether two figures are dated, and alike."""
    return canonical(a.period) == canonical(b.period) != ""


def _is_shorter(whole: Claim, part: Claim) -> bool:
    """Whether a figure is for a part of the time that another is for."""
    inner, outer = parsed(whole.period or ""), parsed(part.period or "")
    return bool(inner and outer and inner != outer and outer.contains(inner))


def _above(part: Claim, wholes: Sequence[Claim]) -> Finding | None:
    most = max(wholes, key=lambda c: c.quantity.ends[1])
    if part.quantity.ends[0] <= most.quantity.ends[1] * _CLEAR:
        return None
    message = f"{part.quote} is told as a part of what is at most {most.quote}{UNTOLD}"
    ids = (part.id, *(c.id for c in wholes))
    step = Step(f"{part.quote} <= {most.quote}", Interval(None, most.quantity.tolerant().high), (part.id, most.id))
    whole = most.quantity.nominal
    power = Fraction(10) ** next((n for n in _POWERS if part.quantity.nominal / Fraction(10) ** n <= whole), 0)
    repairs = (value_repair(part, part.quantity.nominal / power),) if power > 1 else ()
    return Finding("bounds", Verdict.CONTRADICTED, ids, message, (step,), (), repairs)

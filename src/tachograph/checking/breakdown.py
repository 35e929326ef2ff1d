"""A total and its parts in one sentence: "83,192 cars: 57,152 went to customers in China and 26,040 were exported".

The colon or bracket and the closing "and" say that these are the parts, so nothing here depends on how periods,
metrics or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.beside import exact_level
from tachograph.checking.context import Context
from tachograph.checking.digits import slips_to
from tachograph.checking.figures import Figures
from tachograph.checking.lists import PARTIAL
from tachograph.checking.repairs import value_repair
from tachograph.checking.wording import number
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

_OPENS = re.compile(r"^[^.;。；]{0,30}?[:：(（–—]")
_CLOSES = re.compile(r"\band\b|&|和|及|与|與|、")
_RATES = ("percent", "percentage_point", "rank")
_ALL = re.compile(r"^[^\d.;。；]*(?:[.;。；)）]|$)")
_DIGITS = 3  # totals of fewer digits are one digit away from anything


def findings(figures: Figures) -> Iterator[Finding]:
    """Every total that is followed by its parts, the last of them joined by "and"."""
    context = figures.context
    for place, total in enumerate(context.claims):
        if exact_level(context, total) and (parts := _parts(context, place)):
            yield from _judged(total, parts)


def _parts(context: Context, place: int) -> list[Claim]:
    """The levels of the total's unit that the rest of its sentence consists of, rates aside; empty if it is no list."""
    total = context.claims[place]
    rest = [c for c in context.claims[place + 1 :] if context.sentence(c) == context.sentence(total)]
    parts = [c for c in rest if c.unit not in _RATES]
    if len(parts) < 2 or any(not _part_of(context, p, total) for p in parts):
        return []
    opening = context.between(total, parts[0])
    whole = _OPENS.match(opening) and _CLOSES.search(context.between(parts[-2], parts[-1]))
    return parts if whole and not PARTIAL.search(opening) and _ALL.match(context.after(parts[-1], 200)) else []


def _part_of(context: Context, part: Claim, total: Claim) -> bool:
    return (
        exact_level(context, part)
        and part.unit == total.unit
        and part.modality is total.modality
        and part.quantity.value < total.quantity.value
    )


def _judged(total: Claim, parts: Sequence[Claim]) -> Iterator[Finding]:
    """Confirmed if the parts add up; contradicted if one wrong digit, swap or power of ten is all that is wrong."""
    added = Interval.exactly(0)
    for part in parts:
        added += part.quantity.tolerant()
    value = sum((Fraction(p.quantity.value) for p in parts), Fraction(0))
    ids = (total.id, *(p.id for p in parts))
    words = " + ".join(number(Fraction(p.quantity.value)) for p in parts) + f" = {number(value)}"
    step = Step(words, added, ids)
    missing = Fraction(total.quantity.value) - value
    if added.meets(total.quantity.tolerant()):
        yield Finding("sum_of_parts", Verdict.CONFIRMED, ids, f"{words}, stated as {total.quote}", (step,))
        return
    wanted = [(total, value), *((p, Fraction(p.quantity.value) + missing) for p in parts)]
    repairs = tuple(value_repair(c, v) for c, v in wanted if _is_slip(c, v))
    if repairs:
        message = f"{words}, not {total.quote}"
        blamed = (repairs[0].claim,) if len(repairs) == 1 else ()
        message += "" if blamed else UNTOLD
        yield Finding("sum_of_parts", Verdict.CONTRADICTED, ids, message, (step,), (), repairs, blamed)


def _is_slip(claim: Claim, value: Fraction) -> bool:
    return len(claim.quantity.meant) >= _DIGITS and any(slips_to(claim, Interval.exactly(value)))

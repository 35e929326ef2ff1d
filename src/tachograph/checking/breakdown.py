"""A total and its parts in one sentence: "83,192 cars: 57,152 went to customers in China and 26,040 were exported".

The colon or bracket and the closing "and" say that these are the parts, so nothing here depends on how periods,
metrics or subjects were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.adding import NARROWING
from tachograph.checking.beside import exact_level
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.digits import slips_to
from tachograph.checking.figures import Figures
from tachograph.checking.lists import PARTIAL
from tachograph.checking.prose import ABROAD, AT_HOME
from tachograph.checking.repairs import value_repair
from tachograph.checking.wording import number
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

# " cars in December, the company said: ": with who says it
_OPENS = re.compile(
    r"^[^.;。；]{0,30}?(?:,\s(?:the\s|its\s)?[\w’'-]+(?:\s[\w’'-]+)?\s(?:said|says|reported|announced))?[:：(（–—]"
)
_CLOSES = re.compile(r"\band\b|&|和|及|与|與|、")
_RATES = ("percent", "percentage_point", "rank")
_ALL = re.compile(r"^[^\d.;。；]*(?:[.;。；)）]|$)")
_MADE_UP = re.compile(
    r"^(?:\s(?:cars|vehicles|units))?\s*[,，]?\s*(?:was |were |which (?:is|was) )?"
    r"(?:made up of|consisting of|composed of|split into|由)\s*(?:the |about )?$",
    re.IGNORECASE,
)
_ON = re.compile(r"^[^.;:。；：]{0,40}(?:,|，|、|\b(?:and|plus|as well as)\b|&|和|及|与|與)[^.;:。；：]{0,20}$")
_TOGETHER = re.compile(r"\b(?:or|i\.e\.|that is|making|which makes)\s*$", re.IGNORECASE)
_ALL_TOLD = re.compile(
    r"^\s*(?:(?:cars|vehicles|units)\s)?(?:altogether|in total|in all|all told|combined)\b", re.IGNORECASE
)
_PAIR = 2
_DIGITS = 3  # totals of fewer digits are one digit away from anything


def findings(figures: Figures) -> Iterator[Finding]:
    """Every total that is followed by its parts, the last of them joined by "and"."""
    context = figures.context
    for place, total in enumerate(context.claims):
        if not exact_level(context, total):
            continue
        if parts := _parts(context, place):
            yield from _judged(total, parts, told=_are_halves(context, total, parts))
        elif parts := _named_as_all(context, place):
            yield from _judged(total, parts, told=True)


def _named_as_all(context: Context, place: int) -> list[Claim]:
    """Different parts of one thing that words call all of a total: "made up of A and B", "A, B and C, or T altogether"."""
    total = context.claims[place]
    if total.unit in _RATES:
        return []
    own = [c for c in context.claims if context.sentence(c) == context.sentence(total) and c.unit not in _RATES]
    here = own.index(total)
    parts = _joined(context, own[here:])
    if not (parts and _MADE_UP.match(context.between(total, parts[0]))):
        closed = _TOGETHER.search(context.before(total, 40)) and _ALL_TOLD.match(context.after(total, 30))
        parts = own[:here] if closed else []
    return parts if len(parts) > 1 and _are_apart(context, total, parts) else []


def _joined(context: Context, own: Sequence[Claim]) -> list[Claim]:
    """The figures behind a total as far as they are a list whose last two "and" joins; empty if it ends otherwise."""
    parts, closed = list(own[1:2]), False
    for a, b in pairwise(own[1:]):
        words = context.between(a, b)
        if not _ON.match(words):
            break
        parts.append(b)
        closed = _CLOSES.search(words) is not None
    return parts if closed else []


def _are_apart(context: Context, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether figures were handed over as being of different parts of what the total is of, at its time."""
    about = ("subject", "metric", "period", "modality")
    one = all(getattr(c, f) == getattr(total, f) for f in about for c in parts) and total.id in context.scopes
    narrowed = [tuple(getattr(c, f) for f in NARROWING) for c in parts]
    whole = tuple(getattr(total, f) for f in NARROWING)
    inside = all(n != whole and all(w in (None, v) for w, v in zip(whole, n, strict=True)) for n in narrowed)
    plain = all(exact_level(context, c) and c.unit == total.unit for c in parts)
    return plain and one and inside and len(set(narrowed)) == len(narrowed) and given((total, *parts))


def _are_halves(context: Context, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the two parts are what is sold at home and abroad, and there are no others."""
    if len(parts) != _PAIR or not _are_apart(context, total, parts):
        return False
    first, second = (f"{context.before(c, 20)}|{context.after(c, 20)}" for c in parts)
    return any(AT_HOME.search(a) and ABROAD.search(b) for a, b in ((first, second), (second, first)))


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


def _judged(total: Claim, parts: Sequence[Claim], *, told: bool) -> Iterator[Finding]:
    """Confirmed if the parts add up; contradicted if one wrong digit, swap or power of ten is all that is wrong.

    Also without such a slip if it is ``told`` that they are all.
    """
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
    if repairs or told:
        message = f"{words}, not {total.quote}"
        blamed = (repairs[0].claim,) if len(repairs) == 1 else ()
        message += "" if blamed else UNTOLD
        yield Finding("sum_of_parts", Verdict.CONTRADICTED, ids, message, (step,), (), repairs, blamed)


def _is_slip(claim: Claim, value: Fraction) -> bool:
    return len(claim.quantity.meant) >= _DIGITS and any(slips_to(claim, Interval.exactly(value)))

"""A figure that several others speak against with one voice: what it must be by each of them is one and the same value.

One rate that does not follow from the figures around it may be about others. Two that would both follow if one figure
were another are hardly mistaken: neither was that value sought for, nor does anything else make them agree on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import inf

from tachograph.checking import derived
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.context import Context
from tachograph.checking.digits import decades, slips_within
from tachograph.checking.fitting import PLAIN
from tachograph.checking.formulas import Formula
from tachograph.checking.repairs import value_repair
from tachograph.checking.slipped import needed
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step

LIKELY = 0.25  # a formula less likely than this speaks for nothing
_SURE = 0.997
_NARROW = 0.02  # decades: how closely a formula must say what a figure is
_CLOSELY = 0.002  # decades: how closely two ways to one amount must agree, as more pairs are tried
_FEW = 2  # figures that slips may have been made in: of more each is a guess
_FEWEST = 3  # digits of a figure that a slip of any digit may explain

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Broken:
    """A formula that was probably meant and does not give its figure."""

    claim: Claim
    formula: Formula
    probability: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    figure: Claim
    span: Span
    by: tuple[Broken, ...]
    chance: float


def findings(context: Context, broken: Iterable[Broken]) -> Iterator[tuple[Finding, float]]:
    """One for each figure that two or more formulas want to be the same other value, and how likely that was meant.

    Of several figures that would mend the same formulas it is the one that a slip of the pen explains.
    """
    found = [w for w in _wanted(context, tuple(broken)) if w.chance >= _SURE]
    wanted = sorted(found, key=lambda w: (not _repairs(w), -w.chance, w.figure.span))
    explained: set[tuple[str, str]] = set()
    for one in wanted:
        keys = {(b.claim.id, c.id) for b in one.by for c in b.formula.operands}
        if not keys & explained:
            explained |= keys
            ties = [w.figure for w in wanted if w is not one and {*w.by} == {*one.by} and not _repairs(one)]
            yield _finding(one, ties), one.chance


def _wanted(context: Context, broken: Sequence[Broken]) -> Iterator[_Wanted]:
    """What figures would have to be by two formulas each, where that is one value which they are not."""
    spans: dict[str, list[tuple[Span, Broken]]] = {}
    for one in broken:
        for figure, span in needed(one.claim, one.formula):
            if _is_sharp(figure, span):
                spans.setdefault(figure.id, []).append((span, one))
    for id_, found in spans.items():
        figure = context.by_id[id_]
        pairs = [w for a, b in combinations(found, 2) if (w := _agreed(figure, a, b))]
        pairs = [w for w in pairs if not _is_stated(context, w)]
        if pairs:
            yield max(pairs, key=lambda w: w.chance)


def _agreed(figure: Claim, one: tuple[Span, Broken], other: tuple[Span, Broken]) -> _Wanted | None:
    (a, first), (b, second) = one, other
    if first.claim is second.claim and not _are_two_ways(figure, first, second):
        return None  # only one of its formulas is meant
    if (set(_ids(first)) - {figure.id}) == (set(_ids(second)) - {figure.id}):
        return None
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low > high:
        return None
    both = first.probability * second.probability
    accident = decades(*a) + decades(*b)
    if first.claim is second.claim and accident > _CLOSELY:
        return None
    return _Wanted(figure, (low, high), (first, second), both / (both + accident * (1 - both)))


def _are_two_ways(figure: Claim, one: Broken, other: Broken) -> bool:
    """Whether one amount follows from other figures in two ways: from one pair stated twice it does in one."""
    values = [{c.quantity.nominal for c in b.formula.operands} for b in (one, other)]
    return one.claim is figure and figure.kind is Kind.LEVEL and figure.unit != "percent" and values[0] != values[1]


def _ids(broken: Broken) -> tuple[str, ...]:
    return broken.claim.id, *(c.id for c in broken.formula.operands)


def _is_sharp(figure: Claim, span: Span) -> bool:
    """Whether a formula says closely what a figure is, and that it is not what is stated."""
    low, high = span
    if figure.kind is Kind.CHANGE or figure.modifier not in PLAIN or not 0 < low <= high < inf:
        return False
    own = figure.quantity.ends
    return decades(*span) <= _NARROW and (own[1] < low or own[0] > high)


def _is_stated(context: Context, wanted: _Wanted) -> bool:
    """Whether another figure of the text has the value: then the formulas are about that one."""
    low, high = wanted.span
    alike = (c for c in context.claims if c.unit == wanted.figure.unit and c.id != wanted.figure.id)
    return any(a <= high and low <= b for a, b in (c.quantity.interval().ends for c in alike))


def _finding(one: _Wanted, ties: Sequence[Claim]) -> Finding:
    ids = tuple(dict.fromkeys((one.figure.id, *(i for b in one.by for i in _ids(b)))))
    steps = tuple(
        Step(f"{b.formula.written(rate=b.claim.unit == 'percent')}, not {b.claim.quote}", b.formula.interval, _ids(b))
        for b in one.by
    )
    message = "; ".join(s.text for s in steps)
    message += UNTOLD if ties else f"; both hold with another figure for {one.figure.quote}"
    blamed = () if ties else (one.figure.id,)
    repairs = () if ties else _repairs(one)
    rule = derived.rule_of(one.by[0].claim, one.by[0].formula)
    return Finding(rule, Verdict.CONTRADICTED, ids, message, steps, (), repairs, blamed)


def _repairs(one: _Wanted) -> tuple[Repair, ...]:
    """The figure without the one slip of the pen that would explain it, or one of a few; nothing if none would."""
    low, high = one.span
    found = slips_within(one.figure, low, high, _FEWEST)
    values = {s.value for s in found if s.order == min(s.order for s in found)}
    near = sorted(values, key=lambda v: (abs(v - Fraction(low + high) / 2), v))
    return tuple(value_repair(one.figure, v) for v in near) if len(near) <= _FEW else ()

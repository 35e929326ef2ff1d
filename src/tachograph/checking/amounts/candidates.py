"""The figures around an amount that it may be the sum or the difference of, whatever their fields are read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tachograph.checking.amounts.asked import is_amount, is_level, is_total
from tachograph.checking.context import Context
from tachograph.checking.figures import is_average
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.quantity import Modifier

_BEFORE, _AFTER, _LEAD = 6, 4, 2  # figures of a difference, and those at the head of the text
_AROUND = 2  # sentences
_MOST = 9  # parts of a total
_SKIPPED = 3  # figures between a total and its parts
_ROWS = 1  # sentences between two parts
_APART = 4  # sentences between a total and its first part
_DIFFERENCE = 12.0  # how far off a difference may be and still have been meant
_SUM = 2.2  # the same of a sum
_POWERS = (10.0, 100.0, 1000.0, 10000.0)
_POWER = 0.02
_DIGITS = 2  # of figures that others are held to
_SCALED = r"million|billion|thousand|bn|mn?|k|万|萬|亿|億"
_BARE = re.compile(rf"\W*[\d,.]+\s*(?P<scale>{_SCALED})?", re.IGNORECASE)


@dataclass(frozen=True)
class Parts:
    """Figures that may be all the parts of a total: so many figures ``skipped`` between, on which side, in which order."""

    formula: Formula
    after: bool
    skipped: int
    dated: bool  # whether figures of other times were left out


def differences(context: Context, claim: Claim, asks: Sequence[str]) -> Iterator[Formula]:
    """The larger less the smaller of two figures around one that words call a difference; ``asks`` are these words."""
    if not is_amount(claim) or _digits(claim) < _DIGITS or not asks:
        return
    if is_average(context, claim) or is_level(context, claim):
        return
    figures = [_as_meant(c) for c in _around(context, claim)]
    said = abs(float(claim.quantity.value))
    for n, a in enumerate(figures):
        for b in figures[n + 1 :]:
            x, y = (a, b) if a.quantity.value > b.quantity.value else (b, a)
            gap = float(x.quantity.value - y.quantity.value)
            plain = y.quantity.value > 0 and said <= float(x.quantity.value)  # or it is no part of the larger
            if gap and _of_one_unit(x, y) and _is_near(gap / said, _DIFFERENCE if plain else 1.0):
                yield Formula(Op.LESS, (x, y))


def _as_meant(figure: Claim) -> Claim:
    """A target is meant to the unit, however round: 12,190 more than 350,000 is 362,190."""
    if figure.modality is not Modality.TARGET or figure.modifier is not Modifier.EXACTLY or _is_money(figure):
        return figure
    unit = min(figure.quantity.precision, Decimal(1))
    return replace(figure, quantity=replace(figure.quantity, precision=unit))


def sums(context: Context, claim: Claim) -> Iterator[Parts]:
    """Runs of figures before or after one that may be its parts."""
    if not is_total(context, claim) or _digits(claim) < _DIGITS + 1:
        return
    said, seen = float(claim.quantity.value), set[tuple[str, ...]]()
    for after in (True, False):
        for dated, stream in enumerate(_streams(context, claim, after=after)):
            for skipped in range(min(_SKIPPED, len(stream)) + 1):
                run = stream[skipped : skipped + _MOST]
                for parts in _runs(context, run, said):
                    key = tuple(sorted(p.id for p in parts))
                    if key not in seen:
                        seen.add(key)
                        ordered = tuple(sorted(parts, key=lambda c: context.position[c.id]))
                        yield Parts(Formula(Op.SUM, ordered), after, skipped, bool(dated))


def _runs(context: Context, run: Sequence[Claim], said: float) -> Iterator[tuple[Claim, ...]]:
    """The beginnings of a run whose sum is of the size of a total."""
    added = 0.0
    for count, part in enumerate(run, start=1):
        added += float(part.quantity.value)
        if count > 1 and abs(context.sentence(part) - context.sentence(run[count - 2])) > _ROWS:
            return
        if added > said * _POWERS[-1] * 2:
            return
        if count > 1 and _is_near(added / said, _SUM):
            yield tuple(run[:count])


def _streams(context: Context, claim: Claim, *, after: bool) -> Iterator[Sequence[Claim]]:
    """The amounts of a total's unit on one side of it, the nearest first: all, and those of its own time."""
    here = context.position[claim.id]
    side = range(here + 1, len(context.claims)) if after else range(here - 1, -1, -1)
    found: list[Claim] = []
    last = claim
    for place in side:
        figure = context.claims[place]
        if abs(context.sentence(figure) - context.sentence(last)) > (_APART if last is claim else _AROUND):
            break
        if is_total(context, figure) and _is_of_kind(figure, claim) and figure.quantity.value > 0:
            found.append(figure)
            last = figure
            if len(found) == _MOST + _SKIPPED + 2:
                break
    yield found
    own = [c for c in found if _is_then(c, claim)]
    if len(own) < len(found):
        yield own


_TO_COME = (Modality.TARGET, Modality.FORECAST)


def _is_of_kind(figure: Claim, claim: Claim) -> bool:
    """Whether two figures count one thing, and both happened or both are to happen."""
    return _of_one_unit(figure, claim) and (figure.modality in _TO_COME) == (claim.modality in _TO_COME)


def _is_then(figure: Claim, claim: Claim) -> bool:
    a, b = canonical(figure.period), canonical(claim.period)
    return not a or not b or a == b


def _around(context: Context, claim: Claim) -> list[Claim]:
    """The amounts of a claim's unit nearest to it, and the first of the text, in the order of the text."""
    here = context.position[claim.id]
    found: dict[str, Claim] = {}
    for most, stretch in ((_BEFORE, range(here - 1, -1, -1)), (_AFTER, range(here + 1, len(context.claims)))):
        near = 0
        for place in stretch:
            figure = context.claims[place]
            if near == most or abs(context.sentence(figure) - context.sentence(claim)) > _AROUND:
                break
            if is_amount(figure) and _of_one_unit(figure, claim):
                found[figure.id] = figure
                near += 1
    lead = [c for c in context.claims[:here] if is_amount(c) and c.kind is Kind.LEVEL and _of_one_unit(c, claim)]
    found.update((c.id, c) for c in lead[:_LEAD])
    return sorted(found.values(), key=lambda c: context.position[c.id])


def _of_one_unit(a: Claim, b: Claim) -> bool:
    """Whether two figures count one thing; of a bare number another figure may say what it is of."""
    if a.unit == b.unit:
        return True
    bare = [c for c in (a, b) if (m := _BARE.fullmatch(c.quote)) and (m["scale"] or not (_is_money(a) or _is_money(b)))]
    return bool(bare)


def _is_money(claim: Claim) -> bool:
    return len(claim.unit) == 3 and claim.unit.isupper()


def _digits(claim: Claim) -> int:
    """The digits that a figure is given to; noughts at its end are none."""
    return len(str(abs(round(claim.quantity.value / claim.quantity.precision))).rstrip("0"))


def _is_near(ratio: float, most: float) -> bool:
    """Whether two values are of one size, or a power of ten apart."""
    if 1 / most <= ratio <= most:
        return True
    return any(abs(ratio / p - 1) <= _POWER or abs(ratio * p - 1) <= _POWER for p in _POWERS)

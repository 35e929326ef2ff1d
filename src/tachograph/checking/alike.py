"""Shares of one whole: what the shares of other sellers, times or rows are of, one that is told like them is of too.

"CATL installed 259.7 GWh for a 36.8 percent share; BYD had 111.4 GWh and 15.8 percent": which figure is the whole no words
say, but one share that it gives exactly does. A share that no two figures of the text give is then wrong, or its part is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.beside import exact_level
from tachograph.checking.context import Context
from tachograph.checking.denied import relatives
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.repairs import recalculated
from tachograph.checking.telling import is_told_by
from tachograph.checking.variables import Scope, canonical
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding

_DIGITS = 3  # of a share, and of the two figures that give it, so that it is hardly an accident
_MEANT = 0.9  # how likely the words mean just these figures, where a slip explains the share
_PAIR = 2  # rounder shares that prove as much as a sharp one
_FIGURES = re.compile(r"[+−-]?\d[\d.,]*")
_READ = 0.7  # how surely each figure must have been read: what it is of is borne out by the others
_SURELY = 0.9  # a figure read less surely may be of another time
_ELSEWHERE = 0.8  # the same of a share whose figure stands in another sentence
_REVISED = Fraction(1, 200)  # of a share: reckoned from figures before they were rounded or revised


@dataclass(frozen=True, slots=True)
class Told:
    """A share with a figure that it may be the share of, and a whole of its time."""

    share: Claim
    part: Claim
    whole: Claim

    @property
    def formula(self) -> Formula:
        return Formula(Op.QUOTIENT, (self.part, self.whole))

    @property
    def holds(self) -> bool:
        return fits(self.share, self.formula)

    @property
    def is_sharp(self) -> bool:
        return all(len(c.quantity.meant) >= _DIGITS for c in (self.share, self.part, self.whole))


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every share that its whole does not give, as it gives those told like it; none of what is ``settled`` already."""
    context = figures.context
    told = list(_told(context))
    proofs = [t for t in told if t.holds and t.share.id not in settled]
    doubted = settled
    for one in told:
        ids = frozenset((one.share.id, one.part.id, one.whole.id))
        if ids & doubted or one.holds or not _is_read(context, one) or _is_revised(one):
            continue
        like = [p for p in proofs if p.share is not one.share and _is_like(context, one, p)]
        if not _is_proven(one, like) or any(_are_several(context, c) for c in (one.part, one.whole)):
            continue
        if not _is_given(context, one.share) or (
            _is_named(one) and any(_is_worded_alike(context, one, p) for p in like)
        ):
            doubted |= ids
            yield told_of_another(context, one.share, one.formula)


def told_of_another(context: Context, share: Claim, formula: Formula) -> Finding:
    """The contradiction of a share; it is to blame if it was reckoned from another figure than its whole."""
    found, (part, whole) = held.contradiction(share, formula), formula.operands
    others = (c for c in context.claims if exact_level(context, c) and c.unit == part.unit and c not in (part, whole))
    sharp = len(share.quantity.meant) >= _DIGITS and not is_told_by(_MEANT, share, formula)
    if not sharp or found.blamed or not any(fits(share, Formula(Op.QUOTIENT, (part, c))) for c in others):
        return found
    repairs = recalculated(share, formula.interval.scale(100))
    return replace(found, message=found.message.replace(UNTOLD, ""), blamed=(share.id,), repairs=repairs)


def _is_read(context: Context, one: Told) -> bool:
    apart = context.sentence(one.part) != context.sentence(one.share)
    return all(c.confidence >= (_ELSEWHERE if apart else _READ) for c in (one.share, one.part, one.whole))


def _is_revised(one: Told) -> bool:
    value = one.formula.value * 100
    return abs(value - Fraction(one.share.quantity.value)) <= value * _REVISED


def _told(context: Context) -> Iterator[Told]:
    """Every share with the figures that it may be the share of, and each whole of its time that counts alike."""
    levels = [c for c in context.claims if exact_level(context, c) and c.id in context.scopes and canonical(c.period)]
    for share in context.claims:
        if share.kind is not Kind.SHARE or share.unit != "percent" or share.modifier not in PLAIN:
            continue
        if share.id not in context.scopes or _is_told_twice(context, share):
            continue
        when = canonical(share.period)
        own = [c for c in levels if canonical(c.period) == when and c.modality is share.modality]
        mine = [c for c in own if _whose(context, c) == _whose(context, share)]
        here = [c for c in mine if context.sentence(c) == context.sentence(share)]
        for part in here or mine:
            alike = (c for c in own if (c.unit, c.metric) == (part.unit, part.metric))
            yield from (Told(share, part, whole) for whole in alike if _about(context, whole) != _about(context, part))


def _is_told_twice(context: Context, share: Claim) -> bool:
    """Whether another share is read to be of the same thing and time: one of them is of another time, or of something else."""
    own = _whose(context, share), canonical(share.period)
    others = (c for c in context.claims if c is not share and c.kind is Kind.SHARE and c.id in context.scopes)
    return any((_whose(context, c), canonical(c.period)) == own for c in others)


def _whose(context: Context, claim: Claim) -> tuple[str, str, str]:
    scope = context.scopes[claim.id]
    return scope.subject, scope.segment, scope.model


def _about(context: Context, claim: Claim) -> Scope:
    return replace(context.scopes[claim.id], metric="")


def _are_several(context: Context, claim: Claim) -> bool:
    """Whether the text has different figures for the very thing: then one was misread, or is told as a mistake."""
    own = context.scopes[claim.id], canonical(claim.period)
    alike = (c for c in context.claims if exact_level(context, c) and c.modality is claim.modality)
    same = (c for c in alike if (context.scopes.get(c.id), canonical(c.period)) == own)
    return any(not c.quantity.tolerant().meets(claim.quantity.tolerant()) for c in same)


def _is_proven(one: Told, like: Sequence[Told]) -> bool:
    """Whether a whole of the same series gives shares told like one: of other sellers, or of other times."""
    found = {p.share.id: p for p in like}
    return any(p.is_sharp for p in found.values()) or len(found) >= (1 if _is_named(one) else _PAIR)


def _is_named(one: Told) -> bool:
    """Whether a share names whose figure it is of."""
    return one.share.basis is not None and one.share.basis == one.whole.subject


def _is_worded_alike(context: Context, one: Told, other: Told) -> bool:
    """Whether the same words stand between each of two shares and what it is of, whatever figures do."""
    a, b = (_FIGURES.sub("0", context.between(t.part, t.share)) for t in (one, other))
    return one.part.span.end <= one.share.span.start and bool(a) and a == b


def _is_like(context: Context, one: Told, other: Told) -> bool:
    """Whether two shares are of one series, and told of the same thing but for its seller or its time."""
    if context.scopes[one.whole.id] != context.scopes[other.whole.id] or one.share.basis != other.share.basis:
        return False
    a, b = context.scopes[one.part.id], context.scopes[other.part.id]
    if a == b:
        return canonical(one.share.period) != canonical(other.share.period)
    if any(context.sentence(t.part) != context.sentence(t.share) for t in (one, other)):
        return False
    kin = context.pack.entities.get(b.subject)
    if one.whole is not other.whole or (kin is not None and a.subject in relatives(kin, context.pack)):
        return False
    return replace(a, subject="") == replace(b, subject="")


def is_of_its_time(figure: Claim, other: Claim) -> bool:
    """Whether two figures are of one time, or the first is read so unsurely that its time may be another."""
    return canonical(figure.period) == canonical(other.period) or figure.confidence < _SURELY


def _is_given(context: Context, share: Claim) -> bool:
    """Whether any figure of the share's sentence, or the one before, gives it with another of the text that is of one time."""
    here = context.sentence(share)
    levels = [c for c in context.claims if exact_level(context, c)]
    near = [c for c in levels if 0 <= here - context.sentence(c) <= 1]
    return any(
        fits(share, Formula(Op.QUOTIENT, (part, whole)))
        for part in near
        for whole in levels
        if whole is not part and whole.unit == part.unit and is_of_its_time(whole, part)
    )

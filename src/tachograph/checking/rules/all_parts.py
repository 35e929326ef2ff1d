"""A whole against the parts that a sentence gives of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tachograph.checking import held
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import certain, given, likely, sure, together
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.parts import Divided, divided, larger
from tachograph.checking.repairs import value_repair
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.telling import is_told_by
from tachograph.checking.variables import canonical
from tachograph.core.finding import Finding

INFO = RuleInfo(
    code="all_parts",
    tier="strict",
    catches="Brands, models, segments, regions or exports that are more than the whole they are of, or less although "
    "they are all there is of it: all its brands, both of two halves (public and private, NEV and ICE, at home and "
    "overseas), or what it is said to be made up of.",
    how="Σ parts ≤ whole for parts that do not overlap, Σ parts = whole where there are no others; brands and members as the "
    "pack knows them for the time.",
    failing="In July 2027 NIO delivered 21,017 cars. The NIO brand delivered 12,675 cars, Onvo delivered 5,976 cars and "
    "Firefly delivered 1,766 cars.",
    passing="In July 2027 NIO delivered 21,017 cars. The NIO brand delivered 12,675 cars, Onvo delivered 5,976 cars and "
    "Firefly delivered 2,366 cars.",
)


_SEVERAL = 3  # parts, and digits of their whole
_IN_ONE_BREATH = 0.8  # no false alarm from here on, in all annotated articles, in those of ``tied`` and in clean texts


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every whole that its parts exceed or, if they are all, do not reach; none of what is ``settled`` already."""
    context = figures.context
    for found in (*divided(context), *larger(context)):
        claims = (found.whole, *found.parts)
        places = {context.sentence(c) for c in claims}
        if settled & {c.id for c in claims} or _give_another(context, found):
            continue
        if _are_read(found, apart=max(places) - min(places)):
            yield from _judged(found)


def _give_another(context: Context, found: Divided) -> bool:
    """Whether the parts add up to another figure of the text, or what they lack is one: then a part was read amiss."""
    if not found.complete:
        return False
    added, whole = Formula(Op.SUM, found.parts).interval, found.whole
    lacking = whole.quantity.tolerant() - added
    alike = (c for c in context.claims if c.kind is whole.kind and c.unit == whole.unit and c.low == c.high)
    others = [c for c in alike if c is not whole and c not in found.parts]
    own = [c for c in others if c.subject == whole.subject]
    when = canonical(whole.period)
    if any(context.scopes.get(c.id) == context.scopes.get(whole.id) and canonical(c.period) == when for c in own):
        return True  # two figures for one thing: one of them is of something else
    mine = any(added.meets(c.quantity.tolerant()) for c in own)
    places = {context.sentence(c) for c in found.parts}
    return mine or any(lacking.meets(c.quantity.tolerant()) for c in others if context.sentence(c) in places)


def _are_read(found: Divided, *, apart: int) -> bool:
    """Whether the figures were read surely enough: all of a seller's brands in one breath are hardly somebody else's."""
    claims = (found.whole, *found.parts)
    if found.complete == "members" and (not apart or canonical(found.whole.period)):
        return all(c.confidence >= _IN_ONE_BREATH for c in claims) or _is_told(found)
    if found.complete and canonical(found.whole.period) and sure(claims):
        return True
    return given(claims) or (certain(claims) and not apart) or _is_told(found)


def _is_told(found: Divided) -> bool:
    """Whether a slip of one of the figures explains why they do not add up, and hardly another reading."""
    claims = (found.whole, *found.parts)
    return likely(claims) and is_told_by(together(claims), found.whole, Formula(Op.SUM, found.parts))


def _judged(found: Divided) -> Iterator[Finding]:
    formula = Formula(Op.SUM, found.parts)
    whole, added = found.whole.quantity.tolerant(), formula.interval
    over = added.low is not None and whole.high is not None and added.low > whole.high
    short = added.high is not None and whole.low is not None and added.high < whole.low
    if over or (short and found.complete):
        finding = held.contradiction(found.whole, formula, INFO.code)
        yield _of_one_left_out(finding, found) if found.complete else finding


def _of_one_left_out(finding: Finding, found: Divided) -> Finding:
    """The same, with the whole to blame where it is exactly what its parts but one add up to: that one was forgotten."""
    whole, added = found.whole, sum((c.quantity.nominal for c in found.parts), Fraction(0))
    left_out = [c for c in found.parts if added - c.quantity.nominal == whole.quantity.nominal]
    if len(found.parts) < _SEVERAL or len(left_out) != 1 or len(whole.quantity.meant) < _SEVERAL:
        return finding
    ids = (whole.id, *(c for c in finding.claims if c != whole.id))
    message = finding.message.replace(UNTOLD, "")
    return replace(finding, claims=ids, message=message, repairs=(value_repair(whole, added),), blamed=(whole.id,))

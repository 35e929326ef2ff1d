"""Amounts held to the figures that they were most likely computed from, by how texts tell totals and differences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from tachograph.checking import derived
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.adding import could_add_up
from tachograph.checking.amounts.linking import AmountLinks, equation
from tachograph.checking.amounts.tells import counts_said
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.jointly import LIKELY, Broken
from tachograph.checking.lists import PARTIAL
from tachograph.checking.repairs import value_repair
from tachograph.checking.slipped import Hit, accidents, hits
from tachograph.checking.telling import forgets_one, is_told_by
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.quantity import Modifier

_REST = 0.02  # what a list leaves out of its total is often told nowhere if it is less
_RARELY = 0.05  # slips that fit by chance
_HARDLY = 0.003  # the same, where a slip is to say which figure is wrong
_RATHER = 0.5  # how likely an equation must be meant for a slip to tell that it was
_FEWEST = 3  # digits of a figure that is hardly what is lacking by chance
_ALIKE = 0.5  # how much of what an equation's other figures say is news
_FAR = 2.0  # what is further off than so many times is another's, unless a slip explains it


def findings(linked: AmountLinks, settled: frozenset[str]) -> Iterator[tuple[Finding, float]]:
    """What such amounts are contradicted by, and how likely that was meant.

    Nothing of those that are ``settled`` by other findings.
    """
    doubted = settled
    for claim, formula, chance in sorted(_equations(linked, settled), key=lambda e: (-e[2], e[0].span)):
        figures = {claim.id, *(c.id for c in formula.operands)}
        if (
            (chance >= derived.SURE or _is_told(chance, claim, formula))
            and not figures & doubted
            and _is_meant(linked, claim, formula)
        ):
            doubted |= figures
            yield _contradiction(claim, formula), chance


def _is_told(chance: float, claim: Claim, formula: Formula) -> bool:
    """Whether a slip explains an equation that was rather meant: of lists, which lack parts, one of a telling kind."""
    if forgets_one(chance, claim, formula):
        return True
    found = hits(claim, formula)
    telling = formula.op is Op.LESS or (bool(found) and found[0].telling)
    return chance >= _RATHER and telling and is_told_by(chance, claim, formula)


def _equations(linked: AmountLinks, settled: frozenset[str]) -> Iterator[tuple[Claim, Formula, float]]:
    """The equations that do not hold, each as it is likeliest, and how likely it is, seen from all its figures."""
    found: dict[tuple[str, frozenset[str]], list[tuple[float, Claim, Formula]]] = {}
    for claim in linked.context.claims:
        if claim.id in settled:
            continue
        likely = [way for way in linked.ways(claim) if way.probability >= LIKELY]
        if not any(way.given for way in likely):
            for way in likely:
                found.setdefault(equation(claim, way.formula), []).append((way.probability, claim, way.formula))
    for seen in found.values():
        (best, claim, formula), *others = sorted(seen, key=lambda s: -s[0])
        yield claim, formula, 1 - (1 - best) * prod(1 - chance for chance, _, _ in others) ** _ALIKE


def broken(linked: AmountLinks, settled: frozenset[str]) -> Iterator[Broken]:
    """The differences that were probably meant and do not give their amount, though no other formula does.

    Sums take no part: runs of one list are so much alike that two of them may want one value by chance.
    """
    for claim in linked.context.claims:
        if claim.id in settled:
            continue
        likely = [way for way in linked.ways(claim) if way.probability >= LIKELY]
        if not any(way.given for way in likely):
            yield from (Broken(claim, w.formula, w.probability) for w in likely if w.formula.op is Op.LESS)


def _is_meant(linked: AmountLinks, claim: Claim, formula: Formula) -> bool:
    """Whether nothing else explains why the formula does not give the amount: a part left out, another figure."""
    if not _could_hold(claim, formula):
        return False
    apart = claim.kind is Kind.CHANGE and any(c.kind is Kind.CHANGE for c in formula.operands)
    if formula.op is Op.LESS and (apart or linked.taken(formula)):
        return False  # two levels are apart by a difference, not a level and another difference
    if _lacks_another(linked, claim, formula) or _is_to_an_end(linked, claim, formula):
        return False
    if formula.op is Op.SUM and _makes_a_nearer_one(linked, claim, formula):
        return False
    found = hits(claim, formula)
    said, computed = abs(float(claim.quantity.value)), abs(formula.rough)
    slipped = bool(found) and accidents(claim, formula) <= _RARELY
    counts = counts_said(linked.context, claim) if formula.op is Op.SUM else ()
    if counts and len(formula.operands) not in counts:
        return False
    if formula.op is Op.SUM and len(formula.operands) == 2 and not slipped:
        return False  # two figures beside a larger one are often two of several parts
    if formula.op is Op.SUM and computed < said and _is_partial(linked, claim, formula):
        return False
    if formula.op is Op.SUM and 0 < said - computed <= said * _REST:
        return bool(found)
    return max(said, computed) <= _FAR * min(said, computed) or slipped


def _could_hold(claim: Claim, formula: Formula) -> bool:
    """Whether what the figures are of allows that an amount is a sum, or what is left of one."""
    if claim.kind is not Kind.LEVEL:
        return True
    total, *parts = (claim, *formula.operands) if formula.op is Op.SUM else (*formula.operands, claim)
    return could_add_up(total, parts)


def _lacks_another(linked: AmountLinks, claim: Claim, formula: Formula) -> bool:
    """Whether what a formula lacks of its amount is another figure of the sentence: a part, or a deduction, left out."""
    context, lacking = linked.context, abs(Fraction(claim.quantity.value) - formula.value)
    figures = (claim, *formula.operands)
    beside = (c for c in context.claims if c not in figures and context.sentence(c) == context.sentence(claim))
    return any(len(c.quantity.meant) >= _FEWEST and c.quantity.interval().contains(lacking) for c in beside)


def _makes_a_nearer_one(linked: AmountLinks, claim: Claim, formula: Formula) -> bool:
    """Whether parts add up to another figure, which stands nearer to them than the one they are held to."""
    place = linked.context.position
    figures = (claim, *formula.operands)
    others = (c for c in linked.context.claims if c not in figures and c.unit == claim.unit and c.kind is claim.kind)
    totals = (c for c in others if len(c.quantity.meant) >= _FEWEST and c.quantity.interval().contains(formula.value))

    def far(figure: Claim) -> int:
        return min(abs(place[figure.id] - place[part.id]) for part in formula.operands)

    return any(far(c) < far(claim) for c in totals)


def _is_to_an_end(linked: AmountLinks, claim: Claim, formula: Formula) -> bool:
    """Whether an amount is how far a figure is from an end of a range beside it: "to reach the lower end it needs 43,868"."""
    context, stated = linked.context, claim.quantity.interval()
    near = (c for c in context.claims if abs(context.sentence(c) - context.sentence(claim)) <= 1)
    ranges = (c for c in near if c.modifier is Modifier.BETWEEN and c.unit == claim.unit)
    ends = [Fraction(end) for c in ranges for end in (c.low, c.high) if end is not None]
    return any(stated.contains(abs(end - c.quantity.nominal)) for end in ends for c in formula.operands)


def _is_partial(linked: AmountLinks, claim: Claim, formula: Formula) -> bool:
    """Whether words open a list that need not be complete: "of which", "including"."""
    first = formula.operands[0]
    return claim.span < first.span and bool(PARTIAL.search(linked.context.between(claim, first)))


def _contradiction(claim: Claim, formula: Formula) -> Finding:
    """The figures do not add up; if only one slip of a telling kind explains that, its figure is to blame."""
    found = hits(claim, formula)
    likeliest = [h for h in found if h.order == found[0].order] if found else []
    figures = tuple(dict.fromkeys(h.figure.id for h in likeliest))
    blamed = figures if len(figures) == 1 and _is_sole(claim, formula, likeliest) else ()
    repairs = tuple(dict.fromkeys(value_repair(h.figure, h.value) for h in likeliest))
    written, interval = formula.written(rate=False), formula.interval
    ids = tuple(dict.fromkeys((*blamed, claim.id, *(c.id for c in formula.operands))))
    message = f"{written}, not {claim.quote}{'' if blamed else UNTOLD}"
    step = Step(written, interval, ids)
    return Finding(derived.rule_of(claim, formula), Verdict.CONTRADICTED, ids, message, (step,), (), repairs, blamed)


def _is_sole(claim: Claim, formula: Formula, likeliest: list[Hit]) -> bool:
    """Whether a slip says which figure is wrong: it is of a telling kind, or hardly any would fit by chance."""
    return likeliest[0].telling or accidents(claim, formula) <= _HARDLY

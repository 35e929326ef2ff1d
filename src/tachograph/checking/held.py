"""Rates held to the figures that they were most likely computed from, by how texts tie figures together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking import derived
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.adding import NARROWING
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.fitting import fits, is_margin
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.jointly import LIKELY, Broken
from tachograph.checking.linking import Link, Linking
from tachograph.checking.named import is_money
from tachograph.checking.nearby import given_by_another
from tachograph.checking.nearness import distance, given_otherwise, is_no_growth
from tachograph.checking.prose import TOLD_FALL, TOLD_RISE
from tachograph.checking.repairs import recalculated, value_repair
from tachograph.checking.slipped import Hit, accidents, hits
from tachograph.checking.telling import is_told_by
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval

_WORD = 14  # characters
_TURNED = 0.7  # how likely a formula must be meant for the other direction to be false
_SOLVED = (Op.QUOTIENT, Op.GROWTH, Op.LESS, Op.SUM)  # for any of their figures
_SURE = 0.97  # how likely a formula must be meant for a rate that it does not give to be false
_TOLD = 0.5  # the same where a slip does that other figures hardly would by chance
_SLIPPED = 0.93  # the same where a slip makes the rate right
_LIKELY = 0.8  # a formula that gives the rate and is as likely was meant
_FAR = 1.0  # a rate that is further off than its own size is another's, unless a slip explains it
_CLOSELY = Fraction(1, 100)  # of a rate: how far its rounding reaches
_PRINTED = 0.02  # parts of a rate that rounding leaves between it and what its figures give as printed
_NEAR = 8  # sentences
_RARELY = 0.1  # slips that fit by chance


_HEARD = 0.2  # a rate read less surely than this is rather another one


def findings(linked: Linking, settled: frozenset[str]) -> Iterator[tuple[Finding, float]]:
    """What such rates are confirmed by, or contradicted, and how likely that was meant.

    Nothing of those that are ``settled`` by other findings.
    """
    for claim in linked.context.claims:
        if claim.id in settled or linked.named_fits(claim):
            continue
        best = next(iter(linked.links(claim)), None)
        if best is None:
            continue
        if best.probability >= _TURNED and is_turned(linked.context, claim, best.formula):
            yield contradiction(claim, best.formula), best.probability
        elif fits(claim, best.formula):
            giving = [k.formula for k in linked.links(claim) if _gives(claim, k.formula)]
            nearest = min(giving, key=lambda f: distance(claim, f), default=None)
            if best.probability >= _LIKELY and nearest and _is_as_printed(claim, nearest):
                yield confirmation(claim, nearest), best.probability
        elif (
            claim.confidence >= _HEARD
            and _is_allowed(claim, best)
            and _is_sure(claim, best)
            and _is_meant(linked, claim, best)
        ):
            yield contradiction(claim, best.formula), best.probability


def _is_sure(claim: Claim, best: Link) -> bool:
    """Whether a formula was meant so surely that the rate is false: less so if a slip of its own explains it."""
    if best.probability >= _SURE:
        return True
    if best.probability >= _TOLD and is_told_by(best.probability, claim, best.formula):
        return True
    slipped = best.probability >= _SLIPPED and any(h.figure is claim for h in hits(claim, best.formula))
    return slipped and accidents(claim, best.formula) <= _RARELY


def is_turned(context: Context, claim: Claim, formula: Formula) -> bool:
    """Whether a rise is told where the figures give the fall of the same size, or the other way round.

    Of what was read the words must say it; what was handed over has a sign.
    """
    if formula.op is not Op.GROWTH or (claim.quantity.value > 0) == (formula.value > 0):
        return False
    told = TOLD_RISE if claim.quantity.value > 0 else TOLD_FALL
    back = Formula(Op.GROWTH, formula.operands[::-1])
    same_size = claim.quantity.ratio.meets(-formula.interval) and not claim.quantity.ratio.meets(back.interval)
    return same_size and (given((claim, *formula.operands)) or told.search(context.before(claim, _WORD)) is not None)


def _gives(claim: Claim, formula: Formula) -> bool:
    """Whether a formula gives the claim's figure, a growth as a growth and a fall as a fall."""
    turned = formula.op is Op.GROWTH and claim.kind is Kind.CHANGE and formula.rough * claim.quantity.rough < 0
    return fits(claim, formula) and not turned


def _is_as_printed(claim: Claim, formula: Formula) -> bool:
    """Whether the figures give the rate as they are printed: those called approximate would give many others too."""
    own = formula.value * (100 if claim.unit == "percent" else 1)
    return distance(claim, formula) <= _PRINTED or claim.quantity.tolerant().contains(own)


def broken(linked: Linking, settled: frozenset[str]) -> Iterator[Broken]:
    """The formulas that were probably meant and do not give their rate, though no other does."""
    for claim in linked.context.claims:
        if claim.id in settled or linked.named_fits(claim):
            continue
        links = linked.links(claim)
        if links and not any(fits(claim, link.formula) for link in links if link.probability >= LIKELY):
            meant = (k for k in links if k.probability >= LIKELY and _is_allowed(claim, k))
            yield from (Broken(claim, k.formula, k.probability) for k in meant)


def _is_allowed(claim: Claim, link: Link) -> bool:
    """Whether the figures may go together by their fields, which forbid nothing where they had to be read."""
    figures = link.formula.operands
    if not given((claim, *figures)):
        return True
    own = figures if link.formula.op is Op.GROWTH else figures[:1]
    return link.named and all(getattr(c, f) == getattr(claim, f) for c in own for f in NARROWING)


def _is_meant(linked: Linking, claim: Claim, best: Link) -> bool:
    """Whether nothing else explains why the formula does not give the rate: another rate, region, form or thing."""
    formula = best.formula
    if linked.taken(claim, formula) or given_otherwise(claim, formula) or _is_given_beside(linked, claim, formula):
        return False
    if _is_of_both(claim, formula) or _is_turned_round(claim, formula):
        return False
    one_region = len({c.region for c in (claim, *formula.operands)}) == 1
    if formula.op is Op.GROWTH and not one_region:
        return False  # what a region lacks of the whole may well look like an error
    if distance(claim, formula) <= _FAR or is_told_by(best.probability, claim, formula):
        return True
    return _telling(claim, formula) and accidents(claim, formula) <= _RARELY


def _is_of_both(claim: Claim, formula: Formula) -> bool:
    """Whether a share is one figure's of both together."""
    if formula.op is not Op.QUOTIENT or claim.unit != "percent":
        return False
    one, stated = Interval.exactly(1), claim.quantity.ratio
    other = formula.interval if formula.interval.low else one
    return any(stated.meets(one / (one + ratio)) for ratio in (other, one / other))


def _is_turned_round(claim: Claim, formula: Formula) -> bool:
    """Whether part and whole are rather exchanged, or two figures taken for a growth of which neither grew."""
    if formula.op is Op.QUOTIENT:
        return fits(claim, Formula(Op.QUOTIENT, formula.operands[::-1]))
    return is_no_growth(claim, formula)


def _is_given_beside(linked: Linking, claim: Claim, formula: Formula) -> bool:
    """Whether a share of another figure near by gives the rate, too closely to be an accident."""
    value, stated = claim.quantity.value, claim.quantity.tolerant()
    if formula.op is not Op.QUOTIENT or stated.low is None or stated.high is None or given((claim, *formula.operands)):
        return False
    closely = stated.high - stated.low <= _CLOSELY * abs(Fraction(value))
    return closely and given_by_another(linked.context, claim, formula, _NEAR, base_only=True)


def _telling(claim: Claim, formula: Formula) -> bool:
    """Whether swapped digits, a power of ten or a sign would make the formula give the rate."""
    return any(hit.telling for hit in hits(claim, formula))


def confirmation(claim: Claim, formula: Formula) -> Finding:
    """The figures give the claim."""
    return _finding(claim, formula, Verdict.CONFIRMED)


def contradiction(claim: Claim, formula: Formula, rule: str | None = None) -> Finding:
    """The figures do not give the rate; if only one slip of a telling kind explains that, its figure is to blame."""
    found = [h for h in hits(claim, formula) if _is_whole(h)] if formula.op in _SOLVED else []
    likeliest = [h for h in found if h.order == found[0].order] if found and found[0].telling else list(found)
    figures = tuple(dict.fromkeys(h.figure.id for h in likeliest))
    blamed = figures if len(figures) == 1 and found[0].telling and not _told_otherwise(formula, found) else ()
    repairs = tuple(dict.fromkeys(value_repair(h.figure, h.value) for h in likeliest))
    finding = _finding(claim, formula, Verdict.CONTRADICTED, repairs or _recalculated(claim, formula), blamed)
    return finding if rule is None else replace(finding, rule=rule)


def contradictions(broken: Iterable[tuple[Claim, Formula]], settled: frozenset[str]) -> Iterator[Finding]:
    """One contradiction for each formula that does not hold, about figures that no earlier one, nor what is ``settled``, is about."""
    doubted = settled
    for claim, formula in broken:
        ids = frozenset((claim.id, *(c.id for c in formula.operands)))
        if not ids & doubted:
            doubted |= ids
            yield part_first(contradiction(claim, formula), formula)


def part_first(finding: Finding, formula: Formula) -> Finding:
    """Of several ways to mend a share the one that mends the part first, if it is more than twice the whole: no share is."""
    part, whole = formula.operands
    if formula.op is not Op.QUOTIENT or part.quantity.nominal <= 2 * whole.quantity.nominal:
        return finding
    return replace(finding, repairs=tuple(sorted(finding.repairs, key=lambda r: r.claim != part.id)))


def _is_whole(hit: Hit) -> bool:
    """Whether what is counted in whole numbers would still be."""
    whole = hit.figure.kind is Kind.LEVEL and Fraction(hit.figure.quantity.value).denominator == 1
    return hit.value.denominator == 1 or not whole or is_money(hit.figure)


def _told_otherwise(formula: Formula, found: Sequence[Hit]) -> bool:
    """Whether slips in several parts of a sum would do: short figures are swapped into nearly anything."""
    return formula.op is Op.SUM and len({h.figure.id for h in found}) > 1


def _recalculated(claim: Claim, formula: Formula) -> tuple[Repair, ...]:
    if claim.kind is Kind.LEVEL and not is_margin(claim):
        return ()  # what a level should have been instead, nobody knows
    one_way = (formula.value < 0) == (claim.quantity.value < 0)  # a fall may be told by words, without a sign
    return recalculated(claim, formula.interval.scale(100 if claim.unit == "percent" else 1)) if one_way else ()


def _finding(
    claim: Claim, formula: Formula, verdict: Verdict, repairs: tuple[Repair, ...] = (), blamed: tuple[str, ...] = ()
) -> Finding:
    rate = claim.unit == "percent"
    written, interval = formula.written(rate=rate), formula.interval.scale(100 if rate else 1)
    ids = tuple(dict.fromkeys((*blamed, claim.id, *(c.id for c in formula.operands))))
    steps = (Step(written, interval, ids),)
    rule = derived.rule_of(claim, formula)
    if verdict is Verdict.CONFIRMED:
        return Finding(rule, verdict, ids, f"{written}, stated as {claim.quote}", steps)
    untold = "" if blamed else UNTOLD
    turned = claim.kind is Kind.CHANGE and rate and claim.quantity.value > 0 > formula.value
    stated = f"{'+' if turned and claim.quote[0].isdigit() else ''}{claim.quote}"
    return Finding(rule, verdict, ids, f"{written}, not {stated}{untold}", steps, (), repairs, blamed)

"""Figures that other figures of the text yield: what each follows from, as relations, and what that confirms.

Words do not always say what a figure follows from, and many texts give no full dates, so everything that could be
meant is tried: quotients, differences, sums, products, means. A hit counts if it is no accident: either the figures
leave one way to compute it, or the number of ways times the share of all values that the stated figure covers is small.
Where nothing fits, a figure is held to a formula only if its fields leave no other, or if texts tie figures in this way
(:mod:`linking`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import prod

from tachograph.checking import respective
from tachograph.checking.adding import NARROWING
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.equations import as_relations
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import DERIVED, fits, fitting, is_sharp
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.linking import Linking
from tachograph.checking.nearby import nearby
from tachograph.checking.nearness import is_no_growth
from tachograph.checking.operands import Operands, names_exactly
from tachograph.checking.relations import Product, Relation, Sum
from tachograph.checking.rounding import rounding
from tachograph.checking.variables import Variable, canonical
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step

SURE = 0.993  # how likely a formula must be meant for a figure that it does not give to be false
_TOLD = 0.7  # how likely the words must tell a formula that the fields tell too
_READ = 0.7  # and how likely its two figures must be read rightly
_LIKELY = 0.5  # a formula that gives a rate and is likelier than this was meant
_RULES = {Op.GROWTH: "growth", Op.LESS: "growth", Op.SUM: "sum_of_parts", Op.MEAN: "run_rate", Op.REST: "share"}


def findings(operands: Operands, confirmed: frozenset[tuple[str, str]]) -> Iterator[Finding]:
    """Confirmations of the figures that are not yet ``confirmed`` (claim id, rule) by the same rule."""
    for claim in operands.context.claims:
        for formulas in ways(operands, claim):
            found = fitting(claim, formulas)
            if found and (claim.id, rule_of(claim, found[0])) not in confirmed:
                yield _finding(claim, found[0])
                break


def linking(operands: Operands) -> Linking:
    """The sharp rates of a text, each with the formulas of two figures that it may follow from."""
    found: dict[str, list[Formula]] = {}
    named: dict[str, frozenset[tuple[str, ...]]] = {}
    for claim in operands.context.claims:
        if is_sharp(claim):
            own = {_figures(f): f for f in next(iter(ways(operands, claim)), ())}
            named[claim.id] = frozenset(own)
            near = own | {_figures(f): f for f in nearby(operands.context, claim)}
            found[claim.id] = list(_in_place(operands.context, claim, near.values()))
    return Linking(operands.context, found, named)


def _claims(figures: Figures, variable: Variable) -> list[str]:
    return [c for s in figures.about(variable) for c in s.claims]


def plain(figures: Figures, linked: Linking, relations: Iterable[Relation]) -> Iterator[Relation]:
    """The relations but those of rates that do not hold and that other figures give, which were meant by the words."""
    for relation in relations:
        if not (isinstance(relation, Product) and _is_given_elsewhere(figures, linked, relation)):
            yield relation


def trusted(figures: Figures, linked: Linking, relations: Iterable[Relation]) -> Iterator[Relation]:
    """The relations of rates that both their fields and the words tell: two ways of reading hardly err alike."""
    for relation in relations:
        if isinstance(relation, Product):
            rates = [figures.context.by_id[c] for c in _claims(figures, relation.factor)]
            if any(_is_told(figures, linked, relation, rate) for rate in rates):
                yield relation


def _is_told(figures: Figures, linked: Linking, relation: Product, rate: Claim) -> bool:
    best = next(iter(linked.links(rate)), None)
    if best is None or not best.named or best.probability < _TOLD:
        return False
    own = _variables(figures, best.formula) == (relation.whole, relation.base)
    return own and prod(c.confidence for c in best.formula.operands) >= _READ


def _is_given_elsewhere(figures: Figures, linked: Linking, relation: Product) -> bool:
    rates = [figures.context.by_id[c] for s in figures.about(relation.factor) for c in s.claims]
    if not rates or given(rates) or _holds(figures, relation):
        return False
    own = (relation.whole, relation.base)
    return all(any(_variables(figures, f) != own for f in _given(linked, rate)) for rate in rates)


def _given(linked: Linking, claim: Claim) -> list[Formula]:
    """The formulas that give a rate, its sign aside, and were probably meant."""
    return [k.formula for k in linked.links(claim) if k.probability >= _LIKELY and fits(claim, k.formula)]


def _variables(figures: Figures, formula: Formula) -> tuple[Variable | None, ...]:
    return tuple(figures.variable_of(c) for c in formula.operands)


def _holds(figures: Figures, relation: Product) -> bool:
    whole, factor, base = (figures.interval(v) for v in relation.variables)
    return whole is None or factor is None or base is None or whole.meets(factor * base)


def _in_place(context: Context, claim: Claim, formulas: Iterable[Formula]) -> Iterable[Formula]:
    """The formulas without those of a part that another share is of, where the text gives shares respectively."""
    taken = respective.others(context, claim) if claim.kind is Kind.SHARE else frozenset()
    return (f for f in formulas if f.operands[0].id not in taken)


def _figures(formula: Formula) -> tuple[str, ...]:
    return tuple(c.id for c in formula.operands)


def relations(
    figures: Figures, operands: Operands, linked: Linking, known: Sequence[Relation]
) -> Iterator[tuple[Relation, bool]]:
    """What every figure follows from: by the formula that gives it, or that alone could; and whether that is sure.

    A difference is left out if the three figures are among those of a longer sum that is ``known`` or found.
    """
    found: list[tuple[Relation, bool]] = []
    for claim in operands.context.claims:
        if figures.variable_of(claim) is not None and (followed := _followed(operands, linked, claim)):
            formula, sure = followed
            found += [(r, sure) for r in as_relations(figures, claim, formula, rule_of(claim, formula))]
    sums = [frozenset(r.variables) for r in (*known, *(r for r, _ in found)) if isinstance(r, Sum) and r.complete]
    for relation, sure in found:
        if not (isinstance(relation, Sum) and any(frozenset(relation.variables) < s for s in sums)):
            yield relation, sure


def _followed(operands: Operands, linked: Linking, claim: Claim) -> tuple[Formula, bool] | None:
    all_ways, strictly = ways(operands, claim), claim.kind not in DERIVED
    for way in all_ways:
        if found := fitting(claim, way, strictly=strictly):
            return found[0], False
        if not strictly and any(given((claim, *f.operands)) and fits(claim, f) for f in way):
            return None  # by its fields it follows from these, as far as their rounding lets one tell
    if strictly or not all_ways or any(fits(claim, f) for f in all_ways[0]):
        return None
    if formula := _linked(linked, claim):
        return formula, True
    giving = {_figures(f) for f in _given(linked, claim)}
    named = [f for f in all_ways[0] if _is_named(claim, f) and not giving - {_figures(f)}]
    return (named[0], False) if len({round(f.rough, 9) for f in named}) == 1 else None


def _linked(linked: Linking, claim: Claim) -> Formula | None:
    """The formula that the way texts tie figures together says is meant, if its value is of the stated one's size."""
    if not linked.named.get(claim.id):
        return None
    best = next(iter(linked.links(claim)), None)
    meant = best is not None and best.named and best.probability >= SURE and not is_no_growth(claim, best.formula)
    return best.formula if best is not None and meant else None


def _is_named(claim: Claim, formula: Formula) -> bool:
    """Whether a claim's basis says what it is compared with: by name, or by the time of a figure that has one.

    The figures must count what the claim counts, no less and no more; only a share's whole may be wider.
    """
    part, base, words = formula.operands[0], formula.operands[-1], claim.basis or ""
    wider = (None,) if claim.kind is Kind.SHARE else ()
    for field in NARROWING:
        own = getattr(claim, field)
        if getattr(part, field) != own or getattr(base, field) not in (own, *wider):
            return False
    if canonical(words):  # over time, one seller's figures are compared
        one_seller = {part.subject, base.subject} <= {claim.subject, None}
        return one_seller and canonical(base.period) == canonical(words)
    return names_exactly(words, base)


def ways(operands: Operands, claim: Claim) -> Sequence[Sequence[Formula]]:
    """Groups of formulas, one after the other: chance is counted within a group."""
    if claim.id not in operands.formulas:
        operands.formulas[claim.id] = tuple(_ways(operands, claim))
    return operands.formulas[claim.id]


def _ways(operands: Operands, claim: Claim) -> Iterator[Sequence[Formula]]:
    if claim.kind is Kind.SHARE and claim.unit in ("percent", "times"):
        yield list(_in_place(operands.context, claim, _pairs(Op.QUOTIENT, operands.shared(claim))))
        yield [Formula(Op.SHARE_OF_SUM, run) for run in operands.shared_runs(claim)]
        yield _pairs(Op.REST, operands.shared(claim))
    elif claim.kind is Kind.RATIO:
        yield _pairs(Op.QUOTIENT, operands.compared(claim))
    elif claim.kind is Kind.CHANGE and claim.unit == "percent":
        yield _pairs(Op.GROWTH, operands.grown(claim))
    elif claim.kind is Kind.CHANGE:
        yield _pairs(Op.LESS, operands.apart(claim))
    elif claim.kind is Kind.LEVEL:
        yield from _levels(operands, claim)


def _levels(operands: Operands, claim: Claim) -> Iterator[Sequence[Formula]]:
    if claim.unit == "percent":
        yield _pairs(Op.QUOTIENT, operands.margins(claim))
        return
    yield [Formula(Op.SUM, run) for run in operands.runs(claim)]
    for spread in operands.means(claim):
        yield [Formula(Op.MEAN, figures, months) for figures, months in spread]
    yield _pairs(Op.LESS, operands.remainders(claim))
    yield _pairs(Op.QUOTIENT, operands.per_unit(claim))
    yield _pairs(Op.LESS, operands.left(claim))
    yield _pairs(Op.PRODUCT, operands.priced(claim)) + _pairs(Op.PART, operands.portions(claim))


def _pairs(op: Op, pairs: Iterable[tuple[Claim, Claim]]) -> list[Formula]:
    return [Formula(op, pair) for pair in pairs]


def rule_of(claim: Claim, formula: Formula) -> str:
    if formula.op in _RULES and not (formula.op is Op.LESS and claim.kind is Kind.LEVEL):
        return _RULES[formula.op]
    return "sum_of_parts" if formula.op is Op.LESS else "share"


def _finding(claim: Claim, formula: Formula) -> Finding:
    rate = claim.unit == "percent"
    message = f"{formula.written(rate=rate)}, stated as {claim.quote}"
    message += rounding(claim, formula.value * (100 if rate else 1))
    ids = tuple(dict.fromkeys((claim.id, *(c.id for c in formula.operands))))
    interval = formula.interval.scale(100) if rate else formula.interval
    return Finding(rule_of(claim, formula), Verdict.CONFIRMED, ids, message, (Step(message, interval, ids),))

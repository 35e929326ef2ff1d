"""A rate, share, multiple or margin against the two figures that its own words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from tachograph.checking import held
from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.confidence import certain, given
from tachograph.checking.context import Context
from tachograph.checking.denied import gives_rate
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import fits, is_margin
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.margins import is_of_part
from tachograph.checking.named import Compared, compared, compared_each, is_money
from tachograph.checking.nearness import distance
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.slipped import hits
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.interval import Interval

INFO = RuleInfo(
    code="stated_basis",
    tier="basic",
    catches="A change, share or multiple that does not follow from the figures that it names: what it is of, above or "
    "measured by; what is by definition one figure over another (a gross margin); and a rate that follows from two amounts "
    "only if they were in one currency.",
    how="x = p · y, x = (1 + g) · y or x = y + d for every pair of figures that have all of the rate's own fields and "
    "those that its basis names; false only if none of the pairs yields it.",
    failing="In the third quarter of 2027, NIO had a gross margin of 15.8%, revenue of 21.79 billion yuan and gross profit of "
    "3.02 billion yuan.",
    passing="In the third quarter of 2027, NIO had a gross margin of 13.9%, revenue of 21.79 billion yuan and gross profit of "
    "3.02 billion yuan.",
)


_NAMED = 0.87  # no false alarm from here on, in all annotated articles and in the clean texts


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """Every rate that none of the pairs of figures yields that it may compare; none of what is ``settled`` already."""
    context = figures.context
    for claim in context.claims:
        if claim.id in settled:
            continue
        pairs = _of_all(context, claim)
        if failing := _of_several(figures, claim):
            yield held.contradiction(claim, failing, INFO.code)
            continue
        if not pairs or not _is_read(figures, claim, pairs) or (not given([claim]) and gives_rate(figures, claim)):
            continue
        if slip := _other_currency(figures, claim, pairs):
            yield slip
            continue
        formulas = [_formula(claim, p) for p in pairs if _one_currency(claim, p)]
        if formulas and not any(_holds(claim, f) for f in formulas):
            yield held.contradiction(claim, min(formulas, key=lambda f: _unlikely(claim, f)), INFO.code)


def _of_all(context: Context, claim: Claim) -> Sequence[Compared]:
    """The pairs that a rate may compare; a margin that was read is none of all revenue if words tell of a part of the business."""
    pairs = compared(context, claim)
    if given([claim]) or not is_margin(claim):
        return pairs
    return [p for p in pairs if not is_of_part(context, claim, p.part, p.base)]


def _of_several(figures: Figures, claim: Claim) -> Formula | None:
    """What does not yield a share or multiple of several figures, of each of which it is or of all together: "half of A's and B's"."""
    each = compared_each(figures.context, claim)
    if not given([claim, *(c for pairs in each for p in pairs for c in (p.part, p.base))]):
        return None
    formulas = [[_formula(claim, p) for p in pairs] for pairs in each]
    failing = [tried for tried in formulas if not any(_holds(claim, f) for f in tried)]
    if not failing or any(_is_of_all(claim, bases) for bases in product(*each)):
        return None
    return min(failing[0], key=lambda f: _unlikely(claim, f))


def _is_of_all(claim: Claim, pairs: Sequence[Compared]) -> bool:
    """Whether a share or multiple is of several figures together."""
    added = sum((p.base.quantity.tolerant() for p in pairs), Interval.exactly(0))
    one_unit = len({p.base.unit for p in pairs}) == 1
    return one_unit and any((p.part.quantity.tolerant() / added).meets(claim.quantity.ratio) for p in pairs)


def _is_read(figures: Figures, claim: Claim, pairs: Sequence[Compared]) -> bool:
    """Whether all was read surely enough; less so where one sentence names all three: a profit, a revenue, its margin."""
    claims = [claim, *(c for p in pairs for c in (p.part, p.base))]
    in_one = len({figures.context.sentence(c) for c in claims}) == 1
    if claim.kind is Kind.LEVEL and len(pairs) == 1 and in_one:
        return all(c.confidence >= _NAMED for c in claims)
    return certain(claims)


def _unlikely(claim: Claim, formula: Formula) -> tuple[bool, int, float]:
    """For sorting: what but for a slip of the pen would hold was meant, else the figures that stand nearest."""
    solved = claim.unit != "percentage_point" and any(hit.telling for hit in hits(claim, formula))
    apart = sum(abs(c.span.start - claim.span.start) for c in formula.operands)
    return not solved, apart, distance(claim, formula)


def _formula(claim: Claim, pair: Compared) -> Formula:
    change = Op.GROWTH if claim.unit == "percent" else Op.LESS
    return Formula(change if claim.kind is Kind.CHANGE else Op.QUOTIENT, (pair.part, pair.base))


def _holds(claim: Claim, formula: Formula) -> bool:
    """Whether a pair yields the rate; which way it goes is often told by words that are easily misread."""
    if claim.kind is Kind.CHANGE and claim.unit == "percent" and given([claim]):
        return claim.quantity.ratio.meets(formula.interval)
    return fits(claim, formula)


def _one_currency(claim: Claim, pair: Compared) -> bool:
    """Whether no two of the amounts are in different currencies."""
    return len({c.unit for c in (claim, pair.part, pair.base) if is_money(c)}) < 2


def _other_currency(figures: Figures, claim: Claim, pairs: Sequence[Compared]) -> Finding | None:
    """Amounts of different currencies whose digits yield the rate, as if they were of one: one of the words is wrong."""
    mixed = [p for p in pairs if not _one_currency(claim, p) and fits(claim, _formula(claim, p))]
    if not mixed or any(_one_currency(claim, p) for p in pairs):
        return None
    amounts = [c for c in (claim, mixed[0].part, mixed[0].base) if is_money(c)]
    usual = Counter(c.unit for c in (*amounts, *figures.context.claims) if is_money(c)).most_common()
    wrong = [c for c in amounts if c.unit != usual[0][0]]
    told = len(wrong) == 1 and len(usual) > 1 and usual[0][1] > usual[1][1]
    names = " and ".join(c.quote for c in amounts)
    message = (
        f"{names} are in different currencies, but {claim.quote} is what they yield in one{'' if told else UNTOLD}"
    )
    ids = tuple(dict.fromkeys((*(c.id for c in wrong), claim.id, *(c.id for c in amounts))))
    step = Step(_formula(claim, mixed[0]).written(rate=claim.unit == "percent"), claim.quantity.interval(), ids)
    repairs = tuple(Repair(c.id, "unit", c.unit, usual[0][0]) for c in wrong) if told else ()
    blamed = (wrong[0].id,) if told else ()
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs, blamed)

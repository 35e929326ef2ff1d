"""A sum or list that counts a part beside its whole: a brand beside its group, a member beside its alliance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.operands import Operands
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Evidence, Finding, Step
from tachograph.core.pack import Membership

INFO = RuleInfo(
    code="overlap",
    tier="strict",
    catches="A total that counts something twice: it is the sum of figures one of which, by the pack's dated facts, "
    "lies within another (a brand and its group, a member and its alliance).",
    failing="In January 2026 HIMA delivered 57,915 cars, Aito 40,016 and Leapmotor 32,059: 129,990 in total.",
    passing="In January 2026 HIMA delivered 57,915 cars and Leapmotor 32,059: 89,974 in total.",
    how="A sum of neighbouring figures that gives the total, against the brands and members that the pack "
    "knows for the time.",
)

_WITHIN = ("brand_of", "member_of", "owned_by")


def findings(figures: Figures) -> Iterator[Finding]:
    """Every total of neighbouring figures of which one holds another."""
    context = figures.context
    operands = Operands(context)
    for total in context.claims:
        if total.kind is not Kind.LEVEL or total.low != total.high:
            continue
        for run in operands.runs(total):
            formula = Formula(Op.SUM, run)
            adds_up = sure([total, *run]) and total.quantity.tolerant().contains(formula.value)
            if adds_up and (inside := _inside(context, run, total)):
                yield _finding(total, formula, *inside)
                break


def _inside(context: Context, run: Sequence[Claim], total: Claim) -> tuple[Claim, Claim, Membership] | None:
    for part, whole in permutations(run, 2):
        a, b = context.entity(part), context.entity(whole)
        if whole.subject == total.subject or part.quantity.value >= whole.quantity.value:
            continue
        for membership in a.parents if a and b else ():
            if (
                b
                and membership.parent == b.id
                and membership.relation in _WITHIN
                and membership.holds_on(parsed(part.period or ""))
            ):
                return part, whole, membership
    return None


def _finding(total: Claim, formula: Formula, part: Claim, whole: Claim, membership: Membership) -> Finding:
    words = formula.written(rate=False)
    message = f"{words}, stated as {total.quote}, counts {part.subject} twice: its {part.quote} are within {whole.subject}’s {whole.quote}"
    ids = (total.id, *(c.id for c in formula.operands))
    evidence = (Evidence(membership.source, whole.subject or "", membership.since, f"{part.subject} is part of it"),)
    return Finding(INFO.code, Verdict.IMPLAUSIBLE, ids, message, (Step(words, formula.interval, ids),), evidence)

"""Which figure of a contradiction is wrong, by what all the findings of a text say together.

A figure that another equation or a source bears out is not the wrong one; one that several contradictions share is. So
a finding that leaves it open is settled where only one figure remains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking.confidence import given
from tachograph.checking.evidence import agreed, exactness, same_definition
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.passing import is_of_another, is_told_as_part
from tachograph.checking.repairs import value_repair
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding

_BOUNDS = "bounds"
_TWICE = "wrong_span"  # one figure for a month and for the year so far: one of them is the other's
UNTOLD = "; which of the figures is wrong cannot be told from the text"

_EQUATION, _PAIR = 3, 2  # figures
_EXACT = 3  # digits of a rate that figures hardly give by chance


def settled(figures: Figures, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those that left open which figure is wrong with the one that remains, where one does.

    What is blamed and not mended yet is given the figure that sources, or the text elsewhere, have for the very thing.
    """
    found = _told_apart(figures, tuple(findings))
    borne_out = frozenset(
        c for f in found if f.verdict is Verdict.CONFIRMED and (len(f.claims) > 1 or f.evidence) for c in f.claims
    )
    doubted = Counter(c for f in found if f.verdict is Verdict.CONTRADICTED for c in f.claims)
    twice = frozenset(c for f in found if f.rule == _TWICE and f.verdict is Verdict.IMPLAUSIBLE for c in f.claims)
    known = twice | frozenset(c for f in found if _is_denied(f) for c in f.blamed)
    return tuple(_mended(figures, _settled(f, _suspects(f, borne_out, doubted, known))) for f in found)


def _told_apart(figures: Figures, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without the doubts about figures of which each follows from others of its own: they are two things.

    Of figures that are each borne out by an equation, in more than one equation, one was rather misread than is wrong.
    """
    confirmed = [f for f in found if f.verdict is Verdict.CONFIRMED and len(f.claims) >= _EQUATION]
    equations = [f.claims for f in confirmed]
    grown = [frozenset(f.claims[1:]) for f in confirmed if f.rule == "growth"]
    claims = figures.context.by_id
    handed_over = {f for f in found if given(claims[c] for c in f.claims if c in claims)}
    return tuple(
        f
        for f in found
        if f in handed_over
        or not (_are_two_things(figures, f) or (_is_open(f) and _is_explained(figures, f, equations, grown)))
    )


def _is_open(finding: Finding) -> bool:
    """Whether neither sources nor a slip say which figure is wrong."""
    return not finding.evidence and not finding.blamed


def _is_explained(
    figures: Figures,
    finding: Finding,
    equations: Sequence[tuple[str, ...]],
    grown: Sequence[frozenset[str]],
) -> bool:
    """Whether the equations that hold, or the words, make a doubt one about two things."""
    return _is_of_several(finding, equations) or _is_of_growth(finding, grown) or _grows_from_another(figures, finding)


def _are_two_things(figures: Figures, finding: Finding) -> bool:
    """Whether by the words beside them a figure is only a part of the other, or has not passed the mark it is held to."""
    context = figures.context
    claims = [context.by_id[c] for c in finding.claims if c in context.by_id]
    if finding.rule != _BOUNDS or len(claims) != _PAIR:
        return False
    less, more = sorted(claims, key=lambda c: c.quantity.nominal)
    if context.sentence(less) == context.sentence(more) and is_told_as_part(context, less):
        return True
    marks = [c for c in claims if c.low is None or c.high is None]
    exact = [c for c in claims if c not in marks]
    return len(marks) == len(exact) == 1 and is_of_another(context, marks[0], exact[0])


def _grows_from_another(figures: Figures, finding: Finding) -> bool:
    """Whether a rate that is doubted beside two figures is exactly what one of them gives with a third.

    It is then told of these; of a contradiction that stands for certain that is no excuse.
    """
    if finding.verdict is not Verdict.IMPLAUSIBLE or finding.rule != "growth":
        return False
    claims = [figures.context.by_id[c] for c in finding.claims if c in figures.context.by_id]
    rates = [c for c in claims if c.kind is Kind.CHANGE and c.unit == "percent" and len(c.quantity.meant) >= _EXACT]
    levels = [c for c in claims if c.kind is Kind.LEVEL]
    if len(rates) != 1 or len(levels) != len(claims) - 1:
        return False
    others = [c for c in figures.context.claims if c.kind is Kind.LEVEL and c not in levels]
    return any(fits(rates[0], Formula(Op.GROWTH, (o, base))) for base in levels for o in others if o.unit == base.unit)


def _is_of_growth(finding: Finding, grown: Sequence[frozenset[str]]) -> bool:
    """Whether a part and its whole are doubted of which the text gives the growth of one to the other: they are of two times."""
    doubt = finding.rule in ("bounds", "share") and finding.verdict is not Verdict.CONFIRMED
    return doubt and any(pair <= frozenset(finding.claims) for pair in grown)


def _is_of_several(finding: Finding, equations: Sequence[tuple[str, ...]]) -> bool:
    if finding.verdict not in (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE) or len(finding.claims) < _PAIR:
        return False
    own = [frozenset(e for e in range(len(equations)) if c in equations[e]) for c in finding.claims]
    return all(own) and not frozenset.intersection(*own)


def _is_denied(finding: Finding) -> bool:
    """Whether sources say that a figure is another."""
    return finding.rule == "cross_source" and finding.verdict is Verdict.CONTRADICTED and bool(finding.evidence)


def _suspects(
    finding: Finding, borne_out: frozenset[str], doubted: Counter[str], known: frozenset[str]
) -> Sequence[str]:
    """The figures of a contradiction that nothing bears out; of these, those that most contradictions share.

    What sources give otherwise, or the text for a time that includes its own, is the wrong one before all others:
    it is ``known``.
    """
    wrong = [c for c in finding.claims if c in known]
    if len(wrong) == 1 and finding.verdict is Verdict.CONTRADICTED and not finding.evidence:
        return wrong
    if finding.verdict is not Verdict.CONTRADICTED or UNTOLD not in finding.message:
        return ()
    left = [c for c in finding.claims if c not in borne_out] or finding.claims
    most = max(doubted[c] for c in left)
    return [c for c in left if doubted[c] == most] if len(left) < len(finding.claims) or most > 1 else ()


def _settled(finding: Finding, suspects: Sequence[str]) -> Finding:
    if len(suspects) != 1:
        return finding
    (wrong,) = suspects
    message = finding.message.replace(UNTOLD, "")
    claims = (wrong, *(c for c in finding.claims if c != wrong))
    repairs = tuple(r for r in finding.repairs if r.claim == wrong)
    return replace(finding, message=message, claims=claims, repairs=repairs, blamed=(wrong,))


def _mended(figures: Figures, finding: Finding) -> Finding:
    if finding.repairs or len(finding.blamed) != 1 or finding.verdict is not Verdict.CONTRADICTED:
        return finding
    claim = figures.context.by_id.get(finding.blamed[0])
    value = None if claim is None else _by_sources(figures, claim) or _elsewhere(figures, claim)
    return finding if claim is None or value is None else replace(finding, repairs=(value_repair(claim, value),))


def _by_sources(figures: Figures, claim: Claim) -> Fraction | None:
    """What sources agree on for the claim's own series and time, as exactly as the claim is given."""
    scope = figures.context.scopes.get(claim.id)
    if scope is None or not canonical(claim.period):
        return None
    rows = figures.context.records(scope.subject).at(canonical(claim.period))
    basis = canonical(claim.basis) if claim.kind is Kind.CHANGE else ""
    same = agreed([r for r in rows if same_definition(claim, scope, r) and r.basis == basis])
    if not same:
        return None
    step = Fraction(claim.quantity.precision)
    return round(Fraction(min(same, key=exactness).observation.quantity.value) / step) * step


def _elsewhere(figures: Figures, claim: Claim) -> Fraction | None:
    """The other figure that the text gives for the very thing, if there is one."""
    own = next((s for s in (*figures.statements, *figures.unsettled) if claim.id in s.claims), None)
    if own is None or not own.variable.dated:
        return None
    others = {
        Fraction(figures.context.by_id[s.claims[0]].quantity.value)
        for s in (*figures.about(own.variable), *figures.unsettled)
        if s.variable == own.variable and claim.id not in s.claims
    }
    return others.pop() if len(others) == 1 else None

"""Which figure of a contradiction is wrong, by what all the findings of a text say together.

A figure that another equation or a source bears out is not the wrong one; one that several contradictions share is. So
a finding that leaves it open is settled where only one figure remains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from tachograph.checking.confidence import given
from tachograph.checking.evidence import (
    Record,
    agreed,
    as_evidence,
    exactness,
    same_definition,
    sources_give,
    supports,
    written,
)
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.nearby import grown_from
from tachograph.checking.passing import is_of_another, is_told_as_part
from tachograph.checking.repairs import as_recorded, value_repair
from tachograph.checking.variables import canonical
from tachograph.checking.wording import series_words
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding

_BOUNDS = "bounds"
_SCALE = "scale"  # a figure beyond what is possible
_TWICE = "wrong_span"  # one figure for a month and for the year so far: one of them is the other's
UNTOLD = "; which of the figures is wrong cannot be told from the text"

_EQUATION, _PAIR = 3, 2  # figures
_EXACT = 3  # digits of a rate that figures hardly give by chance
_CLOSELY = Fraction(1, 20)  # of a rate: what its figures leave it, for it to be theirs by no chance


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
    absurd = frozenset(f.claims[0] for f in found if f.rule == _SCALE and f.verdict is Verdict.IMPLAUSIBLE)
    known = twice | absurd | frozenset(c for f in found if _is_denied(f) for c in f.blamed)
    told = (_settled(f, _suspects(f, borne_out, doubted, known)) for f in found)
    return tuple(_mended(figures, _by_evidence(figures, _from_the_wrong_end(figures, f))) for f in told)


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
    return any(grown_from(rates[0], base, others) for base in levels)


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

    What sources give otherwise, or the text for a time that includes its own, or what cannot be, is the wrong one
    before all others: it is ``known``.
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


def _from_the_wrong_end(figures: Figures, finding: Finding) -> Finding:
    """A finding with the rate that is to blame, if it is exactly what its figures give of the later instead of the earlier one.

    A rise from 3,010 to 10,226 is one by 239.73% of the former, told as 70.57%, which is of the latter.
    """
    if finding.verdict is not Verdict.CONTRADICTED or finding.evidence:
        return finding
    claims = [figures.context.by_id[c] for c in finding.claims if c in figures.context.by_id]
    for rate, formula in _growths(claims):
        if set(finding.blamed) <= {rate.id} and _is_from_the_wrong_end(rate, formula):
            told = _settled(finding, [rate.id])
            step = Fraction(rate.quantity.precision)
            size = round(abs(formula.value) * 100 / step) * step
            return replace(told, repairs=(value_repair(rate, size if rate.quantity.value > 0 else -size),))
    return finding


def _growths(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Formula]]:
    """The rate of change that a contradiction of two levels is about, as growth from the one of the time compared with."""
    rates = [c for c in claims if c.kind is Kind.CHANGE and c.unit == "percent"]
    levels = [c for c in claims if c.kind is Kind.LEVEL]
    if len(claims) == _EQUATION and len(rates) == 1 and len(levels) == _PAIR and levels[0].unit == levels[1].unit:
        when = canonical(rates[0].period)
        for level, base in permutations(levels):
            if when and canonical(level.period) == when != canonical(base.period):
                yield rates[0], Formula(Op.GROWTH, (level, base))


def _is_from_the_wrong_end(rate: Claim, formula: Formula) -> bool:
    """Whether a rate is a growth reckoned of the later figure, closely and not of the earlier one too."""
    back = Formula(Op.GROWTH, formula.operands[::-1])
    turned, spread = back.interval.scale(-100), back.interval.width
    if spread is None or spread > abs(back.value) * _CLOSELY or len(rate.quantity.meant) < _PAIR:
        return False
    stated = rate.quantity.tolerant()
    apart = abs(abs(formula.value) - abs(back.value)) * 100 > _EXACT * Fraction(rate.quantity.precision)
    told_alike = (rate.quantity.value > 0) == (formula.value > 0)  # else a rise is told as a fall
    return apart and told_alike and stated.meets(turned)


def _by_evidence(figures: Figures, finding: Finding) -> Finding:
    """A finding that leaves open which figure is wrong, with the one for which sources agree on another value.

    That alone does not make a figure false, but of figures of which one must be, it is that one; if sources bear out
    the others or do not speak of them.
    """
    if finding.verdict is not Verdict.CONTRADICTED or UNTOLD not in finding.message or finding.evidence:
        return finding
    claims = [figures.context.by_id[c] for c in finding.claims if c in figures.context.by_id]
    denied = [(c, rows) for c in claims if (rows := _agreed(figures, c)) and not _bear_out(rows, c)]
    if len(denied) != 1:
        return finding
    (claim, rows) = denied[0]
    return _as_sources_say(figures, _settled(finding, [claim.id]), claim, rows)


def _as_sources_say(figures: Figures, finding: Finding, claim: Claim, rows: Sequence[Record]) -> Finding:
    """A finding that blames a claim, with the figure that records agree on."""
    pack = figures.context.pack
    value = written(min(rows, key=exactness).observation.quantity, claim.quote)
    message = f"{finding.message}; {sources_give(rows)} {value} for {series_words(claim, pack)}"
    repairs = (as_recorded(claim, _sharpest(rows)),)
    return replace(finding, message=message, evidence=as_evidence(rows, pack), repairs=repairs)


def _bear_out(rows: Sequence[Record], claim: Claim) -> bool:
    return any(supports(claim.quantity, r) for r in rows)


def _mended(figures: Figures, finding: Finding) -> Finding:
    if finding.repairs or len(finding.blamed) != 1 or finding.verdict is not Verdict.CONTRADICTED:
        return finding
    claim = figures.context.by_id.get(finding.blamed[0])
    if claim is None:
        return finding
    rows = _agreed(figures, claim)
    if rows and not finding.evidence and not _bear_out(rows, claim):
        return _as_sources_say(figures, finding, claim, rows)
    if rows:
        return replace(finding, repairs=(as_recorded(claim, _sharpest(rows)),))
    value = _elsewhere(figures, claim)
    return finding if value is None else replace(finding, repairs=(value_repair(claim, value),))


def _sharpest(rows: Sequence[Record]) -> Fraction:
    return Fraction(min(rows, key=exactness).observation.quantity.value)


def _agreed(figures: Figures, claim: Claim) -> tuple[Record, ...]:
    """The records that agree on a figure for the claim's own series and time; empty if no two do."""
    scope = figures.context.scopes.get(claim.id)
    if scope is None or not canonical(claim.period):
        return ()
    rows = figures.context.records(scope.subject).at(canonical(claim.period))
    basis = canonical(claim.basis) if claim.kind is Kind.CHANGE else ""
    return agreed([r for r in rows if same_definition(claim, scope, r) and r.basis == basis])


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

"""The change on the month given as that on the year, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from tachograph.checking.context import Context
from tachograph.checking.evidence import agreed_level, as_evidence
from tachograph.checking.figures import Figures
from tachograph.checking.variables import Statement, Variable, canonical, parsed
from tachograph.checking.wording import number, percent, period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Evidence, Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.period import Period

_YEARLY_AFTER = re.compile(
    r"^\s*[,(]?\s*(?:year[- ]o(?:n|ver)[- ]year|y[/-]?o[/-]?y\b|y/y|(?:from|than|on) (?:a|the) year|annually)",
    re.IGNORECASE,
)
_MONTHLY_AFTER = re.compile(
    r"^\s*[,(]?\s*(?:month[- ]o(?:n|ver)[- ]month|m[/-]?o[/-]?m\b|m/m|(?:from|than|on) (?:a|the) (?:previous )?month)",
    re.IGNORECASE,
)
_YEARLY_BEFORE, _MONTHLY_BEFORE = re.compile(r"(?:同比|按年)\D{0,4}$"), re.compile(r"(?:环比|環比|按月)\D{0,4}$")
_BOTH = re.compile(r"(?:同比|按年)\s*[、和与及]\s*(?:环比|環比|按月)|(?:环比|環比|按月)\s*[、和与及]\s*(?:同比|按年)")
_CHINESE = re.compile(r"[一-鿿]")
_NEAR = 24  # characters


def findings(figures: Figures) -> Iterator[Finding]:
    """Every rate whose words name one comparison and whose value is that of the other one."""
    for rate in (*figures.statements, *figures.unsettled):
        claim = figures.context.by_id[rate.claims[0]]
        if claim.kind is Kind.CHANGE and claim.unit == "percent" and claim.modality is Modality.ACTUAL:
            yield from _mistaken(figures, rate, claim)


def _mistaken(figures: Figures, rate: Statement, claim: Claim) -> Iterator[Finding]:
    said, meant = _said_and_other(figures.context, claim)
    if said is None or meant is None or not rate.interval.bounded:
        return
    repair = Repair(claim.id, "basis", claim.basis or "", str(meant))
    wrong = f"{claim.quote} is the change from {period_words(str(meant))}, not from {period_words(str(said))}"
    if found := _by_levels(figures, rate, claim, said, meant):
        words, claims, steps, evidence = found
    elif others := _by_rates(figures, rate, said, meant):
        words, claims, steps, evidence = others
    else:
        return
    yield Finding("growth", Verdict.CONTRADICTED, claims, f"{wrong}{words}", steps, evidence, (repair,), rate.claims)


Reasons = tuple[str, tuple[str, ...], tuple[Step, ...], tuple[Evidence, ...]]


def _by_rates(figures: Figures, rate: Statement, said: Period, meant: Period) -> Reasons | None:
    """The text's own rates, elsewhere: the same value for the other comparison, another value for this one."""
    context = figures.context
    this = replace(rate.variable, basis=canonical(str(said)))
    twin = _stated(figures, replace(this, basis=canonical(str(meant))), lambda s: s.nominal == rate.nominal)
    rival = _stated(figures, this, lambda s: not s.interval.meets(rate.interval))
    if twin is None or rival is None:
        return None
    claims = (*rate.claims, *twin.claims, *rival.claims)
    steps = tuple(
        Step(f"{c.quote} from {period_words(c.basis)}", None, (c.id,)) for c in map(context.by_id.__getitem__, claims)
    )
    return f", for which {context.by_id[rival.claims[0]].quote} is given", claims, steps, ()


def _stated(figures: Figures, variable: Variable, fits: Callable[[Statement], bool]) -> Statement | None:
    return next((s for s in (*figures.about(variable), *figures.unsettled) if s.variable == variable and fits(s)), None)


def _by_levels(figures: Figures, rate: Statement, claim: Claim, said: Period, meant: Period) -> Reasons | None:
    """The levels of the text or of sources: the rate follows from the other comparison, and not from this one."""
    whole = _grown(figures, claim)
    against = [whole and _against(figures, whole, p) for p in (meant, said)]
    if whole is None or not against[0] or not against[1]:
        return None
    (right, words, evidence), (wrong, _, _) = against[0], against[1]
    if rate.interval.meets(wrong) or not rate.interval.meets(right):
        return None
    claims = (*rate.claims, whole.id)
    steps = tuple(
        Step(f"{found[1]} from {period_words(str(p))}", (found[0] + Interval.exactly(-1)).scale(100), claims)
        for p, found in ((meant, against[0]), (said, against[1]))
    )
    return f": {words}", claims, steps, evidence


def _said_and_other(context: Context, claim: Claim) -> tuple[Period | None, Period | None]:
    """The period that the words beside a rate compare with, and the one that the other comparison would take."""
    when = parsed(claim.period or "")
    if when is None or when.whole_months is None or when.whole_months >= 12:
        return None, None
    before, after = context.before(claim, _NEAR), context.after(claim, _NEAR)
    chinese = bool(_CHINESE.search(before))
    yearly = (_YEARLY_BEFORE.search(before)) if chinese else _YEARLY_AFTER.search(after)
    monthly = (_MONTHLY_BEFORE.search(before)) if chinese else _MONTHLY_AFTER.search(after)
    if bool(yearly) == bool(monthly) or _BOTH.search(before):
        return None, None  # 同比、环比分别增长5.9%和8.1%: the order tells which is which
    pair = (when.years_earlier(), when.previous())
    return pair if yearly else pair[::-1]


def _grown(figures: Figures, claim: Claim) -> Claim | None:
    """The one level of the rate's own subject, metric and period before it in its sentence, or in a row of a table."""
    context = figures.context
    scope = context.scopes.get(claim.id)
    alike = [
        c
        for c in context.claims
        if c.kind is Kind.LEVEL
        and c.span < claim.span
        and c.unit != "percent"
        and c.low == c.high
        and context.sentence(c) == context.sentence(claim)
        and (own := context.scopes.get(c.id)) is not None
        and scope is not None
        and (own.subject, own.metric, own.region, own.segment, own.model)
        == (scope.subject, scope.metric, scope.region, scope.segment, scope.model)
        and canonical(c.period) == canonical(claim.period)
    ]
    return alike[0] if len(alike) == 1 else None


def _against(figures: Figures, whole: Claim, basis: Period) -> tuple[Interval, str, tuple[Evidence, ...]] | None:
    """The factor by which a level grew since another period: by the text's figure, else by that of several sources."""
    context = figures.context
    scope, value = context.scopes[whole.id], Fraction(whole.quantity.value)
    own = [
        c
        for c in context.claims
        if context.scopes.get(c.id) == scope
        and c.kind is Kind.LEVEL
        and c.low == c.high
        and c.modality is Modality.ACTUAL
        and canonical(c.period) == canonical(str(basis))
    ]
    rows = () if own else agreed_level(context.records(scope.subject), scope, canonical(str(basis)))
    quantity = own[0].quantity if own else rows[0].observation.quantity if rows else None
    if quantity is None or quantity.value <= 0:
        return None
    base = Fraction(quantity.value)
    words = f"{number(value)} / {number(base)} - 1 = {percent(value / base - 1, signed=True)}"
    return whole.quantity.tolerant() / quantity.tolerant(), words, as_evidence(rows, context.pack)

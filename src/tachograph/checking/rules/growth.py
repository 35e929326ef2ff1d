"""A change against its two levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking import against_sources, other_basis
from tachograph.checking.evidence import Record, agreed_level, as_evidence, is_actual_level, sources_give, supports
from tachograph.checking.figures import Figures
from tachograph.checking.network import Product, Relation, Sum
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, Statement, Variable
from tachograph.checking.wording import number, of_variable, period_words, span_of
from tachograph.core.claim import Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

INFO = RuleInfo(
    code="growth",
    tier="basic",
    catches="A rate of change that does not follow from the two figures it compares, directly or through sums and "
    "shares: x = (1 + g) y within the rounding of all three. Points are taken for rates, units for absolute changes.",
    how="x = (1 + g) · y, or x = y + d for points and absolute changes, over the intervals that rounding or "
    "cutting off leaves; x and y from the text, through sums and shares, or from agreeing sources.",
    failing="Li Auto delivered 28,277 cars in May 2023, up 9.8% from 25,681 in April.",
    passing="Li Auto delivered 28,277 cars in May 2023, up 10.1% from 25,681 in April.",
)


_MISREAD = 2  # factors further apart than this are of different things


def relations(figures: Figures) -> Iterator[Relation]:
    """``x = (1 + g) y`` for every stated change; a difference for points and for absolute changes."""
    for change in figures.variables("change"):
        if change.period == change.basis:
            continue  # misread: nothing grows over itself
        for whole, base in _levels(change, figures):
            if change.scope.unit == "percent":
                yield Product(INFO.code, whole, change, base)
            elif figures.stated(base):  # a lead over a rival is also a difference: only two stated levels tell
                yield Sum(INFO.code, whole, (base, change), signed=True)


def _levels(change: Variable, figures: Figures) -> Iterator[tuple[Variable, Variable]]:
    for unit in _units(change.scope, figures):
        scope = replace(change.scope, unit=unit)
        base = _base(Variable("level", scope, change.basis, change.view), figures)
        for whole in _wholes(Variable("level", scope, change.period, change.view, end=change.end), figures):
            yield whole, base


def _units(scope: Scope, figures: Figures) -> Iterable[str]:
    if scope.unit == "percent":
        return figures.units(scope) or ("",)
    return ("percent",) if scope.unit == "percentage_point" else (scope.unit,)


def _wholes(whole: Variable, figures: Figures) -> Iterator[Variable]:
    """The level that grew; a range grows end by end, and "over 28%" is said of its lower end."""
    low = replace(whole, end="low")
    if not whole.end and not figures.stated(whole) and figures.stated(low):
        yield low
    elif not whole.end or figures.stated(whole):
        yield whole


def _base(base: Variable, figures: Figures) -> Variable:
    """Targets and forecasts grow from what happened, unless the text only has an estimate of it."""
    actual = replace(base, view="actual")
    return base if figures.stated(base) and not figures.stated(actual) else actual


# --- against sources --------------------------------------------------------------------------------------------------


def findings(figures: Figures) -> Iterator[Finding]:
    """Rates whose base the text does not give, against the base that sources agree on."""
    yield from other_basis.findings(figures)
    for rate in (*figures.statements, *figures.unsettled):
        change = rate.variable
        if change.kind == "change" and change.scope.unit == "percent" and change.period != change.basis:
            for whole, base in _levels(change, figures):
                if not figures.stated(base) and figures.stated(whole):
                    yield from _from_base(figures, rate, whole, base)


def _from_base(figures: Figures, rate: Statement, whole: Variable, base: Variable) -> Iterator[Finding]:
    change = rate.variable
    rows = _base_rows(figures, base)
    if not rows:
        return
    row = min(rows, key=lambda r: r.observation.quantity.precision)
    by_id = figures.context.by_id
    level = min(figures.about(whole), key=lambda s: against_sources.sharpness(by_id[s.claims[0]]))
    value = Fraction(row.observation.quantity.value)
    if value <= 0 or level.nominal <= 0:
        return
    nominal, interval = level.nominal / value, level.interval / row.observation.quantity.tolerant()
    words = f"{of_variable(whole, level.nominal)} / {number(value)} - 1 = {of_variable(change, nominal)}"
    claims = (*rate.claims, *level.claims)
    step = Step(
        f"{words} ({span_of(change, interval)} with rounding)", (interval + Interval.exactly(-1)).scale(100), claims
    )
    evidence = as_evidence(rows, figures.context.pack)
    if rate.interval.meets(interval) and (
        rate.interval.contains(nominal) or abs(rate.nominal - nominal) <= nominal / 200
    ):
        message = f"{words}, with the figure that {sources_give(rows)} for {period_words(base.period)}"
        yield Finding(INFO.code, Verdict.CONFIRMED, claims, message, (step,), evidence)
    elif not rate.interval.meets(interval):
        message = f"{words} with the figure that {sources_give(rows)} for {period_words(base.period)}, not {of_variable(change, rate.nominal)}"
        if against_sources.is_false(figures, rate, whole, rows):
            repairs = against_sources.repairs(figures, rate, interval)
            yield Finding(
                INFO.code, Verdict.CONTRADICTED, claims, message, (step,), evidence, repairs, blamed=rate.claims
            )
        elif _sure(figures, change, level, rate, rows):
            yield Finding(INFO.code, Verdict.IMPLAUSIBLE, claims, message, (step,), evidence, blamed=rate.claims)


def _base_rows(figures: Figures, base: Variable) -> tuple[Record, ...]:
    """What sources agree on for a level, else the only one that has it."""
    records = figures.context.records(base.scope.subject)
    if found := agreed_level(records, base.scope, base.period):
        return found
    alone = [r for r in records.at(base.period) if r.scope == base.scope and is_actual_level(r)]
    return tuple(alone) if len(alone) == 1 else ()


def _sure(figures: Figures, change: Variable, level: Statement, rate: Statement, rows: Sequence[Record]) -> bool:
    """Whether sources carry the level too, two of them the base, and none the rate under any definition."""
    claims = figures.context.by_id
    stated, grown = claims[rate.claims[0]], claims[level.claims[0]]
    if stated.modality is not Modality.ACTUAL or len({r.host for r in rows}) < 2:
        return False
    here = figures.context.records(change.scope.subject).at(change.period)
    if _fits_turned(rate, level, rows):
        return False  # the sign was misread
    computed = level.nominal / Fraction(rows[0].observation.quantity.value)
    if max(computed, rate.nominal) > _MISREAD * min(computed, rate.nominal):
        return False
    known = any(
        r.observation.kind is Kind.LEVEL and supports(grown.quantity, r) and r.scope.metric == change.scope.metric
        for r in here
    )
    rates = [r for r in here if r.observation.kind is Kind.CHANGE and r.basis == change.basis]
    return known and not any(supports(stated.quantity, r) for r in rates)


def _fits_turned(rate: Statement, level: Statement, rows: Sequence[Record]) -> bool:
    """Whether the rate is right but for its sign."""
    turned = Interval.exactly(2) - rate.interval
    return any(turned.meets(level.interval / r.observation.quantity.tolerant()) for r in rows)

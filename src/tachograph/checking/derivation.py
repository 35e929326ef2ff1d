"""A calculation as one would write it down: each step with its figures and its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.localisation import hold_together
from tachograph.checking.network import Conflict, Network, Product, Relation, Sum, interval_of
from tachograph.checking.variables import Statement, Variable
from tachograph.checking.wording import of_variable, shown, span_of
from tachograph.core.finding import Step
from tachograph.core.interval import Interval

_SHAVES = 5  # halvings: to a thirtieth of the width
_ROUNDED = " with rounding)"


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value follows from others: by the figures as printed (``nominal``) and at most and least (``interval``)."""

    steps: tuple[Step, ...]
    nominal: Fraction
    interval: Interval

    @property
    def text(self) -> str:
        return "; ".join(s.text for s in self.steps)


def derive(
    network: Network, statements: Iterable[int], relations: Iterable[int], target: Variable
) -> Derivation | None:
    """The value of ``target`` from the statements, one relation after the other; ``None`` if they do not give it."""
    chosen = _narrowest(network, statements, target)
    ranges = network.propagate([i for i, _ in chosen], relations)
    if isinstance(ranges, Conflict):
        return None
    known: dict[Variable, Fraction] = {s.variable: s.nominal for _, s in chosen}
    sources: dict[Variable, tuple[str, ...]] = {s.variable: s.claims for _, s in chosen}
    steps: list[Step] = []
    open_relations = [network.relations[r] for r in sorted(relations)]
    while target not in known:
        ready = _next(open_relations, known, target)
        if ready is None:
            return None
        relation, variable = ready
        open_relations.remove(relation)
        try:
            text, value = _computed(relation, variable, known)
        except ZeroDivisionError:  # what is said to have fallen by all, or to be a share of nothing, gives nothing
            return None
        interval = interval_of(ranges.get(variable, (None, None)))
        claims = tuple(dict.fromkeys(c for v in relation.variables for c in sources.get(v, ()) if v != variable))
        steps.append(Step(f"{text}{_spread(variable, value, interval)}", shown(variable, interval), claims))
        known[variable] = value
    return Derivation(tuple(steps), known[target], interval_of(ranges.get(target, (None, None))))


def tightened(
    network: Network, statements: Iterable[int], relations: Iterable[int], target: Variable, found: Derivation
) -> Derivation:
    """The derivation with the interval cut to the values of ``target`` that all the figures together allow.

    Propagation takes each relation alone, so what it leaves is too wide where figures meet twice. Values at the edges
    that cannot hold with the rest are shaved off by bisection.
    """
    chosen = tuple(network.statements[i] for i in sorted(statements))
    ties = tuple(network.relations[i] for i in sorted(relations))
    low, high = found.interval.low, found.interval.high
    if low is None or high is None:
        return found

    def allows(a: Fraction, b: Fraction) -> bool:
        return hold_together((*chosen, Statement(target, Interval(a, b), a, ())), ties)

    inner_low, inner_high = found.nominal, found.nominal
    for _ in range(_SHAVES):
        if low < (middle := (low + inner_low) / 2):
            low, inner_low = (low, middle) if allows(low, middle) else (middle, inner_low)
        if high > (middle := (high + inner_high) / 2):
            high, inner_high = (high, middle) if allows(middle, high) else (middle, inner_high)
    interval = Interval(min(low, found.nominal), max(high, found.nominal))
    last = found.steps[-1]
    text = last.text[: last.text.rindex(" (")] if last.text.endswith(_ROUNDED) else last.text
    step = Step(text + _spread(target, found.nominal, interval), shown(target, interval), last.claims)
    return Derivation((*found.steps[:-1], step), found.nominal, interval)


def _narrowest(network: Network, statements: Iterable[int], target: Variable) -> list[tuple[int, Statement]]:
    best: dict[Variable, int] = {}
    for index in sorted(statements):
        statement = network.statements[index]
        if statement.variable == target:
            continue
        other = best.get(statement.variable)
        if other is None or _width(statement) < _width(network.statements[other]):
            best[statement.variable] = index
    return [(i, network.statements[i]) for i in sorted(best.values())]


def _width(statement: Statement) -> tuple[bool, Fraction]:
    width = statement.interval.width
    return (width is None, width or Fraction(0))


def _next(
    relations: Sequence[Relation], known: Mapping[Variable, Fraction], target: Variable
) -> tuple[Relation, Variable] | None:
    """A relation with one unknown; one that gives the target last, so that all reasons come first."""
    ready = []
    for relation in relations:
        unknown = [v for v in relation.variables if v not in known]
        if len(unknown) == 1:
            ready.append((relation, unknown[0]))
    ready.sort(key=lambda pair: pair[1] == target)
    return ready[0] if ready else None


def _computed(relation: Relation, variable: Variable, known: Mapping[Variable, Fraction]) -> tuple[str, Fraction]:
    if isinstance(relation, Sum):
        return _sum(relation, variable, known)
    return _product(relation, variable, known)


def _sum(relation: Sum, variable: Variable, known: Mapping[Variable, Fraction]) -> tuple[str, Fraction]:
    others = [p for p in relation.parts if p != variable]
    if variable == relation.total:
        value = sum((known[p] for p in others), Fraction(0))
        return " + ".join(of_variable(p, known[p]) for p in others) + f" = {of_variable(variable, value)}", value
    value = known[relation.total] - sum((known[p] for p in others), Fraction(0))
    terms = [of_variable(relation.total, known[relation.total])]
    terms += [of_variable(p, known[p]) if known[p] >= 0 else f"({of_variable(p, known[p])})" for p in others]
    return " - ".join(terms) + f" = {of_variable(variable, value)}", value


def _product(relation: Product, variable: Variable, known: Mapping[Variable, Fraction]) -> tuple[str, Fraction]:
    def name(v: Variable) -> str:
        return of_variable(v, known[v])

    is_rate = relation.factor.kind == "change" and relation.factor.scope.unit == "percent"
    if variable == relation.factor:
        value = known[relation.whole] / known[relation.base]
        less = " - 1" if is_rate else ""
        return f"{name(relation.whole)} / {name(relation.base)}{less} = {of_variable(variable, value)}", value
    factor = f"(1 {name(relation.factor)[0]} {name(relation.factor)[1:]})" if is_rate else name(relation.factor)
    if variable == relation.whole:
        value = known[relation.base] * known[relation.factor]
        return f"{name(relation.base)} x {factor} = {of_variable(variable, value)}", value
    value = known[relation.whole] / known[relation.factor]
    return f"{name(relation.whole)} / {factor} = {of_variable(variable, value)}", value


def _spread(variable: Variable, value: Fraction, interval: Interval) -> str:
    spread = span_of(variable, interval)
    return "" if spread == of_variable(variable, value) else f" ({spread}{_ROUNDED}"

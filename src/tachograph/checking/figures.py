"""The statements of a document, by what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from tachograph.checking.confidence import certain
from tachograph.checking.context import Context
from tachograph.checking.digits import nearly_same
from tachograph.checking.variables import Scope, Statement, Variable, statements_of
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.interval import Interval
from tachograph.core.pack import Nature
from tachograph.core.quantity import Modifier

_FACTOR = 2  # a figure this many times another is not the mark that the other should have reached
_CLOSE = Fraction(5, 4)  # two figures for one thing further apart are of two things, however surely they seem read
_AGAIN = Fraction(1, 2)  # what each repetition of a figure adds to the cost of calling it false


@dataclass(frozen=True)
class Figures:
    """The statements that a document makes, equal ones merged, and the context they come from.

    ``unsettled`` are those left out because the text says something else of the same variable.
    """

    context: Context
    statements: tuple[Statement, ...]
    unsettled: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, context: Context) -> Figures:
        amiss = context.averages | context.left | context.past | context.others
        levels = [c for c in context.claims if not (c.kind is Kind.LEVEL and c.id in amiss)]
        merged = _merged(tuple(statements_of(levels, context.scopes)))
        dropped = _clashing(merged, context)
        return cls(
            context,
            tuple(s for s in merged if s not in dropped),
            tuple(s for s in merged if s in dropped),
        )

    @cached_property
    def by_variable(self) -> dict[Variable, tuple[Statement, ...]]:
        out: dict[Variable, list[Statement]] = {}
        for statement in self.statements:
            out.setdefault(statement.variable, []).append(statement)
        return {k: tuple(v) for k, v in out.items()}

    def about(self, variable: Variable) -> tuple[Statement, ...]:
        return self.by_variable.get(variable, ())

    def stated(self, variable: Variable) -> bool:
        return variable in self.by_variable

    def variables(self, kind: str) -> tuple[Variable, ...]:
        """The variables of a kind that are stated for a known time, in the order of the text."""
        return tuple(v for v in self.by_variable if v.kind == kind and v.dated)

    @cached_property
    def _of_claims(self) -> dict[str, Variable]:
        return {c: s.variable for s in self.statements if not s.variable.end for c in s.claims}

    def variable_of(self, claim: Claim) -> Variable | None:
        """What a claim states a value of; ``None`` for ranges, and for what no relation speaks of."""
        return self._of_claims.get(claim.id)

    def units(self, scope: Scope) -> tuple[str, ...]:
        """The units in which levels of a scope are stated."""
        return self._units.get(replace(scope, unit=""), ())

    @cached_property
    def _units(self) -> dict[Scope, tuple[str, ...]]:
        out: dict[Scope, dict[str, None]] = {}
        for v in self.variables("level"):
            if v.scope.unit != "percent":
                out.setdefault(replace(v.scope, unit=""), {})[v.scope.unit] = None
        return {k: tuple(v) for k, v in out.items()}

    def nature(self, metric: str) -> Nature | None:
        return self.context.nature(metric)

    def adds_up(self, metric: str) -> bool:
        """Whether a longer period can only have more of it: what happens during a period, and what is counted up."""
        return self.nature(metric) is Nature.FLOW

    def within(self, metric: str) -> tuple[str, ...]:
        """The metrics that can never be smaller than this one."""
        known = self.context.pack.metrics.get(metric)
        return known.within if known else ()

    def near(self, a: Variable, b: Variable) -> bool:
        """Whether two variables are stated in one sentence or in neighbouring ones, or are both as good as certain.

        Further apart a text speaks of so many other things that a misread period or scope would show as a conflict.
        """
        first, second = (
            {self.context.sentence(self.context.by_id[c]) for s in self.about(v) for c in s.claims} for v in (a, b)
        )
        return any(abs(m - n) <= 1 for m in first for n in second) or (self._certain(a) and self._certain(b))

    def _certain(self, variable: Variable) -> bool:
        return any(certain([self.context.by_id[c]]) for s in self.about(variable) for c in s.claims)

    def interval(self, variable: Variable) -> Interval | None:
        """What is stated of a variable; ``None`` if nothing is, or if its statements clash."""
        found: Interval | None = Interval()
        for statement in self.about(variable):
            found = None if found is None else found.intersect(statement.interval)
        return found if self.stated(variable) else None


def is_average(context: Context, claim: Claim) -> bool:
    """Whether a level is a rate per month or day, which does not take part in sums."""
    return claim.id in context.averages


def _merged(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """One statement for all claims that say the same figure of the same variable."""
    groups: dict[tuple[Variable, Interval], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.variable, statement.interval), []).append(statement)
    return tuple(_one(group) for group in groups.values())


def _clashing(statements: Sequence[Statement], context: Context) -> frozenset[Statement]:
    """The statements that clash with another of the same variable for no visible reason.

    Two figures for one thing that resemble one another are one figure and a slip: neither is among them. Two that do
    not are mostly two things that the text tells apart in words not understood here: only the one said more often
    stays.
    """
    groups: dict[Variable, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.variable, []).append(statement)
    dropped: set[Statement] = set()
    for group in groups.values():
        for a, b in combinations(group, 2):
            if not a.interval.meets(b.interval) and not _same_figure(a, b, context):
                dropped |= {s for s, t in ((a, b), (b, a)) if len(s.claims) <= len(t.claims)}
    return frozenset(dropped)


def _same_figure(a: Statement, b: Statement, context: Context) -> bool:
    x, y = context.by_id[a.claims[0]], context.by_id[b.claims[0]]
    together = context.sentence(x) == context.sentence(y)
    if not (a.interval.bounded and b.interval.bounded):
        return together and x.kind is Kind.LEVEL and _of_one_size(a, b) and not _are_classes(a, b)
    if together or len({c.claimant for c in (x, y)} - {None}) > 1:
        return False  # nobody says one thing twice in a breath and differently
    if _in_class(context, x) is not _in_class(context, y):
        return False
    return nearly_same(x, y) or (certain([x, y]) and _flows(context, x) and _close(a, b))


def _in_class(context: Context, claim: Claim) -> bool:
    """Whether its sentence speaks of cars above, below or between prices: "in the segment above 300,000 yuan"."""
    classes = (Modifier.OVER, Modifier.UNDER, Modifier.BETWEEN)
    priced = (c for c in context.claims if c.metric == "price" and c.modifier in classes and c.span < claim.span)
    return claim.metric != "price" and any(context.sentence(c) == context.sentence(claim) for c in priced)


def _flows(context: Context, claim: Claim) -> bool:
    """Whether it is of something that happens: places are counted in many ways, and aims are changed."""
    flow = context.nature(claim.metric or "") is Nature.FLOW
    return flow and claim.kind is Kind.LEVEL and claim.modality is Modality.ACTUAL


def _close(a: Statement, b: Statement) -> bool:
    low, high = sorted((abs(a.nominal), abs(b.nominal)))
    return high <= _CLOSE * low


def _of_one_size(a: Statement, b: Statement) -> bool:
    low, high = sorted((abs(a.nominal), abs(b.nominal)))
    return high <= _FACTOR * low


def _are_classes(a: Statement, b: Statement) -> bool:
    """Whether one is anything above a mark and the other anything below another: "cars above 200,000 yuan, below 100,000"."""
    return {(s.interval.low is None, s.interval.high is None) for s in (a, b)} == {(True, False), (False, True)}


def _one(group: Sequence[Statement]) -> Statement:
    claims = tuple(dict.fromkeys(c for s in group for c in s.claims))
    return replace(group[0], claims=claims, cost=Fraction(1) + _AGAIN * (len(claims) - 1))

"""Which figures to believe: the cheapest set of statements without which all the others hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.corpus.relations import relations
from tachograph.checking.corpus.sources import independent, site_of
from tachograph.checking.corpus.statements import group_of
from tachograph.checking.derivation import Derivation, derive
from tachograph.checking.localisation import blame
from tachograph.checking.network import Conflict, Network, Range
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.reconciling.readings import Reading, is_market
from tachograph.checking.variables import Statement, Variable
from tachograph.core.interval import Interval
from tachograph.core.pack import Pack

_SLACK = Fraction(7, 10)  # log-odds: of explanations less than twice as likely none is preferred
_PRIMARY = Fraction(4)  # what the word of the one whose figure it is adds
_RATE = Fraction(1)  # a rate is given up before the levels it was computed from: its basis may have been another
_TWIN = Fraction(1)  # what it adds that others print the figure as sales where it is one of deliveries
_MISPLACED = Fraction(2)  # what it takes to call a figure false that is another thing's to the last digit
_REVISED = Fraction(3, 200)  # how far offices and associations change a figure afterwards


@dataclass(frozen=True)
class Chosen:
    """Statements, the readings behind each, those not believed, those that may be wrong, and what follows from the rest."""

    network: Network
    behind: tuple[tuple[Reading, ...], ...]
    out: frozenset[int]
    unsure: frozenset[int]
    ranges: Mapping[Variable, Range]

    def follows(self, variable: Variable) -> Derivation | None:
        """How a value follows from what is believed, by all that ties figures together; ``None`` if it does not."""
        low, high = self.ranges.get(variable, (None, None))
        if low is None or high is None:
            return None
        own = set(self.network.about(variable))
        if own & (low.statements | high.statements):
            return None
        return derive(self.network, low.statements | high.statements, low.relations | high.relations, variable)

    def clashing(self, variable: Variable) -> tuple[int, ...]:
        """The statements that one about a variable does not go with, where it cannot be told which is wrong."""
        left = set(range(len(self.behind))) - self.out
        own = set(self.network.about(variable)) & self.unsure - self.out
        found = (
            self.network.minimal_conflict(left | {j}, range(len(self.network.relations)))
            for j in sorted(self.unsure & self.out if own else ())
        )
        clashes = [c.statements for c in found if c is not None and own & c.statements]
        return tuple(sorted(frozenset().union(*clashes) - own))

    def believed(self, variable: Variable) -> list[int]:
        """The statements about a variable that are not blamed."""
        return [i for i in self.network.about(variable) if i not in self.out]


def choose(rows: Sequence[Reading], printed: Printed, pack: Pack) -> Chosen:
    """Weigh the readings of what happened against one another; flash counts take no part.

    ``printed`` are the figures of all, also of others, among which one of these may belong.
    """
    behind = _alike(rows)
    statements = tuple(_statement(group, printed, pack) for group in behind)
    signed = {r.observation.metric for r in rows if r.nominal < 0 and r.variable.kind == "level"}
    ties = tuple(dict.fromkeys(relations([s.variable for s in statements], pack, signed)))
    network = Network(statements, ties)
    out, unsure = set[int](), set[int]()
    for members, joined in network.components():
        wrong, either = blame(network, members, joined, lambda i: statements[i].cost, slack=_SLACK)
        out |= wrong
        unsure |= either
    left = [i for i in range(len(statements)) if i not in out]
    found = network.propagate(left, range(len(ties)))
    ranges = {} if isinstance(found, Conflict) else found
    return Chosen(network, tuple(behind), frozenset(out), frozenset(unsure), ranges)


def _alike(rows: Sequence[Reading]) -> list[tuple[Reading, ...]]:
    said: dict[tuple[Variable, Interval], list[Reading]] = {}
    for r in rows:
        said.setdefault((r.variable, r.interval), []).append(r)
    return [tuple(group) for group in said.values()]


def _statement(group: Sequence[Reading], printed: Printed, pack: Pack) -> Statement:
    first = group[0]
    cost = weight(group, pack)
    if any(printed.uncontested(other.variable) for r in group for other in printed.elsewhere(r)):
        cost = min(cost, _MISPLACED)
    if any(printed.twins(r) for r in group):
        cost += _TWIN
    if first.variable.kind == "change":
        cost = max(cost - _RATE, _RATE)
    return Statement(first.variable, _revisable(first, pack), first.nominal, (), cost)


def _revisable(reading: Reading, pack: Pack) -> Interval:
    v = reading.variable
    if v.kind != "level" or v.scope.unit == "percent" or not is_market(v.scope.subject, pack):
        return reading.interval
    low, high = reading.interval.low, reading.interval.high
    return Interval(None if low is None else low * (1 - _REVISED), None if high is None else high * (1 + _REVISED))


def weight(group: Sequence[Reading], pack: Pack) -> Fraction:
    """What it takes to call a figure false: the log-odds of its sources, copies of one report counted once."""
    return sum((_strength(report, pack) for report in reports(group)), Fraction(0))


def _strength(report: Sequence[Reading], pack: Pack) -> Fraction:
    return max(_cost(r, pack) + (_PRIMARY if is_primary(r, pack) else 0) for r in report)


def _cost(r: Reading, pack: Pack) -> Fraction:
    """What it takes to call one reading false.

    Round figures are seldom contradicted because they say little; where they are, they are no better than others.
    """
    metric = pack.metrics.get(r.observation.metric)
    group = group_of(r.observation, metric.nature if metric else None)
    return pack.reliability.cost(site_of(r.observation.source), "counts" if group == "round counts" else group)


def reports(group: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Readings by independent report."""
    at = {id(r.observation): r for r in group}
    for report in independent([r.observation for r in group]):
        yield [at[id(o)] for o in report]


def is_primary(reading: Reading, pack: Pack) -> bool:
    """Whether it comes from where the one whose figure it is publishes."""
    return site_of(reading.observation.source) in pack.reliability.primary

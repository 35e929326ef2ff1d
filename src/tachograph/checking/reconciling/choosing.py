"""Which figures to believe: the cheapest set of statements without which all the others hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.corpus.relations import relations
from tachograph.checking.corpus.sources import independent, site_of
from tachograph.checking.corpus.statements import cost_of
from tachograph.checking.localisation import diagnose
from tachograph.checking.network import Conflict, Network, interval_of
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.reconciling.readings import Reading, is_market
from tachograph.checking.variables import Statement, Variable
from tachograph.core.interval import Interval
from tachograph.core.pack import Pack

_SLACK = Fraction(7, 10)  # log-odds: of explanations less than twice as likely none is preferred
_PRIMARY = Fraction(4)  # what the word of the one whose figure it is adds
_RATE = Fraction(1, 10)  # between equals, a rate is given up before the levels it was computed from
_MISPLACED = Fraction(2)  # what it takes to call a figure false that is another thing's to the last digit
_REVISED = Fraction(3, 200)  # how far offices and associations change a figure afterwards


@dataclass(frozen=True)
class Chosen:
    """Statements, the readings behind each, those not believed, those that may be wrong, and what follows from the rest."""

    network: Network
    behind: tuple[tuple[Reading, ...], ...]
    out: frozenset[int]
    unsure: frozenset[int]
    ranges: Mapping[Variable, Interval]

    def believed(self, variable: Variable) -> list[int]:
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
        for diagnosis in diagnose(network, members, joined, lambda i: statements[i].cost, slack=_SLACK):
            out |= diagnosis.blamed[0][1]
            unsure |= frozenset[int]().union(*(blamed for _, blamed in diagnosis.blamed)) - diagnosis.sure
    left = [i for i in range(len(statements)) if i not in out]
    found = network.propagate(left, range(len(ties)))
    ranges = {} if isinstance(found, Conflict) else {v: interval_of(r) for v, r in found.items()}
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
    return max(cost_of(r.observation, pack) + (_PRIMARY if is_primary(r, pack) else 0) for r in report)


def reports(group: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Readings by independent report."""
    at = {id(r.observation): r for r in group}
    for report in independent([r.observation for r in group]):
        yield [at[id(o)] for o in report]


def is_primary(reading: Reading, pack: Pack) -> bool:
    """Whether it comes from where the one whose figure it is publishes."""
    return site_of(reading.observation.source) in pack.reliability.primary

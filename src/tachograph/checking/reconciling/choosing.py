"""Which figures to believe: the cheapest set of statements without which all the others hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.corpus.relations import relations
from tachograph.checking.corpus.sources import independent
from tachograph.checking.corpus.statements import group_of
from tachograph.checking.derivation import Derivation, derive
from tachograph.checking.localisation import blame
from tachograph.checking.network import Conflict, Network, Range, interval_of
from tachograph.checking.reconciling.circles import Circles
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.reconciling.readings import Reading, is_market
from tachograph.checking.reconciling.timeline import adds_up
from tachograph.checking.variables import Statement, Variable
from tachograph.core.interval import Interval
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier
from tachograph.core.site import site_of

_SLACK = Fraction(7, 10)  # log-odds: of explanations less than twice as likely none is preferred
_PRIMARY = Fraction(4)  # what the word of the one whose figure it is adds
_LOOSE = Fraction(1)  # rates, whose basis may have been another, and "about" are given up before plain levels
_TWIN = 1  # what it adds, as a share of its weight, that a figure of deliveries is printed as sales
_LATER = Fraction(1, 10)  # what it adds to be the last word: between equals the later edition is right
_MISPLACED = Fraction(2)  # what it takes to call a figure false that is another thing's to the last digit
_REVISED = Fraction(3, 200)  # how far offices and associations change a figure afterwards


@dataclass(frozen=True)
class Chosen:
    """Statements, the readings behind each, those not believed, those that may be wrong, and what follows from the rest."""

    network: Network
    behind: tuple[tuple[Reading, ...], ...]
    out: frozenset[int]
    unsure: frozenset[int]
    conflicts: tuple[frozenset[int], ...]
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

    def behind_range(self, variable: Variable) -> tuple[Variable, ...]:
        """The variables whose statements a range rests on."""
        bounds = [b for b in self.ranges.get(variable, ()) if b is not None]
        indices = sorted(frozenset().union(*(b.statements for b in bounds)))
        return tuple(self.network.statements[i].variable for i in indices)

    def limits(self, variable: Variable) -> Interval:
        """What a variable can be by all that is believed."""
        return interval_of(self.ranges.get(variable, (None, None)))

    def clashing(self, variable: Variable) -> tuple[int, ...]:
        """The statements that one about a variable does not go with, where it cannot be told which is wrong."""
        own = frozenset(self.network.about(variable)) & self.unsure
        clashes = sorted((sorted(c - own) for c in self.conflicts if c & own), key=lambda c: (len(c), c))
        return tuple(clashes[0]) if clashes else ()

    def believed(self, variable: Variable) -> list[int]:
        """The statements about a variable that are not blamed."""
        return [i for i in self.network.about(variable) if i not in self.out]


def choose(rows: Sequence[Reading], printed: Printed, pack: Pack) -> Chosen:
    """Weigh the readings of what happened against one another; flash counts take no part.

    ``printed`` are the figures of all, also of others, among which one of these may belong.
    """
    behind = _alike(rows)
    latest = _latest(rows)
    statements = tuple(_statement(group, latest, printed, pack) for group in behind)
    signed = {r.observation.metric for r in rows if r.nominal < 0 and r.variable.kind == "level"}
    ties = tuple(dict.fromkeys(relations([s.variable for s in statements], pack, signed)))
    network = Network(statements, ties)
    circles = Circles.of(statements, (i for i, s in enumerate(statements) if adds_up(s.variable, pack)), signed)
    out, unsure, conflicts = set[int](), set[int](), list[frozenset[int]]()
    for members, joined in network.components():
        found = blame(network, members, joined, lambda i: statements[i].cost, slack=_SLACK, also=circles.among(members))
        out |= found.blamed
        unsure |= found.unsure
        conflicts += found.conflicts
    ranges = network.propagate([i for i in range(len(statements)) if i not in out], range(len(ties)))
    known = {} if isinstance(ranges, Conflict) else ranges
    return Chosen(network, tuple(behind), frozenset(out), frozenset(unsure), tuple(conflicts), known)


def _alike(rows: Sequence[Reading]) -> list[tuple[Reading, ...]]:
    said: dict[tuple[Variable, Interval], list[Reading]] = {}
    for r in rows:
        said.setdefault((r.variable, r.interval), []).append(r)
    return [tuple(group) for group in said.values()]


def _latest(rows: Sequence[Reading]) -> dict[Variable, str]:
    """When each variable was last spoken of."""
    found: dict[Variable, str] = {}
    for r in rows:
        found[r.variable] = max(found.get(r.variable, ""), r.observation.published or "")
    return found


def _statement(group: Sequence[Reading], latest: Mapping[Variable, str], printed: Printed, pack: Pack) -> Statement:
    first = group[0]
    cost = weight(group, pack) + weight(printed.twins(first), pack) * _TWIN
    if any((r.observation.published or "") == latest[r.variable] for r in group):
        cost += _LATER
    if any(printed.uncontested(other.variable) for r in group for other in printed.elsewhere(r)):
        cost = min(cost, _MISPLACED)
    if first.variable.kind == "change" or first.observation.quantity.modifier is Modifier.ABOUT:
        cost = max(cost - _LOOSE, _LOOSE)
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

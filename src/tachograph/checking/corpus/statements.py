"""Observations as statements: one for each figure that is given for a variable, with all who give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.corpus.sources import independent
from tachograph.checking.evidence import Record, Records
from tachograph.checking.variables import Statement, Variable, factor_of
from tachograph.core.claim import Kind, Modality
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import EntityKind, Nature, Pack
from tachograph.core.site import site_of

_REVISED = {EntityKind.MARKET: Fraction(3, 200)}  # how far offices and associations change a figure afterwards
_RESTATED = Fraction(1, 1000)  # sellers change theirs less
_EXACT_DIGITS = 4  # figures of fewer digits are rounded
_DERIVED = Fraction(1, 10)  # between equals, a rate is given up before the levels it was computed from


@dataclass(frozen=True)
class Sayings:
    """The statements of a corpus, and the observations behind each."""

    statements: tuple[Statement, ...]
    behind: tuple[tuple[Observation, ...], ...]
    variables: Mapping[int, Variable]

    def variable(self, observation: Observation) -> Variable:
        """What an observation is about; it must be one of those behind the statements."""
        return self.variables[id(observation)]

    @classmethod
    def of(cls, pack: Pack) -> Sayings:
        """What the pack's observations say of what happened, the same figure for the same thing once."""
        said: dict[tuple[Variable, Interval], list[Observation]] = {}
        nominal: dict[tuple[Variable, Interval], Fraction] = {}
        variables: dict[int, Variable] = {}
        for entity in dict.fromkeys(o.entity for o in pack.observations):
            for record in Records.of(entity, pack).rows:
                for variable, stated, value in _values(record):
                    interval = _with_revisions(variable, stated, pack)
                    said.setdefault((variable, interval), []).append(record.observation)
                    nominal.setdefault((variable, interval), value)
                    variables[id(record.observation)] = variable
        statements = tuple(Statement(v, i, nominal[v, i], (), _cost(v, rows, pack)) for (v, i), rows in said.items())
        return cls(statements, tuple(tuple(rows) for rows in said.values()), variables)


def _values(record: Record) -> Iterator[tuple[Variable, Interval, Fraction]]:
    o = record.observation
    if o.modality is not Modality.ACTUAL or not record.period or (o.kind is not Kind.LEVEL and not o.basis):
        return
    if o.kind is Kind.CHANGE and record.basis in ("", record.period):
        return
    basis = record.basis if o.kind is Kind.CHANGE else (o.basis or "").casefold()
    interval = factor_of(o.kind, o.quantity.unit, o.quantity.tolerant())
    value = factor_of(o.kind, o.quantity.unit, Interval.exactly(Fraction(o.quantity.value)))
    if interval is not None and value is not None and value.low is not None:
        yield Variable(str(o.kind), record.scope, record.period, basis=basis), interval, value.low


def _with_revisions(variable: Variable, interval: Interval, pack: Pack) -> Interval:
    """What a figure can be in a later or earlier edition: rates are computed from whichever was current."""
    if variable.kind not in ("level", "change") or (variable.kind == "level" and variable.scope.unit == "percent"):
        return interval
    kind = pack.entities[variable.scope.subject].kind
    share = _REVISED.get(kind, _RESTATED)
    low, high = interval.low, interval.high
    return Interval(None if low is None else low - abs(low) * share, None if high is None else high + abs(high) * share)


def group_of(observation: Observation, nature: Nature | None) -> str:
    """The kind of figure, as reliability is learned: rates, ratios, amounts of money, rounded and exact counts."""
    if observation.kind is Kind.CHANGE:
        return "changes"
    if observation.kind is not Kind.LEVEL or observation.quantity.unit == "percent":
        return "ratios"
    if observation.quantity.unit.isupper():
        return "amounts"
    if nature is Nature.STOCK:
        return "stocks"
    digits = len(str(abs(int(observation.quantity.value / observation.quantity.precision))))
    return "counts" if digits >= _EXACT_DIGITS else "round counts"


def _cost(variable: Variable, rows: Sequence[Observation], pack: Pack) -> Fraction:
    """The log-odds of the sources that give a figure, copies of one report counted once."""
    cost = sum((strength(report, pack) for report in independent(rows)), Fraction(0))
    return cost - (_DERIVED if variable.kind == "change" else 0) if cost > _DERIVED else cost


def strength(report: Sequence[Observation], pack: Pack) -> Fraction:
    """What it takes to call a report and its copies false: that of the best of them."""
    return max(cost_of(o, pack) for o in report)


def cost_of(observation: Observation, pack: Pack) -> Fraction:
    """What it takes to call one observation false."""
    known = pack.metrics.get(observation.metric)
    group = group_of(observation, known.nature if known else None)
    return pack.reliability.cost(site_of(observation.source), group)

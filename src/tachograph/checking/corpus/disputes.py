"""The observations of a pack checked as one corpus: what cannot all hold, and which figure is likely wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.corpus.causes import Causes
from tachograph.checking.corpus.relations import relations
from tachograph.checking.corpus.statements import Sayings
from tachograph.checking.derivation import Derivation, derive
from tachograph.checking.localisation import Diagnosis, diagnose
from tachograph.checking.network import Conflict, Network
from tachograph.checking.wording import about, of_variable, shown
from tachograph.core.claim import Kind, Modality
from tachograph.core.dispute import Cause, Dispute, Doubted
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack

_SLACK = Fraction(7, 10)  # log-odds: of explanations less than twice as likely none is preferred
_PRECEDENCE = ("growth", "sum_of_parts", "bounds")
_MISPLACED = Fraction(2)  # what it takes to call a figure false that is another thing's to the last digit


def check_observations(pack: Pack) -> tuple[Dispute, ...]:
    """What the observations of a pack contradict one another in, by entity, in the order of the pack.

    Weights are the log-odds of the sources' reliability, copies of one report counted once; levels may differ by what
    figures are usually revised. Targets, forecasts and estimates take no part.
    """
    corpus = _Corpus.of(pack)
    disputes: list[Dispute] = []
    told: set[object] = set()
    for statements, ties in corpus.network.components():
        for diagnosis in diagnose(corpus.network, statements, ties, corpus.cost, slack=_SLACK):
            for dispute in corpus.disputes(diagnosis):
                words = _words(o for d in dispute.doubted for o in d.observations)
                both = words | _words(dispute.others)
                if not told & {words, both}:
                    disputes.append(dispute)
                told |= {words, both}
    order = {entity: n for n, entity in enumerate(pack.entities)}
    return tuple(sorted(disputes, key=lambda d: (order[d.entity], d.doubted[0].observations[0].period, d.message)))


def _words(rows: Iterable[Observation]) -> frozenset[object]:
    """What is printed: a maker's sales are also its sales of electric cars, and tabulated as both."""
    return frozenset((o.source, o.metric, o.kind, o.period, o.basis, o.model, o.quantity) for o in rows)


@dataclass(frozen=True)
class _Corpus:
    pack: Pack
    sayings: Sayings
    network: Network
    causes: Causes

    @classmethod
    def of(cls, pack: Pack) -> _Corpus:
        sayings = Sayings.of(pack)
        signed = {o.metric for o in pack.observations if o.kind is Kind.LEVEL and o.quantity.value < 0}
        ties = dict.fromkeys(relations([s.variable for s in sayings.statements], pack, signed))
        return cls(pack, sayings, Network(sayings.statements, tuple(ties)), Causes(pack))

    def cost(self, index: int) -> Fraction:
        """The log-odds of its sources; of a figure that belongs elsewhere, little, however often it is copied."""
        cost = self.sayings.statements[index].cost
        return min(cost, _MISPLACED) if any(map(self._misplaced, self.sayings.behind[index])) else cost

    def _misplaced(self, o: Observation) -> bool:
        """Whether the figure is somebody else's, or another period's, about which nobody says anything else."""
        return any(
            cause in (Cause.SUBJECT, Cause.PERIOD) and other.modality is Modality.ACTUAL and self._uncontested(other)
            for cause, other in self.causes.elsewhere(o)
        )

    def _uncontested(self, o: Observation) -> bool:
        cell = [self.network.statements[i].interval for i in self.network.about(self.sayings.variable(o))]
        return all(a.meets(b) for a in cell for b in cell)

    def disputes(self, diagnosis: Diagnosis) -> Iterator[Dispute]:
        """One for each figure that is wrong in all explanations, and one for each tie."""
        left = list(diagnosis.conflicts)
        for index in sorted(diagnosis.sure):
            hit = [c for c in left if index in c.statements]
            left = [c for c in left if index not in c.statements]
            if hit:
                yield self._dispute([index], hit)
        possible = frozenset[int]().union(*(blamed for _, blamed in diagnosis.blamed))
        ties: dict[object, set[int]] = {}
        conflicts: dict[object, list[Conflict]] = {}
        for conflict in sorted(left, key=_size):
            key: object = possible & conflict.statements if conflict.relations else conflict.variable
            ties.setdefault(key, set()).update(possible & conflict.statements)
            conflicts.setdefault(key, []).append(conflict)
        for key, tied in ties.items():
            yield self._dispute(sorted(tied), conflicts[key])

    def _dispute(self, doubted: Sequence[int], conflicts: Sequence[Conflict]) -> Dispute:
        conflict = min(conflicts, key=_size)
        first = doubted[0]
        shown_as = self._derived(first, conflict)
        return Dispute(
            rule=self._rule(conflict),
            series=self._series(first),
            message=self._message(first, conflict, shown_as),
            doubted=tuple(self._doubted(i, conflict) for i in doubted),
            others=tuple(o for i in sorted(conflict.statements - set(doubted)) for o in self.sayings.behind[i]),
            derivation=shown_as.steps if shown_as else (),
        )

    def _doubted(self, index: int, conflict: Conflict) -> Doubted:
        rows = self.sayings.behind[index]
        found = self._derived(index, conflict)
        variable = self.network.statements[index].variable
        target = shown(variable, found.interval) if found else self._rest(index, conflict)
        explained = dict.fromkeys(e for o in rows for e in self.causes.explanations(o, target))
        return Doubted(rows, tuple(explained))

    def _rest(self, index: int, conflict: Conflict) -> Interval | None:
        """What the other figure for the same thing says, as printed, if there is but one."""
        others = conflict.statements - {index}
        if conflict.relations or len(others) != 1:
            return None
        return self.sayings.behind[min(others)][0].quantity.tolerant()

    def _derived(self, index: int, conflict: Conflict) -> Derivation | None:
        rest, variable = conflict.statements - {index}, self.network.statements[index].variable
        return derive(self.network, rest, conflict.relations, variable) if conflict.relations else None

    def _message(self, index: int, conflict: Conflict, found: Derivation | None) -> str:
        statement = self.network.statements[index]
        value = of_variable(statement.variable, statement.nominal)
        if found and not found.interval.meets(statement.interval):
            return f"{found.text}, not {value}"
        others = sorted(conflict.statements - {index})
        if not conflict.relations:
            return f"{value}, or {', '.join(map(self._told, others))}"
        rest = ", ".join(f"{self._told(i)} ({self._series(i)})" for i in others)
        return f"{value} does not go with {rest}"

    def _told(self, index: int) -> str:
        statement = self.network.statements[index]
        return of_variable(statement.variable, statement.nominal)

    def _series(self, index: int) -> str:
        o: Observation = self.sayings.behind[index][0]
        return about(self.pack.entities[o.entity].name, o, self.pack)

    def _rule(self, conflict: Conflict) -> str:
        rules = {self.network.relations[r].rule for r in conflict.relations}
        return min(rules, key=_PRECEDENCE.index, default="cross_source")


def _size(conflict: Conflict) -> tuple[int, int, list[int]]:
    return len(conflict.statements), len(conflict.relations), sorted(conflict.statements)

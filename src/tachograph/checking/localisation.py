"""Which statements are wrong: the cheapest sets that explain all conflicts (error localisation, Fellegi and Holt 1976).

Solved by implicit hitting sets: find conflicts, take out the cheapest set that meets all of them, look whether what is
left holds together, and if not, add what it does not. At the end the set is the cheapest there is, for the conflicts
found are some of all, and nothing else clashes. No large constants stand in for "is not believed".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.cover import Covers, Row, blocks, cheapest_covers
from tachograph.checking.linear import is_needed, linear_conflict
from tachograph.checking.network import Network
from tachograph.checking.propagation import Propagation, Wiring
from tachograph.checking.relations import Conflict, Relation
from tachograph.checking.variables import Statement

_MOST = 12  # explanations listed for one tangle of conflicts; more tell nobody anything


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Conflicts that share statements, and the sets of statements without which they are gone, the cheapest first.

    Each set goes with the cheapest ones for all other conflicts. ``sure`` are the statements that are in each of them,
    also in those not listed, if ``complete`` says that there are more.
    """

    conflicts: tuple[Conflict, ...]
    blamed: tuple[tuple[Fraction, frozenset[int]], ...]
    sure: frozenset[int]
    complete: bool = True


def diagnose(
    network: Network,
    statements: Sequence[int],
    relations: Sequence[int],
    cost: Callable[[int], Fraction],
    *,
    slack: Fraction = Fraction(0),
) -> tuple[Diagnosis, ...]:
    """What is to blame for each tangle of conflicts, up to ``slack`` dearer than the cheapest; empty if all is well.

    ``cost`` is what it takes to call a statement false; it must be above 0, and is asked only of those in conflicts.
    """
    return _Search(network, statements, relations, cost, slack).diagnoses()


@dataclass(frozen=True, slots=True)
class Blame:
    """The cheapest set of statements without which the others hold together, and those of which it cannot be told.

    A blamed statement may as well be right if others, up to some slack dearer, can be blamed in its place: ``unsure``
    are both. ``conflicts`` are those that were found.
    """

    blamed: frozenset[int]
    unsure: frozenset[int]
    conflicts: tuple[frozenset[int], ...]


def blame(
    network: Network,
    statements: Sequence[int],
    relations: Sequence[int],
    cost: Callable[[int], Fraction],
    *,
    slack: Fraction,
    also: Callable[[frozenset[int]], Conflict | None] | None = None,
) -> Blame:
    """What is likely wrong, in a fraction of the time of :func:`diagnose`, which lists all explanations.

    ``also`` finds conflicts that no relation of the network shows, among the statements that it is given.
    """
    return _Search(network, statements, relations, cost, slack, also).blamed()


def hold_together(statements: Sequence[Statement], relations: Sequence[Relation]) -> bool:
    """Whether nothing speaks against all of these at once."""
    wiring = Wiring(statements, relations)
    everything, ties = range(len(statements)), range(len(relations))
    if Propagation(wiring, everything, ties).run():
        return False
    return not is_needed(wiring, everything, ties) or linear_conflict(wiring, everything, ties) is None


class _Search:
    """The conflicts found so far, and the propagation of all statements but those taken out."""

    def __init__(
        self,
        network: Network,
        statements: Sequence[int],
        relations: Sequence[int],
        cost: Callable[[int], Fraction],
        slack: Fraction,
        also: Callable[[frozenset[int]], Conflict | None] | None = None,
    ) -> None:
        self._also = also
        self._network = network
        self._statements = frozenset(statements)
        self._relations = tuple(relations)
        self._propagation = Propagation(network.wiring, statements, relations)
        self._linear = is_needed(network.wiring, statements, relations)
        self._cost = cost
        self._costs: dict[int, Fraction] = {}
        self._slack = slack
        self._conflicts: dict[Row, Conflict] = {}
        self._out: frozenset[int] = frozenset()
        self._cheapest: dict[tuple[Row, ...], Row] = {}
        self._lists: dict[tuple[Row, ...], Covers] = {}
        self._enough: list[frozenset[int]] = []

    def diagnoses(self) -> tuple[Diagnosis, ...]:
        while True:
            tangles = self._settled()
            listed = [self._list(t) for t in tangles]
            held = [self._holds(t, covers) for t, covers in zip(tangles, listed, strict=True)]
            if all(held):
                return tuple(self._diagnosis(t, covers) for t, covers in zip(tangles, listed, strict=True))

    def blamed(self) -> Blame:
        best = [self._best(t) for t in self._settled()]
        out = frozenset[int]().union(*best)
        unsure = [self._instead(index, one, out - one) for one in best for index in sorted(one)]
        return Blame(out, frozenset[int]().union(*unsure), tuple(self._conflicts))

    def _instead(self, index: int, best: Row, others: Row) -> Row:
        """A blamed statement and what can be blamed in its place, the others of its set staying; nothing if too dear."""
        kept = best - {index}
        while all(rest := [row - {index} for row in self._conflicts if index in row and not row & kept]):
            cost, other = cheapest_covers(rest, self._costs).sets[0]
            if cost > self._costs[index] + self._slack:
                break
            if not self._clashes(others | kept | other):
                return other | {index}
        return frozenset()

    def _diagnosis(self, tangle: tuple[Row, ...], covers: Covers) -> Diagnosis:
        sure = frozenset.intersection(*(blamed for _, blamed in covers.sets))
        if not covers.complete:
            sure = frozenset(i for i in sure if self._indispensable(i, tangle, covers.sets[0][0]))
        return Diagnosis(tuple(self._conflicts[row] for row in tangle), covers.sets, sure, covers.complete)

    def _indispensable(self, index: int, tangle: tuple[Row, ...], least: Fraction) -> bool:
        """Whether every set without a statement is out of reach."""
        rest = [row - {index} for row in tangle]
        return not all(rest) or cheapest_covers(rest, self._costs).sets[0][0] > least + self._slack

    def _settled(self) -> list[tuple[Row, ...]]:
        """The tangles of conflicts, once nothing clashes without the cheapest sets that meet them."""
        while True:
            tangles = list(blocks(self._conflicts))
            if not self._clashes(frozenset[int]().union(*(self._best(t) for t in tangles))):
                return tangles

    def _best(self, tangle: tuple[Row, ...]) -> Row:
        if tangle not in self._cheapest:
            self._cheapest[tangle] = cheapest_covers(tangle, self._costs).sets[0][1]
        return self._cheapest[tangle]

    def _list(self, tangle: tuple[Row, ...]) -> Covers:
        if tangle not in self._lists:
            self._lists[tangle] = cheapest_covers(tangle, self._costs, slack=self._slack, most=_MOST)
        return self._lists[tangle]

    def _holds(self, tangle: tuple[Row, ...], covers: Covers) -> bool:
        """Whether each set leaves no conflict, with the cheapest ones of the other tangles."""
        best = self._best(tangle)
        others = frozenset[int]().union(*(self._best(t) for t in blocks(self._conflicts) if t != tangle))
        clashed = [self._clashes(others | blamed) for _, blamed in covers.sets if blamed != best]
        return not any(clashed)

    def _clashes(self, out: frozenset[int]) -> bool:
        """Whether conflicts are left without these statements; as many as share none are noted."""
        if any(enough <= out for enough in self._enough):
            return False
        self._propagation.replace(out - self._out, self._out - out)
        self._out = out
        clashed = False
        while conflict := self._conflict():
            self._conflicts[conflict.statements] = conflict
            self._costs |= {i: self._cost(i) for i in conflict.statements if i not in self._costs}
            self._propagation.replace(conflict.statements)
            self._out |= conflict.statements
            clashed = True
        self._enough.append(self._out)  # also what it took to be rid of the new conflicts
        return clashed

    def _conflict(self) -> Conflict | None:
        """Something that cannot hold together without what is out."""
        if found := self._propagation.run():
            return self._network.minimal(found)
        left = self._statements - self._out
        if self._also is not None and (found := self._also(left)):
            return found
        if not self._linear or (found := linear_conflict(self._network.wiring, left, self._relations)) is None:
            return None
        for index in sorted(found.statements, reverse=True):
            if index in found.statements:
                smaller = linear_conflict(self._network.wiring, found.statements - {index}, found.relations)
                found = smaller or found
        return found

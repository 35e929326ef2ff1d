"""Statements and relations over the same variables: what follows from them, and what cannot hold together.

A statement gives a variable an interval; a relation ties variables together. Propagation narrows the intervals until
nothing moves; where a lower bound passes an upper one, what the two rest on is a conflict. A conflict is made minimal
by leaving out what it does not need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tachograph.checking.propagation import Propagation, Wiring
from tachograph.checking.relations import Bound, Conflict, Product, Range, Relation, Sum, interval_of
from tachograph.checking.variables import Statement, Variable

__all__ = ["Bound", "Conflict", "Network", "Product", "Range", "Relation", "Sum", "interval_of"]


class Network:
    """Statements and relations over the same variables."""

    def __init__(self, statements: Sequence[Statement], relations: Sequence[Relation]) -> None:
        self.wiring = Wiring(statements, relations)
        self.statements = self.wiring.statements
        self.relations = self.wiring.relations

    def about(self, variable: Variable) -> list[int]:
        """The statements about a variable."""
        number = self.wiring.numbers.get(variable)
        return [] if number is None else self.wiring.stating[number]

    def tying(self, variable: Variable) -> list[int]:
        """The relations that a variable takes part in."""
        number = self.wiring.numbers.get(variable)
        return [] if number is None else self.wiring.touching[number]

    def propagate(self, statements: Iterable[int], relations: Iterable[int]) -> dict[Variable, Range] | Conflict:
        """The intervals that follow, or what cannot hold together (not yet minimal)."""
        propagation = Propagation(self.wiring, statements, relations)
        return propagation.run() or propagation.ranges

    def minimal_conflict(self, statements: Iterable[int], relations: Iterable[int]) -> Conflict | None:
        """A conflict from which nothing can be left out; ``None`` if all hold together."""
        found = Propagation(self.wiring, statements, relations).run()
        return None if found is None else self.minimal(found)

    def minimal(self, found: Conflict) -> Conflict:
        """What is left of a conflict without all that it does not need."""
        for index in sorted(found.statements, reverse=True):
            if index in found.statements:
                found = Propagation(self.wiring, found.statements - {index}, found.relations).run() or found
        for index in sorted(found.relations, reverse=True):
            if index in found.relations:
                found = Propagation(self.wiring, found.statements, found.relations - {index}).run() or found
        return found

    def components(self) -> Iterator[tuple[list[int], list[int]]]:
        """Statements and relations by connected part, in the order of the statements."""
        parent = list(range(len(self.wiring.variables)))

        def root(v: int) -> int:
            while parent[v] != v:
                parent[v] = parent[parent[v]]
                v = parent[v]
            return v

        for first, *others in self.wiring.terms:
            for variable in others:
                parent[root(variable)] = root(first)
        groups: dict[int, tuple[list[int], list[int]]] = {}
        for index, variable in enumerate(self.wiring.about):
            groups.setdefault(root(variable), ([], []))[0].append(index)
        for index, terms in enumerate(self.wiring.terms):
            groups.setdefault(root(terms[0]), ([], []))[1].append(index)
        yield from groups.values()

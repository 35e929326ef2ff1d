"""Two other ways to localise errors: all sets in turn, and one mixed-integer programme with a big M."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import highspy

from benchmarks.network.corpus import Printed
from tachograph.checking.localisation import hold_together
from tachograph.checking.relations import Product, Sum
from tachograph.checking.variables import Variable

Cost = Callable[[int], Fraction]
_THOUSANDS = 1000.0  # levels in thousands, as the solver's tolerances are absolute
_MORE = 2.0  # how far above the largest printed level any other may be


def cheapest_by_force(network: Printed, cost: Cost, most: int) -> list[tuple[Fraction, frozenset[int]]]:
    """All cheapest sets of up to ``most`` statements without which the rest holds together."""
    everything = range(len(network.statements))
    sets = [frozenset(c) for size in range(most + 1) for c in combinations(everything, size)]
    priced = sorted(((sum(map(cost, s), Fraction(0)), s) for s in sets), key=lambda pair: (pair[0], sorted(pair[1])))
    found: list[tuple[Fraction, frozenset[int]]] = []
    for price, blamed in priced:
        if found and price > found[0][0]:
            break
        rest = [network.statements[i] for i in everything if i not in blamed]
        if hold_together(rest, network.relations):
            found.append((price, blamed))
    return found


def by_big_m(network: Printed, cost: Cost, limit: float) -> tuple[Fraction, frozenset[int]] | None:
    """The cheapest set as one programme: every statement holds, or its binary is 1 and a big M lifts it.

    ``None`` if the solver has not proved an optimum after ``limit`` seconds.
    """
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-4),
        ("time_limit", limit),
    ):
        solver.setOptionValue(option, value)
    factors = {r.factor for r in network.relations if isinstance(r, Product)}
    levels = list(dict.fromkeys(v for r in network.relations for v in r.variables if v not in factors))
    levels += [s.variable for s in network.statements if s.variable not in factors and s.variable not in set(levels)]
    place = {v: n for n, v in enumerate(dict.fromkeys(levels))}
    most = _MORE * max(float(s.interval.high or 0) for s in network.statements if s.variable in place) / _THOUSANDS
    for _ in place:
        solver.addVar(0, most)
    binary = {n: len(place) + n for n in range(len(network.statements))}
    for n, column in binary.items():
        solver.addVar(0, 1)
        solver.changeColCost(column, float(cost(n)))
        solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    _add_statements(solver, network, place, binary, most)
    _add_relations(solver, network, place, binary, most)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = solver.getSolution().col_value
    blamed = frozenset(n for n, column in binary.items() if values[column] > 0.5)
    return sum(map(cost, blamed), Fraction(0)), blamed


def _add_statements(
    solver: highspy.Highs, network: Printed, place: dict[Variable, int], binary: dict[int, int], most: float
) -> None:
    infinity = highspy.kHighsInf
    for n, statement in enumerate(network.statements):
        if statement.variable in place:
            low, high = (float(b or 0) / _THOUSANDS for b in (statement.interval.low, statement.interval.high))
            solver.addRow(low, infinity, 2, [place[statement.variable], binary[n]], [1.0, low])
            solver.addRow(-infinity, high, 2, [place[statement.variable], binary[n]], [1.0, -most])


def _add_relations(
    solver: highspy.Highs, network: Printed, place: dict[Variable, int], binary: dict[int, int], most: float
) -> None:
    infinity = highspy.kHighsInf
    stated = {s.variable: n for n, s in enumerate(network.statements)}
    for relation in network.relations:
        if isinstance(relation, Sum):
            columns = [place[relation.total], *(place[p] for p in relation.parts)]
            solver.addRow(
                0, 0 if relation.complete else infinity, len(columns), columns, [1.0, *[-1.0] * (len(columns) - 1)]
            )
        elif (n := stated.get(relation.factor)) is not None:
            low, high = network.statements[n].interval.low, network.statements[n].interval.high
            columns = [place[relation.whole], place[relation.base], binary[n]]
            solver.addRow(0, infinity, 3, columns, [1.0, -float(low or 0), most * float(low or 0)])
            solver.addRow(-infinity, 0, 3, columns, [1.0, -float(high or 0), -most])

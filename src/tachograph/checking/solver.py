"""The HiGHS solver, loaded when first needed: that takes longer than to check most articles."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any


class Programme:
    """A linear programme of rows ``low <= sum of coefficient x column <= high``, of binaries or of bounded columns.

    One thread and no randomness: the same programme has the same answer everywhere.
    """

    def __init__(self, **options: object) -> None:
        self._highs: Any = import_module("highspy")
        self._model = self._highs.Highs()
        for option, value in {"output_flag": False, "threads": 1, **options}.items():
            self._model.setOptionValue(option, value)

    def add_column(self, low: float | None, high: float | None) -> None:
        infinity = self._highs.kHighsInf
        self._model.addVar(-infinity if low is None else low, infinity if high is None else high)

    def add_binary(self, cost: int) -> None:
        column = self._model.getNumCol()
        self.add_column(0, 1)
        self._model.changeColCost(column, cost)
        self._model.changeColIntegrality(column, self._highs.HighsVarType.kInteger)

    def add_row(self, columns: Sequence[int], coefficients: Sequence[float], low: float, high: float | None) -> None:
        most = self._highs.kHighsInf if high is None else high
        self._model.addRow(low, most, len(columns), list(columns), list(coefficients))

    def optimum(self) -> list[float] | None:
        """The best values of the columns; ``None`` if there are none."""
        self._model.run()
        if self._model.getModelStatus() != self._highs.HighsModelStatus.kOptimal:
            return None
        return [float(v) for v in self._model.getSolution().col_value]

    def farkas_ray(self) -> list[float] | None:
        """Multipliers of the rows by which they add up to an impossible one; ``None`` if there is a solution."""
        self._model.run()
        if self._model.getModelStatus() != self._highs.HighsModelStatus.kInfeasible:
            return None
        _, known, ray = self._model.getDualRay()
        return [float(y) for y in ray] if known else None

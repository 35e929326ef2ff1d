"""Ranks, as far as figures tell them: who is certainly before whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tachograph.core.interval import Interval


@dataclass(frozen=True, slots=True)
class Rank:
    """The places that something can have: ``first`` to ``last``, from 1. They differ if figures do not tell."""

    first: int
    last: int

    @property
    def certain(self) -> bool:
        """Whether there is only one."""
        return self.first == self.last

    def __str__(self) -> str:
        return str(self.first) if self.certain else f"{self.first}–{self.last}"


def ranks(intervals: Sequence[Interval]) -> list[Rank]:
    """The places of some figures, the highest first; two whose intervals meet cannot be told apart."""
    return [
        Rank(
            1 + sum(above(other, one) for other in intervals),
            len(intervals) - sum(above(one, other) for other in intervals),
        )
        for one in intervals
    ]


def above(first: Interval, second: Interval) -> bool:
    """Whether one is certainly higher than another."""
    return first.low is not None and second.high is not None and first.low > second.high


def order(interval: Interval, value: Fraction) -> tuple[Fraction, Fraction]:
    """By what rows are put in order, the highest first: their best value, and of equal ones the higher bound."""
    return -value, -(interval.high if interval.high is not None else value)

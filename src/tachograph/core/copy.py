"""That one document repeats another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Copy:
    """The other document of a pair of which one repeats the other, by id and source.

    ``shared`` is the part of the copy's wording around its figures that stands word for word in the other, 0 to 1.
    Which of the two came first is known only if both have a date and the dates differ.
    """

    id: str
    source: str
    published: date | None
    shared: Fraction

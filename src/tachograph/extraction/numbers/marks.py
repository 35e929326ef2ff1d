"""Numbers where they stand: what was written, its value, and the unit next to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_PART_STEP = Decimal(2)  # "half" is said of 49 to 51 percent
_CHANGE_STEP = Decimal(10)  # "doubled" of anything from 95 to 105 percent more


class Form(StrEnum):
    """How a figure is written."""

    NUMBER = "number"  # bare
    UNIT = "unit"  # with a noun or a unit of measure
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"  # percentage points, basis points, index points
    ORDINAL = "ordinal"  # a rank or a place in a row: "second", "12th", 第一
    MULTIPLE = "multiple"  # "doubled", "3.6x", "four times", "three-fold", 1.98倍
    FRACTION = "fraction"  # "half", "a third", "two in five", 1/3
    VAGUE = "vague"  # "double-digit"


@dataclass(slots=True)
class Mark:
    """A number with what is attached to it, still alone: no modifier, no range.

    ``start`` and ``end`` take in sign, currency, scale word and an adjoining noun; ``number`` is where the digits or
    words start and ``bare_end`` where they end with their scale. ``value`` and ``step`` are in the base unit.
    """

    number: int
    start: int
    end: int
    value: Decimal
    step: Decimal
    form: Form = Form.NUMBER
    scale: int = 1
    written: str = ""  # the digits as written, empty for words
    bare_end: int = 0
    unit: str | None = None
    dimension: str | None = None
    segment: str | None = None
    noun: tuple[int, int] | None = None
    adjoining: bool = False  # the noun follows directly
    known: bool = True  # the unit is the pack's or the language's, not a guess from a plural
    classifier: bool = False  # the noun is only a Chinese measure word
    per: str | None = None
    tail: int = 0  # where "a month" and the like end
    signed: int = 0
    ordinal: bool = False
    more: bool = False  # "+", 多
    meant: bool = True  # false for a number word that turns out to count nothing
    rejected: bool = False  # what follows shows that it is no figure
    shared: bool = False  # the scale is that of a later number
    open_side: int = 0  # for vague words: -1 no lower bound, +1 no upper bound

    @classmethod
    def part(cls, start: int, end: int, share: Decimal) -> Mark:
        """A fraction of a whole, in percent: "half", "a third"."""
        value = round(share * 100, 4).normalize()
        return cls(start, start, end, Decimal(f"{value:f}"), _PART_STEP, Form.FRACTION, unit="percent", bare_end=end)

    @classmethod
    def change(cls, start: int, end: int, factor: Decimal) -> Mark:
        """A multiplication as the change in percent that it makes: "doubled" is +100, "halved" -50."""
        value = (factor - 1) * 100
        return cls(start, start, end, value, _CHANGE_STEP, Form.MULTIPLE, unit="percent", bare_end=end)

    @classmethod
    def times(cls, start: int, end: int, factor: Decimal, step: Decimal) -> Mark:
        """A multiple as such: "twice"."""
        return cls(start, start, end, factor, step, Form.MULTIPLE, unit="times", bare_end=end)

    def share(self, scale: int) -> None:
        """Take over the scale of a later number."""
        self.value, self.step, self.scale, self.shared = self.value * scale, self.step * scale, scale, True

    @property
    def plain(self) -> bool:
        """Whether it is nothing but a few digits: no separator, decimal, scale, sign or unit."""
        return (
            self.form in (Form.NUMBER, Form.UNIT)
            and self.written.isdigit()
            and self.scale == 1
            and not self.signed
            and not self.more
            and not self.adjoining
        )

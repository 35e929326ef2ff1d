"""What could happen to a series, and what is assumed of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaxStep:
    """A tax on buyers rises in the month ``at``: purchases are made earlier, and some not at all.

    ``pulled`` is the part of that month's sales that is made in the month before instead; of the month after it a part
    less great is made in the month before that, and so on for ``reach`` months. ``lasting`` is the part of all sales
    from then on that is lost. The defaults are assumptions, not measurements; a tax that falls has negative parts.
    """

    at: str
    pulled: float = 0.2
    reach: int = 2
    lasting: float = 0.0


@dataclass(frozen=True, slots=True)
class LostMonth:
    """The month ``at`` fails for a reason of supply: ``lost`` is the part of its sales that is not made then.

    ``recovered`` is the part of that which is made up for, evenly, in the ``over`` months after it. The defaults are
    assumptions.
    """

    at: str
    lost: float = 0.5
    recovered: float = 0.5
    over: int = 2


@dataclass(frozen=True, slots=True)
class Ramp:
    """A new model is first delivered in the month ``at`` and reaches ``peak`` a month, evenly, in its month ``months``.

    ``taken`` is the part of its sales that the seller's other models lose. The defaults are assumptions; ``peak`` has
    none.
    """

    at: str
    peak: float
    months: int = 6
    taken: float = 0.2


Change = TaxStep | LostMonth | Ramp

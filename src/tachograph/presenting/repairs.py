"""The smallest edit of a text that would mend a finding, as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tachograph.core.claim import Claim
from tachograph.core.finding import Repair
from tachograph.presenting import words

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_VALUES = frozenset({"value", "low", "high"})
_DATES = frozenset({"period", "basis"})


@dataclass(frozen=True, slots=True)
class Mending:
    """A repair as an edit of the text.

    For a value ``old`` is the quote and ``new`` what to write in its place. For what the words around the figure say
    (``field`` such as period or metric) ``old`` and ``new`` are those words, and ``inline`` is false.
    """

    claim: Claim
    repair: Repair
    old: str
    new: str
    inline: bool

    def __str__(self) -> str:
        if self.inline:
            return f"write “{self.new}” instead of “{self.old}”"
        field = words.spaced(self.repair.field)
        return f"write “{self.new}” instead of “{self.old}” as the {field} of “{self.claim.quote}”"


def mending(claim: Claim, repair: Repair) -> Mending:
    """The edit that a repair asks for, in the words of the text as far as they are known."""
    if repair.field in _VALUES:
        return Mending(claim, repair, claim.quote, _rewritten(claim, repair.after), inline=True)
    said = words.period if repair.field in _DATES else words.spaced
    return Mending(claim, repair, said(repair.before) or "nothing", said(repair.after), inline=False)


def _rewritten(claim: Claim, after: str) -> str:
    """The quote with its number replaced, in its own scale words: 1.045e9 in “10.45 billion yuan” is “1.045 billion …”.

    Where the quote has no single number in digits the new value stands by itself.
    """
    try:
        wanted = Decimal(after)
    except InvalidOperation:
        return after
    numerals = list(_NUMERAL.finditer(claim.quote))
    if len(numerals) != 1 or not wanted.is_finite():
        return words.number(wanted) if wanted.is_finite() else after
    numeral = numerals[0]
    written = Decimal(numeral[0].replace(",", ""))
    if not written or not claim.quantity.value:
        return words.number(wanted)
    scaled = wanted * written / claim.quantity.value
    digits = f"{scaled.normalize():{',' if ',' in numeral[0] or abs(scaled) >= 10_000 else ''}f}"
    return claim.quote[: numeral.start()] + digits + claim.quote[numeral.end() :]

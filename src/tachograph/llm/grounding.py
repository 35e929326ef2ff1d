"""From what a model answers to claims: each is found in the text with its very digits, or dropped and counted.

Pure. A field that the text and the pack do not bear out is left empty and counted; a figure that is not in the text, or
whose value or unit is not that of its quote, is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tachograph.core.claim import Claim, Kind
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span
from tachograph.llm.folding import fold, plain
from tachograph.llm.locating import Lost, Quote, locate
from tachograph.llm.naming import Names
from tachograph.llm.numerals import numerals, scales_near
from tachograph.llm.schema import Row
from tachograph.llm.units import UnitWords

UNMEASURED = 0.5
"""The confidence of a model's reading: nobody has measured it, so nothing is called false on its strength alone."""

_WRONG_VALUE = "value not that of the quote"
_WRONG_UNIT = "unit not that of the quote"
_WRONG_BOUNDS = "bounds and modifier do not fit"
_DIGITS = 40  # of a number at most, and powers of ten
_YEARS = range(1900, 2101)
_RELATIVE = frozenset({Kind.SHARE, Kind.RATIO})
_NEAR_BEFORE, _NEAR_AFTER = 2000, 100  # code points of a block in which a table's scale word may stand


@dataclass(frozen=True, slots=True)
class Grounded:
    """The claims that stand in the text; how many were dropped and how many fields emptied, by reason."""

    claims: tuple[Claim, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)


class Grounder:
    """Grounds the answers about one document; ``extractor`` is what its claims are marked with."""

    def __init__(self, document: Document, pack: Pack, extractor: str) -> None:
        self._document = document
        self._extractor = extractor
        self._names = Names(document, pack)
        self._units = UnitWords(pack.units)

    def ground(self, piece: Span, rows: Sequence[Row]) -> Grounded:
        """The claims of an answer about the part ``piece`` of the text, in the order of the text."""
        grounded = Grounded()
        places = locate(piece.of(self._document.text), [Quote(row.quote, row.context) for row in rows])
        claims = []
        for row, place in zip(rows, places, strict=True):
            claim = place if isinstance(place, Lost) else self._claim(row, _moved(place, piece.start), grounded)
            if isinstance(claim, Claim):
                claims.append(claim)
            else:
                grounded.dropped[str(claim)] += 1
        ordered = sorted(claims, key=lambda claim: claim.span)
        return Grounded(tuple(ordered), grounded.dropped, grounded.emptied)

    def _claim(self, row: Row, span: Span, grounded: Grounded) -> Claim | str:
        """The claim of a row whose quote stands at ``span``, or why there is none."""
        unit = row.unit.strip()
        quantity = self._quantity(row, span, unit)
        if isinstance(quantity, str):
            return quantity
        fields = _Fields(row, self._names, grounded.emptied)
        subject, subject_id = fields.entity("subject", row.subject) or (None, None)
        claimant = fields.entity("claimant", row.claimant)
        model = fields.entity("model", row.model)
        return Claim(
            document=self._document.id,
            span=span,
            quote=span.of(self._document.text),
            quantity=quantity,
            kind=row.kind,
            subject=subject,
            subject_id=subject_id,
            metric=fields.kept("metric", row.metric, self._names.metric(row.metric or "")),
            period=fields.kept("period", row.period, _period(row.period)),
            basis=fields.basis(),
            modality=row.modality,
            claimant=claimant[0] if claimant else None,
            model=model[0] if model else None,
            region=fields.kept("region", row.region, self._names.region(row.region or "")),
            segment=fields.kept("segment", row.segment, self._names.segment(row.segment or "")),
            confidence=UNMEASURED,
            extractor=self._extractor,
        )

    def _quantity(self, row: Row, span: Span, unit: str) -> Quantity | str:
        """What the quote says, if the row says the same; else why not."""
        text = self._document.text
        bounds = _bounds(row)
        if bounds is None:
            return _WRONG_BOUNDS
        if (row.kind is Kind.RANK) != (unit == "rank") or not self._units.agrees(unit, span.of(text), text):
            return _WRONG_UNIT
        precision = _precision(text, span, bounds, row.kind, unit)
        if precision is None:
            return _WRONG_VALUE
        return Quantity(_tidy(bounds[0]), _tidy(bounds[1]), row.modifier, unit, precision)


class _Fields:
    """The nullable fields of one row; what cannot be kept is counted."""

    def __init__(self, row: Row, names: Names, emptied: Counter[str]) -> None:
        self._row = row
        self._names = names
        self._emptied = emptied

    def kept(self, name: str, given: str | None, found: str | None) -> str | None:
        """``found``; counted if something was given and nothing of it can be kept."""
        if found is None and given is not None and given.strip():
            self._emptied[name] += 1
        return found

    def entity(self, name: str, given: str | None) -> tuple[str, str | None] | None:
        found = self._names.entity(given) if given else None
        self.kept(name, given, found and found[0])
        return found

    def basis(self) -> str | None:
        """A period for a change, the whole for a share, the other quantity for a ratio; nothing for the rest."""
        row = self._row
        if row.kind is Kind.CHANGE:
            return self.kept("basis", row.basis, _period(row.basis))
        whole = self._names.whole(row.basis) or _period(row.basis) if row.basis and row.kind in _RELATIVE else None
        return self.kept("basis", row.basis if row.kind in _RELATIVE else None, whole)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _period(written: str | None) -> str | None:
    """The period in its one spelling; ``None`` if it is none, or of no year that news are about."""
    try:
        period = Period.parse((written or "").strip())
    except ValueError:
        return None
    ends = [day.year for day in (period.start, period.end) if day]
    return str(period) if all(year in _YEARS for year in ends) else None


def _bounds(row: Row) -> tuple[Decimal | None, Decimal | None] | None:
    """The row's bounds as its modifier leaves them: one number may be given in both fields or in one."""
    low, high = row.low, row.high
    given = [bound for bound in (low, high) if bound is not None]
    if not given or not all(map(_sane, given)):
        return None
    match row.modifier:
        case Modifier.BETWEEN:
            return (low, high) if low is not None and high is not None and low < high else None
        case Modifier.OVER:
            return (given[0], None) if given[0] == given[-1] else None
        case Modifier.UNDER:
            return (None, given[-1]) if given[0] == given[-1] else None
        case _:
            return (given[0], given[0]) if given[0] == given[-1] else None


def _sane(number: Decimal) -> bool:
    return number.is_finite() and len(number.as_tuple().digits) <= _DIGITS and abs(number.adjusted()) < _DIGITS


def _precision(
    text: str, span: Span, bounds: tuple[Decimal | None, Decimal | None], kind: Kind, unit: str
) -> Decimal | None:
    """The step of the last digit, if the quote's numerals are just the bounds; ``None`` if they are not.

    A sign that is written has to be kept. One that is not may be added to a change ("fell 40%") and to a level that
    words make negative ("a margin of minus 4%").
    """
    quote = span.of(text)
    found = numerals(quote)
    wanted = [bound for bound in dict.fromkeys(bounds) if bound is not None]
    if len(found) != len(wanted) or not _signs_fit(text, span, wanted, kind):
        return None
    others = scales_near(quote) or _scales_around(text, span)
    # The bounds of a fall are given upside down: "fell 30 to 40 percent" is from -40 to -30.
    for order in (found, found[::-1]):
        steps = [n.means(bound, unit, others) for n, bound in zip(order, wanted, strict=True)]
        known = [step for step in steps if step is not None]
        if len(known) == len(wanted):
            return max(known)
    return None


def _signs_fit(text: str, span: Span, wanted: Sequence[Decimal], kind: Kind) -> bool:
    flat = plain(text[max(0, span.start - 2) : span.end])
    offset = span.start - max(0, span.start - 2)
    before, quote = flat[:offset], flat[offset:]
    written = quote.startswith(("-", "(-")) or (
        before.endswith("-") and not before[:-1].strip()[-1:].isalnum() and quote[0].isdigit()
    )
    negative = any(bound < 0 for bound in wanted)
    if written:
        return negative
    halved = any(n.form == "multiple" and n.number < 1 for n in numerals(quote))
    bracketed = quote.startswith("(") and quote.rstrip("%").endswith(")")
    said = "minus" in fold(quote) or fold(text[max(0, span.start - 12) : span.start]).rstrip().endswith(
        ("minus", "negative", "负")
    )
    return not negative or kind is Kind.CHANGE or halved or bracketed or said


def _scales_around(text: str, span: Span) -> frozenset[int]:
    """The scale words of the block, the lines without an empty one between, in which a bare number stands."""
    start = text.rfind("\n\n", max(0, span.start - _NEAR_BEFORE), span.start)
    end = text.find("\n", span.end, span.end + _NEAR_AFTER)
    return scales_near(text[max(start, span.start - _NEAR_BEFORE, 0) : end if end >= 0 else span.end + _NEAR_AFTER])


def _tidy(value: Decimal | None) -> Decimal | None:
    """34700000.0 and 3.47E+7 as 34700000."""
    return value.quantize(Decimal(1)) if value is not None and value == value.to_integral_value() else value

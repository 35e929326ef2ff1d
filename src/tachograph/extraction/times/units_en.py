"""What English words of time name: the calendar unit, count and grain of a run of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.times.phrases import Unit
from tachograph.extraction.times.words_en import Token


def span_of(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


def first_of(tokens: Sequence[Token], *names: str) -> Token | None:
    return next((t for t in tokens if t.name in names), None)


TURN = {"LAST": -1, "THIS": 0, "NEXT": 1, "PREV": -1, "PAST": -1}
GRAINS = {
    "DAY": Grain.DAY, "MONTH": Grain.MONTH, "QUARTER": Grain.QUARTER, "HALF": Grain.HALF, "YEARS": Grain.YEAR,
    "WEEK": Grain.DAY, "RATED": Grain.QUARTER,
}  # fmt: skip


def year_of(tokens: Sequence[Token]) -> tuple[int | None, int | None]:
    """The year that the tokens say, and the offset of "last year"."""
    year = first_of(tokens, "YEAR")
    if year is not None:
        return year.value, None
    for before, token in pairwise(t for t in tokens if t.name != "CALENDAR"):
        if token.name == "YEARS" and before.name in TURN:
            return None, TURN[before.name]
        if token.name == "NUM" and token.value == 1 and before.name == "THIS":
            return None, 0  # "in the first quarter of this one"
    return None, None


def unit_of(tokens: Sequence[Token]) -> Unit | None:
    """The calendar unit that the tokens name; ``None`` if they name none."""
    year, year_offset = year_of(tokens)
    dated = first_of(tokens, "DATE")
    if dated is not None:
        day = date.fromordinal(dated.value)
        return Unit(Grain.DAY, day.month, day.day, day.year)
    month = first_of(tokens, "MON")
    if month is not None:
        day_token = first_of(tokens, "DIG", "ORD")
        if day_token is not None:
            return Unit(Grain.DAY, month.value, day_token.value, year, year_offset=year_offset)
        turn = next((TURN[b.name] for b, t in pairwise(tokens) if t is month and b.name in TURN), None)
        return Unit(Grain.MONTH, month.value, year=year, year_offset=year_offset, turn=turn)
    for name, grain in (("QTR", Grain.QUARTER), ("HALF1", Grain.HALF)):
        token = first_of(tokens, name)
        if token is not None:
            return Unit(grain, token.value, year=token.year or year, year_offset=year_offset)
    ordinal, division = first_of(tokens, "ORD"), first_of(tokens, "QUARTER", "HALF")
    if ordinal is not None and division is not None:
        grain, most = (Grain.QUARTER, 4) if division.name == "QUARTER" else (Grain.HALF, 2)
        number = most if ordinal.value == -1 else ordinal.value
        return Unit(grain, number, year=year, year_offset=year_offset) if number <= most else None
    relative = next(
        (
            (t.name, TURN[b.name])
            for b, t in pairwise(tokens)
            if b.name in TURN and t.name in ("MONTH", "QUARTER", "WEEK")
        ),
        None,
    )
    if relative is not None:
        return Unit(GRAINS[relative[0]], offset=relative[1], week=relative[0] == "WEEK")
    if year is not None:
        return Unit(Grain.YEAR, year=year)
    return None if year_offset is None else Unit(Grain.YEAR, offset=year_offset)


def count_of(tokens: Sequence[Token]) -> int:
    token = first_of(tokens, "NUM", "DIG")
    return 1 if token is None else token.value


def grain_of(tokens: Sequence[Token]) -> Grain | None:
    return next((GRAINS[t.name] for t in tokens if t.name in GRAINS), None)

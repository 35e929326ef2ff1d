"""A table's total against its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking.certainty import sourced
from tachograph.checking.digits import ANY_DIGIT, slips_to
from tachograph.checking.figures import Figures
from tachograph.checking.repairs import slip_repair, value_repair
from tachograph.checking.telling import is_told_of_any
from tachograph.checking.wording import number
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

TOTAL = re.compile(r"^\s*\|?\s*\**(?:grand total|total|sum|all|合计|合計|总计|總計|共计|共計)\**\s*\|", re.IGNORECASE)
_RULE = re.compile(r"^[\s|:-]+$")  # the line under a table's head
_LEAST = 2
_MEANT = 0.9  # how likely the last row is the total of all others


def findings(figures: Figures) -> Iterator[tuple[Finding, bool]]:
    """Every column with a total in the last row, in a table whose cells are parted by bars.

    With each goes whether a slip tells that a cell is wrong, however the column was read.
    """
    text = figures.context.text
    parted = lines(text)
    for n, (start, end) in enumerate(parted):
        if TOTAL.match(text[start:end]):
            rows = rows_above(text, parted[:n])
            rows = rows[1:] if rows and not cells(figures, *rows[0]) else rows  # a head without a line under it
            for total in cells(figures, start, end).values():
                column = _column(text, start, total)
                parts = [c for a, b in rows if (c := cells(figures, a, b).get(column)) is not None]
                if len(parts) == len(rows) >= _LEAST and len({p.unit for p in (total, *parts)}) == 1:
                    yield _judged(figures, total, parts), _is_told(total, parts)


def backed(figures: Figures, totals: Iterable[Finding], doubts: Sequence[Finding]) -> Iterator[Finding]:
    """The totals that do not hold, of which a share of the same total says as well which cell is wrong, and how."""
    by_id = figures.context.by_id
    for finding in totals:
        total, *parts = (by_id[c] for c in finding.claims)
        told = [d for d in doubts if Verdict.CONTRADICTED is d.verdict is finding.verdict and total.id in d.claims]
        for part in parts:
            wanted = Fraction(total.quantity.value) - sum(Fraction(p.quantity.value) for p in parts if p is not part)
            shares = [
                c for d in told if part.id in d.claims for c in map(by_id.__getitem__, d.claims) if c.unit == "percent"
            ]
            share = wanted / Fraction(total.quantity.value) * 100 if total.quantity.value else None
            if share is not None and any(c.quantity.tolerant().contains(share) for c in shares):
                yield replace(finding, repairs=(value_repair(part, wanted),), blamed=(part.id,))
                break


def lines(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end."""
    ends = [m.start() for m in re.finditer(r"\n|$", text)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    return list(zip(starts, ends, strict=True))


def rows_above(text: str, parted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows of the table that ends with the last of some lines, from its head on."""
    rows = []
    for start, end in reversed(parted):
        line = text[start:end]
        if "|" not in line or _RULE.match(line):
            break
        rows.append((start, end))
    return rows[::-1]


def cells(figures: Figures, start: int, end: int, *, rates: bool = False) -> dict[int, Claim]:
    """The levels of a row by column, its percentages as well if ``rates`` are asked for."""
    text = figures.context.text
    inside = [c for c in figures.context.claims if start <= c.span.start < end and c.low == c.high]
    counted = (c for c in inside if c.kind in (Kind.LEVEL, Kind.COUNT) and c.unit != "percent")
    rated = (c for c in inside if rates and c.unit == "percent" and c.kind in (Kind.SHARE, Kind.CHANGE))
    return {_column(text, start, c): c for c in (*counted, *rated)}


def _column(text: str, start: int, claim: Claim) -> int:
    return text.count("|", start, claim.span.start)


def _judged(figures: Figures, total: Claim, parts: Sequence[Claim]) -> Finding:
    added, value = Interval.exactly(0), Fraction(0)
    for part in parts:
        added += part.quantity.tolerant()
        value += Fraction(part.quantity.value)
    ids = (total.id, *(p.id for p in parts))
    words = " + ".join(number(Fraction(p.quantity.value)) for p in parts) + f" = {number(value)}"
    step = Step(words, added, ids)
    if added.meets(total.quantity.tolerant()):
        return Finding("sum_of_parts", Verdict.CONFIRMED, ids, f"{words}, stated as {total.quote}", (step,))
    if any(_slipped(p, Fraction(total.quantity.value) - value) for p in parts):
        message = f"{words}, not {total.quote}; which of the figures is wrong cannot be told from the table"
        return Finding("sum_of_parts", Verdict.CONTRADICTED, ids, message, (step,))
    slip = slip_repair(total, added)
    repairs = (slip[0],) if slip else (value_repair(total, value),)
    known = slip or all(_sourced(figures, p) for p in parts)
    blamed = (total.id,) if known else ()
    return Finding(
        "sum_of_parts", Verdict.CONTRADICTED, ids, f"{words}, not {total.quote}", (step,), (), repairs, blamed
    )


def _is_told(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a slip in one cell explains the total, which hardly any other would by chance.

    A column is printed to one step: what ends in zeros there is not rounded.
    """
    step = min(Fraction(c.quantity.precision) for c in (total, *parts))
    room = Interval.exactly(0) if step == 1 else Interval(-step, step).scale(Fraction(len(parts) + 1, 2))
    missing = total.quantity.nominal - sum(p.quantity.nominal for p in parts)
    wanted = [(total, total.quantity.nominal - missing), *((p, p.quantity.nominal + missing) for p in parts)]
    return is_told_of_any(_MEANT, [(c, Interval.exactly(value) + room) for c, value in wanted])


def _slipped(part: Claim, missing: Fraction) -> bool:
    """Whether a slip of the pen in a cell, and not just any other digit, is what is missing to the total."""
    wanted = Fraction(part.quantity.value) + missing
    return any(s.order < ANY_DIGIT for s in slips_to(part, Interval.exactly(wanted)))


def _sourced(figures: Figures, part: Claim) -> bool:
    return any(sourced(figures, part, s) for s in figures.statements if part.id in s.claims)

"""A table's shares of its total: "Vivo 8.1 21% | Samsung 6.2 16% | … | Total 39.0".

Where the first column of shares behind a column of figures is, in all rows but one, what these make up of the row named as
the total, the one that is not is wrong, or its figure is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from tachograph.checking import held
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.tables import cells, lines
from tachograph.checking.variables import parsed
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding

_TOTAL = re.compile(
    r"^\s*\|?\s*\**(?:grand total|total|sum|all|合计|合計|总计|總計|共计|共計)\**\s*(?:\||\s\d|\t)", re.IGNORECASE
)
_SHARE = re.compile(r"\bshares?\b|占比|佔比|份额|份額|比重|市占|市佔", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_RULE = re.compile(r"^[\s|:-]+$")
_BLANKS = re.compile(r"\s+")
_FEWEST = 3  # rows
_ENOUGH = 3  # rows that hold, if their shares have two digits
_SHARP = 3  # digits of shares of which two prove as much
_NEAR = Fraction(1, 50)  # of a share: reckoned from figures before they were rounded or revised
_STEPS = Fraction(3, 2)  # by which a share is off in its last digit at the least

Row = Mapping[int, Claim]


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """One finding for each row that alone breaks what the others have to do with the total; none of what is ``settled`` already."""
    yield from held.contradictions((one for table in _tables(figures) for one in _odd(*table)), settled)


def _tables(figures: Figures) -> Iterator[tuple[Sequence[Row], Row]]:
    """The rows above each total whose head speaks of shares, and the total, both by column."""
    text = figures.context.text
    parted = lines(text)
    for n, (start, end) in enumerate(parted):
        if _TOTAL.match(text[start:end]):
            read = cells if "|" in text[start:end] else _blank_cells
            rows, head = [], ""
            for place in reversed(parted[:n]):
                line = text[slice(*place)]
                row = read(figures, *place, rates=True)
                if not row and _RULE.match(line):
                    continue
                if not row:
                    head = line
                    break
                rows.append(row)
            years = {*_YEAR.findall(head)}
            levels = min((sum(c.unit != "percent" for c in row.values()) for row in rows), default=0)
            if _SHARE.search(head) and levels >= len(
                years
            ):  # a share of another year than the figures is of none of them
                yield rows, _aligned(read(figures, start, end, rates=True), rows, bars="|" in text[start:end])


def _blank_cells(figures: Figures, start: int, end: int, *, rates: bool) -> dict[int, Claim]:
    """The figures of a line that are parted by blanks and stand behind its name, by their place; none if any was not read."""
    context = figures.context
    inside = [c for c in context.claims if start <= c.span.start < end and c.low == c.high]
    if not inside or re.search(r"\d", context.text[start : inside[0].span.start]):
        return {}
    gaps = [context.between(a, b) for a, b in pairwise(inside)]
    if context.text[inside[-1].span.end : end].strip() or not all(_BLANKS.fullmatch(g) for g in gaps):
        return {}
    return dict(enumerate(c for c in inside if rates or c.unit != "percent"))


def _aligned(total: Row, rows: Sequence[Row], *, bars: bool) -> Row:
    """The total by the columns of the rows: where blanks part them, its figures are those of the columns without a percentage."""
    if bars or not rows:
        return total
    columns = [n for n, c in sorted(rows[0].items()) if c.unit != "percent"]
    if len(columns) != len(total) or any("%" in c.quote for c in total.values()):
        return {}
    return dict(zip(columns, total.values(), strict=True))


def _odd(rows: Sequence[Row], total: Row) -> Iterator[tuple[Claim, Formula]]:
    """The share of a row that is none of the total, where those of all other rows are."""
    for level in sorted(total):
        share = _share_behind(rows, level)
        full = [row for row in rows if level in row and share in row]
        if share is None or len(full) != len(rows) or len(full) < _FEWEST:
            continue
        if not all(_is_like(row[share], row[level], total[level]) for row in full):
            continue
        made = [(row[share], Formula(Op.QUOTIENT, (row[level], total[level]))) for row in full]
        good = [one for one in made if fits(*one)]
        sharp = [claim for claim, _ in good if len(claim.quantity.meant) >= _SHARP]
        if len(good) == len(made) - 1 and (len(good) >= _ENOUGH or len(sharp) == len(good)):
            yield from (one for one in made if one not in good and _is_off(*one))


def _share_behind(rows: Sequence[Row], level: int) -> int | None:
    """The first column of shares behind one of figures, the same in all rows."""
    found = {next((n for n in sorted(row) if n > level and row[n].kind is Kind.SHARE), None) for row in rows}
    return found.pop() if len(found) == 1 else None


def _is_like(share: Claim, level: Claim, total: Claim) -> bool:
    """Whether a share can be what a figure makes up of a total: all are plain, and of one year."""
    years = {when.end.year for c in (share, level, total) if (when := parsed(c.period or "")) is not None}
    plain = share.unit == "percent" and share.modifier in PLAIN and level.unit == total.unit != "percent"
    return plain and len(years) <= 1 and level.kind is total.kind is Kind.LEVEL and total.quantity.value > 0


def _is_off(share: Claim, formula: Formula) -> bool:
    off = abs(formula.value * 100 - Fraction(share.quantity.value))
    return off > formula.value * 100 * _NEAR and off > Fraction(share.quantity.precision) * _STEPS

"""A row of a table against what its columns have to do with one another in all other rows.

Where the first column is the sum of the second and third in every row but one, or a percentage their quotient, that row is
wrong, whatever its columns are read to be. So is one whose percentage alone is no share of the last row's total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from tachograph.checking import held
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.tables import TOTAL, cells, lines, rows_above
from tachograph.checking.telling import is_told_by
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Finding

_FEWEST = 3  # rows that hold, so that it is no accident
_MOST = 12  # columns: any three of more have something to do with one another by chance
_DIGITS = 3  # of the figures that are added: shorter ones fit by chance
_MEANT = 0.9  # how likely a rate of a row is reckoned like those of the other rows: a base may have been restated
_SHARED = 0.99  # the same where it is a share of the total: then all of the table changes with it

Row = Mapping[int, Claim]


def findings(figures: Figures, settled: frozenset[str]) -> Iterator[Finding]:
    """One finding for each row that alone breaks what holds between three columns; none of what is ``settled`` already."""
    tables = _tables(figures)
    yield from held.contradictions((one for t in tables for one in (*_broken(t[0]), *_of_total(*t))), settled)


def _tables(figures: Figures) -> Iterator[tuple[Sequence[Row], Row]]:
    """The figures of every table whose cells are parted by bars, row by row, by their column; and its row of totals."""
    text = figures.context.text
    parted = lines(text)
    for n, (_, end) in enumerate(parted):
        is_last = n + 1 == len(parted) or "|" not in text[slice(*parted[n + 1])]
        if is_last and "|" in text[parted[n][0] : end]:
            rows = [cells(figures, *place, rates=True) for place in rows_above(text, parted[: n + 1])]
            is_total = TOTAL.match(text[slice(*parted[n])]) is not None
            yield [row for row in rows if row], rows[-1] if is_total else {}


def _broken(rows: Sequence[Row]) -> Iterator[tuple[Claim, Formula]]:
    columns = sorted({column for row in rows for column in row})
    if len(rows) <= _FEWEST or len(columns) > _MOST:
        return
    for whole in columns:
        for pair in permutations([c for c in columns if c != whole], 2):
            for op in _ops(rows, whole, pair):
                yield from _alone(rows, whole, pair, op)


def _ops(rows: Sequence[Row], whole: int, pair: tuple[int, int]) -> Sequence[Op]:
    """What the figures of a column may be reckoned as from those of two others."""
    kinds = {(row[whole].kind, row[whole].unit) for row in rows if whole in row}
    if all(unit == "percent" for _, unit in kinds):
        return (Op.GROWTH,) if {k for k, _ in kinds} == {Kind.CHANGE} else (Op.QUOTIENT,)
    return (Op.SUM,) if pair[0] < pair[1] else ()


def _alone(rows: Sequence[Row], whole: int, pair: tuple[int, int], op: Op) -> Iterator[tuple[Claim, Formula]]:
    """The one row in which it does not hold, if it does in all others and these are enough."""
    full = [row for row in rows if whole in row and pair[0] in row and pair[1] in row]
    made = [(row[whole], Formula(op, (row[pair[0]], row[pair[1]]))) for row in full if _is_like(row, whole, pair, op)]
    wrong = [(claim, formula) for claim, formula in made if not fits(claim, formula)]
    if len(wrong) == 1 and len(made) == len(full) > _FEWEST:
        claim, formula = wrong[0]
        if op is Op.SUM or is_told_by(_MEANT, claim, formula):
            yield claim, formula


def _of_total(rows: Sequence[Row], total: Row) -> Iterator[tuple[Claim, Formula]]:
    """The one row whose percentage is not its share of a total, if those of all other rows are and these are enough."""
    parts = [row for row in rows if row is not total]
    for rate, level in permutations(sorted({column for row in parts for column in row}), 2):
        full = [row for row in parts if rate in row and level in row]
        if level in total and len(full) == len(parts) > _FEWEST and all(_is_share(row, rate, level) for row in full):
            made = [(row[rate], Formula(Op.QUOTIENT, (row[level], total[level]))) for row in full]
            wrong = [(claim, formula) for claim, formula in made if not fits(claim, formula)]
            yield from (one for one in wrong if len(wrong) == 1 and is_told_by(_SHARED, *one))


def _is_share(row: Row, rate: int, level: int) -> bool:
    """Whether one column of a row may be in percent what the other is in units."""
    return row[rate].unit == "percent" != row[level].unit


def _is_like(row: Row, whole: int, pair: tuple[int, int], op: Op) -> bool:
    """Whether the figures of a row can be reckoned with: of one unit, with enough digits."""
    parts = [row[n] for n in pair]
    alike = parts[0].unit == parts[1].unit != "percent"
    if op is not Op.SUM:
        return alike
    return alike and row[whole].unit == parts[0].unit and all(len(c.quantity.meant) >= _DIGITS for c in parts)

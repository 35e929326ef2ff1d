"""What the columns of a table hold: from their headers, their cells and one another."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.tables import headings as said
from tachograph.extraction.tables.headers import Form as ColumnForm
from tachograph.extraction.tables.headings import Heading, Headings, combined
from tachograph.extraction.times.calendar import shifted

_EARLY = Period.year(1).end
_RANKS = Decimal(200)
_RATES = ("percent", "percentage_point")
_MANIFOLD = 1000  # percent: what a bare number in a column of changes can be at most to be a percentage
_UNROUNDED = Decimal("0.001")  # numbers this fine and small are parts of one, not percentages
_PARTS = 5
_WIDE = 40  # columns: what stands further off is said of nothing here
_WHOLE = 100  # percent
_PARTS_OF_WHOLE = 3  # rows: two parts and their total


def read_columns(
    header: Sequence[Span | None],
    upper: Sequence[Sequence[Span | None]],
    cells: Sequence[Sequence[Draft]],
    about: Heading,
    headings: Headings,
    *,
    ratios: bool,
    ranked: bool = False,
) -> list[Heading]:
    """What each column holds; ``about`` is what caption and corner say, ``upper`` are headers over the header.

    ``cells`` are the figures of each column; ``ratios`` says that some rows are of margins or other percentages,
    ``ranked`` that ranks stand before the labels, under the corner. Bare numbers under a percent sign become rates.
    """
    words = [span.of(headings.text) if span else "" for span in header]
    columns: list[Heading] = []
    for i, (span, held) in enumerate(zip(header, cells, strict=True)):
        column = headings.read(span)
        for row in upper:
            above = headings.read(row[i] if i < len(row) else None)
            column = replace(column.over(above), period=combined(above, column, Heading()))
        if column.unit in _RATES:
            as_rates(held, column.unit)
        elif _means_percent(column, held):
            _whole(held)
            as_rates(held, "percent")
        ranks = column.kind is Kind.RANK or (ranked and span is None)
        form = form_of(held, ranked=ranks)
        if form is ColumnForm.RANK and (ranks or not column.metric):
            column = Heading(kind=Kind.RANK)
        elif form is ColumnForm.RATE and column.kind is None and not (column.metric or ratios or column.period):
            attained = (
                bool(columns) and columns[-1].modality is Modality.TARGET and not any(d.figure.signed for d in held)
            )
            # what stands behind a target says how much of it is reached
            kind = Kind.SHARE if attained or _add_up(held) else Kind.CHANGE
            column = replace(column, kind=kind, shift=None if any(words) else about.shift)  # without any word
        columns.append(column)
    if about.ends is not None:
        columns = [_dated(c, w, about.ends) for c, w in zip(columns, words, strict=True)]
    columns = _of_one_year(columns)
    columns = _so_far(_last_months(_beside_year(_of_text(columns, words, about), words, about), words), about)
    return _related(_measured(_cumulative(_earlier(columns, words, cells, about), words)))


def _add_up(cells: Sequence[Draft]) -> bool:
    """Whether the rates of a column are the parts of a whole: those above the last add up to its 100%."""
    values = [d.low for d in cells if d.low is not None and not d.figure.signed]
    if len(values) < max(_PARTS_OF_WHOLE, len(cells)) or min(values) <= 0 or values[-1] != _WHOLE:
        return False
    rounding = sum((d.precision for d in cells), Decimal(0)) / 2
    return abs(sum(values[:-1], Decimal(0)) - _WHOLE) <= rounding


def as_rates(drafts: Sequence[Draft], unit: str) -> None:
    """Make the bare numbers percentages or points, as their header says that they are."""
    form = Form.POINTS if unit == "percentage_point" else Form.PERCENT
    for draft in drafts:
        if draft.figure.form is Form.NUMBER:
            draft.figure, draft.unit = replace(draft.figure, form=form, unit=unit), unit


def _means_percent(column: Heading, cells: Sequence[Draft]) -> bool:
    """Whether bare numbers under "YoY" or "share" are percentages: small, with decimals or signs."""
    if not (column.kind is Kind.SHARE or column.shift) or column.scale or column.currency:
        return False
    values = [d.low for d in cells if d.figure.form is Form.NUMBER and d.low is not None]
    if not values or len(values) < len(cells) or any(abs(v) >= _MANIFOLD for v in values):
        return False
    return any(d.precision < 1 or d.figure.signed for d in cells)


def _whole(cells: Sequence[Draft]) -> None:
    """Make percentages of parts of one, as sheets hold them: 0.2741."""
    if all(d.precision <= _UNROUNDED and d.low is not None and abs(d.low) <= _PARTS for d in cells):
        for draft in cells:
            draft.scale(Decimal(100))


def is_rate(draft: Draft) -> bool:
    """Whether the figure is a percentage or a number of points."""
    return draft.figure.form in (Form.PERCENT, Form.POINTS)


def form_of(cells: Sequence[Draft], *, ranked: bool = False) -> ColumnForm:
    """Percentages, ranks (1, 2, 3 … whatever the header; any rising numbers where it says so) or levels."""
    if cells and 2 * sum(is_rate(d) for d in cells) > len(cells):
        return ColumnForm.RATE
    bare = (Form.NUMBER, Form.ORDINAL, Form.UNIT) if ranked else (Form.NUMBER, Form.ORDINAL)
    values = [d.low for d in cells if d.figure.form in bare and d.low is not None]
    if len(values) < 2 or len(values) < len(cells):
        return ColumnForm.LEVEL
    counted = len(values) > 2 and values == [values[0] + n for n in range(len(values))] and values[0] < _RANKS
    rising = values == sorted(values) and values[-1] < _RANKS and all(v == int(v) for v in values)
    return ColumnForm.RANK if counted or (ranked and rising) else ColumnForm.LEVEL


def _measured(columns: list[Heading]) -> list[Heading]:
    """Columns of levels whose header is a mere time are measured as the one before them is."""
    out: list[Heading] = []
    last: Heading | None = None
    for column in columns:
        bare = column.kind is None and not (column.metric or column.scale or column.currency or column.unit)
        if bare and column.period is not None and last is not None:
            out.append(replace(column, metric=last.metric, scale=last.scale, currency=last.currency, unit=last.unit))
            continue
        out.append(column)
        if column.kind is None:
            last = column
    return out


def _of_one_year(columns: list[Heading]) -> list[Heading]:
    """Columns of times without a year that go on as a year does are of one: a first quarter not after the second.

    The quarter that runs while a table is written is not over, so it is the others that say which year is meant; a
    whole year behind them is that year.
    """
    out = list(columns)
    for i in range(len(out) - 1, 0, -1):
        one, then = out[i - 1], out[i]
        if one.period is None or then.period is None or not (one.bare and then.bare) or one.period.start is None:
            continue
        early, late = one.period, then.period
        goes_on = early.grain is late.grain and early.end.month < late.end.month
        if goes_on and early.grain is not Grain.YEAR and early.end > late.end:
            out[i - 1] = replace(one, period=early.years_earlier(early.end.year - late.end.year))
    parts = [c.period for c in out[:-1] if c.period is not None and c.bare and c.period.grain is not Grain.YEAR]
    whole = out[-1].period if out else None
    plain = bool(out) and out[-1].bare and out[-1].modality is None
    if plain and whole and parts and whole.grain is Grain.YEAR and all(p.end < (whole.start or p.end) for p in parts):
        out[-1] = replace(out[-1], period=Period.year(parts[-1].end.year))
    return out


def _dated(column: Heading, words: str, ends: tuple[Period, Period]) -> Heading:
    """Columns that say "Then" and "Now" have the times of the caption."""
    if column.period is None and said.BEFORE.match(words):
        return replace(column, period=ends[0])
    return replace(column, period=ends[1]) if column.period is None and said.NOW.match(words) else column


def _of_text(columns: list[Heading], words: Sequence[str], about: Heading) -> list[Heading]:
    """A column of "this month" or "week" is of that which the table or the text is about, not of that of its publication."""
    month = about.period if _is_month(about.period) else about.spoken
    out: list[Heading] = []
    for column, word in zip(columns, words, strict=True):
        if said.THIS_MONTH.match(word):
            out.append(replace(column, period=month))
        elif said.THIS_WEEK.match(word) and about.week is not None:
            out.append(replace(column, period=about.week))
        else:
            out.append(column)
    return out


def _earlier(
    columns: list[Heading], words: Sequence[str], cells: Sequence[Sequence[Draft]], about: Heading
) -> list[Heading]:
    """A column of levels under "a year ago" holds those of then, and no changes: "June | a year ago | change"."""
    out = list(columns)
    for i, column in enumerate(columns):
        bare = column.kind is Kind.CHANGE and column.shift is not None and not said.CHANGE.search(words[i])
        if not bare or form_of(cells[i]) is ColumnForm.RATE or any(d.figure.signed for d in cells[i]):
            continue
        now = next((c.period for c in out[:i][::-1] if c.kind is None and c.period), about.period or about.spoken)
        then = column.against or shifted(now, column.shift)
        out[i] = replace(column, kind=None, period=then, shift=None, against=None)
    return out


def _last_months(columns: list[Heading], words: Sequence[str]) -> list[Heading]:
    """A column of levels without a time beside one of the months so far is of the last of them."""
    sums = [
        c.period for c in columns if c.period and c.period.grain is Grain.MONTH and (c.period.whole_months or 0) > 1
    ]
    if not sums or sum(c.period is not None for c in columns) > len(sums):
        return columns
    last = Period.month(sums[0].end.year, sums[0].end.month)
    plain = (i for i, c in enumerate(columns) if c == replace(c, kind=None, period=None, modality=None))
    first = next((i for i in plain if not said.CUMULATIVE.search(words[i])), None)
    return [replace(c, period=last) if i == first else c for i, c in enumerate(columns)]


def _beside_year(columns: list[Heading], words: Sequence[str], about: Heading) -> list[Heading]:
    """A column of levels without a time right before one of a year in brackets is of the year after: "GWh | (2024)"."""
    out = list(columns)
    for i, (one, then) in enumerate(itertools.pairwise(columns)):
        year = then.period if then.period and then.period.grain is Grain.YEAR else None
        bare = one.kind is None and one.period is None and one.modality is None and about.period is None
        if year is not None and bare and then.kind is None and words[i + 1].startswith(("(", "（")):
            out[i] = replace(one, period=year.years_earlier(-1))
    return out


def _so_far(columns: list[Heading], about: Heading) -> list[Heading]:
    """A column of the year so far ends with the last month that the table tells of."""
    months = [c.period for c in columns if _is_month(c.period) and c.modality is None]
    months += [about.period] if not months and _is_month(about.period) else []
    if not months:
        return columns
    last = max((p for p in months if p), key=lambda p: p.end).end
    out = []
    for column in columns:
        year = column.period.end.year if column.period else last.year
        if column.so_far and (column.period is None or column.period == Period.year(year)):
            until = Period.between(Period.month(year, 1), Period.month(year, last.month))
            out.append(replace(column, period=until, bare=False))
        else:
            out.append(column)
    return out


def _is_month(period: Period | None) -> bool:
    return period is not None and period.whole_months == 1


def _cumulative(columns: list[Heading], words: Sequence[str]) -> list[Heading]:
    """A cumulative column without a time of its own counts from the beginning to the end of the others."""
    ends = [c.period for c in columns if c.period is not None and c.modality is None]
    if not ends:
        return columns
    until = Period.until(max(ends, key=lambda p: p.end))
    return [
        replace(c, period=until) if c.kind is None and c.period is None and said.CUMULATIVE.search(w) else c
        for c, w in zip(columns, words, strict=True)
    ]


def _related(columns: list[Heading]) -> list[Heading]:
    """Columns of changes with the period of the levels that they compare, and targets with the year to come."""
    out = list(columns)
    for i, column in enumerate(columns):
        if column.modality is Modality.TARGET and column.period is None and column.kind is None:
            before = [c.period for c in out[:i] if c.period is not None and c.kind is None]
            if before and before[-1].grain is Grain.YEAR:
                out[i] = replace(column, period=before[-1].years_earlier(-1))
            elif before:
                out[i] = replace(column, period=Period.year(before[-1].end.year))
        elif column.kind is Kind.CHANGE and column.shift is None and column.against is None:
            out[i] = replace(column, against=_other(out, i))
    return out


def _other(columns: list[Heading], i: int) -> Period | None:
    """The other of the two periods that a column of changes stands behind: "2023 | 2024 | Change"."""
    host = host_of(columns, i)
    held = columns[host].period if host >= 0 else None
    others = [p for n in _levels_before(columns, i) if n != host and (p := columns[n].period) is not None]
    return others[-1] if held is not None and others and others[-1] != held else None


def _levels_before(columns: list[Heading], i: int) -> list[int]:
    """The columns of levels since the last column of rates, or since the one before that.

    Where there are none, changes are those of shares.
    """
    near = range(i - 1, max(-1, i - 1 - _WIDE), -1)
    kind = Kind.SHARE if columns[i].kind is Kind.CHANGE and all(columns[n].kind is not None for n in near) else None
    levels: list[int] = []
    for n in near:
        if columns[n].kind is kind:
            levels.append(n)
        elif levels:
            break
    return levels[::-1]


def host_of(columns: list[Heading], i: int) -> int:
    """The column of levels that column ``i`` of rates is said of: the latest of those before it."""
    levels = _levels_before(columns, i)
    if columns[i].kind is Kind.SHARE:  # how much of a target is reached is a share of it, said of what is done
        levels = [n for n in levels if columns[n].modality is not Modality.TARGET] or levels
    if not levels:
        return next((n for n in range(i + 1, min(len(columns), i + 1 + _WIDE)) if columns[n].kind is None), -1)
    latest = max(levels, key=lambda n: (p.end if (p := columns[n].period) else _EARLY, n))
    earlier = [n for n in range(max(0, levels[0] - _WIDE), levels[0]) if columns[n].kind is None]
    own = columns[latest].period
    for n in earlier:  # "May | April | MoM | May last year | YoY": the second change is May's too
        if own is not None and (p := columns[n].period) is not None and shifted(p, columns[i].shift or "year") == own:
            return n
    return latest


def placed(drafts: list[list[Draft]], columns: list[Heading]) -> list[tuple[int, list[Draft]]]:
    """The columns' numbers with the drafts of a row, in reading order of dependence: levels before rates.

    A short row of a table of targets states the target: without one it would not stand there.
    """
    pairs = list(enumerate(drafts[: len(columns)]))
    filled = [i for i, held in pairs if held]
    target = next((i for i, c in enumerate(columns) if c.modality is Modality.TARGET and c.kind is None), None)
    if target is not None and filled == [0] and len(drafts) == 1:
        pairs = [(target, drafts[0])]
    return sorted(pairs, key=lambda item: (columns[item[0]].kind is not None, item[0]))

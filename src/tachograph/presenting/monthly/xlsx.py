"""A report as a workbook: figures as numbers, and what follows from them as formulas over the cells that hold them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction

from tachograph.analysis.board import Board, Line
from tachograph.analysis.leader import Lead
from tachograph.analysis.listing import basis_of, name_of
from tachograph.analysis.periods import last_month, months_until, step, year_before
from tachograph.analysis.stated import modifier_of
from tachograph.analysis.table import Change
from tachograph.analysis.targets import Progress
from tachograph.core.estimate import Estimate
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier
from tachograph.pipeline.reporting import Report
from tachograph.presenting import words
from tachograph.presenting.forecast.wording import heading
from tachograph.presenting.leader.answer import what
from tachograph.presenting.monthly.grid import FIXED, STYLES, Field, Formula, Grid, at
from tachograph.presenting.monthly.parts import Page, laid_out, sources, what_came
from tachograph.presenting.sheets.sheet import Source
from tachograph.presenting.targets.text import whose

_MONTHS = 13
_UNITS, _BEFORE, _YEAR, _YTD, _YTD_BEFORE, _FIRST_MONTH = 3, 4, 6, 8, 9, 15  # columns of the board


def render(report: Report) -> bytes:
    """The workbook; every formula carries the value that it gives."""
    import xlsxwriter  # noqa: PLC0415 - only where it is asked for

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    page = laid_out(report)
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"Tachograph: {page.title}", "created": FIXED})
        styles = {name: book.add_format(style) for name, style in STYLES.items()}
        _findings(Grid(book, "Findings", styles), page)
        _boards(Grid(book, "Board", styles), report, page)
        _leaders(Grid(book, "Leaders", styles), report, page)
        _targets(Grid(book, "Targets", styles), report, page)
        _surprises(Grid(book, "Against forecasts", styles), report, page)
        _conflicts(Grid(book, "Conflicts", styles), page)
        _definitions(Grid(book, "Definitions", styles), report)
        _sources(Grid(book, "Sources", styles), page)
    return out.getvalue()


# --- fields -----------------------------------------------------------------------------------------------------------


def _units(estimate: Estimate | None) -> Field:
    return Field(None if estimate is None else estimate.value, "units")


def _known_as(estimate: Estimate) -> str:
    """How well a figure is known: ``agreed``, ``reported, over``."""
    modifier = modifier_of(estimate)
    return f"{estimate.status}{'' if modifier is Modifier.EXACTLY else f', {modifier}'}"


def _cite(page: Page, found: tuple[Source, ...]) -> Field:
    said = page.cited.cite(found)
    return Field("" if said == "-" else said)


def _ratio(change: Change | None, now: str, then: str, style: str = "rate") -> Field:
    """A change as a formula over both figures; as it was published where the earlier one is not known."""
    if change is None:
        return Field(None)
    return Field(change.value if change.base is None else Formula(f"{now}/{then}-1", change.value), style)


def _part(now: Estimate | None, of: Fraction | None, text: str) -> Field:
    return Field(Formula(text, now.value / of) if now and of else None, "part")


# --- the sheets -------------------------------------------------------------------------------------------------------


def _findings(grid: Grid, page: Page) -> None:
    grid.title(page.title)
    grid.note(page.subtitle)
    grid.gap()
    grid.heads(["kind", "finding", "sources"])
    for one in page.headlines:
        grid.line([Field(one.kind), Field(one.text, "prose"), _cite(page, one.sources)])
    grid.finish()


def _boards(grid: Grid, report: Report, page: Page) -> None:
    period = report.period
    months = months_until(last_month(period), _MONTHS)
    against = step(period)
    for board in report.boards:
        definition, pack = board.listing.definition, report.table.pack
        grid.title(f"{what(definition, pack)} [{basis_of(pack.metrics[definition.metric])}]")
        market = None
        if board.market:
            market = at(_UNITS, grid.row, fixed=True)
            whole = [Field(None), Field(board.market[0].name), Field(None), _units(board.market[1])]
            grid.line(whole)
        grid.heads(
            [
                "rank", "name", "status", words.period(str(period)), "before" if against else "", against,
                words.period(str(year_before(period))), "YoY", "year to date", "year to date before", "YTD YoY", "share",
                "share before", "Δ points", "sources", *(str(m) for m in months),
            ]
        )  # fmt: skip
        first, wholes = grid.row, []
        for line in board.lines:
            wholes.append(grid.row)
            grid.line(_board_line(grid.row, line, board, report, page, market, indented=False))
            for part in line.parts:
                grid.line(_board_line(grid.row, part, board, report, page, market, indented=True))
        if board.total is not None and len(wholes) > 1:
            _total(grid, wholes, contiguous=grid.row - first == len(wholes), total=board.total.value)
        grid.gap()
    grid.note(
        "Changes, shares and sums are formulas over the figures; a change without the figure before is as published."
    )
    grid.finish(frozen=(0, 2))


def _total(grid: Grid, rows: list[int], *, contiguous: bool, total: Fraction) -> None:
    """The sum of the rows that are not within another one."""
    if contiguous:
        text = f"SUM({at(_UNITS, rows[0])}:{at(_UNITS, rows[-1])})"
    else:
        text = f"SUM({','.join(at(_UNITS, row) for row in rows)})"
    grid.line([Field(None), Field("together, none twice"), Field(None), Field(Formula(text, total), "units")])


def _board_line(
    row: int, line: Line, board: Board, report: Report, page: Page, market: str | None, *, indented: bool
) -> list[Field]:
    found, table = line.row, report.table
    cells = {n: at(n, row) for n in range(_FIRST_MONTH + _MONTHS)}
    months = [Field(value, "units") for value in line.months]
    then = found.yoy.base if found.yoy else None
    ytd_then = line.to_date_yoy.base if line.to_date_yoy else None
    name = name_of(found.scope, table.pack)
    share = _part(found.estimate, board.market[1].value, f"{cells[_UNITS]}/{market}") if board.market else Field(None)
    return [
        Field("" if indented else str(found.rank) if not found.rank.certain else found.rank.first),
        Field(f"   {name}" if indented else name),
        Field(_known_as(found.estimate)),
        _sum_of_months(line, report.period, found.estimate, row),
        _units(found.mom.base if found.mom else None),
        _ratio(found.mom, cells[_UNITS], cells[_BEFORE]),
        _units(then),
        _ratio(found.yoy, cells[_UNITS], cells[_YEAR]),
        _to_date(line, row),
        _units(ytd_then),
        _ratio(line.to_date_yoy, cells[_YTD], cells[_YTD_BEFORE]),
        share,
        Field(line.share_before, "part"),
        _points(line, row),
        _cite(page, table.sources(found.estimate)),
        *months,
    ]


def _points(line: Line, row: int) -> Field:
    if line.share is None or line.share_before is None:
        return Field(None)
    text = f"({at(_FIRST_MONTH - 4, row)}-{at(_FIRST_MONTH - 3, row)})*100"
    return Field(Formula(text, (line.share - line.share_before) * 100), "decimal")


def _sum_of_months(line: Line, period: Period, estimate: Estimate, row: int) -> Field:
    """The units; of a longer period the sum of its months, where that is what they come to."""
    return _summed(line, period, estimate, row) if (period.whole_months or 0) > 1 else _units(estimate)


def _to_date(line: Line, row: int) -> Field:
    if line.to_date is None:
        return Field(None)
    return _summed(line, Period.parse(line.to_date.cell.period), line.to_date, row)


def _summed(line: Line, period: Period, estimate: Estimate, row: int) -> Field:
    count = period.whole_months or 0
    months = line.months[-count:] if 0 < count <= _MONTHS else ()
    if not months or None in months or sum((m or Fraction(0) for m in months), Fraction(0)) != estimate.value:
        return _units(estimate)
    first, last = at(_FIRST_MONTH + _MONTHS - count, row), at(_FIRST_MONTH + _MONTHS - 1, row)
    return Field(Formula(f"SUM({first}:{last})", estimate.value), "units")


def _leaders(grid: Grid, report: Report, page: Page) -> None:
    against = step(report.period)
    for lead in report.leading.leads:
        found, pack = lead.listing, report.table.pack
        grid.title(f"{what(found.definition, pack)} [{basis_of(pack.metrics[found.definition.metric])}]")
        grid.heads(
            [
                "rank",
                "name",
                "units",
                "of the first",
                "year before",
                "YoY",
                "before" if against else "",
                against,
                "sources",
            ]
        )
        first = grid.row
        _ranked(grid, lead, report, page, first)
        if lead.streak and lead.streak > 1 and found.leader:
            grid.note(f"{name_of(found.leader.scope, pack)} has been first for {lead.streak} months in a row.")
        grid.gap()
    grid.finish()


def _ranked(grid: Grid, lead: Lead, report: Report, page: Page, first: int) -> None:
    best = lead.listing.rows[0].estimate
    for found in lead.listing.rows:
        row = grid.row
        grid.line(
            [
                Field(found.rank.first if found.rank.certain else str(found.rank)),
                Field(name_of(found.scope, report.table.pack)),
                _units(found.estimate),
                _part(found.estimate, best.value, f"{at(2, row)}/{at(2, first, fixed=True)}"),
                _units(found.yoy.base if found.yoy else None),
                _ratio(found.yoy, at(2, row), at(4, row)),
                _units(found.mom.base if found.mom else None),
                _ratio(found.mom, at(2, row), at(6, row)),
                _cite(page, report.table.sources(found.estimate)),
            ]
        )


def _targets(grid: Grid, report: Report, page: Page) -> None:
    for title, rows in (
        (f"Targets for {report.targets.year}", report.targets.rows),
        ("Guidance for quarters", report.targets.quarters),
    ):
        if not rows:
            continue
        grid.title(title)
        grid.heads(
            [
                "whose", "for", "from", "to", "move", "first heard", "year before", "asks for", "asks for at most",
                "achieved", "until", "attainment", "of the upper end", "left", "months left", "a month", "on pace",
                "chance", "outcome", "sources",
            ]
        )  # fmt: skip
        for one in rows:
            grid.line(_target(grid.row, one, report, page))
        grid.gap()
    grid.note(
        "Left, growth, attainment and what each month needs are formulas; chance is of reaching the lower end, by the forecasts."
    )
    grid.finish(frozen=(0, 1))


def _target(row: int, one: Progress, report: Report, page: Page) -> list[Field]:
    v, achieved = one.vintage, one.achieved
    base, done, left, months = (at(n, row) for n in (6, 9, 13, 14))
    lower = v.low if v.low is not None else v.high
    upper = v.high if v.high is not None else v.low
    ends = ("C" if v.low is not None else "D", "D" if v.high is not None else "C")
    first, last = f"{ends[0]}{row + 1}", f"{ends[1]}{row + 1}"
    return [
        Field(whose(v.scope, report.table.pack)),
        Field(words.period(str(v.period))),
        Field(v.low, "units"),
        Field(v.high, "units"),
        Field(v.move),
        Field(words.period(v.first.published) or "undated"),
        _units(one.base),
        _asked(one, one.growth[0], first, base),
        _asked(one, one.growth[1], last, base),
        _units(achieved),
        Field(words.period(f"{Period.parse(achieved.cell.period).end:%Y-%m}") if achieved else None),
        _part(achieved, lower, f"{done}/{first}"),
        _part(achieved, upper, f"{done}/{last}"),
        _left(one, lower, f"MAX({first}-{done},0)"),
        Field(one.pace.months if one.pace else 0 if one.over else None, "units"),
        Field(
            Formula(f"{left}/{months}", one.pace.linear) if one.pace and one.pace.months and achieved else None, "units"
        ),
        Field(one.pace.on_pace if one.pace else None, "units"),
        Field(one.probability, "part"),
        _outcome(one, lower, f'IF({done}>={first},"reached",IF({months}=0,"missed","open"))'),
        _cite(page, v.said),
    ]


def _asked(one: Progress, growth: Fraction | None, goal: str, base: str) -> Field:
    """The growth that a target asks for: over the year before where that is known, else as stated with it."""
    if growth is None:
        return Field(None)
    known = one.base is not None and one.base.value
    return Field(Formula(f"{goal}/{base}-1", growth) if known else growth, "rate")


def _left(one: Progress, goal: Fraction | None, text: str) -> Field:
    if one.achieved is None or goal is None:
        return Field(None)
    return Field(Formula(text, max(goal - one.achieved.value, Fraction(0))), "units")


def _outcome(one: Progress, goal: Fraction | None, text: str) -> Field:
    if one.achieved is None or goal is None:
        return Field(None)
    reached = one.achieved.value >= goal
    return Field(Formula(text, "reached" if reached else "missed" if one.over else "open"))


def _surprises(grid: Grid, report: Report, page: Page) -> None:
    grid.heads(
        [
            "series", "came", "expected", "80% from", "80% to", "off", "within", "forecast", "from the figures until",
            "sources",
        ]
    )  # fmt: skip
    for one in report.surprises:
        row = grid.row
        came, expected, low, high = (at(n, row) for n in (1, 2, 3, 4))
        inside = "inside" if one.inside else "below" if one.actual < one.expected.low else "above"
        grid.line(
            [
                Field(heading(one.series, report.table.pack)),
                Field(one.actual, "units"),
                Field(one.expected.point, "units"),
                Field(one.expected.low, "units"),
                Field(one.expected.high, "units"),
                Field(Formula(f"{came}/{expected}-1", one.off), "rate"),
                Field(Formula(f'IF({came}<{low},"below",IF({came}>{high},"above","inside"))', inside)),
                Field("kept" if one.kept else "made now"),
                Field(words.period(one.last_known)),
                _cite(page, report.table.sources(known) if (known := what_came(one, report)) else ()),
            ]
        )
    grid.finish(frozen=(1, 1))


def _conflicts(grid: Grid, page: Page) -> None:
    sheet = next(part.sheet for part in page.parts if part.anchor == "conflicts")
    for text in sheet.answer:
        grid.note(text)
    for section in sheet.sections:
        grid.title(section.title)
        if any(column.head for column in section.columns):
            grid.heads([*(column.head for column in section.columns), "sources"])
        for row in section.rows:
            grid.line([*(Field(cell) for cell in row.cells), _cite(page, tuple(row.sources))])
        grid.gap()
    grid.finish()


def _definitions(grid: Grid, report: Report) -> None:
    grid.heads(["metric", "basis", "unit", "meaning"])
    for metric in _used(report):
        known = report.table.pack.metrics[metric]
        grid.line([Field(known.name), Field(basis_of(known)), Field(known.unit), Field(known.definition, "prose")])
    grid.finish()


def _used(report: Report) -> Iterator[str]:
    boards = [board.listing.definition.metric for board in report.boards]
    targets = [row.vintage.scope.metric for row in (*report.targets.rows, *report.targets.quarters)]
    yield from dict.fromkeys([*boards, *targets, *(one.series.metric for one in report.surprises)])


def _sources(grid: Grid, page: Page) -> None:
    grid.heads(["number", "published", "page", "its words"])
    for one in sorted(sources(page.cited), key=lambda s: s.number):
        grid.line(
            [Field(one.number), Field(one.published), Field(one.page), Field(" / ".join(one.quotes[:1]), "prose")]
        )
    if page.traced:
        grid.note(page.traced)
    grid.finish(frozen=(1, 0))

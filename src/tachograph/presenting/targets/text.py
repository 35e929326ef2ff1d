"""Targets for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.analysis.listing import called
from tachograph.analysis.table import Scope, Table
from tachograph.analysis.targets import Outlook, Progress, Targets, Together, is_whole
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.presenting import words
from tachograph.presenting.sheets import figures, text
from tachograph.presenting.sheets.sheet import Column, Row, Section, Sheet
from tachograph.presenting.sheets.told import Told

_HEAD = (Column("", words=True), Column("target"), Column("", words=True), Column("first heard", words=True))
MOVES = {"raised": "▲", "cut": "▼"}
"""How a vintage stands to the one before it, as a sign."""


def render(targets: Targets, table: Table, *, width: int = 80) -> str:
    """The targets, the quarters, and the market."""
    return text.render(sheet(targets, table), width=width)


def sheet(targets: Targets, table: Table) -> Sheet:
    """The targets, the quarters, and the market."""
    year = str(targets.year)
    if not targets.rows and not targets.quarters:
        return Sheet(f"Targets, {year}", (f"No target for {year} is known.",))
    sections = list(_years(targets, table))
    sections += [_quarters(targets.quarters, table.pack)] if targets.quarters else []
    if targets.outlooks or targets.together:
        sections.append(_market(targets, table.pack))
    return Sheet(f"Targets, {year}", _answer(targets, table.pack), sections, _notes(targets))


# --- the year ---------------------------------------------------------------------------------------------------------


def _years(targets: Targets, table: Table) -> Iterator[Section]:
    """What each sells in all, how far that is reached, and the targets for parts of it."""
    whole = [row for row in targets.rows if is_whole(row, table.pack)]
    parts = [row for row in targets.rows if row not in whole]
    if _is_over(targets.rows):
        yield from (
            Section(title, *_finished(rows, table))
            for title, rows in ((f"Targets for {targets.year}", whole), ("Targets for a part of it", parts))
            if rows
        )
        return
    if whole:
        yield Section(f"Targets for {targets.year}", *_asked(whole, targets, table))
    if any(row.achieved for row in whole):
        yield _on_the_way(whole, table)
    if parts:
        yield Section("Targets for a part of it", *_asked(parts, targets, table))


def _is_over(rows: Sequence[Progress]) -> bool:
    return any(row.over for row in rows) and all(row.over or row.achieved is None for row in rows)


def _asked(rows: Sequence[Progress], targets: Targets, table: Table) -> tuple[list[Column], list[Row]]:
    heads = [*_HEAD, Column(str(targets.year.end.year - 1)), Column("asks for")]
    return heads, [
        Row((*head, figures.units(row.base), ends(row.growth, signed=True)), row.vintage.said)
        for row, head in _heads(rows, table.pack)
    ]


def _finished(rows: Sequence[Progress], table: Table) -> tuple[list[Column], list[Row]]:
    heads = [*_HEAD, Column("asks for"), Column("achieved"), Column("is")]
    return heads, [
        Row(
            (*head, ends(row.growth, signed=True), figures.units(row.achieved), _reached(row)),
            row.vintage.said,
        )
        for row, head in _heads(rows, table.pack)
    ]


def _heads(rows: Sequence[Progress], pack: Pack) -> Iterator[tuple[Progress, tuple[str, ...]]]:
    """What opens a line: whose target, which, raised or cut, since when."""
    last = None
    for row in rows:
        v = row.vintage
        named = "" if v.scope == last else Told(whose(v.scope, pack), entity=v.scope.entity)
        yield row, (named, goal(v.low, v.high), MOVES.get(v.move, ""), words.period(v.first.published) or "undated")
        last = v.scope


def _on_the_way(rows: Sequence[Progress], table: Table) -> Section:
    columns = (
        Column("", words=True),
        Column("target"),
        Column("so far"),
        Column("", words=True),
        Column("is"),
        Column("a month"),
        Column("next"),
        Column("on pace"),
        Column("chance"),
    )
    lines = [_way(row, table) for row in rows if row.achieved and row.latest]
    unknown = dict.fromkeys(whose(row.vintage.scope, table.pack) for row in rows if not row.achieved)
    notes = [f"Nothing of the year is known yet of {words.listed(list(unknown))}."] if unknown else []
    shapes = dict.fromkeys(row.pace.shape for row in rows if row.achieved and row.pace and row.pace.shape)
    if shapes:
        notes.append(f"on pace and next: if the year goes like past ones (the shape of {'; '.join(shapes)}).")
    return Section("How far they are", columns, lines, notes)


def _way(row: Progress, table: Table) -> Row:
    v, pace, achieved = row.vintage, row.pace, row.achieved
    assert achieved is not None
    ahead = pace.next_month if pace else None
    paced = pace.on_pace if pace else None
    cells = (
        Told(whose(v.scope, table.pack), entity=v.scope.entity),
        goal(v.low, v.high),
        figures.units(achieved),
        words.period(f"{Period.parse(achieved.cell.period).end:%Y-%m}")[:3],
        _reached(row),
        words.number(round(pace.linear)) if pace else figures.MISSING,
        figures.MISSING if ahead is None else words.number(round(ahead, -2)),
        figures.MISSING if paced is None else words.number(round(paced, -3)),
        figures.MISSING if row.probability is None else f"{row.probability:.0%}",
    )
    return Row(cells, table.sources(achieved))


def whose(scope: Scope, pack: Pack) -> str:
    """Whose target it is, and of what if it is not of all that they sell."""
    metric = pack.metrics[scope.metric]
    named = "" if metric.basis is None and not metric.within else metric.name
    parts = [part for part in (named, words.spaced(scope.segment), scope.region) if part]
    return called(scope.entity, pack) + (f" ({', '.join(parts)})" if parts else "")


def goal(low: Fraction | None, high: Fraction | None) -> str:
    """``550,000–600,000``, ``>450,000``."""
    if low is None and high is None:
        return figures.MISSING
    if low is None or high is None:
        return f">{words.number(round(low))}" if low is not None else f"<{words.number(round(high or 0))}"
    return words.number(round(low)) if low == high else f"{words.number(round(low))}–{words.number(round(high))}"


def _reached(row: Progress) -> str:
    """The part that is achieved, with as much of a bar as that of the lower end."""
    return Told(ends(row.attainment), part=row.attainment[0])


def ends(bounds: tuple[Fraction | None, Fraction | None], *, signed: bool = False) -> str:
    """``+28.1–39.7%``: what the lower and the higher end come to."""
    low, high = bounds
    if low is None or high is None:
        return figures.MISSING
    first, last = (figures.percent(end, signed=signed) for end in (low, high))
    if first == last:
        return first
    between = " to " if last.startswith("−") else "–"
    return f"{first.removesuffix('%')}{between}{last.removeprefix('+')}"


def _achieved(row: Progress) -> str:
    if row.achieved is None:
        return figures.MISSING
    until = "" if row.over else f" to {words.period(f'{Period.parse(row.achieved.cell.period).end:%Y-%m}')[:3]}"
    return Told(figures.units(row.achieved) + until, cell=row.achieved.cell)


def _answer(targets: Targets, pack: Pack) -> list[str]:
    """Who asks most of themselves, or, once the year is over, who has made it."""
    if _is_over(targets.rows):
        return [_outcome(targets.rows, pack)]
    asked = [r for r in targets.rows if r.latest and r.growth[0] is not None]
    asked.sort(key=lambda r: -(r.growth[0] or 0))
    most = [f"{whose(r.vintage.scope, pack)} ({ends(r.growth, signed=True)})" for r in asked[:3]]
    return [f"The steepest: {words.listed(most)}."] if most else []


def _outcome(rows: Sequence[Progress], pack: Pack) -> str:
    series: dict[str, list[Progress]] = {}
    for row in rows:
        if row.attainment[0] is not None:
            series.setdefault(whose(row.vintage.scope, pack), []).append(row)
    made = {name: [(r.attainment[0] or 0) >= 1 for r in some] for name, some in series.items()}
    every = [name for name, found in made.items() if all(found)]
    none = [name for name, found in made.items() if not any(found)]
    some = [name for name, found in made.items() if any(found) and not all(found)]
    said = [f"Reached every target they had: {words.listed(every)}."] if every else []
    said += [f"Reached one but not another: {words.listed(some)}."] if some else []
    said += [f"Reached none: {words.listed(none)}."] if none else []
    return " ".join(said)


def _notes(targets: Targets) -> list[str]:
    told = (
        "Every vintage of a target has its line; pages that repeat one are its sources. first heard: the earliest page "
        "that the ledger has, which may be later than the announcement; ▲ raised, ▼ cut, where the dates tell. asks "
        "for: the growth that it implies; is: the part of it that is achieved"
    )
    left = (
        "a month: what each month left needs; next: what the next one needs by the shape of past years; chance: of "
        "reaching the lower end, where there are forecasts"
    )
    same = "Deliveries and sales of a maker are taken for the same here."
    text = f"{told}. {same}" if _is_over(targets.rows) else f"{told}; {left}. {same}"
    return [text]


# --- quarters ---------------------------------------------------------------------------------------------------------


def _quarters(rows: Sequence[Progress], pack: Pack) -> Section:
    columns = (
        Column("quarter", words=True),
        Column("", words=True),
        Column("guidance"),
        Column("", words=True),
        Column("first heard", words=True),
        Column("asks for"),
        Column("achieved"),
        Column("still to do", words=True),
    )
    lines = [
        Row(
            (
                words.period(str(r.vintage.period)),
                Told(whose(r.vintage.scope, pack), entity=r.vintage.scope.entity),
                goal(r.vintage.low, r.vintage.high),
                MOVES.get(r.vintage.move, ""),
                words.period(r.vintage.first.published) or "undated",
                ends(r.growth, signed=True),
                _achieved(r),
                _leaves(r),
            ),
            r.vintage.said,
        )
        for r in sorted(rows, key=lambda r: (r.vintage.period.end, r.vintage.scope.entity))
    ]
    return Section("Guidance for quarters", columns, lines)


def _leaves(row: Progress) -> str:
    """What is left for the months to come, or how it went."""
    low, high = row.vintage.low, row.vintage.high
    if row.over and row.achieved is not None:
        if low is not None and row.achieved.value < low:
            return "missed"
        return "beaten" if high is not None and row.achieved.value > high else "met"
    if row.pace is None or low is None:
        return figures.MISSING
    done = row.achieved.value if row.achieved else Fraction(0)
    return goal(max(low - done, Fraction(0)), None if high is None else max(high - done, Fraction(0)))


# --- the market -------------------------------------------------------------------------------------------------------


def _market(targets: Targets, pack: Pack) -> Section:
    columns = (
        Column("", words=True),
        Column("forecast"),
        Column("against the year before"),
        Column("heard", words=True),
    )
    rows = [_outlook(one, pack) for one in targets.outlooks]
    notes = [_sum(targets.together, targets.outlooks, pack)] if targets.together else []
    return Section(f"The market, {targets.year}", columns, rows, notes)


def _outlook(one: Outlook, pack: Pack) -> Row:
    metric = pack.metrics[one.scope.metric].name
    named = f"{called(one.scope.entity, pack)}, {metric}" + (f", {one.scope.segment}" if one.scope.segment else "")
    growth = figures.MISSING if one.growth is None else figures.percent(one.growth, signed=True)
    heard = words.period(one.said[0].published) or "undated"
    return Row((named, words.number(one.value), growth, heard), one.said)


def _sum(together: Together, outlooks: Sequence[Outlook], pack: Pack) -> str:
    names = words.listed([called(e, pack) for e in together.counted])
    growth = ""
    if together.growth is not None:
        of = "" if together.with_base == len(together.counted) else f" for the {together.with_base} whose base is known"
        growth = f", {figures.percent(together.growth, signed=True)} on the year before{of}"
    left = ""
    if together.left_out:
        left = f" Not added, since their cars are counted with others: {words.listed([called(e, pack) for e in together.left_out])}."
    whole = max(outlooks, key=lambda o: (pack.metrics[o.scope.metric].basis is None, o.value), default=None)
    part = ""
    if whole is not None:
        share = figures.percent(together.low / whole.value)
        part = f" That is {share} of the {words.number(whole.value)} forecast for the {called(whole.scope.entity, pack)}; makers count cars sold abroad too."
    return f"The last targets of {names} add up to {goal(together.low, together.high)}{growth}.{part}{left}"

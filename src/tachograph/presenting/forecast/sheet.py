"""Forecasts as sheets: all sellers beside one another, one of them in full, and how good such forecasts were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.analysis.forecasting import skill
from tachograph.analysis.forecasting.months import number_of, spans, written
from tachograph.analysis.forecasting.series import Series
from tachograph.analysis.forecasting.targets import Chance
from tachograph.core.estimate import Cell
from tachograph.core.forecast import Expected, Skill
from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Kept, Outlook, Outlooks
from tachograph.presenting import figures, words
from tachograph.presenting.forecast.wording import percent
from tachograph.presenting.sheets.figures import MISSING
from tachograph.presenting.sheets.sheet import Column, Row, Section, Sheet
from tachograph.presenting.sheets.told import Told

_YEAR = 12
_NAME = Column("", words=True)
_MEASURES = (
    "MASE: how far off on average, in the usual change on the year before; below 1 is better than repeating last year.",
    "pinball: what the five quantiles missed, on the same scale; lower is better. 80% held: how often the figure lay within.",
)


def address(entity: str) -> str:
    """Where a page shows somebody's forecast."""
    return f"/forecasts?of={entity}"


def overview(made: Outlooks) -> Sheet:
    """A row for each seller and market: the next month, the year, and the odds of its target."""
    rows = [_row(one, made.pack) for one in made.outlooks if one.group is None]
    columns = (
        _NAME, Column("counted", words=True), Column("last known", words=True), Column("next month"),
        Column("80% between"), Column("YoY"), Column("the year"), Column("80% between"), Column("YoY"), Column("chance"),
    )  # fmt: skip
    notes = ["the year: with what is known of it already. chance: that the latest target for that year is reached."]
    return Sheet("Forecasts", (), [Section("Next month and the year", columns, rows, notes)] if rows else ())


def _row(one: Outlook, pack: Pack) -> Row:
    key, series = one.forecast.series, one.series
    ahead = one.forecast.months[0]
    year = next((e for e in one.forecast.totals if len(e.period) == len("2026")), None)
    goal = next((c for c in reversed(one.chances) if year is not None and c.goal.period == year.period), None)
    return Row(
        (
            Told(figures.entity(key.entity, pack), leads=address(key.entity)),
            figures.series(_cell(one, written(series.last)), pack),
            Told(words.period(written(series.last)), cell=_cell(one, written(series.last))),
            _number(ahead.point),
            _between(ahead),
            _change(series, ahead),
            MISSING if year is None else _number(year.point),
            MISSING if year is None else _between(year),
            MISSING if year is None else _change(series, year),
            MISSING if goal is None else percent(goal.reach),
        ),
        indented=one.group is not None,
    )


def detail(made: Outlooks, entity: str) -> Sheet:
    """All months, quarters and years of one seller, its targets, and its brands."""
    mine = next((one for one in made.outlooks if one.forecast.series.entity == entity), made.outlooks[0])
    brands = [one for one in made.outlooks if one.group == mine.forecast.series.entity]
    sections = [
        Section("Months", _columns("month"), list(_expected(mine, mine.forecast.months)), _gaps(mine.series)),
        Section("Quarters and years", _columns("period"), list(_expected(mine, mine.forecast.totals)), _SUMS),
    ]
    if mine.chances:
        sections.append(_targets(mine.chances))
    if brands:
        rows = [_row(one, made.pack) for one in brands]
        columns = overview(made).sections[0].columns
        sections.append(Section("Its brands", columns, rows, ["Brands and the rest add up to the whole."]))
    return Sheet(figures.entity(mine.forecast.series.entity, made.pack), (), sections)


_SUMS = ("Sums of the months, with what is known of them already.",)


def _columns(head: str) -> tuple[Column, ...]:
    return Column(head, words=True), Column("expected"), Column("50% between"), Column("80% between"), Column("YoY")


def _expected(one: Outlook, expected: Sequence[Expected]) -> Iterator[Row]:
    for e in expected:
        near = f"{_number(e.quantiles[1])}–{_number(e.quantiles[3])}"
        yield Row((words.period(e.period), _number(e.point), near, _between(e), _change(one.series, e)))


def _gaps(series: Series) -> list[str]:
    gaps = sum(v is None for v in series.values[-_YEAR:])
    said = [f"From {series.known} known months; the last is {words.period(written(series.last))}."]
    return [*said, f"Not known of the last twelve months, and taken as grown evenly: {gaps}."] if gaps else said


def _targets(chances: Sequence[Chance]) -> Section:
    columns = (Column("year", words=True), Column("target"), Column("so far"), Column("chance"))
    rows = []
    for c in chances:
        upper = f"–{_number(c.goal.high)}" if c.goal.high else ""
        part = Fraction(c.achieved / c.goal.low) if c.goal.low else None
        rows.append(
            Row(
                (c.goal.period, f"{_number(c.goal.low)}{upper}", Told(_number(c.achieved), part=part), percent(c.reach))
            )
        )
    return Section("Targets", columns, rows, ["chance: that the lower end is reached."])


def scorecard(made: Outlooks, kept: Sequence[Kept]) -> Sheet:
    """How forecasts from earlier months would have done, and how those that were kept did."""
    sections = [_hindsight(made)]
    if scored := [one for one in kept if one.scores]:
        sections += [_scored(scored, made.pack)]
    waiting = len(kept) - len(scored)
    notes = (
        ["No forecast has been kept yet: tacho forecast keeps those that it makes."] if not kept
        else [f"Kept forecasts of whose months none is known yet: {waiting}."] if waiting else []
    )  # fmt: skip
    return Sheet("Scorecard", (), sections, notes)


def _hindsight(made: Outlooks) -> Section:
    mine = [one for one in made.outlooks if one.skill is not None and one.group is None]
    rows = [
        _measured(Told(figures.entity(k.entity, made.pack), leads=address(k.entity)), one.skill)
        for one in mine if (k := one.forecast.series) and one.skill
    ]  # fmt: skip
    whole = _measured(f"all {made.sellers} sellers", made.skill)
    notes = [
        "What would have been forecast from every earlier month, with what was known then, beside what came.",
        *_MEASURES,
    ]
    return Section("In hindsight", (_NAME, *_SCORED), [*rows, whole], notes)


_SCORED = (Column("months scored"), Column("MASE"), Column("pinball"), Column("80% held"))


def _measured(name: str, found: Skill) -> Row:
    numbers = [MISSING if v is None else f"{v:.2f}" for v in (found.mase, found.loss)]
    held = MISSING if found.coverage is None else f"{found.coverage:.0%}"
    return Row((name, f"{found.scored:,}", *numbers, held))


def _scored(kept: Sequence[Kept], pack: Pack) -> Section:
    columns = (
        Column("made on", words=True), _NAME, Column("month", words=True), Column("expected"), Column("80% between"),
        Column("came to"), Column("off by"), Column("", words=True),
    )  # fmt: skip
    rows = []
    for one in kept:
        key, by_period = one.forecast.series, {e.period: e for e in one.forecast.months}
        for s in one.scores:
            e = by_period[s.period]
            cell = Cell(key.entity, key.metric, s.period, key.unit, key.region, key.segment, key.model)
            off = Fraction(s.actual / e.point - 1)
            rows.append(
                Row((
                    words.day(one.forecast.made_on), Told(figures.entity(key.entity, pack), leads=address(key.entity)),
                    words.period(s.period), _number(e.point), _between(e), Told(_number(s.actual), cell=cell),
                    Told(f"{float(off):+.1%}".replace("-", "−"), rise=off), "inside" if s.inside else "outside",
                ))
            )  # fmt: skip
    together = skill(s for one in kept for s in one.scores)
    held = "-" if together.coverage is None else f"{together.coverage:.0%}"
    return Section("Kept forecasts", columns, rows, [f"80% held in {held} of {together.scored:,} months."])


# --- figures ----------------------------------------------------------------------------------------------------------


def _cell(one: Outlook, period: str) -> Cell:
    k = one.forecast.series
    return Cell(k.entity, k.metric, period, k.unit, k.region, k.segment, k.model)


def _number(value: float | None) -> str:
    return MISSING if value is None else words.number(round(value))


def _between(e: Expected) -> str:
    return f"{_number(e.low)}–{_number(e.high)}"


def _change(series: Series, e: Expected) -> str:
    """On the same months of the year before; a hyphen if one of them is not known."""
    month = number_of(e.period)
    first, last = (month, month) if month is not None else _ends(e.period)
    months = [series.at(m - _YEAR) for m in range(first, last + 1)]
    before = None if None in months else sum(v or 0.0 for v in months)
    if not before:
        return MISSING
    change = Fraction(e.point / before - 1)
    return Told(f"{float(change):+.1%}".replace("-", "−"), rise=change)


def _ends(period: str) -> tuple[int, int]:
    year = int(period[:4]) * _YEAR
    return next((first, last) for label, first, last in spans(year, year + _YEAR - 1) if label == period)

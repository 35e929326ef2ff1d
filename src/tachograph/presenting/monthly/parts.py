"""The parts of a report as sheets, and the sources of all of them numbered once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from textwrap import shorten

from tachograph.analysis.table import Scope, plain_region
from tachograph.core.estimate import Estimate
from tachograph.pipeline.reporting import Report, Surprise
from tachograph.presenting import figures as cells
from tachograph.presenting import words
from tachograph.presenting.board import text as board
from tachograph.presenting.conflicts.text import lines_of
from tachograph.presenting.excerpt import one_line
from tachograph.presenting.forecast.wording import heading
from tachograph.presenting.leader import text as leader
from tachograph.presenting.monthly.headlines import Headline, headlines, month_of
from tachograph.presenting.sheets import figures
from tachograph.presenting.sheets.cited import Cited
from tachograph.presenting.sheets.sheet import Column, Row, Section, Sheet
from tachograph.presenting.sheets.told import Told
from tachograph.presenting.sheets.traced import traced
from tachograph.presenting.targets import text as targets

_QUOTED = 240  # of the words that say it


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: its anchor and its sheet."""

    anchor: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """A report laid out: the findings first. ``cited`` numbers the sources as they are named, ``traced`` says how others are found."""

    title: str
    subtitle: str
    headlines: tuple[Headline, ...]
    parts: tuple[Part, ...]
    cited: Cited
    traced: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A numbered source: the page, when it appeared, the words that say it."""

    number: int
    page: str
    published: str
    quotes: tuple[str, ...]


def laid_out(report: Report) -> Page:
    """The report as values that every form prints."""
    told = headlines(report)
    parts = (
        Part("board", board.sheet(report.boards, report.table)),
        Part("leaders", leader.sheet(report.leading, report.table)),
        Part("targets", targets.sheet(report.targets, report.table)),
        Part("surprises", surprises(report)),
        Part("conflicts", conflicts(report)),
    )
    found = Section("", rows=[Row((h.text,), h.sources) for h in told])
    whole = Sheet("", sections=[found, *(section for part in parts for section in part.sheet.sections)])
    place = f"from what was known on {words.day(report.made_on)}"
    return Page(f"Report, {month_of(report.period)}", place, told, parts, Cited.of(whole), traced(whole.sections))


def sources(cited: Cited) -> Iterator[Listed]:
    """The numbered pages, once everything that names them is set."""
    for page, number in cited.numbers.items():
        quotes = tuple(one_line(shorten(quote, _QUOTED, placeholder=" …")) for quote in cited.quotes[page])
        yield Listed(number, one_line(page), words.period(cited.first[page].published), quotes)


# --- forecasts --------------------------------------------------------------------------------------------------------


def surprises(report: Report) -> Sheet:
    """What was expected and what came."""
    when = month_of(report.period)
    if not report.surprises:
        return Sheet(
            f"Against the forecasts, {when}", ("Nobody's figures reach back far enough for a forecast of it.",)
        )
    columns = (
        Column("", words=True), Column("came"), Column("expected"), Column("80% between"), Column("off"),
        Column("", words=True), Column("forecast", words=True),
    )  # fmt: skip
    rows = [_surprise(one, report) for one in report.surprises]
    outside = sum(not one.inside for one in report.surprises)
    answer = f"{outside} of {len(rows)} lie outside the interval that should hold four in five."
    note = "kept: as forecast at the time (tacho forecast keeps what it makes). made now: from the figures of the months before alone, as they are known today."
    return Sheet(f"Against the forecasts, {when}", (answer,), (Section("", columns, rows, (note,)),))


def _surprise(one: Surprise, report: Report) -> Row:
    came = what_came(one, report)
    return Row(
        (
            heading(one.series, report.table.pack).rpartition(", in ")[0],
            Told(f"{one.actual:,.0f}", cell=came.cell if came else None),
            f"{one.expected.point:,.0f}",
            f"{one.expected.low:,.0f}–{one.expected.high:,.0f}",
            figures.percent(Fraction(one.off), signed=True, places=0),
            "" if one.inside else "below" if one.off < 0 else "above",
            f"{'kept' if one.kept else 'made now'}, from {words.period(one.last_known)}",
        ),
        report.table.sources(came) if came else (),
    )


def what_came(one: Surprise, report: Report) -> Estimate | None:
    """The figure that a forecast is held against."""
    key, table = one.series, report.table
    region = plain_region(key.metric, key.region, table.pack)
    return table.level(Scope(key.entity, key.metric, key.segment, key.model, region), report.period)


# --- conflicts --------------------------------------------------------------------------------------------------------


def conflicts(report: Report) -> Sheet:
    """What sources contradict one another in, and the cells that they leave open."""
    when = month_of(report.period)
    pack = report.table.pack
    sections = []
    if report.disputed:
        columns = (Column("", words=True), Column("", words=True), Column("best"), Column("others say", words=True))
        rows = [
            Row(
                (
                    cells.entity(e.cell.entity, pack),
                    cells.series(e.cell, pack),
                    figures.units(e),
                    "; ".join(dict.fromkeys(figures.stated(d.observation) for d in e.dissent)) or figures.MISSING,
                ),
                (*e.support, *(d.observation for d in e.dissent)),
            )
            for e in report.disputed
        ]
        sections.append(Section("Figures that sources disagree on", columns, rows))
    for one in report.disputes:
        told = list(lines_of(one))
        (_, title), *rest = told
        said = [f"{lead.strip()} {text}".strip() for lead, text in rest]
        stated = tuple(o for doubted in one.doubted for o in doubted.observations)
        lines = [
            Row((line,), stated if n == 0 else one.others if line.startswith("against") else ())
            for n, line in enumerate(said)
        ]
        sections.append(Section(title, (Column("", words=True, wraps=True),), lines))
    answer = () if sections else (f"No figure of {when} contradicts another one.",)
    return Sheet(f"Conflicts, {when}", answer, sections)

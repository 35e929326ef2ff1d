"""When a text speaks: its publication date, or else the time that its own dates point to.

A writer leaves out the year when it is the year of writing. So the text's moment lies at or just after the latest
past date that it gives in full, after every date that it looks back on or compares with, and before its targets.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tachograph.core.period import Grain, Period
from tachograph.extraction.times.phrases import Form, Phrase, Unit

_BELIEVABLE = range(1900, 2200)  # a publication date outside is a default value of some publishing system
_MONTHS = 12
_BESIDE = 2  # characters: "last year, 2024"
_FEW_MONTHS = 3 * 31  # "listed on 5 November 2025 … On 27 January"
_UNTIL_AUTUMN = 255  # from mid-January; a month of the last quarter is rather that of the year before
_OPENING = 200  # characters: a headline and the line below it
_MONTH_OF_WRITING = re.compile(
    r"(?:^|\n)[ \t\u3000]*(?:[\u4e00-\u9fff]{2,6}[，,]?[ \t]*)?(?P<year>20\d\d)年(?P<month>1[0-2]|0?[1-9])月"
    r"(?:[上中下]旬)?(?:[ \t\u3000]*(?=\n)|(?:消息|[电電讯訊])(?=[\s，,：:])|[（(](?:本报|特约)?记者)"
)


@dataclass(frozen=True, slots=True)
class Now:
    """The day a text speaks from, and how exactly it is known (to the day, the month or the year).

    Where it is not the publication date, the text may tell of things up to ``slack`` days later in the past tense.
    """

    day: date
    grain: Grain
    published: bool = False
    slack: int = _FEW_MONTHS

    @property
    def year(self) -> int:
        return self.day.year


def infer_now(published: date | None, phrases: Sequence[Phrase], text: str = "") -> Now | None:
    """The moment of a text from its phrases in order; ``None`` if it names no year at all.

    A Chinese ``text`` may open with the month of its writing alone: "2025年12月" on a line, "芜湖，2026年1月（记者）".
    """
    if published is not None and published.year in _BELIEVABLE:
        return Now(published, Grain.DAY, published=True)
    if (heading := _MONTH_OF_WRITING.search(text, 0, _OPENING)) is not None:
        return Now(Period.month(int(heading["year"]), int(heading["month"])).end, Grain.MONTH, slack=0)
    dated = [(p, span) for p in phrases if (span := _explicit(p)) is not None]
    ahead = [(p, span) for p, span in dated if _looks_ahead(p)]
    past = [(p, span) for p, span in dated if not _looks_ahead(p)]
    if (equated := _equated(phrases)) is not None and all(span.end.year < equated for _, span in past):
        return _turn_of_year(equated, phrases)
    told = _without_outlook([span for p, span in past if not p.compared and not p.background], phrases)
    behind = [span for p, span in past if p.compared or p.background]
    if told:
        # What began then had begun when the text was written, and what it compares with was over.
        begun = [s for p, s in past if p.background and not p.compared and s.grain is not Grain.YEAR]
        bases = [s for p, s in past if p.compared and _has_counterpart(p, phrases)]
        after = [_just_after(max(bases, key=lambda s: s.end), phrases)] if bases else []
        return max([_latest([*told, *begun], ahead, phrases), *after], key=lambda now: now.day)
    if behind:
        return _just_after(max(behind, key=lambda s: s.end), phrases)
    return _from_targets(ahead, phrases)


def _explicit(phrase: Phrase) -> Period | None:
    """The period of a phrase that says its year itself."""
    unit = phrase.last if phrase.last is not None and phrase.last.year is not None else phrase.unit
    if unit is None or unit.year is None:
        return None
    if phrase.form is Form.FIRST and phrase.grain is Grain.MONTH and phrase.count <= 12:
        return Period.month(unit.year, phrase.count)
    if phrase.form is Form.FIRST and phrase.grain is Grain.QUARTER and phrase.count <= 4:
        return Period.quarter(unit.year, phrase.count)
    return period_in(unit, unit.year)


def period_in(unit: Unit, year: int) -> Period | None:
    """The calendar unit ``unit`` in ``year``; ``None`` if there is no such day or year."""
    if not 1 <= year <= 9999:
        return None
    match unit.grain:
        case Grain.YEAR:
            return Period.year(year)
        case Grain.HALF:
            return Period.half(year, unit.number)
        case Grain.QUARTER:
            return Period.quarter(year, unit.number)
        case Grain.MONTH:
            return Period.month(year, unit.number)
        case Grain.DAY:
            if not unit.number or not 1 <= unit.day <= monthrange(year, unit.number)[1]:
                return None
            return Period.day(date(year, unit.number, unit.day))


def _looks_ahead(phrase: Phrase) -> bool:
    """Whether the phrase names a time to come: "will … in 2026", "the 2026 target", "by 2030"."""
    far = phrase.as_of and phrase.unit is not None and phrase.unit.grain is Grain.YEAR and phrase.unit.edge is None
    return phrase.future > 0 or far


def _equated(phrases: Sequence[Phrase]) -> int | None:
    """The year of writing, where a year counted from it stands right beside its number: "last year, 2024, …"."""
    for a, b in pairwise(phrases):
        if not 0 <= b.span.start - a.span.end <= _BESIDE:
            continue
        for relative, named in ((a.unit, b.unit), (b.unit, a.unit)):
            if relative is None or named is None or not (relative.grain is named.grain is Grain.YEAR):
                continue
            if relative.offset is not None and named.year is not None and a.form is b.form is Form.UNIT:
                return named.year - relative.offset
    return None


def _without_outlook(told: Sequence[Period], phrases: Sequence[Phrase]) -> list[Period]:
    """What is told without the year after that of the month which the text opens with and goes on speaking of.

    Who writes of November 2025, and of "November" again, speaks of 2026 as a year to come, whatever the words.
    """
    opening = next(iter(told), None)
    finest = max((s.end.year for s in told if s.grain is not Grain.YEAR), default=None)
    if opening is None or opening.grain is not Grain.MONTH or opening.end.year != finest:
        return list(told)
    again = any(u.number == opening.end.month for p in phrases if _is_bare(p) and (u := p.last or p.unit) is not None)
    return [s for s in told if not again or s.grain is not Grain.YEAR or s.end.year != finest + 1]


def _has_counterpart(base: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Whether the text sets its own months against a year or month: "the same period of 2024", "November 2024"."""
    bare = [p.last or p.unit for p in phrases if _is_bare(p)]
    if base.form is Form.SAME:
        return bool(bare)
    unit = base.last or base.unit
    return any(u is not None and unit is not None and (u.grain, u.number) == (unit.grain, unit.number) for u in bare)


def _latest(told: Sequence[Period], ahead: Iterable[tuple[Phrase, Period]], phrases: Sequence[Phrase]) -> Now:
    year = max(p.end.year for p in told)
    finer = [p for p in told if p.end.year == year and p.grain is not Grain.YEAR]
    if not finer:
        # A past year told as a whole beside the plans for the next, or beside "this year": the text stands after it.
        planned = any(p.unit is not None and p.unit.grain is Grain.YEAR and s.end.year == year + 1 for p, s in ahead)
        if planned or _says_this_year(phrases):
            reached = _months_of_this_year(phrases)
            return (
                Now(Period.month(year + 1, reached).end, Grain.MONTH) if reached else _turn_of_year(year + 1, phrases)
            )
        return Now(date(year, 12, 31), Grain.YEAR)
    latest = max(finer, key=lambda p: (p.end, p.start or p.end))
    return Now(latest.end, Grain.DAY if latest.grain is Grain.DAY else Grain.MONTH)


def _just_after(behind: Period, phrases: Sequence[Phrase]) -> Now:
    """The first time after ``behind`` that fits the month the text speaks of without a year."""
    spoken = next((p for p in phrases if _is_bare(p)), None)
    if spoken is None or spoken.unit is None:
        year = behind.end.year + (behind.grain is Grain.YEAR)
        return Now(date(year, 12, 31), Grain.YEAR)
    unit = spoken.last or spoken.unit
    for year in (behind.end.year, behind.end.year + 1):
        period = period_in(unit, year)
        if period is not None and period.end > behind.end:
            return Now(period.end, Grain.MONTH)
    return Now(behind.end, Grain.MONTH)


def _is_bare(phrase: Phrase) -> bool:
    unit = phrase.unit
    return (
        unit is not None
        and unit.number > 0
        and unit.year is None
        and unit.year_offset is None
        and not phrase.compared
        and not phrase.background
        and phrase.future < 2
        and phrase.form in (Form.UNIT, Form.RANGE)
    )


def _from_targets(ahead: Sequence[tuple[Phrase, Period]], phrases: Sequence[Phrase]) -> Now | None:
    """Targets are mostly set at the turn of the year that they are for; round years far off say nothing."""
    near = [s for p, s in ahead if not (p.as_of and s.end.year % 5 == 0)]
    if not near:
        return None
    first = min(near, key=lambda s: s.end)
    if first.grain is not Grain.YEAR:
        return Now(first.end, Grain.MONTH)
    if _says_this_year(phrases):
        return Now(first.end, Grain.YEAR)
    return _turn_of_year(first.end.year, phrases)


def _says_this_year(phrases: Sequence[Phrase]) -> bool:
    units = (p.unit for p in phrases if p.unit is not None and p.form is not Form.BACK)
    return any(u.year_offset == 0 or (u.grain is Grain.YEAR and u.offset == 0) for u in units)


def _months_of_this_year(phrases: Sequence[Phrase]) -> int:
    """How many months the text tells of the year that it calls "this year"; 0 if none."""
    reached = [0]
    for phrase in phrases:
        unit = phrase.last or phrase.unit
        if unit is None or phrase.future > 0 or phrase.compared:
            continue
        size = {Grain.QUARTER: 3, Grain.HALF: 6}
        if phrase.form is Form.FIRST and unit.grain is Grain.YEAR and unit.offset == 0:
            reached.append(phrase.count * size.get(phrase.grain or Grain.MONTH, 1) * (phrase.grain is not Grain.DAY))
        elif unit.number and unit.year_offset == 0:
            reached.append(unit.number * size.get(unit.grain, 1))
    return max(n for n in reached if n <= _MONTHS)


def _turn_of_year(year: int, phrases: Sequence[Phrase]) -> Now:
    """Around January of ``year``; a text that tells of the autumn stands before it, any other may be well into it."""
    late = {Grain.DAY: 10, Grain.MONTH: 10, Grain.QUARTER: 3, Grain.HALF: 2}
    units = [p.unit for p in phrases if _is_bare(p) and p.unit is not None and p.future == 0]
    autumn = any(u.number >= late.get(u.grain, 13) for u in units)
    return Now(date(year, 1, 15), Grain.MONTH, slack=_FEW_MONTHS if autumn else _UNTIL_AUTUMN)

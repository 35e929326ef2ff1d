"""Time as words say it, before anybody knows the year: what the grammars of both languages produce."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tachograph.core.period import Grain
from tachograph.core.span import Span


class Form(StrEnum):
    """How a phrase names its time."""

    UNIT = "unit"  # one calendar unit: "May 2022", "last month", "the third quarter"
    RANGE = "range"  # unit to last: "January-September", "February 1-23"
    PAIR = "pair"  # two neighbours together: "November and December"
    FIRST = "first"  # the first `count` `grain`s of unit: "the first nine months of 2025"
    FINAL = "final"  # the last `count` `grain`s of unit: "the last three months of 2025"
    DAYS = "days"  # from unit to last, both days of the month spoken of: 第一周（1日至9日）, "from Monday the 19th to Sunday the 25th"
    WEEK = "week"  # week `count` of unit, the last one if negative: "the first week of March"
    ENDED = "ended"  # `count` `grain`s that end with unit: "the six months to September"
    PAST = "past"  # the `count` `grain`s before now: "the past three months"
    AHEAD = "ahead"  # the `count` `grain`s from now: "the next 18 months"
    COUNTED = "counted"  # `count` months that may be those of the year so far: "in 11 months", "the ten months"
    SUMMED = "summed"  # the `count` months told of, together: 两个月加起来
    TO_DATE = "to_date"  # from the start of the running `grain` until now: "so far this year"
    SINCE = "since"  # from unit until now
    SINCE_START = "since_start"  # from the beginning: "cumulative", "to date"
    SAME = "same"  # the days of the running period in another unit: "the same days of January"
    EARLIER = "earlier"  # `count` years before the one spoken of, or before now: "two years earlier", "five years ago"
    LATER = "later"  # `count` `grain`s after the one spoken of: "two years later"
    BACK = "back"  # the `grain` again: "the quarter", "the full year"
    SHIFT = "shift"  # only a comparison: "year-on-year"


class Edge(StrEnum):
    """The part of a unit that is meant."""

    START = "start"
    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"
    FIRST_TEN = "first_ten"  # the 1st to the 10th of a month, 上旬
    SECOND_TEN = "second_ten"  # the 11th to the 20th, 中旬
    LAST_TEN = "last_ten"  # from the 21st on, 下旬


@dataclass(frozen=True, slots=True)
class Unit:
    """A calendar unit as named. ``number`` is the month, quarter or half; 0 means counted by ``offset`` from now.

    A month with a ``day`` is that day of it ("the 4th of this month"), a day with ``week`` the week that it lies in.

    ``year_offset`` is that of "last year" (-1) in "September last year"; ``turn`` that of "last" (-1), "this" (0) or
    "next" (1) in "last September"; ``weekday`` counts from Monday, 0.
    """

    grain: Grain
    number: int = 0
    day: int = 0
    year: int | None = None
    offset: int | None = None
    year_offset: int | None = None
    turn: int | None = None
    weekday: int | None = None
    week: bool = False
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression and where it stands.

    ``compared``, ``as_of`` and ``background`` come from the words before it: the thing compared with, a state reached
    by then, an event before the time of the story ("founded in", "since", "had begun in"). ``future`` is 2 where the
    clause speaks of what will be, 1 of what somebody expects or wants, else 0. ``leads`` when it opens its sentence,
    ``on`` when it dates an event ("on February 10-17"), ``reporting`` when it dates what somebody said, ``pointing``
    when it points back at the unit spoken of ("that year").
    """

    span: Span
    form: Form
    unit: Unit | None = None
    last: Unit | None = None
    grain: Grain | None = None
    count: int = 0
    shift: str | None = None
    compared: bool = False
    as_of: bool = False
    weeks: bool = False
    future: int = 0
    background: bool = False
    leads: bool = False
    on: bool = False
    reporting: bool = False
    pointing: bool = False

    @property
    def months(self) -> int:
        """How many months a counted stretch has; 0 if it is counted in days or weeks."""
        return self.count * {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}.get(self.grain or Grain.DAY, 0)

    @property
    def days(self) -> int:
        """How many days a stretch counted in days or weeks has; 0 if it is counted in months."""
        return 0 if self.months else self.count * (7 if self.weeks else 1)

    @property
    def is_dated(self) -> bool:
        """Whether it says its year, or which year from now."""
        units = (u for u in (self.unit, self.last) if u is not None)
        return any(
            u.year is not None or u.year_offset is not None or (u.grain is Grain.YEAR and u.offset is not None)
            for u in units
        )

"""The English of time that is told by what it hangs on: comparisons, the year so far, counted and ended stretches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from tachograph.core.period import Grain
from tachograph.extraction.times.phrases import Form, Phrase, Unit
from tachograph.extraction.times.units_en import GRAINS, TURN, count_of, first_of, grain_of, span_of, unit_of, year_of
from tachograph.extraction.times.words_en import Token, compile_rule

Tokens = list[Token]
Builder = Callable[[Tokens], Phrase | None]
RULES: list[tuple[str, str, Builder]] = []


def rule(pattern: str) -> Callable[[Builder], Builder]:
    """Enter a builder of phrases under the classes of words that it reads; rules are tried in the order of entry."""

    def enter(builder: Builder) -> Builder:
        RULES.append((f"r{len(RULES)}", compile_rule(pattern), builder))
        return builder

    return enter


_SHIFTS = {
    Grain.YEAR: "year",
    Grain.MONTH: "month",
    Grain.QUARTER: "quarter",
    Grain.DAY: "previous",
    Grain.HALF: "previous",
}


_LONG_AGO = 16  # years: what lies further back is told of with its year


def _shift_of(tokens: Tokens, shift: str) -> Phrase:
    return Phrase(span_of(tokens), Form.SHIFT, shift=shift, compared=True)


@rule(
    "YOY|YEARAGO (?:PERIOD|MONTH|QUARTER|HALF)?|A YEARAGO (?:PERIOD|MONTH|QUARTER)?|THE YEARAGO (?:PERIOD|MONTH"
    "|QUARTER|HALF)?"
)
def _year_shift(tokens: Tokens) -> Phrase | None:
    return _shift_of(tokens, "year")


@rule("ONE (?:YEARS|MONTH) (?:LATER|ON)(?!THAN|THE|A|YEARS|MONTH|HY)")
def _later(tokens: Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.LATER, grain=grain_of(tokens), count=count_of(tokens))


@rule("THE (?:NEXT|FOLLOWING) (?:YEARS|MONTH|QUARTER)(?!POSS)")
def _next_told(tokens: Tokens) -> Phrase | None:
    """The one behind that which the text tells of, or behind now: "In 2022 it sold 56,000. The next year it was …"."""
    grain = grain_of(tokens)
    return None if grain is None else Phrase(span_of(tokens), Form.LATER, Unit(grain, offset=1), grain=grain, count=1)


@rule("(?:THROUGH|UP? TO) (?:THE? END OF)? MON(?!DAYNUM|DASH|YEAR|AND|TALLY|FLOW|POSS)")
def _through(tokens: Tokens) -> Phrase | None:
    """The year up to a month that opens a sentence or says of what a sum is: "Through October, …", "sales through October"."""
    month = first_of(tokens, "MON")
    return None if month is None else Phrase(span_of(tokens), Form.FIRST, None, grain=Grain.MONTH, count=month.value)


THROUGH = RULES[-1][0]


@rule("MOM")
def _month_shift(tokens: Tokens) -> Phrase | None:
    return _shift_of(tokens, "month")


@rule("QOQ")
def _quarter_shift(tokens: Tokens) -> Phrase | None:
    return _shift_of(tokens, "quarter")


@rule("SEQUENTIAL")
def _previous_shift(tokens: Tokens) -> Phrase | None:
    return _shift_of(tokens, "previous")


@rule(
    "ON HY? (?:THE|A)? (?:YEARS|MONTH|QUARTER)|THE (?:YEARS|MONTH|QUARTER|WEEK) (?:BEFORE|AGO|PREV)"
    "|THE PREV (?:YEARS|MONTH|QUARTER|WEEK|PERIOD)"
)
def _on_the_year(tokens: Tokens) -> Phrase | None:
    grain = grain_of(tokens)
    return _shift_of(tokens, "previous" if grain is None else _SHIFTS[grain])


@rule("NUMBER YEARS (?:AGO|BEFORE(?=COMMA|STOP))")
def _years_ago(tokens: Tokens) -> Phrase | None:
    """Several years back from what is told of, or from now: "Two years earlier it was 3.1 million", "five years ago"."""
    count = count_of(tokens)
    if count == 1:
        return _shift_of(tokens, "year")
    return Phrase(span_of(tokens), Form.EARLIER, grain=Grain.YEAR, count=count) if count < _LONG_AGO else None


@rule("ONE HY? ANY (?:AGO|BEFORE|PREV)")
def _ago(tokens: Tokens) -> Phrase | None:
    """A year earlier, twelve months before, one month earlier; other distances are durations."""
    count, grain = count_of(tokens), grain_of(tokens)
    if (count, grain) in ((12, Grain.MONTH), (4, Grain.QUARTER)):
        return _shift_of(tokens, "year")
    return _shift_of(tokens, _SHIFTS[grain]) if count == 1 and grain not in (None, Grain.DAY) else None


@rule(
    "THE? SAME NUMBER? (?:PERIOD|ANY|MON|HALF) (?:(?:OF|IN)? (?:YEAR|RELYEAR|THE YEARS BEFORE|THE? (?:LAST"
    "|PREV) MONTH|A YEARAGO|A YEARS AGO|MONTHLY))?"
)
def _same(tokens: Tokens) -> Phrase | None:
    year, offset = year_of(tokens)
    month = first_of(tokens, "MON")
    if month is not None:
        return Phrase(span_of(tokens), Form.SAME, Unit(Grain.MONTH, month.value, year=year), compared=True)
    if year is not None:
        return Phrase(span_of(tokens), Form.SAME, Unit(Grain.YEAR, year=year), compared=True)
    if offset == 0:
        return None
    grain = "month" if any(b.name in TURN and t.name == "MONTH" for b, t in pairwise(tokens)) else "year"
    return _shift_of(tokens, grain)


@rule(
    "(?:(?:IN|THE)? (?:YEARS|YEAR)? SOFAR THIS (?:YEARS|MONTH|QUARTER)|THIS (?:YEARS|MONTH|QUARTER) SOFAR"
    "|THE? (?:YEARS|MONTH) SOFAR"
    "|THE? YTD|YEAR YTD|THE? MTD|THE? QTD|SINCE THE? (?:START|END) OF (?:THE|THIS) YEARS|SINCE THE? START OF (?:THE|THIS) (?:MONTH|QUARTER)|SOFAR IN YEAR)"
)
def _to_date(tokens: Tokens) -> Phrase | None:
    year, _ = year_of(tokens)
    grain = grain_of(tokens) or Grain.YEAR
    for name, short in (("MTD", Grain.MONTH), ("QTD", Grain.QUARTER)):
        grain = short if first_of(tokens, name) else grain
    return Phrase(span_of(tokens), Form.TO_DATE, None if year is None else Unit(Grain.YEAR, year=year), grain=grain)


@rule("CUMULATIVE|TODATE")
def _since_start(tokens: Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.SINCE_START)


@rule(
    "THE? ORD NUMBER (?:DAY|WEEK|MONTH|QUARTER) (?:(?:OF|IN) (?:THE YEARS|MONTHLY|YEARLY|QUARTERLY|HALVED)|RELYEAR"
    "|YEAR)?"
)
def _first_units(tokens: Tokens) -> Phrase | None:
    ordinal, division = first_of(tokens, "ORD"), first_of(tokens, "DAY", "WEEK", "MONTH", "QUARTER")
    assert ordinal is not None
    assert division is not None
    if ordinal.value not in (1, -1):
        return None
    whole = unit_of(tokens[tokens.index(division) + 1 :])
    form = Form.FIRST if ordinal.value == 1 else Form.FINAL
    return Phrase(
        span_of(tokens), form, whole, grain=GRAINS[division.name], count=count_of(tokens), weeks=division.name == "WEEK"
    )


@rule(
    "THE? (?:NUMBER HY? MONTH PERIOD?|FISCAL? YEARS|QUARTER|HALF HY? YEARS|HALF|NUMBER QUARTER) "
    "(?:ENDED|TO|THROUGH) (?:IN|ON)? (?:DATED|MON WHEN?)"
)
def _ended(tokens: Tokens) -> Phrase | None:
    head = next(i for i, t in enumerate(tokens) if t.name in ("ENDED", "TO", "THROUGH"))
    division = next(t for t in reversed(tokens[:head]) if t.name in GRAINS)
    months = {"MONTH": 1, "QUARTER": 3, "HALF": 6, "YEARS": 12}[division.name]
    if any(t.name == "HALF" for t in tokens[:head]):
        months = 6
    return Phrase(
        span_of(tokens),
        Form.ENDED,
        unit_of(tokens[head + 1 :]),
        grain=Grain.MONTH,
        count=months * count_of(tokens[:head]),
    )


@rule("THE? WEEK (?:ENDED|TO|THROUGH) (?:ON|WDAY COMMA?)? DATED")
def _week_ended(tokens: Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.ENDED, unit_of(tokens), grain=Grain.DAY, count=7)


@rule("THE? (?:ORD|LAST) FULL? WEEK (?:(?:OF|IN) (?:RELMONTH|MONTHLY|YEARLY)|RELYEAR)")
def _week_of(tokens: Tokens) -> Phrase | None:
    ordinal = first_of(tokens, "ORD")
    middle = next(i for i, t in enumerate(tokens) if t.name == "WEEK")
    number = -1 if ordinal is None else ordinal.value
    return Phrase(span_of(tokens), Form.WEEK, unit_of(tokens[middle + 1 :]), count=number)


@rule("CALENDAR? ISOWEEK (?:(?:COMMA|OF|IN)? YEAR|OF THE YEARS)?(?!OPEN(?:MON|DIG|DATE))")
def _numbered_week(tokens: Tokens) -> Phrase | None:
    """A week of the year by its number: "week 46", "week 3 of 2026"; days in brackets behind it say more."""
    number, (year, _) = first_of(tokens, "ISOWEEK"), year_of(tokens)
    assert number is not None
    whole = None if year is None else Unit(Grain.YEAR, year=year)
    return Phrase(span_of(tokens), Form.WEEK, whole, count=number.value)


@rule("THE? WEEK (?:OF|START|BEGINS|FROM) ON? DATED(?!HY|TO|THROUGH)")
def _week_around(tokens: Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    return None if unit is None else Phrase(span_of(tokens), Form.UNIT, replace(unit, week=True))


@rule(
    "THE? (?:(?:LAST|PAST|PREV|NEXT) NUMBER OF?|NUMBER (?:PAST|PREV|NEXT)) (?:DAY|WEEK|MONTH|QUARTER|YEARS) (?:OF (?:THE YEARS|YEARLY|MON WHEN?))?"
)
def _around_now(tokens: Tokens) -> Phrase | None:
    division = first_of(tokens, "DAY", "WEEK", "MONTH", "QUARTER", "YEARS")
    assert division is not None
    rest = tokens[tokens.index(division) + 1 :]
    form = Form.AHEAD if first_of(tokens, "NEXT") else Form.FINAL if rest else Form.PAST
    return Phrase(
        span_of(tokens),
        form,
        unit_of(rest),
        grain=GRAINS[division.name],
        count=count_of(tokens),
        weeks=division.name == "WEEK",
        pointing=first_of(tokens, "PREV") is not None,
    )

"""The English of time: a grammar over classes of words finds the phrases (:mod:`tachograph.extraction.time_words`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.phrases import Edge, Form, Phrase, Unit
from tachograph.extraction.time_context import Surroundings, is_epithet, is_figure, is_streak
from tachograph.extraction.time_words import CLASSES, Token, compile_rule, lex
from tachograph.extraction.units_en import GRAINS, TURN, count_of, first_of, grain_of, span_of, unit_of, year_of

_Tokens = list[Token]
_Builder = Callable[[_Tokens], Phrase | None]
_RULES: list[tuple[str, str, _Builder]] = []


def _rule(pattern: str) -> Callable[[_Builder], _Builder]:
    def enter(builder: _Builder) -> _Builder:
        _RULES.append((f"r{len(_RULES)}", compile_rule(pattern), builder))
        return builder

    return enter


def _of_unit(tokens: _Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    return None if unit is None else Phrase(span_of(tokens), Form.UNIT, unit)


_SHIFTS = {
    Grain.YEAR: "year",
    Grain.MONTH: "month",
    Grain.QUARTER: "quarter",
    Grain.DAY: "previous",
    Grain.HALF: "previous",
}


def _shift_of(tokens: _Tokens, shift: str) -> Phrase:
    return Phrase(span_of(tokens), Form.SHIFT, shift=shift, compared=True)


@_rule(
    "YOY|YEARAGO (?:PERIOD|MONTH|QUARTER|HALF)?|A YEARAGO (?:PERIOD|MONTH|QUARTER)?|THE YEARAGO (?:PERIOD|MONTH"
    "|QUARTER|HALF)?"
)
def _year_shift(tokens: _Tokens) -> Phrase | None:
    return _shift_of(tokens, "year")


@_rule("ONE (?:YEARS|MONTH) (?:LATER|ON)(?!THAN|THE|A|YEARS|MONTH|HY)")
def _later(tokens: _Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.LATER, grain=grain_of(tokens), count=count_of(tokens))


@_rule("MOM")
def _month_shift(tokens: _Tokens) -> Phrase | None:
    return _shift_of(tokens, "month")


@_rule("QOQ")
def _quarter_shift(tokens: _Tokens) -> Phrase | None:
    return _shift_of(tokens, "quarter")


@_rule("SEQUENTIAL")
def _previous_shift(tokens: _Tokens) -> Phrase | None:
    return _shift_of(tokens, "previous")


@_rule(
    "ON HY? (?:THE|A)? (?:YEARS|MONTH|QUARTER)|THE (?:YEARS|MONTH|QUARTER|WEEK) (?:BEFORE|AGO|PREV)"
    "|THE PREV (?:YEARS|MONTH|QUARTER|WEEK|PERIOD)"
)
def _on_the_year(tokens: _Tokens) -> Phrase | None:
    grain = grain_of(tokens)
    return _shift_of(tokens, "previous" if grain is None else _SHIFTS[grain])


@_rule("ONE HY? ANY (?:AGO|BEFORE|PREV)")
def _ago(tokens: _Tokens) -> Phrase | None:
    """A year earlier, twelve months before, one month earlier; other distances are durations."""
    count, grain = count_of(tokens), grain_of(tokens)
    if (count, grain) in ((12, Grain.MONTH), (4, Grain.QUARTER)):
        return _shift_of(tokens, "year")
    return _shift_of(tokens, _SHIFTS[grain]) if count == 1 and grain not in (None, Grain.DAY) else None


@_rule(
    "THE? SAME NUMBER? (?:PERIOD|ANY|MON|HALF) (?:(?:OF|IN)? (?:YEAR|RELYEAR|THE YEARS BEFORE|THE? (?:LAST"
    "|PREV) MONTH|A YEARAGO|A YEARS AGO|MONTHLY))?"
)
def _same(tokens: _Tokens) -> Phrase | None:
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


@_rule(
    "(?:(?:IN|THE)? (?:YEARS|YEAR)? SOFAR THIS (?:YEARS|MONTH|QUARTER)|THIS (?:YEARS|MONTH|QUARTER) SOFAR"
    "|THE? (?:YEARS|MONTH) SOFAR"
    "|THE? YTD|YEAR YTD|THE? MTD|THE? QTD|SINCE THE? (?:START|END) OF (?:THE|THIS) YEARS|SOFAR IN YEAR)"
)
def _to_date(tokens: _Tokens) -> Phrase | None:
    year, _ = year_of(tokens)
    grain = grain_of(tokens) or Grain.YEAR
    for name, short in (("MTD", Grain.MONTH), ("QTD", Grain.QUARTER)):
        grain = short if first_of(tokens, name) else grain
    return Phrase(span_of(tokens), Form.TO_DATE, None if year is None else Unit(Grain.YEAR, year=year), grain=grain)


@_rule("CUMULATIVE|TODATE")
def _since_start(tokens: _Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.SINCE_START)


@_rule(
    "THE? ORD NUMBER (?:DAY|WEEK|MONTH|QUARTER) (?:(?:OF|IN) (?:THE YEARS|MONTHLY|YEARLY|QUARTERLY|HALVED)|RELYEAR"
    "|YEAR)?"
)
def _first_units(tokens: _Tokens) -> Phrase | None:
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


@_rule(
    "THE? (?:NUMBER HY? MONTH PERIOD?|FISCAL? YEARS|QUARTER|HALF HY? YEARS|HALF|NUMBER QUARTER) "
    "(?:ENDED|TO|THROUGH) (?:IN|ON)? (?:DATED|MON WHEN?)"
)
def _ended(tokens: _Tokens) -> Phrase | None:
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


@_rule("THE? WEEK (?:ENDED|TO|THROUGH) (?:ON|WDAY COMMA?)? DATED")
def _week_ended(tokens: _Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.ENDED, unit_of(tokens), grain=Grain.DAY, count=7)


@_rule("THE? (?:ORD|LAST) FULL? WEEK (?:(?:OF|IN) (?:RELMONTH|MONTHLY|YEARLY)|RELYEAR)")
def _week_of(tokens: _Tokens) -> Phrase | None:
    ordinal = first_of(tokens, "ORD")
    middle = next(i for i, t in enumerate(tokens) if t.name == "WEEK")
    number = -1 if ordinal is None else ordinal.value
    return Phrase(span_of(tokens), Form.WEEK, unit_of(tokens[middle + 1 :]), count=number)


@_rule("THE? WEEK (?:OF|START|BEGINS|FROM) ON? DATED(?!HY|TO|THROUGH)")
def _week_around(tokens: _Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    return None if unit is None else Phrase(span_of(tokens), Form.UNIT, replace(unit, week=True))


@_rule(
    "THE? (?:(?:LAST|PAST|PREV|NEXT) NUMBER OF?|NUMBER (?:PAST|PREV|NEXT)) (?:DAY|WEEK|MONTH|QUARTER|YEARS) (?:OF (?:THE YEARS|YEARLY|MON WHEN?))?"
)
def _around_now(tokens: _Tokens) -> Phrase | None:
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
    )


@_rule(
    "(?:THE|FROM)? MON DAYNUM DASH THE? DAYNUM (?:(?:COMMA|IN|OF)? YEAR|(?:OF|IN)? RELYEAR)? PERIOD?"
    "|(?:FROM|BETWEEN)? THE? DAYNUM (?:DASH|AND) THE? DAYNUM (?:OF? MON (?:(?:COMMA|OF|IN)? YEAR)?|(?:IN|OF)? RELMONTH)"
)
def _days_range(tokens: _Tokens) -> Phrase | None:
    year, offset = year_of(tokens)
    month = first_of(tokens, "MON")
    first, last = (t.value for t in tokens if t.name in ("DIG", "ORD"))
    named = tokens[0].name == "BETWEEN" or last - first == 1 or first_of(tokens, "AND") is None
    if not 0 < first < last or not named:
        return None
    if month is None:
        turn = next(TURN[b.name] for b, t in pairwise(tokens) if t.name == "MONTH")
        unit = Unit(Grain.MONTH, day=first, offset=turn)
    else:
        unit = Unit(Grain.DAY, month.value, first, year, year_offset=offset)
    return Phrase(span_of(tokens), Form.RANGE, unit, replace(unit, day=last))


@_rule(
    "(?:FROM|BETWEEN)? (?:DATED (?:DASH|AND) DATED|THE? MON YEAR? DASH MON WHEN? (?:PERIOD|QUARTER)?"
    "|THE? QTR DASH QTR WHEN?|YEAR DASH YEAR)"
    "|BETWEEN (?:MON YEAR? AND MON WHEN?|YEAR AND YEAR|QUARTERLY AND QUARTERLY)|FROM (?:THE? ORD DASH QUARTERLY"
    "|QUARTERLY DASH QUARTERLY)"
)
def _range(tokens: _Tokens) -> Phrase | None:
    middle = next(i for i, t in enumerate(tokens) if i and t.name in ("HY", "TO", "THROUGH", "AND"))
    first, last = unit_of(tokens[:middle]), unit_of(tokens[middle + 1 :])
    if first is None or last is None:
        return None
    if tokens[-1].name == "QUARTER" and last.number % 3 == 0:
        return Phrase(span_of(tokens), Form.UNIT, replace(last, grain=Grain.QUARTER, number=last.number // 3))
    if tokens[0].name not in ("FROM", "BETWEEN") and tokens[middle].name == "AND":
        return None
    return Phrase(span_of(tokens), Form.RANGE, first, last)


@_rule("(?:FROM|BETWEEN) THE? (?:START OF)? (?:UNIT|THE YEARS) (?:TO|THROUGH|AND) THE? END OF UNIT")
def _range_to_end(tokens: _Tokens) -> Phrase | None:
    middle = next(i for i, t in enumerate(tokens) if t.name in {"TO", "THROUGH", "AND"})
    first, last = unit_of(tokens[:middle]) or Unit(Grain.YEAR, offset=0), unit_of(tokens[middle + 1 :])
    if last is None:
        return None
    first = Unit(last.grain, 1, year=first.year, year_offset=first.offset) if first.grain is Grain.YEAR else first
    return Phrase(span_of(tokens), Form.RANGE, first, last)


@_rule("FROM POINT DASH POINT|BETWEEN POINT (?:DASH|AND) POINT|POINT THROUGH POINT")
def _mixed_range(tokens: _Tokens) -> Phrase | None:
    """Ends of two kinds: "from 2021 to May 2025", "between January 1, 2023 and June 2025"."""
    middle = next(i for i, t in enumerate(tokens) if i and t.name in ("HY", "TO", "THROUGH", "AND"))
    first, last = unit_of(tokens[:middle]), unit_of(tokens[middle + 1 :])
    return None if first is None or last is None else Phrase(span_of(tokens), Form.RANGE, first, last)


@_rule("(?:IN|OF|FOR|OVER) MON AND MON WHEN?")
def _pair(tokens: _Tokens) -> Phrase | None:
    middle = next(i for i, t in enumerate(tokens) if t.name == "AND")
    first, last = unit_of(tokens[1:middle]), unit_of(tokens[middle + 1 :])
    if first is None or last is None or last.number % 12 != (first.number + 1) % 12:
        return None
    return Phrase(span_of(tokens[1:]), Form.PAIR, first, last)


@_rule("THE? ORD HALF OF MONTHLY")
def _half_month(tokens: _Tokens) -> Phrase | None:
    unit, ordinal = unit_of([t for t in tokens if t.name != "ORD"]), first_of(tokens, "ORD")
    if unit is None or ordinal is None:
        return None
    return Phrase(span_of(tokens), Form.UNIT, replace(unit, edge=Edge.EARLY if ordinal.value == 1 else Edge.LATE))


@_rule("SINCE (?:THE? (?:START|END) OF|EARLY|LATE|MIDDLE HY?)? UNIT")
def _since(tokens: _Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    return None if unit is None else Phrase(span_of(tokens), Form.SINCE, unit)


_EDGES = {"START": Edge.START, "EARLY": Edge.EARLY, "MIDDLE": Edge.MIDDLE, "LATE": Edge.LATE, "END": Edge.END}


@_rule("THE? (?:START|END|MIDDLE) (?:OF|HY) UNIT|THE? (?:EARLY|LATE|MIDDLE HY?) (?:IN)? UNIT|UNIT HY END|END YEARLY")
def _edge(tokens: _Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    token = first_of(tokens, *_EDGES)
    assert token is not None
    return None if unit is None else Phrase(span_of(tokens), Form.UNIT, replace(unit, edge=_EDGES[token.name]))


@_rule("THE? YEARS HY? END YEAR?|(?:MONTH|QUARTER) HY END|THE? (?:END|START) OF (?:THE|THIS)? (?:YEARS|MONTH|QUARTER)")
def _year_end(tokens: _Tokens) -> Phrase | None:
    grain, token = grain_of(tokens), first_of(tokens, "END", "START")
    year = first_of(tokens, "YEAR")
    if grain is None or token is None:
        return None
    unit = Unit(grain, year=year.value if year else None, offset=None if year else 0, edge=_EDGES[token.name])
    return Phrase(span_of(tokens), Form.BACK if year is None else Form.UNIT, unit, grain=grain)


@_rule("LAST? WDAY")
def _weekday(tokens: _Tokens) -> Phrase | None:
    turn = -1 if tokens[0].name == "LAST" else None
    return Phrase(span_of(tokens), Form.UNIT, Unit(Grain.DAY, weekday=tokens[-1].value, turn=turn))


@_rule("DAYREL")
def _day_relative(tokens: _Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.UNIT, Unit(Grain.DAY, offset=tokens[0].value))


@_rule("IN THE ORD(?=AND|COMMA|STOP|CLOSE|HY|VS)|IN THE ORD$")
def _another(tokens: _Tokens) -> Phrase | None:
    """Another quarter or half of those just named: "42,094 in the first quarter, 72,056 in the second"."""
    ordinal = first_of(tokens, "ORD")
    return None if ordinal is None else Phrase(span_of(tokens), Form.UNIT, Unit(Grain.QUARTER, ordinal.value))


_ANOTHER = _RULES[-1][0]


@_rule("UNIT")
def _one_unit(tokens: _Tokens) -> Phrase | None:
    return _of_unit(tokens)


@_rule("NINE YEAR?")
def _nine_months(tokens: _Tokens) -> Phrase | None:
    year = tokens[0].year or (tokens[-1].value if len(tokens) > 1 else None)
    unit = None if year is None else Unit(Grain.YEAR, year=year)
    return Phrase(span_of(tokens), Form.FIRST, unit, grain=Grain.MONTH, count=tokens[0].value)


@_rule(
    "(?:(?:IN|OVER|AFTER|THE) THE? NUMBER MONTH (?:OF YEAR|OF RELYEAR)?|THE NUMBER HY MONTH PERIOD)(?!ENDED|TO|THROUGH)"
    "|THE? NUMBER HY MONTH (?:TALLY|FLOW)(?!ENDED|(?:TO|THROUGH) (?:MON|DATE|THE))"
)
def _counted(tokens: _Tokens) -> Phrase | None:
    year, offset = year_of(tokens)
    whole = None if year is None and offset is None else Unit(Grain.YEAR, year=year, offset=offset)
    return Phrase(span_of(tokens), Form.COUNTED, whole, grain=Grain.MONTH, count=count_of(tokens))


@_rule(
    "(?:THE|THAT) FULL? HY? (?:FISCAL|CALENDAR)? (?:HALF HY? YEARS|YEARS|MONTH|QUARTER|HALF)|FULL HY? YEARS|THE (?:PERIOD)"
)
def _back(tokens: _Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.BACK, grain=grain_of(tokens), pointing=tokens[0].name == "THAT")


_NUMERAL = 4  # characters: "21st", where "first" is spelt out


@_rule("FROM THE ORD (?:TO|THROUGH) THE ORD(?!HY|HALF|QUARTER|ANY)")
def _days_of_month(tokens: _Tokens) -> Phrase | None:
    """From the first day of the month spoken of: "from the 1st to the 21st"."""
    first, last = (t for t in tokens if t.name == "ORD")
    spelt = any(t.end - t.start > _NUMERAL for t in (first, last))
    if spelt or first.value != 1 or last.value <= first.value:
        return None
    return Phrase(span_of(tokens), Form.FIRST, None, grain=Grain.DAY, count=last.value)


_ALL = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _RULES)
# Most words are in no rule, and these only within a phrase: none of them begins one.
_WITHIN = "DAY AND TO THROUGH POSS AGO BEFORE ENDED PERIOD BEGINS TALLY HY COMMA"
_NEVER = "".join(c for n, c in CLASSES.items() if c not in _ALL or n in _WITHIN.split())
_GRAMMAR = re.compile(f"(?![{_NEVER}])(?:{_ALL})")
_BEFORE = 18  # tokens that the words of comparison can lie back
_BESIDE = 4  # tokens
_BUILDERS = {name: builder for name, _, builder in _RULES}


def _is_dated(classes: str, start: int, end: int) -> bool:
    """Whether a year stands near: "the full year of 2025"."""
    return CLASSES["YEAR"] in classes[max(0, start - _BESIDE) : end + _BESIDE]


def _like(phrase: Phrase, named: Unit | None) -> Phrase | None:
    """The phrase with the unit that its ordinal counts, of the same year; ``None`` where none was named."""
    most = {Grain.QUARTER: 4, Grain.HALF: 2}
    number = phrase.unit.number if phrase.unit is not None else 0
    if named is None or not 0 < number <= most[named.grain]:
        return None
    return replace(phrase, unit=replace(named, number=number))


def phrases_en(text: str, sentence: Span) -> Iterator[Phrase]:
    """The time phrases of one sentence, in order."""
    tokens = list(lex(text, sentence))
    classes = "".join([CLASSES[t.name] for t in tokens])
    surroundings: Surroundings | None = None
    named: Unit | None = None  # the quarter or half named last
    position = 0
    while match := _GRAMMAR.search(classes, position):
        start, position = match.span()
        found, rest = tokens[start:position], tokens[position : position + 3]
        last = tokens[max(0, start - 1) : start]
        if is_figure(text, last, found, rest) or is_epithet(text, last, found, rest) or is_streak(text, found, rest):
            continue
        phrase = _BUILDERS[match.lastgroup or ""](found)
        if phrase is None or (phrase.form is Form.BACK and CLASSES["FULL"] in match.group() and _is_dated(classes, start, position)):
            position = start + 1
            continue
        if match.lastgroup == _ANOTHER:
            phrase = _like(phrase, named)
            if phrase is None:
                continue
        elif phrase.unit is not None and phrase.unit.grain in (Grain.QUARTER, Grain.HALF) and phrase.unit.number:
            named = phrase.unit
        surroundings = surroundings or Surroundings(text, sentence)
        yield surroundings.placed(phrase, classes[max(0, start - _BEFORE) : start], classes[position : position + 2])

"""The English of time: a grammar over classes of words finds the phrases (:mod:`tachograph.extraction.times.words_en`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tachograph.core.period import Grain
from tachograph.core.span import Span
from tachograph.extraction.times.context_en import Surroundings, is_epithet, is_figure, is_given_name, is_streak
from tachograph.extraction.times.phrases import Edge, Form, Phrase, Unit
from tachograph.extraction.times.stretches_en import RULES, THROUGH, Tokens, rule
from tachograph.extraction.times.units_en import TURN, count_of, first_of, grain_of, span_of, unit_of, year_of
from tachograph.extraction.times.words_en import CLASSES, Token, lex, may_name_time

_SOLD = ("cars", "vehicles", "units", "evs", "nevs")  # "4.18 million cars through November"


def _of_unit(tokens: Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    return None if unit is None else Phrase(span_of(tokens), Form.UNIT, unit)


@rule(
    "(?:(?:THE|FROM)? MON DAYNUM DASH|BETWEEN MON DAYNUM AND) THE? DAYNUM (?:(?:COMMA|IN|OF)? YEAR|(?:OF|IN)? RELYEAR)? PERIOD?"
    "|(?:FROM|BETWEEN)? THE? DAYNUM (?:DASH|AND) THE? DAYNUM (?:OF? MON (?:(?:COMMA|OF|IN)? YEAR)?|(?:IN|OF)? RELMONTH)"
)
def _days_range(tokens: Tokens) -> Phrase | None:
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


@rule(
    "(?:FROM|BETWEEN)? (?:ONDAY? DATED (?:DASH|AND) ONDAY? DATED|ONDAY DATED COMMA (?:TO|THROUGH) ONDAY? DATED|THE? MON YEAR? DASH MON WHEN? (?:PERIOD|QUARTER)?"
    "|THE? QTR DASH QTR WHEN?|(?:THE YEARS)? YEAR DASH YEAR)"
    "|BETWEEN (?:MON YEAR? AND MON WHEN?|YEAR AND YEAR|QUARTERLY AND QUARTERLY)|FROM (?:THE? ORD DASH QUARTERLY"
    "|QUARTERLY DASH QUARTERLY)"
)
def _range(tokens: Tokens) -> Phrase | None:
    middle = next(i for i, t in enumerate(tokens) if i and t.name in ("HY", "TO", "THROUGH", "AND"))
    first, last = unit_of(tokens[:middle]), unit_of(tokens[middle + 1 :])
    if first is None or last is None:
        return None
    if tokens[-1].name == "QUARTER" and last.number % 3 == 0:
        return Phrase(span_of(tokens), Form.UNIT, replace(last, grain=Grain.QUARTER, number=last.number // 3))
    if tokens[0].name not in ("FROM", "BETWEEN") and tokens[middle].name == "AND":
        return None
    return Phrase(span_of(tokens), Form.RANGE, first, last)


@rule("(?:FROM|BETWEEN) THE? (?:START OF)? (?:UNIT|THE YEARS) (?:TO|THROUGH|AND) THE? END OF UNIT")
def _range_to_end(tokens: Tokens) -> Phrase | None:
    middle = next(i for i, t in enumerate(tokens) if t.name in {"TO", "THROUGH", "AND"})
    first, last = unit_of(tokens[:middle]) or Unit(Grain.YEAR, offset=0), unit_of(tokens[middle + 1 :])
    if last is None:
        return None
    first = Unit(last.grain, 1, year=first.year, year_offset=first.offset) if first.grain is Grain.YEAR else first
    return Phrase(span_of(tokens), Form.RANGE, first, last)


@rule("FROM POINT DASH POINT|BETWEEN POINT (?:DASH|AND) POINT|POINT THROUGH POINT")
def _mixed_range(tokens: Tokens) -> Phrase | None:
    """Ends of two kinds: "from 2021 to May 2025", "between January 1, 2023 and June 2025"."""
    middle = next(i for i, t in enumerate(tokens) if i and t.name in ("HY", "TO", "THROUGH", "AND"))
    first, last = unit_of(tokens[:middle]), unit_of(tokens[middle + 1 :])
    return None if first is None or last is None else Phrase(span_of(tokens), Form.RANGE, first, last)


@rule("FROM WDAY? THE ORD (?:TO|THROUGH) ONDAY? MON DAYNUM (?:COMMA? YEAR)?")
def _into_month(tokens: Tokens) -> Phrase | None:
    """A week that ends in another month: "from Monday the 26th to Sunday, November 1"."""
    first, last = first_of(tokens, "ORD"), unit_of(tokens[tokens.index(next(t for t in tokens if t.name == "MON")) :])
    if first is None or last is None:
        return None
    month = last.number if first.value < last.day else (last.number - 2) % 12 + 1
    year = last.year if last.year is None or month <= last.number else last.year - 1
    return Phrase(span_of(tokens), Form.RANGE, Unit(Grain.DAY, month, first.value, year), last)


@rule("(?:FROM|BETWEEN)? WDAY THE ORD (?:TO|THROUGH|AND) WDAY THE ORD")
def _weekdays(tokens: Tokens) -> Phrase | None:
    """Days of the month told of: "from Monday the 19th to Sunday the 25th", "between Monday the 19th and …"."""
    first, last = (t.value for t in tokens if t.name == "ORD")
    apart = tokens[0].name != "BETWEEN" and first_of(tokens, "AND") is not None  # two days, and not those between
    ends = Unit(Grain.DAY, day=first), Unit(Grain.DAY, day=last)
    return None if apart or first >= last else Phrase(span_of(tokens), Form.DAYS, *ends, grain=Grain.DAY)


@rule("(?:IN|OF|FOR|OVER) MON AND MON WHEN?")
def _pair(tokens: Tokens) -> Phrase | None:
    middle = next(i for i, t in enumerate(tokens) if t.name == "AND")
    first, last = unit_of(tokens[1:middle]), unit_of(tokens[middle + 1 :])
    if first is None or last is None or last.number % 12 != (first.number + 1) % 12:
        return None
    return Phrase(span_of(tokens[1:]), Form.PAIR, first, last)


@rule("THE? ORD HALF OF MONTHLY")
def _half_month(tokens: Tokens) -> Phrase | None:
    unit, ordinal = unit_of([t for t in tokens if t.name != "ORD"]), first_of(tokens, "ORD")
    if unit is None or ordinal is None:
        return None
    return Phrase(span_of(tokens), Form.UNIT, replace(unit, edge=Edge.EARLY if ordinal.value == 1 else Edge.LATE))


@rule("THE? MON QUARTER(?: OF? YEAR)?")
def _quarter_of_month(tokens: Tokens) -> Phrase | None:
    """A quarter by the month that it ends with: "the December quarter", "the June quarter of 2025"."""
    unit = unit_of([t for t in tokens if t.name != "QUARTER"])
    if unit is None or unit.number % 3:
        return None
    return Phrase(span_of(tokens), Form.UNIT, replace(unit, grain=Grain.QUARTER, number=unit.number // 3))


@rule(
    "SINCE (?:THE? (?:START|END) OF|EARLY|LATE|MIDDLE HY?)? UNIT|FROM (?:THE? START OF)? UNIT ON(?!WDAY|DATED|MONTHLY|THE|A|YEAR)"
)
def _since(tokens: Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    return None if unit is None else Phrase(span_of(tokens), Form.SINCE, unit)


_EDGES = {"START": Edge.START, "EARLY": Edge.EARLY, "MIDDLE": Edge.MIDDLE, "LATE": Edge.LATE, "END": Edge.END}


@rule("THE? (?:START|END|MIDDLE) (?:OF|HY) UNIT|THE? (?:EARLY|LATE|MIDDLE HY?) (?:IN)? UNIT|UNIT HY END|END YEARLY")
def _edge(tokens: Tokens) -> Phrase | None:
    unit = unit_of(tokens)
    token = first_of(tokens, *_EDGES)
    assert token is not None
    return None if unit is None else Phrase(span_of(tokens), Form.UNIT, replace(unit, edge=_EDGES[token.name]))


@rule("THE? YEARS HY? END YEAR?|(?:MONTH|QUARTER) HY END|THE? (?:END|START) OF (?:THE|THIS)? (?:YEARS|MONTH|QUARTER)")
def _year_end(tokens: Tokens) -> Phrase | None:
    grain, token = grain_of(tokens), first_of(tokens, "END", "START")
    year = first_of(tokens, "YEAR")
    if grain is None or token is None:
        return None
    unit = Unit(grain, year=year.value if year else None, offset=None if year else 0, edge=_EDGES[token.name])
    return Phrase(span_of(tokens), Form.BACK if year is None else Form.UNIT, unit, grain=grain)


@rule("YEARS POSS EVE")
def _last_day(tokens: Tokens) -> Phrase | None:
    """New Year's Eve."""
    return Phrase(span_of(tokens), Form.UNIT, Unit(Grain.DAY, 12, 31))


@rule("LAST? WDAY")
def _weekday(tokens: Tokens) -> Phrase | None:
    turn = -1 if tokens[0].name == "LAST" else None
    return Phrase(span_of(tokens), Form.UNIT, Unit(Grain.DAY, weekday=tokens[-1].value, turn=turn))


@rule("DAYREL")
def _day_relative(tokens: Tokens) -> Phrase | None:
    return Phrase(span_of(tokens), Form.UNIT, Unit(Grain.DAY, offset=tokens[0].value))


@rule(
    "(?:IN|FOR) THE ORD(?=AND|COMMA|STOP|CLOSE|HY|VS|FIG|BY)|(?:BY|OF) THE ORD(?=AND|COMMA|STOP|CLOSE|VS)|(?:IN|FOR|BY|OF) THE ORD$"
    "|(?<=(?:THAN|FROM|VS|ABOVE|TO))THE ORD(?:(?=AND|COMMA|STOP|CLOSE|VS)|$)"
)
def _another(tokens: Tokens) -> Phrase | None:
    """Another quarter or half of those just named: "42,094 in the first quarter, 72,056 in the second, 71% more than the first"."""
    ordinal = first_of(tokens, "ORD")
    return None if ordinal is None else Phrase(span_of(tokens), Form.UNIT, Unit(Grain.QUARTER, ordinal.value))


_ANOTHER = RULES[-1][0]


@rule("UNIT")
def _one_unit(tokens: Tokens) -> Phrase | None:
    return _of_unit(tokens)


@rule("NINE YEAR?")
def _nine_months(tokens: Tokens) -> Phrase | None:
    year = tokens[0].year or (tokens[-1].value if len(tokens) > 1 else None)
    unit = None if year is None else Unit(Grain.YEAR, year=year)
    return Phrase(span_of(tokens), Form.FIRST, unit, grain=Grain.MONTH, count=tokens[0].value)


@rule(
    "(?:(?:IN|OVER|AFTER|THE) THE? NUMBER MONTH (?:OF YEAR|OF RELYEAR)?|THE NUMBER HY MONTH PERIOD)(?!ENDED|TO(?! FIG)|THROUGH)"
    "|(?:AFTER|OVER|WITH)? NUMBER MONTH (?=(?:OTHER)? SUMS|IN COMMA)"  # "Eleven months now add up to", "Ten months in,"
    "|(?:AFTER|WITH)? NUMBER MONTH INTO (?:THE? YEARS|YEAR|RELYEAR)"  # "Eight months into the year"
    "|THE? NUMBER HY MONTH (?:TALLY|FLOW)(?!ENDED|(?:TO|THROUGH) (?:MON|DATE|THE))"
)
def _counted(tokens: Tokens) -> Phrase | None:
    year, offset = year_of(tokens)
    whole = None if year is None and offset is None else Unit(Grain.YEAR, year=year, offset=offset)
    return Phrase(span_of(tokens), Form.COUNTED, whole, grain=Grain.MONTH, count=count_of(tokens))


@rule(
    "(?:THE|A) RATED (?:TALLY|FLOW)"  # "The quarterly figure was …"
    "|(?:THE|THAT) FULL? HY? (?:FISCAL|CALENDAR)? (?:HALF HY? YEARS|YEARS|MONTH|QUARTER|HALF)|FULL HY? YEARS|THE (?:PERIOD)"
)
def _back(tokens: Tokens) -> Phrase | None:
    if len(tokens) == _TWO and tokens[1].name == "YEARS" and tokens[1].end - tokens[1].start > len("year"):
        return None  # "the years 2015 to 2017"
    return Phrase(span_of(tokens), Form.BACK, grain=grain_of(tokens), pointing=tokens[0].name == "THAT")


_TWO = 2
_NUMERAL = 4  # characters: "21st", where "first" is spelt out


@rule("FROM THE ORD (?:TO|THROUGH) THE ORD(?!HY|HALF|QUARTER|ANY)")
def _days_of_month(tokens: Tokens) -> Phrase | None:
    """From the first day of the month spoken of: "from the 1st to the 21st"."""
    first, last = (t for t in tokens if t.name == "ORD")
    spelt = any(t.end - t.start > _NUMERAL for t in (first, last))
    if spelt or first.value != 1 or last.value <= first.value:
        return None
    return Phrase(span_of(tokens), Form.FIRST, None, grain=Grain.DAY, count=last.value)


_ALL = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in RULES)
# Most words are in no rule, and these only within a phrase: none of them begins one.
_WITHIN = "DAY AND TO POSS AGO BEFORE ENDED PERIOD BEGINS TALLY HY COMMA"
_NEVER = "".join(c for n, c in CLASSES.items() if c not in _ALL or n in _WITHIN.split())
_GRAMMAR = re.compile(f"(?![{_NEVER}])(?:{_ALL})")
_BEFORE = 18  # tokens that the words of comparison can lie back
_BESIDE = 4  # tokens
_BUILDERS = {name: builder for name, _, builder in RULES}


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


def _is_summed_up(text: str, before: Token) -> bool:
    """Whether what stands before "through November" is summed up until then: "sales through November"."""
    return before.name in ("FLOW", "TALLY") or text[before.start : before.end].lower() in _SOLD


def phrases_en(text: str, sentence: Span) -> Iterator[Phrase]:
    """The time phrases of one sentence, in order."""
    if not may_name_time(text, sentence):
        return
    tokens = list(lex(text, sentence))
    classes = "".join([CLASSES[t.name] for t in tokens])
    surroundings: Surroundings | None = None
    told: Phrase | None = None  # the phrase before
    named: Unit | None = None  # the quarter or half named last
    position = 0
    while match := _GRAMMAR.search(classes, position):
        start, position = match.span()
        found, rest = tokens[start:position], tokens[position : position + 3]
        last = tokens[max(0, start - 1) : start]
        if is_figure(text, last, found, rest) or is_epithet(text, last, found, rest) or is_streak(text, found, rest):
            continue
        if is_given_name(text, last, found, rest):
            continue
        phrase = _BUILDERS[match.lastgroup or ""](found)
        if phrase is None or (
            phrase.form is Form.BACK and CLASSES["FULL"] in match.group() and _is_dated(classes, start, position)
        ):
            position = start + 1
            continue
        if match.lastgroup == THROUGH and start and not _is_summed_up(text, last[0]):
            position = start + 1
            continue
        if match.lastgroup == _ANOTHER:
            phrase = _like(phrase, named)
            if phrase is None:
                continue
        elif phrase.unit is not None and phrase.unit.grain in (Grain.QUARTER, Grain.HALF) and phrase.unit.number:
            named = phrase.unit
        surroundings = surroundings or Surroundings(text, sentence)
        placed = surroundings.placed(phrase, classes[max(0, start - _BEFORE) : start], classes[position : position + 2])
        if match.lastgroup == _ANOTHER and told is not None:
            placed = replace(placed, future=told.future, background=told.background)
        told = placed
        yield placed

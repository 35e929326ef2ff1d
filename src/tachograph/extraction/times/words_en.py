"""The English words of time: each token of a sentence gets a class, and each class is one character.

The string of classes is what the grammar and the context rules match, so that they read like syntax and run linearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tachograph.core.span import Span

_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NAMES = """
    MON YEAR DATE NUM DIG ORD QTR HALF1 NINE DAY WEEK MONTH QUARTER HALF YEARS WDAY LAST THIS NEXT PREV PAST SAME
    A AT THE OF IN FROM BETWEEN AND TO THROUGH SINCE AS BY THAN VS AFTER OVER ON POSS END START LATE EARLY MIDDLE WITH AGO
    BEFORE ENDED YOY MOM QOQ SOFAR TODATE YTD DAYREL FULL FISCAL PERIOD EACH YEARAGO ISOWEEK CUMULATIVE SEQUENTIAL THAT SHORT UP
    WITHIN INTO RATED CALENDAR BEGINS MTD QTD TALLY FLOW FOLLOWING FIG CMP FOR LATER ABOVE VERB EVE SUMS HY COMMA SLASH OPEN CLOSE STOP OTHER
"""

# Each class of words is one character.
CLASSES = {name: chr(0x100 + n) for n, name in enumerate(_NAMES.split())}

WORDS: dict[str, tuple[str, int]] = {}


def _enter(name: str, words: str, value: int = 0) -> None:
    WORDS.update(dict.fromkeys(words.split(), (name, value)))


for _n, _word in enumerate(_MONTHS.split(), 1):
    _enter("MON", f"{_word} {_word[:3]}", _n)
_enter("MON", "sept", 9)
for _n, _word in enumerate(_NUMBERS.split(), 1):
    _enter("NUM", _word, _n)
_enter("NUM", "couple", 2)
for _n, _word in enumerate("thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), 13):
    _enter("NUM", _word, _n)
for _n, _word in enumerate("thirty forty fifty sixty".split(), 3):
    _enter("NUM", _word, 10 * _n)
for _n, _word in enumerate(_ORDINALS.split(), 1):
    _enter("ORD", _word, _n)
_enter("ORD", "opening", 1)
for _n, _word in enumerate(_DAYS.split()):
    _enter("WDAY", _word, _n)
for _name, _list in {
    "DAY": "day days", "WEEK": "week weeks", "MONTH": "month months", "QUARTER": "quarter quarters",
    "HALF": "half halves", "YEARS": "year years", "LAST": "last", "THIS": "this current",
    "NEXT": "next coming upcoming", "FOLLOWING": "following",
    "PREV": "previous prior preceding", "PAST": "past trailing",
    "SAME": "same corresponding comparable equivalent like",
    "A": "a an", "THE": "the its their", "OF": "of", "IN": "in during", "WITHIN": "within", "INTO": "into", "RATED": "quarterly", "BEGINS": "starting commencing", "FROM": "from", "BETWEEN": "between",
    "AND": "and &", "TO": "to", "THROUGH": "through until till thru", "SINCE": "since", "AS": "as", "BY": "by",
    "THAN": "than", "VS": "versus vs against", "CMP": "compared", "ABOVE": "above below exceeding",
    "VERB": "beat beats beating top tops topped topping exceed exceeds exceeded surpass surpasses surpassed surpassing outdid passes passed betters bettered bettering outstrips outstripped", "FOR": "for",
    "OVER": "over", "AFTER": "after",
    "ON": "on onward onwards", "END": "end close", "START": "start beginning", "LATE": "late", "EARLY": "early",
    "MIDDLE": "mid middle", "EVE": "eve", "SUMS": "add adds added come comes came amount amounts sum sums bring brings brought make makes yield yields",
    "AGO": "ago earlier back", "BEFORE": "before", "ENDED": "ended ending", "YTD": "ytd", "FULL": "full whole entire all",
    "FISCAL": "fiscal financial fy", "CALENDAR": "calendar", "TALLY": "tally total sum count figure haul",
    "FLOW": "sales deliveries exports output production volume volumes shipments registrations installations revenue profit", "PERIOD": "period span stretch", "EACH": "each every per any",
    "CUMULATIVE": "cumulative cumulatively accumulated all-time", "SEQUENTIAL": "sequentially sequential",
    "THAT": "that those", "LATER": "later", "AT": "at", "WITH": "with", "SHORT": "short", "UP": "up down",
}.items():  # fmt: skip
    _enter(_name, _list)
_enter("DAYREL", "yesterday", -1)
_enter("DAYREL", "today", 0)
_enter("DAYREL", "tomorrow", 1)
_enter("ORD", "final", -1)

# "its best month to date" is no part of a month
_NO_RECORD = "".join(
    f"(?<!{word} )" for word in ("best", "worst", "strongest", "weakest", "highest", "biggest", "busiest", "record")
)

# "This week 3 automakers …": the figure is none of the week's
_NO_SPAN = "".join(f"(?<!{word} )" for word in "this last next past that the a one per each every first final".split())

# Most tokens are plain words and marks, so these come first; the rest is tried only where its first character stands.
_LEX = re.compile(
    r"(?P<plain>(?![FHMPQY]|w(?:ee)?k[ -]?\d|new year|so far|to date|at (?:the time of|press))(?-i:[A-Za-z]+))\b(?:(?<=\b[A-Z][a-z][a-z])\.|(?<=\bSept)\.)?"
    r"|(?P<hy>[-–—~])|(?P<comma>,)|(?P<slash>/)|(?P<open>[(\[（])|(?P<close>[)\]）])|(?P<stop>[.;:|!?])"
    r"|(?=[AFMNPQSTWY])(?:"
    rf"(?P<isoweek>{_NO_SPAN}\bw(?:ee)?k[ -]?(?:0?[1-9]|[1-4]\d|5[0-3])\b(?![.,:]?\d|[\w%-]| of (?!the year|20)))|"
    r"(?P<newyear>(?<!chinese )(?<!lunar )\bNew Year['’]?s Day\b)|"
    r"(?P<writing>\bat (?:the time of (?:writing|publication)|press time)\b)|"
    r"(?P<yoy>\b(?:year[- ](?:on|over|to|by)[- ]year|yoy|y-o-y|y/y|yr/yr)\b)(?![- ]date)"
    r"|(?P<mom>\b(?:month[- ](?:on|over|to|by)[- ]month|mom|m-o-m|m/m)\b)"
    r"|(?P<qoq>\b(?:quarter[- ](?:on|over|to|by)[- ]quarter|qoq|q-o-q|q/q)\b)"
    rf"|(?P<ytd>{_NO_RECORD}\byear[- ]to[- ]date\b)|(?P<mtd>{_NO_RECORD}\bmonth[- ]to[- ]date\b|\bMTD\b)|(?P<qtd>{_NO_RECORD}\bquarter[- ]to[- ]date\b|\bQTD\b)"
    r"|(?P<sofar>\bso far\b)|(?P<todate>(?<!month )(?<!quarter )(?<!year )\bto date\b)"
    r"|(?P<yearago>\byear[- ](?:ago|earlier)\b|\b(?:prior|previous)[- ]year(?= (?:period|quarter|month|half|level"
    r"|figure)))"
    r"|(?P<fy>\bFY ?(?:20)?\d\d(?-i:[AEF]?)\b)"
    r")|(?=[HQ\d])(?:"
    r"(?P<qtr>\b(?:(?:19|20)\d\d ?-?Q[1-4]|[1-4]Q(?:(?:20)?\d\d)?"
    r"|Q[1-4](?:['’ ]?(?:20)?\d\d(?![\d,.%]))?)\b(?![,.]\d))"
    r"|(?P<half1>\b(?:(?:19|20)\d\d ?-?H[12]|[12]H(?:(?:20)?\d\d)?|H[12](?:['’ ]?(?:20)?\d\d(?![\d,.%]))?)\b(?![,.]\d))"
    r")|(?=\d)(?:"
    r"(?P<date>\b(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\b(?![\w%]))"
    r"|(?P<nine>\b(?:[2-9]|1[01])M(?:(?:20)?\d\d)\b)"
    r"|(?P<year>(?<![\w.,$€£¥#])(?<!(?-i:[A-Z])-)(?:19[89]|20[0-4])\d(?-i:E?)(?![\w%+]|[.,:]\d|-\d\d?-\d))"
    r"|(?P<ord>\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b)"
    r"|(?P<dig>(?<![\w.,$€£¥#:])(?:0?[1-9]|[12]\d|3[01])(?![\w%+]|[.,:]\d))"
    r")|(?P<poss>['’]s?(?=[\s,.;)]|$))"
    r"|(?P<word>[A-Za-z]+)\b(?:(?<=\b[A-Z][a-z][a-z])\.|(?<=\bSept)\.)?"
    r"|(?P<other>[^\s\w]?(?:[.,%$€£¥+]{0,8}\w++)+[%+]?|\S)",  # the bound keeps a long run of marks linear
    re.IGNORECASE,
)
_FIXED = {
    "yoy": "YOY", "mom": "MOM", "qoq": "QOQ", "ytd": "YTD", "mtd": "MTD", "qtd": "QTD", "sofar": "SOFAR", "todate": "TODATE", "yearago": "YEARAGO",
    "poss": "POSS", "hy": "HY", "comma": "COMMA", "slash": "SLASH", "open": "OPEN", "close": "CLOSE", "stop": "STOP",
    "other": "OTHER",
}  # fmt: skip


class Token(NamedTuple):
    """A word or mark: its class, its number (month, count, year …) and the year that a code such as 3Q25 holds."""

    name: str
    value: int
    year: int | None
    start: int
    end: int


def _century(digits: str) -> int | None:
    return None if not digits else int(digits) if len(digits) == 4 else 2000 + int(digits)


def _numbered(text: str, letter: str) -> tuple[int, int | None]:
    """The number and year of "Q3 2025", "3Q25", "2025Q3", "9M25"."""
    upper = text.upper()
    before, _, after = upper.partition(letter)
    before, after = before.strip(" -"), after.strip(" '’")
    if len(before) == 4:
        return int(after), int(before)
    if before:
        return int(before), _century(after)
    return int(after[0]), _century(after[1:].strip(" '’"))


_DIGIT_OR_WORD = re.compile(r"[a-z]+|\d", re.IGNORECASE)
HANGING = frozenset(
    "A THE OF IN FROM AND TO AS BY AT WITH ON FOR OVER AFTER THAN VS CMP ABOVE VERB THAT UP SHORT NUM EACH FLOW TALLY LATER"
    " THROUGH THIS SINCE BEFORE END START MIDDLE LATE EARLY PAST LAST NEXT PREV BETWEEN WITHIN BEGINS FOLLOWING AGO ENDED"
    " FISCAL CALENDAR".split()
)
"""Classes of words that hang on others in every rule of the grammar: without any other, a sentence names no time."""
_SIGNS = frozenset(
    (
        *(word for word, (name, _) in WORDS.items() if name not in HANGING),
        *"y m q yr yoy mom qoq mtd qtd far date new writing publication press".split(),
    )
)  # with the words of the longer patterns of the lexer: "y/y", "so far", "at the time of writing"


def may_name_time(text: str, sentence: Span) -> bool:
    """Whether a sentence has a word or digit that a time needs; most have none."""
    words = _DIGIT_OR_WORD.findall(text, sentence.start, sentence.end)
    return not _SIGNS.isdisjoint(map(str.lower, words)) or any(map(str.isdigit, words))


def lex(text: str, sentence: Span) -> Iterator[Token]:
    """The tokens of a sentence in order."""
    for match in _LEX.finditer(text, sentence.start, sentence.end):
        group = match.lastgroup or "other"
        start, end = match.span(group)
        if group in ("plain", "word"):
            word = match[group]
            name, value = WORDS.get(word.lower(), ("OTHER", 0))
            if name in {"MON", "WDAY"} and not word[0].isupper():
                name = "OTHER"
            stopped = (
                name == "MON" and match.end() < sentence.end
            )  # "Nov.'s": the stop is of the word, not of the sentence
            yield Token(name, value, None, start, match.end() if stopped else end)
        elif group == "other" and any(map(str.isdigit, match[group])):
            yield Token("FIG", 0, None, start, end)
        elif group == "newyear":  # the first of January
            yield Token("MON", 1, None, start, start + len("New Year"))
            yield Token("DIG", 1, None, start + len("New Year"), end)
        elif group in _FIXED:
            yield Token(_FIXED[group], 0, None, start, end)
        else:
            yield _valued(group, match[group], start, end)


def _valued(group: str, text: str, start: int, end: int) -> Token:
    if group in ("qtr", "half1", "nine"):
        name = {"qtr": "QTR", "half1": "HALF1", "nine": "NINE"}[group]
        number, year = _numbered(text, {"qtr": "Q", "half1": "H", "nine": "M"}[group])
        return Token(name, number, year, start, end)
    if group == "fy":
        return Token("YEAR", _century(re.sub(r"\D", "", text)) or 0, None, start, end)
    if group == "writing":
        return Token("DAYREL", 0, None, start, end)
    if group == "date":
        year, month, day = map(int, re.split("[-/]", text))
        try:
            return Token("DATE", date(year, month, day).toordinal(), None, start, end)
        except ValueError:
            return Token("OTHER", 0, None, start, end)
    return Token(group.upper(), int(re.sub(r"\D", "", text)), None, start, end)


_MACROS = {
    "REL": "(?:LAST|THIS|NEXT|PREV)",
    "RELYEAR": "(?:THE? (?:LAST|THIS|NEXT|PREV) CALENDAR? YEARS)",
    "RELMONTH": "(?:THE? (?:LAST|THIS|NEXT|PREV) MONTH)",
    "WHEN": "(?:(?:OF|IN) THIS NUM(?!DAY|WEEK|MONTH|QUARTER|YEARS)|COMMA? YEAR|(?:OF|IN) THE? (?:FISCAL|CALENDAR)? YEARS? (?:YEAR|RELYEAR)|RELYEAR|OF THE YEARS|(?:OF|IN) THAT SAME? YEARS)",
    "OWNED": "(?:(?:YEAR|RELYEAR) POSS)",
    "NUMBER": "(?:NUM|DIG)",
    "DAYNUM": "(?:DIG|ORD)",
    "DATED": "(?:DATE|MON DAYNUM (?:COMMA? YEAR|(?:OF|IN) (?:YEAR|RELYEAR))?"
    "|THE? DAYNUM OF? MON (?:COMMA? YEAR|(?:OF|IN) YEAR|RELYEAR)?)",
    "MONTHLY": "(?:OWNED? MON WHEN?|(?:LAST|THIS|NEXT) MON|YEAR MON(?! DAYNUM))",
    "QUARTERLY": "(?:THE? OWNED? FISCAL? ORD HY? QUARTER WHEN?|OWNED? QTR WHEN?)",
    "HALVED": "(?:THE? OWNED? FISCAL? ORD HY? HALF WHEN?|OWNED? HALF1 WHEN?)",
    "YEARLY": "(?:OWNED FULL HY? YEARS|(?:THE? FULL HY? (?:OF|YEARS)?)? (?:FISCAL|CALENDAR)? YEARS? YEAR|RELYEAR)",
    "UNIT": "(?:DATED|QUARTERLY|HALVED|MONTHLY|YEARLY|THE? REL (?:MONTH|QUARTER|WEEK)|THE? PAST QUARTER)",
    "POINT": "(?:DATED|QUARTERLY|HALVED|MONTHLY|YEAR)",
    "ONDAY": "(?:WDAY COMMA?)",
    "DASH": "(?:HY TO HY|HY|TO|THROUGH TO?)",
    "ANY": "(?:DAY|WEEK|MONTH|QUARTER|YEARS)",
    "ONE": "(?:A|NUM|DIG)",
    "WORD": "(?:RATED|INTO|FLOW|FOLLOWING|SUMS|OTHER)",
}


def compile_rule(rule: str) -> str:
    """A pattern written with the names of classes and macros, as a regular expression over class characters."""
    for _ in range(4):  # macros name macros, four deep
        rule = re.sub(r"[A-Z]\w+|\bA\b", lambda m: _MACROS.get(m.group(), m.group()), rule)
    rule = re.sub(r"\b[A-Z]\w*\b", lambda m: CLASSES[m.group()], rule)
    return rule.replace(" ", "")

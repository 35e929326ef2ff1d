"""How many time expressions of the Recognizers-Text specs are resolved right, of those that news uses.

The specs are Microsoft's (MIT licence) and not part of this project: clone ``microsoft/Recognizers-Text`` and run
``python -m benchmarks.extraction.datetime_specs Recognizers-Text/Specs/DateTime/English``. With ``--errors`` it prints
every expression that is resolved wrongly, with ``--page FILE`` it writes the page of results.

An expression is right if a time that overlaps it means the interval of the specs, or names the unit that it is of. The conventions that differ:

- The specs exclude the end of an interval; here it is included. In a range the last unit named is included too, as in
  news ("January to September" has September); the specs end it where that unit starts.
- Months written small ("june 2016") get their capital: in news "may" and "march" are verbs.
- Where the year is not said, the specs give the last and the next; either is right.
- A stretch counted from the day of writing ("the past three months") is right within a day at each end.
- Words that name a part of a unit without its days ("late May", "the end of 2026", "later this year") are right if the
  unit is: the specs cut it in half. Where the specs leave one end open ("since", "until"), the other is compared.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tachograph.core.document import Document
from tachograph.core.period import Period
from tachograph.core.sentences import split_sentences
from tachograph.extraction.times.expressions import TimeMention, find_times

FILES = ("DateTimeModel.json", "DatePeriodParser.json", "DateParser.json")

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|ust|ember|tember|ober)?"
_UNIT = r"(?:day|week|month|quarter|year)s?"
_ORDINAL = r"(?:\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|teenth)|thirtieth)"

# What is left out and why: the first rule with a pattern in the expression (in lower case) decides.
LEFT_OUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "holidays, seasons, weekends, working weeks, school years, decades, centuries: no calendar units of the trade",
        (
            r"easter|christmas|thanksgiving|halloween|juneteenth|patrick|\beid\b|black friday|new year",
            r"(?:independence|jubilee|freedom|labor|workers'|earth) day|summer|winter|spring|autumn|school|\bsy ?\d",
            r"weekend|work(?:ing)? ?week|business|fortnight|decade|century|\d0 ?['’]?s\b|(?:ties|tens|thousands)\b",
        ),
    ),
    ("weekdays, alone or before a date", (r"\b(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|nesday|urday)?\b",)),
    (
        "distances from a day, which name a day and no interval (two weeks ago, 3 days from today, in a month)",
        (
            r"\bago\b|hence|in the future|^in (?:a|an|two|\d+) \w+$|\blater$",
            rf"{_UNIT},? (?:from|after|before|since)\b|\d {_UNIT} starting|^a \w+ starting",
            rf"{_UNIT},? (?:and )?\d+ {_UNIT}",
        ),
    ),
    (
        "units that no word tells apart from the one the text is about (the month, the same week, the day after)",
        (
            r"^(?:the|my|this|past|last|next|the next|the last|same|otd)(?: day)?$|^the day (?:before|after)",
            r"^(?:the|my|same) (?:week|month|year)$|in the (?:week|year)$|^end of the week$|after (?:the )?next|^following",
        ),
    ),
    ("what is left of a unit (the rest of the week)", (r"\brest\b|remaining",)),
    (
        "bounds and queries (before, after, no later than, 2018 or later, starting next week)",
        (
            r"\b(?:before|after|later than|or later|no later|greater|as early as|as late as)\b|and later|[<>=]",
            r"^(?:starting|beginning) (?!of)",
        ),
    ),
    (
        "days without a month or counted in it (the 18th, the 15th day of next month)",
        (
            r"^(?:the |around the )?\d{1,2}(?:st|nd|rd|th)?$|\d(?:st|nd|rd|th) (?:this|of next|of this)|week of the \d",
            rf"^the {_ORDINAL}$|^the twenty second$|^the thirty$|day of (?:the|next) month",
        ),
    ),
    ("weeks and months by number (week 31, the third month)", (r"\bweek \d", rf"(?:\dth|{_ORDINAL}) month\b")),
    (
        "numbers for months, glued or turned-round dates (4/22, 11-2016, oct/2, 2019-aug-1), two-digit years",
        (
            r"^(?!\d{4}/\d\d?/\d\d?$).*/|\d\.\d|\b\d{8}\b|\d{4} \d\d \d\d|\bof \d\d$|\b[cs]y ?\d|\d\. |^eoy$|\d[a-z]{4}",
            r"^\d{1,2} ?- ?\d{4}\b|^\d{4} ?- ?\d{1,2}$|\b\d{1,2}-\d{1,2}-\d{2,4}\b|^\d{1,2}-\d{1,2}$|-\d{4}-",
            rf"\b{_MONTH}(?:[-.]?\d|,? ?\. \d)|-{_MONTH}-|\b{_MONTH}-\d{{4}}|{_MONTH} (?:99|12)$",
        ),
    ),
    (
        "days and years in words (may twenty nine, two thousand and ten, the ninth)",
        (
            r"thousand|nineteen|hundred|fifteen|twenty|thirty",
            rf"\b{_MONTH}(?: the)? {_ORDINAL}\b|\b{_ORDINAL} (?:of )?{_MONTH}\b|\b{_ORDINAL} (?:till|and)\b",
        ),
    ),
    ("short forms of chat (tmrw, 3year)", (r"\btmrw\b|\b\dyear",)),
    ("years before 1900 or after 2100", (r"\b(?:1[0-8]\d\d|21\d\d|year \d{3})\b",)),
    (
        "the moment of writing as an end of a range (between May and now, today till tomorrow)",
        (r"\bnow\b", r"(?<!year )\b(?:and|till|to) (?:today|tomorrow|yesterday|current|date)|^since tomorrow"),
    ),
)


@dataclass(frozen=True)
class Case:
    """An expression of the specs: ``values`` are its readings, each a first and a last day, as the specs write them."""

    text: str
    written: date | None
    start: int
    end: int
    timex: str
    values: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", self.text[self.start : self.end].lower()).strip()


def read(directory: Path, counts: Counter[str]) -> Iterator[Case]:
    """The expressions of the specs with an interval, each once; ``counts`` takes those of other types, by type."""
    seen: set[tuple[str, int, date | None]] = set()
    for name in FILES:
        for entry in json.loads((directory / name).read_text(encoding="utf-8-sig")):
            written = entry.get("Context", {}).get("ReferenceDateTime", "")[:10]
            day = date.fromisoformat(written) if written else None
            for result in entry["Results"]:
                key = (entry["Input"], result.get("Start", -1), day)
                if key in seen:
                    continue
                seen.add(key)
                kind = result.get("TypeName", result.get("Type", "date")).split(".")[-1]
                if kind not in ("date", "daterange"):
                    counts[kind] += 1
                elif case := _case(entry["Input"], day, result):
                    yield case
                else:
                    counts["no interval"] += 1


def _case(text: str, written: date | None, result: dict[str, object]) -> Case | None:
    start = result.get("Start")
    start = text.lower().find(str(result["Text"]).lower()) if start is None else int(str(start))
    end = start + int(str(result["Length"])) if "Length" in result else start + len(str(result["Text"]))
    timex, values = _readings(result)
    if start < 0 or not values:
        return None
    capital = re.sub(rf"\b{_MONTH}\b", lambda m: m.group().title(), text[start:end])
    return Case(text[:start] + capital + text[end:], written, start, end, timex, values)


def _readings(result: dict[str, object]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The timex and the readings as (first day, day after the last), "" for an open end; equal for a day."""
    model = result.get("Resolution")
    if isinstance(model, dict):
        rows = [v for v in model["values"] if v.get("value") != "not resolved"]
        timex = str(model["values"][0].get("timex", ""))
    else:
        value = result.get("Value")
        if not isinstance(value, dict):
            return "", ()
        timex, rows = str(value["Timex"]), [value["PastResolution"], value["FutureResolution"]]
    pairs = []
    for row in rows:
        if "value" in row or "date" in row:
            day = row.get("value") or row["date"]
            first, last = ("", day) if row.get("Mod") in ("before", "until") else (day, day)
            pairs += [(first, last)] if "-" in day else []
        elif row.get("start") or row.get("end") or row.get("startDate") or row.get("endDate"):
            pairs.append((row.get("start") or row.get("startDate") or "", row.get("end") or row.get("endDate") or ""))
    return timex, tuple(dict.fromkeys(p for p in pairs if "0001-01-01" not in p))


def left_out(case: Case) -> str | None:
    """Why the expression is not of the language of news; ``None`` if it is."""
    return next((why for why, patterns in LEFT_OUT if any(re.search(p, case.words) for p in patterns)), None)


# --- what is right ------------------------------------------------------------------------------------------------------

_TWO_ENDS = re.compile(r"(?!\d-[qh]\d$)\w ?(?:-|–|~| to | until | till | through | and ) ?\w")
_COUNTED = re.compile(
    r"\b(?:next|past|last|previous|following|coming|upcoming|within)\b.*\b(?:days|weeks|months|years|quarters)"
    r"|\d (?:next|past|previous|upcoming)|to date"
)
_PART = re.compile(r"\b(?:late|later|early|earlier|mid|middle|end|beginning|start)\b")
_TUPLE = re.compile(r"\((\S+),(\S+),P(\d+)([DWMY])\)")
_TIMEX_UNIT = re.compile(r"\d{4}(?:-\d\d)?")


def group(case: Case) -> str:
    """The kind of expression, for the table."""
    words = case.words
    if _PART.search(words):
        return "parts of units (late May, the end of 2026, later this year)"
    if re.match(r"since|until|by\b|till", words):
        return "since, until, by"
    if _COUNTED.search(words):
        return "stretches counted from the day of writing (the past three months)"
    if re.search(r"\b(?:first|last|final)\b.* (?:\d|two|three|four|ten)", words):
        return "the first or last so many units of a unit"
    if _TWO_ENDS.search(words):
        return "ranges (May to July, between 2021 and 2024, March 1-16)"
    if re.search(r"\bq\d|\bh\d|quarter|half|\dq", words):
        return "quarters and halves"
    if "week" in words:
        return "weeks"
    if re.search(r"this|last|next|previous|coming|current|upcoming|following|yesterday|today|tomorrow", words):
        return "months, years and days from the day of writing (last month, tomorrow)"
    return "dates, months and years"


def is_right(case: Case, mention: TimeMention) -> bool:
    """Whether the mention means what the specs say, but for the conventions above."""
    readings = {p for p in (mention.period, mention.whole) if p is not None}
    return any(_agrees(case, p, first, last) for p in readings for first, last in case.values)


def _agrees(case: Case, period: Period, first: str, last: str) -> bool:
    start = date.fromisoformat(first) if first else None
    end = None if not last else date.fromisoformat(last) - timedelta(days=first != last and bool(first))
    if not first or not last:
        if _PART.search(case.words) and _unit(case, first or last) == period:
            return True
        return period.start == start if start else period.end in _around(date.fromisoformat(last))
    if _PART.search(case.words) and (unit := _unit(case, first)) is not None and unit.same_days(period):
        return True
    if (wide := _TUPLE.fullmatch(case.timex)) and _TWO_ENDS.search(case.words) and "quarter" not in case.words:
        end = _end_of_last(case.words, wide[4], date.fromisoformat(last))
    slack = 1 if _COUNTED.search(case.words) else 0
    near = period.start is not None and start is not None and abs((period.start - start).days) <= slack
    return near and end is not None and abs((period.end - end).days) <= slack


def _around(end: date) -> Iterable[date]:
    """The 27th may or may not be in "until the 27th"; the end of a month is written as the first of the next."""
    return (end, end - timedelta(days=1))


def _unit(case: Case, day: str) -> Period | None:
    """The unit that the timex names, in the year of ``day``; weeks from their Monday."""
    if re.fullmatch(r"\d{4}-W\d\d", case.timex):
        monday = date.fromisocalendar(int(case.timex[:4]), int(case.timex[6:]), 1)
        return Period.between(Period.day(monday), Period.day(monday + timedelta(days=6)))
    timex = case.timex.replace("XXXX", day[:4])
    return Period.parse(timex) if _TIMEX_UNIT.fullmatch(timex) else None


def _end_of_last(words: str, unit: str, last: date) -> date:
    """The last day of the unit that a range names last, from the day on which that unit starts."""
    if re.search(r"\b(?:end|start|middle)\b", words):
        return last - timedelta(days=1)
    tail = re.split(r" ?(?:-|–|~| to | until | till | through | and ) ?", words)[-1]
    if unit == "D" and re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", tail):
        return last
    if re.search(r"\bq\d", tail):
        return Period.quarter(last.year, (last.month + 2) // 3).end
    if re.search(_MONTH, tail):
        return Period.month(last.year, last.month).end
    return Period.year(last.year).end if re.search(r"\d{4}", tail) else last


# --- the run ------------------------------------------------------------------------------------------------------------


def mentions(case: Case) -> list[TimeMention]:
    """The times that overlap the expression."""
    document = Document("spec", case.text, None, published=case.written, lang="en")
    found = find_times(document, split_sentences(case.text))
    return [m for m in found if m.span.start < case.end and m.span.end > case.start]


@dataclass
class Results:
    """Expressions right and in all by kind, those left out by reason, other types by name, and the wrong ones."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, list[Case]] = field(default_factory=lambda: {why: [] for why, _ in LEFT_OUT})
    other: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Case, list[TimeMention]]] = field(default_factory=list)


def score(directory: Path) -> Results:
    """Resolve every expression of the specs in ``directory`` that news uses."""
    results = Results()
    for case in read(directory, results.other):
        why = left_out(case)
        if why is not None:
            results.left_out[why].append(case)
            continue
        found = mentions(case)
        results.total[group(case)] += 1
        if any(is_right(case, m) for m in found):
            results.right[group(case)] += 1
        else:
            results.wrong.append((case, found))
    return results


def main() -> None:
    """Score, and print or write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("specs", type=Path, help="the directory Specs/DateTime/English of Recognizers-Text")
    parser.add_argument("--errors", action="store_true", help="print what is resolved wrongly")
    parser.add_argument("--left-out", action="store_true", help="print what is left out, by reason")
    parser.add_argument("--page", type=Path, help="write the results as Markdown here")
    options = parser.parse_args()
    results = score(options.specs)
    for case, found in results.wrong if options.errors else ():
        got = [f"{m.span.of(case.text)!r} {m.period} {m.whole or ''}".strip() for m in found]
        sys.stdout.write(f"{case.words!r} {case.written} {case.timex} {case.values} got {got}\n")
    for why, cases in results.left_out.items() if options.left_out else ():
        sys.stdout.write(f"{why}\n    " + "; ".join(sorted({c.words for c in cases})) + "\n")
    sys.stdout.write(page(results))
    if options.page:
        options.page.write_text(page(results), encoding="utf-8")


def page(results: Results) -> str:
    """The results as Markdown."""
    right, total = results.right, results.total
    rows = [f"| {kind} | {total[kind]} | {right[kind]} | {right[kind] / total[kind]:.0%} |" for kind in sorted(total)]
    share = right.total() / total.total()
    types = ", ".join(f"{kind} {n}" for kind, n in sorted(results.other.items()))
    return "\n".join(
        [
            "# Time expressions of the Recognizers-Text specs",
            "`python -m benchmarks.extraction.datetime_specs Recognizers-Text/Specs/DateTime/English --page FILE` makes this page",
            "from the English specs of [Recognizers-Text](https://github.com/microsoft/Recognizers-Text) (MIT licence), which are",
            f"not part of this project ({', '.join(f'`{f}`' for f in FILES)}, each expression once). There are no Chinese ones",
            "among them. What counts as right is written at the top of the script. The rules were mended with these",
            "expressions in sight, so the share says how much of the language is covered, not how well new text is read.",
            "",
            f"**Right: {right.total()} of {total.total()}, {share:.1%}.**",
            "",
            "| expressions of news | of | right | share |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            "",
            "## Left out",
            f"By the type that the specs give: {types}. The others by the first rule that fits:",
            "",
            "| what and why | expressions |",
            "| --- | ---: |",
            *(f"| {why} | {len(cases)} |" for why, cases in results.left_out.items()),
            "",
        ]
    )


if __name__ == "__main__":
    main()

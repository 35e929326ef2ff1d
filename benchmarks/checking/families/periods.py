"""Slips in when a figure holds: another month, another year, a month called a quarter, a whole text a year off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from evaluation.claims import Row

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.planting import Edit, Plant
from tachograph.core.sentences import split_sentences

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_QUARTERS = {"en": ("the first", "the second", "the third", "the fourth"), "zh": ("一", "二", "三", "四")}
_MONTH = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")\b|(?<![\d.—–-])1?\d月(?!\d|[—–~至到]|底|末|初)")
_IN_MONTH = re.compile(r"\bin (?P<month>" + "|".join(_MONTHS) + r")\b(?! \d)|(?<![年\d.—–-])(?P<zh>1?\d月)(?!\d|[份底末初]|[—–~至到])")  # fmt: skip
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,.]\d|\d)")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WORD = {
    "year": re.compile(r"year[- ]on[- ]year|\bYoY\b|\bYOY\b|\bY/Y\b|from a year (?:earlier|ago)|同比|按年"),
    "month": re.compile(
        r"month[- ]on[- ]month|\bMoM\b|\bMOM\b|from the previous month|from the month before|环比|按月"
    ),
}
_OTHER_BASIS = {
    "同比": "环比", "按年": "按月", "环比": "同比", "按月": "按年", "YoY": "MoM", "MoM": "YoY", "YOY": "MOM", "MOM": "YOY",
    "year-on-year": "month-on-month", "month-on-month": "year-on-year",
    "year on year": "month on month", "month on month": "year on year",
    "from a year earlier": "from a month earlier", "from a year ago": "from a month ago",
    "from the previous month": "from a year earlier", "from the month before": "from the year before",
}  # fmt: skip
_NEAR = 26  # characters from a word of comparison to its figure
_Shift = Callable[[str], str]


@dataclass(frozen=True)
class _Sentence:
    start: int
    end: int
    rows: tuple[int, ...]


def wrong_month(ground: Ground) -> Iterator[Plant | None]:
    """The month before or after, for the figures of one sentence, if it does not name that one too."""
    text = ground.article.text
    for sentence, match, own in _single_months(ground, _MONTH):
        number = int(own[5:])
        named = {_number(m[0]) for m in _MONTH.finditer(text, sentence.start, sentence.end)}
        others = [n for n in (number - 1, number + 1) if 1 <= n <= len(_MONTHS) and n not in named]
        if others:
            new = ground.dice.choice(others)
            edit = Edit(*match.span(), _month_like(match[0], new))
            yield _moved(ground, sentence, edit, partial(_month_for, old=number, new=new))


def month_as_quarter(ground: Ground) -> Iterator[Plant | None]:
    """A month's figure given as that of its quarter."""
    lang = ground.article.document.lang
    for sentence, match, own in _single_months(ground, _IN_MONTH):
        number = int(own[5:])
        name = _QUARTERS[lang][(number + 2) // 3 - 1]
        edit = Edit(*match.span(), f"{name}季度" if lang == "zh" else f"in {name} quarter")
        yield _moved(ground, sentence, edit, partial(_as_quarter, number=number))


def wrong_year(ground: Ground) -> Iterator[Plant | None]:
    """Another year, for the figures of one sentence."""
    text, rows = ground.article.text, ground.article.rows
    for sentence in _sentences(ground):
        matches = list(_YEAR.finditer(text, sentence.start, sentence.end))
        years = [m[0] for m in matches]
        for match in matches:
            year, step = match[0], ground.dice.choice((-1, 1))
            about = any(year in _times(rows[i]) for i in sentence.rows)
            if (
                about
                and years.count(year) == 1
                and not _inside_figure(ground, match)
                and not _inherited(ground, sentence, year)
            ):
                edit = Edit(*match.span(), str(int(year) + step))
                yield _moved(ground, sentence, edit, partial(_for_year, old=year, new=str(int(year) + step)))


def year_off(ground: Ground) -> Iterator[Plant | None]:
    """Every year of the text that figures are of, and its own date, one too early or too late."""
    article = ground.article
    times = " ".join(_times(row) for row in article.rows)
    years = [m for m in _YEAR.finditer(article.text) if m[0] in times and not _inside_figure(ground, m)]
    for step in (-1, 1) if years else ():
        edits = tuple(Edit(*m.span(), str(int(m[0]) + step)) for m in years)
        yield _with_changes(ground, edits, range(len(article.rows)), partial(_years_later, years=step), years=step)


def basis(ground: Ground) -> Iterator[Plant | None]:
    """A change against the year before said to be against the month before, and the other way round."""
    text, rows = ground.article.text, ground.article.rows
    for i, row in enumerate(rows):
        period = row["period"] or ""
        if row["kind"] != "change" or not re.fullmatch(r"\d{4}-\d\d", period):
            continue
        year, month = _later(period, -12), _later(period, -1)
        which = {year: "year", month: "month"}.get(row["basis"])
        if which and (match := _word_beside(text, rows, row, _WORD[which])) and match[0] in _OTHER_BASIS:
            new = month if which == "year" else year
            yield Plant((Edit(*match.span(), _OTHER_BASIS[match[0]]),), {i: {"basis": new}})


def _word_beside(text: str, rows: tuple[Row, ...], row: Row, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The only word of comparison between a figure and its neighbours on either side."""
    before = max((r["end"] for r in rows if r["end"] <= row["start"]), default=0)
    behind = min((r["start"] for r in rows if r["start"] >= row["end"]), default=len(text))
    left = list(pattern.finditer(text, max(before, row["start"] - _NEAR), row["start"]))
    right = list(pattern.finditer(text, row["end"], min(behind, row["end"] + _NEAR)))
    return (left + right)[0] if len(left) + len(right) == 1 else None


def month_off(ground: Ground) -> Iterator[Plant | None]:
    """The month that the text is about, everywhere another."""
    text, rows = ground.article.text, ground.article.rows
    matches = [m for m in _MONTH.finditer(text) if not _inside_figure(ground, m)]
    months = {_number(m[0]) for m in matches}
    for number in sorted(months):
        about = [i for i, row in enumerate(rows) if f"-{number:02}" in _times(row)]
        is_stretch = any(re.search(rf"[/-]{number:02}[/-]|/\S*-{number:02}", _times(rows[i])) for i in about)
        step = ground.dice.choice([n for n in (-1, 1) if 1 <= number + n <= len(_MONTHS)])
        if is_stretch or number + step in months or len(about) * 2 < len(rows):
            continue
        edits = tuple(Edit(*m.span(), _month_like(m[0], number + step)) for m in matches if _number(m[0]) == number)
        yield _with_changes(ground, edits, about, partial(_month_for, old=number, new=number + step))


def _month_for(time: str, old: int, new: int) -> str:
    """A time with one month of the year for another."""
    return re.sub(rf"(?<=\d{{4}}-){old:02}\b(?!-)", f"{new:02}", time)


def _single_months(ground: Ground, pattern: re.Pattern[str]) -> Iterator[tuple[_Sentence, re.Match[str], str]]:
    """Sentences that name a month once, with the month as EDTF, if no figure of theirs is of a stretch with it."""
    text, rows = ground.article.text, ground.article.rows
    for sentence in _sentences(ground):
        everything = [_number(m[0]) for m in _MONTH.finditer(text, sentence.start, sentence.end)]
        for match in pattern.finditer(text, sentence.start, sentence.end):
            number = _number(match[match.lastgroup or 0])
            times = {time for i in sentence.rows for time in _times(rows[i]).split() if f"-{number:02}" in time}
            own = max(times, default="")
            fits = everything.count(number) == 1 and _YEAR_MONTH.fullmatch(own) and times <= {own, _later(own, -12)}
            if fits and not _inside_figure(ground, match) and not _inherited(ground, sentence, own, number):
                yield sentence, match, own


def _inherited(ground: Ground, sentence: _Sentence, time: str, number: int | None = None) -> bool:
    """Whether figures of other sentences have their time from this one: no own mention, and none before."""
    text, article = ground.article.text, ground.article
    others = [i for i, r in enumerate(article.rows) if i not in sentence.rows and time in _times(r)]
    for other in (s for s in _sentences(ground) if set(s.rows) & set(others)):
        mentions = (
            _YEAR.finditer(text, other.start, other.end)
            if number is None
            else _MONTH.finditer(text, other.start, other.end)
        )
        wanted = time if number is None else number
        if not any((m[0] if number is None else _number(m[0])) == wanted for m in mentions):
            return True
    return False


def _sentences(ground: Ground) -> Iterator[_Sentence]:
    """The sentences that have figures."""
    for span in split_sentences(ground.article.text):
        rows = ground.article.rows
        inside = tuple(i for i, r in enumerate(rows) if span.start <= r["start"] and r["end"] <= span.end)
        if inside:
            yield _Sentence(span.start, span.end, inside)


def _moved(ground: Ground, sentence: _Sentence, edit: Edit, shift: _Shift) -> Plant | None:
    return _with_changes(ground, (edit,), sentence.rows, shift)


def _with_changes(
    ground: Ground, edits: tuple[Edit, ...], indices: Iterable[int], shift: _Shift, years: int = 0
) -> Plant | None:
    """The error that some claims' times are others; none if none of them changes."""
    changes = {i: moved for i in indices if (moved := _shifted(ground.article.rows[i], shift))}
    return Plant(edits, changes, years=years) if changes else None


def _shifted(row: Row, shift: _Shift) -> dict[str, str]:
    """The times of a row that change, as they are then."""
    moved = {k: shift(row[k]) for k in ("period", "basis") if row[k] and (k == "period" or row["kind"] == "change")}
    return {k: v for k, v in moved.items() if v != row[k]}


def _times(row: Row) -> str:
    return f"{row['period']} {row['basis'] if row['kind'] == 'change' else ''}"


def _inside_figure(ground: Ground, match: re.Match[str]) -> bool:
    return any(r["start"] < match.end() and match.start() < r["end"] for r in ground.article.rows)


def _number(word: str) -> int:
    """The month that a word names."""
    return _MONTHS.index(word) + 1 if word in _MONTHS else int(word.removesuffix("月"))


def _month_like(word: str, number: int) -> str:
    return _MONTHS[number - 1] if word in _MONTHS else f"{number}月"


def _later(month: str, months: int) -> str:
    """A month of EDTF, so many months after."""
    index = int(month[:4]) * 12 + int(month[5:7]) - 1 + months
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _for_year(time: str, old: str, new: str) -> str:
    return time.replace(old, new)


def _years_later(time: str, years: int) -> str:
    return re.sub(r"\b\d{4}\b", lambda m: f"{int(m[0]) + years:04}", time)


def _as_quarter(time: str, number: int) -> str:
    """The quarter of a month of this number; other times stay."""
    return f"{time[:4]}-Q{(number + 2) // 3}" if re.fullmatch(rf"\d{{4}}-{number:02}", time) else time

"""How many things a text lists where it says how many: figures behind a colon, values given respectively, numbered items, rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tachograph.checking.context import Context
from tachograph.checking.lists import PARTIAL
from tachograph.checking.operands import SHARE_METRICS
from tachograph.core.claim import Claim, Kind

_COLON = re.compile(r"^[^.;:。；：\d]{0,60}[:：]")
_RESPECTIVELY = re.compile(r"^[^.;:。；：\d]{0,60}\d")
_RESPECTIVE = re.compile(r"^[^.;。；]{0,20}\brespectively\b", re.IGNORECASE)
_TOGETHER = re.compile(r"^(?:[合共均都皆全仍]|加起来|一共)")
_SUMMED_UP = re.compile(  # what all of a list make
    r"\b(?:together|combined|jointly|altogether|in total|in all|totall?(?:ed|ing|s)?|sum)\b[^\d,;]*$|(?:合[计計]|[总總][计計]|共[计計]?)[^\d，；]*$",
    re.IGNORECASE,
)
_LEAD = 30  # characters
_FIRST = re.compile(
    r"(?:前|头|頭|其余|其餘|其他|另|另外|余下|剩下|top|other|another|remaining|最[大高])\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:^|[\s：:；;。、)）])(\d{1,2})[.．、](?=\s?[^\d\s])")
_TABLE = re.compile(r"\btable\b|\bchart\b|下表|表中|表格", re.IGNORECASE)
_TOTAL = re.compile(r"^\s*\|?\s*\**(?:grand total|total|sum|all|合计|合計|总计|總計|共计|共計)\**\s*\|", re.IGNORECASE)
_RULE = re.compile(r"^[\s|:-]+$")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """So many things that a text lists, how they are listed, and the figures that it gives of them."""

    things: int
    how: str
    figures: tuple[Claim, ...]


def listed(context: Context, count: Claim) -> Listed | None:
    """What a count is of, if the text lists it in one of these ways."""
    forms = (_behind_a_colon, _respectively, _before, _numbered, _rows)
    return next((found for form in forms if (found := form(context, count)) and found.things > 1), None)


def _behind_a_colon(context: Context, count: Claim) -> Listed | None:
    """Names with a figure each in the rest of the sentence: "the next two places: Haval on 190,624, Chery on 157,000"."""
    rest = context.after(count, 400)
    opening = _COLON.match(rest)
    if opening is None or PARTIAL.search(opening[0]) or _NUMBERED.search(rest):
        return None
    levels = [c for c in _after(context, count) if c.kind is Kind.LEVEL and c.unit != "percent"]
    named = _one_each(list(takewhile(lambda c: not _SUMMED_UP.search(context.before(c, _LEAD)), levels)))
    return Listed(len(named), "with a figure each", tuple(named)) if len(named) > 1 else None


def _one_each(levels: Sequence[Claim]) -> list[Claim]:
    """The figures, if they are of one unit, metric and time, and of as many sellers or models; else none."""
    names = [(c.subject, c.model) for c in levels]
    alike = {(c.unit, c.metric, c.period) for c in levels}
    return list(levels) if len(alike) == 1 and len(set(names)) == len(names) and all(any(n) for n in names) else []


def _after(context: Context, count: Claim) -> list[Claim]:
    return [c for c in context.claims if c.span > count.span and context.sentence(c) == context.sentence(count)]


def _respectively(context: Context, count: Claim) -> Listed | None:
    """Values of as many things: "in these two areas, 55.7 percent and 74.1 percent, respectively"."""
    rest = _after(context, count)
    if not rest or not _RESPECTIVELY.match(context.after(count, 120)):
        return None
    run = list(takewhile(lambda c: (c.unit, c.kind) == (rest[0].unit, rest[0].kind), rest))
    closing = (n for n, c in enumerate(run) if n and _RESPECTIVE.match(context.after(c, 60)))
    last = next(closing, None)
    return None if last is None else Listed(last + 1, "respectively", tuple(run[: last + 1]))


def _before(context: Context, count: Claim) -> Listed | None:
    """Sellers with a figure each right before a count (奇瑞55.03万辆，上汽49.4万辆，两家合占…) that sums them up."""
    if not _TOGETHER.match(context.after(count, 6)) or _FIRST.search(context.before(count, 4)):
        return None
    here = [c for c in context.claims if c.span < count.span and context.sentence(c) == context.sentence(count)]
    named = _one_each(
        [c for c in here if c.kind is Kind.LEVEL and c.unit != "percent" and c.metric not in SHARE_METRICS]
    )
    return Listed(len(named), "before", tuple(named)) if len(named) > 1 else None


def _numbered(context: Context, count: Claim) -> Listed | None:
    """Items with numbers from one on, right behind a colon."""
    text = context.text
    end = text.find("\n\n", count.span.end)
    rest = text[count.span.end : end if end >= 0 else len(text)]
    opening = re.match(r"^[^：:\n]{0,60}[：:]\s*(?=1[.．、])", rest)
    if opening is None:
        return None
    numbers = [int(m[1]) for m in _NUMBERED.finditer(rest)]
    last = 0
    for number in numbers:
        last = number if number == last + 1 else last
    return Listed(last, "by number", ())


def _rows(context: Context, count: Claim) -> Listed | None:
    """The rows of the table that follows a sentence which says how many it lists."""
    if not _TABLE.search(context.sentence_text(count)):
        return None
    lines = context.text[context.sentences[context.sentence(count)][1] :].lstrip().split("\n")
    table = list(_leading(lines))
    head = next((n for n, line in enumerate(table) if _RULE.match(line)), None)
    if head is None:
        return None
    rows = [line for line in table[head + 1 :] if not _TOTAL.match(line)]
    return Listed(len(rows), "in the table", ()) if len(rows) <= _MOST else None


def _leading(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if "|" not in line:
            return
        yield line

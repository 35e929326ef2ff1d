"""For the terminal: the promises by who made them, each with its deadline, how it stands, and what says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import fill

from tachograph.checking.wording import period_words
from tachograph.core.promise import JudgedPromise, Promise, PromiseKind, Standing
from tachograph.presenting.excerpt import one_line

_WIDEST = 100
_MOST = 2  # pieces of evidence shown
_NOBODY = "(nobody named)"
KINDS = {
    PromiseKind.PRODUCT_LAUNCH: "launch",
    PromiseKind.START_OF_DELIVERIES: "deliveries",
    PromiseKind.MASS_PRODUCTION: "production",
    PromiseKind.TECHNOLOGY: "technology",
    PromiseKind.MARKET_ENTRY: "market",
    PromiseKind.PLANT: "plant",
    PromiseKind.NETWORK: "network",
    PromiseKind.FINANCE: "finance",
    PromiseKind.PARTNERSHIP: "partnership",
    PromiseKind.OTHER: "other",
}
MARKS = {
    Standing.BROKEN: "✗",
    Standing.LATE: "✗",
    Standing.OVERDUE: "!",
    Standing.OPEN: "·",
    Standing.DONE: "✓",
    Standing.KEPT: "✓",
}


def render(judged: Sequence[JudgedPromise], sources: Mapping[str, str], as_of: date, *, width: int = 80) -> str:
    """The promises as text ``width`` columns wide, by subject, the nearest deadline first."""
    lines = [_head(judged, as_of), ""]
    ordered = sorted(judged, key=lambda j: (who(j.promise), j.promise.due.end))
    for name, group in groupby(ordered, key=lambda j: who(j.promise)):
        lines += [name, ""]
        for one in group:
            lines += [
                fill(
                    text,
                    min(width, _WIDEST),
                    initial_indent=lead,
                    subsequent_indent=" " * len(lead),
                    break_long_words=False,
                    break_on_hyphens=False,
                )
                for lead, text in _lines(one, sources)
            ]
            lines.append("")
    return "\n".join(lines)


def who(promise: Promise) -> str:
    return one_line(promise.subject or _NOBODY)


def _head(judged: Sequence[JudgedPromise], as_of: date) -> str:
    day = f"{as_of.day} {as_of:%B %Y}"
    if not judged:
        return f"No dated promises, as of {day}"
    counted = Counter(j.standing for j in judged)
    parts = ", ".join(f"{counted[s]} {s}" for s in Standing if counted[s])
    return f"{len(judged)} promise{'' if len(judged) == 1 else 's'} as of {day}: {parts}"


def _lines(judged: JudgedPromise, sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each line with what stands before it."""
    p = judged.promise
    yield (
        f"  {MARKS[judged.standing]} ",
        f"{judged.standing}, by {period_words(p.deadline)} ({KINDS[p.kind]}): {one_line(p.what)}",
    )
    yield "      said: ", f"{_said_by(p)}“{one_line(p.quote)}” ({_place(p, sources)})"
    if judged.repeats:
        places = dict.fromkeys(_place(r, sources) for r in judged.repeats)
        yield "      also: ", "; ".join(places)
    for e in judged.evidence[:_MOST]:
        yield "      evidence: ", f"{period_words(e.date)}: {one_line(e.text)} ({one_line(e.source)})"
    if len(judged.evidence) > _MOST:
        yield "      evidence: ", f"{len(judged.evidence) - _MOST} more, in --format json"


def _said_by(promise: Promise) -> str:
    parts = [promise.claimant or "", "hearsay" if promise.hearsay else ""]
    said = ", ".join(filter(None, parts))
    return f"{one_line(said)}: " if said else ""


def _place(promise: Promise, sources: Mapping[str, str]) -> str:
    source = one_line(sources.get(promise.document, promise.document)).rstrip("/").rpartition("/")[2]
    return f"{source}, {period_words(promise.made)}" if promise.made else source

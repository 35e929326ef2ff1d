"""A calculation as a small diagram: what it gives and what is stated, on one scale, so that one sees whether they can meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from tachograph.core.claim import Claim
from tachograph.core.finding import Finding
from tachograph.presenting import words
from tachograph.presenting.translation import Saying

_WIDTH, _LABEL, _ROW, _EDGE, _LEAST = 340, 74, 22, 12, 4
_LETTER = 6.2  # roughly, of the small letters
_MOST_ROWS, _FARTHEST = 4, 50  # a diagram of more, or of figures further apart, shows nothing
_STATED = "stated"
_FRAME = Markup(
    '<svg class="spans" role="img" aria-label="{label}" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{inside}</svg>'
)
_NAME = Markup('<text class="name" x="0" y="{y:g}">{text}</text>')
_LINE = Markup('<line class="axis" x1="{a}" x2="{b}" y1="{y:g}" y2="{y:g}"/>')
_BAR = Markup('<rect class="{c}" x="{x:g}" y="{y:g}" width="{w:g}" height="10" rx="3"/>')
_VALUE = Markup('<text class="value" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{text}</text>')


@dataclass(frozen=True, slots=True)
class Span:
    """A row: what the figure is (``computed`` or ``stated``), and between what it lies."""

    kind: str
    low: Fraction
    high: Fraction


def spans(finding: Finding, claims: Mapping[str, Claim], say: Saying) -> Markup | None:
    """The diagram; ``None`` where there are not both a result and a stated figure to set beside it."""
    rows = _rows(finding, claims)
    kinds = {row.kind for row in rows}
    if len(kinds) < 2 or len(rows) > _MOST_ROWS or _apart(rows):
        return None
    unit = "%" if _unit(finding, claims) == "percent" else ""
    label = say("diagram", rows="; ".join(f"{say(row.kind)} {_said(row)}{unit}" for row in rows))
    inside = Markup("").join(_drawn(rows, unit, say))
    return _FRAME.format(label=label, w=_WIDTH, h=_ROW * len(rows), inside=inside)


def _rows(finding: Finding, claims: Mapping[str, Claim]) -> list[Span]:
    """The results of the steps that are in the unit of the figure, and the figure itself."""
    found: list[Span] = []
    for step in finding.derivation:
        span = step.interval
        if span is not None and span.low is not None and span.high is not None:
            kind = _STATED if step.text.startswith(_STATED) else "computed"
            found.append(Span(kind, span.low, span.high))
    first = claims.get(finding.claims[0]) if finding.claims else None
    if first is not None and all(row.kind != _STATED for row in found):
        q = first.quantity
        if q.low is not None and q.high is not None:
            found.append(Span(_STATED, Fraction(q.low), Fraction(q.high)))
    return found


def _unit(finding: Finding, claims: Mapping[str, Claim]) -> str:
    first = claims.get(finding.claims[0]) if finding.claims else None
    return first.quantity.unit if first is not None else ""


def _apart(rows: Sequence[Span]) -> bool:
    """Whether they are too far from one another for one scale: another unit, or a slip of many digits."""
    sizes = [max(abs(row.low), abs(row.high)) for row in rows]
    return min(sizes) == 0 or max(sizes) / min(sizes) > _FARTHEST


def _drawn(rows: Sequence[Span], unit: str, say: Saying) -> Iterator[Markup]:
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    if low > 0 and high / low > 2:
        low = Fraction(0)  # far apart: their sizes tell more than their distance
    width = float(high - low) or 1.0
    left, right = _LABEL + _EDGE, _WIDTH - _EDGE

    def at(value: Fraction) -> float:
        return left + float(value - low) / width * (right - left)

    for n, row in enumerate(rows):
        middle = n * _ROW + _ROW / 2
        begin, end = at(row.low), at(row.high)
        if end - begin < _LEAST:
            begin, end = (begin + end - _LEAST) / 2, (begin + end + _LEAST) / 2
        text = f"{_said(row)}{unit}"
        fits = end + 6 + len(text) * _LETTER < _WIDTH
        yield _NAME.format(y=middle + 4, text=say(row.kind))
        yield _LINE.format(a=_LABEL, b=_WIDTH, y=middle)
        yield _BAR.format(c=row.kind, x=round(begin, 1), y=middle - 5, w=round(end - begin, 1))
        x, anchor = (end + 6, "start") if fits else (begin - 6, "end")
        yield _VALUE.format(x=round(x, 1), y=middle + 4, anchor=anchor, text=text)


def _said(row: Span) -> str:
    """The figure, or its bounds if they differ in what one would write."""
    low, high = (_short(value) for value in (row.low, row.high))
    return low if low == high else f"{low} … {high}" if row.low < 0 else f"{low}–{high}"


def _short(value: Fraction) -> str:
    return words.number(round(value, 2) if abs(value) < 1000 else round(value))

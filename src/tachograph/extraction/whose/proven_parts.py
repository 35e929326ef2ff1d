"""Parts without a word for what they count, known by their sum: 零售111万辆，…批发124万辆。纯电66万辆，插混34万辆，增程11万辆."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.whose.topics import above

_LEAST = 3  # parts: two make another figure of a paragraph by chance
_NEAR = 12  # figures
_EXACT = 50  # times more than what they are rounded to


def settle_proven_parts(drafts: Sequence[Draft], pack: Pack) -> None:
    """Give a row of levels the measure and time of the level of their paragraph that they make up, if they make none of their own."""
    done = 0
    for place, draft in enumerate(drafts):
        row = _row(drafts[place:]) if place >= done and _is_part(draft) else []
        done = place + len(row) if row else done
        if len(row) < _LEAST:
            continue
        wholes = [d for d in drafts[max(0, place - _NEAR) : place] if _is_whole(d, row, pack)]
        if not wholes or any((d.metric, d.period) == (draft.metric, draft.period) for d in wholes):
            continue
        for one in (*row, *_said_of(drafts[place + len(row) :], row)):
            one.metric, one.period = wholes[-1].metric, wholes[-1].period


def _row(drafts: Sequence[Draft]) -> list[Draft]:
    first = drafts[0]
    alike = takewhile(lambda d: _is_part(d) and d.sentence is first.sentence and d.unit == first.unit, drafts)
    return [d for d in alike if (d.metric, d.period) == (first.metric, first.period)]


def _is_part(draft: Draft) -> bool:
    """Whether a level says neither what it counts nor of which time."""
    plain = draft.kind is Kind.LEVEL and draft.modality is Modality.ACTUAL and draft.low is not None
    if not plain or draft.dated is not None or draft.dropped or "table" in draft.fixed:
        return False
    figures = [f.span.end for f in draft.sentence.figures if f.span.end <= draft.span.start]
    start = max(figures, default=draft.sentence.span.start)
    return not any(start <= m.span.start < draft.span.end for m in draft.sentence.of_sort(Sort.METRIC))


def _is_whole(told: Draft, row: Sequence[Draft], pack: Pack) -> bool:
    """Whether a row makes up a level told before of the same seller or market, or of its house, within what all are rounded to."""
    first = row[0]
    if told.kind is not Kind.LEVEL or told.unit != first.unit or told.sentence.block != first.sentence.block:
        return False
    slack = sum((d.precision for d in row), told.precision) / 2
    apart = abs(sum((d.low or Decimal(0) for d in row), Decimal(0)) - (told.low or Decimal(0)))
    return all(_is_of(d, told, pack) for d in row) and apart <= slack and slack * _EXACT < (told.low or Decimal(0))


def _is_of(part: Draft, told: Draft, pack: Pack) -> bool:
    """Whether two figures are of the same subject, or the first of a brand of whose the second is."""
    if part.subject is None or told.subject is None:
        return part.subject is told.subject
    one, house = part.subject.entity, told.subject.entity
    return part.subject.name == told.subject.name or (
        one is not None and house is not None and house.id in above(pack, one.id)
    )


def _said_of(drafts: Sequence[Draft], row: Sequence[Draft]) -> list[Draft]:
    """The shares and changes that are said of the parts of a row."""
    return [d for d in drafts if d.host is not None and any(d.host is part for part in row)]

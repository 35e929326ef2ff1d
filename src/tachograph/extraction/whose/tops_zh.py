"""The first few of a Chinese ranking together: 宁德时代25GWh，比亚迪12GWh，中创新航4GWh。前两名合计拿走37GWh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.whose.topics import is_several

_TOGETHER = re.compile(
    "[名强強家大位者]?的?(?:[车車]企|企[业業]|[厂廠][商家]|公司|品牌)?(?:合[计計共占佔]|[总總][计計共]|共[计計占佔]|加起[来來]|拿[走下]|包[揽攬]|的?(?:市占率|市[场場]份[额額]|份[额額]|集中度))"
)
_FIRST = "前"
_PAIR = 2
_FEW = 3  # so many are spoken of by their names
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOST = 50
_NEAR = 30  # figures


def settle_tops(text: str, drafts: Sequence[Draft], pack: Pack) -> None:
    """Count the first few, and give what they have together to them: by their names, or as so many of the ranking."""
    for place, draft in enumerate(drafts):
        count = _first_few(text, draft)
        if count is None:
            continue
        theirs = _told_of_them(drafts[place + 1 :], draft, pack)
        subject = _leaders(drafts[max(0, place - _NEAR) : place], theirs, count) or _top(count, theirs, pack)
        if draft.kind is Kind.RANK:
            draft.kind, draft.unit, draft.metric = Kind.COUNT, "maker", "makers"
            draft.low = draft.high  # a rank among the first two is one or two
        if draft.subject is not None and _is_one(draft.subject):
            draft.subject = subject or draft.subject
        for one in theirs:
            if subject is not None and not (count > _PAIR and _is_group(one.subject)):
                one.subject, one.model = subject, None


def _first_few(text: str, draft: Draft) -> int | None:
    """How many are counted, if they are the first of a ranking, and told of together."""
    start = draft.figure.span.start
    led = text[start - 1 : start] == _FIRST or text.startswith(_FIRST, start)
    if draft.kind not in (Kind.RANK, Kind.COUNT) or draft.high is None or not led:
        return None
    behind = _TOGETHER.match(text, draft.span.end) or _TOGETHER.match(text, draft.figure.full.end)
    return int(draft.high) if behind is not None and _PAIR <= draft.high <= _MOST else None


def _told_of_them(drafts: Sequence[Draft], first: Draft, pack: Pack) -> list[Draft]:
    """The levels and shares behind, up to the next of whom something is told."""
    names = [
        m.span.start
        for m in first.sentence.of_sort(Sort.ENTITY)
        if m.span.start > first.span.end and sells(pack.entities[m.key])
    ]
    end = min([first.sentence.span.end, *names])
    found = takewhile(lambda d: d.span.end <= end and d.kind is not Kind.COUNT and d.kind is not Kind.RANK, drafts)
    return [d for d in found if not d.dropped and "table" not in d.fixed]


def _leaders(before: Sequence[Draft], theirs: Sequence[Draft], count: int) -> Subject | None:
    """The few by their names, where what was told of each before makes up what they have together."""
    total = next((d for d in theirs if d.kind in (Kind.LEVEL, Kind.SHARE)), None)
    if total is None or total.low is None or count > _FEW:
        return None
    alike = [d for d in before if (d.kind, d.unit, d.period) == (total.kind, total.unit, total.period)]
    told = {
        d.subject.name: (d.low, d.precision)
        for d in alike
        if d.subject is not None and d.low is not None and _is_one(d.subject)
    }
    first = sorted(told, key=lambda name: told[name][0], reverse=True)[:count]
    slack = sum((told[name][1] for name in first), total.precision) / 2
    apart = abs(sum((told[name][0] for name in first), Decimal(0)) - total.low)
    return Subject.of_all(first) if len(first) == count and apart <= slack else None


def _is_one(subject: Subject) -> bool:
    """Whether it is one seller: no market, and not several together."""
    if is_several(subject):
        return False
    return subject.entity is None or sells(subject.entity)


def _is_group(subject: Subject | None) -> bool:
    """Whether the pack has a name for them: three carmakers of China are Chinese automakers."""
    return subject is not None and subject.entity is not None and "sellers" in subject.entity.tags


def _top(count: int, theirs: Sequence[Draft], pack: Pack) -> Subject | None:
    """So many battery makers: what they install is not what the whole market does."""
    units = (pack.units.get(d.unit or "") for d in theirs)
    energy = any(u is not None and u.dimension == "energy" for u in units)
    spelt = _WORDS[count - _PAIR] if count - _PAIR < len(_WORDS) else count
    return Subject(f"top {spelt} battery makers") if energy else None

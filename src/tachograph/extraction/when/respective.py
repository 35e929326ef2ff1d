"""Times and figures told in the same order: "July, August and September sales were 237,717, 250,167 and 273,125 respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.times.calendar import month_at, shifted
from tachograph.extraction.times.expressions import Sense, TimeMention

_RESPECTIVELY = Caseless(r"\brespectively\b|\bin that order\b", r"分[别別]|依次")
_EACH = re.compile("[^，。；\\d]{0,12}")
_EACH_STEP = re.compile(
    "，?[^，。；、和\\d]{0,16}"
)  # A、B和C三年分别为…: more than one is named, and each has a figure
_AND = re.compile(r"\s?(?:,|、|，)?\s?(?:and|&|和|及|与|與)?\s?", re.IGNORECASE)
_NEXT = re.compile(
    r"\s?(?:[a-z]+\s?){0,2}(?:,|、|，|/)?\s?(?:and|&|和|及|与|與)?\s?(?:about |around |约|約)?", re.IGNORECASE
)
_COMPARED_WITH = re.compile(
    r"[,;]\s(?:it|they|that|the figures?) (?:had been|was|were)\s|,?\s(?:compared (?:with|to)|against|versus|vs\.?|up from|down from|after)\s"
)
_FROM = re.compile(r"\s(?:from|on|over|versus|against)\s(?:the\s)?")
_NEAR = 12  # characters: "in the second"
_REACH = 5  # sentences
_TWO = 2
_YEAR, _MANY = 12, 24  # months
_STEPS_FROM = re.compile("[由从從][^，。；\\d]{0,4}$")
_STEP = re.compile(
    r"[^，。；、\d]{0,6}[至到成为為][了约約近]?|，(?:再|又|然后|最后|其后|而后|随后)?[^，。；、\d]{0,6}[至到成为為][了约約近]?"
)


def set_respective(text: str, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give a row of figures behind a row of as many times to them, one to one, where the sentence says so."""
    _set_steps(text, sentence, drafts)
    if not drafts or _RESPECTIVELY.search(text, sentence.span.start, sentence.span.end) is None:
        return
    _set_months(text, sentence, drafts)
    for times in _rows(text, sentence.times):
        following = (t.span.start for t in sentence.times if t.span.start > times[-1].span.end)
        end = next((s for s in following if any(times[-1].span.end < d.span.start < s for d in drafts)), None)
        behind = [d for d in drafts if d.span.start > times[-1].span.end and (end is None or d.span.end <= end)]
        for figures in _alike(text, behind):
            if len(figures) == len(times):
                for draft, time in zip(figures, times, strict=True):
                    draft.period, draft.dated = time.period, time


def _set_months(text: str, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give a row of figures behind a stretch of as many months or years to those: 去年10月到12月分别为50.5%、51.8%和50.2%."""
    for time in sentence.times:
        units = _units_of(time)
        for figures in _alike(text, [d for d in drafts if d.span.start >= time.span.end]) if units else ():
            if len(figures) == len(units) and _EACH_STEP.fullmatch(text, time.span.end, figures[0].figure.full.start):
                for draft, unit in zip(figures, units, strict=True):
                    draft.period, draft.dated = unit, time


def _set_steps(text: str, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give figures that go on from one to the next to the years or months of a stretch: 2022年至2024年，…从1.19亿元升到1.27亿元，再到1.35亿元."""
    for time in sentence.times:
        units = _units_of(time)
        if len(units) <= _TWO:
            continue
        behind = [d for d in drafts if d.span.start >= time.span.end]
        for i in range(len(behind) - len(units) + 1):
            row = behind[i : i + len(units)]
            start = max(time.span.end, row[0].figure.full.start - _NEAR)
            opens = _STEPS_FROM.search(text, start, row[0].figure.full.start) is not None
            if opens and all(a.unit == b.unit and _steps_to(text, a, b) for a, b in pairwise(row)):
                for draft, unit in zip(row, units, strict=True):
                    draft.period, draft.dated = unit, time


def _steps_to(text: str, a: Draft, b: Draft) -> bool:
    return _STEP.fullmatch(text, a.span.end, b.figure.full.start) is not None


def _units_of(time: TimeMention) -> list[Period]:
    """The months or the years that a time says it goes through, from the first to the last."""
    first = time.ends[0] if time.ends is not None else None
    months = time.period.whole_months if time.period is not None else None
    if first is None or first.start is None or months is None:
        return []
    if first.grain is Grain.YEAR:
        return [Period.year(first.start.year + n) for n in range(months // _YEAR)]
    if first.whole_months != 1 or months > _MANY:
        return []
    return [month_at(first.start.year, first.start.month + n) for n in range(months)]


def set_respective_bases(text: str, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give a row of changes behind a row of comparisons to them, one to one: 同比、环比分别增长12.2%和8.9%."""
    shifts = [t for t in sentence.times if t.sense is Sense.COMPARISON and t.period is None and t.shift is not None]
    changes = [d for d in drafts if d.kind is Kind.CHANGE and "table" not in d.fixed]
    for first, second in pairwise(shifts):
        if _AND.fullmatch(text, first.span.end, second.span.start) is None:
            continue
        behind = [d for d in changes if d.span.start >= second.span.end][:2]
        if len(behind) < 2 or not _is_next(text, behind[0], behind[1]):
            continue
        if not _EACH.fullmatch(text, second.span.end, behind[0].figure.full.start):
            continue
        for draft, time in zip(behind, (first, second), strict=True):
            basis = None if draft.period is None else shifted(draft.period, time.shift)
            draft.basis = draft.basis if basis is None else str(basis)


def set_two_bases(scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give two levels to the two times that the text compares with: "up 15% on the year and 19% on the quarter … was 13.9%, compared with 10.7% and 10.0%"."""
    for now, first, second in zip(drafts, drafts[1:], drafts[2:], strict=False):
        three = (now, first, second)
        if (
            any(d.kind is not now.kind or d.unit != now.unit or "period" in d.fixed for d in three)
            or now.period is None
        ):
            continue
        if not _COMPARED_WITH.fullmatch(scene.text, now.span.end, first.figure.full.start):
            continue
        if not _AND.fullmatch(scene.text, first.span.end, second.figure.full.start) or _dated(sentence, second):
            continue
        for draft, base in zip((first, second), _two_bases(scene, sentence, now.period), strict=False):
            draft.period = base
    _set_two_origins(scene, sentence, drafts)


def _set_two_origins(scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give the origins of two changes their times: "down 12.45% from 195,032 and 1.05% from 172,561, respectively"."""
    for a, first, b, second in zip(drafts, drafts[1:], drafts[2:], drafts[3:], strict=False):
        kinds = [d.kind for d in (a, first, b, second)]
        if kinds != [Kind.CHANGE, Kind.LEVEL, Kind.CHANGE, Kind.LEVEL] or first.unit != second.unit:
            continue
        if not _RESPECTIVELY.search(scene.text, second.span.end, min(sentence.span.end, second.span.end + _NEAR * 2)):
            continue
        now = a.period or b.period
        for change, origin, base in zip((a, b), (first, second), _two_bases(scene, sentence, now), strict=False):
            if _FROM.fullmatch(scene.text, change.span.end, origin.figure.full.start):
                origin.period, change.period, change.basis = base, now, str(base)


def _dated(sentence: Sentence, draft: Draft) -> bool:
    return any(0 <= t.span.start - draft.span.end <= _NEAR for t in sentence.times)


def _two_bases(scene: Scene, sentence: Sentence, now: Period | None) -> list[Period]:
    """The two earlier times with which the sentence, or else the last one that does, compares ``now``; else none."""
    for told in reversed(scene.sentences[max(0, sentence.index - _REACH) : sentence.index + 1]):
        shifts = list(dict.fromkeys(t.shift for t in told.times if t.sense is Sense.COMPARISON and t.shift))
        if len(shifts) == _TWO:
            return [base for shift in shifts if (base := shifted(now, shift)) is not None]
        times = (t.period or shifted(now, t.shift) for t in told.times)
        bases = list(dict.fromkeys(p for p in times if p is not None and _is_before(p, now)))
        if len(bases) == _TWO and scene.document.lang == "en":
            return bases
    return []


def _is_before(period: Period, now: Period | None) -> bool:
    """Whether a period is one as long as ``now`` before it."""
    return now is not None and period.whole_months == now.whole_months is not None and period.end < now.end


def _rows(text: str, times: Sequence[TimeMention]) -> Iterator[list[TimeMention]]:
    """Times that are listed, two or more, each of the same length."""
    row: list[TimeMention] = []
    for time in times:
        told = time.period is not None and time.sense is Sense.PERIOD
        if row and told and _AND.fullmatch(text, row[-1].span.end, time.span.start) and _match(row[-1], time):
            row.append(time)
            continue
        if len(row) > 1:
            yield row
        row = [time] if told else []
    if len(row) > 1:
        yield row


def _match(a: TimeMention, b: TimeMention) -> bool:
    return a.period is not None and b.period is not None and a.period.grain is b.period.grain


def _alike(text: str, drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Figures in a row of one unit and kind."""
    row: list[Draft] = []
    for draft in drafts:
        if row and _is_next(text, row[-1], draft):
            row.append(draft)
            continue
        if row:
            yield row
        row = [draft]
    if row:
        yield row


def _is_next(text: str, a: Draft, b: Draft) -> bool:
    return a.unit == b.unit and a.kind is b.kind and _NEXT.fullmatch(text, a.span.end, b.span.start) is not None

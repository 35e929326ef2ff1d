"""Figures in a row: units said once for all, and names and figures that pair up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Figure, Form
from tachograph.extraction.recalls import recalled_by
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort, sells
from tachograph.extraction.what.unit_carried import are_near, carry_units
from tachograph.extraction.whose.names import PROPER, Name, Topic

_JOIN = re.compile(r"^\s*(?:,\s*(?:and\s+)?|and\s+|、|和|及|/)\s*(?:the\s+)?$", re.IGNORECASE)
_JOIN_CHANGES = re.compile(rf"(?:{_JOIN.pattern}|^,?\sand\s(?:up|down)\s(?:by\s)?$)", _JOIN.flags)
_FROM = Caseless(r"\b(?:from|between)\s(?:[a-z]+\s){0,3}$", r"[从從由自](?:[^，。；\d]{0,6})$")
_COMPARED = re.compile(
    r"(?:[^.;。；\d]{0,20},)?\s?(?:up from|down from|against|versus|vs\.?|compared (?:with|to)|from|after)\s(?:the\s)?",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:\s[a-z]+){0,4}\s(?:to|and)\s(?:[a-z]+\s){0,3}|[^，。；\d]{0,6}[至到][了]?[约約近超逾]?", re.IGNORECASE
)
_RESPECTIVELY = Caseless(r"\b(?:respectively|in that order)\b", r"分别|分別|[各均](?=[增升涨漲降跌减減为為占佔达達有])")
_COMPARES = re.compile(
    r"\s*,?\s*(?:y[/-]?o[/-]?y|m[/-]?o[/-]?m|on|from|over|year|month|than|against|compared)\b|同比|环比|按年|按月",
    re.IGNORECASE,
)
# 5万辆，三者占比依次是58%、30%和12%
_EACH_SHARE_ZH = re.compile(
    r"[^，。；\d]{0,6}，[^。；\d]{0,12}(?:[占佔]比?|比[重例]|份[额額])[^，。；\d]{0,12}?(?:分[别別]|依次|各)[^，。；\d]{0,6}"
    r"|[^，。；\d]{0,6}，[^。；\d]{0,12}(?:分[别別]|依次|各)[^，。；\d]{0,4}[占佔][^，。；\d]{0,10}"
)
_ALL_LEAST, _ALL_MOST = 99, 101  # percent: parts of one whole, rounded
_BREAK = Caseless(r"[;.；。]|,\s(?:while|whereas|but)\b")
_THE_TWO = Caseless(r"\b(?:the two|both|neither|the pair)\b")
_TWO = 2
_LONG = 3  # lists this long pair up without being told to


def share_units(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Bare numbers take the unit that is said once for all of them.

    In a row it closes it ("6.4, 4.9 and 4.7 percent"); a row set against figures takes theirs ("209 outlets in 121
    cities, against 193 and 115"); of a move either end may say it ("from 300,000 to 556,200 roubles").
    """
    shared = list(figures)
    for row in _rows(text, [f.span for f in figures]):
        _close_row(text, shared, row)
        _set_against(text, shared, row)
    for i in range(1, len(shared)):
        _share_move(text, shared, i)
    return tuple(carry_units(text, shared))


def _close_row(text: str, figures: list[Figure], row: list[int]) -> None:
    last = figures[row[-1]]
    if last.form not in (Form.PERCENT, Form.POINTS, Form.UNIT):
        _close_prices(text, figures, row)
        return
    for i in row[:-1]:
        if figures[i].form is Form.NUMBER and _alike(figures[i], last) and not _is_count(text, figures[i], last):
            figures[i] = replace(figures[i], form=last.form, unit=last.unit, segment=last.segment)


def _close_prices(text: str, figures: list[Figure], row: list[int]) -> None:
    """Two amounts share the currency behind them: "at 259,900 and 199,900 yuan"."""
    last = figures[row[-1]]
    if last.form is not Form.MONEY or not last.span.of(text)[:1].isdigit():
        return
    for i in row[:-1]:
        if figures[i].form is Form.NUMBER and are_near(figures[i], last):
            figures[i] = _measured_as(figures[i], last)


def _is_count(text: str, figure: Figure, last: Figure) -> bool:
    """Whether a number is too large for the percentage that closes its row: "10,226/3,010/239.73%"."""
    return last.form in (Form.PERCENT, Form.POINTS) and "," in figure.span.of(text)


def _set_against(text: str, figures: list[Figure], row: list[int]) -> None:
    before = figures[max(0, row[0] - len(row)) : row[0]]
    if len(before) == len(row) and _as_before(text, before, [figures[i] for i in row]):
        for i, said in zip(row, before, strict=True):
            figures[i] = _measured_as(figures[i], said)


def _share_move(text: str, figures: list[Figure], i: int) -> None:
    a, b = figures[i - 1], figures[i]
    if (a.form is Form.NUMBER) == (b.form is Form.NUMBER) or not _runs(text, a, b):
        _share_base(text, figures, i)
        return
    bare, said, place = (a, b, i - 1) if a.form is Form.NUMBER else (b, a, i)
    if said.form in (Form.UNIT, Form.MONEY, Form.PERCENT) and said.dimension != "time" and _alike(bare, said):
        figures[place] = _measured_as(bare, said)


def _share_base(text: str, figures: list[Figure], i: int) -> None:
    """An amount is measured from an amount: "to 4.6 billion yuan from 4.0 billion"."""
    said, bare = figures[i - 1], figures[i]
    compared = _COMPARED.fullmatch(text, said.full.end, bare.full.start)
    scaled = bare.scale > 1 or said.scale == 1
    if compared and said.form is Form.MONEY and bare.form is Form.NUMBER and scaled and _alike(bare, said):
        figures[i] = _measured_as(bare, said)


def _measured_as(bare: Figure, said: Figure) -> Figure:
    return replace(bare, form=said.form, unit=said.unit, segment=said.segment, dimension=said.dimension)


def _as_before(text: str, said: Sequence[Figure], bare: Sequence[Figure]) -> bool:
    """Whether a row of bare numbers is set against figures before: "209 outlets in 121 cities, against 193 and 115"."""
    if any(f.form is not Form.UNIT for f in said) or any(f.form is not Form.NUMBER for f in bare):
        return False
    compared = _COMPARED.fullmatch(text, said[-1].full.end, bare[0].full.start)
    return compared is not None and len({f.unit for f in said}) > 1 and all(map(_alike, bare, said))


def _runs(text: str, a: Figure, b: Figure) -> bool:
    """Whether a quantity goes from one figure to the other: "from 300,000 to 556,200 roubles"."""
    lead = text[max(0, a.full.start - 30) : a.full.start]
    return bool(_FROM.search(lead)) and _UP_TO.fullmatch(text, a.span.end, b.full.start) is not None


def _alike(figure: Figure, last: Figure) -> bool:
    """Whether the two are of one size: "2,100 and 3 percent" is no row."""
    a, b = figure.low or figure.high, last.low or last.high
    if a is not None and b is not None and figure.signed and last.signed and last.form in (Form.PERCENT, Form.POINTS):
        a, b = abs(a), abs(b)  # +1.0和-0.5个百分点
    return a is not None and b is not None and (a == b or (a * b > 0 and max(a, b) < 60 * min(a, b)))


def pair_lists(scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...]) -> None:
    """Give each figure of a row the name at its place in a row of as many names."""
    names = _owned(scene.text, names)
    groups = [
        g for g in _rows(scene.text, [n.span for n in names]) if len({names[i].subject.name for i in g}) == len(g)
    ]
    if not groups:
        return
    told = bool(_RESPECTIVELY.search(sentence.span.of(scene.text)))
    for row in _rows(scene.text, [d.span for d in drafts]):
        if len({drafts[i].figure.form is Form.PERCENT for i in row}) > 1:
            continue  # "28,000 units and 26.7%" are two things said of one
        same = [
            g
            for g in groups
            if len(g) == len(row)
            and (told or len(g) >= _LONG)
            and not _apart(scene.text, names[g[0]].span, drafts[row[0]].span)
        ]
        if not same:
            continue
        group = min(same, key=lambda g: abs(names[g[0]].span.start - drafts[row[0]].span.start))
        for place, i in zip(row, group, strict=True):
            drafts[place].subject = names[i].subject
            drafts[place].fixed.add("subject")


def _owned(text: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names with those that only say whose brand stands behind them as a part of its name: "Avatr and Dongfeng's Voyah"."""
    found: list[Name] = []
    for name in names:
        owns = found and text[found[-1].span.end : name.span.start] in ("'s ", "’s ")
        start = found.pop().span.start if owns else name.span.start
        found.append(replace(name, span=Span(start, name.span.end)))
    return tuple(found)


def pair_with_the_two(
    scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...], topic: Topic
) -> None:
    """Give two figures that "the two" have respectively to the sellers named last, in their order."""
    said = _THE_TWO.search(scene.text, sentence.span.start, sentence.span.end)
    for first, second in pairwise(drafts) if said is not None else ():
        if said is None or first.span.start < said.end() or {"subject"} & (first.fixed | second.fixed):
            continue
        joined = _JOIN.fullmatch(scene.text[first.span.end : second.figure.full.start])
        if joined is None or not scene.text.startswith((", respectively", " respectively"), second.span.end):
            continue
        told = {n.subject.name: n.subject for n in names if n.span.end <= said.start() and _is_seller(n)}
        pair = list(told.values())[-2:] if len(told) > 1 else [n.subject for n in topic.pair or () if n.model is None]
        for draft, subject in zip((first, second), pair, strict=False) if len(pair) == _TWO else ():
            draft.subject = subject
            draft.fixed.add("subject")


def _is_seller(name: Name) -> bool:
    return (
        name.model is None and name.penalty < PROPER and name.subject.entity is not None and sells(name.subject.entity)
    )


def _apart(text: str, name: Span, figure: Span) -> bool:
    """Whether names that come only after the figures start something new: "… 26.7%; FAW and Shaanxi ranked …"."""
    return figure.start < name.start and bool(_BREAK.search(text[figure.end : name.start]))


def pair_changes(scene: Scene, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...]) -> None:
    """Give each change of a row the level at its place: "revenue of 270 billion and profit of 14 billion, up 65% and 37%".

    The levels must be told apart by a name or measure, unless the text says "respectively".
    """
    told = bool(_RESPECTIVELY.search(sentence.span.of(scene.text)))
    marks = [m.span for m in sentence.of_sort(Sort.METRIC)] + [n.span for n in names]
    for row in _rows(scene.text, [d.span for d in drafts], _JOIN_CHANGES):
        levels = drafts[max(0, row[0] - len(row)) : row[0]]
        changes = [drafts[i] for i in row]
        shares = all(d.kind is Kind.SHARE for d in levels) and all(d.figure.form is Form.POINTS for d in changes)
        if told and shares and len(levels) == len(row):
            for change, share in zip(changes, levels, strict=True):  # 德系占12.9%，日系11.7%，分别下滑1.6和0.3个百分点
                change.host, change.paired = share, True
            continue
        if len(levels) != len(row) or any(d.kind is not Kind.LEVEL or d.unit == "percent" for d in levels):
            continue
        _pair_shares(scene.text, changes, levels)
        if any(recalled_by(scene.text, sentence, d.figure) for d in levels):
            continue  # …34.8亿元，去年同期50.6亿元，上季50亿元，同比、环比分别收窄…
        if any(d.kind is not Kind.CHANGE or d.unit != "percent" or "subject" in d.fixed for d in changes):
            continue
        apart = all(any(a.span.end <= m.start < b.span.start for m in marks) for a, b in pairwise(levels))
        if (told or apart) and not _COMPARES.match(scene.text, changes[0].span.end):
            for change, level in zip(changes, levels, strict=True):
                change.host, change.metric, change.paired = level, level.metric, True


def _pair_shares(text: str, row: list[Draft], levels: list[Draft]) -> None:
    """Give each Chinese share of a row the level at its place: 纯电25万辆，插混13万辆，增程5万辆，三者占比依次是…."""
    if any(d.kind is not Kind.SHARE or "subject" in d.fixed for d in row) or len({d.unit for d in levels}) > 1:
        return
    if _EACH_SHARE_ZH.fullmatch(text, levels[-1].span.end, row[0].figure.full.start) is None:
        return
    for share, level in zip(row, levels, strict=True):
        share.host, share.paired = level, True
    if _ALL_LEAST <= sum(d.low or 0 for d in row) <= _ALL_MOST:
        for share in row:  # of what they make up together
            if share.host is not None and share.host.metric is not None:
                share.metric = share.host.metric
                share.fixed.add("metric")


def pair_metrics(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """Give each figure of a row the metric at its place: "production and sales reached 2.79 and 2.90 million"."""
    flows = [m for m in sentence.of_sort(Sort.METRIC) if pack.metrics[m.key].nature is Nature.FLOW]
    groups = [
        [flows[i].key for i in g]
        for g in _rows(scene.text, [m.span for m in flows])
        if len({flows[i].key for i in g}) == len(g)
    ]
    if "产销" in sentence.span.of(scene.text) or "產銷" in sentence.span.of(scene.text):
        groups = [[k for k in ("production", "sales") if k in pack.metrics]]
    for row in _rows(scene.text, [d.span for d in drafts]) if groups else ():
        keys = next((g for g in groups if len(g) == len(row)), None)
        if keys is not None and len({drafts[i].unit for i in row}) == 1:
            for i, key in zip(row, keys, strict=True):
                drafts[i].metric = key
                drafts[i].unit = drafts[i].unit or pack.metrics[key].unit


def _rows(text: str, spans: Sequence[Span], join: re.Pattern[str] = _JOIN) -> list[list[int]]:
    """Indices of spans that stand in a row, with only commas and "and" between them."""
    rows: list[list[int]] = []
    current = [0] if spans else []
    for i, (a, b) in enumerate(pairwise(spans), start=1):
        if a.end <= b.start and join.match(text[a.end : b.start]):
            current.append(i)
        else:
            rows.append(current)
            current = [i]
    rows.append(current)
    return [r for r in rows if len(r) > 1]

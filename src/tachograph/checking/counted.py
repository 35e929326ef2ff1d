"""The figure of so many sellers together: "Together the five delivered 222,760", after the figures of five.

The count says who is meant: those whose figures the text gave before, if they are exactly so many; "they" are those of the
sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tachograph.checking.acquittal import UNTOLD
from tachograph.checking.beside import exact_level
from tachograph.checking.certainty import sourced
from tachograph.checking.confidence import likely, sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import Figures
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.repairs import value_repair
from tachograph.checking.telling import is_told_by
from tachograph.checking.wording import number
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval

_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMERALS = "二三四五六七八九十"
_COUNT = rf"(?P<count>{'|'.join(_WORDS)}|1[0-2]|[2-9])"
_SELLERS = (
    r"(?:\s(?:[A-Za-z-]+\s)?(?:makers|carmakers|automakers|companies|brands|firms|start-?ups|manufacturers|groups))?"
)
_JOINTLY = r"(?:together|combined|jointly|between them|in total|altogether)"
_COUNTED = (
    re.compile(rf"\b{_JOINTLY},?\s(?:all\s|the\s|these\s|those\s){{0,2}}{_COUNT}\b{_SELLERS}(?:\s[a-z]+){{1,4}}\s$", re.IGNORECASE),
    re.compile(rf"\b(?:all|the|these|those)\s{_COUNT}{_SELLERS}\s(?:[a-z]+\s){{0,3}}(?:a\s)?{_JOINTLY}\s(?:[a-z]+\s){{0,3}}$", re.IGNORECASE),
    re.compile(r"(?P<count>[二三两兩四五六七八九十]|1[0-2]|[2-9])(?:家|大|个|個)[^，。；\d]{0,8}(?:合计|合計|共计|共計|总计|總計|一共|共|加起来)[^，。；\d]{0,8}$"),
)  # fmt: skip
_MEANT = 0.97  # how likely words mean the items of a list
_FEWEST = 2  # items of a list
_ITEM = re.compile(r"\s*(?:[-•*–—]|\d{1,2}[.)、])\s")
_RANKED = re.compile(
    r"(?:上榜|入榜|榜上|在榜)[^，。；\d]{0,4}(?:合计|合計|共计|共計|总计|總計|一共|共)[^，。；\d]{0,6}$"
)
_NUMBERED = re.compile(r"(?:^|[：:；;\n])\s*(\d{1,2})[.、．]\s*(?=\D)")
_THEY = re.compile(rf"^\W*{_JOINTLY},?\s(?:they|both)(?:\s[a-z]+){{1,4}}\s$", re.IGNORECASE)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every total of a counted number of sellers whose figures stand before it."""
    context = figures.context
    for place, total in enumerate(context.claims):
        if not exact_level(context, total):
            continue
        if items := _of_items(context, place):
            yield from (
                replace(f, blamed=() if UNTOLD in f.message else f.blamed)
                for f in _judged(figures, total, items, told=True)
            )
        elif count := _count(context, place):
            parts = _parts(context, place)
            if len(parts) == count:
                yield from _judged(figures, total, parts)


def _count(context: Context, place: int) -> int:
    """How many sellers the words right before a figure say it is of; 0 if they do not."""
    total = context.claims[place]
    start = context.sentences[context.sentence(total)][0]
    own = [c.span.end for c in context.claims[:place] if c.kind is total.kind and c.span.end <= total.span.start]
    lead = context.text[max([start, *own]) : total.span.start]
    if _THEY.match(lead):
        return _told_before(context, total)
    match = next((m for pattern in _COUNTED if (m := pattern.search(lead))), None)
    if match is None:
        return 0
    said = match["count"].lower()
    if said.isascii() and said.isdigit():
        return int(said)
    return _WORDS.index(said) + 2 if said in _WORDS else 2 if said in "两兩" else _NUMERALS.index(said) + 2


def _told_before(context: Context, total: Claim) -> int:
    """Of how many sellers the sentence before tells what a total counts: "they"."""
    before = context.sentence(total) - 1
    return len({c.subject for c in context.claims if context.sentence(c) == before and _is_part(context, c, total)})


def _of_items(context: Context, place: int) -> list[Claim]:
    """The first figure of each item of the list that ends right before "together they" or 上榜企业合计; empty if there is none."""
    total = context.claims[place]
    lead = context.text[context.sentences[context.sentence(total)][0] : total.span.start]
    if _THEY.match(lead):
        starts = _lines(context, total)
    elif _RANKED.search(lead):
        starts = _numbers(context.text[: total.span.start - len(lead)])
    else:
        return []
    if len(starts) < _FEWEST:
        return []
    ends = [*starts[1:], total.span.start - len(lead)]
    items = [[c for c in context.claims[:place] if a <= c.span.start < b] for a, b in zip(starts, ends, strict=True)]
    first = [next((c for c in item if c.kind is not Kind.RANK), None) for item in items]
    found = [c for c in first if c is not None and exact_level(context, c) and _counts_alike(c, total)]
    names = [c.subject for c in found if c.subject]
    return found if len(found) == len(starts) and len(set(names)) == len(names) else []


def _lines(context: Context, total: Claim) -> list[int]:
    """Where the lines of a list begin that ends right before a total's line."""
    text = context.text[: context.sentences[context.sentence(total)][0]].rstrip()
    starts: list[int] = []
    for line in text.split("\n")[::-1]:
        if not _ITEM.match(line):
            break
        starts.append((starts[-1] if starts else len(text) + 1) - len(line) - 1)
    return starts[::-1]


def _numbers(text: str) -> list[int]:
    """Where the items of a list numbered from one begin."""
    found = list(_NUMBERED.finditer(text))
    whole = [int(m[1]) for m in found] == list(range(1, len(found) + 1))
    return [m.start() for m in found] if whole else []


def _parts(context: Context, place: int) -> list[Claim]:
    """The figure of each seller before the total that counts what it counts; empty if one is given two."""
    total = context.claims[place]
    alike = [c for c in context.claims[:place] if _is_part(context, c, total)]
    by_seller = {c.subject: c for c in alike}
    same = all(c.quantity.value == by_seller[c.subject].quantity.value for c in alike)
    return list(by_seller.values()) if same else []


def _counts_alike(part: Claim, total: Claim) -> bool:
    alike = part.metric == total.metric or {part.metric, total.metric} <= UNITS_SOLD
    return alike and (part.unit, part.period, part.modality) == (total.unit, total.period, total.modality)


def _is_part(context: Context, part: Claim, total: Claim) -> bool:
    return (
        exact_level(context, part)
        and part.subject not in (None, total.subject)
        and part.modality is total.modality is Modality.ACTUAL
        and (part.metric == total.metric or {part.metric, total.metric} <= UNITS_SOLD)
        and (part.unit, part.period, part.region, part.segment) == (total.unit, total.period, total.region, total.segment)
        and part.model is None
    )  # fmt: skip


def _is_slip(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a slip in one of the figures explains why items that words add up do not."""
    return likely((total, *parts)) and is_told_by(_MEANT, total, Formula(Op.SUM, tuple(parts)))


def _judged(figures: Figures, total: Claim, parts: Sequence[Claim], *, told: bool = False) -> Iterator[Finding]:
    """Confirmed if they add up; contradicted if not, and all was read surely, or is ``told`` by words and a slip explains it."""
    added = Interval.exactly(0)
    for part in parts:
        added += part.quantity.tolerant()
    value = sum((Fraction(p.quantity.value) for p in parts), Fraction(0))
    ids = (total.id, *(p.id for p in parts))
    words = " + ".join(number(Fraction(p.quantity.value)) for p in parts) + f" = {number(value)}"
    step = Step(words, added, ids)
    if added.meets(total.quantity.tolerant()):
        yield Finding("sum_of_parts", Verdict.CONFIRMED, ids, f"{words}, stated as {total.quote}", (step,))
    elif all(sure([c]) or _borne_out(figures, c) for c in parts) or (told and _is_slip(total, parts)):
        open_ = [p.id for p in parts if not _borne_out(figures, p)]
        message = f"{words}, not {total.quote}" + (UNTOLD if open_ else "")
        repairs = (value_repair(total, value),) if not open_ else ()
        yield Finding("sum_of_parts", Verdict.CONTRADICTED, ids, message, (step,), (), repairs, (total.id, *open_))


def _borne_out(figures: Figures, claim: Claim) -> bool:
    return any(sourced(figures, claim, s) for s in figures.statements if claim.id in s.claims)

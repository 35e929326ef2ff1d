"""What is seen of the parts that a total may have, as named signals: how the list opens and closes, and who its parts are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from tachograph.checking.amounts.asked import beside
from tachograph.checking.amounts.candidates import Parts
from tachograph.checking.context import Context
from tachograph.checking.prose import OF_WHICH, OF_WHICH_ZH
from tachograph.checking.tells import alike, owner
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim

Asked = Mapping[str, Sequence[str]]
_MANY = 6
_CLOSE = 3
_SUREST = 9  # tenths of confidence
_WORD = re.compile(r"[A-Za-z'’-]+|[\u4e00-\u9fff]")
_OPENERS = {
    "colon": r"[:：]\s*$|[:：]",
    "bracket": r"[(（–—]",
    "of which": rf"\b{OF_WHICH}|{OF_WHICH_ZH}",
    "made of": r"\b(?:consist\w*|compris\w*|made up|compos\w+|split|divid\w+|breakdown|namely)\b|由|分为|分為|组成|組成|构成|構成|分别|分別|依次",
    "by": r"\b(?:by (?:region|brand|model|segment|product|type|market|country|fuel|quarter|month)|came from)\b|从.{1,4}看|分.{1,3}看|按",
    "partial": r"\b(?:includ\w+|such as|among|led by|mainly|mostly|for example|e\.g\.|alone|especially|notably)\b|包括|包含|如|主要|仅|僅",
    "earlier": r"\b(?:from|than|compared|against|versus|earlier|ago|previous|last year|year before)\b|去年|同期|上年|上月|较|較|比",
}
_CLOSERS = {
    "and": r"(?:\band\b|&|和|及|与|與)[^,，、;；.。]*$",
    "rest": r"\b(?:rest|remain\w*|others?|another)\b|其余|其餘|其他|其它|余下|餘下|剩|另",
    "comma": r"[,，、;；]",
    "line": r"\n",
}
_TRAILS = re.compile(r"^\W{0,2}\s*(?:[\u4e00-\u9fff]{0,3}等|and (?:others|so on)|among others|etc)", re.IGNORECASE)
_OPENED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _OPENERS.items()}
_CLOSED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CLOSERS.items()}
_COUNTS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten)\b|([两兩二三四五六七八九十])(?:家|款|类|類|大|项|項|个|個|种|種|国|國|地|港|企|板块|季)",
    re.IGNORECASE,
)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMERALS = "二三四五六七八九十"
_FIELDS = ("subject", "model", "segment", "region")


def tells_of_sum(context: Context, claim: Claim, parts: Parts, asked: Asked, rivals: int) -> Iterator[str]:
    """All that is seen of the parts that a total may have.

    ``asked`` is what words ask of each figure, ``rivals`` how many other sets of parts the total may have.
    """
    run = parts.formula.operands
    side = "after" if parts.after else "before"
    yield f"parts: {min(len(run), _MANY)} {side}"
    yield f"skipped: {parts.skipped} {side}"
    yield f"other sets: {min(rivals, _CLOSE)}"
    yield f"figures: {'of its own time' if parts.dated else 'all'}"
    yield from (f"asked {name}, parts {side}" for name in asked[claim.id])
    if not asked[claim.id]:
        yield f"not asked, parts {side}"
    yield from _opening(context, claim, parts)
    yield from _inside(context, run, side, asked)
    yield from _closing(context, claim, parts)
    yield from _who(context, claim, run)
    yield from _count_said(context, claim, run)
    sizes = [float(p.quantity.value) for p in run]
    yield f"part above the total: {max(sizes) > float(claim.quantity.value)}"
    yield f"confidence: {min(int(min(c.confidence for c in (claim, *run)) * 10), _SUREST)}"


def _opening(context: Context, claim: Claim, parts: Parts) -> Iterator[str]:
    """The words between a total and the parts next to it, as far as no other figure stands between."""
    run = parts.formula.operands
    first = run[0] if parts.after else run[-1]
    apart = abs(context.sentence(first) - context.sentence(claim))
    yield f"sentences between: {min(apart, _CLOSE)} {'after' if parts.after else 'before'}"
    if not parts.after:
        before, _ = beside(context, claim)
        yield f"before total: {_last(before)}"
        return
    place = context.position[first.id]
    words = context.between(context.claims[place - 1], first)[-60:]
    found = _opened(words)
    yield from (f"opens: {name}" for name in found or ("in no way",))
    yield f"before first part: {_last(words)}"
    if place - 1 == context.position[claim.id]:
        yield from (f"opens at once: {name}" for name in found or ("in no way",))


def _inside(context: Context, run: Sequence[Claim], side: str, asked: Asked) -> Iterator[str]:
    """How the parts follow one another, and whether words make one of them something else."""
    spans = context.sentence(run[-1]) - context.sentence(run[0])
    yield f"list in: {'one sentence' if spans == 0 else 'rows' if spans == len(run) - 1 else 'several'} {side}"
    yield from (f"last part after: {name}" for name in _closed(context.between(run[-2], run[-1])))
    asks = [asked[c.id] for c in run]
    gaps = sum("gap before" in a or "more after" in a or "change" in a for a in asks)
    yield f"parts told as differences: {min(gaps, 2)}"
    yield f"parts told as totals: {min(sum('total before' in a for a in asks), 2)}"
    rests = [n for n, a in enumerate(asks) if "rest before" in a or "left after" in a]
    yield f"parts told as rest: {'last' if rests == [len(run) - 1] else 'none' if not rests else 'others'}"
    opened = [_opened(beside(context, c)[0]) for c in run]
    yield f"parts told as earlier: {min(sum('earlier' in names for names in opened), 2)}"
    yield f"parts told as examples: {min(sum('partial' in names for names in opened), 2)}"
    between = context.position[run[-1].id] - context.position[run[0].id] + 1 - len(run)
    yield f"other figures among parts: {'none' if not between else 'few' if between < len(run) else 'many'}"
    values = [c.quantity.value for c in run]
    yield f"a part twice: {len(set(values)) < len(values)}"


def _closing(context: Context, claim: Claim, parts: Parts) -> Iterator[str]:
    """Whether the list goes on behind its last part, or is trailed by "and others"."""
    run = parts.formula.operands
    place = context.position[run[-1].id]
    later = _first_alike(context.claims[place + 1 :], claim, run[-1])
    apart = context.sentence(later) - context.sentence(run[-1]) if later is not None else _CLOSE
    yield f"next figure: {min(apart, _CLOSE)} {'after' if parts.after else 'before'}"
    yield f"trailed: {bool(_TRAILS.match(context.after(run[-1], 16)))}"
    start = context.position[run[0].id]
    earlier = _first_alike(context.claims[:start][::-1], claim, run[0])
    apart = context.sentence(run[0]) - context.sentence(earlier) if earlier is not None else _CLOSE
    yield f"figure before: {min(apart, _CLOSE)} {'after' if parts.after else 'before'}"


def _first_alike(figures: Sequence[Claim], claim: Claim, part: Claim) -> Claim | None:
    """The first of some figures that counts what a total does and is told as its part is."""
    unit, kind = claim.unit, part.kind
    return next((c for c in figures if c.kind is kind and c.unit == unit and c is not claim), None)


def _who(context: Context, claim: Claim, run: Sequence[Claim]) -> Iterator[str]:
    """Which fields the parts have in common with the total, and with one another."""
    for name in _FIELDS:
        own = {alike(getattr(c, name), getattr(claim, name)) for c in run}
        among = {getattr(c, name) for c in run}
        kinds = "one" if len(among) == 1 else "each its own" if len(among) == len(run) else "some alike"
        yield f"{name}: {next(iter(own)) if len(own) == 1 else 'mixed'}"
        yield f"{name} of parts: {kinds}"
    told = {tuple(getattr(c, name) for name in (*_FIELDS, "period")) for c in run}
    yield f"parts told apart: {'all' if len(told) == len(run) else 'none' if len(told) == 1 else 'some'}"
    periods = {alike(canonical(c.period), canonical(claim.period)) for c in run}
    yield f"period: {next(iter(periods)) if len(periods) == 1 else 'mixed'}"
    metrics = {alike(c.metric, claim.metric) for c in run}
    yield f"metric: {next(iter(metrics)) if len(metrics) == 1 else 'mixed'}"
    yield f"modality: {'one' if len({c.modality for c in (claim, *run)}) == 1 else 'mixed'}"
    yield f"units: {'one' if len({c.unit for c in (claim, *run)}) == 1 else 'several'}"
    owners = {owner(context, c, claim) for c in run}
    yield f"total of: {next(iter(owners)) if len(owners) == 1 else 'mixed'}"


def _count_said(context: Context, claim: Claim, run: Sequence[Claim]) -> Iterator[str]:
    """Whether the total's sentence says of how many things it is."""
    said = counts_said(context, claim)
    yield f"count said: {'none' if not said else 'so many' if len(run) in said else 'another'}"


def counts_said(context: Context, claim: Claim) -> frozenset[int]:
    """The small numbers in words in a total's sentence: of so many things it may be."""
    return _counts_in(context.sentence_text(claim))


@lru_cache(maxsize=256)  # each set of parts asks
def _counts_in(text: str) -> frozenset[int]:
    said = set()
    for match in _COUNTS.finditer(text):
        word = (match[1] or match[2]).casefold()
        said.add(_NUMBERS.index(word) + 2 if word in _NUMBERS else 2 if word in "两兩" else _NUMERALS.index(word) + 2)
    return frozenset(said)


@lru_cache(maxsize=1024)  # of some articles: a figure is a part of many runs
def _opened(words: str) -> tuple[str, ...]:
    """How words before a part open a list."""
    return tuple(name for name, pattern in _OPENED.items() if pattern.search(words))


@lru_cache(maxsize=1024)
def _closed(words: str) -> tuple[str, ...]:
    """How words between the last two parts close a list."""
    return tuple(name for name, pattern in _CLOSED.items() if pattern.search(words))


def _last(text: str) -> str:
    words = _WORD.findall(text)
    if not words:
        return "-"
    return "".join(words[-2:]) if not words[-1].isascii() else words[-1].casefold()

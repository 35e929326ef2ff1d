"""Rates that follow a whole and its parts: "87,071 cars, consisting of 36,928 …, 37,656 … and 12,487 …, up 40.8%".

A participle phrase behind an enumeration is said of what was enumerated, not of the last item. English says so with
"representing" or the like, brackets by closing, and figures by adding up: an enumeration that is complete is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.whose.names import Name

_OPENS = Caseless(
    r"\b(?:consist(?:s|ed|ing) of|includ(?:es|ed|ing)|compris(?:es|ed|ing)|(?:made up|composed) of|broken down (?:into|as)"
    r"|(?:of|among) (?:which|them|these|those|whom)|namely)\b",
    r"其中|包括|包含|分别为|分別為",
)
_BRACKET = "(（"
_CLOSING = Caseless(r"[)）]")
_OF_THE_WHOLE = Caseless(
    r"[,;]\s(?:and\s)?(?:together\s|all\s)?(?:representing|marking|reflecting|constituting|equating to|equivalent to"
    r"|which (?:represents?|represented|marks?|marked) )|\b(?:in total|in all|overall|altogether|combined)\b",
    r"合计|合計|整体|整體|总体|總體|总计|總計|合共|总销量|总交付|；",
)
_OF_A_PART = Caseless(
    r"\b(?:whose|its|their|the latter|the last|each|respectively|both)\b", r"其(?!中)|后者|後者|分别|分別|均|各"
)
_BASE = Caseless(
    r"^,?\s(?:up |down )?(?:from|over|against|versus|compared (?:with|to)|than)\s(?:the\s)?$",
    r"^[，,；;]?(?:而)?(?:去年|上年|上月|上季|前一年)(?:同期|同月|同季)?(?:的|仅|僅)?(?:为|為|是)?$",
)
_BREAKS = ",;，；、)）"


def settle_enumerations(scene: Scene, drafts: list[Draft], names: tuple[Name, ...]) -> None:
    """Give the rates behind an enumeration of parts to the whole."""
    for i, draft in enumerate(drafts):
        if not _is_rate(draft) or (i and _is_rate(drafts[i - 1])):
            continue
        rates = tuple(_said_together(scene.text, drafts[i:]))
        for whole, parts in _enumerations(drafts[:i]):
            if _is_over(scene.text, whole, parts, rates[0], names):
                for rate in rates:
                    _give(rate, whole, parts)
                break


def _said_together(text: str, behind: list[Draft]) -> Iterator[Draft]:
    """The rates in a row, and the levels that they are measured from: "up 24%, from 250,136 a year earlier"."""
    end = behind[0].span.start
    for draft in behind:
        if not _is_rate(draft) and not (draft.kind is Kind.LEVEL and _BASE.search(text[end : draft.figure.full.start])):
            return
        yield draft
        end = draft.figure.full.end


def _is_rate(draft: Draft) -> bool:
    loose = not draft.paired and "table" not in draft.fixed and "subject" not in draft.fixed
    return draft.kind is Kind.CHANGE and draft.unit == "percent" and loose


def _enumerations(before: list[Draft]) -> Iterator[tuple[Draft, list[Draft]]]:
    """Each whole with the levels behind it up to a rate, the nearest first; shares of the parts are passed over."""
    levels = list(takewhile(lambda d: d.kind in (Kind.LEVEL, Kind.SHARE), reversed(before)))
    run = [d for d in reversed(levels) if d.kind is Kind.LEVEL]
    whole = next((d for d in reversed(before[: len(before) - len(levels)]) if d.kind is Kind.LEVEL), None)
    if whole is not None:
        run.insert(0, whole)
    for n in range(len(run) - 2, -1, -1):
        if "table" not in run[n].fixed and all(p.unit == run[n].unit != "percent" for p in run[n + 1 :]):
            yield run[n], run[n + 1 :]


def _is_over(text: str, whole: Draft, parts: list[Draft], rate: Draft, names: tuple[Name, ...]) -> bool:
    """Whether the enumeration is closed before the rate, and the rate names none of its parts."""
    start, end = parts[-1].figure.full.end, rate.span.start
    phrase = max((text.rfind(c, start, end) for c in _BREAKS), default=-1)
    if phrase < 0 or any(phrase < n.span.start < end for n in names) or _OF_A_PART.search(text, phrase, end):
        return False
    opening = text[whole.figure.full.end : parts[0].figure.full.start]
    if any(b in opening for b in _BRACKET) and _CLOSING.search(text, start, end):
        return True
    if len(parts) < 2:
        return False
    opened = _OPENS.search(opening) is not None and _OF_THE_WHOLE.search(text, start, end) is not None
    return opened or _adds_up(whole, parts)


def _adds_up(whole: Draft, parts: list[Draft]) -> bool:
    """Whether the parts are the whole, each as rounded."""
    exact = [d.low for d in (whole, *parts) if d.low is not None and d.low == d.high]
    if len(exact) <= len(parts):
        return False
    slack = sum((d.precision for d in (whole, *parts)), Decimal(0)) / 2
    return abs(sum(exact[1:], Decimal(0)) - exact[0]) <= min(slack, abs(exact[0]) / 100)


def _give(rate: Draft, whole: Draft, parts: list[Draft]) -> None:
    rate.host = whole if _is_rate(rate) else None
    if rate.metric in {p.metric for p in parts}:
        rate.metric = whole.metric
    rate.subject, rate.model = whole.subject, whole.model
    rate.region, rate.segment = whole.region, whole.segment
    rate.choices.pop("subject", None)

"""Where the quotes of an answer stand in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tachograph.core.span import Span
from tachograph.llm.folding import plain

LONGEST_QUOTE = 120
"""Code points of a quote at most: a figure with its sign, currency, scale words and noun is far shorter."""

_LONGEST_CONTEXT = 600
_INSIDE_NUMBER = re.compile("\\d[.,\u00a0\u2009\u202f]?$")  # the blanks that divide thousands
_MORE_NUMBER = re.compile("[.,\u00a0\u2009\u202f]?\\d")


class Lost(StrEnum):
    """Why a quote has no place."""

    NOWHERE = "quote not in the text"
    UNFIT = "quote empty or too long"
    AMBIGUOUS = "quote stands in several places"
    TAKEN = "figure given twice"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote and the words around it, both as the model copied them."""

    text: str
    context: str | None = None


def locate(text: str, quotes: Sequence[Quote]) -> list[Span | Lost]:
    """The place of each quote, in order; no two places overlap.

    A quote that stands once is there. Of several places those inside the context's are left; if as many quotes of the
    same wording remain as places, they are given out in order, since a model reads from the beginning.
    """
    flat = plain(text)
    found = [_places(text, flat, quote) for quote in quotes]
    results: list[Span | Lost] = [Lost.AMBIGUOUS if places else lost for places, lost in found]
    taken: list[Span] = []
    groups: dict[str, list[int]] = {}
    for n, (places, _) in enumerate(found):
        if len(places) == 1:
            results[n] = _take(places[0], taken)
        elif places:
            groups.setdefault(plain(quotes[n].text), []).append(n)
    for members in groups.values():
        _share_out(members, [places for places, _ in found], results, taken)
    return results


def _share_out(
    members: Sequence[int], found: Sequence[Sequence[Span]], results: list[Span | Lost], taken: list[Span]
) -> None:
    """Give the free places of one wording to the quotes that ask for them, if there is one each."""
    free = sorted({p for n in members for p in found[n] if not any(p.overlaps(t) for t in taken)})
    if len(free) == len(members):
        for n, place in zip(members, free, strict=True):
            results[n] = _take(place, taken) if place in found[n] else Lost.AMBIGUOUS
    elif not free:
        for n in members:
            results[n] = Lost.TAKEN


def _take(place: Span, taken: list[Span]) -> Span | Lost:
    if any(place.overlaps(other) for other in taken):
        return Lost.TAKEN
    taken.append(place)
    return place


def _places(text: str, flat: str, quote: Quote) -> tuple[list[Span], Lost]:
    """The places where a quote can be, and what to say if there is none."""
    wanted = quote.text.strip()
    if not wanted or len(wanted) > LONGEST_QUOTE:
        return [], Lost.UNFIT
    places = [place for place in _found(flat, wanted) if _is_whole(text, place)]
    if len(places) > 1 and quote.context and len(quote.context) <= _LONGEST_CONTEXT:
        around = _found(flat, quote.context.strip())
        inside = [place for place in places if any(a.contains(place) for a in around)]
        places = inside or places
    return places, Lost.NOWHERE


def _found(flat: str, wanted: str) -> list[Span]:
    """Where ``wanted`` stands; blanks and line breaks count as one another."""
    words = plain(wanted).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [Span(*match.span()) for match in pattern.finditer(flat)]


def _is_whole(text: str, place: Span) -> bool:
    """Whether no digit is cut off: "5%" is not in "15%", nor "1.2" in "1.25"."""
    first, last = text[place.start], text[place.end - 1]
    cut_before = first.isdigit() and _INSIDE_NUMBER.search(text, max(0, place.start - 2), place.start)
    cut_after = last.isdigit() and _MORE_NUMBER.match(text, place.end)
    return not cut_before and not cut_after

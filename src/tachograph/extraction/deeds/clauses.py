"""The clauses of a sentence, each with what it says itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tachograph.core.span import Span

_BREAK = re.compile(
    r"[;；，]"
    r"|:\s(?=\S)|：(?=\S)"
    r"|,\s(?=(?:and|but|while|whereas|with|which|where|although|though|after|before|as|who|so|then)\s)"
    r"|,\s(?=(?!according)[a-z]{2,}ing\sto\s)"
    r"|\s(?=(?:while|whereas|but|although|though|because|since|whether)\s)"
    r"|\s(?=and\s(?:will|would|is|are|was|has|have|plans|aims|expects|intends|wants|hopes|says|said|then)\s)"
    r"|\s(?=(?:after|following|once)\s(?:the|its|a|an|their)\s)"
    r"|\s[–—]\s|——",
    re.IGNORECASE,
)
_LIST = re.compile(r",\s|\sand\s|、")
_EDGES = " \t,，;；:：.。!！?？、\"“”'‘’-–—•*"


def clauses_of(text: str, sentence: Span, times: Sequence[Span]) -> tuple[Span, ...]:
    """The clauses of a sentence in order, without the marks around them.

    What has two of the ``times`` is cut between them too: "order books open in March, deliveries in April".
    """
    cuts = [m.start() for m in _BREAK.finditer(text, sentence.start, sentence.end)]
    cuts += [
        between[-1]
        for first, last in pairwise(times)
        if not any(first.end <= c < last.start for c in cuts)
        and (between := [m.start() for m in _LIST.finditer(text, first.end, last.start)])
    ]
    inside = {c for c in cuts if not any(t.start < c < t.end for t in times)}
    edges = [sentence.start, *sorted(inside), sentence.end]
    return tuple(s for a, b in pairwise(edges) if (s := _trimmed(text, a, b)) is not None)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if start < end else None

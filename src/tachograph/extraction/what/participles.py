"""Participles that only say where cars were made: "fitted in vehicles built in China", "the bZ3X, built in Guangzhou, came to"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tachograph.extraction.vocabulary import Mention

_MADE = ("built", "produced", "manufactured", "assembled")
_WHERE = re.compile(r"\s(?:locally|domestically|(?:in|at|by|near|outside|under|with|on|from)\s)")
# "The bZ3X, built in Guangzhou, contributed": between commas behind what it describes
_INSERTED = re.compile(r"[\w)’'],\s(?:(?:also|still|now|all|which is|which are|[a-z]+ly)\s)?$")
_TO_COMMA = re.compile(r"(?:[^,;:.]){1,60},\s(?=[a-z])")
# "in vehicles built": another word of the sentence says what is done with them
_OF_CARS = re.compile(
    r"\b(?:in|into|for|on|of|with|to|from|among|than)\s(?:(?:the|all|new|electric|passenger|other)\s){0,3}(?:vehicles|cars|models|evs|nevs|suvs|buses|trucks)\s$",
    re.IGNORECASE,
)
_NEAR = 60  # characters


def telling(text: str, mentions: Sequence[Mention], end: int) -> Iterator[Mention]:
    """The words of a sentence ending at ``end`` that say what is measured, without those that only describe cars."""
    for index, mention in enumerate(mentions):
        if not _describes(text, mention, end, alone=index == 0):
            yield mention


def _describes(text: str, mention: Mention, end: int, *, alone: bool) -> bool:
    """Whether a participle says of cars where they come from; ``alone``: nothing before it says what is measured."""
    if mention.quote.lower() not in _MADE or _WHERE.match(text, mention.span.end, end) is None:
        return False
    start = max(0, mention.span.start - _NEAR)
    if _INSERTED.search(text, start, mention.span.start) and _TO_COMMA.match(text, mention.span.end, end):
        return True
    return not alone and _OF_CARS.search(text, start, mention.span.start) is not None

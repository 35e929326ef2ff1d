"""What is told together: paragraphs, and sentences of news that gives each of them a paragraph of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from tachograph.core.sentences import split_blocks
from tachograph.core.span import Span

_FEWEST = 4  # paragraphs of prose
_MOSTLY = 0.7  # of these have one sentence where that is the custom
_LEAST = 25  # characters of a paragraph: what is shorter is a heading or an item
_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")


def paragraphs(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """The blocks of a text; where nearly every sentence has its own, neighbours are one, as nothing parts them."""
    blocks = split_blocks(text)
    starts = [block.start for block in blocks]
    counted = Counter(bisect_right(starts, s.start) - 1 for s in sentences)
    prose = [n for n, block in enumerate(blocks) if _is_prose(block.of(text))]
    lone = {n for n in prose if counted[n] == 1}
    if len(prose) < _FEWEST or len(lone) < _MOSTLY * len(prose):
        return blocks
    joined: list[Span] = []
    for n, block in enumerate(blocks):
        if {n, n - 1} <= lone:
            joined[-1] = Span(joined[-1].start, block.end)
        else:
            joined.append(block)
    return tuple(joined)


def _is_prose(block: str) -> bool:
    return len(block) >= _LEAST and "|" not in block and _ENDS.search(block) is not None

"""What keeps checking in bounds: figures are compared with those of the same stretch of a text, if it has very many.

Checks compare figures with one another, which takes time with the square of their number. An article has some dozens;
an annual report, or a text made to hold somebody up, has thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.quantity import Quantity
from tachograph.core.span import Span

_FIGURES = 400  # of a stretch
_LARGEST, _FINEST = 40, -40  # powers of ten


def comparable(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims whose figures are of a size that things have; others are left unchecked."""
    return tuple(claim for claim in claims if _is_of_this_world(claim.quantity))


def stretches(document: Document, claims: Sequence[Claim]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """The document with its claims, in stretches of some hundred figures if it has more.

    A stretch ends at the end of a line where there is one. It has the document's id, and the claims theirs, so that
    what is found in it is said of the document.
    """
    if len(claims) <= _FIGURES:
        yield document, tuple(claims)
        return
    ordered = sorted(claims, key=lambda c: c.span)
    start = 0
    for first in range(0, len(ordered), _FIGURES):
        some = ordered[first : first + _FIGURES]
        following = ordered[first + _FIGURES : first + _FIGURES + 1]
        end = _end(document.text, some[-1].span.end, following[0].span.start) if following else len(document.text)
        yield _cut(document, some, min(start, some[0].span.start), end)
        start = end


def _end(text: str, last: int, following: int) -> int:
    """Where a stretch ends between its last figure and the next one."""
    return text.find("\n", last, following) + 1 or max(last, following)


def _cut(document: Document, claims: Sequence[Claim], start: int, end: int) -> tuple[Document, tuple[Claim, ...]]:
    end = max(end, *(c.span.end for c in claims))
    moved = (replace(c, span=Span(c.span.start - start, c.span.end - start)) for c in claims)
    return replace(document, text=document.text[start:end]), tuple(moved)


def _is_of_this_world(quantity: Quantity) -> bool:
    numbers = (n for n in (quantity.low, quantity.high, quantity.precision) if n is not None)
    return all(not n or _FINEST <= n.adjusted() <= _LARGEST for n in numbers)

"""One of the documents that a source holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tachograph.core.document import Document


@dataclass(frozen=True, slots=True)
class Item:
    """A document that can be read: under which name it is known, and what reads it.

    The name is the address of an article, also within a feed; it stays the same from one run to the next, so that
    what is known already can be left unread. ``count`` is how many items the source holds, as far as that is known.
    ``read`` raises a :class:`~tachograph.core.errors.SourceError` if the document cannot be read.
    """

    name: str
    read: Callable[[], Document]
    count: int = 1

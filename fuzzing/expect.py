"""What must hold of whatever comes out."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.period import Period


def line(error: SourceError) -> None:
    """An error is one line that can be printed."""
    assert str(error).isprintable(), repr(str(error))
    assert error.what, error
    assert error.mend, error


def document(read: Document) -> None:
    """A document has text, and can be written down."""
    assert any(map(str.isalnum, read.text)), repr(read.text[:100])
    assert "\0" not in read.text
    read.text.encode()
    for said in (read.title, read.outlet):
        if said is not None:
            said.encode()
    assert read.lang in {"en", "zh"}


def claims(found: Sequence[Claim], text: str, *, read: bool = True) -> None:
    """Figures stand where they are said to stand, in order; the periods of those that were read are such."""
    for one in found:
        assert one.span.of(text) == one.quote, one
        assert one.quantity.precision > 0, one
        if one.period is not None and read:
            Period.parse(one.period)
    places = [one.span for one in found]
    assert places == sorted(places)
    assert len({one.id for one in found}) == len(found)

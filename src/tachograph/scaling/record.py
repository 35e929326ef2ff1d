"""An article as it came, before anything is done with it, and what all articles of a run are processed with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tachograph.core.document import Document, digest
from tachograph.core.errors import SourceError
from tachograph.reading.archives import Page
from tachograph.reading.raw import Raw
from tachograph.reading.read import document_of, read_text


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of an article or its text, with what is known of it from outside: its name is its path or address.

    ``problem`` says why there is neither.
    """

    name: str
    raw: Raw | None = None
    text: str | None = None
    encoding: str = ""
    published: date | None = None
    title: str | None = None
    problem: SourceError | None = None

    @property
    def size(self) -> int:
        """How large it is, about, in bytes."""
        return len(self.raw.data if self.raw else self.text or "")

    @property
    def digest(self) -> str:
        """A hash of all of it."""
        raw = self.raw or Raw(b"")
        known = (self.name, self.text, self.encoding, self.published, self.title, self.problem)
        return digest(*known, raw.form, raw.charset, raw.url, raw.data.hex(), size=16)

    def document(self, published: date | None) -> Document:
        """The article read; ``published`` is the day to assume if it is not known from outside.

        Raises:
            SourceError: if it holds none.
        """
        if self.problem is not None:
            raise self.problem
        known = self.published or published
        if self.raw is not None and self.encoding:
            made = Page(self.name, self.raw, self.encoding).document(known)
        elif self.raw is not None:
            made = document_of(self.raw, self.name, published=known)
        else:
            made = _written(self.text or "", self.name, known)
        return replace(made, title=self.title) if self.title else made


def _written(text: str, name: str, published: date | None) -> Document:
    if not any(map(str.isalnum, text)):
        raise SourceError(name, "holds no text", "give an article")
    return read_text(text, name, published=published)


@dataclass(frozen=True, slots=True)
class Choices:
    """What decides what comes of an article: the packs by name (all bundled if ``None``), and the day to assume.

    ``limit`` is how many seconds an article may take.
    """

    packs: tuple[str, ...] | None = None
    published: date | None = None
    limit: float = 60.0

"""A text that was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b


def digest(*parts: object, size: int = 8) -> str:
    """A stable hexadecimal hash of the parts, for ids."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """A page or file after reading. ``text`` is never rewritten: every offset counts code points in it.

    ``source`` is the path, URL or ``-`` it came from; ``published`` the date the page appeared, if known; ``lang`` is
    ``en`` or ``zh``. ``title`` may or may not also stand in ``text``. Form feeds in ``text`` part pages. ``remark`` is
    what a user should know of how it was read, if anything.
    """

    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    lang: str = "en"
    id: str = field(default="")
    remark: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", digest(self.text, self.published or ""))

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, that the character at ``offset`` is on; ``None`` if the text is not parted into pages."""
        return self.text.count("\f", 0, offset) + 1 if "\f" in self.text else None

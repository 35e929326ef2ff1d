"""What a source gave, before it is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LIMIT = 10_000_000  # bytes: a long annual report is about a tenth of it as text
TOO_LARGE = f"is larger than {LIMIT // 1_000_000} MB"
SPLIT_IT = "give the article alone, or split it"


class Form(StrEnum):
    """How a source is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"  # HTML
    TABLE = "table"  # cells between commas, semicolons, tabs or bars
    WORKBOOK = "workbook"  # Excel
    PDF = "pdf"
    XML = "xml"  # a feed or a sitemap


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a source. ``form`` is ``None`` where nothing outside the bytes tells it.

    ``charset`` is the label sent along with the bytes and ``url`` the address that they came from in the end.
    """

    data: bytes
    form: Form | None = None
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a source and what the source says of itself."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None

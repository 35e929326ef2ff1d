"""What the targets of readers share: bytes become a document or one line, and nothing else."""

from __future__ import annotations

from fuzzing import expect
from tachograph.core.errors import SourceError
from tachograph.reading.raw import Form, Raw
from tachograph.reading.read import document_of


def read(data: bytes, form: Form | None, charset: str | None = None, url: str | None = None) -> None:
    """Read the bytes as those of a form."""
    try:
        expect.document(document_of(Raw(data, form, charset, url), "fuzzed"))
    except SourceError as error:
        expect.line(error)

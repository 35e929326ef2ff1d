"""PDF files."""

from __future__ import annotations

from fuzzing.target import Target
from fuzzing.targets.reading import read
from tachograph.reading.raw import Form


def run(data: bytes) -> None:
    """The bytes as a PDF."""
    read(data, Form.PDF)


TARGET = Target("pdf", run, 16_384)

"""Bytes, files and addresses become documents."""

from tachograph.reading.read import read_document, read_raw, read_text
from tachograph.reading.sources import find_sources

__all__ = ["find_sources", "read_document", "read_raw", "read_text"]

"""Bytes, files and addresses become documents."""

from tachograph.reading.item import Item
from tachograph.reading.items import find_items, read_documents
from tachograph.reading.read import document_of, read_document, read_text
from tachograph.reading.sources import find_sources

__all__ = ["Item", "document_of", "find_items", "find_sources", "read_document", "read_documents", "read_text"]

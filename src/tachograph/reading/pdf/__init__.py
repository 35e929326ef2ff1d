"""PDF: the text of press releases and filings in reading order, tables as lines of cells between tabs."""

from tachograph.reading.pdf.read import read_pdf

__all__ = ["read_pdf"]

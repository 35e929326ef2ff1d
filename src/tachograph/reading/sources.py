"""Which sources the arguments of a command name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tachograph.core.errors import SourceError
from tachograph.reading.raw import Form

STDIN = "-"
FORMS = {
    ".txt": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".csv": Form.TABLE,
    ".tsv": Form.TABLE,
    ".xlsx": Form.WORKBOOK,
    ".xlsm": Form.WORKBOOK,
    ".pdf": Form.PDF,
}
# What leads to articles: read where it is named, not where it merely lies in a directory.
LEADING = {".xml": Form.XML, ".rss": Form.XML, ".atom": Form.XML, ".rdf": Form.XML}
_ARCHIVE = re.compile(r"\.(?:warc|wet)(?:\.wet)?(?:\.(?:gz|zst|lz4))?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(source: str) -> bool:
    """Whether ``source`` is a URL, of whatever scheme."""
    return _ADDRESS.match(source) is not None


def is_archive(source: str) -> bool:
    """Whether ``source`` is named as a web archive."""
    name = source.partition("?")[0] if is_address(source) else source
    return _ARCHIVE.search(name) is not None


def shown(source: str) -> str:
    """``source`` as it can be printed on one line: what cannot be printed is escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in source)


def find_sources(arguments: Sequence[str]) -> list[str]:
    """Expand directories to the articles in them, in sorted order, and drop what is named twice.

    Articles are files that end in .txt, .md, .markdown, .html, .htm, .csv, .tsv, .xlsx, .xlsm or .pdf, and web
    archives (.warc, .warc.gz); hidden ones, a README, which is about the directory, and the locks of open workbooks (~$board.xlsx) are left out. Addresses, ``-``
    and files pass through, whether they exist or not.

    Raises:
        SourceError: for a directory that cannot be read or holds no article.
    """
    found: dict[str, str] = {}
    for argument in arguments:
        if argument == STDIN or is_address(argument):
            found.setdefault(argument, argument)
        elif "\0" not in argument and Path(argument).is_dir():
            for path in _articles(argument):
                found.setdefault(str(path.resolve()), str(path))
        else:
            found.setdefault(argument if "\0" in argument else os.path.realpath(argument), argument)
    return list(found.values())


def _articles(directory: str) -> list[Path]:
    paths = sorted(_walk(directory))
    if not paths:
        endings = " ".join(FORMS)
        raise SourceError(
            shown(directory), "the directory holds no article", f"name a file, or one with {endings} files"
        )
    return paths


def _walk(directory: str) -> Iterator[Path]:
    for folder, inner, names in os.walk(directory, onerror=_refuse):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for path in (Path(folder, name) for name in names):
            hidden = path.name.startswith((".", "~$")) or path.stem.lower() == "readme"
            if (path.suffix.lower() in FORMS or is_archive(path.name)) and not hidden:
                yield path


def _refuse(error: OSError) -> None:
    what = f"the directory cannot be read ({error.strerror})"
    raise SourceError(shown(str(error.filename)), what, "check its permissions, or name the files") from error
